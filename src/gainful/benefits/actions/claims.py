"""Claims: proposed where something is due and unpaid, asked for by the person or for them, evidenced, withdrawn.

Who opens a claim holds the person's row meanwhile, so that what excludes each other is decided one after the other;
that no two live claims overlap is held by the database.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet

from gainful.accounts.action import action
from gainful.accounts.actor import Actor
from gainful.accounts.refusals import NotAllowed, Refused
from gainful.benefits.asked import Asked, as_json, ask, asked_for, of_claim, read_value, rules
from gainful.benefits.cases import Case, cases_of
from gainful.benefits.deciding import is_work_of_a_child
from gainful.benefits.entitled import subjects_paid_in, with_cases
from gainful.benefits.guards_claims import OVERLAP
from gainful.benefits.limits import Limit, is_for_payment, limit_of
from gainful.benefits.models import Claim, Evidence, FactSeen, NewlyDue
from gainful.benefits.own_loans import months_of
from gainful.benefits.state_words import STATE_WORDS, Words
from gainful.registry.models import Person
from gainful.rules.benefit import Benefit
from gainful.terms.areas import area_range
from gainful.terms.paid_before import PAID_BEFORE, says_more

DEAD = (Claim.State.REFUSED, Claim.State.WITHDRAWN)


@action(right="claims.ask", on_what="person")
def propose(*, actor: Actor, person: Person, on: date) -> list[Claim]:
    """Open a claim for each benefit that is due to a person and stands unclaimed; those that were opened.

    Of benefits that exclude each other the one that pays most. Nothing is proposed after its last day to apply, for
    another's case, nor a second time; a claim that was withdrawn or refused for the period is not proposed again.
    """
    if person.merged_into_id or person.died_on or not Person.objects.current().filter(pk=person.pk).exists():
        return []
    due = sorted(_due(person, on), key=lambda one: (-(one.answer.amount_fen or 0), one.rule.name))
    opened = []
    for one in due:
        limit = limit_of(one.rule, one.case, person, on)
        if limit is None or _asked_before(one.rule, limit):
            continue
        if is_work_of_a_child(person, one.case.subject, one.case.about):
            continue
        if opened and not _still_due(person, one, on):
            continue
        try:
            with transaction.atomic():
                opened.append(_open(actor, person, one, on, Claim.Found.PROPOSED, Claim.How.FOUND))
        except Refused:
            continue
    return opened


@action(right="claims.ask", on_what="area")
def propose_for_area(*, actor: Actor, area: int, on: date) -> int:
    """`propose` for everybody on record in an area; how many claims were opened. Asking twice opens nothing more."""
    people = Person.objects.visible_to(actor, "claims.ask").current().in_area(*area_range(area))
    found = 0
    for home in people.order_by("area").values_list("area", flat=True).distinct():
        there = with_cases(people.filter(area=home), subjects_paid_in(home, on)).order_by("pk")
        found += sum(len(propose(actor=actor, person=person, on=on)) for person in there)
    return found


@action(right="claims.ask", on_what="person")
def ask_for(*, actor: Actor, person: Person, rule: str, about: str, how: str, on: date) -> Claim:
    """A benefit asked for: by the person on their own page, or by an officer on paper or through somebody.

    `about` is the first day of the job or course, "" for the person as such. It may be asked for whatever the rule
    says: the decision answers. Refused: no_such_rule, not_a_claim_for_payment, rule_not_in_force, no_such_case,
    too_late_to_apply, claimed_already, excluded_by_a_claim, all_months_claimed, employer_not_known.
    """
    if actor.person_id is not None and actor.person_id != person.pk:
        raise NotAllowed("not_allowed")
    known = _rule_to_ask(rule, on, is_for_payment, "not_a_claim_for_payment")
    for case in cases_of(person, on):
        if case.takes(known) and case.about == about:
            own = actor.person_id is not None
            said = Claim.How.SCREEN if own else Claim.How(how)
            return _open(actor, person, ask(known, case, on), on, Claim.Found.ASKED, said)
    raise Refused("no_such_case")


def _rule_to_ask(name: str, on: date, may_be: Callable[[Benefit], bool], else_refused: str) -> Benefit:
    """The rule of a name, which may be asked for and is in force; refused else."""
    known = rules().get(name)
    if known is None:
        raise Refused("no_such_rule", given=name)
    if not may_be(known):
        raise Refused(else_refused)
    if not known.in_force(on):
        raise Refused("rule_not_in_force", day=on.isoformat())
    return known


def _due(person: Person, on: date) -> Iterable[Asked]:
    """What is due to a person by rules that pay."""
    for case in cases_of(person, on):
        for rule in rules().values():
            if case.takes(rule) and rule.in_force(on) and is_for_payment(rule):
                one = ask(rule, case, on)
                if one.answer.due and one.answer.amount_fen:
                    yield one


def _still_due(person: Person, one: Asked, on: date) -> bool:
    """Whether something is due beside the claims just opened, which may be for what is paid once."""
    if not PAID_BEFORE.keys() & set(one.rule.ready.used):
        return True
    again = asked_for(person, one.rule.name, one.case.about, on)
    return again is not None and bool(again.answer.due)


def _asked_before(rule: Benefit, limit: Limit) -> bool:
    """Whether any claim, a refused or withdrawn one too, was made for the period."""
    made = Claim.objects.filter(rule=rule.name, once_for=limit.once_for)
    return made.filter(period_from__lte=limit.last, period_to__gte=limit.first).exists()


def _open(actor: Actor, person: Person, one: Asked, on: date, found: str, how: str) -> Claim:
    """Open a claim under the lock of the person's row; what they were to be told of the benefit ends with it."""
    rule, case = one.rule, one.case
    Person.objects.select_for_update().get(pk=person.pk)
    limit = limit_of(rule, case, person, on)
    if limit is None:
        raise Refused("no_such_case")
    apply_by = _last_day(one, on)
    if rule.payee == Claim.Payee.EMPLOYER and not case.employer_id:
        raise Refused("employer_not_known")
    _refuse_excluded(rule, person, case, limit)
    _refuse_months(rule, case, limit)
    claim = Claim(
        area=person.area, rule=rule.name, subject=rule.subject, about=case.about, once_for=limit.once_for,
        person=person, household_id=case.household_id, spell=case.spell, enrolment=case.seat,
        employer_id=case.employer_id, payee=rule.payee,
        period_from=limit.first, period_to=limit.last, found=found, how=how, asked_on=on,
        asked_by_id=actor.account_id, apply_by=apply_by,
    )  # fmt: skip
    _keep(claim)
    told = NewlyDue.objects.filter(turn__rule=rule.name, once_for=limit.once_for, ended_on=None)
    told.update(outcome=NewlyDue.Outcome.CLAIMED, claim=claim, ended_on=on, ended_by_id=actor.account_id)
    return claim


