"""How long lists are, kept from one look to the next: after a write only whom it concerns is asked about anew.

What is kept of a list that hangs on people, households, placements or employers is how many of its rows name each
of them. Where the trail names every row written since, the list is asked about those alone; where it does not, or
where a table was written that is not traced to them, the list is counted anew as a whole.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db.models import QuerySet

from gainful.accounts.changes import CHANGES, Kept, tables_named, tables_read
from gainful.casework.concerned import TRACED, Concerned, Kind
from gainful.casework.counting import counted, counted_by

KEPT = Kept()
MOST_SUBJECTS = 500
"""Where more were touched than these, the list is counted anew as a whole."""

Answer = TypeVar("Answer")
Numbers = Mapping[int, int]


@dataclass(frozen=True)
class Hangs:
    """What each row of a list hangs on: the kind, and the column that names the subject."""

    kind: Kind
    column: str


@dataclass(frozen=True)
class Asked:
    """A list to be counted: as what it is kept, how to ask for its rows, and on what they hang (None: on anything)."""

    question: Hashable
    rows: Callable[[], QuerySet]
    hangs: Hangs | None = None


@dataclass(frozen=True)
class Tally:
    """How long a list is, by subject where it hangs on any, and how its rows are asked for (building that is dear)."""

    total: int
    by_subject: Numbers
    rows: QuerySet | None = None

    @classmethod
    def of(cls, by_subject: Numbers, rows: QuerySet | None = None) -> Tally:
        """The tally of a list by subject."""
        return cls(sum(by_subject.values()), by_subject, rows)

    def again(self, subjects: Iterable[int], fresh: Numbers) -> Tally:
        """The tally after these subjects were asked about anew."""
        kept = dict(self.by_subject)
        for subject in subjects:
            kept.pop(subject, None)
        return Tally.of(kept | dict(fresh), self.rows)


def lengths(asked: Mapping[str, Asked], tick: int | None) -> dict[str, int]:
    """How long each list is: as kept where that holds, else asked of the database, in two statements and those that
    say whom the writing concerns.

    `tick` is that of a look at what changed, just before; None inside a transaction, where nothing kept is used.
    """
    if tick is None:
        return counted({name: one.rows() for name, one in asked.items()})
    found = _still_holding(asked, tick)
    new = _Anew({name: one for name, one in asked.items() if name not in found})
    for name, (tally, tables) in new.tallies().items():
        KEPT.keep(asked[name].question, tally, tables, tick)
        found[name] = tally.total
    return found


class _Anew:
    """Lists to be asked about: as a whole, or about the subjects concerned alone."""

    def __init__(self, asked: Mapping[str, Asked]) -> None:
        self._asked = asked
        last = {name: KEPT.last(one.question) for name, one in asked.items()}
        self._tables = {name: known[1] for name, known in last.items() if known}
        self._rows = {
            name: last[name][2].rows if last[name] else one.rows().select_related(None)  # type: ignore[index]
            for name, one in asked.items()
        }

    def tallies(self) -> dict[str, tuple[Tally, frozenset[str]]]:
        """The tally of each list, with the tables it hangs on."""
        whole = {name: self._rows[name] for name, one in self._asked.items() if one.hangs is None}
        found = {
            name: Tally(count, {}, self._rows[name])
            for name, count in (counted(whole) if whole else {}).items()
        }
        found |= self._by_subject()
        return {name: (tally, self._tables_of(name)) for name, tally in found.items()}

    def _tables_of(self, name: str) -> frozenset[str]:
        return self._tables[name] if name in self._tables else tables_of(self._rows[name])

    def _by_subject(self) -> dict[str, Tally]:
        since = _Since()
        known: dict[str, tuple[Tally, frozenset[int], frozenset[str]]] = {}
        asked: dict[str, tuple[QuerySet, str]] = {}
        for name, one in self._asked.items():
            if one.hangs is None:
                continue
            rows, column = self._rows[name], one.hangs.column
            if (concerned := since.subjects_of(one.question, one.hangs.kind)) is not None:
                known[name] = concerned
                rows = rows.filter(**{f"{column}__in": concerned[1]})
            asked[name] = (rows, column)
        return {
            name: known[name][0].again(known[name][1], numbers)
            if name in known
            else Tally.of(numbers, self._rows[name])
            for name, numbers in counted_by(asked).items()
        }


def _still_holding(asked: Mapping[str, Asked], tick: int) -> dict[str, int]:
    """The lists of which nothing was written: their answers hold from this look on."""
    found = {}
    for name, one in asked.items():
        tally = KEPT.get(one.question)
        if tally is not None:
            found[name] = tally.total
            KEPT.hold(one.question, tally, tick)
    return found


class _Since:
    """Whom a list is to be asked about anew, read off what was written since it was kept."""

    def __init__(self) -> None:
        self._by_tick: dict[int, tuple[frozenset[str], Concerned] | None] = {}

    def subjects_of(
        self, question: Hashable, kind: Kind
    ) -> tuple[Any, frozenset[int], frozenset[str]] | None:
        """The answer kept, the subjects to ask about anew and the tables read; None to ask about everybody."""
        last = KEPT.last(question)
        if last is None:
            return None
        since, tables, answer = last
        if since not in self._by_tick:
            written = CHANGES.since(since)
            self._by_tick[since] = None if written is None else (frozenset(written), Concerned(written))
        known = self._by_tick[since]
        if known is None or (known[0] & tables) - TRACED[kind].keys():
            return None
        subjects = known[1].by(kind)
        return (answer, subjects, tables) if len(subjects) <= MOST_SUBJECTS else None


def tables_of(rows: QuerySet) -> frozenset[str]:
    """The tables that decide what stands on a list."""
    try:
        return tables_named(rows.order_by().query.sql_with_params()[0])
    except EmptyResultSet:
        return frozenset()


def kept_answer(question: Hashable, ask: Callable[[], Answer], tick: int | None) -> Answer:
    """An answer that several statements give, kept with all the tables that they named."""
    answer: Answer | None = None if tick is None else KEPT.get(question)
    if answer is None:
        with tables_read() as tables:
            answer = ask()
        if tick is not None:
            KEPT.keep(question, answer, frozenset(tables), tick)
    return answer


def kept_tallies(
    question: Hashable,
    kind: Kind,
    ask: Callable[[frozenset[int] | None], tuple[Numbers, ...]],
    tick: int | None,
) -> tuple[Tally, ...]:
    """Tallies that several statements give, for the subjects named or (None) for all; kept as a list is."""
    if tick is None:
        return tuple(map(Tally.of, ask(None)))
    held: tuple[Tally, ...] | None = KEPT.get(question)
    if held is not None:
        KEPT.hold(question, held, tick)
        return held
    known = _Since().subjects_of(question, kind)
    if known is not None:
        before, subjects, tables = known
        fresh = ask(subjects) if subjects else ({},) * len(before)
        tallies = tuple(one.again(subjects, numbers) for one, numbers in zip(before, fresh, strict=True))
    else:
        with tables_read() as read:
            tallies = tuple(map(Tally.of, ask(None)))
        tables = frozenset(read)
    KEPT.keep(question, tallies, tables, tick)
    return tallies
