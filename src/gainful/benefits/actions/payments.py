"""Payments: gathered by a maker, checked by another, released by a third; each act whole or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from django.db import transaction
from django.db.models import Exists, OuterRef

from gainful.accounts.action import action
from gainful.accounts.actor import Actor
from gainful.accounts.refusals import Refused
from gainful.accounts.scope import new_key
from gainful.benefits.bank_files import BankFileFault, write
from gainful.benefits.models import AccountNotice, Batch, Decision, Payment
from gainful.benefits.paying import (
    FREEZE_DAYS,
    ToPay,
    hash_of,
    head_of,
    held_in,
    lines_as_made,
    payer,
    payments_of,
    standing_grants,
    to_pay,
    unpaid_grants,
    where_today,
)
from gainful.casework.database_refusals import told_by_name
from gainful.casework.messages import Gateway, gateway
from gainful.registry.models import BankAccount, server_day
from gainful.terms.areas import area_range

MOST = 5000
"""Payments in one batch; the rest waits for the next. A bank's answer to so many stays below what is read at once."""
A_STEP = 1000
"""Grants that one act of gathering looks at: about half a second, in which nobody else can write on SQLite."""
TOLD = {
    "zh": "您登记的银行账户已于 {day} 更改，{days} 天内不向新账户付款。如非本人更改，请立即联系经办机构。",
    "en": "Your bank account on record was changed on {day}. Nothing is paid to it for {days} days. "
    "If it was not you, tell the office at once.",
}


@dataclass(frozen=True)
class Gathered:
    """What a gathering made, what it cancelled, what it held back with each reason, and where the next begins.

    `rest` is the number of the last grant looked at, None where there is none after it.
    """

    made: list[Payment]
    cancelled: int
    held: list[ToPay]
    rest: int | None = None


@action(right="payments.make", on_what="area")
def gather(*, actor: Actor, area: int, on: date, after: int = 0, most: int = A_STEP) -> Gathered:
    """A payment for each approved grant of an area that has none and that nothing holds back.

    Payments not yet in a batch, whose decision was replaced, are cancelled. Running again makes none twice. At most
    `most` grants are looked at, those numbered above `after`.
    """
    cancelled = 0
    if not after:
        _tell_of_changed_accounts(area, on)
        stale = Payment.objects.filter(state="ready", purpose="pay", area__range=area_range(area))
        cancelled = stale.exclude(decision__in=standing_grants()).update(
            state=Payment.State.CANCELLED, moved_on=on
        )
    due = unpaid_grants(actor, "payments.make").filter(area__range=area_range(area), pk__gt=after)
    looked_at = list(due.values_list("pk", flat=True)[: most + 1])
    rest = looked_at[most - 1] if len(looked_at) > most else None
    # The decisions are locked: whoever gathers beside us waits, and then finds nothing left.
    locked = list(Decision.objects.select_for_update().filter(pk__in=looked_at[:most]))
    rows = to_pay(due.filter(pk__in=[one.pk for one in locked]), on)
    made = [_payment(one, on) for one in rows if not one.held]
    with told_by_name():
        Payment.objects.bulk_create(made, batch_size=500)
    return Gathered(made, cancelled, [one for one in rows if one.held], rest)


def _payment(one: ToPay, on: date) -> Payment:
    claim, key = one.decision.claim, new_key()
    personal = claim.payee == "person"
    account = one.account
    return Payment(
        key=key,
        area=one.decision.area,
        decision=one.decision,
        person_id=claim.person_id if personal else None,
        employer_id=None if personal else claim.employer_id,
        account_id=account.pk if account and personal else None,
        employer_account_id=account.pk if account and not personal else None,
        amount_fen=one.amount_fen,
        due_on=on,
        moved_on=on,
        end_to_end=f"P{key.upper()}",
    )


