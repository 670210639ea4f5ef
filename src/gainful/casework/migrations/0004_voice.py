"""Complaints, stopped placements and consent asked again, with what the database refuses about them."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import gainful.accounts.scope
import gainful.accounts.sealed
from gainful.accounts.guards import audit_tables, install
from gainful.casework.guards import VOICE, VOICE_TABLES


def install_guards(apps, schema_editor):
    """Triggers by vendor, and the audit of the new tables."""
    install(schema_editor, VOICE)
    audit_tables(schema_editor, VOICE_TABLES)


class Migration(migrations.Migration):
    """The tables first, then their triggers."""

    dependencies = [
        ("casework", "0003_guards_again"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Grievance",
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
        migrations.RunPython(install_guards, migrations.RunPython.noop),
    ]