def _last_day(one: Asked, on: date) -> date | None:
    """The last day to apply, None where there is none; refused where it is over."""
    apply_by = one.rule.deadline.last_day(one.facts) if one.rule.deadline else None
    if apply_by is not None and on > apply_by:
        raise Refused("too_late_to_apply", day=apply_by.isoformat())
    return apply_by


def _keep(claim: Claim) -> None:
    """Write a claim down; refused where a live one of the same limit and time stands."""
    try:
        with transaction.atomic():
            claim.save(force_insert=True)
    except IntegrityError as error:
        if OVERLAP not in str(error):
            raise
        raise Refused("claimed_already") from error


def _refuse_excluded(rule: Benefit, person: Person, case: Case, limit: Limit) -> None:
    """Refuse where a live claim stands for a benefit that cannot be had together with this one."""
    if not rule.not_with:
        return
    # A job's own exclusions are of that job; what is paid to the person excludes whatever job it is for.
    same = Q(person=person)
    if rule.payee == Claim.Payee.EMPLOYER and case.spell is not None:
        same &= Q(spell=case.spell) | Q(payee=Claim.Payee.PERSON)
    _refuse_beside(Claim.objects.filter(same, rule__in=rule.not_with), limit)


def _refuse_beside(others: QuerySet, limit: Limit) -> None:
    """Refuse where one of these claims lives and stands in the limit's time; it is named."""
    live = others.exclude(state__in=DEAD)
    found = live.filter(period_from__lte=limit.last, period_to__gte=limit.first).first()
    if found is not None:
        raise Refused("excluded_by_a_claim", other=Words(rules()[found.rule].title))


