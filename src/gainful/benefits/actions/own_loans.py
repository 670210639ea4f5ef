"""A person's guaranteed loan: applied for, granted, its interest paid on time, overdue and no more overdue."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction

from gainful.accounts.action import action
from gainful.accounts.actor import Actor
from gainful.accounts.refusals import Refused
from gainful.benefits.actions.claims_objections import _open_again
from gainful.benefits.asked import as_json, read_value
from gainful.benefits.guards_own import PERIODS_OVERLAP
from gainful.benefits.models import Business, Loan, LoanInterest, LoanStatement
from gainful.benefits.own_loans import GRANTED, STATED_OF_LOAN, STRUCK, granted_for, granted_on, stated_of
from gainful.benefits.statements import SINCE
from gainful.registry.models import Person

MOST_MONTHS, MOST_PARTNERS, MOST_RATE = 360, 50, 10_000
"""Beyond these a number was mistyped: months, people, basis points of a yearly rate."""


@action(right="loans.record", on_what="person")
def record_loan(
    *, actor: Actor, person: Person, amount_fen: int, months: int, partners: int, lender: str, applied_on: date,
    kept_at: str, on: date, business: str = "",
) -> Loan:  # fmt: skip
    """An application for a guaranteed loan: the sum in fen, the months, the partners who qualify with the applicant.

    `business` is the key of the person's business that it is for, "" where none was said. Refused: record_was_merged,
    say_the_sum, say_the_lender, say_on_what_paper, not_yet_happened, no_such_business, loan_recorded_already (a
    person's loan is told by the day of its application).
    """
    if person.merged_into_id:
        raise Refused("record_was_merged")
    if amount_fen <= 0 or not 1 <= months <= MOST_MONTHS or not 1 <= partners <= MOST_PARTNERS:
        raise Refused("say_the_sum")
    if not lender.strip():
        raise Refused("say_the_lender")
    _refuse_without_paper(kept_at)
    if applied_on > on:
        raise Refused("not_yet_happened")
    found = Business.objects.of_person(person).filter(key=business).first() if business else None
    if business and found is None:
        raise Refused("no_such_business")
    Person.objects.select_for_update().get(pk=person.pk)
    if Loan.objects.of_person(person).filter(applied_on=applied_on).exists():
        raise Refused("loan_recorded_already", day=applied_on.isoformat())
    made = Loan(
        area=person.area, person=person, business=found, amount_fen=amount_fen, months=months, partners=partners,
        lender=lender.strip(), applied_on=applied_on, kept_at=kept_at.strip(), recorded_on=on,
        recorded_by_id=actor.account_id,
    )  # fmt: skip
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError as error:
        raise Refused("loan_recorded_already", day=applied_on.isoformat()) from error
    return made


@action(right="loans.record", on_what="person")
def record_grant_of_loan(
    *,
    actor: Actor,
    person: Person,
    loan: str,
    granted_on: date,
    rate: int,
    prime: int,
    kept_at: str,
    on: date,
) -> list[LoanStatement]:
    """That the person's loan of that key was granted: the day, its yearly rate and the prime rate of that day in
    basis points. Said again, the later word counts.

    Refused: no_such_loan, say_on_what_paper, not_yet_happened, granted_before_applied, rates_are_above_nothing.
    """
    found = _loan(person, loan)
    _refuse_without_paper(kept_at)
    _refuse_grant_on(found, granted_on, on)
    if not (0 < rate <= MOST_RATE and 0 < prime <= MOST_RATE):
        raise Refused("rates_are_above_nothing")
    said = {GRANTED: granted_on, "loan_rate": rate, "prime_rate": prime}
    return [_keep(actor, found, fact, one, kept_at, on) for fact, one in said.items()]


@action(right="loans.record", on_what="person")
def state_of_loan(
    *,
    actor: Actor,
    person: Person,
    loan: str,
    fact: str,
    value: str,
    kept_at: str,
    on: date,
    since: date | None = None,
) -> LoanStatement:
    """A fact of the person's loan of that key as a paper states it: overdue or no more overdue since a day, a number
    of the application put right, or that it was written down by mistake. A later word takes an earlier one's place.

    `value` as written (yes, no, yuan, a number, a day). Refused: no_such_loan, not_stated_of_a_loan,
    say_on_what_paper, say_since_when, not_yet_happened, granted_before_applied, say_the_sum, not_a_value_of_the_fact.
    """
    found = _loan(person, loan)
    if fact not in STATED_OF_LOAN:
        raise Refused("not_stated_of_a_loan")
    _refuse_without_paper(kept_at)
    if STATED_OF_LOAN[fact] != SINCE:
        since = None
    elif since is None:
        raise Refused("say_since_when")
    elif since > on:
        raise Refused("not_yet_happened")
    said = read_value("loan_overdue" if fact == STRUCK else fact, value)
    if isinstance(said, date):
        _refuse_grant_on(found, said, on)
    elif not isinstance(said, bool) and said <= 0:
        raise Refused("say_the_sum")
    return _keep(actor, found, fact, said, kept_at, on, since)


@action(right="loans.record", on_what="person")
def record_interest(
    *, actor: Actor, person: Person, loan: str, period_from: date, period_to: date, paid_fen: int, paid_on: date,
    kept_at: str, on: date,
) -> LoanInterest:  # fmt: skip
    """The interest that was paid on time for a period of the person's loan of that key, both days included, in fen.

    The same period again puts it right; 0 takes it back. A granted claim that rests on it is opened again at
    once, where the rule says another thing now. Refused: no_such_loan, say_on_what_paper, loan_not_granted,
    ends_before_it_began, not_yet_happened, say_the_sum, periods_of_interest_overlap.
    """
    found = _loan(person, loan)
    _refuse_without_paper(kept_at)
    granted = granted_on(stated_of([found], on).get(found.pk, {}))
    if granted is None or period_from < granted:
        raise Refused("loan_not_granted")
    if period_to < period_from:
        raise Refused("ends_before_it_began")
    if max(period_to, paid_on) > on:
        raise Refused("not_yet_happened")
    if paid_fen < 0:
        raise Refused("say_the_sum")
    made = LoanInterest(
        area=found.area, loan=found, period_from=period_from, period_to=period_to, paid_fen=paid_fen, paid_on=paid_on,
        kept_at=kept_at.strip(), recorded_on=on, recorded_by_id=actor.account_id,
    )  # fmt: skip
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError as error:
        if PERIODS_OVERLAP not in str(error):
            raise
        raise Refused(PERIODS_OVERLAP) from error
    for decision in granted_for(made):
        _open_again(decision, on)
    return made


def _loan(person: Person, key: str) -> Loan:
    """The person's loan of a key, its row held meanwhile."""
    found = Loan.objects.of_person(person).select_for_update().filter(key=key).first()
    if found is None:
        raise Refused("no_such_loan")
    return found


def _refuse_without_paper(kept_at: str) -> None:
    if not kept_at.strip():
        raise Refused("say_on_what_paper")


def _refuse_grant_on(found: Loan, day: date, on: date) -> None:
    if day > on:
        raise Refused("not_yet_happened")
    if day < found.applied_on:
        raise Refused("granted_before_applied", day=found.applied_on.isoformat())


def _keep(
    actor: Actor, found: Loan, fact: str, said: Any, kept_at: str, on: date, since: date | None = None
) -> LoanStatement:
    kept = LoanStatement(
        area=found.area, loan=found, fact=fact, since=since, kept_at=kept_at.strip(), recorded_on=on,
        recorded_by_id=actor.account_id,
    )  # fmt: skip
    kept.seal("value", json.dumps(as_json(said)))
    kept.save(force_insert=True)
    return kept
