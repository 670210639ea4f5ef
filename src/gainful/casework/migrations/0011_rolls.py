"""What employers say themselves (rolls, arrivals, leavings), their reviews, and what the database holds of them."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import gainful.accounts.scope
from gainful.accounts.folding import folded
from gainful.accounts.guards import audit_tables, install
from gainful.casework.guards_rolls import ROLLS, TABLES


def guard(apps, schema_editor):
    """Triggers and functions by vendor; the tables are under audit, reviews again with their new columns."""
    install(schema_editor, ROLLS)
    audit_tables(schema_editor, [*TABLES, "casework_review"])


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0010_one_attendance"),
        ("jobs", "0004_places"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = folded(
        [
            migrations.AddField(
                model_name="review",
                name="worker_said_fen",
                field=models.BigIntegerField(null=True),
            ),
            migrations.CreateModel(
                name="EmployerRoll",
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
                    ("month", models.DateField()),
                    ("begun_on", models.DateField()),
                    (
                        "employer",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="rolls",
                            to="jobs.employer",
                        ),
                    ),
                ],
            ),
            migrations.CreateModel(
                name="HireReport",
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
                                ("arrived", "Arrived"),
                                ("not_arrived", "Not Arrived"),
                                ("has_left", "Left"),
                            ],
                            max_length=12,
                        ),
                    ),
                    ("happened_on", models.DateField()),
                    ("words", models.CharField(blank=True, max_length=200)),
                    ("told_on", models.DateField()),
                    (
                        "employer",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="hire_reports",
                            to="jobs.employer",
                        ),
                    ),
                    (
                        "spell",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="hire_reports",
                            to="casework.spell",
                        ),
                    ),
                    (
                        "told_by",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                ],
            ),
            migrations.AddField(
                model_name="review",
                name="report",
                field=models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="reviews",
                    to="casework.hirereport",
                ),
            ),
            migrations.CreateModel(
                name="RollLine",
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
                    ("attended_days", models.PositiveSmallIntegerField()),
                    ("paid_fen", models.BigIntegerField()),
                    ("paid_on", models.DateField(null=True)),
                    ("still_there", models.BooleanField()),
                    ("left_on", models.DateField(null=True)),
                    ("told_on", models.DateField()),
                    (
                        "payroll",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="roll_lines",
                            to="casework.payrollline",
                        ),
                    ),
                    (
                        "roll",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="lines",
                            to="casework.employerroll",
                        ),
                    ),
                    (
                        "spell",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="roll_lines",
                            to="casework.spell",
                        ),
                    ),
                    (
                        "told_by",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                ],
            ),
            migrations.AddField(
                model_name="review",
                name="roll_line",
                field=models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="reviews",
                    to="casework.rollline",
                ),
            ),
            migrations.AddConstraint(
                model_name="employerroll",
                constraint=models.UniqueConstraint(
                    fields=("employer", "month"), name="one_roll_a_month_and_employer"
                ),
            ),
            migrations.AddConstraint(
                model_name="hirereport",
                constraint=models.UniqueConstraint(
                    fields=("spell", "kind", "happened_on"), name="one_report_a_matter_and_day"
                ),
            ),
            migrations.AddConstraint(
                model_name="hirereport",
                constraint=models.CheckConstraint(
                    condition=models.Q(("happened_on__lte", models.F("told_on"))),
                    name="only_what_has_happened",
                ),
            ),
            migrations.AddConstraint(
                model_name="rollline",
                constraint=models.UniqueConstraint(
                    fields=("roll", "spell"), name="one_line_a_worker_and_roll"
                ),
            ),
            migrations.AddConstraint(
                model_name="rollline",
                constraint=models.CheckConstraint(
                    condition=models.Q(("attended_days__lte", 31)),
                    name="nobody_attends_more_days_than_there_are",
                ),
            ),
            migrations.AddConstraint(
                model_name="rollline",
                constraint=models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("paid_fen", 0), ("paid_on", None)),
                        models.Q(("paid_fen__gt", 0), ("paid_on__isnull", False)),
                        _connector="OR",
                    ),
                    name="pay_on_a_roll_says_when",
                ),
            ),
            migrations.AddConstraint(
                model_name="rollline",
                constraint=models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("left_on", None), ("still_there", True)),
                        models.Q(("left_on__isnull", False), ("still_there", False)),
                        _connector="OR",
                    ),
                    name="who_left_a_roll_left_on_a_day",
                ),
            ),
            migrations.RunPython(guard, migrations.RunPython.noop),
        ]
    )
