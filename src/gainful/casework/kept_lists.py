"""How long lists are, kept from one look to the next: after a write only whom it concerns is asked about anew.

What is kept of a list that hangs on people, households, placements or employers is how many of its rows name each
of them. Where the trail names every row written since, the list is asked about those alone; where it does not, or
where a table was written that is not traced to them, the list is counted anew as a whole.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db.models import QuerySet

from gainful.accounts.changes import CHANGES, Kept, tables_read
from gainful.casework.concerned import TRACED, Concerned, Kind, places_of
from gainful.casework.counting import Listed, counted, lengths_of, subjects_of

KEPT = Kept()
MOST_SUBJECTS = 500
"""Where more were touched than these, the list is counted anew as a whole."""

Answer = TypeVar("Answer")
Numbers = Mapping[int, int]
Spans = tuple[tuple[int, int], ...]


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
    within: Spans | None = None
    """The reader's areas, where a list shows rows of subjects that live or work there alone; None where it may show
    others."""


@dataclass(frozen=True)
class Tally:
    """How long a list is, by subject where it hangs on any, and the list with its statements, written out once."""

    total: int
    by_subject: Numbers
    rows: Listed | None = None

    @classmethod
    def of(cls, by_subject: Numbers, rows: Listed | None = None) -> Tally:
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
        self._lists = {name: _listed(one) for name, one in asked.items()}

    def tallies(self) -> dict[str, tuple[Tally, frozenset[str]]]:
        """The tally of each list, with the tables it hangs on."""
        whole = {name: self._lists[name] for name, one in self._asked.items() if one.hangs is None}
        found = {name: Tally(count, {}, self._lists[name]) for name, count in lengths_of(whole).items()}
        found |= self._by_subject()
        return {name: (tally, self._lists[name].tables) for name, tally in found.items()}

    def _by_subject(self) -> dict[str, Tally]:
        since = _Since()
        known: dict[str, tuple[Tally, frozenset[int], frozenset[str]]] = {}
        asked: dict[str, tuple[Listed, frozenset[int] | None]] = {}
        for name, one in self._asked.items():
            if one.hangs is None:
                continue
            among = None
            if (concerned := since.subjects_of(one.question, one.hangs.kind)) is not None:
                before, subjects, tables = concerned
                among = since.near(one.hangs.kind, subjects, before.by_subject, one.within)
                known[name] = (before, among, tables)
            asked[name] = (self._lists[name], among)
        return {
            name: known[name][0].again(known[name][1], numbers)
            if name in known
            else Tally.of(numbers, self._lists[name])
            for name, numbers in subjects_of(asked).items()
        }


def _listed(asked: Asked) -> Listed:
    """The list with its statements, as written out for the last count where there was one."""
    last = KEPT.last(asked.question)
    if last is not None and last[2].rows is not None:
        return last[2].rows  # type: ignore[no-any-return]
    return Listed(asked.rows(), asked.hangs.column if asked.hangs else "pk")


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
        self._places: dict[Hashable, Mapping[int, frozenset[int]]] = {}

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

    def near(
        self, kind: Kind, subjects: frozenset[int], listed: Iterable[int], within: Spans | None
    ) -> frozenset[int]:
        """Those of the subjects who stand on the list, or have anything to do with these areas and may come to."""
        if within is None or kind is Kind.EMPLOYERS or not subjects:
            return subjects
        if (kind, subjects) not in self._places:
            self._places[kind, subjects] = places_of(kind, subjects)
        known = self._places[kind, subjects]
        return subjects.intersection(listed) | {
            one
            for one in subjects
            if any(low <= area <= high for area in known.get(one, ()) for low, high in within)
        }


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
    within: Spans | None = None,
) -> tuple[Tally, ...]:
    """Tallies that several statements give, for the subjects named or (None) for all; kept as a list is."""
    if tick is None:
        return tuple(map(Tally.of, ask(None)))
    held: tuple[Tally, ...] | None = KEPT.get(question)
    if held is not None:
        KEPT.hold(question, held, tick)
        return held
    since = _Since()
    known = since.subjects_of(question, kind)
    if known is not None:
        before, subjects, tables = known
        listed = frozenset().union(*(one.by_subject for one in before))
        subjects = since.near(kind, subjects, listed, within)
        fresh = ask(subjects) if subjects else ({},) * len(before)
        tallies = tuple(one.again(subjects, numbers) for one, numbers in zip(before, fresh, strict=True))
    else:
        with tables_read() as read:
            tallies = tuple(map(Tally.of, ask(None)))
        tables = frozenset(read)
    KEPT.keep(question, tallies, tables, tick)
    return tallies
