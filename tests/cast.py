"""The cast: who acts in tests. Every account holds one role; areas are two invented counties."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from allauth.mfa.models import Authenticator

from gainful.accounts.actor import Actor, Role
from gainful.accounts.models import Account, Posting
from gainful.accounts.signing_in import SecondFactorAdapter

COUNTY = 621299_000_000
TOWNSHIP = 621299_102_000
OTHER_TOWNSHIP = 621299_100_000
OTHER_COUNTY = 530399_000_000
OTHER_COUNTY_TOWNSHIP = 530399_100_000
PROVINCE = 620000_000_000
NATION = 0
TODAY = date(2020, 11, 2)


def an_account(username: str, *postings: tuple[Role, int], second_factor: bool = True) -> Account:
    """An account with its postings, in force since 2016, and a second factor, without which staff see no page."""
    account = Account.objects.create_user(username=username, password=None, display_name=username.title())
    if second_factor:
        secret = SecondFactorAdapter().encrypt("JBSWY3DPEHPK3PXP")
        Authenticator.objects.create(user=account, type=Authenticator.Type.TOTP, data={"secret": secret})
    for role, area in postings:
        Posting.objects.create(account=account, role=role.value, area=area, from_on=date(2016, 1, 1))
    return account


def an_actor(username: str, *postings: tuple[Role, int]) -> Actor:
    """An actor on the tests' day."""
    return an_account(username, *postings).actor(TODAY)


def a_contact(employer: Any, name: str = "contact") -> Actor:
    """Somebody who signs in for an employer."""
    account = an_account(name, (Role.EMPLOYER, employer.area))
    account.employer_id = employer.pk
    account.save(update_fields=["employer_id"])
    return account.actor(TODAY)


@dataclass(frozen=True)
class Cast:
    """The people of the tests, as actors."""

    officer: Actor
    helper: Actor
    supervisor: Actor
    other_officer: Actor
    trainer: Actor
    desk: Actor
    analyst: Actor
    auditor: Actor
    administrator: Actor
    benefits: Actor
    checker: Actor


def assemble() -> Cast:
    """Make the accounts and hand them out."""
    return Cast(
        officer=an_actor("officer", (Role.COUNTY_OFFICER, COUNTY)),
        helper=an_actor("helper", (Role.HELPER, TOWNSHIP)),
        supervisor=an_actor("supervisor", (Role.COUNTY_OFFICER, PROVINCE)),
        other_officer=an_actor("other_officer", (Role.COUNTY_OFFICER, OTHER_COUNTY)),
        trainer=an_actor("trainer", (Role.TRAINING_OFFICER, COUNTY)),
        desk=an_actor("desk", (Role.INDEPENDENT_DESK, PROVINCE)),
        analyst=an_actor("analyst", (Role.ANALYST, NATION)),
        auditor=an_actor("auditor", (Role.AUDITOR, NATION)),
        administrator=an_actor("administrator", (Role.ADMINISTRATOR, NATION)),
        benefits=an_actor("benefits", (Role.BENEFITS_OFFICER, COUNTY)),
        checker=an_actor("checker", (Role.CHECKER, COUNTY)),
    )
