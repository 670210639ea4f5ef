"""SQLite's tables, indexes, views and triggers, as their own texts in sqlite_master tell them."""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from typing import Any

from django.db.backends.sqlite3.base import DatabaseWrapper

from gainful.accounts.guards import statements_of_audit, statements_of_chapters, statements_of_trail
from gainful.accounts.schema import UNKNOWN, Fault, all_models, own_tables

BACKUP = (
    "SQLite keeps this inside the table, where no upgrade can put it back; restore the last backup that "
    "`gainful audit verify` finds in order"
)
Texts = dict[str, tuple[str, str]]


def faults(connection: Any) -> list[Fault]:
    """Tables first, then indexes, views and triggers."""
    have, want = _texts(connection), _wanted(connection)
    found = []
    for table, (_, text) in want["table"].items():
        if table not in have["table"]:
            found.append(Fault(f"table {table} is missing", advice=BACKUP))
        else:
            found += _of_table(table, have["table"][table][1], text)
    found += _of_indexes(have["index"], want["index"], set(want["table"]))
    return [*found, *_of_guards(have, want)]


def _texts(connection: Any) -> dict[str, Texts]:
    """Kind → name → (table, text) of everything that has a text."""
    found: dict[str, Texts] = {"table": {}, "index": {}, "view": {}, "trigger": {}}
    with connection.cursor() as cursor:
        cursor.execute("SELECT type, name, tbl_name, sql FROM sqlite_master WHERE sql IS NOT NULL")
        for kind, name, table, text in cursor.fetchall():
            found[kind][name] = (table, text)
    return found


def _wanted(connection: Any) -> dict[str, Texts]:
    scratch = DatabaseWrapper(connection.settings_dict | {"NAME": ":memory:"}, alias="scratch")
    with closing(scratch):
        with scratch.schema_editor(atomic=False) as editor:
            for model in all_models():
                editor.create_model(model)
        wanted = _texts(scratch)
    ours = own_tables()
    for kind, texts in wanted.items():
        wanted[kind] = {name: one for name, one in texts.items() if one[0] in ours}
    statements = [*statements_of_trail(connection), *statements_of_chapters("sqlite")]
    for statement in [*statements, *statements_of_audit(connection)]:
        kind, name = statement.split()[1:3]
        wanted[kind.lower()][name] = (_table_of(statement), statement)
    return wanted


def _table_of(statement: str) -> str:
    found = re.search(r'\bON "?(\w+)"?', statement)
    return found[1] if found else ""


def _of_table(table: str, found: str, wanted: str) -> Iterator[Fault]:
    """The parts of a table that differ: its columns and constraints, in any order."""
    have, want = Counter(parts(found)), Counter(parts(wanted))
    lacking, extra = want - have, {_name_of(part): part for part in have - want}
    for part in lacking:
        name = _name_of(part)
        if name not in extra:
            yield Fault(f"{name} of {table} is missing, which should be {_rest(part)}", advice=BACKUP)
        else:
            is_now, should = _rest(extra.pop(name)), _rest(part)
            yield Fault(
                f"{name} of {table} was altered: it is {is_now} and should be {should}", advice=BACKUP
            )
    for name in extra:
        yield Fault(f"{name} of {table} is not known", advice=UNKNOWN)


@functools.lru_cache(maxsize=1024)
def parts(statement: str) -> tuple[str, ...]:
    """The columns and constraints between a table's outer brackets, and what stands after them."""
    start, end = statement.index("("), statement.rindex(")")
    found, depth, quote, begun = [], 0, "", start + 1
    for at in range(start + 1, end):
        letter = statement[at]
        if quote:
            quote = "" if letter == quote else quote
        elif letter in "'\"`":
            quote = letter
        elif letter in "()":
            depth += 1 if letter == "(" else -1
        elif letter == "," and not depth:
            found.append(statement[begun:at])
            begun = at + 1
    found += [statement[begun:end], statement[end + 1 :]]
    return tuple(" ".join(part.split()) for part in found if part.strip())


def _name_of(part: str) -> str:
    words = part.split(maxsplit=2)
    if words[0].upper() == "CONSTRAINT":
        return f"constraint {words[1].strip(chr(34))}"
    if part[0] in "\"'`[":
        return f"column {words[0][1:-1]}"
    return f"clause {part}" if words[0].upper() in {"CHECK", "UNIQUE", "FOREIGN"} else f"column {words[0]}"


def _rest(part: str) -> str:
    """A part without its name."""
    words = part.split(maxsplit=2)
    return words[2] if words[0].upper() == "CONSTRAINT" else part.partition(" ")[2] or part


def _of_indexes(have: Texts, want: Texts, tables: set[str]) -> Iterator[Fault]:
    known = {_definition(text) for _, text in have.values()}
    for name, (table, text) in want.items():
        if _definition(text) in known:
            continue
        word = "was altered" if name in have else "is missing"
        yield Fault(f"index {name} on {table} {word}", (f'DROP INDEX IF EXISTS "{name}"', text))
    wanted = {_definition(text) for _, text in want.values()}
    for name, (table, text) in have.items():
        unique = text.split()[1].upper() == "UNIQUE"
        if unique and table in tables and name not in want and _definition(text) not in wanted:
            yield Fault(f"unique index {name} on {table} is not known", advice=UNKNOWN)


def _definition(text: str) -> str:
    """An index without its name, quotes and spaces."""
    head, _, rest = text.replace('"', "").partition(" ON ")
    return f"{head.upper().split(' INDEX')[0]} {' '.join(rest.split())}"


def _of_guards(have: dict[str, Texts], want: dict[str, Texts]) -> Iterator[Fault]:
    for kind in ("view", "trigger"):
        for name, (table, text) in want[kind].items():
            if have[kind].get(name, ("", ""))[1] == text:
                continue
            word = "was altered" if name in have[kind] else "is missing"
            on = f" on {table}" if table else ""
            again = [f'DROP {kind} IF EXISTS "{name}"', text]
            if kind == "view":  # its trigger goes with it
                again += [sql for of, sql in want["trigger"].values() if of == name]
            yield Fault(f"{kind} {name}{on} {word}", tuple(again))
    for name, (table, _) in have["trigger"].items():
        if name not in want["trigger"]:
            yield Fault(f"trigger {name} on {table} is not known", advice=UNKNOWN)
