"""Why what was newly due passed, and whether a turn is still being told; guards and audit of both tables anew."""

from django.db import migrations, models

from gainful.accounts.guards import audit_tables, install, reinstall
from gainful.benefits.guards_newly_due import NEW_TABLES, NEWLY_DUE, PASSED

WHY = ["not_due", "rule_ended", "too_late", "excluded", "left", "later_turn"]


def lay_guards_anew(apps, schema_editor):
    """A column added drops a table's triggers on SQLite; the audit names every column."""
    reinstall(schema_editor, NEWLY_DUE)
    install(schema_editor, PASSED)
    audit_tables(schema_editor, NEW_TABLES)


class Migration(migrations.Migration):
    dependencies = [("benefits", "0005_newly_due")]

    operations = [
        migrations.AddField(
            model_name="newlydue",
            name="passed_because",
            field=models.CharField(
                blank=True,
                choices=[
                    ("not_due", "Not Due"),
                    ("rule_ended", "Rule Ended"),
                    ("too_late", "Too Late"),
                    ("excluded", "Excluded"),
                    ("left", "Left"),
                    ("later_turn", "Later Turn"),
                ],
                default="",
                max_length=10,
            ),
        ),
        migrations.AddField(model_name="ruleturn", name="telling", field=models.BooleanField(default=False)),
        migrations.AddConstraint(
            model_name="newlydue",
            constraint=models.CheckConstraint(
                condition=models.Q(("passed_because", ""), ("outcome", "passed"), _connector="OR"),
                name="only_what_passed_says_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="newlydue",
            constraint=models.CheckConstraint(
                condition=models.Q(("passed_because__in", [*WHY, ""])),
                name="benefits_newlydue_passed_because_words",
            ),
        ),
        migrations.RunPython(lay_guards_anew, migrations.RunPython.noop),
    ]
