"""Who may manage whose account: an administrator, inside their own area, and never themselves.

An account is managed by whoever administers every area that it is posted in; one without a posting by whoever
administers the area of its last one, or the nation.
"""

from __future__ import annotations

import secrets
from datetime import date

from gainful.accounts.action import require
from gainful.accounts.actor import Actor, Grant, Role
from gainful.accounts.models import Account, Posting
from gainful.accounts.refusals import NotAllowed, Refused
from gainful.accounts.rights import may_grant
from gainful.terms.places import NATION, area_range

# Without letters and digits that are mistaken for one another when read out.
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


def one_time_password() -> str:
    """A random password of 20 letters and digits in four groups, 98 bits, easy to read out."""
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(5)) for _ in range(4))


def areas_of(account: Account, on: date) -> list[int]:
    """The areas an account is posted in from a day on; the last one when none, the nation when never posted."""
    postings = account.postings.order_by("-from_on", "-pk")
    current = [posting.area for posting in postings if posting.until_on is None or posting.until_on >= on]
    return current or [posting.area for posting in postings[:1]] or [NATION]


def require_manages(actor: Actor, account: Account, on: date) -> None:
    """Raise NotAllowed unless the actor administers every area of the account; Refused for one's own account."""
    for area in areas_of(account, on):
        require(actor, "staff.manage", area)
    if actor.account_id == account.pk:
        raise Refused("not_ones_own_account")


def require_grants(actor: Actor, role: Role, area: int) -> None:
    """Raise NotAllowed unless the actor may give this role in this whole area."""
    if not may_grant(actor.grants, role, area):
        raise NotAllowed("role_not_grantable", role=role.value)


def require_another_administrator(account: Account, on: date) -> None:
    """Refuse to leave an area that this account administers without anybody who administers it.

    Locks the administrators' postings, so that two administrators cannot let go of each other at once.
    """
    held = list(
        Posting.objects.select_for_update(of=("self",))
        .filter(role=Role.ADMINISTRATOR, account__is_active=True)
        .in_force(on)
        .order_by("pk")
    )
    others = [
        Grant(Role.ADMINISTRATOR, posting.area).span for posting in held if posting.account_id != account.pk
    ]
    for posting in held:
        low, high = area_range(posting.area)
        if posting.account_id == account.pk and not any(a <= low and high <= b for a, b in others):
            raise Refused("last_administrator")
