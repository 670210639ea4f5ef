"""Grants to be paid and batches at each step, in each county, by accounts that are nobody's who looks."""

from __future__ import annotations

from typing import Any

from django.test import override_settings

from benefits.granted import PAYER, a_grant, an_account_of, an_answer, three_people
from cast import TODAY
from gainful.benefits.actions import (
    ask_to_write_off,
    check_batch,
    demand_back,
    gather,
    make_batch,
    record_answer,
    release_batch,
)
from gainful.benefits.models import Batch, Payment
from make import a_person

FORM = "pain.001.001.03"


def _grant(place: Any, *, account: bool = True) -> None:
    person = a_person(area=place.township, name=place.word("payee", "名"))
    if account:
        an_account_of(person, place.digits("payee_account", "6228", 19))
    a_grant(person)


def furnish_payments(place: Any) -> None:
    """A batch made, one checked, one released, a payment ready, a grant to be gathered, one held back."""
    rows, three = place.rows, three_people(place.county, f"pays{place.tag}")
    with override_settings(**PAYER):
        for name in ("made", "checked", "released"):
            _grant(place)
            gather(actor=three.maker, area=place.county, on=TODAY)
            batch = make_batch(actor=three.maker, area=place.county, form=FORM, pay_on=TODAY, on=TODAY)
            setattr(rows, f"{name}_payments", batch)
        for batch in (rows.checked_payments, rows.released_payments):
            check_batch(actor=three.checker, batch=batch, on=TODAY)
        release_batch(actor=three.releaser, batch=rows.released_payments, on=TODAY)
        rows.released_payments = Batch.objects.get(pk=rows.released_payments.pk)
        _paid_wrongly(place, three)
        _grant(place)
        gather(actor=three.maker, area=place.county, on=TODAY)
    _grant(place)
    _grant(place, account=False)


def _paid_wrongly(place: Any, three: Any) -> None:
    """A payment made by a decision that was replaced, a demand, and one that an officer asked to write off."""
    rows, decisions = place.rows, {}
    for name in ("overpaid", "demanded", "asked"):
        person = a_person(area=place.township, name=place.word("payee", "名"))
        an_account_of(person, place.digits("payee_account", "6228", 19))
        decisions[name] = a_grant(person)
    gather(actor=three.maker, area=place.county, on=TODAY)
    batch = make_batch(actor=three.maker, area=place.county, form=FORM, pay_on=TODAY, on=TODAY)
    check_batch(actor=three.checker, batch=batch, on=TODAY)
    release_batch(actor=three.releaser, batch=batch, on=TODAY)
    batch.refresh_from_db()
    record_answer(actor=three.releaser, batch=batch, text=an_answer(batch), on=TODAY)
    paid = {name: Payment.objects.get(decision=decision) for name, decision in decisions.items()}
    a_grant(fen=None, replaces=decisions["overpaid"])
    rows.overpaid_payment = paid["overpaid"]
    rows.demanded_payment, rows.written_off_asked = (
        demand_back(actor=three.maker, payment=paid[name], amount_fen=960_00, because="多付", on=TODAY)
        for name in ("demanded", "asked")
    )
    ask_to_write_off(actor=three.maker, payment=rows.written_off_asked, because="家庭困难")
