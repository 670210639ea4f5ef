"""What the books here say was paid before, as facts on a date: a yes, or so many months, is certain.

A no is certain only where the office declared since when the books are complete, and for whom that covers; else it
stays unknown. `facts_sql/paid.sql` says the same of everybody; a test compares them. Which benefit tells which fact is
on the benefit's page (`tells`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, Subquery, Value, When

from gainful.benefits.models import Claim, CompleteBooks, Decision, Payment
from gainful.benefits.paying import standing_grants, sum_of
from gainful.pack import load
from gainful.registry.models import Person
from gainful.rules.benefit import Benefit
from gainful.terms.areas import NATION, chain_of_codes
from gainful.terms.facts import FACTS, KNOWN_WITH
from gainful.terms.paid_before import (
    EMPLOYER,
    LIFE,
    OTHER_EMPLOYER,
    PAID_BEFORE,
    TRADE_AND_LEVEL,
    YEAR,
)
from gainful.terms.places import area_number
from gainful.training.models import Certificate, Enrolment

BEGINNING = date(1900, 1, 1)
"""The first day of a claim for a whole life."""
PENDING = (Claim.State.OPEN, Claim.State.DECIDED)
COLUMNS = ("pk", "person_id", "employer_id", "enrolment_id", "rule", "asked_on", "for_on", "sure")

Known = dict[str, Any]


def telling() -> dict[str, list[Benefit]]:
    """The benefits of the loaded programme that tell each fact."""
    found: dict[str, list[Benefit]] = {}
    for rule in load(settings.GAINFUL_PACK).rules.values():
        for fact in rule.tells:
            found.setdefault(fact, []).append(rule)
    return found


def declarable() -> dict[str, Benefit]:
    """The benefits whose books an office can declare complete: paid here, and telling something of people."""
    return {
        rule.name: rule
        for fact, told in telling().items()
        for rule in told
        if PAID_BEFORE[fact].for_whom != EMPLOYER
    }


def claims_that_count() -> QuerySet:
    """Claims that say something of what was paid before: `sure` where what was granted stands, paid or still to be.

    Those without it forbid a no: not decided yet, or refused after money went out that has not come back. `for_on` is
    the first day of the year or month that it is for, or the day it was asked for; `granted` its first grant.
    """
    of_claim = OuterRef("pk")
    grants = standing_grants().filter(claim=of_claim, amount_fen__gt=0)
    first = Decision.objects.filter(claim=of_claim, state=Decision.State.APPROVED, grants=True)
    money = Payment.objects.filter(decision__claim=of_claim)
    out = sum_of(money.filter(purpose="pay", state__in=("sent", "paid")))
    back = sum_of(money.filter(purpose="clawback", state="paid_back"))
    rows = Claim.objects.filter(
        rule__in={rule.name for told in telling().values() for rule in told}
    ).annotate(
        sure=Case(When(Exists(grants), state=Claim.State.APPROVED, then=Value(True)), default=Value(False)),
        for_on=Case(When(period_from=BEGINNING, then=F("asked_on")), default=F("period_from")),
        granted=Subquery(first.order_by("pk").values("pk")[:1]),
        kept_fen=out - back,
    )
    unsettled = Q(state__in=PENDING) | Q(state=Claim.State.REFUSED, kept_fen__gt=0)
    found: QuerySet = rows.filter(Q(sure=True) | unsettled)
    return found


def before(rows: Iterable[Claim], claim: Claim | None) -> Iterator[Claim]:
    """Those of some claims that came before one: granted before it, or asked for before it and not decided yet.

    A claim never counts against itself, nor does what was granted later; without one, all count.
    """
    if claim is None:
        yield from rows
        return
    grants = claim.decisions.filter(state=Decision.State.APPROVED, grants=True)
    own = grants.order_by("pk").values_list("pk", flat=True).first()
    for row in rows:
        settled = row.state not in PENDING
        earlier = row.granted is not None and (own is None or row.granted < own) if settled else (
            own is None and row.pk < claim.pk
        )  # fmt: skip
        if row.pk != claim.pk and earlier:
            yield row


@dataclass(frozen=True)
class Kept:
    """Books that are complete for a fact: from which day on (the first of all: from the beginning of its benefits),
    and for whoever was at home there by which moment."""

    since: date
    by: datetime


def kept_in(area: int, declared: Iterable[CompleteBooks]) -> dict[str, Kept]:
    """The facts for which the books of a place are complete: all benefits that tell one must be declared.

    Of a benefit the nearest place that declared counts, and its latest word.
    """
    said = {(one.area, one.rule): one for one in sorted(declared, key=lambda one: one.pk)}
    near = [*(area_number(code) for code in chain_of_codes(area)), NATION] if said else []
    found = {}
    for fact, rules in telling().items():
        words = [next((said[n, rule.name] for n in near if (n, rule.name) in said), None) for rule in rules]
        days = [
            (date.min if one.complete_since <= rule.valid_from else one.complete_since, one.declared_at)
            for rule, one in zip(rules, words, strict=True)
            if one is not None and one.complete_since is not None
        ]
        if near and len(days) == len(rules) and PAID_BEFORE[fact].for_whom != EMPLOYER:
            found[fact] = Kept(max(day for day, _ in days), min(by for _, by in days))
    return found


def enough_months(fact: str, rules: Iterable[Benefit]) -> int | None:
    """The largest number of months that any rule sets against a count: so many are enough to tell, whatever is missing
    from the books. None where a rule reckons with the count."""
    most = 0
    for rule in rules:
        if fact not in rule.ready.used:
            continue
        texts = [one.text for one in (*rule.conditions.values(), rule.amount) if one and fact in one.facts]
        if any(re.search(rf"[-+*/(,]\s*{fact}\b|\b{fact}\s*[-+*/,]", text) for text in texts):
            return None
        named = {name for one in texts for name in rule.parameters if re.search(rf"\b{name}\b", one)}
        spans = [span for name in named if rule.parameters[name].kind.name == "integer"
                 for span in rule.parameters[name].spans]  # fmt: skip
        numbers = [int(digits) for text in texts for digits in re.findall(r"\b\d+\b", text)]
        most = max([most, *numbers, *(span.value for span in spans)])
    return most


class Before:
    """What was paid before of one person on a date, but for one claim's own say."""

    def __init__(self, person: Person, on: date, claim: Claim | None = None) -> None:
        self.on = on
        self.tells = telling()
        theirs = claims_that_count().filter(
            Q(person=person) | Q(person__merged_into=person), asked_on__lte=on
        )
        self.rows = list(before(theirs.select_related("enrolment__course"), claim))
        areas = [NATION, *(area_number(code) for code in chain_of_codes(person.area))]
        declared = list(CompleteBooks.objects.filter(area__in=areas))
        home = person.home_recorded_at
        kept = kept_in(person.area, declared) if declared else {}
        self.kept = {fact: one.since for fact, one in kept.items() if home is None or home <= one.by}
        self.levels = self._levels([row.enrolment_id for row in self.rows if row.enrolment_id])

    def _levels(self, seats: list[int]) -> dict[int, str]:
        if not seats:
            return {}
        held = Certificate.objects.filter(
            Q(awarded_on=None) | Q(awarded_on__lte=self.on), enrolment__in=seats
        )
        return {row.enrolment_id or 0: row.level for row in held.order_by("-pk")}

    def facts(self, subject: str, employer: int | None, seat: Enrolment | None, level: str | None) -> Known:
        """The facts that a case of the subject knows: a job's employer, a course with its certificate's level."""
        found = {}
        for fact, rules in self.tells.items():
            counted = PAID_BEFORE[fact]
            about = FACTS[fact].subject
            if about not in (subject, "person") or about not in KNOWN_WITH[subject]:
                continue
            if counted.for_whom == EMPLOYER:
                continue
            said = [(row, self._match(row, counted.for_whom, employer, seat, level))
                    for row in self._in_time(rules, counted.within)]  # fmt: skip
            yes = [row for row, match in said if match and row.sure]
            maybe = any(match is None or (match and not row.sure) for row, match in said)
            value = self._months(fact, yes, maybe) if counted.months else self._yes(fact, bool(yes), maybe)
            if value is not None:
                found[fact] = value
        return found

    def _in_time(self, rules: list[Benefit], within: str) -> list[Any]:
        names = {rule.name for rule in rules}
        rows = [row for row in self.rows if row.rule in names]
        if within == LIFE:
            return rows
        now = (self.on.year, 0 if within == YEAR else self.on.month)
        return [row for row in rows if (row.for_on.year, 0 if within == YEAR else row.for_on.month) == now]

    def _match(
        self, row: Any, whom: str, employer: int | None, seat: Enrolment | None, level: str | None
    ) -> bool | None:
        """Whether a claim counts for a case; None where the record cannot tell."""
        if whom == OTHER_EMPLOYER:
            return None if employer is None or row.employer_id is None else row.employer_id != employer
        if whom != TRADE_AND_LEVEL:
            return True
        if seat is None or row.enrolment is None:
            return None
        if row.enrolment_id == seat.pk:
            return True
        trades, levels = (
            (row.enrolment.course.occupation, seat.course.occupation),
            (self.levels.get(row.enrolment_id) or "", level or ""),
        )
        if any(all(pair) and pair[0] != pair[1] for pair in (trades, levels)):
            return False
        return True if all(trades) and all(levels) else None

    def _complete(self, fact: str) -> bool:
        since, within = self.kept.get(fact), PAID_BEFORE[fact].within
        if since is None or within == LIFE:
            return since == date.min
        return since <= (self.on.replace(month=1, day=1) if within == YEAR else self.on.replace(day=1))

    def _yes(self, fact: str, yes: bool, maybe: bool) -> bool | None:
        if yes:
            return True
        return False if not maybe and self._complete(fact) else None

    def _months(self, fact: str, yes: list[Any], maybe: bool) -> int | None:
        count = len({(row.for_on.year, row.for_on.month) for row in yes})
        if not maybe and self._complete(fact):
            return count
        enough = enough_months(fact, load(settings.GAINFUL_PACK).rules.values())
        return count if enough and count >= enough else None


