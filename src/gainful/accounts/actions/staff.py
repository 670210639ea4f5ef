"""Staff: invited, given a new one-time password, let go of, taken back. There is no sign-up and no reset by e-mail."""

from __future__ import annotations

from datetime import date, timedelta

from axes.utils import reset as let_in_again
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone

from gainful.accounts.action import action
from gainful.accounts.actor import Actor, Role
from gainful.accounts.managing import (
    one_time_password,
    require_another_administrator,
    require_grants,
    require_manages,
)
from gainful.accounts.models import Account, Posting
from gainful.accounts.refusals import NotAllowed, Refused
from gainful.terms.places import NATION

ONE_TIME = timedelta(hours=72)


@action(right="staff.manage", on_what="area")
def invite(
    *,
    actor: Actor,
    username: str,
    display_name: str,
    role: Role,
    area: int,
    on: date,
    until_on: date | None = None,
    language: str = "",
    lasting: bool = False,
) -> tuple[Account, str]:
    """A new account with one posting from a day on; returns it with its one-time password, kept nowhere.

    The password opens only the page that replaces it, and only for 72 hours. `lasting` (demo only) makes one that
    stays. Refused where the name is taken or not usable, or the posting ends before it begins.
    """
    require_grants(actor, role, area)
    if lasting and not settings.GAINFUL_DEMO:
        raise Refused("lasting_passwords_in_demo_only")
    if until_on is not None and until_on < on:
        raise Refused("ends_before_it_begins")
    account, password = _new_account(username, display_name, language, lasting=lasting)
    Posting.objects.create(account=account, role=role.value, area=area, from_on=on, until_on=until_on)
    return account, password


@action(right="employers.invite", on_what="area")
def invite_for_employer(
    *,
    actor: Actor,
    employer_id: int,
    area: int,
    username: str,
    display_name: str,
    on: date,
    lasting: bool = False,
) -> tuple[Account, str]:
    """A new account that acts for one employer of an office's area and nobody else; with its one-time password.

    `lasting` is for the demo only. Refused where the name is taken or not usable.
    """
    if lasting and not settings.GAINFUL_DEMO:
        raise Refused("lasting_passwords_in_demo_only")
    account, password = _new_account(username, display_name, "", lasting=lasting)
    account.employer_id = employer_id
    account.save(update_fields=["employer_id"])
    Posting.objects.create(account=account, role=Role.EMPLOYER.value, area=area, from_on=on)
    return account, password


@action(right="employers.invite", on_what="area")
def end_for_employer(*, actor: Actor, employer_id: int, area: int, account: Account) -> None:
    """An employer's contact can no longer sign in. Refused: not_active; not_allowed for any other account."""
    if account.employer_id != employer_id:
        raise NotAllowed("not_allowed", right="employers.invite")
    if not account.is_active:
        raise Refused("not_active")
    account.is_active = False
    account.save(update_fields=["is_active"])


@action(right="staff.manage", on_what=None)
def bootstrap_administrator(*, actor: Actor, username: str) -> str:
    """The first administrator, of everything; returns the one-time password. Refused once any account exists."""
    if Account.objects.exists():
        raise Refused("accounts_exist_already")
    require_grants(actor, Role.ADMINISTRATOR, NATION)
    assert actor.on is not None
    account, password = _new_account(username, username, "", lasting=settings.GAINFUL_DEMO)
    Posting.objects.create(account=account, role=Role.ADMINISTRATOR.value, area=NATION, from_on=actor.on)
    return password


@action(right="staff.manage", on_what=None)
def reset_password(*, actor: Actor, account: Account, on: date) -> str:
    """A new one-time password for somebody who forgot theirs; ends their sessions and lifts a lock-out.

    The second factor stays: whoever resets a password cannot sign in with it alone.
    """
    require_manages(actor, account, on)
    password = _one_time(account)
    account.save(update_fields=["password", "must_change_password", "one_time_until"])
    let_in_again(username=account.username.lower())
    return password


@action(right="staff.manage", on_what=None)
def forget_second_factor(*, actor: Actor, account: Account, on: date) -> None:
    """Take a lost second factor away, recovery codes too; a new one must be set up at the next sign-in."""
    from allauth.mfa.models import Authenticator

    require_manages(actor, account, on)
    removed, _ = Authenticator.objects.filter(user=account).delete()
    if not removed:
        raise Refused("no_second_factor")


@action(right="staff.manage", on_what=None)
def deactivate(*, actor: Actor, account: Account, on: date) -> None:
    """Close an account at once, its sessions too. Refused for one's own and for an area's last administrator."""
    require_manages(actor, account, on)
    if not account.is_active:
        raise Refused("not_active")
    require_another_administrator(account, on)
    account.is_active = False
    account.save(update_fields=["is_active"])


@action(right="staff.manage", on_what=None)
def reactivate(*, actor: Actor, account: Account, on: date) -> str:
    """Open a closed account again; returns a new one-time password. Postings count as they are dated."""
    require_manages(actor, account, on)
    if account.is_active:
        raise Refused("active_already")
    account.is_active = True
    password = _one_time(account)
    account.save(update_fields=["is_active", "password", "must_change_password", "one_time_until"])
    return password


def _new_account(username: str, display_name: str, language: str, *, lasting: bool) -> tuple[Account, str]:
    username = Account.normalize_username(username.strip())
    account = Account(username=username, display_name=display_name.strip(), language=language)
    password = _one_time(account)
    if lasting:
        account.must_change_password, account.one_time_until = False, None
    try:
        account.clean_fields()
    except ValidationError as error:
        raise Refused("name_not_usable") from error
    if Account.objects.filter(username__iexact=username).exists():
        raise Refused("name_taken")
    account.save(force_insert=True)
    return account, password


def _one_time(account: Account) -> str:
    password = one_time_password()
    account.set_password(password)
    account.must_change_password, account.one_time_until = True, timezone.now() + ONE_TIME
    return password
