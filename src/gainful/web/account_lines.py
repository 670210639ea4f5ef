"""What pages say of the account that something is paid to, and where the reader may record it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.urls import reverse

from gainful.accounts.actor import Actor
from gainful.benefits.models import Claim
from gainful.benefits.paying import last_four
from gainful.jobs.models import Employer
from gainful.registry.models import BankAccount, Person

RIGHT = "accounts.record"


def account_shown(actor: Actor, person: Person, on: date) -> dict[str, Any]:
    """What a card says of the account, for who may record one: its last four, "" where there is none."""
    if not actor.may(RIGHT, person.area):
        return {}
    now = BankAccount.objects.filter(person=person, closed_on=None, stated_on__lte=on).first()
    return {"account_last": last_four(now) if now else ""}


def account_url(actor: Actor, payee: Person | Employer | None) -> str:
    """Where this reader may record the account of whom something is paid to, else ""."""
    if payee is None or not actor.may(RIGHT, payee.area):
        return ""
    page = "person_account" if isinstance(payee, Person) else "employer_account"
    return reverse(page, kwargs={"key": payee.key})


def payee_of(claim: Claim) -> Person | Employer | None:
    """To whom a claim is paid."""
    found: Person | Employer | None = claim.person if claim.payee == Claim.Payee.PERSON else claim.employer
    return found
