"""What the database itself holds: the shared installer of triggers, and the audit triggers of every table.

Chapters call `install` and `audit_tables` from their migration 0002_guards. On SQLite an altered column silently
drops a table's triggers: a migration that alters an audited table ends with `audit_tables` again, and
`missing_triggers` (run by `gainful upgrade`, `gainful audit verify` and a test) lists what lacks or differs, of
the trail and of every chapter's own guards (consent, wishes, seats …).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.apps import apps
from django.db import connection as default_connection

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
        if _is_trigger(statement):
            name, table = _name_and_table(statement)
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
    for statement in _trail_statements(connection):
        schema_editor.execute(statement, params=None)


def _trail_statements(connection: Any) -> list[str]:
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


def chapter_guards(vendor: str) -> list[str]:
    """The statements of every chapter's `guards.GUARDS` for this database, as they were to be executed."""
    found: list[str] = []
    for config in apps.get_app_configs():
        where = f"{config.name}.guards"
        if config.name.startswith("gainful.") and find_spec(where):
            found += getattr(import_module(where), "GUARDS", {}).get(vendor, [])
    return [statement.strip() for statement in found]


def missing_triggers(connection: Any = default_connection) -> list[str]:
    """What lacks, is switched off or was altered in the trail and the chapters' guards, one sentence each."""
    if connection.vendor == "sqlite":
        return _missing_on_sqlite(connection)
    return _missing_on_postgresql(connection)


def _missing_on_sqlite(connection: Any) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type IN ('trigger', 'view')")
        have = dict(cursor.fetchall())
    statements = [*_trail_statements(connection), *chapter_guards("sqlite")]
    want = {statement.split()[2]: statement for statement in statements}
    for table in audited_tables():
        want |= _audit_triggers(connection, table)
    lacking = [f"trigger {name} is missing" for name in want if name not in have]
    altered = [f"trigger {name} was altered" for name, text in want.items() if have.get(name, text) != text]
    return lacking + altered


_TRIGGERS_OF = """SELECT t.tgname, c.relname, t.tgenabled, pg_get_triggerdef(t.oid) FROM pg_trigger t
    JOIN pg_class c ON c.oid = t.tgrelid WHERE NOT t.tgisinternal AND c.relnamespace = """


def _missing_on_postgresql(connection: Any) -> list[str]:
    statements = [s for s in _trail_statements(connection) if "FUNCTION" not in s.split("(")[0]]
    for table in audited_tables():
        statements += _audit_triggers(connection, table).values()
    guards = chapter_guards("postgresql")
    with connection.cursor() as cursor:
        cursor.execute(_TRIGGERS_OF + "current_schema()::regnamespace")
        have = {(name, table): (state, text) for name, table, state, text in cursor.fetchall()}
        cursor.execute(
            "SELECT proname, prosrc FROM pg_proc WHERE pronamespace = current_schema()::regnamespace"
        )
        bodies = dict(cursor.fetchall())
        own = _as_postgresql_tells(cursor, [one for one in guards if _is_trigger(one)])
    plain = {key: (state, _plain(text)) for key, (state, text) in have.items()}
    told = {key: (state, _without_table(text)) for key, (state, text) in have.items()}
    found = _trigger_faults(plain, {_name_and_table(one): _plain(one) for one in statements})
    found += _trigger_faults(told, own)
    functions = {name: text.split("$body$")[1] for name, text in trail_postgresql.FUNCTIONS.items()}
    functions |= {_function(one): one.split("$$")[1] for one in guards if not _is_trigger(one)}
    for name, body in functions.items():
        if bodies.get(name) != body:
            found.append(f"function {name} is missing or was altered")
    return found


def _trigger_faults(
    have: Mapping[tuple[str, str], tuple[str, str]], want: Mapping[tuple[str, str], str]
) -> list[str]:
    found = []
    for (name, table), wanted in want.items():
        state, text = have.get((name, table), ("", ""))
        if not text:
            found.append(f"trigger {name} on {table} is missing")
        elif state not in {"O", "A"}:
            found.append(f"trigger {name} on {table} is switched off")
        elif text != wanted:
            found.append(f"trigger {name} on {table} was altered")
    return found


def _as_postgresql_tells(cursor: Any, statements: Sequence[str]) -> dict[tuple[str, str], str]:
    """Each trigger as PostgreSQL would write it back: made for a moment on an empty temporary copy of its table."""
    tables = sorted({_name_and_table(statement)[1] for statement in statements})
    try:
        for table in tables:
            cursor.execute(f'CREATE TEMPORARY TABLE "like_{table}" (LIKE "{table}")')
        for statement in statements:
            table = _name_and_table(statement)[1]
            cursor.execute(re.sub(rf"\bON {table}\b", f'ON pg_temp."like_{table}"', statement, count=1))
        cursor.execute(_TRIGGERS_OF + "pg_my_temp_schema()")
        return {
            (name, table.removeprefix("like_")): _without_table(text)
            for name, table, _, text in cursor.fetchall()
        }
    finally:
        for table in tables:
            cursor.execute(f'DROP TABLE IF EXISTS pg_temp."like_{table}"')


def _without_table(statement: str) -> str:
    """The definition without its table, and without casts and brackets, which a dump and restore writes anew."""
    text = re.sub(r" ON \S+ ", " ON it ", statement, count=1)
    text = re.sub(r"::(?:character varying|text)(?:\[\])?", "", text)
    return "".join(text.replace("(", "").replace(")", "").split())


def _is_trigger(statement: str) -> bool:
    return statement.split(maxsplit=2)[:2] == ["CREATE", "TRIGGER"]


def _function(statement: str) -> str:
    return statement.split("FUNCTION ", 1)[1].split("(", 1)[0]


def _name_and_table(statement: str) -> tuple[str, str]:
    words = statement.replace('"', "").split()
    return words[words.index("TRIGGER") + 1], words[words.index("ON") + 1]


def _plain(statement: str) -> str:
    """A trigger's definition without what PostgreSQL writes in its own way: quotes, schema, order of events."""
    text = statement.replace('"', "").replace("(", " ").replace(")", " ").lower()
    words = [word.rsplit(".", 1)[-1] if not word.startswith("new.") else word for word in text.split()]
    return " ".join(sorted(words))
