"""Protection on screen: the case and its words; closed by the independent desk alone; never seen by its subject."""

from __future__ import annotations

import pytest
from browsing import queries_of

from cast import OTHER_COUNTY, TODAY, TOWNSHIP
from gainful.accounts.models import Account
from gainful.casework.actions import open_protection_case
from gainful.casework.models import ProtectionCase
from make import a_person

pytestmark = pytest.mark.django_db


def text(response) -> str:
    """What a page says."""
    return response.content.decode()


def a_case(cast, **more) -> ProtectionCase:
    """An open case about a worker's papers."""
    fields = {"area": TOWNSHIP, "kind": "documents_kept", "employer_name": "样例砖厂"} | more
    return open_protection_case(actor=cast.desk, on=TODAY, **fields)


def elsewhere(cast) -> ProtectionCase:
    """A case of the other county, written down as its office did."""
    return ProtectionCase.objects.create(
        area=OTHER_COUNTY, kind="late_pay", opened_on=TODAY, employer_name="别县样例厂"
    )


def test_a_case_is_for_the_county_and_the_desk_and_for_nobody_elsewhere(site, cast):
    mine, other = a_case(cast), elsewhere(cast)
    for actor in (cast.officer, cast.desk):
        page = text(site(actor).get("/protection/"))
        assert mine.employer_name in page and other.employer_name not in page
        assert site(actor).get(f"/protection/{mine.key}/").status_code == 200
        assert site(actor).get(f"/protection/{other.key}/").status_code == 404
    assert site(cast.helper).get("/protection/").status_code == 404
    assert site(cast.other_officer).get(f"/protection/{mine.key}/").status_code == 404


def test_only_the_desk_closes_a_case_and_says_what_was_found(site, cast):
    case = a_case(cast)
    address = f"/protection/{case.key}/"
    assert site(cast.officer).get(address).context["form"] is None
    assert site(cast.officer).post(address, {"outcome": "nothing"}).status_code == 404
    case.refresh_from_db()
    assert case.state == "open"
    desk = site(cast.desk)
    assert "outcome" in desk.post(address, {"outcome": ""}).context["form"].errors
    desk.post(address, {"outcome": "papers handed back"})
    case.refresh_from_db()
    assert (case.state, case.closed_on, case.closed_by_id) == ("closed", TODAY, cast.desk.account_id)
    assert "papers handed back" in text(desk.get(address))
    assert desk.get(address).context["form"] is None


def test_a_closed_case_moves_to_the_other_list(site, cast):
    case = a_case(cast)
    desk = site(cast.desk)
    desk.post(f"/protection/{case.key}/", {"outcome": "papers handed back"})
    assert case.key not in text(desk.get("/protection/"))
    assert case.key in text(desk.get("/protection/?state=closed"))


def test_a_closed_case_is_not_closed_again(site, cast):
    case = a_case(cast)
    desk = site(cast.desk)
    desk.post(f"/protection/{case.key}/", {"outcome": "papers handed back"})
    answer = desk.post(f"/protection/{case.key}/", {"outcome": "another story"})
    case.refresh_from_db()
    assert answer.status_code == 409
    assert case.outcome == "papers handed back"


def test_whoever_a_case_is_about_never_sees_it(site, cast):
    case = a_case(cast, about_account=Account.objects.get(pk=cast.officer.account_id))
    browser = site(cast.officer)
    assert case.key not in text(browser.get("/protection/"))
    assert browser.get(f"/protection/{case.key}/").status_code == 404
    assert site(cast.desk).get(f"/protection/{case.key}/").status_code == 200


def test_signs_are_shown_in_words_and_other_words_as_they_stand(site, cast):
    signs = a_case(cast, kind="forced_labour_signs", words="debt_bondage, isolation")
    said = a_case(cast, words="身份证由老板保管")
    desk = site(cast.desk)
    assert "debt bondage; isolation" in text(desk.get(f"/protection/{signs.key}/"))
    assert "身份证由老板保管" in text(desk.get(f"/protection/{said.key}/"))


def test_the_person_is_a_link_for_the_officer_and_a_name_for_the_desk(site, cast):
    person = a_person()
    case = a_case(cast, person=person)
    address = f"/people/{person.key}/"
    assert address in text(site(cast.officer).get(f"/protection/{case.key}/"))
    page = text(site(cast.desk).get(f"/protection/{case.key}/"))
    assert person.name in page and address not in page


def test_more_cases_cost_no_more_queries(site, cast):
    a_case(cast, person=a_person())
    desk = site(cast.desk)
    few = queries_of(desk, "/protection/")
    for _ in range(5):
        a_case(cast, person=a_person())
    assert queries_of(desk, "/protection/") == few
