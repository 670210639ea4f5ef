"""What payrolls, attendance rolls and insurance lists said, reviews of it, and the audit of these tables."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import gainful.accounts.scope
from gainful.accounts.folding import folded
from gainful.accounts.guards import audit_tables
from gainful.casework.guards import LEDGER_TABLES


def put_under_audit(apps, schema_editor):
    """Triggers of the trail, by vendor."""
    audit_tables(schema_editor, LEDGER_TABLES)


class Migration(migrations.Migration):
    """New tables alone: no table that a trigger names is altered."""

    dependencies = [
        ("accounts", "0002_guards"),
        ("casework", "0008_voice"),
        ("registry", "0003_guards_again"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = folded(
        [
            migrations.CreateModel(
                name="InsuranceLine",
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
                    ("employer_name", models.CharField(blank=True, max_length=120)),
                    ("insured_from", models.DateField()),
                    ("state", models.CharField(blank=True, max_length=40)),
                    ("told_on", models.DateField()),
                    ("source", models.CharField(blank=True, max_length=160)),
                    (
                        "person",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="insurance_lines",
                            to="registry.person",
                        ),
                    ),
                ],
            ),
            migrations.CreateModel(
                name="PayrollLine",
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
                    ("employer_name", models.CharField(blank=True, max_length=120)),
                    ("month", models.DateField()),
                    ("part", models.PositiveSmallIntegerField(default=1)),
                    ("gross_fen", models.BigIntegerField(null=True)),
                    ("deducted_fen", models.BigIntegerField(null=True)),
                    ("deducted_for", models.CharField(blank=True, max_length=40)),
                    ("paid_fen", models.BigIntegerField(null=True)),
                    ("paid_on", models.DateField(null=True)),
                    ("paid_by", models.CharField(blank=True, max_length=40)),
                    ("told_on", models.DateField()),
                    ("source", models.CharField(blank=True, max_length=160)),
                    (
                        "person",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="payroll_lines",
                            to="registry.person",
                        ),
                    ),
                    (
                        "spell",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="payroll_lines",
                            to="casework.spell",
                        ),
                    ),
                ],
            ),
            migrations.CreateModel(
                name="PostAttendance",
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
                    ("post", models.CharField(blank=True, max_length=120)),
                    ("month", models.DateField()),
                    ("due_days", models.PositiveSmallIntegerField(null=True)),
                    ("paper_days", models.PositiveSmallIntegerField(null=True)),
                    ("phone_days", models.PositiveSmallIntegerField(null=True)),
                    ("told_on", models.DateField()),
                    ("source", models.CharField(blank=True, max_length=160)),
                    (
                        "person",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="post_attendance",
                            to="registry.person",
                        ),
                    ),
                    (
                        "spell",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="post_attendance",
                            to="casework.spell",
                        ),
                    ),
                ],
            ),
            migrations.CreateModel(
                name="Review",
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
                    ("kind", models.CharField(max_length=40)),
                    ("employer_name", models.CharField(blank=True, max_length=120)),
                    ("about", models.CharField(blank=True, max_length=40)),
                    ("source", models.CharField(blank=True, max_length=160)),
                    ("opened_on", models.DateField()),
                    (
                        "state",
                        models.CharField(
                            choices=[("open", "Open"), ("decided", "Decided")], default="open", max_length=8
                        ),
                    ),
                    ("decision", models.CharField(blank=True, max_length=20)),
                    ("because", models.CharField(blank=True, max_length=300)),
                    ("decided_on", models.DateField(null=True)),
                    ("employer_before", models.CharField(blank=True, max_length=120)),
                    (
                        "attendance",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="reviews",
                            to="casework.postattendance",
                        ),
                    ),
                    (
                        "decided_by",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                    (
                        "insurance",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="reviews",
                            to="casework.insuranceline",
                        ),
                    ),
                    (
                        "payroll",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="reviews",
                            to="casework.payrollline",
                        ),
                    ),
                    (
                        "person",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="reviews",
                            to="registry.person",
                        ),
                    ),
                    (
                        "spell",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="reviews",
                            to="casework.spell",
                        ),
                    ),
                ],
            ),
            migrations.AddConstraint(
                model_name="insuranceline",
                constraint=models.UniqueConstraint(
                    fields=("person", "employer_name", "insured_from", "state"),
                    name="one_insurance_line_a_state",
                ),
            ),
            migrations.AddConstraint(
                model_name="payrollline",
                constraint=models.UniqueConstraint(
                    fields=("person", "employer_name", "month", "part"), name="one_payroll_line_a_payment"
                ),
            ),
            migrations.AddConstraint(
                model_name="postattendance",
                constraint=models.UniqueConstraint(
                    fields=("person", "post", "month"), name="one_attendance_a_month_in_a_post"
                ),
            ),
            migrations.AddIndex(
                model_name="review",
                index=models.Index(fields=["area", "state", "kind"], name="casework_re_area_cc82ed_idx"),
            ),
            migrations.AddConstraint(
                model_name="review",
                constraint=models.UniqueConstraint(
                    fields=("person", "kind", "employer_name", "about"), name="one_review_a_matter"
                ),
            ),
            migrations.AddConstraint(
                model_name="review",
                constraint=models.CheckConstraint(
                    condition=models.Q(
                        models.Q(
                            ("because", ""),
                            ("decided_by", None),
                            ("decided_on", None),
                            ("decision", ""),
                            ("state", "open"),
                        ),
                        models.Q(
                            ("decided_by__isnull", False),
                            ("decided_on__isnull", False),
                            ("state", "decided"),
                            models.Q(("decision", ""), _negated=True),
                            models.Q(("because", ""), _negated=True),
                        ),
                        _connector="OR",
                    ),
                    name="a_decided_review_says_who_what_and_why",
                ),
            ),
            migrations.RunPython(put_under_audit, migrations.RunPython.noop),
        ]
    )
