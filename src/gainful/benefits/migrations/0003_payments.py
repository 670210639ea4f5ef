"""Employers' accounts, notices of a changed account, what budgets are charged; the guards of payments and books."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import gainful.accounts.scope
import gainful.accounts.sealed
import gainful.registry.models
from gainful.accounts.folding import folded
from gainful.accounts.guards import audit_tables, install
from gainful.benefits.guards_payments import PAYMENTS, TABLES


def install_guards(apps, schema_editor):
    """The guards, and the audit of new tables and of the payments' new column."""
    install(schema_editor, PAYMENTS)
    audit_tables(schema_editor, [*TABLES, "benefits_payment"])


def row():
    """The columns that every row of an area has."""
    return [
        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
        (
            "key",
            models.CharField(
                default=gainful.accounts.scope.new_key, editable=False, max_length=16, unique=True
            ),
        ),
        ("area", models.BigIntegerField(db_index=True)),
    ]


def link(to, name, **more):
    """A link that keeps what it points to."""
    return models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name=name, to=to, **more)


def one(to, name):
    """A link that stands once."""
    return models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name=name, to=to)


class Migration(migrations.Migration):
    """A column that may be empty is added to payments; no trigger names that table yet."""

    dependencies = [
        ("benefits", "0002_claims"),
        ("jobs", "0005_limits"),
        ("registry", "0008_accounts_recorded"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = folded(
        [
            migrations.CreateModel(
                name="EmployerAccount",
                fields=[
                    *row(),
                    ("bank", models.CharField(blank=True, max_length=60)),
                    ("account_sealed", models.TextField()),
                    ("account_digest", models.CharField(db_index=True, max_length=32)),
                    ("stated_on", models.DateField()),
                    ("recorded_on", models.DateField(default=gainful.registry.models.server_day)),
                    ("closed_on", models.DateField(null=True)),
                    ("employer", link("jobs.employer", "bank_accounts")),
                    ("recorded_by", link(settings.AUTH_USER_MODEL, "+", null=True)),
                ],
                options={
                    "constraints": [
                        models.UniqueConstraint(
                            condition=models.Q(("closed_on", None)),
                            fields=("employer",),
                            name="one_open_account_an_employer",
                        )
                    ]
                },
                bases=(gainful.accounts.sealed.SealedMixin, models.Model),
            ),
            migrations.AddField(
                model_name="payment",
                name="employer_account",
                field=link("benefits.employeraccount", "payments", null=True),
            ),
            migrations.CreateModel(
                name="AccountNotice",
                fields=[
                    *row(),
                    ("told_on", models.DateField()),
                    (
                        "how",
                        models.CharField(
                            choices=[("message", "Message"), ("own_page", "Own Page")], max_length=8
                        ),
                    ),
                    ("account", one("registry.bankaccount", "notice")),
                    ("person", link("registry.person", "account_notices")),
                ],
                options={
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("how__in", ["message", "own_page"])),
                            name="benefits_accountnotice_how_words",
                        )
                    ]
                },
            ),
            migrations.CreateModel(
                name="BudgetCharge",
                fields=[
                    *row(),
                    ("amount_fen", models.BigIntegerField()),
                    ("given_back", models.BooleanField(default=False)),
                    ("budget", link("benefits.budget", "charges")),
                    ("decision", one("benefits.decision", "charge")),
                ],
                options={
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("amount_fen__gte", 0)),
                            name="benefits_budgetcharge_amount_fen_bounds",
                        )
                    ]
                },
            ),
            migrations.RunPython(install_guards, migrations.RunPython.noop),
        ]
    )
