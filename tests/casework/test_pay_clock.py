"""The pay clock: alert after 7 days, placements stopped after 15, a case after 30; mended by the worker's own word."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import replace
from datetime import date, timedelta
from random import Random

import pytest

from casework.journey import placed, shown
from cast import TODAY
from gainful.accounts.refusals import NotAllowed, Refused
from gainful.casework.actions import act_on_all_late_pay, confirm_own_pay, record_pay
from gainful.casework.models import EmployerFreeze, ProtectionCase, Review
from gainful.casework.own_page import worker_actor
from gainful.casework.schedule import PayStanding, pay_outstanding
from gainful.casework.worklists import today
from gainful.jobs.models import Employer
from make import a_worker, an_opening

DUE = date(2020, 11, 30)
"""The last day of the month in which the tests' placements begin."""


def stands(days_late: int) -> str | None:
    """The slow truth: by the safeguard's own numbers."""
    if days_late < 0:
        return None
    return next(
        (word for limit, word in ((30, "case"), (15, "block"), (7, "alert")) if days_late >= limit), "waiting"
    )


def test_of_10000_schedules_no_month_is_missed_and_none_comes_early():
    random, faults = Random(8), []
    for _ in range(10_000):
        start = date(2016, 1, 1) + timedelta(days=random.randrange(1700))
        end = random.choice((None, start + timedelta(days=random.randrange(400))))
        on = start + timedelta(days=random.randrange(500))
        months, day = [], start
        while day <= min(on, end or on):
            months.append(day.replace(day=1))
            day = day.replace(day=monthrange(day.year, day.month)[1]) + timedelta(days=1)
        confirmed = {month for month in months if random.random() < 0.5}
        due = {
            month: (on - month.replace(day=monthrange(month.year, month.month)[1])).days for month in months
        }
        expected = {m: stands(late) for m, late in due.items() if m not in confirmed and stands(late)}
        if {m: str(found) for m, found in pay_outstanding(start, end, confirmed, on)} != expected:
            faults.append((start, end, on))
    assert not faults


@pytest.mark.django_db
@pytest.mark.parametrize(("late", "frozen", "cases"), [(14, 0, 0), (15, 1, 0), (29, 1, 0), (30, 1, 1)])
def test_fifteen_days_stop_placements_and_thirty_open_a_case(cast, late, frozen, cases):
    spell, on = placed(cast), DUE + timedelta(days=late)
    act_on_all_late_pay(actor=replace(cast.officer, on=on), on=on)
    assert EmployerFreeze.objects.filter(employer=spell.employer).count() == frozen
    assert ProtectionCase.objects.filter(kind="late_pay").count() == cases


@pytest.mark.django_db
def test_acting_twice_on_the_same_month_stops_once(cast):
    placed(cast)
    on = DUE + timedelta(days=31)
    assert [act_on_all_late_pay(actor=replace(cast.officer, on=on), on=on) for _ in range(2)] == [1, 1]
    assert EmployerFreeze.objects.count() == 1 and ProtectionCase.objects.count() == 1


@pytest.mark.django_db
def test_the_workers_own_word_mends_it_and_offers_go_on(cast):
    spell, on = placed(cast), DUE + timedelta(days=15)
    act_on_all_late_pay(actor=replace(cast.officer, on=on), on=on)
    with pytest.raises(Refused, match="employer_frozen"):
        shown(cast, a_worker(), an_opening(employer=Employer.objects.get(pk=spell.employer_id)))
    confirm_own_pay(actor=worker_actor(spell.person, on), spell=spell, month=DUE, on=on, came=True)
    employer = Employer.objects.get(pk=spell.employer_id)
    assert employer.frozen_on is None
    assert shown(cast, a_worker(), an_opening(employer=employer)).state == "shown"


@pytest.mark.django_db
def test_a_paper_at_the_desk_mends_it_too_and_an_employers_word_does_not(cast):
    spell, on = placed(cast), DUE + timedelta(days=15)
    act_on_all_late_pay(actor=replace(cast.officer, on=on), on=on)
    said = {"actor": cast.officer, "spell": spell, "month": DUE, "on": on, "received_fen": 300_000}
    record_pay(evidence="phone", **said)
    assert EmployerFreeze.objects.get().lifted_on is None
    record_pay(evidence="phone", confirmed_by_worker=True, **said)
    assert EmployerFreeze.objects.get().lifted_on == on


@pytest.mark.django_db
def test_saying_that_pay_did_not_come_keeps_the_month_open_and_nobody_speaks_for_another(cast):
    spell, on = placed(cast), DUE + timedelta(days=7)
    pay = confirm_own_pay(actor=worker_actor(spell.person, on), spell=spell, month=DUE, on=on, came=False)
    assert pay.confirmed_by_worker is False and pay.received_fen is None
    with pytest.raises((NotAllowed, Refused)):
        confirm_own_pay(actor=worker_actor(a_worker(), on), spell=spell, month=DUE, on=on, came=True)
    assert PayStanding.ALERT in [found for _m, found in pay_outstanding(TODAY, None, (), on)]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("month", "received", "raised"),
    [(date(2020, 12, 1), 90_000, 1), (date(2020, 12, 1), 300_000, 0), (date(2020, 11, 1), 90_000, 0)],
)
@pytest.mark.parametrize("says", ["to the officer", "on their own page"])
def test_the_workers_word_of_less_than_agreed_for_a_whole_month_is_looked_into(
    cast, month, received, raised, says
):
    spell, day = placed(cast, None, an_opening(valid_until=date(2021, 12, 31))), date(2021, 1, 1)
    if says == "to the officer":
        record_pay(
            actor=replace(cast.officer, on=day), spell=spell, month=month, on=day, evidence="phone",
            received_fen=received, confirmed_by_worker=True,
        )  # fmt: skip
    else:
        confirm_own_pay(
            actor=worker_actor(spell.person, day), spell=spell, month=month, on=day, came=True,
            received_fen=received,
        )  # fmt: skip
    assert Review.objects.filter(spell=spell, kind="paid_below_agreed").count() == raised
    assert today(replace(cast.officer, on=day), day)["employer_reports"] == raised
