"""A stop binds every record of an employer, is lifted for all, and nobody travels to one."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from casework.journey import PAPER, agreed, an_offer, asked, placed, recorded, shown
from casework.travelling import LEAVES, a_journey, a_traveller, an_order, seated
from cast import COUNTY, OTHER_COUNTY, TODAY, an_actor
from gainful.accounts.actor import Role
from gainful.accounts.refusals import Refused
from gainful.casework.actions import (
    accept_offer,
    ask_signs,
    begin_spell,
    end_consent,
    lift_freeze,
    record_departure,
    record_reask,
    record_safety_check,
    seat_people,
)
from gainful.casework.models import EmployerFreeze, Passenger
from gainful.casework.signs import SIGNS
from gainful.jobs.models import Employer
from gainful.registry.models import Consent
from make import a_worker, an_employer, an_opening

pytestmark = pytest.mark.django_db


def violence(cast, spell, moment="before_start"):
    answers = {sign: sign == "violence" for sign in SIGNS}
    return ask_signs(actor=cast.helper, spell=spell, moment=moment, on=TODAY, alone=True, answers=answers)


@pytest.mark.parametrize(
    ("mine", "theirs", "bound"),
    [
        ({"code": "91A", "name": "甲厂"}, {"code": "91a", "name": "别名"}, True),
        ({"name": "甲 厂（南）"}, {"code": "91A", "name": "甲厂(南)"}, True),
        ({"name": "Good Works"}, {"name": "goodworks"}, True),
        ({"code": "91A", "name": "甲厂"}, {"code": "91B", "name": "甲厂"}, False),
        ({"name": "甲厂"}, {"name": "乙厂"}, False),
    ],
)
@pytest.mark.parametrize("recorded_later", [False, True])
def test_a_stop_binds_every_record_of_the_employer_and_is_lifted_for_all(
    cast, mine, theirs, bound, recorded_later
):
    employer = an_employer(**mine)
    other = None if recorded_later else an_employer(area=OTHER_COUNTY, **theirs)
    violence(cast, agreed(cast, opening=an_opening(employer=employer)))
    other = other or an_employer(area=OTHER_COUNTY, **theirs)
    opening = an_opening(employer=other)
    other.refresh_from_db()
    assert (other.frozen_on is not None) == bound
    if not bound:
        return
    opening.employer.refresh_from_db()
    with pytest.raises(Refused, match="employer_frozen"):
        shown(cast, a_worker(), opening)
    with pytest.raises(IntegrityError, match="employer_frozen"), transaction.atomic():
        Employer.objects.filter(pk=other.pk).update(frozen_on=None)
    lift_freeze(actor=cast.desk, freeze=EmployerFreeze.objects.get(), on=TODAY, why="looked into")
    employer.refresh_from_db()
    other.refresh_from_db()
    assert employer.frozen_on is None and other.frozen_on is None


def test_pay_overdue_at_one_record_stops_the_other_by_the_calendar(cast):
    first, second = an_employer(code="91A"), an_employer(area=OTHER_COUNTY, code="91A")
    placed(cast, None, an_opening(employer=first))
    day = TODAY + timedelta(days=60)
    offered = an_opening(employer=second, valid_until=day)
    with pytest.raises(Refused, match="pay_overdue_there"):
        shown(replace_officer(cast, day), a_worker(), offered, on=day)


def replace_officer(cast, day):
    """The cast with its officer on another day."""
    return replace(cast, officer=replace(cast.officer, on=day))


@pytest.mark.parametrize(("known", "frozen"), [(1, 1), (2, 0), (0, 0)])
def test_a_job_known_by_name_alone_stops_the_one_employer_of_that_name(cast, known, frozen):
    for number in range(known):
        an_employer(name="记录厂", code=f"9{number}")
    spell = recorded(cast, a_worker(), employer_name="记录厂")
    answers = {sign: sign == "violence" for sign in SIGNS}
    record_safety_check(actor=cast.helper, spell=spell, moment="day_30", on=TODAY, answers=answers)
    assert EmployerFreeze.objects.count() == frozen


def test_nobody_is_seated_for_a_stopped_employer(cast):
    order = an_order()
    spell, journey = a_traveller(cast, None, order), a_journey(cast)
    violence(cast, agreed(cast, a_worker(scope="any"), order))
    with pytest.raises(Refused, match="placements_stopped_there"):
        seat_people(actor=cast.officer, journey=journey, spells=[spell], on=LEAVES)
    with pytest.raises(IntegrityError, match="employer_frozen"), transaction.atomic():
        Passenger.objects.create(
            area=spell.area, journey=journey, person=spell.person, spell=spell, consent=spell.consent,
            leaves_on=LEAVES, seat_number=1, seated_on=LEAVES,
        )  # fmt: skip


def test_nobody_is_sent_to_a_stopped_employer(cast):
    order = an_order()
    spell, journey = a_traveller(cast, None, order), a_journey(cast)
    seated(cast, journey, spell)
    violence(cast, agreed(cast, a_worker(scope="any"), order))
    with pytest.raises(Refused, match="placements_stopped_there"):
        record_departure(
            actor=replace(cast.officer, on=LEAVES), journey=journey, on=LEAVES, departed_on=LEAVES
        )
    with pytest.raises(IntegrityError, match="employer_frozen"), transaction.atomic():
        type(journey).objects.filter(pk=journey.pk).update(state="departed", departed_on=LEAVES)


@pytest.mark.parametrize("did", ["took the yes", "recorded the beginning"])
def test_whoever_took_the_yes_or_recorded_the_beginning_asks_nothing_again(cast, did):
    second = an_actor("second", (Role.COUNTY_OFFICER, COUNTY))
    took, began = (second, cast.officer) if did == "took the yes" else (cast.officer, second)
    spell = accept_offer(actor=took, offer=shown(cast), on=TODAY, **PAPER).spell
    asked(cast, spell)
    spell = begin_spell(actor=began, spell=spell, on=TODAY)
    day = TODAY + timedelta(days=30)
    with pytest.raises(Refused, match="asked_by_placing_officer"):
        record_reask(actor=replace(second, on=day), spell=spell, on=day, answer="agreed")
    with pytest.raises(Refused, match="asked_by_placing_officer"):
        record_safety_check(
            actor=second, spell=spell, moment="day_30", on=day, answers=dict.fromkeys(SIGNS, False)
        )


def test_a_yes_to_travelling_together_lies_in_the_own_yes_and_may_be_taken_back_alone(cast):
    spell, journey = a_traveller(cast), a_journey(cast)
    seated(cast, journey, spell)
    together = Consent.objects.get(person=spell.person, purpose="organised_export")
    end_consent(actor=cast.officer, consent=together, on=TODAY)
    spell.refresh_from_db()
    assert spell.state == "agreed"
    assert not Passenger.objects.aboard().exists()
    with pytest.raises(Refused, match="no_consent_to_travel"):
        seat_people(actor=cast.officer, journey=journey, spells=[spell], on=LEAVES)
    with pytest.raises(IntegrityError, match="no_consent_to_travel"), transaction.atomic():
        Passenger.objects.create(
            area=spell.area, journey=journey, person=spell.person, spell=spell, consent=spell.consent,
            leaves_on=LEAVES, seat_number=2, seated_on=LEAVES,
        )  # fmt: skip


def test_near_home_nobody_is_asked_to_travel_together(cast):
    spell = agreed(cast, a_worker(scope="any"), an_order(place=COUNTY, place_text="本县"))
    assert not Consent.objects.filter(person=spell.person, purpose="organised_export").exists()


@pytest.mark.parametrize(
    ("mine", "theirs", "bound"),
    [
        ({"code": "91A", "name": "甲厂"}, {"code": "91a", "name": "别名"}, True),
        ({"name": "甲 厂（南）"}, {"code": "91A", "name": "甲厂(南)"}, True),
        ({"code": "91A", "name": "甲厂"}, {"code": "91B", "name": "甲厂"}, False),
    ],
)
def test_the_database_reads_late_pay_off_every_record_of_the_employer(cast, mine, theirs, bound):
    placed(cast, opening=an_opening(employer=an_employer(**mine)))
    late = TODAY + timedelta(days=45)
    opening = an_opening(employer=an_employer(area=OTHER_COUNTY, **theirs))
    offer = an_offer(a_worker(), opening)
    offer.pk, offer.key = None, "0123456789abcdef"
    offer.person, offer.shown_on = a_worker(), late
    offer.consent = Consent.objects.get(person=offer.person)
    if not bound:
        return offer.save(force_insert=True)
    with pytest.raises(IntegrityError, match="pay_overdue_there"), transaction.atomic():
        offer.save(force_insert=True)
    return None
