"""What becomes of an account that is stated: the same as the open one, or another that takes its place."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Protocol

from gainful.accounts.refusals import Refused
from gainful.accounts.sealed import digest
from gainful.terms.people_numbers import plain


class Held(Protocol):
    """An account that is open."""

    account_digest: str
    stated_on: date


@dataclass(frozen=True)
class Stated:
    """An account as it is kept, its look-up digest, and whether it is the one that is open."""

    account: str
    digest: str
    is_open: bool


def stated(account: str, held: Held | None, stated_on: date) -> Stated:
    """An account stated on a day, beside the one that is open. Refused: account_is_empty, newer_account_known."""
    account = plain(account)
    if not account:
        raise Refused("account_is_empty")
    known = digest(account, "account")
    same = held is not None and held.account_digest == known
    if held is not None and not same and stated_on < held.stated_on:
        raise Refused("newer_account_known")
    return Stated(account, known, same)
