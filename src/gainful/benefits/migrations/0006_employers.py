"""Claims of employers as such: the workshop that one is about, and what the database refuses about them."""

import django.db.models.deletion
from django.db import migrations, models

from gainful.accounts.guards import audit_tables, install
from gainful.benefits.guards_claims_of_employers import CLAIMS_OF_EMPLOYERS


def install_guards(apps, schema_editor):
    """The guards, and the audit of the claim's new column."""
    install(schema_editor, CLAIMS_OF_EMPLOYERS)
    audit_tables(schema_editor, ["benefits_claim"])


class Migration(migrations.Migration):
    """A column that may be empty is added in place on SQLite, so that no trigger is lost."""

    dependencies = [
        ("benefits", "0005_newly_due"),
    ]

    operations = [
        migrations.AddField(
            model_name="claim",
            name="workshop",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="claims",
                to="jobs.workshop",
            ),
        ),
        migrations.RunPython(install_guards, migrations.RunPython.noop),
    ]
