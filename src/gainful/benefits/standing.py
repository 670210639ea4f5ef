"""The live claims of a person beside what the rules answer: what is claimed or granted is not asked for again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from gainful.benefits.answers import Told
from gainful.benefits.limits import Limit
from gainful.benefits.models import Claim
from gainful.registry.models import Person


@dataclass(frozen=True)
class Standing:
    """The live claims of a person, read once: those that wait, are decided, or granted."""

    rows: tuple[Claim, ...]

    @property
    def pairs(self) -> set[tuple[str, str]]:
        """What is claimed, by rule and what it is about."""
        return {(one.rule, one.about) for one in self.rows}

    def of(self, rule: str, limit: Limit | None) -> Claim | None:
        """The claim that stands for what another claim would be made of: of the same rule, against the same, for a
        time that both share. It is claimed once."""
        if limit is None:
            return None
        same = (one for one in self.rows if (one.rule, one.once_for) == (rule, limit.once_for))
        return next(
            (one for one in same if one.period_from <= limit.last and one.period_to >= limit.first), None
        )


def standing_claims(person: Person) -> Standing:
    """The person's live claims, the newest first. One query."""
    live = Claim.objects.filter(person=person).exclude(state__in=(Claim.State.REFUSED, Claim.State.WITHDRAWN))
    return Standing(tuple(live.order_by("-pk")))


def unsettled(told: Iterable[Told], standing: Standing) -> list[Told]:
    """The answers without those of what is decided or granted already for the time, and of a loan that is granted:
    nothing is asked of them any more. `claimed` is set on those of which a claim waits."""
    found = []
    for one in told:
        claim = standing.of(one.answer.benefit, one.limit)
        if one.had or (claim is not None and claim.state != Claim.State.OPEN):
            continue
        found.append(replace(one, claimed=claim is not None))
    return found
