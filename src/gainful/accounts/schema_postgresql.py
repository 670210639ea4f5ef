"""PostgreSQL's tables, constraints, indexes, triggers and functions, as the server itself writes them back.

What is wanted is made for a moment as temporary tables and functions of the same session, so that both sides are told
by the same server. A dump and restore writes casts and brackets anew: definitions are compared without them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from gainful.accounts.guards import (
    is_trigger,
    statements_of_audit,
    statements_of_chapters,
    statements_of_trail,
)
from gainful.accounts.schema import UNKNOWN, Fault, all_models, own_tables

_COLUMNS = """SELECT c.relname, a.attname, concat_ws(' ', format_type(a.atttypid, a.atttypmod),
  CASE WHEN a.attnotnull THEN 'not null' ELSE 'null' END, nullif('identity ' || a.attidentity::text, 'identity '),
  nullif('generated ' || a.attgenerated::text, 'generated '), 'default ' || pg_get_expr(d.adbin, d.adrelid))
FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
WHERE c.relnamespace = {schema} AND c.relkind IN ('r', 'p') AND a.attnum > 0 AND NOT a.attisdropped"""
_CONSTRAINTS = """SELECT c.relname, o.conname, pg_get_constraintdef(o.oid) FROM pg_constraint o
JOIN pg_class c ON c.oid = o.conrelid WHERE c.relnamespace = {schema} AND o.contype IN ('c', 'f', 'p', 'u', 'x')
ORDER BY o.contype = 'f', o.conname"""
_INDEXES = """SELECT t.relname, i.relname, pg_get_indexdef(i.oid), x.indisunique, x.indisvalid FROM pg_index x
JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_class t ON t.oid = x.indrelid WHERE t.relnamespace = {schema}
AND NOT EXISTS (SELECT 1 FROM pg_constraint o WHERE o.conindid = i.oid AND o.contype IN ('p', 'u', 'x'))"""
_TRIGGERS = """SELECT c.relname, t.tgname, pg_get_triggerdef(t.oid), t.tgenabled FROM pg_trigger t
JOIN pg_class c ON c.oid = t.tgrelid WHERE NOT t.tgisinternal AND c.relnamespace = {schema}"""
_FUNCTIONS = (
    "SELECT proname, pg_get_functiondef(oid) FROM pg_proc WHERE pronamespace = {schema} AND prokind = 'f'"
)
_OFF = """SELECT DISTINCT c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
WHERE t.tgisinternal AND t.tgenabled NOT IN ('O', 'A') AND c.relnamespace = {schema}"""
_RULES = """SELECT c.relname, r.rulename FROM pg_rewrite r JOIN pg_class c ON c.oid = r.ev_class
WHERE c.relkind IN ('r', 'p') AND c.relnamespace = {schema}"""
_HERE, _ASIDE = "current_schema()::regnamespace", "pg_my_temp_schema()"
Told = dict[tuple[str, str], str]


@dataclass
class _Told:
    """What one schema holds: (table, name) → definition; functions by name, each with all its definitions."""

    columns: Told = field(default_factory=dict)
    constraints: Told = field(default_factory=dict)
    indexes: Told = field(default_factory=dict)
    triggers: Told = field(default_factory=dict)
    functions: dict[str, list[str]] = field(default_factory=dict)
    unique: set[tuple[str, str]] = field(default_factory=set)
    off: set[tuple[str, str]] = field(default_factory=set)
    schema: str = ""


def faults(connection: Any) -> list[Fault]:
    """Tables first, then keys, indexes, functions, triggers and what stands in their way."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT current_schema()")
        have = _tell(cursor, _HERE, cursor.fetchone()[0])
        broken = list(_switched_off(cursor))
        statements = [*statements_of_trail(connection), *statements_of_chapters("postgresql")]
        # A frozen table that is under audit names one trigger twice.
        statements = list(dict.fromkeys([*statements, *statements_of_audit(connection)]))
        want = _wanted(connection, cursor, statements, have.schema)
        transaction.set_rollback(True)
    tables = own_tables()
    found = [
        *_of_columns(have, want, tables),
        *_of_constraints(have, want, tables),
        *_of_indexes(have, want, tables),
    ]
    found += [*_of_functions(have, want, statements), *_of_triggers(have, want, statements, tables)]
    return found + [fault for table, fault in broken if table in tables | {""}]


