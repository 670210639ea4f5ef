"""By the calendar: stops and cases for late pay without anybody's button, and working days with public holidays."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from random import Random

import pytest
from django.db import IntegrityError, transaction

from casework.journey import agreed, an_offer, asked, placed, recorded, shown
from cast import NATION, TODAY
from gainful.accounts.actor import Actor, Grant, Role
from gainful.accounts.models import Act
from gainful.accounts.refusals import NotAllowed, Refused
from gainful.casework import clocks
from gainful.casework.actions import accept_offer, begin_spell, lift_freeze, record_pay, run_clocks
from gainful.casework.late_pay import employers_overdue, late_months
from gainful.casework.models import EmployerFreeze, Offer, ProtectionCase, Spell
from gainful.casework.proposals import shortlist
from gainful.jobs.models import Employer
from gainful.pack import load
from make import a_worker, an_employer, an_opening

pytestmark = pytest.mark.django_db
DUE = date(2020, 11, 30)
CALENDAR = Actor(
    None, "calendar", tuple(Grant(role, NATION) for role in Role if role is not Role.WORKER), on=DUE
)


def late(days: int) -> date:
    """So many days after the pay of the tests' first month was due."""
    return DUE + timedelta(days=days)


@pytest.mark.parametrize(("days", "stops", "cases"), [(14, 0, 0), (15, 1, 0), (29, 1, 0), (30, 1, 1)])
def test_the_calendar_stops_and_opens_cases_once_however_often_it_runs(cast, days, stops, cases):
    spell = placed(cast)
    ran = run_clocks(actor=CALENDAR, on=late(days))
    assert (ran.stops, ran.cases) == (stops, cases)
    again = run_clocks(actor=CALENDAR, on=late(days))
    assert (again.stops, again.cases) == (0, 0)
    assert EmployerFreeze.objects.filter(employer=spell.employer).count() == stops
    assert ProtectionCase.objects.filter(kind="late_pay", person=spell.person).count() == cases


def test_the_trail_names_the_rule_and_nobody(cast):
    placed(cast)
    run_clocks(actor=CALENDAR, on=late(30))
    acts = Act.objects.filter(source__startswith="calendar:").order_by("pk")
    assert [(one.action, one.account_id, one.source) for one in acts] == [
        ("casework.stop_for_late_pay", None, "calendar: pay_days_before_block (15 days)"),
        ("casework.open_cases_for_late_pay", None, "calendar: pay_days_before_case (30 days)"),
    ]


def test_nobody_of_an_office_runs_the_calendar_for_everybody(cast):
    with pytest.raises(NotAllowed):
        run_clocks(actor=cast.officer, on=late(30))


def test_a_case_closed_and_a_stop_lifted_by_the_desk_stay_so(cast):
    placed(cast)
    run_clocks(actor=CALENDAR, on=late(30))
    lift_freeze(actor=cast.desk, freeze=EmployerFreeze.objects.get(), on=late(30), why="paid in cash, seen")
    ProtectionCase.objects.update(
        state="closed", closed_on=late(30), closed_by=cast.desk.account_id, outcome="paid"
    )
    ran = run_clocks(actor=CALENDAR, on=late(31))
    assert (ran.stops, ran.cases) == (0, 0)
    assert shown(cast, a_worker(), an_opening(employer=Employer.objects.get()), on=late(31)).state == "shown"


@pytest.mark.parametrize("days", [14, 15])
def test_though_nobody_runs_it_nothing_is_shown_agreed_or_begun_where_pay_is_15_days_overdue(cast, days):
    employer = placed(cast).employer
    more = [an_opening(employer=employer) for _ in range(3)]
    offer = shown(cast, a_worker(), more[0], starts_on=late(days))
    begins = asked(cast, agreed(cast, a_worker(), more[1]))
    on, overdue = late(days), days >= 15

    def attempt(act, *refusals):
        if overdue:
            with pytest.raises((Refused, IntegrityError)) as caught, transaction.atomic():
                act()
            assert any(word in str(caught.value) for word in refusals)
        else:
            act()

    entries = shortlist(a_worker(), on).entries
    assert ({entry.opening for entry in entries} & {one.pk for one in more} == set()) is overdue
    attempt(lambda: shown(cast, a_worker(), more[2], on=on), "pay_overdue_there")
    attempt(
        lambda: accept_offer(
            actor=replace(cast.officer, on=on), offer=offer, on=on, how="paper_at_desk", evidence="form 12"
        ),
        "pay_overdue_there",
    )
    attempt(lambda: begin_spell(actor=replace(cast.officer, on=on), spell=begins, on=on), "pay_overdue_there")
    assert not EmployerFreeze.objects.exists()


