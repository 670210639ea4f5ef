"""From an extract to a release in one call, and the reference pages that describe it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from figures.world import COUNTY, covered, workers, write_world
from gainful.figures.chain import compare_with_published, measure_all, pack_version, release
from gainful.figures.manifest import Tampered, read_manifest
from gainful.figures.measure import FIGURES
from gainful.figures.reference import PAGES, pages
from gainful.figures.release import figures_of, verify_release
from gainful.pack.pack import load

PACK = load("gainful_china")


def test_an_extract_becomes_a_release_that_names_its_hash(tmp_path):
    extract = write_world(tmp_path / "extract", workers(12) | {"coverage": covered(COUNTY)})
    folder = release(tmp_path / "releases", extract, PACK)
    manifest = verify_release(folder)
    assert manifest["extract_sha256"] == read_manifest(extract)["sha256"]
    assert (folder.name, manifest["pack_version"]) == ("2020-10-31", pack_version(PACK))
    values = {row["indicator"]: row["value"] for row in figures_of(folder, for_everybody=True).to_pylist()}
    assert values["gone_out_in_year"] == 12


def test_a_release_of_an_earlier_day_is_made_from_the_same_extract(tmp_path):
    extract = write_world(tmp_path / "extract", workers(12, starts_on=date(2020, 10, 15)))
    folder = release(tmp_path / "releases", extract, PACK, date(2020, 9, 30))
    found = {row["indicator"]: row["value"] for row in figures_of(folder, for_everybody=True).to_pylist()}
    assert (folder.name, found["gone_out_in_year"]) == ("2020-09-30", 0)


def test_a_changed_extract_is_not_released(tmp_path):
    extract = write_world(tmp_path / "extract", workers(12))
    (extract / "people" / "62.parquet").write_bytes(b"other")
    with pytest.raises(Tampered, match="people/62"):
        release(tmp_path / "releases", extract, PACK)


def test_nothing_is_compared_with_no_figures():
    assert compare_with_published(FIGURES.empty_table(), PACK) == []


def test_the_page_of_the_article_has_a_line_for_each_of_its_figures(tmp_path):
    figures = measure_all(write_world(tmp_path, workers(3)), PACK)
    lines = compare_with_published(figures, PACK)
    assert [line.id for line in lines] == [f.id for f in PACK.official if f.told_by == "article"]
    assert all(line.why("zh") if line.reason else line.difference is not None for line in lines)


@pytest.mark.parametrize("name", ["indicators.md", "event_tables.md"])
def test_the_reference_pages_are_fresh(name):
    assert (Path(PAGES) / name).read_text(encoding="utf-8") == pages("gainful_china")[name]
