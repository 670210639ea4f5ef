"""What a run says beside the answers: why in one word, and which amounts count where the days of a run are added up.

`reason` is due, not_in_force, condition_failed, elsewhere (a rule of another place), no_local_value, facts_unknown or
not_computable. `counts` is true where the row is due and within its rule's limit, seen from this run alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

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


def counted_for(rule: Benefit, columns: Sequence[str], days: Sequence[date]) -> str:
    """The column that a rule's limit counts by: the person or household where each row says its day, else the row."""
    name = _COUNTED_FOR.get(str(rule.limit.get("once_per")), ID)
    return name if name in columns and (ON in columns or len(days) == 1) else ID


class Limits:
    """Which due rows lie within their rule's limit. Tables come day by day: a rule's, or a stretch's."""

    def __init__(self, rules: Mapping[str, Benefit], columns: Sequence[str], days: Sequence[date]) -> None:
        self._by_row = ON not in columns
        self._single = self._by_row and len(days) == 1
        self._by = {name: counted_for(rule, columns, days) for name, rule in rules.items()}
        self._rules = rules
        self._at: tuple[str, date] | None = None
        self._held: np.ndarray = np.zeros((3, 0), np.int32)
        self._of_key: dict[str, dict[Any, list[int]]] = {name: {} for name in rules}

    def counted(self, table: pa.Table, name: str, on: date) -> pa.Array:
        """For each row of one rule and day, whether its amount counts."""
        due = _truths(table["due"].combine_chunks())
        if not due.any():
            return pa.array(due)
        if self._by[name] == ID and self._by_row:
            return pa.array(due if self._single else self._rows(due, self._rules[name], name, on))
        return pa.array(self._keys(table, due, self._rules[name], name, on))

    def _rows(self, due: np.ndarray, rule: Benefit, name: str, on: date) -> np.ndarray:
        """The same rows on each day: how often, and in how many periods, each has counted so far."""
        if self._at is None or self._at[0] != name or self._at[1] >= on or self._held.shape[1] != len(due):
            self._held = np.zeros((3, len(due)), np.int32)
        self._at = (name, on)
        period, times, most = limit_of(rule, on)
        last, often, used = self._held
        often[last != period] = 0
        counts: np.ndarray = due & (often < times) & ((often > 0) | (used < most))
        used += counts & (often == 0)
        often += counts
        last[counts] = period
        return counts

    def _keys(self, table: pa.Table, due: np.ndarray, rule: Benefit, name: str, on: date) -> np.ndarray:
        """Rows of whom the limit counts by a key that comes again: of one day the first row counts."""
        at = np.flatnonzero(due)
        ids = table[ID].take(pa.array(at)).to_pylist()
        keys = table[self._by[name]].take(pa.array(at)).to_pylist() if self._by[name] != ID else ids
        period, times, most = limit_of(rule, on)
        so_far = self._of_key[name]
        counts = np.zeros(len(due), bool)
        for row, key, own in zip(at, keys, ids, strict=True):
            held = so_far.setdefault(("id", own) if key is None else key, [-1, 0, 0])
            if held[0] != period:
                held[1] = 0
            if held[1] < times and (held[1] or held[2] < most):
                held[2] += not held[1]
                held[0], held[1] = period, held[1] + 1
                counts[row] = True
        return counts


def limit_of(rule: Benefit, on: date) -> tuple[int, int, int]:
    """The period that a day lies in, as a number, how often in it a rule pays, and in how many periods in all."""
    months = rule.limit.get("months")
    within = rule.limit.get("within") or ("month" if months else "life")
    length = {"month": 1, "year": 12}.get(within, 0)
    period = (on.year * 12 + on.month - 1) // length if length else 0
    most = -(-months // length) if months and length else NO_LIMIT
    times = rule.limit.get("times", 1) if rule.limit else NO_LIMIT
    return period, times, most
