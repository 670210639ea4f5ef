"""Journeys of organised export: who is seated and who is not, departure, arrival, the way home, hires taken back."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from casework.travelling import (
    ARRIVES,
    BEFORE,
    LEAVES,
    a_journey,
    a_traveller,
    an_order,
    arrived,
    day,
    departed,
    seated,
)
from cast import OTHER_COUNTY
from gainful.accounts.refusals import NotAllowed, Refused
from gainful.casework.actions import (
    begin_spell,
    call_off_journey,
    check_arrivals,
    end_consent,
    end_spell,
    plan_journey,
    record_departure,
    record_health_checks,
    retract_hire,
    seat_people,
    settle_return,
    take_back,
    take_off_journey,
    withdraw,
)
from gainful.casework.actions.arrivals import Arrival
from gainful.casework.journeys import households_apart, orders, returns_due, to_be_seated
from gainful.casework.models import Journey, Passenger, Spell
from gainful.casework.worklists import today
from gainful.registry.models import Consent, Person
from make import TODAY, a_consent, a_household, a_worker, an_opening

pytestmark = pytest.mark.django_db


def at(on):
    """A moment of a day."""
    return timezone.make_aware(timezone.datetime(on.year, on.month, on.day, 8))


def refused_by_the_database(reason: str, write) -> None:
    """Writing by hand, past every action, is refused for this reason."""
    with pytest.raises(IntegrityError, match=reason), transaction.atomic():
        write()


def by_hand(journey: Journey, spell: Spell, **more) -> Passenger:
    """A seat written past the actions."""
    fields = {
        "area": spell.area, "journey": journey, "person": spell.person, "spell": spell, "consent": spell.consent,
        "leaves_on": journey.leaves_on, "seat_number": 1, "seated_on": LEAVES,
    } | more  # fmt: skip
    return Passenger.objects.bulk_create([Passenger(**fields)])[0]


def test_an_order_fills_from_yes_to_seat_to_work(cast):
    order = an_order(seats=3)
    spells = [a_traveller(cast, None, order) for _ in range(2)]
    assert (orders(cast.officer, TODAY).get().agreed, orders(cast.officer, TODAY).get().aboard) == (2, 0)
    journey = departed(cast, *spells)
    assert orders(cast.officer, TODAY).get().aboard == 2
    assert arrived(cast, journey, begins_on=ARRIVES) == 2
    assert orders(cast.officer, TODAY).get().working == 2
    assert set(Spell.objects.values_list("state", "starts_on")) == {("working", ARRIVES)}
    assert spells[0].follow_ups.count() == 4


def test_nobody_is_seated_before_their_48_hours_are_over(cast):
    spell, journey = a_traveller(cast), a_journey(cast)
    assert not to_be_seated(cast.officer, BEFORE).exists()
    with pytest.raises(Refused, match="cooling_off"):
        seat_people(actor=cast.officer, journey=journey, spells=[spell], on=day(1))
    refused_by_the_database("cooling_off", lambda: by_hand(journey, spell, seated_on=day(1)))
    assert list(to_be_seated(cast.officer, at(LEAVES))) == [spell]
    assert seated(cast, journey, spell)[0].seat_number == 1


def test_nobody_is_seated_without_live_consent_to_placement(cast):
    spell, journey = a_traveller(cast), a_journey(cast)
    other = a_consent(spell.person, "sharing")
    refused_by_the_database("no_live_consent", lambda: by_hand(journey, spell, consent=other))
    refused_by_the_database("no_live_consent", lambda: by_hand(journey, spell, consent=None))
    end_consent(actor=cast.officer, consent=spell.consent, on=TODAY)
    with pytest.raises(Refused, match="no_agreed_placement"):
        seat_people(actor=cast.officer, journey=journey, spells=[spell], on=LEAVES)
    refused_by_the_database("no_live_consent", lambda: by_hand(journey, spell))


def test_only_an_agreed_placement_of_the_organised_channel_is_seated(cast):
    near = a_traveller(cast, a_worker(), an_opening())
    journey = a_journey(cast)
    with pytest.raises(Refused, match="no_agreed_placement"):
        seat_people(actor=cast.officer, journey=journey, spells=[near], on=LEAVES)
    refused_by_the_database("no_agreed_placement", lambda: by_hand(journey, near))
    begun = begin_spell(actor=cast.officer, spell=a_traveller(cast), on=LEAVES)
    refused_by_the_database("no_agreed_placement", lambda: by_hand(journey, begun))


@pytest.mark.parametrize("how", ["consent", "yes"])
def test_a_withdrawal_takes_the_person_off_a_vehicle_that_has_not_left(cast, how):
    spell, stays = a_traveller(cast), a_traveller(cast)
    journey = a_journey(cast)
    seated(cast, journey, spell, stays)
    if how == "consent":
        end_consent(actor=cast.officer, consent=spell.consent, on=LEAVES)
    else:
        withdraw(actor=cast.officer, offer=spell.offer, on=LEAVES, how="at_desk")
    assert Passenger.objects.get(person=spell.person).state == "off"
    assert [one.person for one in Passenger.objects.aboard()] == [stays.person]
    assert not returns_due(cast.officer, LEAVES).exists()


def test_a_death_takes_the_person_off_too(cast):
    spell, journey = a_traveller(cast), a_journey(cast)
    seated(cast, journey, spell)
    Person.objects.filter(pk=spell.person_id).update(died_on=LEAVES)
    assert not Passenger.objects.aboard().exists()


def test_a_vehicle_is_never_overbooked(cast):
    spells = [a_traveller(cast) for _ in range(3)]
    journey = a_journey(cast, seats=2)
    with pytest.raises(Refused, match="vehicle_full"):
        seat_people(actor=cast.officer, journey=journey, spells=spells, on=LEAVES)
    assert not Passenger.objects.exists()
    seated(cast, journey, *spells[:2])
    refused_by_the_database("vehicle_full", lambda: by_hand(journey, spells[2], seat_number=3))
    refused_by_the_database("vehicle_full", lambda: Journey.objects.update(seats=1))


def test_no_two_people_share_a_seat(cast):
    first, second, journey = a_traveller(cast), a_traveller(cast), a_journey(cast)
    seated(cast, journey, first)
    with pytest.raises(IntegrityError), transaction.atomic():
        by_hand(journey, second, seat_number=1)


def test_one_person_sits_in_one_vehicle_a_day(cast):
    spell, first, second = a_traveller(cast), a_journey(cast), a_journey(cast, vehicle="样例客车2号")
    seated(cast, first, spell)
    with pytest.raises(Refused, match="seated_elsewhere_that_day"):
        seat_people(actor=cast.officer, journey=second, spells=[spell], on=LEAVES)
    with pytest.raises(IntegrityError), transaction.atomic():
        by_hand(second, spell)
    refused_by_the_database("not_the_day_of_the_journey", lambda: by_hand(second, spell, leaves_on=day(6)))
    refused_by_the_database("journey_has_passengers", lambda: Journey.objects.update(leaves_on=day(6)))


def test_a_seat_is_not_passed_on_to_somebody_else(cast):
    journey = a_journey(cast)
    (one,) = seated(cast, journey, a_traveller(cast))
    other = a_traveller(cast)
    refused_by_the_database(
        "a_seat_keeps_its_person",
        lambda: Passenger.objects.filter(pk=one.pk).update(
            person=other.person, spell=other, consent=other.consent
        ),
    )


def test_passengers_pay_nothing(cast):
    seated(cast, a_journey(cast), a_traveller(cast))
    with pytest.raises(IntegrityError), transaction.atomic():
        Passenger.objects.update(fee_fen=1)


def test_a_household_sits_side_by_side_also_when_strangers_sit_already(cast):
    home = a_household()
    family = [a_traveller(cast, a_worker(household=home, scope="any")) for _ in range(3)]
    journey = a_journey(cast, seats=6)
    strangers = [a_traveller(cast) for _ in range(2)]
    seated(cast, journey, *strangers)
    rows = seated(cast, journey, *family)
    numbers = [one.seat_number for one in rows if one.person.pk in {spell.person_id for spell in family}]
    assert numbers == [3, 4, 5]
    assert not households_apart(journey, rows, at(LEAVES))


def test_the_manifest_says_why_a_household_is_not_together(cast):
    home = a_household()
    first, second = (a_traveller(cast, a_worker(household=home, scope="any")) for _ in range(2))
    journey, other = a_journey(cast), a_journey(cast, vehicle="样例客车2号")
    rows = seated(cast, journey, first)
    assert households_apart(journey, rows, BEFORE)[first.person_id][0].reason == "cooling_off"
    assert households_apart(journey, rows, at(LEAVES))[first.person_id][0].reason == "not_seated"
    seated(cast, other, second)
    (why,) = households_apart(journey, rows, at(LEAVES))[first.person_id]
    assert (why.reason, why.people) == ("in_another_vehicle", (second.person_id,))


def test_seats_apart_are_said(cast):
    home = a_household()
    journey = a_journey(cast, seats=3)
    rows = seated(cast, journey, *(a_traveller(cast) for _ in range(3)))
    take_off_journey(actor=cast.officer, passenger=rows[0], because="改坐火车")
    take_off_journey(actor=cast.officer, passenger=rows[2], because="改坐火车")
    pair = [a_traveller(cast, a_worker(household=home, scope="any")) for _ in range(2)]
    rows = seated(cast, journey, *pair)
    assert {one.reason for one in households_apart(journey, rows, at(LEAVES))[pair[0].person_id]} == {
        "seats_apart"
    }


def test_seating_is_taken_back_as_a_whole_until_the_vehicle_has_left(cast):
    spells, journey = [a_traveller(cast) for _ in range(3)], a_journey(cast)
    act = seat_people(actor=cast.officer, journey=journey, spells=spells, on=LEAVES)
    assert (act.changed, act.same) == (3, 0)
    assert seat_people(actor=cast.officer, journey=journey, spells=spells, on=LEAVES).same == 3
    take_back(actor=cast.officer, act=act.act)
    assert not Passenger.objects.exists() and Spell.objects.filter(state="agreed").count() == 3
    again = seat_people(actor=cast.officer, journey=journey, spells=spells, on=LEAVES)
    record_departure(actor=cast.officer, journey=journey, on=LEAVES, departed_on=LEAVES)
    with pytest.raises(IntegrityError, match="journey_not_planned"), transaction.atomic():
        take_back(actor=cast.officer, act=again.act)


def test_who_says_that_a_health_check_was_done_is_kept_and_nobody_is_taken_to_have_said_no(cast):
    journey = a_journey(cast)
    rows = seated(cast, journey, *(a_traveller(cast) for _ in range(3)))
    said = {rows[0].pk: True, rows[1].pk: False}
    assert record_health_checks(actor=cast.officer, journey=journey, said=said, paper="体检单") == 2
    assert list(Passenger.objects.order_by("seat_number").values_list("health_checked", flat=True)) == [
        True, False, None,
    ]  # fmt: skip
    with pytest.raises(Refused, match="not_on_the_manifest"):
        record_health_checks(actor=cast.officer, journey=a_journey(cast), said=said)


def test_who_does_not_come_loses_nothing(cast):
    absent, comes, journey = a_traveller(cast), a_traveller(cast), a_journey(cast)
    rows = seated(cast, journey, absent, comes)
    stayed = next(one for one in rows if one.spell_id == absent.pk)
    before = today(cast.officer, LEAVES)["willing_not_in_work"]
    record_departure(actor=cast.officer, journey=journey, on=LEAVES, departed_on=LEAVES, absent=[stayed.pk])
    absent.refresh_from_db()
    stayed.refresh_from_db()
    assert (stayed.state, stayed.off_because, absent.state) == ("off", "did_not_come", "agreed")
    assert today(cast.officer, LEAVES)["willing_not_in_work"] == before


@pytest.mark.parametrize(
    ("days", "on", "code"), [(6, LEAVES, "not_yet_happened"), (4, LEAVES, "left_before_its_day")]
)
def test_a_departure_has_its_day(cast, days, on, code):
    journey = a_journey(cast)
    seated(cast, journey, a_traveller(cast))
    with pytest.raises(Refused, match=code):
        record_departure(actor=cast.officer, journey=journey, on=on, departed_on=day(days))


def test_a_vehicle_leaves_once_with_somebody_in_it_and_then_takes_nobody_more(cast):
    empty = a_journey(cast)
    with pytest.raises(Refused, match="nobody_aboard"):
        record_departure(actor=cast.officer, journey=empty, on=LEAVES, departed_on=LEAVES)
    journey, late = departed(cast, a_traveller(cast)), a_traveller(cast)
    for act in (
        lambda: record_departure(actor=cast.officer, journey=journey, on=LEAVES, departed_on=LEAVES),
        lambda: seat_people(actor=cast.officer, journey=journey, spells=[late], on=LEAVES),
        lambda: call_off_journey(actor=cast.officer, journey=journey, because="下雨"),
        lambda: take_off_journey(actor=cast.officer, passenger=Passenger.objects.get(), because="下车"),
    ):
        with pytest.raises(Refused, match="journey_not_planned"):
            act()
    refused_by_the_database("journey_not_planned", lambda: by_hand(journey, late, seat_number=2))
    refused_by_the_database(
        "journey_not_planned", lambda: Passenger.objects.update(state="off", off_because="x")
    )
    refused_by_the_database("journey_not_planned", lambda: Passenger.objects.all().delete())


def test_a_journey_called_off_leaves_the_placements_as_they_are(cast):
    spell, journey = a_traveller(cast), a_journey(cast)
    seated(cast, journey, spell)
    with pytest.raises(Refused, match="say_why"):
        call_off_journey(actor=cast.officer, journey=journey, because=" ")
    call_off_journey(actor=cast.officer, journey=journey, because="大雪封路")
    spell.refresh_from_db()
    assert spell.state == "agreed" and Passenger.objects.get().off_because == "journey_called_off"
    assert list(to_be_seated(cast.officer, at(LEAVES))) == [spell]


def test_journeys_are_planned_for_a_day_to_come_and_a_vehicle_that_exists(cast):
    for fault, code in (({"leaves_on": day(-1)}, "leaves_in_the_past"), ({"seats": 0}, "not_so_many_seats")):
        with pytest.raises(Refused, match=code):
            a_journey(cast, **fault)


def test_arrival_begins_work_by_the_rules_of_beginning(cast):
    spell = a_traveller(cast)
    journey = departed(cast, spell)
    spell.opening.employer.frozen_on = LEAVES
    spell.opening.employer.save()
    with pytest.raises(Refused, match="employer_frozen"):
        arrived(cast, journey, begins_on=ARRIVES)
    assert Passenger.objects.get().arrived is None
    assert arrived(cast, journey) == 1
    spell.refresh_from_db()
    assert spell.state == "agreed" and Passenger.objects.get().arrived is True


def test_who_withdrew_on_the_way_arrives_and_does_not_begin(cast):
    goes, changes = a_traveller(cast), a_traveller(cast)
    journey = departed(cast, goes, changes)
    end_consent(actor=cast.officer, consent=changes.consent, on=LEAVES)
    assert arrived(cast, journey, begins_on=ARRIVES) == 2
    assert {spell.state for spell in Spell.objects.filter(pk=goes.pk)} == {"working"}
    assert Spell.objects.get(pk=changes.pk).state == "called_off"
    assert [one.person for one in returns_due(cast.officer, ARRIVES)] == [changes.person]


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"on": LEAVES - (ARRIVES - LEAVES)}, "checked_before_departure"),
        ({"begins_on": day(30)}, "not_yet_happened"),
        ({"begins_on": TODAY}, "begins_before_arrival"),
        ({"found": {0: Arrival(True)}}, "not_on_the_manifest"),
    ],
)
def test_a_wrong_arrival_check_is_refused_by_name(cast, more, code):
    journey = departed(cast, a_traveller(cast))
    with pytest.raises(Refused, match=code):
        arrived(cast, journey, **more)


def test_not_to_have_arrived_has_a_reason_and_who_checked(cast):
    journey = departed(cast, a_traveller(cast))
    one = Passenger.objects.get()
    with pytest.raises(Refused, match="say_why"):
        arrived(cast, journey, found={one.pk: Arrival(False)})
    arrived(cast, journey, found={one.pk: Arrival(False, "中途下车回家")}, paper="到达名单")
    one.refresh_from_db()
    assert (one.arrived, one.checked_by_id, one.arrival_paper) == (False, cast.officer.account_id, "到达名单")
    with pytest.raises(Refused, match="not_departed"):
        check_arrivals(actor=cast.officer, journey=a_journey(cast), on=ARRIVES, found={})


def test_today_names_what_is_due_of_journeys(cast):
    journey = a_journey(cast)
    seated(cast, journey, a_traveller(cast))
    names = ("departures_due", "arrivals_unchecked", "returns_due")

    def due(on):
        counts = today(cast.officer, on)
        return tuple(counts[name] for name in names)

    assert (due(day(4)), due(LEAVES)) == ((0, 0, 0), (1, 0, 0))
    record_departure(actor=cast.officer, journey=journey, on=LEAVES, departed_on=LEAVES)
    assert due(LEAVES) == (0, 1, 0)
    arrived(cast, journey, begins_on=ARRIVES)
    assert due(ARRIVES) == (0, 0, 0)
    end_spell(actor=cast.officer, spell=Spell.objects.get(), on=day(9), ends_on=day(9))
    assert due(day(9)) == (0, 0, 1)


def test_a_withdrawal_at_work_too_brings_the_way_home_and_the_job_goes_on(cast):
    spell = a_traveller(cast)
    arrived(cast, departed(cast, spell), begins_on=ARRIVES)
    end_consent(actor=cast.officer, consent=spell.consent, on=day(9))
    spell.refresh_from_db()
    assert spell.state == "working" and returns_due(cast.officer, day(9)).get().spell == spell


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"kind": "journey"}, "say_which_return_journey"),
        ({"kind": "paid"}, "say_what_was_paid"),
        ({"kind": "not_wanted"}, "answer_needs_evidence"),
    ],
)
def test_a_way_home_says_which(cast, said, code):
    spell = a_traveller(cast)
    departed(cast, spell)
    withdraw(actor=cast.officer, offer=spell.offer, on=LEAVES, how="at_desk")
    with pytest.raises(Refused, match=code):
        settle_return(actor=cast.officer, passenger=Passenger.objects.get(), on=day(7), **said)


def test_the_way_home_needs_no_consent_and_is_settled_once(cast):
    spell, home = a_traveller(cast), a_journey(cast, direction="return", leaves_on=day(8), seats=1)
    stays = a_traveller(cast)
    refused_by_the_database(
        "did_not_travel_out", lambda: by_hand(home, spell, seated_on=day(8), consent=None)
    )
    departed(cast, spell, stays)
    with pytest.raises(Refused, match="return_not_due"):
        seat = Passenger.objects.get(person=stays.person)
        settle_return(actor=cast.officer, passenger=seat, on=day(7), kind="journey", journey=home)
    end_consent(actor=cast.officer, consent=spell.consent, on=LEAVES)
    due = returns_due(cast.officer, day(7)).get()
    settle_return(actor=cast.officer, passenger=due, on=day(7), kind="journey", journey=home)
    assert not returns_due(cast.officer, day(7)).exists()
    assert [one.person for one in Passenger.objects.aboard().filter(journey=home)] == [spell.person]
    with pytest.raises(Refused, match="return_not_due"):
        settle_return(actor=cast.officer, passenger=due, on=day(7), kind="paid", paid_fen=10_000)


def test_a_hire_taken_back_never_begins_reverses_the_counts_and_takes_nothing_from_the_person(cast):
    order = an_order(seats=1)
    spell, journey = a_traveller(cast, None, order), a_journey(cast)
    seated(cast, journey, spell)
    consents = Consent.objects.live().filter(person=spell.person).count()
    retract_hire(actor=cast.officer, spell=spell, on=LEAVES, because="订单取消")
    spell.refresh_from_db()
    assert (spell.state, spell.follow_ups.count()) == ("called_off", 0)
    assert (orders(cast.officer, TODAY).get().agreed, Passenger.objects.get().state) == (0, "off")
    assert Consent.objects.live().filter(person=spell.person).count() == consents
    assert spell.offer.how == "paper_at_desk" and today(cast.officer, LEAVES)["willing_not_in_work"] == 1
    with pytest.raises(Refused, match="not_agreed"):
        begin_spell(actor=cast.officer, spell=spell, on=LEAVES)
    assert a_traveller(cast, spell.person, an_order()).state == "agreed"
    assert a_traveller(cast, None, order).state == "agreed"


def test_a_hire_taken_back_on_the_way_brings_the_way_home(cast):
    spell = a_traveller(cast)
    departed(cast, spell)
    with pytest.raises(Refused, match="say_why"):
        retract_hire(actor=cast.officer, spell=spell, on=LEAVES, because="")
    retract_hire(actor=cast.officer, spell=spell, on=LEAVES, because="工厂停工")
    assert returns_due(cast.officer, LEAVES).get().person == spell.person


def test_work_that_has_begun_is_not_taken_back_as_a_hire(cast):
    begun = begin_spell(actor=cast.officer, spell=a_traveller(cast), on=LEAVES)
    with pytest.raises(Refused, match="not_agreed"):
        retract_hire(actor=cast.officer, spell=begun, on=LEAVES, because="工厂停工")


def test_a_journey_is_sent_by_its_own_county_with_its_own_people(cast):
    spell, journey = a_traveller(cast), a_journey(cast)
    theirs = plan_journey(
        actor=cast.other_officer, area=OTHER_COUNTY, on=TODAY, vehicle="外县客车", seats=5, leaves_on=LEAVES,
        from_text="外县", to_text="样例工业园",
    )  # fmt: skip
    for chosen in (journey, theirs):
        with pytest.raises(NotAllowed):
            seat_people(actor=cast.other_officer, journey=chosen, spells=[spell], on=LEAVES)
    assert not to_be_seated(cast.other_officer, at(LEAVES)).exists()


def test_a_word_that_is_none_is_refused_by_the_database(cast):
    journey = a_journey(cast)
    seated(cast, journey, a_traveller(cast))
    refused_by_the_database("not_a_journey", lambda: Journey.objects.update(state="gone"))
    refused_by_the_database("not_a_passenger", lambda: Passenger.objects.update(state="away"))
    refused_by_the_database(
        "no_live_consent|journey_has_passengers|did_not_travel_out",
        lambda: Journey.objects.update(direction="return"),
    )
