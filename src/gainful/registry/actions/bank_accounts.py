"""Bank accounts: a person's own, replaced when it changes."""

from __future__ import annotations

from datetime import date

from gainful.accounts.action import action
from gainful.accounts.actor import Actor
from gainful.accounts.refusals import Refused
from gainful.registry.models import BankAccount, Household, Person
from gainful.registry.stated_accounts import Stated, stated

HEAD = "head"


@action(right="people.record", on_what="person")
def record_account(
    *, actor: Actor, person: Person, account: str, stated_on: date, bank: str = ""
) -> BankAccount:
    """A person's own account from a day on; another one that was open closes that day.

    The same account stated again changes nothing. Refused when empty or stated before the open one.
    """
    held = BankAccount.objects.filter(person=person, closed_on=None).first()
    now = stated(account, held, stated_on)
    if held is not None:
        if now.is_open:
            return held
        held.closed_on = stated_on
        held.save(update_fields=["closed_on"])
    return _kept(person, now, stated_on, bank)


def _kept(person: Person, now: Stated, stated_on: date, bank: str) -> BankAccount:
    kept = BankAccount(
        area=person.area, person=person, bank=bank, account_digest=now.digest, stated_on=stated_on
    )
    kept.seal("account", now.account)
    kept.save(force_insert=True)
    return kept


@action(right="accounts.record", on_what="person")
def record_own_account(
    *, actor: Actor, person: Person, account: str, stated_on: date, on: date, bank: str = ""
) -> BankAccount:
    """A person's own account as their card or passbook shows it; another one that was open closes that day.

    The same account stated again changes nothing. Refused: account_is_empty, newer_account_known, account_stated_ahead,
    nobody_to_pay (died, or merged into another record), account_of_another (on record as somebody else's, the head's
    too).
    """
    person = Person.objects.select_for_update().get(pk=person.pk)
    if stated_on > on:
        raise Refused("account_stated_ahead")
    if person.merged_into_id is not None or (person.died_on is not None and person.died_on <= on):
        raise Refused("nobody_to_pay")
    held = BankAccount.objects.filter(person=person, closed_on=None).first()
    now = stated(account, held, stated_on)
    others = BankAccount.objects.filter(account_digest=now.digest, closed_on=None).exclude(person=person)
    if others.exclude(person__merged_into=person).exists():
        raise Refused("account_of_another")
    if held is not None:
        if now.is_open:
            return held
        held.closed_on = stated_on
        held.save(update_fields=["closed_on"])
    return _kept(person, now, stated_on, bank)


@action(right="people.record", on_what="household")
def record_household_account(
    *, actor: Actor, household: Household, account: str, stated_on: date, bank: str = ""
) -> BankAccount:
    """An account given for a household without saying whose: it belongs to the head alone.

    Refused when the household has no head, or more than one.
    """
    heads = Person.objects.filter(
        memberships__household=household, memberships__until_on=None, memberships__relation=HEAD
    )[:2]
    if len(heads) != 1:
        raise Refused("household_has_no_single_head")
    return record_account(actor=actor, person=heads[0], account=account, stated_on=stated_on, bank=bank)
