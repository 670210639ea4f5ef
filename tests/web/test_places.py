"""Workshops, posts, projects and leaders on screen: what an officer sees, does, and finds again on Today."""

from __future__ import annotations

from datetime import date

import pytest
from browsing import queries_of
from journey import recorded
from places import a_leader, a_post, a_workshop, came, on_its_roll

from cast import TODAY, an_actor
from gainful.accounts.actor import Role
from gainful.casework.actions import record_pay, record_post_term
from gainful.casework.models import PostTerm, SignReview
from gainful.casework.need import zero_employment
from gainful.jobs.models import LeaderApplication, Project
from gainful.registry.models import Household
from make import a_household, a_worker

pytestmark = pytest.mark.django_db


def text(response) -> str:
    """What a page says."""
    return response.content.decode()


def test_a_workshop_gets_its_plaque_and_leaves_on_screen(site, cast):
    workshop, browser = a_workshop(), site(cast.officer)
    address = f"/workshops/{workshop.key}/"
    browser.post(f"{address}recognise/", {"plaque": "样例-07", "recognised_on": "2020-03-01"})
    assert "样例-07" in text(browser.get(address))
    browser.post(f"{address}exit/", {"exited_on": "2020-10-01", "because": "长期停工"})
    assert "长期停工" in text(browser.get(address)) and "withdrawn" in text(browser.get(address))


def test_the_share_of_registered_people_is_of_all_who_work_there_and_unknown_without_that(site, cast):
    workshop = a_workshop(workers_stated=4)
    on_its_roll(cast, workshop)
    browser = site(cast.officer)
    assert "25.0 %" in text(browser.get(f"/workshops/{workshop.key}/"))
    workshop.workers_stated = None
    workshop.save(update_fields=["workers_stated"])
    assert "25.0 %" not in text(browser.get(f"/workshops/{workshop.key}/"))


def test_a_sign_is_a_sentence_and_a_look_is_written_beside_it(site, cast):
    workshop, browser = a_workshop(), site(cast.officer)
    on_its_roll(cast, workshop)
    address = f"/workshops/{workshop.key}/"
    assert "No attendance was recorded for 62 days; the programme asks to look after 45." in text(
        browser.get(address)
    )
    assert "go and look" in text(browser.get("/workshops/"))
    for sign in ("no_attendance", "no_pay_evidence"):
        browser.post(f"{address}signs/{sign}/", {"found": "去看过，都在"})
    assert "去看过，都在" in text(browser.get(address))
    assert "go and look" not in text(browser.get("/workshops/"))
    assert SignReview.objects.count() == 2


def test_a_helper_keeps_attendance_and_sees_it_on_the_roll(site, cast):
    workshop = a_workshop()
    spell = on_its_roll(cast, workshop)
    said = {"unit": "month", "begins_on": "2020-10-09", "source": "phone", "present_days": "22"}
    answer = site(cast.helper).post(f"/spells/{spell.key}/attendance/", said)
    assert answer["Location"] == f"/workshops/{workshop.key}/"
    assert "2020-10: 22 days (by phone)" in text(site(cast.helper).get(answer["Location"]))


def test_a_post_whose_term_ends_stands_on_today_and_leaves_it_when_they_have_gone_on(site, cast):
    person = a_worker()
    spell, browser = a_post(cast, person), site(cast.officer)
    came(cast, spell)
    said = {
        "ends_on": "2020-11-30",
        "because": "from_ledger",
        "ledger": "样例台账",
        "ledger_of": "2020-10-31",
        "persons_word": "还想做",
        "monthly_wage_fen": "800",
    }
    browser.post(f"/posts/{spell.key}/term/", said)
    assert PostTerm.objects.get().monthly_wage_fen == 80_000
    assert "/posts/?list=ending" in text(browser.get("/"))
    job = recorded(cast, person, starts_on=date(2020, 11, 1), employer_name="样例家门口工厂")
    browser.post(
        f"/posts/{spell.key}/leave/", {"ends_on": "2020-10-31", "left_because": "better_work", "job": job.key}
    )
    assert "样例家门口工厂" in text(browser.get(f"/posts/{spell.key}/"))
    assert "/posts/?list=ending" not in text(browser.get("/"))


def test_a_post_that_is_not_the_last_resort_is_refused_on_the_form(site, cast):
    from make import an_opening

    spell = a_post(cast)
    an_opening(channel="project")
    said = {"ends_on": "2021-08-31", "because": "nothing_else_fits", "persons_word": "想做"}
    answer = site(cast.officer).post(f"/posts/{spell.key}/term/", said)
    assert answer.status_code == 409 and "a post is the last resort" in text(answer)


