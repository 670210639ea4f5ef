"""What a run says beside the answers: why in one word, and which amounts count where the days of a run are added up.

`reason` is due, not_in_force, condition_failed, elsewhere (a rule of another place), no_local_value, facts_unknown or
not_computable. `counts` is true where the row is due and within its rule's limit, seen from this run alone;
`counted_fen` is what of its amount is to be added up: the whole where it counts, the difference to the most counted so
far where the rule's limit `tops_up` a lower tier already paid, else 0; null where it cannot be told.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from gainful.benefits.facts_table import HOUSEHOLD, ID, ON, PERSON
from gainful.rules.benefit import EVERYWHERE, Benefit

HERE = "here"
"""A column that an engine may add: whether the rule holds in the row's place. Without it, it does."""
REASONS = (
    "due", "not_in_force", "condition_failed", "elsewhere", "no_local_value", "facts_unknown", "not_computable",
)  # fmt: skip
REASON_TYPE = pa.dictionary(pa.int8(), pa.string())
_WORDS = pa.array(REASONS, pa.string())
_COUNTED_FOR = {"person": PERSON, "household": HOUSEHOLD}
NO_LIMIT = 10**6


def holds_here(rule: Benefit, places: Sequence[str]) -> bool:
    """Whether a rule holds in a place, of which something is known."""
    return rule.jurisdiction == EVERYWHERE or rule.jurisdiction in places


def reasons(table: pa.Table, in_force: bool) -> pa.Array:
    """Why each row is answered as it is, in one word of REASONS."""
    if not in_force:
        return _worded(np.full(table.num_rows, REASONS.index("not_in_force"), np.int8))
    due = table["due"].combine_chunks()
    true, known = _truths(due), due.is_valid().to_numpy(zero_copy_only=False)
    codes = 2 - 2 * true.view(np.int8)
    if not known.all():
        here = _truths(table[HERE].combine_chunks()) if HERE in table.column_names else True
        missing, ask = (pc.list_value_length(table[name]).to_numpy() > 0 for name in ("missing", "ask"))
        why = np.where(np.logical_not(here), 3, np.where(missing, 4, np.where(ask, 5, 6))).astype(np.int8)
        codes = np.where(known, codes, why)
    return _worded(codes)


def _worded(codes: np.ndarray) -> pa.Array:
    return pa.DictionaryArray.from_arrays(pa.array(codes), _WORDS)


def _truths(values: pa.Array) -> np.ndarray:
    return values.fill_null(False).to_numpy(zero_copy_only=False)


def counted_for(rule: Benefit, columns: Sequence[str]) -> str:
    """The column that a rule's limit counts by: the person or household where the table names them, else the row."""
    name = _COUNTED_FOR.get(str(rule.limit.get("once_per")), ID)
    return name if name in columns else ID


def without_single(source: Path, columns: Sequence[str], rules: Mapping[str, Benefit]) -> list[str]:
    """The columns without a person or household by whom nothing need be counted: where each has one row, rows do.

    Where rows name their day they come again, and all columns stay.
    """
    asked = {counted_for(rule, columns) for rule in rules.values()} - {ID}
    single = {name for name in (PERSON, HOUSEHOLD) if ON not in columns and not _again(source, name, asked)}
    return [name for name in columns if name not in single]


def _again(source: Path, name: str, asked: set[str]) -> bool:
    if name not in asked:
        return False
    values = pq.read_table(source, columns=[name])[name]
    return bool(len(values) - values.null_count > pc.count_distinct(values).as_py())


def of_no_day(source: Path, days: Sequence[date]) -> int:
    """How many rows of a table that names their days are of none of these, and so are asked nothing."""
    on = pq.read_table(source, columns=[ON])[ON]
    return len(on) - int(pc.sum(pc.is_in(on, pa.array(days, pa.date32()))).as_py() or 0)


