"""Disclosure and releases: what leaves the house, and that it never changes afterwards."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from figures.world import (
    COUNTING,
    COUNTY,
    ON,
    OTHER_COUNTY,
    a_row,
    covered,
    together,
    workers,
    write_world,
)
from gainful.figures.compare import compare, compare_series
from gainful.figures.disclosure import public, suppress
from gainful.figures.indicator import load_indicators
from gainful.figures.manifest import Tampered, read_manifest
from gainful.figures.measure import FIGURES, measure
from gainful.figures.reason_words import REASONS, reason_sentence
from gainful.figures.release import (
    Provenance,
    ReleaseRefused,
    as_csv,
    definition_of,
    figures_of,
    latest_release,
    publish,
    releases,
    verify_release,
)
from gainful.pack.pack import load

PACK = load("gainful_china")
ALL = load_indicators(PACK.indicators)


@pytest.fixture
def counted(tmp_path):
    """Two counties: 25 people away from one, 4 from the other, and their figures."""
    world = together(workers(25), workers(4, first=25, area=OTHER_COUNTY)) | {
        "coverage": covered(COUNTY, OTHER_COUNTY, spells_since=date(2020, 1, 1)),
        "workshops": [a_row("workshops", workshop=n) for n in range(3)],
    }
    folder = write_world(tmp_path / "extract", world)
    return measure(folder, ALL, ON, counting=COUNTING)


def provenance(**said):
    usual = {"on": ON, "code_version": "0.1", "pack": "p", "pack_version": "1", "extract_sha256": "ab"}
    return Provenance(**(usual | {"threshold": 10} | said))


def row_of(table, indicator, area, breakdown=""):
    (row,) = [
        r
        for r in table.to_pylist()
        if (r["indicator"], r["area"], r["breakdown"]) == (indicator, area, breakdown)
    ]
    return row


def test_a_cell_of_fewer_than_ten_people_loses_every_number(counted):
    row = row_of(suppress(counted, 10), "gone_out_in_year", OTHER_COUNTY)
    assert row["state"] == "suppressed"
    assert [row[name] for name in ("value", "numerator", "counted", "left_out", "evidence")] == [None] * 4 + [
        ""
    ]


@pytest.mark.parametrize(
    ("on_payroll", "split", "confirmed"),
    [(25, "payroll=25", 1.0), (24, "withheld", None), (15, "payroll=15;self_reported=10", 0.6)],
)
def test_a_small_part_by_evidence_is_not_found_by_subtraction(tmp_path, on_payroll, split, confirmed):
    """Of 25, 24 on a payroll and one by own word: the one may not be read off, nor the 24 that give it away."""
    world = together(workers(25)) | {"coverage": covered(COUNTY)}
    for place, spell in enumerate(world["spells"]):
        spell.update(evidence="payroll", grade=5)
        if place >= on_payroll:
            spell.update(evidence="self_reported", grade=1)
    table = suppress(measure(write_world(tmp_path, world), ALL, ON, counting=COUNTING), 10)
    row = row_of(table, "gone_out_in_year", COUNTY)
    assert (row["value"], row["well_evidenced_share"]) == (25, confirmed)
    assert ";".join(sorted(row["evidence"].split(";"))) == split


def test_few_left_out_are_not_numbered_and_many_are(counted):
    few = [row | {"left_out": 3} for row in counted.to_pylist()]
    many = [row | {"left_out": 30} for row in counted.to_pylist()]
    for rows, shown in ((few, None), (many, 30)):
        table = suppress(pa.Table.from_pylist(rows, schema=FIGURES), 10)
        assert row_of(table, "gone_out_in_year", COUNTY)["left_out"] == shown


@pytest.mark.parametrize(
    ("away", "shown"), [(0, True), (1, False), (9, False), (10, True), (16, False), (25, True)]
)
def test_a_share_is_hidden_when_either_side_is_few(tmp_path, away, shown):
    world = together(workers(25)) | {"coverage": covered(COUNTY)}
    world["spells"] = world["spells"][:away]
    folder = write_world(tmp_path, world)
    table = suppress(measure(folder, ALL, ON, counting=COUNTING), 10)
    row = row_of(table, "households_with_a_member_working", COUNTY)
    assert (row["value"] is not None) is shown


def test_workshops_are_not_people(counted):
    assert row_of(suppress(counted, 10), "workshops", COUNTY)["value"] == 3


def test_everybody_sees_county_totals_and_nothing_to_subtract_from(counted):
    shown = public(counted, 10).to_pylist()
    assert {row["level"] for row in shown} == {"county"}
    assert {row["breakdown"] for row in shown} == {""}
    assert {row["evidence"] for row in shown} == {""}
    numbers = [row["value"] for row in shown if row["indicator"] == "gone_out_in_year"]
    assert sorted(numbers, key=str) == [25.0, None]


def test_a_release_holds_figures_definitions_and_where_they_come_from(tmp_path, counted):
    folder = publish(tmp_path / "releases", counted, ALL, provenance())
    manifest = verify_release(folder)
    assert (manifest["release"], manifest["extract_sha256"], manifest["code_version"]) == (
        "2020-10-31",
        "ab",
        "0.1",
    )
    assert definition_of(folder, "leaders") == ALL["leaders"].text
    assert row_of(figures_of(folder, for_everybody=False), "gone_out_in_year", OTHER_COUNTY)["value"] is None
    assert (folder / "public.csv").read_text().startswith("indicator,kind,unit,period,as_of")


def test_the_same_figures_are_released_as_the_same_bytes(tmp_path, counted):
    one = publish(tmp_path / "one", counted, ALL, provenance())
    two = publish(tmp_path / "two", counted, ALL, provenance())
    assert read_manifest(one)["sha256"] == read_manifest(two)["sha256"]


def test_a_day_is_released_once_and_corrected_by_a_release_that_says_why(tmp_path, counted):
    to = tmp_path / "releases"
    publish(to, counted, ALL, provenance())
    before = verify_release(to / "2020-10-31")
    with pytest.raises(ReleaseRefused, match="already_released"):
        publish(to, counted, ALL, provenance())
    with pytest.raises(ReleaseRefused, match="reason"):
        publish(to, counted, ALL, provenance(), revises="2020-10-31")
    with pytest.raises(ReleaseRefused, match="not_the_latest"):
        publish(to, counted, ALL, provenance(), revises="2020-09-30", because="late ledgers")
    publish(to, counted, ALL, provenance(), revises="2020-10-31", because="late ledgers of one township")
    assert releases(to) == ["2020-10-31", "2020-10-31-r2"]
    assert latest_release(to).name == "2020-10-31-r2"
    assert read_manifest(to / "2020-10-31-r2")["because"] == "late ledgers of one township"
    assert verify_release(to / "2020-10-31") == before


@pytest.mark.parametrize("harm", ["change", "add", "remove", "manifest", "rename"])
def test_whatever_is_done_to_a_release_is_noticed(tmp_path, counted, harm):
    folder = publish(tmp_path / "releases", counted, ALL, provenance())
    os.chmod(folder, 0o755)
    target = folder / "figures.csv"
    os.chmod(target, 0o644)
    if harm == "change":
        target.write_text(target.read_text().replace("25", "26", 1))
    elif harm == "add":
        (folder / "more.csv").write_text("x")
    elif harm == "remove":
        target.unlink()
    elif harm == "manifest":
        manifest = folder / "manifest.json"
        os.chmod(manifest, 0o644)
        manifest.write_text(manifest.read_text().replace('"code_version": "0.1"', '"code_version": "0.2"'))
    else:
        folder = folder.rename(folder.parent / "2020-11-30")
    with pytest.raises(Tampered):
        verify_release(folder)


def test_no_file_of_a_release_may_be_written(tmp_path, counted):
    folder = publish(tmp_path / "releases", counted, ALL, provenance())
    modes = {path.stat().st_mode & 0o222 for path in [folder, *folder.rglob("*")]}
    assert modes == {0}


def test_figures_of_another_day_or_without_definition_are_refused(tmp_path, counted):
    with pytest.raises(ReleaseRefused, match="another_day"):
        publish(tmp_path, counted, ALL, provenance(on=date(2020, 9, 30)))
    with pytest.raises(ReleaseRefused, match="no_definition"):
        publish(tmp_path, counted, {"leaders": ALL["leaders"]}, provenance())
    assert list(tmp_path.glob("2020*")) == [] and list(tmp_path.glob(".release*")) == []


def test_a_spreadsheet_runs_nothing_from_a_release(counted):
    harmful = counted.slice(0, 1).to_pylist()[0] | {"breakdown": "=cmd|' /C calc'!A0"}
    table = counted.slice(0, 0).from_pylist([harmful], schema=counted.schema)
    assert "'=cmd" in as_csv(table)


def test_released_figures_read_back_as_they_were(tmp_path, counted):
    folder = publish(tmp_path / "releases", counted, ALL, provenance(threshold=1))
    assert pq.read_table(folder / "figures.parquet").to_pylist() == counted.to_pylist()


def test_the_articles_figures_stand_beside_ours_and_say_why_they_cannot_be_compared(counted):
    lines = {line.id: line for line in compare(PACK.official, counted, ALL, COUNTING)}
    assert (lines["A1"].ours, lines["A1"].state, lines["A1"].difference) == (29, "not_comparable", None)
    assert lines["A1"].official.value == Decimal(29730100) and lines["A1"].article.value == Decimal(29730000)
    assert "2 counties" in lines["A1"].why("en")
    assert lines["A2"].why("en") == "not computable: ledger incomplete before 2020"
    assert lines["A2"].why("zh-hans") == "无法计算：2020年以前的台账不完整"
    assert lines["A4"].reason == "not_an_indicator_yet"
    assert lines["A5"].ours == 3


def test_a_whole_nation_is_compared_to_the_unit(tmp_path):
    folder = write_world(tmp_path, together(workers(20), workers(5, first=20, location_class="in_county")))
    figures = measure(folder, ALL, ON, counting=COUNTING)
    lines = {line.id: line for line in compare(PACK.official, figures, ALL, COUNTING)}
    assert (lines["A1"].ours, lines["A1"].difference) == (25, 25 - Decimal(29730100))
    assert (lines["A12"].ours, lines["A12"].reason) == (Decimal("100.00"), "other_day")
    series = {
        (line.id, line.official.as_of): line for line in compare_series(PACK.official, figures, ALL, COUNTING)
    }
    september = date(2020, 9, 30)
    assert [series[name, september].ours for name in ("S3", "S4", "S5")] == [20, 0, 5]
    of_some = [replace(lines["A1"].official, coverage="some counties")]
    (line,) = compare_series(of_some, figures, ALL, COUNTING)
    assert (line.ours, line.why("en")) == (25, "not comparable: published for some counties")


def test_every_reason_has_its_sentence_in_both_languages():
    for reason in REASONS:
        for language in ("en", "zh-hans"):
            assert len(reason_sentence(reason, "7", language)) > 5
    assert reason_sentence("", "", "en") == ""
