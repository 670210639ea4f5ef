"""Changing a journey on screen, answering on one's own page, arrivals at the place of work, openings of a project."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from casework.places import a_project
from casework.travelling import LEAVES, a_journey, a_traveller, departed, seated
from gainful.casework.actions import change_journey, make_worker_code
from gainful.casework.models import Journey, Passenger, TravelAnswer
from gainful.jobs.models import Opening
from make import TODAY, an_opening

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _outbox(settings, tmp_path):
    settings.GAINFUL_HOME, settings.GAINFUL_DEMO = tmp_path, True


def text(response) -> str:
    """A page as text."""
    return response.content.decode()


def at(name, **key):
    """A page's address."""
    return reverse(name, kwargs=key)


def changed(cast):
    """A journey with one passenger, changed today."""
    spell, journey = a_traveller(cast), a_journey(cast)
    seated(cast, journey, spell)
    change_journey(
        actor=cast.officer, journey=journey, on=TODAY, leaves_on=LEAVES.replace(day=12), from_text="镇上",
        because="大雪封路",
    )  # fmt: skip
    return journey, spell


def test_an_officer_changes_the_day_and_the_page_says_who_is_asked_again(site, cast):
    journey, spell = a_journey(cast), a_traveller(cast)
    seated(cast, journey, spell)
    browser = site(cast.officer)
    said = {"leaves_on": "2020-11-12", "from_text": journey.from_text, "because": "大雪封路"}
    answer = browser.post(at("journey_change", key=journey.key), said, follow=True)
    page = text(answer)
    assert (
        "1 person is asked again" in page
        and "not answered yet" in page
        and "no message could be sent" in page
    )
    assert Journey.objects.get().leaves_on.isoformat() == "2020-11-12"
    assert "person to ask again" in text(browser.get(reverse("today")))


def test_a_paper_answer_is_kept_and_no_paper_is_refused_on_the_form(site, cast):
    changed(cast)
    address = at("journey_answer", key=TravelAnswer.objects.get().key)
    browser = site(cast.officer)
    browser.post(address, {"agrees": "yes", "evidence": ""})
    assert TravelAnswer.objects.get().state == "waiting"
    browser.post(address, {"agrees": "no", "evidence": "签字纸"})
    assert TravelAnswer.objects.get().state == "declined"


def test_the_person_says_yes_on_their_own_page_in_one_tap(cast):
    _journey, spell = changed(cast)
    code = make_worker_code(actor=cast.officer, person=spell.person, at=timezone.now())
    browser = Client(HTTP_ACCEPT_LANGUAGE="en")
    browser.post("/w/", {"tail": spell.person.unsealed("id_number")[-4:], "code": code})
    assert "Your journey changed" in text(browser.get("/w/work/"))
    answer = TravelAnswer.objects.get()
    assert browser.post(at("my_journey_answer", key=answer.key), {}).status_code == 404
    browser.post(at("my_journey_answer", key=answer.key), {"agrees": "yes"})
    answer.refresh_from_db()
    assert (answer.state, answer.how) == ("agreed", "own_code")
    assert "Your journey changed" not in text(browser.get("/w/work/"))


def test_home_sees_the_arrival_and_nobody_at_home_finds_it_among_those_to_come(site, cast):
    spell = a_traveller(cast)
    departed(cast, spell)
    browser = site(cast.officer)
    assert spell.person.name not in text(browser.get(reverse("arrivals")))
    assert browser.get(at("arrival", key=Passenger.objects.get().key)).status_code == 404


def test_an_officer_names_the_openings_of_a_project(site, cast):
    project = a_project()
    mine = an_opening(employer=project.employer, channel="project", title="装卸工")
    an_opening(channel="workshop", title="缝纫工")
    browser = site(cast.officer)
    page = text(browser.get(at("project_openings", key=project.key)))
    assert "装卸工" in page and "缝纫工" not in page
    browser.post(at("project_openings", key=project.key), {"openings": [mine.key]})
    assert Opening.objects.get(project=project) == mine
    assert "0 at work of 5 seats" in text(browser.get(at("project", key=project.key)))


def test_a_new_opening_is_tied_from_the_projects_page_and_a_workshops_opening_is_not(site, cast):
    project = a_project()
    browser = site(cast.officer)
    page = text(browser.get(f"{reverse('opening_new')}?project={project.key}"))
    assert project.name in page
    said = {
        "employer": project.employer.name,
        "title": "挖土工",
        "channel": "project",
        "seats": "3",
        "project": project.key,
    }
    browser.post(reverse("opening_new"), said)
    assert Opening.objects.get(title="挖土工").project == project
    answer = browser.post(reverse("opening_new"), said | {"title": "缝纫工", "channel": "workshop"})
    assert answer.status_code == 409 and "Only openings of the channel of projects" in text(answer)
