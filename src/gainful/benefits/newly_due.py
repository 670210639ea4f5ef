"""Which rules turned in a county since it was last looked at, and whom a turned rule fits now.

A rule turns where it begins to hold, or where its conditions or values change, by a new version of the programme or
because the day of a value has come. Who is due is read of everybody at once, and then of each of those alone, so that
what a person is told is what their own page says.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow.compute as pc
import pyarrow.parquet as pq
from django.db.models import Q, QuerySet

from gainful.accounts.actor import Actor
from gainful.benefits.asked import Asked, ask, rule_hash, rules
from gainful.benefits.base_reading import write_base
from gainful.benefits.cases import Case, cases_of
from gainful.benefits.facts_build import SUBJECTS, build
from gainful.benefits.facts_table import TableRefused
from gainful.benefits.limits import Limit, is_for_payment, limit_of
from gainful.benefits.models import Claim, NewlyDue, RuleTurn
from gainful.benefits.run import run
from gainful.registry.models import Person
from gainful.rules.benefit import Benefit, answer
from gainful.terms.areas import area_range, chain_of_codes, county_of

RIGHT = "claims.ask"
"""Who may open a claim for somebody is who tells them."""


@dataclass(frozen=True)
class Turned:
    """A rule whose standing in a county is another than when it was last seen."""

    county: int
    rule: str
    standing: str
    kind: str


@dataclass(frozen=True)
class Fit:
    """Somebody whom a turned rule fits: what is due, and whom a claim would count against."""

    person: Person
    asked: Asked
    limit: Limit


def theirs(actor: Actor) -> QuerySet:
    """What was ever newly due to the people who live in the actor's areas now, wherever they lived then."""
    return NewlyDue.objects.filter(person__in=Person.objects.visible_to(actor, RIGHT))


def to_tell(actor: Actor, on: date) -> QuerySet:
    """What is newly due and nobody ended, for the people of the actor's areas: the longest known first."""
    waiting = theirs(actor).to_tell().filter(found_on__lte=on)
    return waiting.order_by("found_on", "turn__rule", "pk")


def standing_of(rule: Benefit, county: int, on: date) -> str:
    """How a rule stands in a county on a day; "" where nothing can be due by it. A value that is loaded for a township
    alone is not looked for."""
    places = chain_of_codes(county)
    if not rule.in_force(on) or not rule.holds_in(places) or answer(rule, {}, on, places).missing:
        return ""
    return rule_hash(rule, on, places)


def turned(on: date) -> list[Turned]:
    """Every rule for payment that stands otherwise than it was last seen, in each county with people on record."""
    seen: dict[int, dict[str, str]] = {}
    for county, rule, standing in RuleTurn.objects.order_by("pk").values_list("area", "rule", "standing"):
        seen.setdefault(county, {})[rule] = standing
    areas = Person.objects.current().order_by().values_list("area", flat=True).distinct()
    found = []
    for county in sorted({county_of(area) for area in areas}):
        before = seen.get(county)
        for name, rule in rules().items():
            if not is_for_payment(rule):
                continue
            now = standing_of(rule, county, on)
            if before is None:
                found.append(Turned(county, name, now, RuleTurn.Kind.START))
            elif before.get(name, "") != now:
                found.append(Turned(county, name, now, _kind(before.get(name, ""), now)))
    return found


def _kind(before: str, now: str) -> str:
    if not now:
        return RuleTurn.Kind.ENDS
    return RuleTurn.Kind.CHANGES if before else RuleTurn.Kind.BEGINS


def being_told(county: int) -> dict[str, RuleTurn]:
    """The turns of a county by rule whose people are not all written down yet."""
    known = RuleTurn.objects.filter(area=county, telling=True, rule__in=list(rules()))
    return {one.rule: one for one in known.order_by("pk")}


