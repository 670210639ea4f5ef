"""A journey changed: told, asked again, the 48 hours anew; arrivals checked by the office of the place of work."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from casework.travelling import ARRIVES, LEAVES, a_journey, a_traveller, day, departed, seated
from cast import TODAY
from gainful.accounts.actor import Actor, Grant, Role
from gainful.accounts.refusals import NotAllowed, Refused
from gainful.casework.actions import (
    answer_journey_change,
    change_journey,
    check_arrival_here,
    check_arrivals,
    end_consent,
    plan_journey,
    seat_people,
    settle_return,
    withdraw,
)
from gainful.casework.actions.arrivals import Arrival
from gainful.casework.journeys import to_be_seated
from gainful.casework.models import Passenger, Spell, TravelAnswer
from gainful.casework.own_page import worker_actor
from gainful.casework.shared import arrivals_here
from gainful.casework.worklists import today

pytestmark = pytest.mark.django_db
LATER = day(9)


@pytest.fixture(autouse=True)
def _outbox(settings, tmp_path):
    settings.GAINFUL_HOME, settings.GAINFUL_DEMO = tmp_path, True


def changed(cast, *spells, leaves_on=LATER, on=LEAVES):
    """A journey with these people that leaves on another day; the change and the journey."""
    journey = a_journey(cast)
    seated(cast, journey, *spells, on=on)
    change = change_journey(
        actor=cast.officer, journey=journey, on=on, leaves_on=leaves_on, from_text="镇上", because="大雪封路"
    )
    journey.refresh_from_db()
    return change, journey


def yes(cast, answer, on=LEAVES, **more):
    """Their yes on paper at eight in the morning."""
    fields = {"how": "paper_at_desk", "evidence": "签字纸", "agrees": True, "at": at(on)} | more
    return answer_journey_change(actor=cast.officer, answer=answer, on=on, **fields)


def at(on):
    """Eight in the morning of a day."""
    return timezone.make_aware(datetime(on.year, on.month, on.day, 8))


def seat(cast, journey, spell, moment):
    """Seated at a moment."""
    return seat_people(actor=cast.officer, journey=journey, spells=[spell], on=moment.date(), at=moment)


def test_who_had_agreed_is_asked_again_and_keeps_placement_and_consent(cast):
    spell = a_traveller(cast)
    change, journey = changed(cast, spell)
    answer = change.answers.get()
    spell.refresh_from_db()
    assert (answer.person_id, answer.state, spell.state) == (spell.person_id, "waiting", "agreed")
    assert spell.consent.withdrawn_at is None and not Passenger.objects.aboard().exists()
    assert (journey.leaves_on, journey.from_text) == (LATER, "镇上")
    assert today(cast.officer, LEAVES)["changes_unanswered"] == 1


def test_everybody_with_a_phone_gets_a_message_once_it_is_written(
    cast, settings, django_capture_on_commit_callbacks
):
    spell = a_traveller(cast)
    spell.person.seal("phone", "13900000001")
    spell.person.save()
    with django_capture_on_commit_callbacks(execute=True):
        change, _journey = changed(cast, spell, a_traveller(cast))
    assert sorted(change.answers.values_list("messaged", flat=True)) == [False, True]
    (kept,) = (settings.GAINFUL_HOME / "outbox").iterdir()
    assert LATER.isoformat() in kept.read_text() and spell.person.name not in kept.read_text()


def test_without_their_word_there_is_no_seat_whoever_writes(cast):
    spell = a_traveller(cast)
    change, journey = changed(cast, spell)
    with pytest.raises(Refused, match="ask_again_first"):
        seat(cast, journey, spell, at(LEAVES))
    off = Passenger.objects.get()
    with pytest.raises(IntegrityError, match="ask_again_first"), transaction.atomic():
        Passenger.objects.create(
            area=off.area, journey=journey, person=off.person, spell=spell, consent=spell.consent,
            leaves_on=LATER, seat_number=1, seated_on=LEAVES,
        )  # fmt: skip
    yes(cast, change.answers.get(), agrees=False)
    with pytest.raises(Refused, match="ask_again_first"):
        seat(cast, journey, spell, at(LEAVES))


def test_the_48_hours_count_from_the_new_yes(cast):
    spell = a_traveller(cast)
    change, journey = changed(cast, spell)
    answer = yes(cast, change.answers.get())
    assert answer.cooling_off_until == at(LEAVES) + timedelta(hours=48)
    with pytest.raises(Refused, match="cooling_off"):
        seat(cast, journey, spell, at(LEAVES) + timedelta(hours=47))
    assert not to_be_seated(cast.officer, at(LEAVES) + timedelta(hours=47), journey).exists()
    with pytest.raises(IntegrityError, match="cooling_off"), transaction.atomic():
        Passenger.objects.create(
            area=spell.area, journey=journey, person=spell.person, spell=spell, consent=spell.consent,
            leaves_on=LATER, seat_number=1, seated_on=LEAVES + timedelta(days=1),
        )  # fmt: skip
    assert list(to_be_seated(cast.officer, at(LEAVES) + timedelta(hours=48), journey)) == [spell]
    assert seat(cast, journey, spell, at(LEAVES) + timedelta(hours=48)).changed == 1


def test_a_no_changes_nothing_else_and_another_vehicle_takes_them(cast):
    spell = a_traveller(cast)
    change, _journey = changed(cast, spell)
    yes(cast, change.answers.get(), agrees=False)
    spell.refresh_from_db()
    assert spell.state == "agreed" and today(cast.officer, LEAVES)["changes_unanswered"] == 0
    assert seat(cast, a_journey(cast, leaves_on=day(12)), spell, at(LEAVES)).changed == 1


def test_a_second_change_asks_anew_and_an_answer_is_not_rewritten(cast):
    first, second = a_traveller(cast), a_traveller(cast)
    change, journey = changed(cast, first, second)
    yes(cast, change.answers.get(spell=first))
    yes(cast, change.answers.get(spell=second), agrees=False)
    with pytest.raises(Refused, match="answered_already"):
        yes(cast, change.answers.get(spell=second))
    with pytest.raises(IntegrityError, match="answered_already"), transaction.atomic():
        TravelAnswer.objects.filter(spell=second).update(state="agreed")
    again = change_journey(
        actor=cast.officer, journey=journey, on=LEAVES, leaves_on=day(10), from_text="镇上", because="再改"
    )
    assert [one.spell_id for one in again.answers.all()] == [first.pk]
    assert sorted(TravelAnswer.objects.values_list("state", flat=True)) == [
        "asked_anew",
        "declined",
        "waiting",
    ]


def test_the_person_answers_on_their_own_page_and_nobody_with_their_code_for_them(cast):
    spell = a_traveller(cast)
    change, _journey = changed(cast, spell)
    answer = change.answers.get()
    for how, code in (
        ("own_code", "own_code_is_the_persons_own"),
        ("paper_at_desk", "answer_needs_evidence"),
    ):
        with pytest.raises(Refused, match=code):
            answer_journey_change(actor=cast.officer, answer=answer, on=LEAVES, agrees=True, how=how)
    neighbour = worker_actor(a_traveller(cast).person, LEAVES)
    with pytest.raises((NotAllowed, Refused)):
        answer_journey_change(actor=neighbour, answer=answer, on=LEAVES, agrees=True)
    own = worker_actor(spell.person, LEAVES)
    assert answer_journey_change(actor=own, answer=answer, on=LEAVES, agrees=True).how == "own_code"


def test_whoever_takes_back_consent_is_asked_nothing_more(cast):
    spell = a_traveller(cast)
    _change, journey = changed(cast, spell)
    end_consent(actor=cast.officer, consent=spell.consent, on=LEAVES)
    assert today(cast.officer, LEAVES)["changes_unanswered"] == 0
    with pytest.raises(Refused):
        seat(cast, journey, spell, at(LEAVES))


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"leaves_on": LEAVES, "from_text": "样例县汽车站"}, "nothing_changed"),
        ({"leaves_on": TODAY - timedelta(days=1)}, "leaves_in_the_past"),
        ({"because": " "}, "say_why"),
    ],
)
def test_a_change_that_is_none_is_refused(cast, more, code):
    fields = {"on": TODAY, "leaves_on": LATER, "from_text": "镇上", "because": "大雪"} | more
    with pytest.raises(Refused, match=code):
        change_journey(actor=cast.officer, journey=a_journey(cast), **fields)


def test_on_the_way_home_everybody_keeps_their_seat(cast):
    spell = a_traveller(cast)
    departed(cast, spell)
    withdraw(actor=cast.officer, offer=spell.offer, on=LEAVES, how="at_desk")
    home = plan_journey(
        actor=cast.officer, area=cast.officer.grants[0].area, on=LEAVES, vehicle="返程车", seats=3,
        leaves_on=LATER, from_text="乙", to_text="甲", direction="return",
    )  # fmt: skip
    owed = Passenger.objects.get()
    settle_return(actor=cast.officer, passenger=owed, on=LEAVES, kind="journey", journey=home)
    change_journey(
        actor=cast.officer, journey=home, on=LEAVES, leaves_on=day(11), from_text="丙", because="让路"
    )
    kept = Passenger.objects.aboard().get(journey=home)
    assert (kept.leaves_on, kept.seat_number, TravelAnswer.objects.count()) == (day(11), 1, 0)


def at_work_there():
    """An officer of the county where the order is."""
    return Actor(None, "there", (Grant(Role.COUNTY_OFFICER, 440306_000_000),), on=ARRIVES)


def test_the_office_of_the_place_of_work_checks_who_arrived_there_and_sees_nothing_else(cast):
    spell = a_traveller(cast)
    departed(cast, spell)
    (seen,) = arrivals_here(at_work_there(), ARRIVES)
    assert {"seat_number", "health_checked", "journey_id", "leaves_on"} <= seen.get_deferred_fields()
    assert seen.person.get_deferred_fields() >= {"phone_sealed", "id_number_sealed", "area", "born_on"}
    kept = check_arrival_here(actor=at_work_there(), passenger=seen, on=ARRIVES, arrived=True)
    spell.refresh_from_db()
    assert kept.arrived and spell.state == "agreed" and not arrivals_here(at_work_there(), ARRIVES).exists()
    assert not arrivals_here(cast.other_officer, ARRIVES).exists()


@pytest.mark.parametrize(
    ("more", "code"),
    [({"on": TODAY}, "checked_before_departure"), ({"arrived": False}, "say_why")],
)
def test_a_check_from_there_is_refused_like_one_from_home(cast, more, code):
    departed(cast, a_traveller(cast))
    fields = {"on": ARRIVES, "arrived": True} | more
    with pytest.raises(Refused, match=code):
        check_arrival_here(actor=at_work_there(), passenger=Passenger.objects.get(), **fields)


def test_what_somebody_checked_is_not_overwritten_from_there_and_elsewhere_checks_nothing(cast):
    spell = a_traveller(cast)
    journey = departed(cast, spell)
    one = Passenger.objects.get()
    for actor in (
        cast.other_officer,
        replace(at_work_there(), grants=(Grant(Role.COUNTY_OFFICER, 440307_000_000),)),
    ):
        with pytest.raises(NotAllowed):
            check_arrival_here(actor=actor, passenger=one, on=ARRIVES, arrived=True)
    found = {one.pk: Arrival(False, "途中下车")}
    check_arrivals(actor=cast.officer, journey=journey, on=ARRIVES, found=found)
    with pytest.raises(Refused, match="arrival_checked_already"):
        check_arrival_here(actor=at_work_there(), passenger=one, on=ARRIVES, arrived=True)
    assert Spell.objects.get().state == "agreed"


def test_home_begins_the_work_of_whoever_was_seen_there_and_the_check_stays_theirs(cast):
    spell = a_traveller(cast)
    journey = departed(cast, spell)
    one = check_arrival_here(
        actor=at_work_there(), passenger=Passenger.objects.get(), on=ARRIVES, arrived=True
    )
    check_arrivals(
        actor=cast.officer, journey=journey, on=ARRIVES, found={one.pk: Arrival(True)}, begins_on=ARRIVES,
        paper="家里的纸",
    )  # fmt: skip
    one.refresh_from_db()
    assert one.arrival_paper == "" and Spell.objects.get().state == "working"
