"""Postings: who holds which role where, from when until when."""

from __future__ import annotations

from datetime import date

from gainful.accounts.action import action
from gainful.accounts.actor import Actor, Role
from gainful.accounts.managing import require_another_administrator, require_grants
from gainful.accounts.models import Account, Posting
from gainful.accounts.refusals import Refused


@action(right="staff.manage", on_what="area")
def post(
    *,
    actor: Actor,
    account: Account,
    role: Role,
    area: int,
    from_on: date,
    until_on: date | None = None,
) -> Posting:
    """Give an account a role in an area from a day on.

    Nobody posts themselves, or gives a role or an area beyond what rights.GRANTABLE and their own area allow.
    Refused where the same role is held there already at that time, and for an employer's contact, who holds no
    other role.
    """
    require_grants(actor, role, area)
    _not_oneself(actor, account)
    if account.employer_id is not None:
        raise Refused("contact_of_an_employer")
    if until_on is not None and until_on < from_on:
        raise Refused("ends_before_it_begins")
    same = Posting.objects.filter(account=account, role=role.value, area=area)
    for held in same:
        begins_before_end = until_on is None or held.from_on <= until_on
        if begins_before_end and (held.until_on is None or held.until_on >= from_on):
            raise Refused("posted_already")
    return Posting.objects.create(
        account=account, role=role.value, area=area, from_on=from_on, until_on=until_on
    )


@action(right="staff.manage", on_what="posting")
def end_posting(*, actor: Actor, posting: Posting, last_on: date) -> None:
    """End a posting; `last_on` is its last day. Refused for one that ended before, and for the last administrator."""
    _not_oneself(actor, posting.account)
    if posting.until_on is not None and posting.until_on <= last_on:
        raise Refused("ended_already")
    if last_on < posting.from_on:
        raise Refused("ends_before_it_begins")
    if posting.role == Role.ADMINISTRATOR and posting.account.is_active:
        require_another_administrator(posting.account, last_on)
    posting.until_on = last_on
    posting.save(update_fields=["until_on"])


def _not_oneself(actor: Actor, account: Account) -> None:
    if actor.account_id == account.pk:
        raise Refused("not_ones_own_account")
