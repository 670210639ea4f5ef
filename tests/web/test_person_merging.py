"""Two records of one person: found, compared, merged with a reason, taken apart."""

from __future__ import annotations

from datetime import date

import pytest

from cast import OTHER_COUNTY_TOWNSHIP
from gainful.registry.models import Merge, Person
from make import a_household, a_person, a_worker

pytestmark = pytest.mark.django_db


def twins() -> tuple[Person, Person]:
    """Two records of the same name, day of birth and village; the second without a number."""
    household, other = a_household(village="样例村"), a_household(village="样例村")
    one = a_person(household=household, name="王双", born_on=date(1980, 1, 2))
    two = a_person(household=other, name="王双", born_on=date(1980, 1, 2), id_state="missing")
    return one, two


def test_records_alike_are_listed_with_the_reason(site, cast):
    one, two = twins()
    a_worker()
    page = site(cast.officer).get("/people/alike/")
    assert {page.context["pairs"][0].first.person, page.context["pairs"][0].second.person} == {one, two}
    assert page.context["pairs"][0].reasons == ["the same name, date of birth and village"]
    assert "姓名、出生日期和村相同" in site(cast.officer, "zh-hans").get("/people/alike/").content.decode()


def test_the_other_record_is_searched_seen_side_by_side_and_merged(site, cast):
    one, two = twins()
    browser = site(cast.officer)
    found = browser.get(f"/people/{one.key}/merge/")
    assert [row.person for row in found.context["rows"]] == [two]
    page = browser.get(f"/people/{one.key}/merge/{two.key}/")
    assert {line.words for line in page.context["lines"] if line.differs} >= {"Personal number", "Household"}
    browser.post(f"/people/{one.key}/merge/{two.key}/", {"kept": one.key, "reason": "同一人，村里核实"})
    two.refresh_from_db()
    assert two.merged_into == one
    browser.post(f"/merges/{Merge.objects.get().key}/undo/")
    two.refresh_from_db()
    assert two.merged_into is None


def test_merging_without_a_reason_is_refused_in_a_sentence(site, cast):
    one, two = twins()
    answer = site(cast.officer).post(f"/people/{one.key}/merge/{two.key}/", {"kept": one.key, "reason": " "})
    assert answer.status_code == 409 and "Nothing was changed" in answer.content.decode()
    assert not Merge.objects.exists()


def test_a_merged_record_points_to_the_one_that_counts(site, cast):
    one, two = twins()
    browser = site(cast.officer)
    browser.post(f"/people/{one.key}/merge/{two.key}/", {"kept": one.key, "reason": "同一人"})
    assert f"/people/{one.key}/" in browser.get(f"/people/{two.key}/").content.decode()


def test_nobody_merges_with_a_person_of_another_county(site, cast):
    one = a_worker()
    stranger = a_worker(area=OTHER_COUNTY_TOWNSHIP)
    browser = site(cast.officer)
    for address in (f"/people/{one.key}/merge/{stranger.key}/", f"/people/{stranger.key}/merge/{one.key}/"):
        assert browser.get(address).status_code == 404
        assert browser.post(address, {"kept": one.key, "reason": "x"}).status_code == 404
    assert not Merge.objects.exists()


def test_a_helper_neither_merges_nor_compares(site, cast):
    one, two = twins()
    browser = site(cast.helper)
    assert browser.get("/people/alike/").status_code == 404
    assert browser.post(f"/people/{one.key}/merge/{two.key}/", {"reason": "x"}).status_code == 404
