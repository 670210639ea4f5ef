"""Courses by hand, seats by search, and a workshop's page."""

from __future__ import annotations

import pytest

from cast import COUNTY, OTHER_COUNTY, OTHER_COUNTY_TOWNSHIP, TOWNSHIP
from gainful.jobs.models import Workshop
from gainful.training.models import Course, Enrolment
from make import a_person, a_worker

pytestmark = pytest.mark.django_db


def a_course(**more) -> Course:
    """A course of the county."""
    return Course.objects.create(**({"area": COUNTY, "number": "KC-7", "occupation": "cleaner"} | more))


def test_a_course_is_recorded_at_the_office_and_what_is_not_known_stays_unknown(site, cast):
    answer = site(cast.trainer).post("/training/new/", {"number": "KC-9", "days": ""})
    made = Course.objects.get()
    assert answer.url == f"/training/{made.key}/"
    assert (made.area, made.days, made.starts_on) == (COUNTY, None, None)


def test_a_course_that_ends_before_it_begins_is_refused_with_all_that_was_filled_in(site, cast):
    said = {"number": "KC-9", "starts_on": "2020-11-10", "ends_on": "2020-11-01"}
    answer = site(cast.trainer).post("/training/new/", said)
    assert answer.status_code == 409
    assert "KC-9" in answer.content.decode() and not Course.objects.exists()


def test_somebody_is_found_by_name_and_gets_a_seat(site, cast):
    course, person = a_course(), a_person(name="样例学员")
    browser = site(cast.trainer)
    assert person.key in browser.get(f"/training/{course.key}/?q=样例学员").content.decode()
    browser.post(f"/training/{course.key}/enrol/", {"person": person.key})
    assert Enrolment.objects.get().person == person
    assert person.key not in [
        one["person"].key for one in browser.get(f"/training/{course.key}/?q=样例学员").context["found"]
    ]


def test_nobody_of_another_county_is_found_or_enrolled(site, cast):
    course, stranger = a_course(), a_person(name="别县学员", area=OTHER_COUNTY_TOWNSHIP)
    browser = site(cast.trainer)
    assert not browser.get(f"/training/{course.key}/?q=别县学员").context["found"]
    assert browser.post(f"/training/{course.key}/enrol/", {"person": stranger.key}).status_code == 404


@pytest.mark.parametrize("act", ["correct", "enrol"])
def test_nobody_changes_a_course_of_another_county(site, cast, act):
    course, person = a_course(area=OTHER_COUNTY), a_person()
    answer = site(cast.trainer).post(f"/training/{course.key}/{act}/", {"person": person.key, "days": "9"})
    assert answer.status_code == 404
    course.refresh_from_db()
    assert course.days is None


def test_a_helper_sees_the_countys_course_and_no_way_to_change_it(site, cast):
    page = site(cast.helper).get(f"/training/{a_course().key}/?q=jia").content.decode()
    assert "Enrol somebody" not in page


def test_a_workshop_that_runs_with_nobody_known_at_work_asks_for_a_visit(site, cast):
    found = Workshop.objects.create(area=TOWNSHIP, name="样例车间", running="running", workers_stated=30)
    browser = site(cast.officer)
    assert "nobody is known to work there today" in browser.get(f"/workshops/{found.key}/").content.decode()
    assert "go and look" in browser.get("/workshops/").content.decode()


def test_a_workshops_roll_names_only_people_whom_the_reader_looks_after(site, cast):
    found = Workshop.objects.create(area=TOWNSHIP, name="样例车间", running="running")
    mine, other = a_worker(name="本镇工人"), a_worker(name="别县工人", area=OTHER_COUNTY_TOWNSHIP)
    from journey import recorded

    for person, actor in ((mine, cast.officer), (other, cast.other_officer)):
        recorded(type("C", (), {"officer": actor}), person, workshop=found, channel="workshop")
    page = site(cast.officer).get(f"/workshops/{found.key}/").content.decode()
    assert "本镇工人" in page and "别县工人" not in page
    assert site(cast.other_officer).get(f"/workshops/{found.key}/").status_code == 404
