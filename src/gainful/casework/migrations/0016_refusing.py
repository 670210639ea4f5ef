"""Refusing: how an offer was taken back, looks into signs that refusing is not free, hazardous work under 18."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import gainful.accounts.scope
from gainful.accounts.folding import folded
from gainful.accounts.guards import audit_tables, install
from gainful.accounts.limits import Limits, NewColumns
from gainful.casework.guards_hazard import HAZARD
from gainful.casework.guards_refusing import REFUSING, TABLES

WAYS = ["own_code", "at_desk", "paper_at_desk", "through_somebody"]
NAMED = [("own_code", "Own Code"), ("at_desk", "At Desk"), ("paper_at_desk", "Paper At Desk")]
NAMED += [("through_somebody", "Through Somebody")]


def install_guards(apps, schema_editor):
    """Triggers and functions by vendor; the new table is under audit, offers again with their new columns."""
    install(schema_editor, HAZARD)
    install(schema_editor, REFUSING)
    audit_tables(schema_editor, [*TABLES, "casework_offer"])


def column(name, field):
    """A new column of offers; rows that stand have nothing in it."""
    return migrations.AddField(model_name="offer", name=name, field=field)


def limit(model, name, condition):
    """A limit of a table's rows."""
    return migrations.AddConstraint(
        model_name=model, constraint=models.CheckConstraint(condition=condition, name=name)
    )


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0015_by_person_and_day"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = folded(
        [
            NewColumns(
                [
                    column("withdrawn_evidence", models.CharField(blank=True, max_length=120)),
                    column("withdrawn_how", models.CharField(blank=True, choices=NAMED, max_length=20)),
                    column("withdrawn_on", models.DateField(null=True)),
                    column("withdrawn_through", models.CharField(blank=True, max_length=60)),
                ]
            ),
            Limits(
                [
                    limit(
                        "offer",
                        "taken_back_says_how_and_when",
                        models.Q(
                            models.Q(
                                ("withdrawn_evidence", ""),
                                ("withdrawn_how", ""),
                                ("withdrawn_on", None),
                                ("withdrawn_through", ""),
                            ),
                            models.Q(
                                ("state", "withdrawn"),
                                ("withdrawn_on__isnull", False),
                                models.Q(("withdrawn_how", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                    ),
                    limit(
                        "offer",
                        "taken_back_through_says_whom",
                        models.Q(
                            models.Q(("withdrawn_how", "through_somebody"), _negated=True),
                            models.Q(("withdrawn_through", ""), _negated=True),
                            _connector="OR",
                        ),
                    ),
                    limit(
                        "offer",
                        "casework_offer_withdrawn_how_words",
                        models.Q(("withdrawn_how__in", [*WAYS, ""])),
                    ),
                ]
            ),
            migrations.CreateModel(
                name="RefusalLook",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    (
                        "key",
                        models.CharField(
                            default=gainful.accounts.scope.new_key, editable=False, max_length=16, unique=True
                        ),
                    ),
                    ("area", models.BigIntegerField(db_index=True)),
                    (
                        "kind",
                        models.CharField(
                            choices=[
                                ("nobody_declines", "Nobody Declines"),
                                ("consents_in_bulk", "Consents In Bulk"),
                            ],
                            max_length=20,
                        ),
                    ),
                    (
                        "account",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                    ("given_on", models.DateField(null=True)),
                    ("counted", models.PositiveIntegerField()),
                    (
                        "outcome",
                        models.CharField(choices=[("free", "Free"), ("not_free", "Not Free")], max_length=8),
                    ),
                    ("found", models.CharField(max_length=300)),
                    ("looked_on", models.DateField()),
                    (
                        "looked_by",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                ],
            ),
            migrations.AddIndex(
                model_name="refusallook",
                index=models.Index(fields=["area", "kind", "looked_on"], name="look_of_area_by_day"),
            ),
            limit(
                "refusallook",
                "a_look_names_the_heap_it_is_about",
                models.Q(
                    models.Q(("account", None), ("given_on", None), ("kind", "nobody_declines")),
                    models.Q(
                        ("account__isnull", False), ("given_on__isnull", False), ("kind", "consents_in_bulk")
                    ),
                    _connector="OR",
                ),
            ),
            limit("refusallook", "a_look_says_what_was_found", models.Q(("found", ""), _negated=True)),
            limit(
                "refusallook",
                "nobody_looks_into_their_own_heap",
                models.Q(
                    ("account", None),
                    models.Q(("account", models.F("looked_by")), _negated=True),
                    _connector="OR",
                ),
            ),
            limit(
                "refusallook",
                "casework_refusallook_kind_words",
                models.Q(("kind__in", ["nobody_declines", "consents_in_bulk"])),
            ),
            limit(
                "refusallook",
                "casework_refusallook_outcome_words",
                models.Q(("outcome__in", ["free", "not_free"])),
            ),
            migrations.RunPython(install_guards, migrations.RunPython.noop),
        ]
    )
