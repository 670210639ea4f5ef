"""Rolls, needs and jobs after a course on screen; goals and stories at the desk and on the person's own page."""

from __future__ import annotations

from datetime import date

import pytest
from django.conf import settings as current
from django.test import Client
from django.utils import timezone

from casework.journey import recorded
from cast import COUNTY, TODAY
from gainful.casework import actions
from gainful.casework.models import Goal, Story
from gainful.registry.models import Consent
from gainful.training.actions import enrol, record_award, record_course
from gainful.training.models import Enrolment, RollCase
from gainful.web.worker import KEPT
from make import a_wish, a_worker

pytestmark = pytest.mark.django_db


def text(answer):
    return answer.content.decode()


def on_their_page(person):
    browser = Client()
    session = browser.session
    until = timezone.now() + timezone.timedelta(hours=1)
    session[KEPT] = {"person": person.pk, "until": until.isoformat()}
    session.save()
    browser.cookies[current.SESSION_COOKIE_NAME] = session.session_key
    browser.cookies[current.LANGUAGE_COOKIE_NAME] = "en"
    return browser


def a_course(cast, *people, **more):
    fields = {
        "number": "厨师1班", "occupation": "cook", "starts_on": date(2020, 10, 19), "ends_on": date(2020, 11, 20),
    } | more  # fmt: skip
    course = record_course(actor=cast.trainer, area=COUNTY, **fields)
    return course, [enrol(actor=cast.trainer, course=course, person=person) for person in people]


def test_a_roll_handed_in_by_paper_and_one_by_phone_meet_on_the_course(site, cast):
    course, seats = a_course(cast, a_worker(name="赖馥"), a_worker(name="白岩"))
    browser = site(cast.trainer)
    for roll, second in (("paper", "came"), ("phone", "away")):
        said = {
            "day": "2020-10-20",
            "roll": roll,
            f"seat_{seats[0].key}": "came",
            f"seat_{seats[1].key}": second,
        }
        answer = browser.post(f"/training/{course.key}/roll/", said, follow=True)
    page = text(answer)
    assert "The two rolls differ for 1 person" in page and "Attendance by day" in page and "白岩" in page
    assert set(Enrolment.objects.values_list("attended_days", flat=True)) == {1}
    case = RollCase.objects.get()
    page = text(browser.post(f"/training/rolls/{case.key}/", {"outcome": "手机没电"}, follow=True))
    assert "Days attended stay as they are" in page and "Say what was found" not in page


def test_a_roll_of_a_day_outside_the_course_is_refused_in_words(site, cast):
    course, seats = a_course(cast, a_worker())
    address = f"/training/{course.key}/roll/"
    said = {"day": "2020-09-01", "roll": "paper", f"seat_{seats[0].key}": "came", "back": address}
    assert "does not run on that day" in text(site(cast.trainer).post(address, said, follow=True))


def test_the_training_screen_sets_need_against_seats(site, cast):
    wanting, trained = a_worker(), a_worker()
    for person in (wanting, trained):
        a_wish(person, training_willing=True, training_occupation="cook", asked_on=date(2020, 10, 5))
    a_course(cast, trained)
    page = text(site(cast.trainer).get("/training/"))
    assert "2 people said that they want training; 1 of them have had a seat since." in page


def test_a_course_says_who_began_a_job_within_90_days(site, cast):
    placed, waits = a_worker(), a_worker()
    course, _seats = a_course(cast, placed, waits, starts_on=date(2020, 6, 1), ends_on=date(2020, 6, 30))
    recorded(cast, placed, starts_on=date(2020, 9, 1))
    page = text(site(cast.trainer).get(f"/training/{course.key}/"))
    assert "Job within 90 days of the course: 1 yes, 1 no, 0 not known yet." in page


def test_a_month_of_training_through_work_is_recorded_on_the_course(site, cast):
    course, (seat,) = a_course(cast, a_worker(), kind="through_work")
    browser = site(cast.trainer)
    said = {"month": "2020-10", "evidence": "带教记录"}
    page = text(browser.post(f"/training/{course.key}/seats/{seat.key}/month/", said, follow=True))
    assert "2020-10" in page and "Months shown" in page


def test_an_award_stands_with_the_certificates(site, cast):
    person = a_worker()
    record_award(actor=cast.trainer, person=person, kind="competition", title="县技能大赛", placing="二等奖")
    assert "县技能大赛, 二等奖" in text(site(cast.officer).get(f"/people/{person.key}/"))
    assert "县技能大赛, 二等奖" in text(on_their_page(person).get("/w/training/"))


def test_goals_and_steps_are_written_on_the_own_page_and_seen_on_the_card(site, cast):
    person = a_worker()
    browser = on_their_page(person)
    browser.post("/w/goals/", {"words": "学会修车"})
    goal = Goal.objects.get()
    page = text(browser.post(f"/w/goals/{goal.key}/step/", {"words": "下月报名"}, follow=True))
    assert "学会修车" in page and "下月报名" in page
    step = goal.steps.get()
    page = text(browser.post(f"/w/steps/{step.key}/taken/", follow=True))
    assert "step taken" in page
    browser.post(f"/w/goals/{goal.key}/state/", {"state": "reached"})
    card = text(site(cast.officer).get(f"/people/{person.key}/one-to-one/"))
    assert "学会修车" in card and "reached" in card


def test_a_story_is_seen_by_the_office_only_while_it_is_shared(site, cast):
    person = a_worker()
    browser, office = on_their_page(person), site(cast.officer)
    browser.post("/w/stories/", {"words": "我以前放羊"})
    story = Story.objects.get()
    assert "agree to sharing stories first" in text(browser.get("/w/stories/"))
    assert "我以前放羊" not in text(office.get(f"/people/{person.key}/one-to-one/"))
    browser.post("/w/consents/give/story/")
    browser.post(f"/w/stories/{story.key}/share/")
    assert "我以前放羊" in text(office.get(f"/people/{person.key}/one-to-one/"))
    browser.post(f"/w/consents/{Consent.objects.get(person=person, purpose='story').key}/withdraw/")
    assert "我以前放羊" not in text(office.get(f"/people/{person.key}/one-to-one/"))


def test_a_neighbours_goal_is_not_there(cast):
    theirs = actions.write_goal(actor=cast.officer, person=a_worker(), words="开店", on=TODAY)
    assert (
        on_their_page(a_worker()).post(f"/w/goals/{theirs.key}/state/", {"state": "reached"}).status_code
        == 404
    )


def test_at_the_desk_a_goal_and_a_story_are_written_at_the_persons_word(site, cast):
    person = a_worker()
    browser = site(cast.helper)
    browser.post(f"/people/{person.key}/goal/", {"words": "开个小店"})
    browser.post(f"/goals/{Goal.objects.get().key}/step/", {"words": "找铺面"})
    browser.post(f"/people/{person.key}/story/", {"words": "以前打铁"})
    card = text(browser.get(f"/people/{person.key}/one-to-one/"))
    assert "开个小店" in card and "找铺面" in card and "not shared" in card
