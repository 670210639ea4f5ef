"""Bank accounts: a person's own, replaced when it changes."""

from __future__ import annotations

from datetime import date

from gainful.accounts.action import action
from gainful.accounts.actor import Actor
from gainful.accounts.refusals import Refused
from gainful.registry.models import BankAccount, Household, Person
from gainful.registry.stated_accounts import stated

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
    kept = BankAccount(
        area=person.area, person=person, bank=bank, account_digest=now.digest, stated_on=stated_on
    )
    kept.seal("account", now.account)
    kept.save(force_insert=True)
    return kept


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