@action(right="payments.make", on_what="area")
def make_batch(*, actor: Actor, area: int, form: str, pay_on: date, on: date, most: int = MOST) -> Batch:
    """A batch of the ready payments of an area, frozen by hash, count and sum; what is held back stays out.

    It holds at most `most` of them, and never more than MOST: the rest waits for the next.

    Refused: nothing_to_pay, no_payer, pay_day_is_past, no_such_form, and where the file could not be written.
    """
    if pay_on < on:
        raise Refused("pay_day_is_past")
    if form not in Batch.Form.values:
        raise Refused("no_such_form")
    chosen = _ready(area, on, min(most, MOST))
    if not chosen:
        raise Refused("nothing_to_pay")
    key = new_key()
    batch = Batch(
        key=key, area=area, form=form, message_id=f"G{key.upper()}", pay_on=pay_on, count=len(chosen),
        total_fen=sum(one.amount_fen for one in chosen), made_by_id=actor.account_id, made_on=on,
    )  # fmt: skip
    batch.sha256 = _file_of(batch, sorted(chosen, key=lambda one: one.end_to_end))[0]
    with told_by_name():
        batch.save(force_insert=True)
        Payment.objects.filter(pk__in=[one.pk for one in chosen]).update(
            batch=batch, state=Payment.State.BATCHED, moved_on=on
        )
    return batch


def _ready(area: int, on: date, most: int) -> list[Payment]:
    """Ready payments of an area that nothing holds back on the day, locked; each to its payee's account of today.

    Those held back take nobody's place: it is looked further until there are as many as wanted.
    """
    ready = Payment.objects.select_for_update(of=("self",)).filter(state="ready", batch=None)
    whose = ("decision__claim__person", "decision__claim__employer")
    ready = ready.filter(area__range=area_range(area)).order_by("pk").select_related(*whose)
    chosen: list[Payment] = []
    rows = list(ready[:most])
    while rows and len(chosen) < most:
        held = held_in(rows, on)
        _follow_accounts([one for one in rows if held.get(one.pk) == "account_changed"], on)
        held = held_in(rows, on)
        chosen += [one for one in rows if one.pk not in held]
        rows = list(ready.filter(pk__gt=rows[-1].pk)[:most])
    return chosen[:most]


def _follow_accounts(rows: Sequence[Payment], on: date) -> None:
    """Ready payments whose payee has another account by now, paid to long enough, go to that one."""
    now = {one.decision.pk: one for one in where_today([one.decision for one in rows], on)}
    for one in rows:
        found = now.get(one.decision_id)
        if found is None or found.held or found.account is None:
            continue
        column = "account" if one.person_id else "employer_account"
        setattr(one, f"{column}_id", found.account.pk)
        one.save(update_fields=[column])


def _file_of(batch: Batch, payments: Sequence[Payment]) -> tuple[str, bytes]:
    """The hash of a batch's list and its file, valid and recounted; refused with the fault's name."""
    head, from_whom, lines = head_of(batch), payer(), lines_as_made(batch, payments)
    try:
        return hash_of(head, from_whom, lines), write(head, from_whom, lines)
    except BankFileFault as fault:
        raise Refused(fault.code, **fault.values) from None


def _same_as_made(batch: Batch, on: date) -> bytes:
    """The file of a batch, once everything is found as it was when it was made; refused with what differs."""
    payments = payments_of(batch)
    held = held_in(payments, on)
    if held:
        raise Refused("batch_has_held", count=len(held))
    sha, text = _file_of(batch, payments)
    total = sum(one.amount_fen for one in payments)
    if (sha, len(payments), total) != (batch.sha256, batch.count, batch.total_fen):
        raise Refused("batch_differs")
    return text


def _locked(batch: Batch, state: str) -> Batch:
    found = Batch.objects.select_for_update().get(pk=batch.pk)
    if found.state != state:
        raise Refused("batch_is_elsewhere", state=found.state)
    return found


