"""Household card: members, incomes, registration; what is unknown is shown as unknown; nobody elsewhere sees it."""

from __future__ import annotations

from datetime import date

import pytest
from browsing import queries_of

from cast import COUNTY, OTHER_COUNTY_TOWNSHIP, OTHER_TOWNSHIP, TODAY, TOWNSHIP
from gainful.accounts.models import Account, AddedArea
from gainful.casework.models import Assignment
from gainful.registry.models import Household, HouseholdIncome, Membership, Person, RegistrationEvent
from make import a_household, a_person, a_worker, an_id_number

pytestmark = pytest.mark.django_db


def text(response) -> str:
    """What a page says."""
    return response.content.decode()


def an_income(household: Household, year: int = 2019, **more) -> HouseholdIncome:
    """Income of a year; what is not named is unknown."""
    return HouseholdIncome.objects.create(area=household.area, household=household, year=year, **more)


def test_an_unknown_income_is_shown_as_unknown_and_never_0(site, cast):
    household = a_household()
    an_income(household, wage_fen=1_200_000, transfer_fen=0)
    page = site(cast.officer).get(f"/households/{household.key}/")
    year = page.context["years"][0]
    assert year.total_fen is None and year.wage_share is None
    assert text(page).count("CNY 0<") == 1
    assert "CNY 12,000" in text(page) and "not known" in text(page)


def test_the_wage_share_is_said_only_where_everything_it_needs_is_known(site, cast):
    household = a_household()
    four = {"wage_fen": 600, "business_fen": 300, "property_fen": 0, "transfer_fen": 100}
    an_income(household, 2016, **four)
    an_income(household, 2017, wage_fen=600, net_fen=900, business_cost_fen=100)
    an_income(household, 2018, wage_fen=0, business_fen=0, property_fen=0, transfer_fen=0)
    an_income(household, 2019, **(four | {"wage_fen": None}))
    years = site(cast.officer).get(f"/households/{household.key}/").context["years"]
    assert [year.wage_share for year in years] == [None, None, 0.6, 0.6]


def test_a_member_whose_number_was_refused_is_shown_counted_and_can_be_mended(site, cast):
    household = a_household()
    a_worker(household=household)
    unnamed = a_person(household=household, id_state="refused", name="", relation="son", born_on=None)
    page = site(cast.officer).get(f"/households/{household.key}/")
    assert page.context["size"] == 2
    assert "Unnamed member" in text(page) and f"/people/{unnamed.key}/correct/" in text(page)
    assert f"/people/{unnamed.key}/correct/" not in text(
        site(cast.helper).get(f"/households/{household.key}/")
    )


def test_lack_of_own_motivation_is_never_shown_while_other_causes_are(site, cast):
    household = a_household(main_cause="own_motivation", other_causes=["illness"])
    for language, shown, hidden in (("en", "Illness", "motivation"), ("zh-hans", "因病", "发展力不足")):
        page = text(site(cast.officer, language).get(f"/households/{household.key}/"))
        assert shown in page and hidden not in page


def test_the_card_says_that_nobody_works_though_somebody_would(site, cast):
    household = a_household()
    a_worker(household=household)
    page = site(cast.officer).get(f"/households/{household.key}/")
    assert "they come first" in text(page)
    assert "优先帮扶" in text(site(cast.officer, "zh-hans").get(f"/households/{household.key}/"))


def test_a_household_card_takes_at_most_25_queries_however_many_members(site, cast):
    small, large = a_household(), a_household()
    a_worker(household=small)
    for year in range(2001, 2020):
        an_income(large, year, wage_fen=1)
    for number in range(12):
        a_worker(household=large, relation="head" if number == 0 else "son")
    browser = site(cast.officer)
    few = queries_of(browser, f"/households/{small.key}/")
    assert queries_of(browser, f"/households/{large.key}/") <= few <= 25


PAGES = (
    "", "members/new/", "members/join/", "income/", "registration/", "correct/", "move/", "officer/",
)  # fmt: skip


@pytest.mark.parametrize("page", PAGES)
def test_nobody_of_another_county_reaches_a_page_of_a_household(site, cast, page):
    household = a_household(area=OTHER_COUNTY_TOWNSHIP)
    browser = site(cast.officer)
    assert browser.get(f"/households/{household.key}/{page}").status_code == 404
    assert browser.post(f"/households/{household.key}/{page}", {}).status_code in (404, 405)


def test_nobody_of_another_county_records_anything_of_a_household(site, cast):
    person = a_worker(area=OTHER_COUNTY_TOWNSHIP)
    held = Membership.objects.get(person=person)
    address = f"/households/{held.household.key}"
    browser = site(cast.officer)
    assert browser.post(f"{address}/income/", {"year": "2019", "wage_fen": "1"}).status_code == 404
    end = {"until_on": "2020-11-01", "because": "married"}
    assert browser.post(f"{address}/members/{held.key}/end/", end).status_code == 404
    assert not HouseholdIncome.objects.exists()
    held.refresh_from_db()
    assert held.until_on is None


def test_income_by_hand_keeps_blanks_unknown_and_starts_with_what_is_known(site, cast):
    household = a_household()
    an_income(household, 2018, wage_fen=1_000_000, business_fen=50_050)
    browser = site(cast.helper)
    form = browser.get(f"/households/{household.key}/income/?year=2018").context["form"]
    assert form["wage_fen"].value() == "10000" and form["business_fen"].value() == "500.5"
    assert form["property_fen"].value() is None
    browser.post(f"/households/{household.key}/income/", {"year": "2019", "wage_fen": "1.2万"})
    kept = HouseholdIncome.objects.get(year=2019)
    assert (kept.wage_fen, kept.transfer_fen) == (1_200_000, None)


