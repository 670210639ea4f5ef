"""The table of facts that a run of the rules reads: one row a subject, one column a fact, typed; unknown is null.

Besides the facts a row has `id` (any text or whole number, of its own) and `area` (the code of the place whose
rules hold, 2 to 12 digits). A column that is not there is unknown for everybody. What `facts_build` writes also says of
which subject and day a row is, whose it is, and the household's need tier.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from gainful.benefits.facts_values import as_code, case_fault, value_faults
from gainful.rules.benefit import Benefit
from gainful.terms.areas import area_number
from gainful.terms.facts import FACTS, KNOWN_WITH, NO_CODES, Fact, is_value

ID, AREA, SUBJECT = "id", "area", "subject"
ON, PERSON, HOUSEHOLD, TIER = "on", "person", "household", "tier"
KEYS = (ID, AREA, SUBJECT, ON, PERSON, HOUSEHOLD, TIER)
TYPES: dict[str, pa.DataType] = {
    "boolean": pa.bool_(),
    "integer": pa.int64(),
    "money": pa.int64(),
    "date": pa.date32(),
    "code": pa.string(),
}


class TableRefused(ValueError):
    """A table of facts that cannot be read; `problems` are sentences, all at once."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("; ".join(problems))
        self.problems = problems


def writer(path: Path, schema: pa.Schema) -> pq.ParquetWriter:
    """Writes facts so that they are quick to read: dictionaries but for amounts, whose values seldom come again."""
    again = [
        name
        for name in schema.names
        if name not in (ID, PERSON) and not (name in FACTS and FACTS[name].kind == "money")
    ]
    return pq.ParquetWriter(path, schema, compression="lz4", use_dictionary=again)


def schema_of(subject: str) -> dict[str, dict[str, Any]]:
    """Each column of a subject's table: kind, type, unit, code list, meaning and source."""
    keys = {
        ID: {"type": "string or int64", "meaning": "the subject, as the result names it again"},
        AREA: {"type": "string", "meaning": "code of the place whose rules hold, 2 to 12 digits"},
        SUBJECT: {"type": "string", "meaning": "optional: only rules of this subject are asked of the row"},
        ON: {
            "type": "date32[day]",
            "meaning": "optional: the row holds on this day, and is asked about no other",
        },
        PERSON: {"type": "string", "meaning": "optional: whose row it is, so that people can be counted"},
        HOUSEHOLD: {
            "type": "string",
            "meaning": "optional: whose household, so that households can be counted",
        },
        TIER: {"type": "string", "meaning": "optional: the household's need tier on the day"},
    }
    return keys | {fact.name: _column(fact) for fact in FACTS.values() if fact.subject in KNOWN_WITH[subject]}


def _column(fact: Fact) -> dict[str, Any]:
    unit = "fen" if fact.kind == "money" else fact.unit
    return {
        "kind": fact.kind,
        "type": str(TYPES[fact.kind]),
        **({"unit": unit} if unit else {}),
        **({"code_list": fact.code_list} if fact.code_list else {}),
        **({"minimum": fact.minimum} if fact.minimum is not None else {}),
        **({"maximum": fact.maximum} if fact.maximum is not None else {}),
        "about": fact.subject,
        "meaning": fact.meaning["en"],
        "meaning_zh": fact.meaning["zh"],
        "source": fact.source,
    }


def check_tables(paths: Sequence[Path], rules: Mapping[str, Benefit]) -> dict[Path, list[str]]:
    """The columns of each table. Raises TableRefused with everything that is wrong with any of them.

    With its keys: a row has no id, a row comes twice, an area is no code of a place, a subject is none. An unknown area
    is allowed: what a place decides cannot be told there. Rows of several days or subjects may share an id.
    """
    columns: dict[Path, list[str]] = {}
    problems = _given_twice(paths)
    for path in dict.fromkeys(paths):
        columns[path], found = _columns_and_faults(path, rules)
        problems += found
        if {ID, AREA} <= set(columns[path]):
            problems += _key_faults(path)
    if problems:
        raise TableRefused(problems)
    return columns


def _given_twice(paths: Sequence[Path]) -> list[str]:
    several = Counter(path.resolve() for path in paths)
    return [f"{path.name} is given {count} times" for path, count in several.items() if count > 1]


def _columns_and_faults(path: Path, rules: Mapping[str, Benefit]) -> tuple[list[str], list[str]]:
    """The columns of a table, and everything that is wrong with them and their values, keys apart."""
    try:
        schema = pq.read_schema(path)
    except (pa.ArrowInvalid, OSError) as error:
        return [], [f"{path.name} is no Parquet file that can be read ({type(error).__name__})"]
    problems = [f"{path.name} lacks the column {key}" for key in (ID, AREA) if key not in schema.names]
    sound = []
    for name in schema.names:
        if name == ON and schema.field(name).type != pa.date32():
            problems.append(f"{path.name}: {ON} is of type {schema.field(name).type}, it must be date32[day]")
        if name in KEYS:
            continue
        if name not in FACTS:
            like = FACTS.like(name)
            problems.append(f"{path.name}: no fact is called {name}" + (f"; {like} is one" if like else ""))
        elif not _fits(schema.field(name).type, FACTS[name].kind):
            wanted = TYPES[FACTS[name].kind]
            problems.append(f"{path.name}: {name} is of type {schema.field(name).type}, it must be {wanted}")
        else:
            sound.append(name)
    problems += value_faults(path, rules, sound)
    used = {name for rule in rules.values() for name in rule.ready.used}
    if not problems and not used & set(schema.names):
        problems.append(f"{path.name} has no fact that any rule asks for")
    return list(schema.names), problems


