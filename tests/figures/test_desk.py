"""The desk: from the database to a release in one call, by whoever holds the right, and nothing left lying about."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pytest

from cast import COUNTY, TODAY
from figures.test_extract import a_spell
from gainful.accounts.models import Act
from gainful.accounts.refusals import NotAllowed
from gainful.figures.desk import compared, make_release, release_named, releases_home
from gainful.figures.models import Publication
from gainful.figures.reference import PAGES, pages
from gainful.figures.refusal_words import REFUSALS
from gainful.figures.release import ReleaseRefused, figures_of, releases, verify_release
from make import a_person


@pytest.fixture(autouse=True)
def home(settings, tmp_path):
    """A home of its own for each test's releases."""
    settings.GAINFUL_HOME = tmp_path
    return tmp_path


@pytest.mark.django_db
def test_a_county_is_released_from_the_database_and_its_extract_is_gone(cast, home):
    for _ in range(12):
        a_spell(a_person())
    folder = make_release(actor=cast.analyst, on=TODAY)
    values = {row["indicator"]: row for row in figures_of(folder, for_everybody=True).to_pylist()}
    assert verify_release(folder)["release"] == TODAY.isoformat()
    assert (values["gone_out_in_year"]["area"], values["gone_out_in_year"]["value"]) == (COUNTY, 12)
    assert list(home.rglob("people")) == []
    with pytest.raises(ReleaseRefused, match="already_released"):
        make_release(actor=cast.analyst, on=TODAY)


@pytest.mark.django_db
def test_two_counties_stand_beside_the_article_without_a_difference(cast):
    for area in (621299_102_000, 530399_100_000):
        for _ in range(11):
            a_spell(a_person(area=area))
    folder = make_release(actor=cast.analyst, on=TODAY)
    lines = {line.id: line for line in compared(folder, TODAY, for_everybody=False)}
    assert (lines["A1"].ours, lines["A1"].difference) == (22, None)
    assert lines["A1"].why("en").startswith("not comparable: only part of the area")
    assert lines["A2"].why("en") == "not computable: ledger incomplete before 2020"
    for_all = {line.id: line for line in compared(folder, TODAY, for_everybody=True)}
    assert for_all["A1"].ours is None


@pytest.mark.django_db
def test_a_release_stands_in_the_register_and_in_the_trail_under_who_made_it(cast):
    folder = make_release(actor=cast.analyst, on=TODAY)
    entry = Publication.objects.get(name=folder.name)
    assert entry.sha256 == verify_release(folder)["sha256"] and entry.made_by_id == cast.analyst.account_id
    assert Act.objects.get(action="figures.publish_release").account_id == cast.analyst.account_id


@pytest.mark.django_db
def test_a_release_too_near_to_another_is_refused_and_its_own_correction_is_not(cast):
    first = make_release(actor=cast.analyst, on=TODAY - timedelta(days=27))
    with pytest.raises(ReleaseRefused, match="too_near_another"):
        make_release(actor=cast.analyst, on=TODAY)
    again = make_release(
        actor=cast.analyst, on=TODAY - timedelta(days=27), revises=first.name, because="late rows"
    )
    assert releases(releases_home()) == [first.name, again.name] and Publication.objects.count() == 2


@pytest.mark.django_db
def test_an_officer_releases_nothing(cast):
    with pytest.raises(NotAllowed):
        make_release(actor=cast.officer, on=TODAY)
    assert releases(releases_home()) == [] and release_named() is None


@pytest.mark.parametrize("name", ["indicators.md", "event_tables.md"])
def test_the_reference_pages_are_fresh(name):
    assert (Path(PAGES) / name).read_text(encoding="utf-8") == pages("gainful_china")[name]


def test_every_refusal_of_a_release_has_its_sentence():
    chapter = Path(PAGES).parents[1] / "src/gainful/figures"
    source = "".join(
        (chapter / name).read_text(encoding="utf-8") for name in ("release.py", "desk.py", "actions.py")
    )
    assert set(re.findall(r'ReleaseRefused\(\s*"(\w+)"', source)) == set(REFUSALS)
