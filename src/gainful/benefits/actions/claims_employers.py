"""Claims of employers as such, and of the workshops they run: asked for, found due, taken back, objected to, read.

Who opens one holds the employer's row meanwhile. Deciding, approving, reviewing and paying are the same acts as for
people's claims. An employer acts for its own claims alone, and never for one about a worker.
"""

from __future__ import annotations

from datetime import date

from django.db import transaction

from gainful.accounts.action import action, require
from gainful.accounts.actor import Actor
from gainful.accounts.refusals import NotAllowed, Refused
from gainful.benefits.actions.claims import (
    _asked_before,
    _keep,
    _last_day,
    _refuse_beside,
    _refuse_months,
    _rule_to_ask,
    _withdrawn,
)
from gainful.benefits.actions.claims_letters import _letter
from gainful.benefits.actions.claims_objections import _objection
from gainful.benefits.asked import Asked, ask, rules
from gainful.benefits.cases import cases_of_employer
from gainful.benefits.limits import Limit, is_for_payment, limit_of
from gainful.benefits.models import OF_EMPLOYERS, Claim, Decision, Objection
from gainful.jobs.models import Employer
from gainful.rules.benefit import Benefit
from gainful.terms.areas import area_range

ASK, OWN = "claims.ask_for_employer", "employer.claim"


@action(right=ASK, on_what="employer")
def ask_for_employer(*, actor: Actor, employer: Employer, rule: str, about: str, how: str, on: date) -> Claim:
    """A benefit for an employer asked for, taken down by an officer: on paper or through somebody.

    `about` is "" for the employer as such, else the key of a workshop that it runs. It may be asked for whatever the
    rule says: the decision answers. Refused: no_such_rule, not_a_claim_of_employers, rule_not_in_force,
    no_such_workshop_of_theirs, too_late_to_apply, claimed_already, excluded_by_a_claim, all_months_claimed.
    """
    return _asked(actor, employer, rule, about, Claim.How(how), on)


@action(right=OWN, on_what="employer")
def ask_as_employer(*, actor: Actor, employer: Employer, rule: str, about: str, on: date) -> Claim:
    """The same, asked for by the employer on its own page. Refused: as ask_for_employer."""
    if actor.employer_id is None or actor.employer_id != employer.pk:
        raise NotAllowed("not_allowed")
    return _asked(actor, employer, rule, about, Claim.How.SCREEN, on)


def _asked(actor: Actor, employer: Employer, rule: str, about: str, how: str, on: date) -> Claim:
    known = _rule_to_ask(rule, on, _of_employers, "not_a_claim_of_employers")
    for case in cases_of_employer(employer, on):
        if (case.subject, case.about) == (known.subject, about) and known.holds_in(case.places):
            return _open(actor, employer, ask(known, case, on), on, Claim.Found.ASKED, how)
    raise Refused("no_such_workshop_of_theirs")


def _of_employers(rule: Benefit) -> bool:
    return rule.subject in OF_EMPLOYERS and is_for_payment(rule)


@action(right=ASK, on_what="employer")
def propose_for_employer(*, actor: Actor, employer: Employer, on: date) -> list[Claim]:
    """Open a claim for each benefit that is due to an employer as such and stands unclaimed; those that were opened.

    Nothing is proposed after the last day to apply, nor a second time for a period.
    """
    opened = []
    for one in _due(employer, on):
        limit = limit_of(one.rule, one.case, None, on)
        if limit is None or _asked_before(one.rule, limit):
            continue
        try:
            with transaction.atomic():
                opened.append(_open(actor, employer, one, on, Claim.Found.PROPOSED, Claim.How.FOUND))
        except Refused:
            continue
    return opened


@action(right=ASK, on_what="area")
def propose_for_employers(*, actor: Actor, area: int, on: date) -> int:
    """`propose_for_employer` for every employer whose record is kept in an area; how many claims were opened."""
    employers = Employer.objects.visible_to(actor, ASK).in_area(*area_range(area)).order_by("pk")
    return sum(len(propose_for_employer(actor=actor, employer=one, on=on)) for one in employers)


def _due(employer: Employer, on: date) -> list[Asked]:
    """What is due to an employer by rules that pay, the most first."""
    found = []
    for case in cases_of_employer(employer, on):
        for rule in rules().values():
            if rule.subject != case.subject or not rule.in_force(on) or not is_for_payment(rule):
                continue
            one = ask(rule, case, on)
            if rule.holds_in(case.places) and one.answer.due and one.answer.amount_fen:
                found.append(one)
    return sorted(found, key=lambda one: (-(one.answer.amount_fen or 0), one.rule.name, one.case.about))


def _open(actor: Actor, employer: Employer, one: Asked, on: date, found: str, how: str) -> Claim:
    """Open a claim under the lock of the employer's row."""
    rule, case = one.rule, one.case
    Employer.objects.select_for_update().get(pk=employer.pk)
    limit = limit_of(rule, case, None, on)
    if limit is None:
        raise Refused("no_such_case")
    apply_by = _last_day(one, on)
    _refuse_excluded(rule, employer, case.about, limit)
    _refuse_months(rule, limit)
    area = case.workshop.area if case.workshop is not None else employer.area
    if actor.employer_id is None:
        require(actor, ASK, area)
    claim = Claim(
        area=area, rule=rule.name,
        subject=rule.subject, about=case.about, once_for=limit.once_for, employer=employer, workshop=case.workshop,
        payee=Claim.Payee.EMPLOYER, period_from=limit.first, period_to=limit.last, found=found, how=how, asked_on=on,
        asked_by_id=actor.account_id, apply_by=apply_by,
    )  # fmt: skip
    _keep(claim)
    return claim


def _refuse_excluded(rule: Benefit, employer: Employer, about: str, limit: Limit) -> None:
    """Refuse where a live claim of the employer stands for what cannot be had together with this: of the same workshop,
    or of the employer itself."""
    if not rule.not_with:
        return
    others = Claim.objects.filter(employer=employer, subject__in=OF_EMPLOYERS, rule__in=rule.not_with)
    others = others.filter(about__in=("", about)) if about else others
    _refuse_beside(others, limit)


@action(right=OWN, on_what=None)
def withdraw_own_claim(*, actor: Actor, claim: Claim, on: date) -> Claim:
    """The employer takes back a claim of its own that is not decided yet. Refused: claim_not_withdrawable."""
    _only_theirs(actor, claim)
    return _withdrawn(claim)


@action(right=OWN, on_what=None)
def object_as_employer(*, actor: Actor, decision: Decision, words: str, on: date) -> Objection:
    """The employer does not agree with a decision of its own claim; a review first, then an appeal.

    Refused: say_what_you_object_to, not_yet_approved, too_late_to_object (with the day), objected_already.
    """
    _only_theirs(actor, decision.claim)
    return _objection(actor, decision, words, Claim.How.SCREEN, on)


@action(right=OWN, on_what=None)
def letter_to_employer(*, actor: Actor, decision: Decision, language: str, on: date) -> bytes:
    """The letter of a decision of the employer's own claim as PDF, in `zh` or `en`; opened here it has been told.

    Refused: not_yet_approved, letter_font_missing.
    """
    _only_theirs(actor, decision.claim)
    return _letter(decision, language, on, own_page=True)


def _only_theirs(actor: Actor, claim: Claim) -> None:
    """Refuse whoever does not act for the employer of the claim, and any claim about a worker."""
    require(actor, OWN, claim.employer)
    if not claim.of_employer or actor.employer_id is None or actor.employer_id != claim.employer_id:
        raise NotAllowed("not_allowed")
