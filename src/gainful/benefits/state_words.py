"""Words that a refusal names in the reader's own language: titles of rules, states of a claim, lists of facts."""

from __future__ import annotations

from collections.abc import Mapping

from gainful.benefits.models import Claim
from gainful.words import language


class Words:
    """A text in both languages that is said in the reader's own: what a refusal names."""

    def __init__(self, by_language: Mapping[str, str]) -> None:
        self.by_language = by_language

    def __str__(self) -> str:
        return str(self.by_language[language()])


STATE_WORDS = {
    Claim.State.OPEN: Words({"en": "waiting for a decision", "zh": "待决定"}),
    Claim.State.DECIDED: Words({"en": "decided, waiting for the second officer", "zh": "已决定，待复核"}),
    Claim.State.APPROVED: Words({"en": "granted", "zh": "已批准"}),
    Claim.State.REFUSED: Words({"en": "refused", "zh": "不予批准"}),
    Claim.State.WITHDRAWN: Words({"en": "withdrawn", "zh": "已撤回"}),
}
