"""Since when everything paid of a benefit to the people of an area is kept here: declared, and taken back."""

from __future__ import annotations

from datetime import date

from gainful.accounts.action import action
from gainful.accounts.actor import Actor
from gainful.accounts.refusals import Refused
from gainful.benefits.models import CompleteBooks
from gainful.benefits.paid_before import declarable


@action(right="books.declare", on_what="area")
def declare_complete_books(
    *, actor: Actor, area: int, rule: str, complete_since: date | None, kept_at: str, on: date
) -> CompleteBooks:
    """The office's word that, since a day, no payment of a benefit to anybody at home in an area is missing here.

    Of it follows who was never paid. None takes the word back. `kept_at` says what it rests on. Refused:
    tells_nothing_of_people, say_on_what_paper, not_yet_happened, nothing_declared.
    """
    if rule not in declarable():
        raise Refused("tells_nothing_of_people")
    if not kept_at.strip():
        raise Refused("say_on_what_paper")
    if complete_since is not None and complete_since > on:
        raise Refused("not_yet_happened")
    if complete_since is None:
        last = CompleteBooks.objects.filter(area=area, rule=rule).order_by("pk").last()
        if last is None or last.complete_since is None:
            raise Refused("nothing_declared")
    return CompleteBooks.objects.create(
        area=area, rule=rule, complete_since=complete_since, kept_at=kept_at.strip(), declared_on=on,
        declared_by_id=actor.account_id,
    )  # fmt: skip
