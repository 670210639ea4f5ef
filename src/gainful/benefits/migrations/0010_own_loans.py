"""People's guaranteed loans, what papers say of them, and the interest paid; guarded and under audit."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import gainful.accounts.scope
import gainful.accounts.sealed
from gainful.accounts.folding import folded
from gainful.accounts.guards import audit_tables, install
from gainful.benefits.guards_own import LOAN_TABLES, LOANS


def install_guards(apps, schema_editor):
    """The guards and the audit of the new tables."""
    install(schema_editor, LOANS)
    audit_tables(schema_editor, LOAN_TABLES)


class Migration(migrations.Migration):
    dependencies = [
        ("benefits", "0009_own_business"),
        ("registry", "0008_accounts_recorded"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = folded(
        [
            migrations.CreateModel(
                name="Loan",
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
                    ("amount_fen", models.BigIntegerField()),
                    ("months", models.PositiveSmallIntegerField()),
                    ("partners", models.PositiveSmallIntegerField(default=1)),
                    ("lender", models.CharField(max_length=120)),
                    ("applied_on", models.DateField()),
                    ("kept_at", models.CharField(max_length=120)),
                    ("recorded_on", models.DateField()),
                    (
                        "business",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="loans",
                            to="benefits.business",
                        ),
                    ),
                    (
                        "person",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="loans",
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
                name="LoanInterest",
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
                    ("period_from", models.DateField()),
                    ("period_to", models.DateField()),
                    ("paid_fen", models.BigIntegerField()),
                    ("paid_on", models.DateField()),
                    ("kept_at", models.CharField(max_length=120)),
                    ("recorded_on", models.DateField()),
                    (
                        "loan",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="interest",
                            to="benefits.loan",
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
                name="LoanStatement",
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
                    ("fact", models.CharField(max_length=60)),
                    ("value_sealed", models.TextField()),
                    ("since", models.DateField(null=True)),
                    ("year", models.PositiveSmallIntegerField(null=True)),
                    ("kept_at", models.CharField(max_length=120)),
                    ("recorded_on", models.DateField()),
                    (
                        "loan",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="statements",
                            to="benefits.loan",
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
                options={},
                bases=(gainful.accounts.sealed.SealedMixin, models.Model),
            ),
            migrations.AddConstraint(
                model_name="loan",
                constraint=models.UniqueConstraint(
                    fields=("person", "applied_on"), name="one_loan_a_person_and_day"
                ),
            ),
            migrations.AddConstraint(
                model_name="loan",
                constraint=models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("lender", ""), _negated=True), models.Q(("kept_at", ""), _negated=True)
                    ),
                    name="a_loan_says_on_what",
                ),
            ),
            migrations.AddConstraint(
                model_name="loan",
                constraint=models.CheckConstraint(
                    condition=models.Q(("amount_fen__gte", 0)), name="benefits_loan_amount_fen_bounds"
                ),
            ),
            migrations.AddConstraint(
                model_name="loan",
                constraint=models.CheckConstraint(
                    condition=models.Q(("months__gte", 1), ("months__lte", 360)),
                    name="benefits_loan_months_bounds",
                ),
            ),
            migrations.AddConstraint(
                model_name="loan",
                constraint=models.CheckConstraint(
                    condition=models.Q(("partners__gte", 1), ("partners__lte", 50)),
                    name="benefits_loan_partners_bounds",
                ),
            ),
            migrations.AddConstraint(
                model_name="loaninterest",
                constraint=models.CheckConstraint(
                    condition=models.Q(("period_to__gte", models.F("period_from"))),
                    name="a_period_of_interest_ends_after_it_begins",
                ),
            ),
            migrations.AddConstraint(
                model_name="loaninterest",
                constraint=models.CheckConstraint(
                    condition=models.Q(("kept_at", ""), _negated=True), name="interest_says_on_what"
                ),
            ),
            migrations.AddConstraint(
                model_name="loaninterest",
                constraint=models.CheckConstraint(
                    condition=models.Q(("paid_fen__gte", 0)), name="benefits_loaninterest_paid_fen_bounds"
                ),
            ),
            migrations.AddIndex(
                model_name="loanstatement",
                index=models.Index(fields=["loan", "fact"], name="statement_of_loan"),
            ),
            migrations.AddConstraint(
                model_name="loanstatement",
                constraint=models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("fact", ""), _negated=True),
                        models.Q(("value_sealed", ""), _negated=True),
                        models.Q(("kept_at", ""), _negated=True),
                    ),
                    name="loanstatement_says_on_what",
                ),
            ),
            migrations.AddConstraint(
                model_name="loanstatement",
                constraint=models.CheckConstraint(
                    condition=models.Q(("since", None), ("year", None), _connector="OR"),
                    name="loanstatement_is_for_one_time",
                ),
            ),
            migrations.RunPython(install_guards, migrations.RunPython.noop),
        ]
    )
