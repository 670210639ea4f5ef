"""What the database itself holds: the shared installer of triggers, and the audit triggers of every table.

Chapters call `install` and `audit_tables` from their migration 0002_guards. On SQLite an altered column silently
drops a table's triggers: a migration that alters an audited table ends with `audit_tables` again, and
`schema.faults` (run by `gainful upgrade`, `gainful audit verify` and a test) lists what lacks or differs, of
the trail and of every chapter's own guards (consent, wishes, seats …).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.apps import apps

from gainful.accounts import trail_postgresql, trail_sqlite
from gainful.accounts.chain import FIRST, SHARDS

# Signing in must not fill the trail; a password is recorded as changed, never as what it is.
LEFT_OUT: dict[str, tuple[str, ...]] = {
    "accounts_account": ("last_login",),
    "mfa_authenticator": ("last_used_at",),
}
MASKED: dict[str, tuple[str, ...]] = {"accounts_account": ("password",), "mfa_authenticator": ("data",)}
# Tables of libraries that decide who gets in.
BEYOND = ("mfa_authenticator",)
FROZEN = ("accounts_act", "accounts_entry", "accounts_readentry")
# Kinds of column that JSON would not give back exactly.
INEXACT = {"real", "double precision", "numeric", "decimal", "blob", "bytea", "float"}
MOST_COLUMNS = 60


def install(schema_editor: Any, statements: Mapping[str, Sequence[str]]) -> None:
    """Execute the statements written for this database. Vendors are "sqlite" and "postgresql"."""
    for statement in statements[schema_editor.connection.vendor]:
        schema_editor.execute(statement, params=None)


def reinstall(schema_editor: Any, statements: Mapping[str, Sequence[str]]) -> None:
    """Drop the triggers that these statements make, where they stand, and execute the statements again."""
    vendor = schema_editor.connection.vendor
    for statement in statements[vendor]:
        if is_trigger(statement):
            name, table = name_and_table(statement)
            on = "" if vendor == "sqlite" else f' ON "{table}"'
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {name}{on}", params=None)
    install(schema_editor, statements)


def columns_of(connection: Any, table: str) -> list[str]:
    """A table's recorded columns, in its own order. Raises ValueError where JSON could not hold one exactly."""
    if connection.vendor == "sqlite":
        query = "SELECT name, type FROM pragma_table_info(%s) ORDER BY cid"
    else:
        query = (
            "SELECT column_name, data_type FROM information_schema.columns "
            "WHERE table_schema = current_schema() AND table_name = %s ORDER BY ordinal_position"
        )
    with connection.cursor() as cursor:
        cursor.execute(query, [table])
        found = [(name, kind.lower()) for name, kind in cursor.fetchall()]
    inexact = [name for name, kind in found if kind.split("(")[0] in INEXACT]
    names = [name for name, _ in found if name not in LEFT_OUT.get(table, ())]
    if inexact or "id" not in names or len(names) > MOST_COLUMNS:
        raise ValueError(f"the trail cannot record {table}: {inexact or len(names)}")
    return names


def _audit_triggers(connection: Any, table: str) -> dict[str, str]:
    columns, masked = columns_of(connection, table), MASKED.get(table, ())
    if connection.vendor == "sqlite":
        return trail_sqlite.audit_triggers(table, columns, masked)
    return trail_postgresql.audit_triggers(table, LEFT_OUT.get(table, ()), masked)


def audit_tables(schema_editor: Any, tables: Iterable[str]) -> None:
    """Have every insert, update and delete of these tables recorded, whoever writes. Safe to run again."""
    connection = schema_editor.connection
    for table in tables:
        for name, statement in _audit_triggers(connection, table).items():
            on = "" if connection.vendor == "sqlite" else f' ON "{table}"'
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {name}{on}", params=None)
            schema_editor.execute(statement, params=None)


def install_trail(schema_editor: Any) -> None:
    """The trail's own functions and triggers, with the heads of its shards."""
    connection = schema_editor.connection
    open_heads(connection)
    for statement in statements_of_trail(connection):
        schema_editor.execute(statement, params=None)


def statements_of_trail(connection: Any) -> list[str]:
    """The trail's own functions, views and triggers, as they were to be executed."""
    if connection.vendor == "sqlite":
        frozen = [trigger for table in FROZEN for trigger in trail_sqlite.frozen(table)]
        return [*trail_sqlite.TRAIL, *frozen]
    with connection.cursor() as cursor:
        cursor.execute("SELECT quote_ident(current_schema())")
        schema = cursor.fetchone()[0]
    frozen = [trigger for table in FROZEN for trigger in trail_postgresql.frozen(table)]
    frozen.append(trail_postgresql.no_truncate("accounts_chainhead"))
    return [*trail_postgresql.functions(schema), *trail_postgresql.TRAIL, *frozen]


def open_heads(connection: Any) -> None:
    """Write the head of each shard of an empty chain."""
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO accounts_chainhead (shard, seq, hash) VALUES (%s, 0, %s)",
            [(shard, FIRST) for shard in range(SHARDS[connection.vendor])],
        )


def audited_tables() -> list[str]:
    """Every table of every chapter but those whose model says why not (`NOT_AUDITED`)."""
    found = list(BEYOND)
    for config in apps.get_app_configs():
        if not config.name.startswith("gainful."):
            continue
        for model in config.get_models(include_auto_created=True):
            if model._meta.managed and not getattr(model, "NOT_AUDITED", ""):
                found.append(model._meta.db_table)
    return sorted(found)


def statements_of_chapters(vendor: str) -> list[str]:
    """The statements of every chapter's `guards.GUARDS` for this database, as they were to be executed."""
    found: list[str] = []
    for config in apps.get_app_configs():
        where = f"{config.name}.guards"
        if config.name.startswith("gainful.") and find_spec(where):
            found += getattr(import_module(where), "GUARDS", {}).get(vendor, [])
    return [statement.strip() for statement in found]


def statements_of_audit(connection: Any) -> list[str]:
    """The audit triggers of every audited table, as they were to be executed."""
    standing = set(connection.introspection.table_names())
    tables = [table for table in audited_tables() if table in standing]
    return [statement for table in tables for statement in _audit_triggers(connection, table).values()]


def is_trigger(statement: str) -> bool:
    """Whether a statement makes a trigger, and no function."""
    words = statement.split(maxsplit=3)
    return words[:2] == ["CREATE", "TRIGGER"] or words[:3] == ["CREATE", "CONSTRAINT", "TRIGGER"]


def name_and_table(statement: str) -> tuple[str, str]:
    """The name and table of a statement that makes a trigger."""
    words = statement.replace('"', "").split()
    return words[words.index("TRIGGER") + 1], words[words.index("ON") + 1]
