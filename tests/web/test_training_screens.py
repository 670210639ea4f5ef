"""Courses and workshops on screen: rosters, attendance, certificates; stated workers against those known."""

from __future__ import annotations

from datetime import date

import pytest
from browsing import queries_of
from journey import agreed

from cast import COUNTY, OTHER_COUNTY, OTHER_COUNTY_TOWNSHIP, TODAY, TOWNSHIP
from gainful.casework.models import Spell
from gainful.jobs.models import Workshop
from gainful.registry.models import Person
from gainful.training.models import Certificate, Course, Enrolment
from make import a_person

pytestmark = pytest.mark.django_db


def text(response) -> str:
    """What a page says."""
    return response.content.decode()


def a_course(number: str = "KC-1", **more) -> Course:
    """A course of ten days in the county."""
    fields = {
        "area": COUNTY,
        "occupation": "cleaner",
        "provider": "样例培训学校",
        "starts_on": date(2020, 8, 1),
        "ends_on": date(2020, 8, 10),
        "days": 10,
    } | more
    return Course.objects.create(number=number, **fields)


def a_seat(course: Course, person: Person | None = None, **more) -> Enrolment:
    """Somebody's seat; attendance is not known unless said."""
    person = person or a_person()
    return Enrolment.objects.create(area=person.area, course=course, person=person, **more)


def a_workshop(name: str, **more) -> Workshop:
    """A workshop of the township; what is not named is not stated."""
    return Workshop.objects.create(**({"area": TOWNSHIP, "name": name, "running": "running"} | more))


def a_spell_at(workshop: Workshop, **more) -> Spell:
    """A job in a workshop, as a ledger recorded it."""
    person = a_person()
    fields = {
        "origin": "recorded",
        "state": "working",
        "channel": "workshop",
        "location_class": "in_township",
        "starts_on": date(2020, 3, 1),
        "evidence": "visited",
    } | more
    return Spell.objects.create(area=person.area, person=person, workshop=workshop, **fields)


def test_courses_are_those_of_the_own_county(site, cast):
    mine, other = a_course("KC-1"), a_course("KC-2", area=OTHER_COUNTY)
    browser = site(cast.trainer)
    page = text(browser.get("/training/"))
    assert mine.number in page and other.number not in page
    assert browser.get(f"/training/{mine.key}/").status_code == 200
    assert browser.get(f"/training/{other.key}/").status_code == 404
    assert site(cast.desk).get("/training/").status_code == 404


def test_the_roster_names_nobody_of_another_county(site, cast):
    course = a_course()
    here, away = a_seat(course), a_seat(course, a_person(area=OTHER_COUNTY_TOWNSHIP, name="乙别县"))
    page = text(site(cast.trainer).get(f"/training/{course.key}/"))
    assert here.person.name in page and away.person.name not in page
    address = f"/training/{course.key}/seats/{away.key}/"
    assert site(cast.trainer).get(address).status_code == 404


def test_attendance_and_allowance_are_kept_and_silence_stays_unknown(site, cast):
    seat = a_seat(a_course())
    address = f"/training/{seat.course.key}/seats/{seat.key}/"
    browser = site(cast.trainer)
    browser.post(address, {"attended_days": "", "allowance_fen": ""})
    seat.refresh_from_db()
    assert (seat.attended_days, seat.allowance_fen) == (None, None)
    browser.post(address, {"attended_days": "8", "allowance_fen": "160"})
    seat.refresh_from_db()
    assert (seat.attended_days, seat.allowance_fen) == (8, 16_000)
    assert "CNY 160" in text(browser.get(f"/training/{seat.course.key}/"))


def test_more_days_than_the_course_has_are_refused_with_a_sentence(site, cast):
    seat = a_seat(a_course())
    address = f"/training/{seat.course.key}/seats/{seat.key}/"
    answer = site(cast.trainer).post(address, {"attended_days": "11"})
    seat.refresh_from_db()
    assert answer.status_code == 409
    assert "More days attended than the course has (10)." in text(answer)
    assert seat.attended_days is None


def test_a_certificate_is_of_the_courses_trade_and_counted_with_the_course(site, cast):
    seat = a_seat(a_course())
    browser = site(cast.trainer)
    browser.post(f"/training/{seat.course.key}/seats/{seat.key}/", {"level": "elementary"})
    made = Certificate.objects.get(enrolment=seat)
    assert (made.occupation, made.level, made.awarded_on) == ("cleaner", "elementary", TODAY)
    listed = browser.get("/training/").context["page"].object_list
    assert [(one.people, one.certified) for one in listed] == [(1, 1)]


def test_a_course_of_no_stated_trade_offers_no_certificate(site, cast):
    seat = a_seat(a_course(occupation=""))
    page = site(cast.trainer).get(f"/training/{seat.course.key}/seats/{seat.key}/")
    assert page.context["certificate"] is None


def test_a_helper_sees_a_roster_of_the_own_township_but_records_nothing(site, cast):
    seat = a_seat(a_course(area=TOWNSHIP))
    page = text(site(cast.helper).get(f"/training/{seat.course.key}/"))
    address = f"/training/{seat.course.key}/seats/{seat.key}/"
    assert seat.person.name in page and address not in page
    assert site(cast.helper).post(address, {"attended_days": "3"}).status_code == 404


def test_more_people_on_a_roster_cost_no_more_queries(site, cast):
    course = a_course()
    a_seat(course)
    browser = site(cast.trainer)
    few = queries_of(browser, f"/training/{course.key}/")
    for _ in range(5):
        a_seat(course)
    assert queries_of(browser, f"/training/{course.key}/") == few


def test_a_workshop_shows_what_it_states_against_whom_we_know_to_work_there_today(site, cast):
    workshop = a_workshop("样例扶贫车间", workers_stated=20, registered_workers_stated=8)
    a_spell_at(workshop)
    a_spell_at(workshop, state="ended", ends_on=date(2020, 6, 30))
    called_off = agreed(cast)
    Spell.objects.filter(id=called_off.id).update(workshop=workshop)
    Spell.objects.filter(id=called_off.id).update(state="called_off")
    listed = site(cast.officer).get("/workshops/").context["rows"]
    assert [(one["workshop"], one["workshop"].known, one["share"]) for one in listed] == [(workshop, 1, 0.4)]


def test_the_share_of_registered_workers_is_unknown_where_either_number_is(site, cast):
    a_workshop("甲车间", workers_stated=20)
    a_workshop("乙车间", registered_workers_stated=8)
    a_workshop("丙车间", workers_stated=20, registered_workers_stated=0)
    rows = site(cast.officer).get("/workshops/").context["rows"]
    assert {one["workshop"].name: one["share"] for one in rows} == {
        "甲车间": None,
        "乙车间": None,
        "丙车间": 0.0,
    }


def test_workshops_of_another_county_are_not_listed(site, cast):
    a_workshop("别县车间", area=OTHER_COUNTY_TOWNSHIP)
    mine = a_workshop("本县车间")
    rows = site(cast.officer).get("/workshops/").context["rows"]
    assert [one["workshop"] for one in rows] == [mine]
