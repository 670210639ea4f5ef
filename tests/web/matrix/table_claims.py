"""How the routes of claims are asked: the benefits desk, the second officer, who answers, and the person's own page."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from matrix.table import Asked, key_of, nothing
from matrix.world import Place
from matrix.world_claims import FLEXIBLE

from gainful.benefits.relief import taxes_of_rules


def paid_this_year(client: Any, place: Place) -> None:
    """A fact seen on paper by which the claim is not due."""
    seen = {"fact": "out_working_award_paid_in_year", "value": "yes", "kept_at": "发放台账"}
    client.post(reverse("claim_fact", kwargs={"key": place.rows.claim_open.key}), seen)


def letter_key(place: Place) -> str:
    """The key of the letter that stands."""
    return str(place.rows.claim_decision.letters.get().key)


def letter_of(place: Place) -> dict[str, str]:
    """Which letter is asked for."""
    return {"decision": place.rows.claim_decision.key, "language": "zh"}


def objection_of(place: Place) -> dict[str, str]:
    """An objection to the decision that counts."""
    return {"decision": place.rows.claim_decision.key, "words": "不同意", "how": "paper"}


def business_of(place: Place) -> dict[str, str]:
    """An own business by its person and itself."""
    return {"key": place.rows.spare.key, "business": place.rows.business.key}


def loan_of(place: Place) -> dict[str, str]:
    """A loan by its person and itself."""
    return {"key": place.rows.spare.key, "loan": place.rows.loan.key}


CLAIMS = {
    "claims": Asked(
        queries=lambda p: [
            "",
            "?list=entitled_but_unpaid",
            "?list=accounts_missing",
            "?list=claims_to_decide",
        ],
        by="benefits",
    ),
    "claim": Asked(key_of("claim_refused"), by="benefits"),
    "claim_decide": Asked(
        key_of("claim_open"), lambda p: {"grants": "no"}, first=paid_this_year, by="benefits"
    ),
    "claim_fact": Asked(
        key_of("claim_open"),
        lambda p: {"fact": "out_working_award_paid_in_year", "value": "no", "kept_at": "发放台账"},
        by="benefits",
    ),
    "claim_evidence": Asked(
        key_of("claim_asked"), lambda p: {"kind": "insurance record", "kept_at": "卷宗"}, by="benefits"
    ),
    "claim_withdraw": Asked(key_of("claim_open"), nothing, by="benefits"),
    "claim_approve": Asked(key_of("claim_waiting"), nothing, by="checker"),
    "claim_return": Asked(key_of("claim_waiting"), lambda p: {"because": "附件不全"}, by="checker"),
    "claim_letter": Asked(key_of("claim_refused"), letter_of, by="benefits"),
    "claim_told": Asked(
        key_of("claim_refused"),
        lambda p: {"letter": letter_key(p), "how": "read"},
        by="benefits",
    ),
    "claim_object": Asked(key_of("claim_refused"), objection_of, by="benefits"),
    "claim_answer": Asked(
        key_of("claim_objected"),
        lambda p: {"objection": p.rows.claim_objection.key, "answer": "经核实无误", "outcome": "stands"},
    ),
    "claim_reopened": Asked(
        key_of("claim_refused"),
        lambda p: {"reopening": p.rows.claim_reopening.key, "because": "不影响", "outcome": "stands"},
        by="benefits",
    ),
    "person_account": Asked(
        key_of("spare"),
        lambda p: {"account": f"6228{p.county}", "bank": "农行", "stated_on": "2020-10-01"},
        by="benefits",
    ),
    "person_business": Asked(
        key_of("spare"),
        lambda p: {"name": "新店", "registered_on": "2020-05-06", "first": "no", "kept_at": "营业执照"},
        by="benefits",
    ),
    "person_business_said": Asked(
        business_of,
        lambda p: {"fact": "returned_migrant", "value": "yes", "kept_at": "入户走访"},
        by="benefits",
    ),
    "person_business_taxes": Asked(
        business_of,
        lambda p: {"year": "2020", "kept_at": "完税证明", **dict.fromkeys(taxes_of_rules(), "0")},
        by="benefits",
    ),
    "person_loans": Asked(
        key_of("spare"),
        lambda p: {
            "amount_fen": "80000",
            "months": "24",
            "partners": "1",
            "lender": "银行",
            "applied_on": "2020-02-03",
            "kept_at": "申请表",
        },
        by="benefits",
    ),
    "person_loan": Asked(loan_of, by="benefits"),
    "loan_granted": Asked(
        loan_of,
        lambda p: {"granted_on": "2020-05-02", "rate": "5.35", "prime": "3.85", "kept_at": "合同"},
        by="benefits",
    ),
    "loan_interest": Asked(
        loan_of,
        lambda p: {
            "period_from": "2020-05-02",
            "period_to": "2020-08-01",
            "paid_fen": "668.75",
            "paid_on": "2020-08-01",
            "kept_at": "流水",
        },
        by="benefits",
    ),
    "loan_said": Asked(
        loan_of,
        lambda p: {"fact": "loan_overdue", "value": "no", "since": "2020-08-01", "kept_at": "流水"},
        by="benefits",
    ),
    "person_claim": Asked(
        key_of("spare"),
        lambda p: {"rule": "insurance_subsidy_flexible", "about": "", "how": "paper"},
        by="benefits",
    ),
    "person_told": Asked(
        lambda p: {"key": p.rows.spare.key, "rule": FLEXIBLE},
        lambda p: {"fact_flexible_work_reported": "yes", "said_by": "本人", "said_on": "2020-11-02"},
        by="benefits",
    ),
    "person_propose": Asked(key_of("spare"), nothing, writes=False, by="benefits"),
    "newly_due": Asked(),
    "newly_due_claim": Asked(key_of("newly_due_claimed"), nothing, by="benefits"),
    "newly_due_no": Asked(key_of("newly_due_declined"), nothing),
    "my_claims": Asked(by="worker"),
    "my_claim_ask": Asked(body=lambda p: {"rule": "transport_subsidy", "about": "2020-06-01"}, by="worker"),
    "my_claim_object": Asked(key_of("claim_own"), lambda p: {"words": "不同意"}, by="worker"),
    "my_claim_withdraw": Asked(key_of("claim_own_open"), nothing, by="worker"),
    "my_claim_letter": Asked(key_of("claim_own"), nothing, by="worker"),
}
