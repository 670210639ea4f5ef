"""Every decision asked again: what its frozen facts come to by the rule as it is loaded now, and which differ."""

from __future__ import annotations

from collections.abc import Iterator

from gainful.accounts.actor import Actor
from gainful.benefits.asked import answer_of, conditions_of, rule_hash, rules
from gainful.benefits.models import Decision
from gainful.terms.areas import chain_of_codes
from gainful.terms.places import area_number

WHY = ("rule_gone", "rule_changed", "conditions", "due", "amount")
"""Why a decision differs: no such rule any more, another text or value of it, another answer of a condition, …"""


def differing(actor: Actor | None = None) -> Iterator[tuple[Decision, str]]:
    """Decisions whose frozen facts the loaded rules do not bear out, and why (one of WHY); of the actor's areas."""
    rows = Decision.objects.all() if actor is None else Decision.objects.visible_to(actor, "claims.recompute")
    for decision in rows.select_related("claim").order_by("pk").iterator(chunk_size=500):
        why = difference(decision)
        if why:
            yield decision, why


def difference(decision: Decision) -> str:
    """Why a decision differs from what its facts come to now; "" where it does not."""
    rule = rules().get(decision.claim.rule)
    if rule is None:
        return "rule_gone"
    told = answer_of(decision, rule)
    if conditions_of(told) != decision.conditions:
        return "conditions"
    if bool(told.due) != decision.grants:
        return "due"
    if told.due and told.amount_fen != decision.amount_fen:
        return "amount"
    places = chain_of_codes(area_number(decision.place))
    return "" if rule_hash(rule, decision.on, places) == decision.rule_hash else "rule_changed"
