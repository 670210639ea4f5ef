"""Flags of fraud tests: opening those that tests found, and settling one by a review. Neither touches a benefit."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q

from gainful.accounts.action import action, require
from gainful.accounts.actor import Actor
from gainful.accounts.models import Run
from gainful.accounts.refusals import Refused
from gainful.benefits.actions.facts_runs import _waiting_run
from gainful.benefits.models import FraudFlag
from gainful.casework.programme import quantity
from gainful.terms.areas import NATION

SUBJECTS = ("person_id", "employer_id", "course_id")


@dataclass(frozen=True)
class Seen:
    """What one test saw about one subject (one of the three ids), in the area where it is at home."""

    test: str
    area: int
    how_many: int
    person_id: int | None = None
    employer_id: int | None = None
    course_id: int | None = None
    from_on: date | None = None
    to_on: date | None = None
    amount_fen: int | None = None

    @property
    def about(self) -> tuple[str, int | None, int | None, int | None]:
        """The test and the subject: there is at most one open flag of each."""
        return self.test, self.person_id, self.employer_id, self.course_id


@action(right="flags.find", on_what=None)
def open_flags(*, actor: Actor, seen: Iterable[Seen], on: date) -> int:
    """Open a flag for each that is not known; returns how many.

    Known is what waits already, what was settled within the programme's `fraud_again_days`, and what was settled
    earlier with no less seen than now. Asks for the right in each one's area (NotAllowed).
    """
    listed = list(seen)
    for one in listed:
        require(actor, "flags.find", one.area)
    known = _known({one.test for one in listed})
    lately = on - timedelta(days=quantity("fraud_again_days", NATION, on))
    fresh = [one for one in listed if not _is_known(one, known.get(one.about, []), lately)]
    FraudFlag.objects.bulk_create(
        FraudFlag(
            test=one.test, area=one.area, how_many=one.how_many, person_id=one.person_id,
            employer_id=one.employer_id, course_id=one.course_id, from_on=one.from_on, to_on=one.to_on,
            amount_fen=one.amount_fen, found_on=on,
        )
        for one in fresh
    )  # fmt: skip
    return len(fresh)


def _known(tests: set[str]) -> dict[tuple[object, ...], list[FraudFlag]]:
    found: dict[tuple[object, ...], list[FraudFlag]] = {}
    for flag in FraudFlag.objects.filter(test__in=tests):
        found.setdefault((flag.test, *(getattr(flag, name) for name in SUBJECTS)), []).append(flag)
    return found


def _is_known(one: Seen, flags: Iterable[FraudFlag], lately: date) -> bool:
    return any(
        flag.settled_on is None
        or flag.settled_on > lately
        or (one.how_many <= flag.how_many and (one.amount_fen or 0) <= (flag.amount_fen or 0))
        for flag in flags
    )


RUN = "fraud_tests"


@action(right="flags.find", on_what=None)
def start_fraud_run(*, actor: Actor, on: date) -> Run:
    """A run of every fraud test, waiting for its turn. Refused while the actor has one under way: run_under_way."""
    return _waiting_run(actor, RUN, {"on": on.isoformat()})


@action(right="flags.settle", on_what="flag")
def settle_flag(*, actor: Actor, flag: FraudFlag, finding: str, because: str, on: date) -> None:
    """End a flag by the review of the person who acts: what was found, and why. Nothing else changes.

    Refused: flag_settled, flag_needs_a_reviewer, flag_needs_a_finding.
    """
    if actor.account_id is None:
        raise Refused("flag_needs_a_reviewer")
    because = because.strip()
    if finding not in FraudFlag.Finding.values or not because:
        raise Refused("flag_needs_a_finding")
    waiting = FraudFlag.objects.filter(Q(pk=flag.pk) & Q(settled_on=None))
    if not waiting.update(finding=finding, because=because, reviewed_by=actor.account_id, settled_on=on):
        flag.refresh_from_db()
        raise Refused("flag_settled", on=flag.settled_on)
    flag.refresh_from_db()
