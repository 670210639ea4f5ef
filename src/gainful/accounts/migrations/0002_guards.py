"""The trail's triggers, and the audit of this chapter's own tables."""

from django.db import migrations

from gainful.accounts.guards import audit_tables, install_trail

TABLES = [
    "accounts_account",
    "accounts_account_groups",
    "accounts_account_user_permissions",
    "accounts_posting",
    "accounts_addedarea",
    "accounts_readentry",
]


def install_guards(apps, schema_editor):
    """Triggers and functions, by vendor."""
    install_trail(schema_editor)
    audit_tables(schema_editor, TABLES)


class Migration(migrations.Migration):
    """Installed once; a later change of an audited table calls audit_tables again."""

    dependencies = [("accounts", "0001_initial")]

    operations = [migrations.RunPython(install_guards, migrations.RunPython.noop)]
