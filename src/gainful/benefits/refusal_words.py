"""What each refusal of the benefits chapter says, in both languages."""

from __future__ import annotations

from gainful.benefits.refusal_words_payments import PAYMENT_REFUSALS

REFUSALS: dict[str, dict[str, str]] = {**PAYMENT_REFUSALS}
