"""When an account was recorded, by the server's own day; what an account is, is never rewritten."""

from django.db import migrations, models

import gainful.registry.models
from gainful.accounts.guards import audit_tables, install
from gainful.registry.guards import ACCOUNT_GUARDS

TABLE = "registry_bankaccount"


def install_guards(apps, schema_editor):
    """The new column is under audit; the account's guards stand."""
    install(schema_editor, ACCOUNT_GUARDS)
    audit_tables(schema_editor, [TABLE])


class Migration(migrations.Migration):
    """Of accounts that stood before, only the stated day is known: the column stays empty for them."""

    dependencies = [("registry", "0007_by_person_and_day")]

    operations = [
        migrations.AddField(model_name="bankaccount", name="recorded_on", field=models.DateField(null=True)),
        migrations.AlterField(
            model_name="bankaccount",
            name="recorded_on",
            field=models.DateField(default=gainful.registry.models.server_day, null=True),
        ),
        migrations.RunPython(install_guards, migrations.RunPython.noop),
    ]