def _key_faults(path: Path) -> list[str]:
    """What is wrong with the keys of one table that has `id` and `area`."""
    problems = []
    # An area comes for many rows: read as it is written, each place once.
    told = [name for name in (ON, SUBJECT) if name in pq.read_schema(path).names]
    with pq.ParquetFile(path, read_dictionary=[name for name in (AREA, *told) if name != ON]) as file:
        found = file.read([ID, AREA, *told], use_threads=False)
    ids, areas = found[ID], found[AREA]
    if ids.null_count:
        problems.append(f"{path.name}: {ids.null_count:,} rows have no {ID}, which names each subject again")
    if double := _double(found.select([ID, *told])):
        same = f"{' and '.join([ID, *told])} that another row has"
        problems.append(
            f"{path.name}: {double:,} rows have an {same}: one row a subject{' and day' * (ON in told)}"
        )
    wrong = sorted(
        {area for area in areas.unique().to_pylist() if area is not None and not _is_code(area)}, key=str
    )
    if wrong:
        named = ", ".join(dict.fromkeys(as_code(str(area)) for area in wrong[:5]))
        problems.append(
            f"{path.name}: {len(wrong)} values of {AREA} are no codes of a place ({named}): "
            "2, 4, 6, 9 or 12 digits, or empty where it is not known"
        )
    if SUBJECT in told:
        strange = [
            one for one in found[SUBJECT].unique().to_pylist() if one is not None and one not in KNOWN_WITH
        ]
        if strange:
            named = ", ".join(dict.fromkeys(as_code(str(one)) for one in strange[:5]))
            problems.append(f"{path.name}: {SUBJECT} is {named}; there are {', '.join(KNOWN_WITH)}")
    return problems


def _double(keys: pa.Table) -> int:
    """How many rows have the same keys as another row; rows without an id are not counted."""
    ids = keys[ID]
    if len(keys.column_names) == 1:
        return 0 if _rising(ids) else len(ids) - pc.count_distinct(ids, mode="all").as_py()
    if ids.null_count:
        keys = keys.filter(ids.is_valid())
    plain = [
        column.cast(column.type.value_type) if pa.types.is_dictionary(column.type) else column
        for column in keys.columns
    ]
    several = pa.table(plain, names=keys.column_names)
    distinct = several.group_by(keys.column_names, use_threads=False).aggregate([]).num_rows
    return int(several.num_rows - distinct)


def _rising(ids: pa.ChunkedArray) -> bool:
    """Whether whole numbers only rise, as row numbers do: a quick way to know that none comes twice."""
    if ids.null_count or not pa.types.is_integer(ids.type):
        return False
    numbers = ids.to_numpy()
    return bool((numbers[1:] > numbers[:-1]).all())


def _is_code(area: object) -> bool:
    try:
        area_number(str(area))
    except ValueError:
        return False
    return True


def _fits(found: pa.DataType, kind: str) -> bool:
    if pa.types.is_null(found):
        return True
    if pa.types.is_dictionary(found):
        found = found.value_type
    if kind in ("integer", "money"):
        return pa.types.is_integer(found) and not pa.types.is_uint64(found)
    if kind == "code":
        return pa.types.is_string(found) or pa.types.is_large_string(found)
    return bool(found == TYPES[kind])


def one_case(path: Path, rules: Mapping[str, Benefit]) -> dict[str, Any]:
    """The facts of one case in a JSON file: dates as texts, money in fen, null for unknown.

    Raises TableRefused naming everything that is wrong; a value of another kind is named without being repeated.
    """
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise TableRefused([f"there is no such file: {path.name}"]) from None
    except (OSError, ValueError) as error:
        raise TableRefused(
            [f"{path.name} is no JSON file that can be read ({type(error).__name__})"]
        ) from error
    if not isinstance(found, dict):
        raise TableRefused([f"{path.name} is no mapping of facts to values"])
    problems, known = [], {}
    for name, written in found.items():
        fact = FACTS.get(name)
        if fact is None:
            like = FACTS.like(name)
            problems.append(f"{path.name}: no fact is called {name}" + (f"; {like} is one" if like else ""))
            continue
        value = _as_date(written) if fact.kind == "date" and isinstance(written, str) else written
        if value is not None and not is_value(fact.kind, value):
            problems.append(f"{path.name}: the value of {name} must be of kind {fact.kind}")
        elif value is not None and (said := case_fault(fact, value, rules)):
            problems.append(f"{path.name}: {said}")
        known[name] = None if value in NO_CODES else value
    if problems:
        raise TableRefused(problems)
    return known


def _as_date(text: str) -> date | str:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return text
