"""Claims of the matrix's counties: one of each state, decided by an office whose names nobody elsewhere may read."""

from __future__ import annotations

from typing import Any

from cast import TODAY, an_account
from gainful.accounts.actor import Role
from gainful.benefits.actions import (
    approve,
    ask_for,
    ask_for_employer,
    decide,
    make_letter,
    object_to,
    record_business,
    record_fact,
    record_grant_of_loan,
    record_loan,
)
from gainful.benefits.models import Claim, NewlyDue, Reopening, RuleTurn

JOB_SEEKING, AWARD, FLEXIBLE = "job_seeking_subsidy", "out_working_award", "insurance_subsidy_flexible"
BASE, REFUND = "employment_base_award", "unemployment_insurance_refund"
"""The first is not due to anybody who found work by themselves: it is decided without asking."""


def furnish_claims(place: Any) -> None:
    """One of each, for people who stand already."""
    rows = place.rows
    rows.claims_office = {place.word("staff", "职") for _ in range(2)}
    rows.claims_benefits, rows.claims_checker = (
        an_account(name, (role, place.county)).actor(TODAY)
        for name, role in zip(sorted(rows.claims_office), (Role.BENEFITS_OFFICER, Role.CHECKER), strict=True)
    )
    rows.claim_refused, rows.claim_decision = _refused(rows, rows.lost)
    make_letter(actor=rows.claims_benefits, decision=rows.claim_decision, language="en", on=TODAY)
    rows.claim_own, _decision = _refused(rows, rows.past)
    rows.claim_objected, objected = _refused(rows, rows.told)
    rows.claim_objection = object_to(
        actor=rows.claims_benefits, decision=objected, words="本人不同意", how="paper", on=TODAY
    )
    rows.claim_waiting = _asked(rows, rows.month_old)
    decide(actor=rows.claims_benefits, claim=rows.claim_waiting, grants=False, on=TODAY)
    rows.claim_open = _asked(rows, rows.lost, AWARD)
    rows.claim_own_open = _of_person(rows, rows.seeker)
    rows.claim_asked = _of_person(rows, rows.person)
    reopening = Reopening(
        area=place.township, decision=rows.claim_decision, fact="household_registered", found_on=TODAY
    )
    reopening.seal("words", '{"before": true, "after": false}')
    reopening.save()
    rows.claim_reopening = reopening
    turn = RuleTurn.objects.create(
        area=place.county, rule=FLEXIBLE, standing="0" * 64, kind=RuleTurn.Kind.BEGINS, seen_on=TODAY
    )
    rows.newly_due_claimed, rows.newly_due_declined = (
        NewlyDue.objects.create(
            area=person.area, turn=turn, person=person, about=about, once_for=f"person:{person.key}",
            amount_fen=300_00, found_on=TODAY,
        )
        for person, about in ((rows.spare, "2020-06-02"), (rows.lost.person, "2020-06-01"))
    )  # fmt: skip
    rows.business = record_business(
        actor=rows.claims_benefits, person=rows.spare, name="店", registered_on=TODAY.replace(month=3), kept_at="执照",
        on=TODAY, first=True,
    )  # fmt: skip
    rows.loan = record_loan(
        actor=rows.claims_benefits, person=rows.spare, amount_fen=50_000_00, months=12, partners=1, lender="银行",
        applied_on=TODAY.replace(month=4), kept_at="申请表", on=TODAY,
    )  # fmt: skip
    record_grant_of_loan(
        actor=rows.claims_benefits, person=rows.spare, loan=rows.loan.key, granted_on=TODAY.replace(month=5), rate=535,
        prime=385, kept_at="合同", on=TODAY,
    )  # fmt: skip
    rows.claim_of_employer = _refused_to_employer(rows)
    rows.claim_of_employer_open = _of_employer(rows, REFUND)


def _of_employer(rows: Any, rule: str) -> Claim:
    ask = {"employer": rows.employer, "rule": rule, "about": "", "how": "paper", "on": TODAY}
    claim: Claim = ask_for_employer(actor=rows.claims_benefits, **ask)
    return claim


def _refused_to_employer(rows: Any) -> Claim:
    claim = _of_employer(rows, BASE)
    seen = {"fact": "base_award_paid", "value": "yes", "kept_at": "发放台账"}
    record_fact(actor=rows.claims_benefits, claim=claim, on=TODAY, **seen)
    decision = decide(actor=rows.claims_benefits, claim=claim, grants=False, on=TODAY)
    approve(actor=rows.claims_checker, decision=decision, on=TODAY)
    return claim


def _asked(rows: Any, spell: Any, rule: str = JOB_SEEKING) -> Claim:
    about = spell.starts_on.isoformat()
    return ask_for(
        actor=rows.claims_benefits, person=spell.person, rule=rule, about=about, how="paper", on=TODAY
    )


def _of_person(rows: Any, person: Any) -> Claim:
    return ask_for(actor=rows.claims_benefits, person=person, rule=FLEXIBLE, about="", how="paper", on=TODAY)


def _refused(rows: Any, spell: Any) -> tuple[Claim, Any]:
    claim = _asked(rows, spell)
    decision = decide(actor=rows.claims_benefits, claim=claim, grants=False, on=TODAY)
    return claim, approve(actor=rows.claims_checker, decision=decision, on=TODAY)
