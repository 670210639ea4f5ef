"""The trail's triggers, and the audit of this chapter's own tables."""

from typing import Any

from django.db import migrations

from gainful.accounts.guards import audit_tables, install_trail

TABLES = [
    "accounts_account",
    "accounts_account_groups",
    "accounts_account_user_permissions",
    "accounts_posting",
    "accounts_addedarea",
    "accounts_readentry",
    "mfa_authenticator",
]


def install_guards(apps: Any, schema_editor: Any) -> None:
    """Triggers and functions, by vendor."""
    install_trail(schema_editor)
    audit_tables(schema_editor, TABLES)


class Migration(migrations.Migration):
    """Installed once; a later change of an audited table calls audit_tables again."""

    dependencies = [("accounts", "0001_initial"), ("mfa", "0003_authenticator_type_uniq")]

    operations = [migrations.RunPython(install_guards, migrations.RunPython.noop)]
