"""Paying many: one step after the other until none is left, each step an act of its own.

What is stopped in the middle keeps the steps that were done; running it again does the rest, and nothing twice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from gainful.accounts.actor import Actor
from gainful.accounts.refusals import Refused
from gainful.benefits.actions import gather, make_batch
from gainful.benefits.actions.payments import A_STEP, MOST, Gathered
from gainful.benefits.models import Batch
from gainful.terms.areas import area_range


def gather_all(actor: Actor, area: int, on: date, step: int = A_STEP) -> Iterator[Gathered]:
    """Gather an area whole, so many grants at a time. Raises what `gather` raises."""
    done = gather(actor=actor, area=area, on=on, most=step)
    yield done
    while done.rest is not None:
        done = gather(actor=actor, area=area, on=on, after=done.rest, most=step)
        yield done


def make_all(actor: Actor, area: int, form: str, pay_on: date, on: date, most: int = MOST) -> Iterator[Batch]:
    """Batch after batch until nothing is ready. Refused as `make_batch` is: nothing_to_pay where there is not one."""
    yield make_batch(actor=actor, area=area, form=form, pay_on=pay_on, on=on, most=most)
    while True:
        try:
            yield make_batch(actor=actor, area=area, form=form, pay_on=pay_on, on=on, most=most)
        except Refused as refusal:
            if refusal.code != "nothing_to_pay":
                raise
            return


def standing(actor: Actor, area: int, state: str) -> list[Batch]:
    """The batches of an area that stand at a state, the oldest first."""
    rows = Batch.objects.visible_to(actor, "payments.see")
    return list(rows.filter(state=state, area__range=area_range(area)).order_by("pk"))


@dataclass(frozen=True)
class Step:
    """One batch of many after its step, or why it was refused."""

    batch: Batch
    refusal: Refused | None = None


def each(batches: Iterable[Batch], act: Callable[[Batch], Batch]) -> Iterator[Step]:
    """The same step for each batch; one that is refused stops none of the others."""
    for batch in batches:
        try:
            yield Step(act(batch))
        except Refused as refusal:
            yield Step(batch, refusal)
