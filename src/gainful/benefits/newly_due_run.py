"""The daily look for rules that turned: reading stands outside, and what is written is one act for each few hundred
people, so that nobody waits long for it, and a look that was stopped goes on where it was."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from itertools import groupby

from gainful.accounts.action import require
from gainful.accounts.actor import Actor
from gainful.benefits.actions.newly_due import note_turns, pass_newly_due, tell_of_turns
from gainful.benefits.cases import cases_of
from gainful.benefits.models import NewlyDue, RuleTurn
from gainful.benefits.newly_due import Turned, being_told, fits, has_left, turned, whose, why_passed
from gainful.registry.models import Person
from gainful.terms.areas import NATION

A_STEP = 500
"""People who are asked about, and then written down, in one act."""
Progress = Callable[[int, int, int], None]
"""Told after each step: the county, how many of its people were asked about, and of how many."""


def find_newly_due(*, actor: Actor, on: date, progress: Progress | None = None) -> int:
    """Write down each rule that turned in a county, and each person there whom it fits now; how many people are new.

    A county looked at for the first time has its rules written down and nobody told: what was due before is found by
    `propose`. A look that was stopped goes on with the next one; running again the same day finds nothing more. Raises
    NotAllowed.
    """
    require(actor, "clocks.run", NATION)
    by_county: dict[int, list[Turned]] = defaultdict(list)
    for one in turned(on):
        by_county[one.county].append(one)
    for county in RuleTurn.objects.filter(telling=True).values_list("area", flat=True).distinct():
        by_county[county] += []
    return sum(_of_county(actor, county, by_county[county], on, progress) for county in sorted(by_county))


def _of_county(
    actor: Actor, county: int, turns: Sequence[Turned], on: date, progress: Progress | None
) -> int:
    """One county: its turns, then its people step by step."""
    if turns:
        note_turns(actor=actor, county=county, turns=turns, on=on)
    names = list(being_told(county))
    if not names:
        return 0
    found, people = 0, whose(names, county, on)
    for step in range(0, max(len(people), 1), A_STEP):
        asked = Person.objects.filter(pk__in=people[step : step + A_STEP]).order_by("pk")
        last = step + A_STEP >= len(people)
        fitting = list(fits(asked, names, on))
        found += tell_of_turns(actor=actor, county=county, fitting=fitting, last=last, on=on)
        if progress is not None and people:
            progress(county, min(step + A_STEP, len(people)), len(people))
    return found


def pass_what_is_due_no_more(*, actor: Actor, on: date) -> int:
    """End what waits to be told and cannot be claimed any more, each with its reason; how many. Raises NotAllowed."""
    require(actor, "clocks.run", NATION)
    found, rows = 0, NewlyDue.objects.filter(ended_on=None).order_by("person_id", "pk")
    people = list(rows.order_by("person_id").values_list("person_id", flat=True).distinct())
    for step in range(0, len(people), A_STEP):
        waiting = rows.filter(person__in=people[step : step + A_STEP]).select_related("person", "turn")
        passed = list(_passed(waiting, on))
        if passed:
            found += pass_newly_due(actor=actor, passed=passed, on=on)
    return found


def _passed(waiting: Sequence[NewlyDue], on: date) -> Iterator[tuple[int, str]]:
    for _person, rows in groupby(waiting, key=lambda one: one.person_id):
        of_one = list(rows)
        person = of_one[0].person
        cases = [] if has_left(person) else cases_of(person, on)
        for one in of_one:
            if why := why_passed(one, cases, on):
                yield one.pk, why
