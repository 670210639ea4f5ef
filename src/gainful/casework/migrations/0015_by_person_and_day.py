"""Indexes by person and day, and by state: what Today asks, whatever the years of history."""

from django.conf import settings
from django.db import migrations, models


def drop_index_of_due_on(apps, schema_editor):
    """An index alone is dropped: altering the field would make the table anew on SQLite, without its triggers."""
    connection = schema_editor.connection
    with connection.cursor() as cursor:
        found = connection.introspection.get_constraints(cursor, "casework_followup")
    for name, what in found.items():
        if what["columns"] == ["due_on"] and what["index"] and not what["unique"]:
            schema_editor.execute(f'DROP INDEX "{name}"', params=None)


def make_index_of_due_on(apps, schema_editor):
    """Back to where the index stood."""
    schema_editor.execute("CREATE INDEX casework_followup_due_on ON casework_followup (due_on)", params=None)


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0014_help"),
        ("jobs", "0005_limits"),
        ("registry", "0007_by_person_and_day"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        # Read in order of due days, PostgreSQL walked through every follow-up ever done to find the first ten open.
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunPython(drop_index_of_due_on, make_index_of_due_on)],
            state_operations=[
                migrations.AlterField(model_name="followup", name="due_on", field=models.DateField())
            ],
        ),
        migrations.AddIndex(
            model_name="contact",
            index=models.Index(fields=["person", "met_on"], name="contact_of_person_by_day"),
        ),
        migrations.AddIndex(
            model_name="followup",
            index=models.Index(fields=["state", "due_on"], name="follow_up_by_state"),
        ),
        migrations.AddIndex(
            model_name="offer",
            index=models.Index(fields=["person", "shown_on"], name="offer_of_person_by_day"),
        ),
        migrations.AddIndex(
            model_name="offer",
            index=models.Index(fields=["state", "shown_on"], name="offer_by_state"),
        ),
        migrations.AddIndex(
            model_name="service",
            index=models.Index(fields=["person", "given_on", "kind"], name="service_of_person_by_day"),
        ),
        migrations.AddIndex(
            model_name="spell",
            index=models.Index(fields=["person", "state", "starts_on", "ends_on"], name="spell_of_person"),
        ),
        migrations.AddIndex(
            model_name="spell",
            index=models.Index(fields=["origin", "state"], name="spell_by_origin"),
        ),
        migrations.AddIndex(
            model_name="spell",
            index=models.Index(fields=["channel", "state"], name="spell_by_channel"),
        ),
        migrations.AddIndex(
            model_name="spell",
            index=models.Index(fields=["state", "ends_on"], name="spell_by_end"),
        ),
    ]
