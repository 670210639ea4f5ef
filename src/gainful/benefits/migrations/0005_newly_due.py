"""What is newly due by a rule or an amount, under audit; what was seen stays, and ends once."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import gainful.accounts.scope
from gainful.accounts.folding import folded
from gainful.accounts.guards import audit_tables, install
from gainful.benefits.guards_newly_due import NEW_TABLES, NEWLY_DUE


def install_guards(apps, schema_editor):
    """The guards and the audit of the new tables."""
    install(schema_editor, NEWLY_DUE)
    audit_tables(schema_editor, NEW_TABLES)


class Migration(migrations.Migration):
    dependencies = [
        ("benefits", "0004_flags"),
        ("registry", "0008_accounts_recorded"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = folded(
        [
            migrations.CreateModel(
                name="RuleTurn",
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
                    ("rule", models.CharField(max_length=60)),
                    ("standing", models.CharField(blank=True, max_length=64)),
                    (
                        "kind",
                        models.CharField(
                            choices=[
                                ("start", "Start"),
                                ("begins", "Begins"),
                                ("changes", "Changes"),
                                ("ends", "Ends"),
                            ],
                            max_length=7,
                        ),
                    ),
                    ("seen_on", models.DateField()),
                ],
                options={
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("area", "rule", "seen_on"), name="a_rule_turns_once_a_day_in_a_county"
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("rule", ""), _negated=True), name="a_turn_names_its_rule"
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("kind__in", ["start", "begins", "changes", "ends"])),
                            name="benefits_ruleturn_kind_words",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="NewlyDue",
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
                    ("about", models.CharField(blank=True, max_length=40)),
                    ("once_for", models.CharField(max_length=60)),
                    ("amount_fen", models.BigIntegerField()),
                    ("found_on", models.DateField()),
                    (
                        "outcome",
                        models.CharField(
                            blank=True,
                            choices=[("claimed", "Claimed"), ("said_no", "Said No"), ("passed", "Passed")],
                            max_length=7,
                        ),
                    ),
                    ("ended_on", models.DateField(null=True)),
                    (
                        "claim",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="newly_due",
                            to="benefits.claim",
                        ),
                    ),
                    (
                        "ended_by",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                    (
                        "person",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="newly_due",
                            to="registry.person",
                        ),
                    ),
                    (
                        "turn",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="people",
                            to="benefits.ruleturn",
                        ),
                    ),
                ],
                options={
                    "indexes": [models.Index(fields=["ended_on", "found_on"], name="newly_due_waiting")],
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("turn", "once_for", "about"), name="a_turn_is_told_once"
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(("ended_by", None), ("ended_on", None), ("outcome", "")),
                                models.Q(
                                    models.Q(("outcome", ""), _negated=True), ("ended_on__isnull", False)
                                ),
                                _connector="OR",
                            ),
                            name="what_is_told_ends_with_its_outcome",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(("claim__isnull", False), ("outcome", "claimed")),
                                models.Q(models.Q(("outcome", "claimed"), _negated=True), ("claim", None)),
                                _connector="OR",
                            ),
                            name="a_claim_made_is_named",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("amount_fen__gte", 0)),
                            name="benefits_newlydue_amount_fen_bounds",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("outcome__in", ["claimed", "said_no", "passed", ""])),
                            name="benefits_newlydue_outcome_words",
                        ),
                    ],
                },
            ),
            migrations.RunPython(install_guards, migrations.RunPython.noop),
        ]
    )