def paid_to_employer(employer: int, on: date, claim: Claim | None = None) -> Known:
    """What was paid to an employer before: a yes alone, since what is kept of employers is said by papers."""
    rules = {rule.name: rule for told in telling().values() for rule in told}
    theirs = claims_that_count().filter(employer=employer, person=None, asked_on__lte=on, sure=True)
    return {
        fact: True
        for row in before(theirs, claim)
        for fact in rules[row.rule].tells
        if PAID_BEFORE[fact].for_whom == EMPLOYER
    }


def tells_rows(rules: Mapping[str, Benefit]) -> list[tuple[str, str, str, int | None]]:
    """Each benefit with a fact that it tells, for how long a payment counts, and how many months are enough."""
    return [
        (rule.name, fact, PAID_BEFORE[fact].within,
         enough_months(fact, rules.values()) if PAID_BEFORE[fact].months else None)
        for rule in rules.values() for fact in rule.tells
    ]  # fmt: skip


def kept_rows(areas: Iterable[int]) -> list[tuple[int, str, date, datetime]]:
    """For each place the facts for which its books are complete, since when and for whom."""
    declared = list(CompleteBooks.objects.all())
    return [
        (area, fact, one.since, one.by)
        for area in (sorted(areas) if declared else ())
        for fact, one in sorted(kept_in(area, declared).items())
    ]