def _tell(cursor: Any, where: str, schema: str) -> _Told:
    told = _Told(schema=schema)

    def rows(query: str) -> list[tuple[Any, ...]]:
        cursor.execute(query.format(schema=where))
        return list(cursor.fetchall())

    told.columns = {(table, name): _without_schema(text, schema) for table, name, text in rows(_COLUMNS)}
    told.constraints = {
        (table, name): _without_schema(text, schema) for table, name, text in rows(_CONSTRAINTS)
    }
    for table, name, text, unique, valid in rows(_INDEXES):
        told.indexes[table, name] = _without_schema(text, schema)
        told.unique |= {(table, name)} if unique else set()
        told.off |= set() if valid else {(table, name)}
    for table, name, text, state in rows(_TRIGGERS):
        told.triggers[table, name] = _without_schema(text, schema)
        told.off |= set() if state in {"O", "A"} else {(table, name)}
    for name, text in rows(_FUNCTIONS):
        told.functions.setdefault(name, []).append(_without_schema(text, schema))
    return told


def _wanted(connection: Any, cursor: Any, statements: Sequence[str], schema: str) -> _Told:
    """Make tables, functions and triggers as temporary ones, and have them told."""
    names = {_function(one) for one in statements if _is_function(one)}
    called = re.compile(rf"\b({'|'.join(sorted(names))})\(")
    with connection.schema_editor(collect_sql=True, atomic=False) as editor:
        for model in all_models():
            editor.create_model(model)
    cursor.execute(f"SET LOCAL search_path TO pg_temp, {connection.ops.quote_name(schema)}")
    cursor.execute("\n".join(editor.collected_sql))
    for statement in statements:
        head, mark, body = statement.partition("AS $")
        cursor.execute(called.sub(r"pg_temp.\1(", head) + mark + body)
    return _tell(cursor, _ASIDE, schema)


def _without_schema(text: str, schema: str) -> str:
    """A definition without the schema that it was made in, whether aside or in earnest."""
    return re.sub(rf'(?<![\w.])(?:pg_temp(?:_\d+)?|"?{re.escape(schema)}"?)\.', "", text)


def _plain(text: str) -> str:
    """A definition without casts and brackets, which a dump and restore writes anew."""
    text = re.sub(r"::(?:character varying|text)(?:\[\])?", "", text)
    return "".join(text.replace("(", "").replace(")", "").split())


def _switched_off(cursor: Any) -> Iterator[tuple[str, Fault]]:
    cursor.execute("SELECT current_setting('session_replication_role')")
    role = cursor.fetchone()[0]
    if role != "origin":
        advice = "take the setting away from the database and its roles (ALTER DATABASE … RESET, ALTER ROLE … RESET)"
        sentence = f"session_replication_role is {role} and should be origin: no trigger fires"
        yield "", Fault(sentence, advice=advice)
    cursor.execute(_OFF.format(schema=_HERE))
    for (table,) in cursor.fetchall():
        on = f'ALTER TABLE "{table}" ENABLE TRIGGER ALL'
        yield table, Fault(f"the foreign keys of {table} are switched off", (on,))
    cursor.execute(_RULES.format(schema=_HERE))
    for table, name in cursor.fetchall():
        yield table, Fault(f"rule {name} on {table} is not known", advice=UNKNOWN)


def _of_columns(have: _Told, want: _Told, tables: set[str]) -> Iterator[Fault]:
    standing = {table for table, _ in have.columns}
    for table in sorted(tables - standing):
        yield Fault(f"table {table} is missing", advice="restore the last backup")
    for (table, name), wanted in want.columns.items():
        found = have.columns.get((table, name))
        if table not in tables & standing or found == wanted:
            continue
        if found is None:
            yield Fault(f"column {name} of {table} is missing", advice="restore the last backup")
            continue
        mend = ()
        if found == wanted.replace(" not null", " null", 1):
            mend = (f'ALTER TABLE "{table}" ALTER COLUMN "{name}" SET NOT NULL',)
        sentence = f"column {name} of {table} was altered: it is {found} and should be {wanted}"
        yield Fault(sentence, mend, "" if mend else "restore the last backup")
    for table, name in have.columns.keys() - want.columns.keys():
        if table in tables:
            yield Fault(f"column {name} of {table} is not known", advice=UNKNOWN)