@action(right="payments.check", on_what="batch")
def check_batch(*, actor: Actor, batch: Batch, on: date) -> Batch:
    """A second person has looked at each payment. Refused: checker_made_it, batch_has_held, batch_differs."""
    batch = _locked(batch, Batch.State.MADE)
    if actor.account_id is None or actor.account_id == batch.made_by_id:
        raise Refused("three_people_pay")
    _same_as_made(batch, on)
    batch.state, batch.checked_by_id, batch.checked_on = Batch.State.CHECKED, actor.account_id, on
    with told_by_name():
        batch.save(update_fields=["state", "checked_by", "checked_on"])
    return batch


@action(right="payments.release", on_what="batch")
def release_batch(*, actor: Actor, batch: Batch, on: date) -> Batch:
    """A third person releases exactly what was checked: its file is kept, its payments are on their way.

    Refused: three_people_pay, batch_has_held, batch_differs, batch_is_elsewhere.
    """
    batch = _locked(batch, Batch.State.CHECKED)
    if actor.account_id is None or actor.account_id in (batch.made_by_id, batch.checked_by_id):
        raise Refused("three_people_pay")
    text = _same_as_made(batch, on)
    batch.state, batch.released_by_id, batch.released_on = Batch.State.RELEASED, actor.account_id, on
    batch.seal("text", text.decode())
    with told_by_name():
        batch.save(update_fields=["state", "released_by", "released_on", "text_sealed"])
        Payment.objects.filter(batch=batch).update(state=Payment.State.SENT, moved_on=on)
    return batch


@action(right="payments.return", on_what="batch")
def return_batch(*, actor: Actor, batch: Batch, because: str, on: date) -> Batch:
    """A batch that was not released goes back with a reason: its payments may go into another.

    Refused: say_why_returned, batch_is_elsewhere.
    """
    if not because.strip():
        raise Refused("say_why_returned")
    batch = Batch.objects.select_for_update().get(pk=batch.pk)
    if batch.state not in (Batch.State.MADE, Batch.State.CHECKED):
        raise Refused("batch_is_elsewhere", state=batch.state)
    batch.state, batch.returned_because = Batch.State.RETURNED, because.strip()[:300]
    with told_by_name():
        batch.save(update_fields=["state", "returned_because"])
        Payment.objects.filter(batch=batch).update(state=Payment.State.READY, batch=None, moved_on=on)
    return batch


@action(right="payments.make", on_what="area")
def tell_of_changed_accounts(*, actor: Actor, area: int, on: date) -> int:
    """Tell people of an area whose account was replaced and who were not told yet; how many."""
    return _tell_of_changed_accounts(area, on)


def _tell_of_changed_accounts(area: int, on: date) -> int:
    earlier = BankAccount.objects.filter(person=OuterRef("person"), pk__lt=OuterRef("pk"))
    changed = BankAccount.objects.filter(
        Exists(earlier), area__range=area_range(area), closed_on=None, notice=None,
        recorded_on__gt=on - timedelta(days=4 * FREEZE_DAYS), person__died_on=None,
    ).select_related("person")  # fmt: skip
    try:
        way = gateway()
    except Refused:
        way = None
    notices = []
    for account in changed:
        phone = account.person.unsealed("phone") if way else None
        notices.append(
            AccountNotice(
                key=new_key(), area=account.area, person=account.person, account=account, told_on=on,
                how=AccountNotice.How.MESSAGE if phone else AccountNotice.How.OWN_PAGE,
            )
        )  # fmt: skip
        if way and phone:
            day = (account.recorded_on or server_day()).isoformat()
            text = "\n".join(words.format(day=day, days=FREEZE_DAYS) for words in TOLD.values())
            transaction.on_commit(partial(_send, way, phone, text))
    AccountNotice.objects.bulk_create(notices)
    return len(notices)


def _send(way: Gateway, phone: str, text: str) -> None:
    """Send, or not: their own page says the same, and what a gateway raises may hold the phone."""
    with suppress(Exception):
        way.send(phone, text)
