"""Looking into signs that refusing is not free somewhere: by the independent desk, with a finding and a name."""

from __future__ import annotations

from datetime import date

from gainful.accounts.action import action
from gainful.accounts.actor import Actor
from gainful.accounts.models import Account
from gainful.accounts.refusals import NotAllowed, Refused
from gainful.casework.actions.protection import open_protection_case
from gainful.casework.alerts import consents_in_bulk, nobody_declines
from gainful.casework.models import RefusalLook

CASE = "refusing_not_free"
"""The kind of protection case that is opened where people cannot say no."""


@action(right="protection.close", on_what="area")
def look_into_silence(*, actor: Actor, area: int, on: date, is_free: bool, found: str) -> RefusalLook:
    """Somebody looked into a county where nobody declines, and found that people can say no, or that they cannot.

    Where they cannot, a protection case opens with the finding. Refused: nothing_to_look_into, say_what_was_found.
    """
    signs = [one for one in nobody_declines(actor, on) if one.county == area and one.waits]
    if not signs:
        raise Refused("nothing_to_look_into")
    look = RefusalLook(area=area, kind=RefusalLook.Kind.NOBODY_DECLINES, counted=signs[0].answers)
    return _keep(actor, look, on, is_free, found)


@action(right="protection.close", on_what="area")
def look_into_heap(
    *, actor: Actor, area: int, account: Account, given_on: date, on: date, is_free: bool, found: str
) -> RefusalLook:
    """Somebody looked into consents that one account wrote down in a heap; never that account itself.

    Where people could not say no, a protection case opens that the one who wrote them down neither sees nor closes.
    Refused: nothing_to_look_into, say_what_was_found, own_heap.
    """
    if actor.account_id == account.pk:
        raise Refused("own_heap")
    signs = [
        one
        for one in consents_in_bulk(actor, on)
        if (one.county, one.account_id, one.given_on) == (area, account.pk, given_on) and one.waits
    ]
    if not signs:
        raise Refused("nothing_to_look_into")
    look = RefusalLook(area=area, kind=RefusalLook.Kind.CONSENTS_IN_BULK, counted=signs[0].consents)
    look.account, look.given_on = account, given_on
    return _keep(actor, look, on, is_free, found)


def _keep(actor: Actor, look: RefusalLook, on: date, is_free: bool, found: str) -> RefusalLook:
    if actor.account_id is None:
        raise NotAllowed("not_allowed")
    if not found.strip():
        raise Refused("say_what_was_found")
    look.outcome = RefusalLook.Outcome.FREE if is_free else RefusalLook.Outcome.NOT_FREE
    look.found, look.looked_on, look.looked_by_id = found.strip(), on, actor.account_id
    look.save(force_insert=True)
    if not is_free:
        open_protection_case(
            actor=actor, area=look.area, kind=CASE, on=on, words=look.found, about_account=look.account
        )
    return look