def fits(people: Iterable[Person], names: Iterable[str], on: date) -> Iterator[Fit]:
    """What rules bring to people on a day: due, not claimed yet, not excluded by a claim, not too late to apply."""
    known = [rules()[name] for name in names]
    for person in people:
        for case in cases_of(person, on):
            for rule in known:
                if not case.takes(rule):
                    continue
                one = ask(rule, case, on)
                limit = limit_of(rule, case, person, on)
                if (
                    one.answer.due
                    and one.answer.amount_fen
                    and limit
                    and not stands_against(person, one, limit)
                ):
                    yield Fit(person, one, limit)


def why_passed(one: NewlyDue, cases: Iterable[Case], on: date) -> str:
    """Why nobody can claim any more what somebody was to be told of, "" where it can be. Unknown is not no: what
    cannot be told any more goes on waiting."""
    person, rule = one.person, rules().get(one.turn.rule)
    if has_left(person):
        return NewlyDue.Why.LEFT
    if rule is None or not standing_of(rule, county_of(person.area), on):
        return NewlyDue.Why.RULE_ENDED
    for case in cases:
        limit = limit_of(rule, case, person, on)
        if case.takes(rule) and case.about == one.about and limit and limit.once_for == one.once_for:
            asked = ask(rule, case, on)
            if asked.answer.due is None:
                return ""
            if not asked.answer.due or not asked.answer.amount_fen:
                return NewlyDue.Why.NOT_DUE
            return stands_against(person, asked, limit)
    return NewlyDue.Why.NOT_DUE


def has_left(person: Person) -> bool:
    """Whether somebody died, moved away, or stands under another record."""
    return bool(person.died_on or person.moved_away_on or person.merged_into_id)


def stands_against(person: Person, one: Asked, limit: Limit) -> str:
    """What stands against a claim for what is due, "" where nothing does: a live claim, or the last day to apply."""
    rule = one.rule
    apply_by = rule.deadline.last_day(one.facts) if rule.deadline else None
    if apply_by is not None and one.on > apply_by:
        return NewlyDue.Why.TOO_LATE
    if rule.payee == Claim.Payee.EMPLOYER and not one.case.employer_id:
        return NewlyDue.Why.NOT_DUE
    same = Q(rule=rule.name, once_for=limit.once_for)
    if rule.not_with:
        same |= Q(rule__in=rule.not_with, person=person)
    live = Claim.objects.exclude(state__in=(Claim.State.REFUSED, Claim.State.WITHDRAWN)).filter(same)
    held = live.filter(period_from__lte=limit.last, period_to__gte=limit.first).exists()
    return NewlyDue.Why.EXCLUDED if held else ""


def whose(names: Iterable[str], county: int, on: date) -> list[int]:
    """The people on record for whose case one of the rules comes out due, read of everybody in the county at once."""
    known = {name: rules()[name] for name in names}
    with TemporaryDirectory(prefix="gainful-newly-due-") as folder:
        base, facts = Path(folder) / "base", Path(folder) / "facts"
        meanings = write_base(base, on, area=county)
        build(base, [on], facts, meanings, area=county)
        found: set[str] = set()
        for subject in SUBJECTS:
            asked = {name: rule for name, rule in known.items() if rule.subject == subject}
            path = facts / f"{subject}.parquet"
            if asked and path.is_file() and pq.read_metadata(path).num_rows:
                found |= _due_in(path, asked, on, Path(folder) / f"{subject}-due.parquet")
    here = Person.objects.current().filter(area__range=area_range(county), key__in=found)
    return list(here.order_by("pk").values_list("pk", flat=True))


def _due_in(path: Path, asked: Mapping[str, Benefit], on: date, out: Path) -> set[str]:
    """The keys of the people of the rows for which a rule is due."""
    try:
        run(path, asked, days=[on], engine="duckdb", out=out)
    except TableRefused:  # nothing that the rules ask for is on record
        return set()
    told = pq.read_table(out, columns=["id", "due"])
    due = set(told.filter(pc.equal(told["due"], True))["id"].to_pylist())
    rows = pq.read_table(path, columns=["id", "person"])
    return {person for key, person in zip(*rows.to_pydict().values(), strict=True) if key in due and person}
