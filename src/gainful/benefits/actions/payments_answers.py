"""The bank's answer read back, and money asked back: each its own entry, each whole or not at all."""

from __future__ import annotations

import hashlib
from datetime import date

from gainful.accounts.action import action
from gainful.accounts.actor import Actor
from gainful.accounts.refusals import Refused
from gainful.accounts.scope import new_key
from gainful.benefits.bank_files import PAID, REJECTED, Answer, BankFileFault, Told, read_answer
from gainful.benefits.models import BankAnswer, Batch, Payment
from gainful.casework.database_refusals import told_by_name


@action(right="payments.release", on_what="batch")
def record_answer(*, actor: Actor, batch: Batch, text: bytes, on: date) -> BankAnswer:
    """What a bank says of a released batch: paid or returned, payment by payment; what it does not settle waits.

    Refused, with nothing changed: an answer read already, of another batch, with payments, sums or a currency that
    the batch has not, that contradicts an earlier one, or that is no status report.
    """
    batch = Batch.objects.select_for_update().get(pk=batch.pk)
    sha = hashlib.sha256(text).hexdigest()
    if BankAnswer.objects.filter(batch=batch, sha256=sha).exists():
        raise Refused("answer_read_already")
    try:
        answer = read_answer(text)
    except BankFileFault as fault:
        raise Refused(fault.code, **fault.values) from None
    if answer.answers != batch.message_id:
        raise Refused("answer_is_of_another_batch", found=answer.answers[:35], wanted=batch.message_id)
    if batch.state != Batch.State.RELEASED:
        raise Refused("batch_is_elsewhere", state=batch.state)
    payments = {one.end_to_end: one for one in Payment.objects.select_for_update().filter(batch=batch)}
    _same_sums(answer, batch, payments)
    paid, returned = _settled(answer, payments)
    with told_by_name():
        Payment.objects.filter(pk__in=[payments[key].pk for key in paid]).update(
            state=Payment.State.PAID, settled_on=on, moved_on=on
        )
        for key, told in returned.items():
            Payment.objects.filter(pk=payments[key].pk).update(
                state=Payment.State.RETURNED, bank_code=told.reason or "NARR", settled_on=on, moved_on=on
            )
        if not Payment.objects.filter(batch=batch, state=Payment.State.SENT).exists():
            batch.state = Batch.State.ANSWERED
            batch.save(update_fields=["state"])
    return BankAnswer.objects.create(
        area=batch.area, batch=batch, message_id=answer.message_id, sha256=sha, read_by_id=actor.account_id,
        read_on=on, paid=len(paid), returned=len(returned),
    )  # fmt: skip


def _same_sums(answer: Answer, batch: Batch, payments: dict[str, Payment]) -> None:
    """Refused where the answer names payments or sums that the batch has not."""
    unknown = answer.payments.keys() - payments.keys()
    if unknown:
        raise Refused("answer_names_unknown", count=len(unknown))
    if answer.count not in (None, batch.count) or answer.total_fen not in (None, batch.total_fen):
        raise Refused("answer_sums_differ")
    if any(payments[key].amount_fen != fen for key, fen in answer.amounts.items()):
        raise Refused("answer_sums_differ")


def _settled(answer: Answer, payments: dict[str, Payment]) -> tuple[list[str], dict[str, Told]]:
    """What the answer settles now: paid, and returned with the reason. Refused where it says otherwise than before."""
    said = {key: answer.payments.get(key, Told(answer.group)) for key in payments}
    paid, returned = [], {}
    for key, told in said.items():
        before = payments[key].state
        if told.status in PAID:
            now = Payment.State.PAID
        elif told.status in REJECTED:
            now = Payment.State.RETURNED
        else:
            continue
        if before == now:
            continue
        if before != Payment.State.SENT:
            raise Refused("answer_contradicts")
        if now == Payment.State.PAID:
            paid.append(key)
        else:
            returned[key] = told
    return paid, returned


@action(right="payments.make", on_what="payment")
def demand_back(*, actor: Actor, payment: Payment, amount_fen: int, because: str, on: date) -> Payment:
    """What was paid and is not due is asked back, as an entry of its own; the payment stays as it was.

    Refused: say_why, no_more_is_taken_back_than_was_paid.
    """
    if not because.strip():
        raise Refused("say_why")
    key = new_key()
    made = Payment(
        key=key, area=payment.area, decision=payment.decision, purpose=Payment.Purpose.CLAWBACK, answers=payment,
        person_id=payment.person_id, employer_id=payment.employer_id, amount_fen=amount_fen, due_on=on,
        moved_on=on, end_to_end=f"B{key.upper()}", state=Payment.State.DEMANDED, because=because.strip()[:300],
    )  # fmt: skip
    if amount_fen <= 0:
        raise Refused("no_more_is_taken_back_than_was_paid")
    Payment.objects.select_for_update().get(pk=payment.pk)
    with told_by_name():
        made.save(force_insert=True)
    return made


def _demanded(payment: Payment) -> Payment:
    found = Payment.objects.select_for_update().get(pk=payment.pk)
    if found.state != Payment.State.DEMANDED:
        raise Refused("not_demanded")
    return found


@action(right="payments.make", on_what="payment")
def record_paid_back(*, actor: Actor, payment: Payment, on: date) -> Payment:
    """The whole of what was asked back has come in. Refused: not_demanded."""
    found = _demanded(payment)
    found.state, found.moved_on, found.settled_on = Payment.State.PAID_BACK, on, on
    with told_by_name():
        found.save(update_fields=["state", "moved_on", "settled_on"])
    return found


@action(right="payments.make", on_what="payment")
def ask_to_write_off(*, actor: Actor, payment: Payment, because: str) -> Payment:
    """An officer asks not to pursue a demand, with a reason; another agrees or it stays. Refused: not_demanded."""
    if not because.strip():
        raise Refused("say_why")
    found = _demanded(payment)
    found.because, found.asked_by_id = because.strip()[:300], actor.account_id
    found.save(update_fields=["because", "asked_by"])
    return found


@action(right="payments.check", on_what="payment")
def agree_to_write_off(*, actor: Actor, payment: Payment, on: date) -> Payment:
    """Another officer agrees: the demand is written off. Refused: not_demanded, second_is_another."""
    found = _demanded(payment)
    if found.asked_by_id is None or actor.account_id in (None, found.asked_by_id):
        raise Refused("second_is_another")
    found.state, found.moved_on, found.settled_on = Payment.State.WRITTEN_OFF, on, on
    found.agreed_by_id = actor.account_id
    with told_by_name():
        found.save(update_fields=["state", "moved_on", "settled_on", "agreed_by"])
    return found
