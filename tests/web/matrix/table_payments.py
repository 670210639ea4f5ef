"""How the routes of payments are asked: each step by the one of three whose step it is."""

from __future__ import annotations

from django.core.files.uploadedfile import SimpleUploadedFile
from matrix.table import DAY, Asked, key_of, nothing
from matrix.world import Place

from benefits.granted import an_answer


def answer_to(place: Place) -> SimpleUploadedFile:
    """What the bank says of the released batch."""
    return SimpleUploadedFile("answer.xml", an_answer(place.rows.released_payments))


PAYMENTS = {
    "payments": Asked(by="benefits"),
    "payments_gather": Asked(body=lambda p: {"area": str(p.county)}, by="benefits"),
    "payments_make": Asked(
        body=lambda p: {"area": str(p.county), "pay_on": DAY, "form": "pain.001.001.09"}, by="benefits"
    ),
    "budgets": Asked(
        body=lambda p: {
            "area": str(p.county), "rule": "training_allowance", "year": "2021", "amount_fen": "1000"
        }
    ),
    "complete_books": Asked(
        body=lambda p: {
            "area": str(p.county), "rule": "transport_subsidy", "complete_since": "2019-01-01", "kept_at": "台账"
        }
    ),
    "payments_back": Asked(by="benefits"),
    "payment_demand": Asked(
        key_of("overpaid_payment"), lambda p: {"amount_fen": "960", "because": "已改为不予批准"}, by="benefits"
    ),
    "payment_paid_back": Asked(key_of("demanded_payment"), nothing, by="benefits"),
    "payment_write_off": Asked(key_of("demanded_payment"), lambda p: {"because": "家庭困难"}, by="benefits"),
    "payment_write_off_agree": Asked(key_of("written_off_asked"), nothing, by="checker"),
    "payment_books": Asked(by="auditor"),
    "payment_batch": Asked(key_of("made_payments"), by="checker"),
    "payment_check": Asked(key_of("made_payments"), nothing, by="checker"),
    "payment_return": Asked(key_of("checked_payments"), lambda p: {"because": "名单有误"}, by="releaser"),
    "payment_release": Asked(key_of("checked_payments"), nothing, by="releaser"),
    "payment_file": Asked(key_of("released_payments"), by="releaser"),
    "payment_answer": Asked(
        key_of("released_payments"), lambda p: {"file": answer_to(p)}, by="releaser"
    ),
}  # fmt: skip