def test_what_the_database_counts_is_what_the_calendar_counts(cast):
    random = Random(15)
    for _ in range(15):
        employer, start = an_employer(), TODAY + timedelta(days=random.randrange(60))
        spell = placed(cast, a_worker(), an_opening(employer=employer, valid_until=None), on=start)
        end = random.choice((None, start + timedelta(days=random.randrange(90))))
        Spell.objects.filter(pk=spell.pk).update(ends_on=end, state="ended" if end else "working")
        spell.refresh_from_db()
        for month in (date(2020, 11, 1), date(2020, 12, 1), date(2021, 1, 1)):
            if random.random() < 0.6 and start.replace(day=1) <= month <= (end or month):
                record_pay(actor=cast.officer, spell=spell, month=month, on=date(2021, 3, 1), evidence="phone",
                           confirmed_by_worker=True)  # fmt: skip
    for on in (
        date(2020, 12, 14),
        date(2020, 12, 15),
        date(2021, 1, 15),
        date(2021, 2, 14),
        date(2021, 2, 15),
    ):
        spells = Spell.objects.filter(starts_on__lte=on)
        slow = {one.spell.employer_id for one in late_months(spells, on) if one.standing in ("block", "case")}
        assert set(employers_overdue(on).values_list("employer_id", flat=True)) == slow
        for employer in Employer.objects.filter(spells__isnull=False).distinct():
            try:
                with transaction.atomic():
                    shown_on(cast, employer, on)
                refused = False
            except IntegrityError as error:
                assert "pay_overdue_there" in str(error)
                refused = True
            assert refused is (employer.pk in slow), (employer.pk, on)


def shown_on(cast, employer, on) -> None:
    """An offer row of a day, past every action."""
    person, opening = a_worker(), an_opening(employer=employer, valid_until=None)
    offer = an_offer(person, an_opening(valid_until=None))
    Offer.objects.filter(pk=offer.pk).delete()
    offer.pk, offer.key, offer.opening, offer.shown_on = None, f"k{person.pk}", opening, on
    offer.save(force_insert=True)


def test_a_job_only_recorded_stops_nobody(cast):
    recorded(cast)
    assert run_clocks(actor=CALENDAR, on=late(60)).stops == 0


@pytest.mark.parametrize(
    ("filed", "by"),
    [
        (date(2020, 9, 30), date(2020, 10, 10)),  # the 9th, and the Saturday that is worked instead
        (date(2020, 1, 23), date(2020, 2, 4)),  # the Spring Festival that was made longer
        (date(2018, 2, 9), date(2018, 2, 12)),  # Sunday the 11th is worked
        (date(2019, 4, 30), date(2019, 5, 6)),  # Sunday the 5th is worked, Monday is the second
        (date(2021, 9, 30), date(2021, 10, 4)),  # a day that nobody verified makes no deadline later
        (date(2020, 11, 2), date(2020, 11, 4)),
    ],
)
def test_two_working_days_mind_public_holidays_and_the_days_worked_instead(filed, by):
    working = load("gainful_china").calendar.is_working_day
    assert clocks.deadlines(filed, is_working=working).acknowledge_by == by


def test_every_special_day_has_a_source_and_lies_in_the_programmes_years():
    days = load("gainful_china").calendar.days
    assert {one.day.year for one in days} == {2016, 2017, 2018, 2019, 2020, 2021} and all(
        one.source for one in days
    )
    assert {one.day.year for one in days if not one.verified} == {2021}
    assert all(one.day.weekday() >= 5 for one in days if not one.off)
