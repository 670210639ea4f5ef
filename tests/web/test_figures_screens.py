"""Figures on screen: county totals for everybody, parts for the staff of the area, each with its definition."""

from __future__ import annotations

import csv
import json
from datetime import date

import pytest
from django.test import Client
from handing_in import text_of

from casework.journey import recorded
from cast import COUNTY, OTHER_COUNTY, OTHER_COUNTY_TOWNSHIP, OTHER_TOWNSHIP, TOWNSHIP
from gainful.accounts.models import AddedArea
from gainful.figures.desk import make_release, releases_home
from gainful.pack import load
from make import a_worker

pytestmark = pytest.mark.django_db
ON = date(2020, 10, 31)
PEOPLE = 11
"""Gone out in one township: just above the number below which nothing is shown."""


@pytest.fixture
def home(settings, tmp_path, site):
    """A home without a release, with the invented counties on the list."""
    settings.GAINFUL_HOME = tmp_path / "home"
    settings.GAINFUL_HOME.mkdir()
    for area in load("gainful_china").demo_areas:
        AddedArea.objects.create(code=area.number, name=area.name, valid_from="2014-01-01")
    return settings.GAINFUL_HOME


@pytest.fixture
def released(home, cast) -> str:
    """A release of two counties: eleven gone out in one township, four in its neighbour."""
    for number in range(PEOPLE + 4):
        person = a_worker(area=TOWNSHIP if number < PEOPLE else OTHER_TOWNSHIP)
        recorded(cast, person, place_text="广东省深圳市", evidence="visited")
    a_worker(area=OTHER_COUNTY_TOWNSHIP)
    return make_release(actor=cast.analyst, on=ON).name


@pytest.fixture
def public() -> Client:
    """Somebody who never signed in, reading English."""
    browser = Client()
    browser.cookies["django_language"] = "en"
    return browser


def test_the_public_reads_county_totals_without_signing_in(public, released):
    said = public.get(f"/figures/?area={COUNTY}")
    assert said.status_code == 200 and str(PEOPLE + 4) in text_of(said)
    assert "as of 2020-10-31" in text_of(said)


def test_the_public_sees_no_part_of_a_county(public, released):
    page = public.get("/figures/")
    assert {code for code, _name in page.context["areas"]} <= {COUNTY, OTHER_COUNTY}
    assert not page.context["parts"] and not [one for one in page.context["others"] if one.breakdown]
    assert public.get(f"/figures/?area={TOWNSHIP}").status_code == 404


def test_the_file_for_everybody_holds_county_totals_only(public, released):
    content = b"".join(public.get(f"/figures/files/{released}/public.csv").streaming_content).decode()
    rows = list(csv.DictReader(content.splitlines()))
    assert rows and {row["level"] for row in rows} == {"county"}
    assert not any(row["breakdown"] for row in rows)


def test_only_the_public_files_of_a_release_go_out(public, released):
    kept = [path.name for path in (releases_home() / released).iterdir()]
    for name in (*kept, "../keys.json", "..%2Fkeys.json", "public.csv.sha"):
        answer = public.get(f"/figures/files/{released}/{name}")
        assert (answer.status_code == 200) == (name in {"public.csv", "manifest.json"}), name
        answer.close()
    assert len(kept) > 2


def test_staff_see_the_townships_of_their_own_county_and_no_others(site, cast, released):
    areas = {code for code, _name in site(cast.officer).get("/figures/").context["areas"]}
    assert {COUNTY, OTHER_COUNTY, TOWNSHIP, OTHER_TOWNSHIP} <= areas and OTHER_COUNTY_TOWNSHIP not in areas
    assert site(cast.officer).get(f"/figures/?area={OTHER_COUNTY_TOWNSHIP}").status_code == 404


def test_a_small_group_is_left_out_and_the_page_says_why(site, cast, released):
    said = site(cast.officer).get(f"/figures/?area={OTHER_TOWNSHIP}").context
    gone_out = next(one for one in said["headlines"] if one.name == "gone_out_in_year")
    assert gone_out.text == "—" and (gone_out.note or said["shared_note"])


def test_every_figure_leads_to_what_it_counts_its_query_and_its_values(public, released):
    page = public.get("/figures/")
    for one in page.context["headlines"]:
        definition = public.get(f"/figures/of/{one.name}/?release={released}")
        said = text_of(definition).lower()
        assert definition.status_code == 200 and "select" in said
        assert all(area != "石桥湾镇" for area, _shown in definition.context["values"])
    assert public.get("/figures/of/no_such_figure/").status_code == 404


def test_what_others_published_stands_beside_ours_with_the_reason_where_none_compares(public, released):
    page = public.get("/figures/published/")
    lines, shared = page.context["lines"], page.context["shared_note"]
    assert lines and all(line["ours"] != "—" or line["why"] or shared for line in lines)
    assert "not comparable" in text_of(page).lower() or "not computable" in text_of(page).lower()
    assert public.get("/figures/published/?series=1").status_code == 200


def test_without_a_release_the_page_says_so_and_nothing_breaks(public, home):
    assert public.get("/figures/").status_code == 200
    for address in ("/figures/published/", "/figures/of/gone_out_in_year/", "/figures/?release=none"):
        assert public.get(address).status_code == 404


def test_a_release_of_nobody_is_a_page_without_figures(public, home, cast):
    make_release(actor=cast.analyst, on=ON)
    assert public.get("/figures/").status_code == 200


def test_the_public_chooses_its_language_without_signing_in(public, released):
    public.post("/language/", {"language": "zh-hans", "next": "/figures/"})
    assert 'lang="zh' in public.get("/figures/").content.decode()


def test_only_an_analyst_releases(site, cast, home):
    assert site(cast.officer).post("/figures/release/", {"on": "2020-10-31"}).status_code == 404
    site(cast.analyst).post("/figures/release/", {"on": "2020-10-31"})
    assert [path.name for path in releases_home().iterdir() if path.is_dir()]


def test_a_day_is_released_once_and_corrected_only_with_a_reason(site, cast, released):
    browser = site(cast.analyst)
    again = browser.post("/figures/release/", {"on": "2020-10-31"}, follow=True)
    assert "Not released" in text_of(again)
    body = {"on": "2020-10-31", "revises": released, "because": "a township came late"}
    corrected = browser.post("/figures/release/", body, follow=True)
    assert "Released:" in text_of(corrected)
    manifests = [json.loads(p.read_text()) for p in releases_home().glob("*/manifest.json")]
    assert released in [one.get("revises") for one in manifests]


@pytest.mark.parametrize("body", [{"on": "soon"}, {"on": "2999-01-01"}])
def test_a_day_that_is_none_or_has_not_come_is_refused_in_a_sentence(site, cast, home, body):
    answer = site(cast.analyst).post("/figures/release/", body, follow=True)
    assert answer.status_code in (200, 409) and "Not released" in text_of(answer)
    assert not releases_home().exists() or not list(releases_home().iterdir())


def test_a_remark_that_many_figures_share_is_said_once(public, released):
    page = text_of(public.get(f"/figures/published/?release={released}&series=1"))
    said = public.get(f"/figures/published/?release={released}&series=1").context
    assert said["shared_count"] >= 3 and page.count(said["shared_note"]) == 1
    assert all(one["why"] != said["shared_note"] for one in said["lines"])