def test_a_post_paid_without_attendance_asks_to_be_looked_into(site, cast):
    spell = a_post(cast)
    record_pay(
        actor=cast.officer,
        spell=spell,
        month=date(2020, 9, 1),
        on=TODAY,
        evidence="payroll",
        received_fen=80_000,
    )
    assert "no roll says that anybody came, last for 2020-09" in text(
        site(cast.officer).get(f"/posts/{spell.key}/")
    )


def test_a_project_promises_and_is_measured_against_it(site, cast):
    browser = site(cast.officer)
    answer = browser.post("/projects/new/", {"name": "样例水渠", "employer": "样例水利公司"})
    project = Project.objects.get()
    assert answer["Location"] == f"/projects/{project.key}/"
    recorded(cast, channel="project", employer=project.employer)
    said = {"contract": "合同甲", "signed_on": "2020-01-01", "promised_percent": "30", "workers_stated": "2"}
    browser.post(f"/projects/{project.key}/clause/", said)
    page = text(browser.get(f"/projects/{project.key}/"))
    assert "50.0 %" in page and "30 percent of all promised to local people" in page and ">kept<" in page


def test_a_leader_goes_from_the_persons_card_to_the_certificate(site, cast):
    person, browser = a_worker(), site(cast.officer)
    assert f"/people/{person.key}/leader/" in text(browser.get(f"/people/{person.key}/"))
    browser.post(f"/people/{person.key}/leader/", {"business_name": "样例养殖场", "applied_on": "2020-08-20"})
    address = f"/leaders/applications/{LeaderApplication.objects.get().key}/"
    for day in ("2020-09-01", "2020-09-03", "2020-09-10", "2020-09-20"):
        browser.post(f"{address}step/", {"passed": "yes", "done_on": day, "decided_by": "样例单位"})
    assert "public notice is over" in text(browser.get("/"))
    certificate = {"passed": "yes", "done_on": "2020-09-27", "decided_by": "县办", "certificate": "证-9"}
    browser.post(f"{address}step/", certificate)
    page = text(browser.get(f"/leaders/{LeaderApplication.objects.get().leader.key}/"))
    assert "证-9" in page and "5 are asked for" in page


def test_a_household_brought_along_is_in_no_figure_of_work(site, cast):
    leader, household = a_leader(), a_household()
    worker = a_worker(household=household)
    said = {
        "household": household.number,
        "year": "2020",
        "evidence": "收购合同",
        "income_raised_fen": "1500",
    }
    site(cast.officer).post(f"/leaders/{leader.key}/households/", said)
    assert leader.brought_along.get().income_raised_fen == 150_000
    assert household in zero_employment(Household.objects.all(), TODAY)
    assert not worker.spells.exists()


def test_who_runs_a_workshop_is_offered_to_the_countys_office_alone(site, cast):
    workshop = a_workshop()
    page, name = f"/workshops/{workshop.key}/", f"/workshops/{workshop.key}/operator/"
    township = an_actor("township", (Role.COUNTY_OFFICER, workshop.area // 1000 * 1000))
    said = site(township).get(page).content.decode()
    assert "Recognise a workshop" in said and name not in said
    assert site(township).get(name).status_code == 404
    assert name in site(cast.officer).get(page).content.decode()
    assert site(cast.officer).get(name).status_code == 200


@pytest.mark.parametrize("address", ["/posts/", "/workshops/", "/leaders/"])
def test_lists_cost_no_more_queries_with_more_rows(site, cast, address):
    def add(number: int) -> None:
        on_its_roll(cast, a_workshop(name=f"车间{number}"))
        came(cast, a_post(cast))
        a_leader(business_name=f"社{number}")

    add(0)
    few = queries_of(site(cast.officer), address)
    for number in range(1, 5):
        add(number)
    assert queries_of(site(cast.officer), address) == few


def test_today_counts_posts_without_a_term(site, cast):
    record_post_term(
        actor=cast.officer,
        spell=a_post(cast),
        ends_on=date(2021, 8, 31),
        because="from_ledger",
        ledger="样例台账",
        ledger_of=date(2020, 10, 31),
        persons_word="好",
        on=TODAY,
    )
    assert "/posts/?list=no_term" not in text(site(cast.officer).get("/"))
    a_post(cast)
    assert "/posts/?list=no_term" in text(site(cast.officer).get("/"))
