"""What is wrong with the values of a table of facts: numbers outside the fact's range, codes that no list has.

It is looked at before any rule is asked, so that every engine refuses the same tables. The least and the greatest
number of a column are read from the file's own statistics where it has them, codes from its dictionaries.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from gainful.rules.benefit import Benefit
from gainful.terms.facts import FACTS, NO_CODES, RANGES, Fact

MOST_NAMED = 40
MOST_DIGITS = 6
_LIKE_A_CODE = re.compile(r"\w{1,20}", re.ASCII)
_OPEN = ("employer", "workshop")
"""Subjects that are nobody's: a value about them may be said again in a refusal."""
_EPOCH = date(1970, 1, 1).toordinal()


def value_faults(path: Path, rules: Mapping[str, Benefit], names: Sequence[str]) -> list[str]:
    """A sentence for each column with values that no such fact can have. The columns are of facts and of right types.

    Codes are looked at where a rule asks for them: a list that no rule reads may have moved on.
    """
    lists = next((rule.codes for rule in rules.values() if rule.codes), {})
    used = {name for rule in rules.values() for name in rule.ready.used}
    coded = [name for name in names if name in used and FACTS[name].code_list in lists]
    found = []
    with pq.ParquetFile(path, read_dictionary=coded) as file:
        for name in names:
            fact = FACTS[name]
            said = ""
            if fact.kind in ("integer", "money", "date") and not _surely_within(file, fact):
                said = _outside(file, fact)
            elif name in coded:
                said = _no_codes(file, fact, lists[fact.code_list or ""])
            if said:
                found.append(f"{path.name}: {said}")
    return found


def case_fault(fact: Fact, value: Any, rules: Mapping[str, Benefit]) -> str:
    """What is wrong with a known value of the fact's kind, "" where nothing is."""
    lists = next((rule.codes for rule in rules.values() if rule.codes), {})
    if fact.code_list in lists and value not in (*lists[fact.code_list], *NO_CODES):
        found, known = as_code(value), _named(lists[fact.code_list])
        return f"{fact.name} is {found}, which is no code of {fact.code_list}: {known}"
    if not fact.admits(value):
        return f"{fact.name} {_shown(fact, value)}{_range(fact)}"
    return ""


def _surely_within(file: pq.ParquetFile, fact: Fact) -> bool:
    """Whether the file's own statistics already say that all values lie within the range."""
    metadata, (low, high) = file.metadata, fact.range
    at = next(
        place for place in range(metadata.num_columns) if metadata.schema.column(place).path == fact.name
    )
    for group in range(metadata.num_row_groups):
        column = metadata.row_group(group).column(at)
        try:
            known = column.statistics
            if known is None or not known.has_min_max:
                if known is None or known.null_count != column.num_values:
                    return False
            elif not (low <= known.min and known.max <= high):
                return False
        except (OverflowError, ValueError, TypeError):
            return False
    return True


def _columns(file: pq.ParquetFile, fact: Fact) -> Iterator[tuple[int, pa.Array]]:
    """The column's values piece by piece, each with the row it begins at."""
    begins = 0
    for group in range(file.num_row_groups):
        for chunk in file.read_row_group(group, columns=[fact.name])[fact.name].chunks:
            yield begins, chunk
            begins += len(chunk)


def _first(begins: int, wrong: pa.Array, first: int | None) -> int | None:
    return begins + pc.index(wrong, True).as_py() + 1 if first is None else first


def _outside(file: pq.ParquetFile, fact: Fact) -> str:
    """How many numbers or days of a column lie outside the range, the first row and what it says."""
    low, high = fact.range
    if fact.kind == "date":
        low, high = (day.toordinal() - _EPOCH for day in RANGES["date"][1:])
    count, row, value = 0, None, None
    for begins, chunk in _columns(file, fact):
        values = chunk.dictionary_decode() if pa.types.is_dictionary(chunk.type) else chunk
        if pa.types.is_null(values.type):
            continue
        values = values.cast(pa.int32()) if fact.kind == "date" else values.cast(pa.int64())
        wrong = pc.or_(pc.less(values, low), pc.greater(values, high)).fill_null(False)
        here = wrong.true_count
        if here:
            row, count = _first(begins, wrong, row), count + here
            value = values[row - 1 - begins].as_py() if count == here else value
    if not count:
        return ""
    shown = "" if fact.kind == "date" else f" {_shown(fact, value)}"
    return f"{count:,} values of {fact.name} cannot be, the first in row {row:,}:{shown}{_range(fact)}"


def _no_codes(file: pq.ParquetFile, fact: Fact, codes: Collection[str]) -> str:
    """How many codes of a column no list has, the first row, and what was found in their place."""
    known = {*codes, *NO_CODES}
    count, row, found = 0, None, dict[str, None]()
    for begins, chunk in _columns(file, fact):
        if pa.types.is_null(chunk.type):
            continue
        coded = chunk if pa.types.is_dictionary(chunk.type) else chunk.dictionary_encode()
        strange = [text for text in coded.dictionary.to_pylist() if text not in known]
        if strange:
            plain = coded.dictionary_decode()
            wrong = pc.is_in(plain, pa.array(strange, plain.type))
            if wrong.true_count:
                row, count = _first(begins, wrong, row), count + wrong.true_count
                found |= dict.fromkeys(plain.filter(wrong).unique().to_pylist())
    if not count:
        return ""
    texts = ", ".join(dict.fromkeys(as_code(text) for text in list(found)[:5]))
    return (
        f"{count:,} rows have a {fact.name} that is no code of {fact.code_list}, the first in row {row:,}: {texts}; "
        f"there are {_named(codes)}"
    )


def as_code(text: str) -> str:
    """What was found in place of a code, in quotation marks where it looks like one; no name or number is repeated."""
    if _LIKE_A_CODE.fullmatch(text) and sum(one.isdigit() for one in text) < MOST_DIGITS:
        return repr(text)
    return f"a value of {len(text)} characters"


def _named(codes: Collection[str]) -> str:
    several = sorted(set(codes))
    more = f" and {len(several) - MOST_NAMED} more" if len(several) > MOST_NAMED else ""
    return ", ".join(several[:MOST_NAMED]) + more


def _shown(fact: Fact, value: Any) -> str:
    """The value where it is about nobody; of a person it is not said again."""
    return f"is {value}, " if fact.subject in _OPEN else "is outside its range, "


def _range(fact: Fact) -> str:
    unit = "fen" if fact.kind == "money" else fact.unit or ""
    if fact.kind == "date":
        return " it must be a day of the years 1 to 9999"
    return "it must be " + (fact.bounds or "within 64 bits, -2^63 left out") + (f" ({unit})" if unit else "")
