"""Who signs in for an employer: invited by the office that keeps the employer's record, and let go of again."""

from __future__ import annotations

from datetime import date

from gainful.accounts.action import action
from gainful.accounts.actions import end_for_employer, invite_for_employer
from gainful.accounts.actor import Actor
from gainful.accounts.models import Account
from gainful.jobs.models import Employer


@action(right="employers.invite", on_what="employer")
def invite_contact(
    *,
    actor: Actor,
    employer: Employer,
    username: str,
    display_name: str,
    on: date,
    lasting: bool = False,
) -> tuple[Account, str]:
    """An account for a contact of one employer, with its one-time password, kept nowhere. They see that employer's
    openings, hires and rolls, and nothing else. Refused: name_taken, name_not_usable, and a `lasting` password outside
    the demo."""
    made: tuple[Account, str] = invite_for_employer(
        actor=actor, employer_id=employer.pk, area=employer.area, username=username, display_name=display_name,
        on=on, lasting=lasting,
    )  # fmt: skip
    return made


@action(right="employers.invite", on_what="employer")
def end_contact(*, actor: Actor, employer: Employer, account: Account) -> None:
    """A contact of the employer can no longer sign in; what they reported stays. Refused: not_active."""
    end_for_employer(actor=actor, employer_id=employer.pk, area=employer.area, account=account)