def test_income_of_a_year_to_come_is_refused_in_a_sentence(site, cast):
    household = a_household()
    answer = site(cast.officer).post(
        f"/households/{household.key}/income/", {"year": "2021", "wage_fen": "1"}
    )
    assert answer.status_code == 409 and answer.context["refusal"] and not HouseholdIncome.objects.exists()


def test_a_household_and_its_members_are_recorded_by_hand(site, cast):
    add_township()
    browser = site(cast.helper)
    said = {"number": "62129910299999", "area": str(TOWNSHIP), "village": "样例村", "registered_year": "2015"}
    browser.post("/households/new/", said)
    again = browser.post("/households/new/", said)
    assert again.status_code == 409 and again.context["form"]["village"].value() == "样例村"
    household = Household.objects.get(number="62129910299999")
    member = {"name": "王新增", "id_number": an_id_number(date(1991, 2, 3)), "relation": "head"}
    browser.post(f"/households/{household.key}/members/new/", member)
    person = Person.objects.get(name="王新增")
    assert (person.born_on, person.area) == (date(1991, 2, 3), TOWNSHIP)
    wrong = browser.post(f"/households/{household.key}/members/new/", {"name": "李错", "id_number": "123"})
    assert wrong.status_code == 409 and not Person.objects.filter(name="李错").exists()


def test_a_person_is_recorded_into_a_household_of_ones_own_area_only(site, cast):
    mine, other = a_household(), a_household(area=OTHER_COUNTY_TOWNSHIP)
    browser = site(cast.helper)
    refused = browser.post("/people/new/", {"household_number": other.number, "name": "王新增"})
    assert refused.status_code == 409 and not Person.objects.exists()
    browser.post("/people/new/", {"household_number": mine.number, "name": "王新增"})
    assert Person.objects.get().id_state == "missing"


def add_township() -> None:
    """The invented county's townships, as an installation adds them."""
    for code, name in ((COUNTY, "禾川县"), (TOWNSHIP, "石桥湾镇"), (OTHER_TOWNSHIP, "禾丰镇")):
        AddedArea.objects.create(code=code, name=name, valid_from=date(2014, 1, 1))


def test_a_household_moves_with_its_members(site, cast):
    add_township()
    person = a_worker()
    household = Membership.objects.get(person=person).household
    said = {"to_area": str(OTHER_TOWNSHIP), "village": "新村", "from_on": "2020-11-01"}
    site(cast.officer).post(f"/households/{household.key}/move/", said)
    person.refresh_from_db()
    assert person.area == OTHER_TOWNSHIP


def test_a_membership_ends_with_a_reason(site, cast):
    held = Membership.objects.get(person=a_worker())
    address = f"/households/{held.household.key}/members/{held.key}/end/"
    assert site(cast.helper).post(address, {"until_on": "2020-11-01", "because": ""}).status_code == 200
    site(cast.helper).post(address, {"until_on": "2020-11-01", "because": "married"})
    held.refresh_from_db()
    assert (held.until_on, held.left_because) == (date(2020, 11, 1), "married")
    page = text(site(cast.helper).get(f"/households/{held.household.key}/"))
    assert "married into another household" in page


def test_somebody_without_a_household_joins_and_somebody_with_one_is_not_found(site, cast):
    free, bound = a_worker(name="王自由"), a_worker(name="王有户")
    Membership.objects.filter(person=free).update(until_on=TODAY, left_because="divided")
    household = a_household()
    browser = site(cast.officer)
    found = browser.get(f"/households/{household.key}/members/join/", {"q": "王"})
    assert [row.person for row in found.context["rows"]] == [free]
    assert (
        browser.post(f"/households/{household.key}/members/join/", {"person": bound.key}).status_code == 404
    )
    browser.post(f"/households/{household.key}/members/join/", {"person": free.key})
    assert Membership.objects.get(person=free, until_on=None).household == household


def test_an_exit_with_its_notice_stands_in_the_history(site, cast):
    household = a_household(registered_year=2014)
    said = {"kind": "exited", "year": "2019", "notice_from": "2019-12-01", "notice_until": "2019-12-07"}
    site(cast.officer).post(f"/households/{household.key}/registration/", said)
    assert RegistrationEvent.objects.get().kind == "exited"
    assert "2019-12-01 – 2019-12-07" in text(site(cast.officer).get(f"/households/{household.key}/"))


def test_only_an_officer_posted_there_can_be_put_in_charge(site, cast):
    household = a_household()
    browser = site(cast.officer)
    choices = browser.get(f"/households/{household.key}/officer/").context["form"].fields["officer"].choices
    stranger = Account.objects.get(pk=cast.other_officer.account_id)
    helper = Account.objects.get(pk=cast.helper.account_id)
    assert helper.key in dict(choices) and stranger.key not in dict(choices)
    assert browser.post(f"/households/{household.key}/officer/", {"officer": stranger.key}).status_code == 200
    browser.post(f"/households/{household.key}/officer/", {"officer": helper.key})
    assert Assignment.objects.get().officer == helper
