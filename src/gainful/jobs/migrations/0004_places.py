"""Plaques of workshops, promises of projects, applications of leaders, households brought along."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import gainful.accounts.scope
from gainful.accounts.folding import folded
from gainful.accounts.guards import audit_tables
from gainful.jobs.guards import PLACES


def audit(apps, schema_editor):
    """The new tables are under audit from the start."""
    audit_tables(schema_editor, PLACES)


class Migration(migrations.Migration):
    dependencies = [
        ("jobs", "0003_learning"),
        ("registry", "0003_guards_again"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = folded(
        [
            migrations.CreateModel(
                name="LeaderApplication",
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
                    ("business_name", models.CharField(max_length=120)),
                    ("business_kind", models.CharField(blank=True, max_length=40)),
                    ("applied_on", models.DateField()),
                    (
                        "state",
                        models.CharField(
                            choices=[("open", "Open"), ("refused", "Refused"), ("certified", "Certified")],
                            default="open",
                            max_length=10,
                        ),
                    ),
                    ("notice_from", models.DateField(null=True)),
                    ("notice_until", models.DateField(null=True)),
                    ("certificate", models.CharField(blank=True, max_length=40)),
                    ("certified_on", models.DateField(null=True)),
                    (
                        "leader",
                        models.OneToOneField(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="application",
                            to="jobs.leader",
                        ),
                    ),
                    (
                        "person",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="leader_applications",
                            to="registry.person",
                        ),
                    ),
                    (
                        "recorded_by",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                ],
            ),
            migrations.CreateModel(
                name="LeaderStep",
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
                                ("village", "Village"),
                                ("first_secretary", "First Secretary"),
                                ("township", "Township"),
                                ("county_list", "County List"),
                                ("certificate", "Certificate"),
                            ],
                            max_length=16,
                        ),
                    ),
                    ("done_on", models.DateField()),
                    ("decided_by", models.CharField(max_length=60)),
                    ("passed", models.BooleanField()),
                    ("because", models.CharField(blank=True, max_length=200)),
                    (
                        "application",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="steps",
                            to="jobs.leaderapplication",
                        ),
                    ),
                    (
                        "recorded_by",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                ],
            ),
            migrations.CreateModel(
                name="LocalHireClause",
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
                    ("contract", models.CharField(max_length=120)),
                    ("signed_on", models.DateField()),
                    ("promised_percent", models.PositiveSmallIntegerField(null=True)),
                    ("promised_people", models.PositiveIntegerField(null=True)),
                    ("workers_stated", models.PositiveIntegerField(null=True)),
                    ("stated_on", models.DateField(null=True)),
                    (
                        "project",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="clauses",
                            to="jobs.project",
                        ),
                    ),
                ],
            ),
            migrations.CreateModel(
                name="WorkshopRecognition",
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
                    ("plaque", models.CharField(max_length=40)),
                    ("recognised_on", models.DateField()),
                    ("exited_on", models.DateField(null=True)),
                    ("exit_because", models.CharField(blank=True, max_length=200)),
                    (
                        "recorded_by",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                    (
                        "workshop",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="recognitions",
                            to="jobs.workshop",
                        ),
                    ),
                ],
            ),
            migrations.CreateModel(
                name="BroughtAlong",
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
                    ("year", models.PositiveSmallIntegerField()),
                    ("income_raised_fen", models.BigIntegerField(null=True)),
                    ("evidence", models.CharField(max_length=200)),
                    ("recorded_on", models.DateField()),
                    (
                        "household",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="brought_along_by",
                            to="registry.household",
                        ),
                    ),
                    (
                        "leader",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="brought_along",
                            to="jobs.leader",
                        ),
                    ),
                    (
                        "recorded_by",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                ],
                options={
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("leader", "household", "year"), name="a_household_once_a_leader_and_year"
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("evidence", ""), _negated=True),
                            name="an_income_effect_has_its_evidence",
                        ),
                    ],
                },
            ),
            migrations.AddConstraint(
                model_name="leaderapplication",
                constraint=models.UniqueConstraint(
                    condition=models.Q(("state", "open")),
                    fields=("person",),
                    name="one_leader_application_at_a_time",
                ),
            ),
            migrations.AddConstraint(
                model_name="leaderapplication",
                constraint=models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("state", "certified"), _negated=True),
                        models.Q(
                            models.Q(("certificate", ""), _negated=True),
                            ("leader__isnull", False),
                            ("certified_on__gt", models.F("notice_until")),
                        ),
                        _connector="OR",
                    ),
                    name="a_leader_is_certified_after_notice",
                ),
            ),
            migrations.AddConstraint(
                model_name="leaderstep",
                constraint=models.UniqueConstraint(
                    fields=("application", "kind"), name="each_leader_step_once"
                ),
            ),
            migrations.AddConstraint(
                model_name="leaderstep",
                constraint=models.CheckConstraint(
                    condition=models.Q(
                        ("passed", True), models.Q(("because", ""), _negated=True), _connector="OR"
                    ),
                    name="a_refused_leader_step_says_why",
                ),
            ),
            migrations.AddConstraint(
                model_name="localhireclause",
                constraint=models.UniqueConstraint(
                    fields=("project", "contract"), name="one_clause_a_contract"
                ),
            ),
            migrations.AddConstraint(
                model_name="localhireclause",
                constraint=models.CheckConstraint(
                    condition=models.Q(
                        models.Q(
                            ("promised_people", None),
                            ("promised_percent__gte", 1),
                            ("promised_percent__lte", 100),
                        ),
                        models.Q(("promised_people__gte", 1), ("promised_percent", None)),
                        _connector="OR",
                    ),
                    name="a_clause_promises_a_share_or_a_number",
                ),
            ),
            migrations.AddConstraint(
                model_name="workshoprecognition",
                constraint=models.UniqueConstraint(
                    condition=models.Q(("exited_on", None)),
                    fields=("workshop",),
                    name="one_recognition_in_force",
                ),
            ),
            migrations.AddConstraint(
                model_name="workshoprecognition",
                constraint=models.CheckConstraint(
                    condition=models.Q(
                        ("exited_on", None),
                        models.Q(
                            ("exited_on__gte", models.F("recognised_on")),
                            models.Q(("exit_because", ""), _negated=True),
                        ),
                        _connector="OR",
                    ),
                    name="an_exit_has_its_day_and_reason",
                ),
            ),
            migrations.RunPython(audit, migrations.RunPython.noop),
        ]
    )
