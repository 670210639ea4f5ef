"""Journeys on screen: seats named before they are given, taken back, a list without numbers, the way home."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from casework.travelling import LEAVES, a_journey, a_traveller, an_order, arrived, day, departed, seated
from cast import TODAY
from gainful.casework.actions import end_consent, make_worker_code, plan_journey
from gainful.casework.models import HireRetraction, Journey, Passenger, ReturnTransport, Spell
from make import a_household, a_worker

pytestmark = pytest.mark.django_db


def text(response) -> str:
    """What a page says."""
    return response.content.decode()


def at(name: str, **named) -> str:
    """The address of a page."""
    return reverse(name, kwargs=named)


@pytest.fixture
def leaving(settings):
    """The tests' day is the day of the journey, so that the 48 hours are over."""
    settings.GAINFUL_TODAY = LEAVES.isoformat()


def test_an_officer_plans_a_journey_from_an_order(site, cast):
    order = an_order()
    browser = site(cast.officer)
    assert order.title in text(browser.get("/journeys/"))
    assert order.employer.name in text(browser.get(f"/journeys/new/?order={order.key}"))
    said = {
        "direction": "out",
        "vehicle": "客车",
        "seats": 9,
        "leaves_on": LEAVES,
        "from_text": "甲",
        "to_text": "乙",
    }
    answer = browser.post("/journeys/new/", said)
    made = Journey.objects.get()
    assert answer["Location"] == at("journey", key=made.key) and "客车" in text(
        browser.get(answer["Location"])
    )


def test_people_are_named_then_seated_together_then_taken_back(site, cast, leaving):
    spells, journey = [a_traveller(cast) for _ in range(2)], a_journey(cast)
    browser, address = site(cast.officer), at("journey_seat", key=journey.key)
    keys = [spell.key for spell in spells]
    named = text(browser.get(address, {"chosen": keys}))
    assert all(spell.person.name in named for spell in spells) and "Seat 2 people" in named
    browser.post(address, {"chosen": keys, "paper": "派车单"})
    assert set(Passenger.objects.values_list("seated_paper", flat=True)) == {"派车单"}
    assert "Take back the seating" in text(browser.get(at("journey", key=journey.key)))
    browser.post(at("journey_take_back", key=journey.key))
    assert not Passenger.objects.exists()


def test_who_is_within_48_hours_is_not_offered_a_seat(site, cast):
    a_traveller(cast)
    page = text(site(cast.officer).get(at("journey_seat", key=a_journey(cast).key)))
    assert "Nobody can be seated" in page


def test_the_printed_list_has_names_and_no_numbers(site, cast):
    spell = a_traveller(cast)
    journey = a_journey(cast)
    seated(cast, journey, spell)
    page = text(site(cast.officer).get(at("journey_manifest", key=journey.key)))
    number = spell.person.unsealed("id_number")
    assert spell.person.name in page and number not in page and number[-4:] not in page


def test_a_household_in_two_vehicles_is_said_with_the_name(site, cast, leaving):
    home = a_household()
    first, second = (a_traveller(cast, a_worker(household=home, scope="any")) for _ in range(2))
    journey = a_journey(cast)
    seated(cast, journey, first)
    seated(cast, a_journey(cast, vehicle="另一辆"), second)
    page = text(site(cast.officer).get(at("journey", key=journey.key)))
    assert f"Of the household in another vehicle: {second.person.name}." in page