class Limits:
    """Which due rows lie within their rule's limit, and what of them is added up.

    Tables come day by day: a rule's, or a stretch's. Where a person's rows lie in several stretches of a table without
    days, those of the first stretch count first.
    """

    def __init__(self, rules: Mapping[str, Benefit], columns: Sequence[str], days: Sequence[date]) -> None:
        self._by_row = ON not in columns
        self._single = self._by_row and len(days) == 1
        self._by = {name: counted_for(rule, columns) for name, rule in rules.items()}
        self._rules = rules
        self._at: tuple[str, date] | None = None
        self._held: np.ndarray = np.zeros((4, 0), np.int64)
        self._of_key = {name: _OfKey() for name in rules}

    def counted(self, table: pa.Table, name: str, on: date) -> tuple[pa.Array, pa.Array]:
        """For each row of one rule and day, whether its amount counts, and what of it is added up, in fen."""
        told = table["due"].combine_chunks()
        due, known = _truths(told), told.is_valid().to_numpy(zero_copy_only=False)
        amounts = table["amount_fen"].combine_chunks().fill_null(0).to_numpy()
        counts, fen, rule = due, amounts, self._rules[name]
        if due.any() and not (self._by[name] == ID and self._single):
            of_rows = self._by[name] == ID and self._by_row
            counts, most = (
                self._rows(due, amounts, rule, name, on)
                if of_rows
                else self._keys(table, due, amounts, rule, name, on)
            )
            fen = np.maximum(amounts - most, 0) if rule.limit.get("tops_up") else np.where(counts, amounts, 0)
        return pa.array(counts), pa.array(np.where(due, fen, 0), mask=~known)

    def _rows(
        self, due: np.ndarray, amounts: np.ndarray, rule: Benefit, name: str, on: date
    ) -> tuple[np.ndarray, np.ndarray]:
        """The same rows on each day: which count, and the most that each has been counted with so far."""
        if self._at is None or self._at[0] != name or self._at[1] >= on or self._held.shape[1] != len(due):
            self._held = np.zeros((4, len(due)), np.int64)
        self._at = (name, on)
        period, times, most = limit_of(rule, on)
        last, often, used, paid = self._held
        turned = last != period
        often[turned], paid[turned] = 0, 0
        counts: np.ndarray = due & (often < times) & ((often > 0) | (used < most))
        used += counts & (often == 0)
        often += counts
        last[counts] = period
        if not rule.limit.get("tops_up"):
            return counts, paid
        before = np.where(often > 0, paid, amounts)
        paid[:] = np.where(due & (often > 0), np.maximum(paid, amounts), paid)
        return counts, before

    def _keys(
        self, table: pa.Table, due: np.ndarray, amounts: np.ndarray, rule: Benefit, name: str, on: date
    ) -> tuple[np.ndarray, np.ndarray]:
        """The same by a key that comes again: of one day the first row counts."""
        at = np.flatnonzero(due)
        ids = table[ID].take(pa.array(at)).to_pylist()
        keys = table[self._by[name]].take(pa.array(at)).to_pylist() if self._by[name] != ID else ids
        period, times, most = limit_of(rule, on)
        tops_up, held = rule.limit.get("tops_up"), self._of_key[name]
        often, paid = held.often.setdefault(period, {}), held.paid.setdefault(period, {})
        counts, before = np.zeros(len(due), bool), amounts.copy()
        for row, key, own in zip(at, keys, ids, strict=True):
            who = ("id", own) if key is None else key
            so_far = often.get(who, 0)
            if so_far < times and (so_far or most == NO_LIMIT or held.used.get(who, 0) < most):
                if not so_far and most != NO_LIMIT:
                    held.used[who] = held.used.get(who, 0) + 1
                often[who] = so_far + 1
                counts[row] = True
            if tops_up and who in often:
                before[row] = paid.get(who, 0)
                paid[who] = max(before[row], amounts[row])
        return counts, before


@dataclass
class _OfKey:
    """What has counted of one rule: how often and how much by period and key, in how many periods by key."""

    often: dict[int, dict[Any, int]] = field(default_factory=dict)
    paid: dict[int, dict[Any, int]] = field(default_factory=dict)
    used: dict[Any, int] = field(default_factory=dict)


def limit_of(rule: Benefit, on: date) -> tuple[int, int, int]:
    """The period that a day lies in, as a number, how often in it a rule pays, and in how many periods in all."""
    months = rule.limit.get("months")
    within = rule.limit.get("within") or ("month" if months else "life")
    length = {"month": 1, "year": 12}.get(within, 0)
    period = (on.year * 12 + on.month - 1) // length if length else 0
    most = -(-months // length) if months and length else NO_LIMIT
    times = rule.limit.get("times", 1) if rule.limit else NO_LIMIT
    return period, times, most