def _refuse_months(rule: Benefit, case: Case, limit: Limit) -> None:
    """Refuse what would go beyond the months that a rule pays for: of a loan by the months of its periods."""
    most = rule.limit.get("months")
    claimed = Claim.objects.filter(rule=rule.name, once_for=limit.once_for).exclude(state__in=DEAD)
    if most and rule.limit.get("within") == "month" and claimed.count() >= most:
        raise Refused("all_months_claimed", most=most)
    if most and case.interest is not None:
        periods = [*claimed.values_list("period_from", "period_to"), (limit.first, limit.last)]
        if sum(months_of(*period) for period in periods) > most:
            raise Refused("all_months_claimed", most=most)


@action(right="claims.decide", on_what="claim")
def record_evidence(*, actor: Actor, claim: Claim, kind: str, kept_at: str, seen_on: date) -> Evidence:
    """A piece of evidence that the rule asks for was seen; `kind` is its name in English, as the page lists it.

    Refused: claim_not_open, no_such_evidence, evidence_seen_already.
    """
    _still_open(claim)
    if kind not in {one["en"] for one in rules()[claim.rule].evidence}:
        raise Refused("no_such_evidence", given=kind)
    try:
        with transaction.atomic():
            return Evidence.objects.create(
                area=claim.area, claim=claim, kind=kind, seen_on=seen_on, seen_by_id=actor.account_id,
                kept_at=kept_at.strip(),
            )  # fmt: skip
    except IntegrityError as error:
        raise Refused("evidence_seen_already") from error


@action(right="claims.decide", on_what="claim")
def record_fact(*, actor: Actor, claim: Claim, fact: str, value: str, kept_at: str, on: date) -> FactSeen:
    """A fact that no record knows, seen on paper: `value` as written (yes, no, a number, yuan, a day, a code).

    Refused: claim_not_open, fact_not_used, the_record_knows, not_a_value_of_the_fact, say_on_what_paper.
    """
    return _keep_fact(actor, _still_open(claim), fact, value, kept_at, on, on)


def _keep_fact(
    actor: Actor, claim: Claim, fact: str, value: str, kept_at: str, seen_on: date, on: date
) -> FactSeen:
    """A fact of an open claim written down: on which paper or on whose word, and on which day."""
    rule = rules()[claim.rule]
    if fact not in rule.ready.used:
        raise Refused("fact_not_used")
    if not kept_at.strip():
        raise Refused("say_on_what_paper")
    asked = of_claim(claim, on)
    recorded = asked.case.facts.get(fact) if asked is not None else None
    if recorded is not None and not says_more(fact, read_value(fact, value), recorded):
        raise Refused("the_record_knows", value=as_json(recorded))
    seen = FactSeen(
        area=claim.area,
        claim=claim,
        fact=fact,
        seen_on=seen_on,
        seen_by_id=actor.account_id,
        kept_at=kept_at.strip(),
    )
    seen.seal("value", json.dumps(as_json(read_value(fact, value))))
    seen.save(force_insert=True)
    return seen


def _still_open(claim: Claim) -> Claim:
    """The claim's row, locked; refused unless it waits for its decision."""
    claim = Claim.objects.select_for_update().get(pk=claim.pk)
    if claim.state != Claim.State.OPEN:
        raise Refused("claim_not_open", state=STATE_WORDS[claim.state])
    return claim


@action(right="claims.ask", on_what="claim")
def withdraw_claim(*, actor: Actor, claim: Claim, on: date) -> Claim:
    """A claim that is not decided yet is taken back. Refused: claim_not_withdrawable."""
    if actor.person_id is not None and actor.person_id != claim.person_id:
        raise NotAllowed("not_allowed")
    return _withdrawn(claim)


def _withdrawn(claim: Claim) -> Claim:
    claim = Claim.objects.select_for_update().get(pk=claim.pk)
    if claim.state != Claim.State.OPEN:
        raise Refused("claim_not_withdrawable")
    claim.state = Claim.State.WITHDRAWN
    claim.save(update_fields=["state"])
    return claim