def test_health_departure_and_arrival_are_kept_from_papers(site, cast, leaving):
    spell, absent, journey = a_traveller(cast), a_traveller(cast), a_journey(cast)
    goes, stays = seated(cast, journey, spell, absent)
    browser = site(cast.officer)
    browser.post(at("journey_health", key=journey.key), {f"done_{goes.key}": "yes", "paper": "体检登记"})
    browser.post(
        at("journey_departure", key=journey.key),
        {"departed_on": LEAVES, "absent": [stays.key], "paper": "发车单"},
    )
    browser.post(
        at("journey_arrival", key=journey.key),
        {
            f"arrived_{goes.key}": "yes",
            "begins_on": LEAVES,
            "evidence": "visited",
            "paper": "到达名单",
            "not_asked_because": "路上",
        },
    )
    goes.refresh_from_db()
    journey.refresh_from_db()
    papers = (goes.health_paper, journey.departure_paper, goes.arrival_paper)
    assert papers == ("体检登记", "发车单", "到达名单")
    assert goes.health_checked is True and Spell.objects.get(pk=spell.pk).state == "working"
    assert Passenger.objects.get(pk=stays.pk).state == "off"


def test_who_does_not_arrive_needs_a_reason_and_the_form_keeps_what_was_said(site, cast, settings):
    journey = departed(cast, a_traveller(cast))
    settings.GAINFUL_TODAY = day(6).isoformat()
    one = Passenger.objects.get()
    said = {f"arrived_{one.key}": "no", "evidence": "visited", "paper": "到达名单"}
    answer = site(cast.officer).post(at("journey_arrival", key=journey.key), said)
    assert answer.status_code == 409 and "到达名单" in text(answer)
    assert Passenger.objects.get().arrived is None


def test_today_leads_to_the_way_home_and_it_is_settled(site, cast, settings):
    spell = a_traveller(cast)
    arrived(cast, departed(cast, spell), begins_on=day(6))
    end_consent(actor=cast.officer, consent=spell.consent, on=day(7))
    settings.GAINFUL_TODAY = day(7).isoformat()
    browser, seat = site(cast.officer), Passenger.objects.get()
    assert "/journeys/?list=returns" in text(browser.get("/"))
    assert at("journey_return", key=seat.key) in text(browser.get("/journeys/?list=returns"))
    browser.post(at("journey_return", key=seat.key), {"kind": "paid", "paid_fen": "120"})
    assert ReturnTransport.objects.get().paid_fen == 12_000
    assert "Nobody waits" in text(browser.get("/journeys/?list=returns"))


def test_a_hire_taken_back_is_recorded_with_why(site, cast):
    spell = a_traveller(cast)
    site(cast.officer).post(at("hire_retracted", key=spell.key), {"because": "订单取消", "paper": "企业来函"})
    kept = HireRetraction.objects.get()
    assert (kept.because, kept.paper) == ("订单取消", "企业来函")


def test_a_helper_sees_their_own_people_and_changes_no_journey(site, cast):
    journey = a_journey(cast)
    seated(cast, journey, a_traveller(cast))
    helper = site(cast.helper)
    assert Passenger.objects.get().person.name in text(helper.get(at("journey", key=journey.key)))
    assert helper.post(at("journey_call_off", key=journey.key), {"because": "x"}).status_code == 404
    assert site(cast.other_officer).get(at("journey", key=journey.key)).status_code == 404


def test_a_worker_reads_their_journey_on_their_own_page_and_in_their_own_data(cast):
    spell, journey = a_traveller(cast), a_journey(cast)
    seated(cast, journey, spell)
    code = make_worker_code(actor=cast.officer, person=spell.person, at=timezone.now())
    browser = Client(HTTP_ACCEPT_LANGUAGE="en")
    browser.post("/w/", {"tail": spell.person.unsealed("id_number")[-4:], "code": code})
    for address in ("/w/work/", "/w/record/"):
        assert journey.vehicle in text(browser.get(address))


def test_a_journey_home_has_no_seats_for_those_who_go_out(site, cast):
    home = plan_journey(
        actor=cast.officer, area=cast.officer.grants[0].area, on=TODAY, vehicle="返程车", seats=3, leaves_on=LEAVES,
        from_text="乙", to_text="甲", direction="return",
    )  # fmt: skip
    page = text(site(cast.officer).get(at("journey", key=home.key)))
    assert "back home" in page and at("journey_seat", key=home.key) not in page
