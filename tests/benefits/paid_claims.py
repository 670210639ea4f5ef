"""Claims in every state that says something of what was paid before, drawn anew for each seed; and declared books."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, timedelta
from typing import Any

from cast import COUNTY, TODAY, TOWNSHIP, an_account
from gainful.accounts.models import Account
from gainful.benefits.models import Claim, CompleteBooks, Decision
from gainful.benefits.paid_before import telling
from gainful.jobs.models import Employer
from gainful.registry.models import Person
from gainful.training.models import Certificate, Enrolment

DECLARED = datetime(2020, 11, 1, 8, tzinfo=UTC)
EVER = date(2017, 1, 1)


def claims_of_many(seed: int = 5) -> None:
    """Claims of most people and some employers, and an office that declared the books of some benefits."""
    chance = random.Random(seed)
    employers = list(Employer.objects.order_by("pk"))
    rules = sorted({rule.name for told in telling().values() for rule in told})
    for person in Person.objects.order_by("pk"):
        seats = list(Enrolment.objects.filter(person=person).order_by("pk"))
        for seat in seats:
            if chance.random() < 0.6 and not seat.certificates.exists():
                day, level = date(2019, 1, 1), chance.choice(["junior", "senior", ""])
                Certificate.objects.get_or_create(
                    person=person, level=level, occupation=f"t{seat.pk}",
                    defaults={"area": seat.area, "enrolment": seat, "awarded_on": chance.choice([None, day])},
                )  # fmt: skip
        for _ in range(chance.randrange(9)):
            rule = chance.choice(rules)
            if rule != "employment_base_award":
                a_paid_claim(chance, rule, person, employers, seats)
    for employer in chance.sample(employers, 4):
        a_paid_claim(chance, "employment_base_award", None, [employer], [])
    for rule in rules:
        declare(COUNTY, rule, EVER)
    declare(TOWNSHIP, "hiring_subsidy", EVER)
    declare(TOWNSHIP, "hiring_subsidy", None)
    declare(TOWNSHIP, "transport_subsidy", date(2020, 2, 1))
    declare(TOWNSHIP, "out_working_award", date(2020, 5, 1))
    late = chance.sample(list(Person.objects.values_list("pk", flat=True)), 8)
    Person.objects.filter(pk__in=late).update(home_recorded_at=DECLARED + timedelta(minutes=1))


def declare(area: int, rule: str, since: date | None) -> CompleteBooks:
    """The word of an office, written down on the day of DECLARED."""
    return CompleteBooks.objects.create(
        area=area,
        rule=rule,
        complete_since=since,
        kept_at="台账",
        declared_on=DECLARED.date(),
        declared_at=DECLARED,
    )


def a_paid_claim(
    chance: random.Random,
    rule: str,
    person: Person | None,
    employers: list[Employer],
    seats: list[Enrolment],
    **given: Any,
) -> Claim:
    """A claim, open, decided, granted (of nothing, too), refused or withdrawn, by the draw."""
    asked = given.get("asked") or date(2019, 6, 1) + timedelta(days=chance.randrange(510))
    monthly = rule.startswith("insurance") or rule == "training_through_work"
    first = asked.replace(day=1) if monthly else asked.replace(month=1, day=1)
    life = (date(1900, 1, 1), date(9999, 12, 31))
    period = (first, asked) if monthly or rule in ("out_working_award", "transport_subsidy") else life
    employer = employers[0] if person is None else chance.choice([None, *employers])
    claim = Claim.objects.create(
        area=COUNTY, rule=rule, subject="person" if person else "employer", about="",
        once_for=f"test:{Claim.objects.count()}" if person else f"employer:{employer.pk}", person=person,
        employer=employer, payee="person" if person else "employer", period_from=period[0], period_to=period[1],
        enrolment=chance.choice(seats) if seats and rule == "certificate_subsidy" else None, found="asked",
        how="paper", asked_on=asked,
    )  # fmt: skip
    state = given.get("state") or chance.choice(
        ["open", "decided", "approved", "approved", "refused", "withdrawn"]
    )
    if state == "withdrawn":
        Claim.objects.filter(pk=claim.pk).update(state=state)
    elif state != "open":
        settle(claim, state, chance.choice([0, 100_00, 100_00]))
    claim.refresh_from_db()
    return claim


def settle(claim: Claim, state: str, fen: int = 100_00) -> Decision:
    """A decision of the claim, waiting (`decided`) or approved."""
    one, other = (
        Account.objects.filter(username=name).first() or an_account(name) for name in ("one", "two")
    )
    grants = state != "refused"
    decision = Decision(
        area=claim.area, claim=claim, grants=grants, amount_fen=fen if grants else None, on=TODAY, place="6212",
        rule_hash="", conditions={}, decided_by=one, decided_on=TODAY,
    )  # fmt: skip
    decision.seal("facts", "{}")
    decision.seal("words", "{}")
    decision.save(force_insert=True)
    Claim.objects.filter(pk=claim.pk).update(state="decided")
    if state != "decided":
        Decision.objects.filter(pk=decision.pk).update(state="approved", second=other, second_on=TODAY)
        Claim.objects.filter(pk=claim.pk).update(state=state)
    return decision
