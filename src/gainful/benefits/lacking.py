"""What claims that wait lack, as far as it is known without asking their rules: an account, papers, an amount."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from gainful.benefits.asked import rules
from gainful.benefits.models import Claim, Evidence
from gainful.benefits.worklists import without_account
from gainful.rules.benefit import answer
from gainful.terms.areas import chain_of_codes


@dataclass(frozen=True)
class Lacking:
    """What one claim lacks: an account of whom it is paid to, papers that nobody saw, an amount loaded for the place.

    Of papers and amounts only an open claim says so."""

    account: bool
    evidence: bool
    amount: bool


def lacking(claims: Sequence[Claim], on: date) -> dict[int, Lacking]:
    """What each of some claims lacks, by its id. Two queries, however many claims."""
    ids = [one.pk for one in claims]
    accounts = set(without_account(Claim.objects.filter(pk__in=ids), on).values_list("pk", flat=True))
    seen = set(Evidence.objects.filter(claim__in=ids).values_list("claim", "kind"))
    loaded: dict[tuple[str, int], bool] = {}
    found = {}
    for one in claims:
        rule = rules().get(one.rule)
        papers = rule is not None and any((one.pk, kind["en"]) not in seen for kind in rule.evidence)
        if rule is not None and (one.rule, one.area) not in loaded:
            loaded[one.rule, one.area] = not answer(rule, {}, on, chain_of_codes(one.area)).missing
        open_ = one.state == Claim.State.OPEN
        found[one.pk] = Lacking(
            one.pk in accounts, open_ and papers, open_ and not loaded.get((one.rule, one.area), True)
        )
    return found
