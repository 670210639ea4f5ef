"""People: the lists hold whom they say, nobody sees another county, the number of queries stays put."""

from __future__ import annotations

import io
from datetime import date

import openpyxl
import pytest
from browsing import queries_of, with_password_just_given
from django.utils import timezone
from journey import recorded

from cast import OTHER_COUNTY_TOWNSHIP, OTHER_TOWNSHIP, TODAY
from gainful.accounts.models import ReadEntry
from gainful.casework.models import Assignment, Service
from gainful.registry.models import Membership
from make import a_household, a_person, a_wish, a_worker

pytestmark = pytest.mark.django_db


def names(response) -> set[str]:
    """The people on a page."""
    return {row.name for row in response.context["rows"]}


def test_the_list_of_the_willing_holds_those_who_want_work_and_have_none(site, cast):
    willing = a_worker(name="王愿意")
    recorded(cast, a_worker(name="李在业"), ends_on=None)
    a_worker(name="赵不愿", willing=False)
    page = site(cast.officer).get("/people/?list=willing")
    assert names(page) == {willing.name}


def test_a_household_where_nobody_works_though_somebody_would_is_on_its_list(site, cast):
    household = a_household(village="样例村")
    a_worker(household=household, name="王愿意")
    a_person(household=a_household(), name="无人问")
    page = site(cast.officer).get("/people/?list=zero")
    assert [row.household for row in page.context["rows"]] == [household]
    assert "王愿意" in page.content.decode()


def test_the_unasked_are_able_people_whom_no_ledger_names(site, cast):
    a_person(name="无人问")
    a_worker(name="问过了")
    a_person(name="无能力", labour_capacity="none")
    a_person(name="不清楚", labour_capacity="")
    assert names(site(cast.officer).get("/people/?list=unasked")) == {"无人问"}


def test_somebody_asked_last_week_is_not_among_those_without_contact(site, cast):
    a_wish(a_person(name="刚问过"), asked_on=date(2020, 10, 26))
    a_wish(a_person(name="很久了"), asked_on=date(2020, 9, 1))
    assert names(site(cast.officer).get("/people/?list=no_contact")) == {"很久了"}


def test_somebody_who_left_within_90_days_is_listed_until_they_work_again(site, cast):
    left = a_worker(name="离岗了")
    recorded(cast, left, ends_on=date(2020, 10, 10))
    recorded(cast, a_worker(name="干得久"), starts_on=date(2020, 3, 1), ends_on=date(2020, 10, 10))
    assert names(site(cast.officer).get("/people/?list=left")) == {"离岗了"}


def test_people_are_found_by_name_pinyin_and_last_four(site, cast):
    person = a_person(name="欧阳娜", name_pinyin="ouyangna oyn yangna")
    a_person(name="别人", name_pinyin="bieren br ren")
    tail = person.unsealed("id_number")[-4:]
    browser = site(cast.officer)
    for text in ("欧阳", "ouyang", "oyn", tail):
        assert names(browser.get("/people/", {"list": "all", "q": text})) == {"欧阳娜"}, text


def test_the_list_remembers_its_filters(site, cast):
    browser = site(cast.officer)
    browser.get("/people/?list=unasked&q=zhang")
    again = browser.get("/people/")
    assert again.status_code == 302 and "list=unasked" in again["Location"] and "q=zhang" in again["Location"]


def test_a_helper_sees_their_own_township_and_nobody_elsewhere(site, cast):
    a_person(name="本镇人")
    a_person(name="邻镇人", area=OTHER_TOWNSHIP)
    a_person(name="外县人", area=OTHER_COUNTY_TOWNSHIP)
    assert names(site(cast.helper).get("/people/?list=all")) == {"本镇人"}
    assert names(site(cast.officer).get("/people/?list=all")) == {"本镇人", "邻镇人"}
    narrowed = site(cast.officer).get(f"/people/?list=all&area={OTHER_COUNTY_TOWNSHIP}")
    assert names(narrowed) == set()


def test_only_mine_narrows_to_the_households_i_look_after(site, cast):
    mine, other = a_person(name="我负责"), a_person(name="别人负责")
    held = Membership.objects.get(person=mine)
    Assignment.objects.create(
        area=mine.area, household=held.household, officer_id=cast.officer.account_id, from_on=TODAY
    )
    assert other.pk
    assert names(site(cast.officer).get("/people/?list=all&mine=1")) == {"我负责"}


def test_a_page_takes_the_same_number_of_queries_with_two_people_and_with_sixty(site, cast):
    browser = site(cast.officer)
    for _ in range(2):
        recorded(cast, a_worker(), ends_on=date(2020, 10, 10))
    few = queries_of(browser, "/people/?list=all")
    for number in range(58):
        a_worker(area=OTHER_TOWNSHIP if number % 2 else None)
    assert queries_of(browser, "/people/?list=all") <= few
    assert few <= 25
    assert queries_of(browser, "/people/?list=zero") <= 25


