"""Complaints, stopped placements and consent asked again, with what the database refuses about them."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import gainful.accounts.scope
import gainful.accounts.sealed
from gainful.accounts.folding import folded
from gainful.accounts.guards import audit_tables, install
from gainful.casework.guards import VOICE, VOICE_TABLES


def install_guards(apps, schema_editor):
    """Triggers by vendor, and the audit of the new tables."""
    install(schema_editor, VOICE)
    audit_tables(schema_editor, VOICE_TABLES)


def stops_that_stand(apps, schema_editor):
    """An employer frozen before gets the row that says so."""
    stops = apps.get_model("casework", "EmployerFreeze").objects
    for one in apps.get_model("jobs", "Employer").objects.exclude(frozen_on=None):
        because = one.frozen_because or "forced_labour_signs"
        # Nobody knows which month it was, so that the desk lifts it.
        because = "late_pay_before" if because == "late_pay" else because
        stops.create(area=one.area, employer=one, because=because, frozen_on=one.frozen_on)


def own():
    """The columns that every row has."""
    number = models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")
    key = models.CharField(default=gainful.accounts.scope.new_key, editable=False, max_length=16, unique=True)
    return [("id", number), ("key", key), ("area", models.BigIntegerField(db_index=True))]


class Migration(migrations.Migration):
    """The tables first, then their triggers."""

    dependencies = [
        ("casework", "0007_journeys"),
        ("jobs", "0004_places"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = folded(
        [
            migrations.AlterField(
                model_name="safetycheck",
                name="moment",
                field=models.CharField(
                    choices=[
                        ("before_start", "Before Start"),
                        ("day_30", "Day 30"),
                        ("day_90", "Day 90"),
                        ("day_180", "Day 180"),
                        ("day_365", "Day 365"),
                    ],
                    max_length=12,
                ),
            ),
            migrations.CreateModel(
                name="Call",
                fields=[
                    *own(),
                    ("hours_per_week", models.PositiveSmallIntegerField(null=True)),
                    ("housing", models.CharField(blank=True, max_length=40)),
                    ("alone", models.BooleanField()),
                    (
                        "follow_up",
                        models.OneToOneField(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="call",
                            to="casework.followup",
                        ),
                    ),
                ],
                options={
                    "abstract": False,
                },
            ),
            migrations.CreateModel(
                name="Grievance",
                fields=[
                    *own(),
                    (
                        "how",
                        models.CharField(
                            choices=[
                                ("own", "Own"),
                                ("through_somebody", "Through Somebody"),
                                ("paper_at_desk", "Paper At Desk"),
                            ],
                            max_length=20,
                        ),
                    ),
                    ("through", models.CharField(blank=True, max_length=60)),
                    ("paper", models.CharField(blank=True, max_length=120)),
                    (
                        "about",
                        models.CharField(
                            choices=[
                                ("office", "Office"),
                                ("employer", "Employer"),
                                ("desk", "Desk"),
                                ("somebody_else", "Somebody Else"),
                            ],
                            max_length=20,
                        ),
                    ),
                    ("about_name", models.CharField(blank=True, max_length=120)),
                    ("words_sealed", models.TextField()),
                    ("contact_name_sealed", models.TextField(blank=True)),
                    ("contact_phone_sealed", models.TextField(blank=True)),
                    ("code_digest", models.CharField(max_length=64, unique=True)),
                    ("filed_on", models.DateField()),
                    ("outside", models.BooleanField(default=False)),
                    ("acknowledge_by", models.DateField()),
                    ("answer_by", models.DateField()),
                    ("resolve_by", models.DateField()),
                    ("acknowledged_on", models.DateField(null=True)),
                    ("answered_on", models.DateField(null=True)),
                    ("answer", models.CharField(blank=True, max_length=600)),
                    ("resolved_on", models.DateField(null=True)),
                    ("outcome", models.CharField(blank=True, max_length=600)),
                    (
                        "acknowledged_by",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                    (
                        "answered_by",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                    (
                        "received_by",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                    (
                        "resolved_by",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                ],
                bases=(gainful.accounts.sealed.SealedMixin, models.Model),
            ),
            migrations.CreateModel(
                name="GrievanceSubject",
                fields=[
                    *own(),
                    ("named_on", models.DateField()),
                    (
                        "account",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                    (
                        "grievance",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="subjects",
                            to="casework.grievance",
                        ),
                    ),
                ],
            ),
            migrations.CreateModel(
                name="ConsentReask",
                fields=[
                    *own(),
                    ("asked_on", models.DateField()),
                    (
                        "answer",
                        models.CharField(
                            choices=[
                                ("agreed", "Agreed"),
                                ("withdrawn", "Withdrawn"),
                                ("not_reached", "Not Reached"),
                            ],
                            max_length=12,
                        ),
                    ),
                    ("paper", models.CharField(blank=True, max_length=120)),
                    ("retry_on", models.DateField(null=True)),
                    (
                        "asked_by",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                    (
                        "spell",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="reasks",
                            to="casework.spell",
                        ),
                    ),
                ],
                options={
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(("answer", "not_reached"), _negated=True),
                                ("retry_on__isnull", False),
                                _connector="OR",
                            ),
                            name="not_reached_is_tried_again",
                        ),
                        models.UniqueConstraint(
                            condition=models.Q(("answer", "not_reached"), _negated=True),
                            fields=("spell",),
                            name="consent_is_asked_again_once",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="EmployerFreeze",
                fields=[
                    *own(),
                    ("because", models.CharField(max_length=40)),
                    ("month", models.DateField(null=True)),
                    ("frozen_on", models.DateField()),
                    ("lifted_on", models.DateField(null=True)),
                    ("lifted_why", models.CharField(blank=True, max_length=300)),
                    (
                        "employer",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="freezes",
                            to="jobs.employer",
                        ),
                    ),
                    (
                        "lifted_by",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                    (
                        "spell",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="freezes",
                            to="casework.spell",
                        ),
                    ),
                ],
                options={
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(
                                ("lifted_on", None),
                                models.Q(("lifted_why", ""), _negated=True),
                                _connector="OR",
                            ),
                            name="a_lifted_freeze_says_why",
                        ),
                        models.UniqueConstraint(
                            condition=models.Q(("lifted_on", None)),
                            fields=("spell", "month"),
                            name="one_freeze_a_month_of_pay",
                        ),
                    ],
                },
            ),
            migrations.AddConstraint(
                model_name="grievance",
                constraint=models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("how", "through_somebody"), _negated=True),
                        models.Q(("through", ""), _negated=True),
                        _connector="OR",
                    ),
                    name="a_voice_through_somebody_says_whom",
                ),
            ),
            migrations.AddConstraint(
                model_name="grievance",
                constraint=models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("how", "paper_at_desk"), _negated=True),
                        models.Q(("paper", ""), _negated=True),
                        _connector="OR",
                    ),
                    name="a_paper_complaint_names_its_paper",
                ),
            ),
            migrations.AddConstraint(
                model_name="grievance",
                constraint=models.CheckConstraint(
                    condition=models.Q(
                        ("acknowledged_on", None), ("acknowledged_by__isnull", False), _connector="OR"
                    ),
                    name="an_acknowledgement_says_by_whom",
                ),
            ),
            migrations.AddConstraint(
                model_name="grievance",
                constraint=models.CheckConstraint(
                    condition=models.Q(
                        ("answered_on", None),
                        models.Q(("answered_by__isnull", False), models.Q(("answer", ""), _negated=True)),
                        _connector="OR",
                    ),
                    name="an_answer_says_by_whom_and_what",
                ),
            ),
            migrations.AddConstraint(
                model_name="grievance",
                constraint=models.CheckConstraint(
                    condition=models.Q(
                        ("resolved_on", None),
                        models.Q(
                            ("answered_on__isnull", False),
                            ("resolved_by__isnull", False),
                            models.Q(("outcome", ""), _negated=True),
                        ),
                        _connector="OR",
                    ),
                    name="a_resolved_complaint_was_answered_and_says_what",
                ),
            ),
            migrations.AddConstraint(
                model_name="grievancesubject",
                constraint=models.UniqueConstraint(fields=("grievance", "account"), name="a_subject_once"),
            ),
            migrations.RunPython(stops_that_stand, migrations.RunPython.noop),
            migrations.RunPython(install_guards, migrations.RunPython.noop),
        ]
    )
