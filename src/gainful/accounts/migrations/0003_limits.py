"""What an upgrade put back; words of postings and runs are limited to their lists."""

from django.db import migrations, models

from gainful.accounts.guards import audit_tables
from gainful.accounts.limits import Limits


def audit(apps, schema_editor):
    """What was put back is under audit."""
    audit_tables(schema_editor, ["accounts_restoration"])


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_guards"),
    ]

    operations = [
        migrations.CreateModel(
            name="Restoration",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("what", models.CharField(max_length=200)),
                ("at", models.DateTimeField()),
            ],
        ),
        Limits(
            [
                migrations.AddConstraint(
                    model_name="posting",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            (
                                "role__in",
                                [
                                    "helper",
                                    "county_officer",
                                    "benefits_officer",
                                    "checker",
                                    "releaser",
                                    "training_officer",
                                    "independent_desk",
                                    "analyst",
                                    "auditor",
                                    "administrator",
                                    "employer",
                                    "worker",
                                ],
                            )
                        ),
                        name="accounts_posting_role_words",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="run",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["waiting", "running", "done", "failed", "stopped"])
                        ),
                        name="accounts_run_state_words",
                    ),
                ),
            ]
        ),
        migrations.RunPython(audit, migrations.RunPython.noop),
    ]