def test_ticked_households_get_an_officer_and_it_can_be_taken_back(site, cast):
    chosen, left_out = a_worker(name="王一"), a_worker(name="王二")
    browser = site(cast.officer)
    browser.get("/people/?list=all")
    page = browser.get("/people/assign/", {"chosen": [chosen.key]})
    assert page.context["count"] == 1
    officer = next(one for one in page.context["officers"] if one.pk == cast.officer.account_id)
    done = browser.post(
        "/people/assign/", {"chosen": page.context["keys"], "officer": officer.key}, follow=True
    )
    assert "looks after 1 household" in done.content.decode()
    assert [one.household_id for one in Assignment.objects.all()] == [
        Membership.objects.get(person=chosen).household_id
    ]
    assert left_out.pk
    browser.post("/people/take-back/")
    assert not Assignment.objects.exists()


def test_a_briefing_is_recorded_for_the_whole_list_and_taken_back(site, cast):
    for _ in range(3):
        a_worker()
    a_person(area=OTHER_COUNTY_TOWNSHIP)
    browser = site(cast.officer)
    page = browser.get("/people/briefing/", {"whole": "1", "from": "list=all"})
    assert page.context["count"] == 3
    browser.post("/people/briefing/", {"chosen": page.context["keys"], "given_on": "2020-11-01"})
    assert Service.objects.filter(kind="policy_advice", given_on=date(2020, 11, 1)).count() == 3
    browser.post("/people/take-back/")
    assert not Service.objects.exists()


def test_nobody_can_brief_or_assign_people_of_another_county(site, cast):
    stranger = a_worker(area=OTHER_COUNTY_TOWNSHIP)
    browser = site(cast.officer)
    for address in ("/people/briefing/", "/people/assign/"):
        answer = browser.post(address, {"chosen": [stranger.key], "given_on": "2020-11-01"})
        assert answer.status_code == 409
        assert "Nobody was chosen" in answer.content.decode()
    assert not Service.objects.exists()


def test_nobody_takes_back_what_another_did(site, cast):
    worker = a_worker()
    first = site(cast.officer)
    first.post("/people/briefing/", {"chosen": [worker.key], "given_on": "2020-11-01"})
    act = first.session["people_last_in_bulk"]["act"]
    second = site(cast.helper)
    session = second.session
    session["people_last_in_bulk"] = {"act": act, "words": ""}
    session.save()
    assert second.post("/people/take-back/").status_code == 409
    assert Service.objects.count() == 1


def sheet_of(response) -> list[tuple]:
    """The rows of a workbook handed out."""
    return list(openpyxl.load_workbook(io.BytesIO(response.content)).active.iter_rows(values_only=True))


def test_a_list_goes_out_with_masked_numbers_and_nothing_that_computes(site, cast):
    person = a_worker(name="=HYPERLINK(1)")
    number = person.unsealed("id_number")
    browser = with_password_just_given(site(cast.officer))
    answer = browser.get("/people/workbook/?list=all")
    rows = sheet_of(answer)
    assert rows[2][1] == "=HYPERLINK(1)" and rows[2][2] == f"****{number[-4:]}"
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    assert book.active.cell(3, 2).data_type == "s"


def test_whole_numbers_go_out_only_when_asked_for_and_the_reading_is_noted(site, cast):
    person = a_worker()
    browser = with_password_just_given(site(cast.officer))
    rows = sheet_of(browser.get("/people/workbook/?list=all&numbers=full"))
    assert rows[2][2] == person.unsealed("id_number")
    assert ReadEntry.objects.filter(person_key=person.key, screen="people_export").exists()


def test_a_list_of_600_people_gone_out_does_not_close_the_cards(site, cast):
    person = a_worker()
    ReadEntry.objects.bulk_create(
        ReadEntry(
            account_id=cast.officer.account_id,
            person_key=f"{number:016x}",
            screen="people_export",
            at=timezone.now(),
        )
        for number in range(600)
    )
    assert site(cast.officer).get(f"/people/{person.key}/").status_code == 200


def test_an_export_asks_for_the_password_again(site, cast):
    answer = site(cast.officer).get("/people/workbook/?list=all")
    assert answer.status_code == 302 and "reauthenticate" in answer["Location"]


def test_a_helper_cannot_export(site, cast):
    assert site(cast.helper).get("/people/workbook/?list=all").status_code == 404


def test_the_list_speaks_both_languages(site, cast):
    a_worker()
    english = site(cast.officer).get("/people/?list=willing").content.decode()
    assert "wants work" in english and "1 person<" in english
    chinese = site(cast.officer, "zh-hans").get("/people/?list=willing").content.decode()
    assert "愿意就业" in chinese and "1人<" in chinese and "wants work" not in chinese.lower()


def test_an_empty_list_says_what_to_do_next(site, cast):
    assert "Import the registration workbook" in site(cast.officer).get("/people/?list=all").content.decode()


def test_a_benefits_officer_sees_no_lists_of_casework(site, cast):
    a_worker()
    page = site(cast.benefits).get("/people/")
    assert [one.name for one in page.context["lists"]] == ["all"]
    assert site(cast.analyst).get("/people/").status_code == 404