def _of_constraints(have: _Told, want: _Told, tables: set[str]) -> Iterator[Fault]:
    lacking, extra = _difference(have.constraints, want.constraints, tables)
    for table, name in lacking:
        text = want.constraints[table, name]
        mend = [f'ALTER TABLE "{table}" ADD CONSTRAINT "{name}" {text}']
        word = f"is missing, which should be {text}"
        if (table, name) in extra:
            extra.remove((table, name))
            word = f"was altered: it is {have.constraints[table, name]} and should be {text}"
            mend.insert(0, f'ALTER TABLE "{table}" DROP CONSTRAINT "{name}"')
        yield Fault(f"constraint {name} of {table} {word}", tuple(mend))
    for table, name in extra:
        yield Fault(f"constraint {name} of {table} is not known", advice=UNKNOWN)


def _of_indexes(have: _Told, want: _Told, tables: set[str]) -> Iterator[Fault]:
    nameless = [{key: _nameless(text) for key, text in one.items()} for one in (have.indexes, want.indexes)]
    for key in have.off & nameless[0].keys():
        nameless[0][key] = "invalid"
    lacking, extra = _difference(nameless[0], nameless[1], tables)
    for table, name in lacking:
        altered = (table, name) in extra
        mend = [f'DROP INDEX IF EXISTS "{name}"', want.indexes[table, name]]
        yield Fault(f"index {name} on {table} {'was altered' if altered else 'is missing'}", tuple(mend))
    for table, name in extra:
        if (table, name) in have.unique and (table, name) not in lacking:
            yield Fault(f"unique index {name} on {table} is not known", advice=UNKNOWN)


def _difference(
    have: Told, want: Told, tables: set[str]
) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """What lacks and what is too many, by table and definition: a name alone decides nothing."""

    def counted(told: Told) -> Counter[tuple[str, str]]:
        return Counter((table, _plain(text)) for (table, _), text in told.items())

    def these(told: Told, wanted: Counter[tuple[str, str]]) -> list[tuple[str, str]]:
        found = []
        for (table, name), text in told.items():
            if table in tables and wanted[table, _plain(text)] > 0:
                wanted[table, _plain(text)] -= 1
                found.append((table, name))
        return found

    return these(want, counted(want) - counted(have)), these(have, counted(have) - counted(want))


def _nameless(text: str) -> str:
    return re.sub(r"INDEX \S+ ON ", "INDEX ON ", text, count=1)


def _of_functions(have: _Told, want: _Told, statements: Sequence[str]) -> Iterator[Fault]:
    made = {_function(one): one for one in statements if _is_function(one)}
    for name, wanted in want.functions.items():
        found = have.functions.get(name, [])
        if _plain(wanted[0]) in map(_plain, found):
            if len(found) > 1:
                sentence = f"function {name} stands {len(found)} times, with other arguments too"
                yield Fault(sentence, advice=UNKNOWN)
            continue
        word = "was altered" if found else "is missing"
        yield Fault(f"function {name} {word}", (made[name],))


def _of_triggers(have: _Told, want: _Told, statements: Sequence[str], tables: set[str]) -> Iterator[Fault]:
    made = {_trigger(one): one for one in statements if is_trigger(one)}
    for (table, name), wanted in want.triggers.items():
        found = have.triggers.get((table, name))
        if found is None:
            word = "is missing"
        elif (table, name) in have.off:
            word = "is switched off"
        elif _plain(found) != _plain(wanted):
            word = "was altered"
        else:
            continue
        mend = (f'DROP TRIGGER IF EXISTS "{name}" ON "{table}"', made[table, name])
        yield Fault(f"trigger {name} on {table} {word}", mend)
    for table, name in have.triggers.keys() - want.triggers.keys():
        if table in tables:
            yield Fault(f"trigger {name} on {table} is not known", advice=UNKNOWN)


def _is_function(statement: str) -> bool:
    return statement.startswith("CREATE OR REPLACE FUNCTION")


def _function(statement: str) -> str:
    return statement.split("FUNCTION ", 1)[1].split("(", 1)[0]


def _trigger(statement: str) -> tuple[str, str]:
    words = statement.replace('"', "").split()
    return words[words.index("ON") + 1], words[words.index("TRIGGER") + 1]
