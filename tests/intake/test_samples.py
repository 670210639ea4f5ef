"""Both sample counties: every listed fault is reported at its row, next to nothing else, and the counts agree."""

from __future__ import annotations

import pytest

from intake.county import expected, sample

COUNTIES = ("hechuan", "yunlu")
EITHER_ROW = ("duplicate_person", "overlapping_spell")


def _listed(county):
    return [fault for fault in expected(county)["faults"] if "id_tail" not in fault]


def _partners(intake):
    """Of the findings that concern two rows: (code, file, sheet, row) → the other row as (sheet, row)."""
    by_number = {}
    for record in intake.records:
        if record.form in ("registration", "working") and "id_number" in record.values:
            by_number.setdefault((record.form, record.values["id_number"]), []).append(record)
    partners = {}
    for same in by_number.values():
        for one in same:
            partners[one.file, one.sheet, one.row] = {(o.sheet, o.row) for o in same}
    return partners


@pytest.mark.parametrize("county", COUNTIES)
def test_every_listed_fault_is_reported_at_its_file_sheet_and_row(county):
    intake = sample(county)
    reported = {(f.file, f.sheet, f.row, f.code) for f in intake.findings}
    partners = _partners(intake)
    missing = []
    for fault in _listed(county):
        places = {(fault.get("sheet", ""), fault["row"])}
        if fault["kind"] in EITHER_ROW:
            places |= partners[fault["file"], fault["sheet"], fault["row"]]
        if not any((fault["file"], sheet, row, fault["kind"]) in reported for sheet, row in places):
            missing.append(fault)
    assert not missing


@pytest.mark.parametrize("county", COUNTIES)
def test_no_listed_kind_is_reported_more_often_than_listed(county):
    kinds = [fault["kind"] for fault in _listed(county)]
    found = [finding.code for finding in sample(county).findings]
    assert {kind: found.count(kind) for kind in set(kinds)} == {
        kind: kinds.count(kind) for kind in set(kinds)
    }


@pytest.mark.parametrize("county", COUNTIES)
def test_refusals_and_warnings_elsewhere_are_at_most_one_in_a_hundred_rows(county):
    kinds = {fault["kind"] for fault in _listed(county)}
    grave = [f for f in sample(county).findings if f.severity in ("refused", "warning")]
    elsewhere = {(f.file, f.sheet, f.row) for f in grave if f.code not in kinds}
    assert len(elsewhere) <= 0.01 * len(sample(county).records)


@pytest.mark.parametrize("county", COUNTIES)
def test_the_counts_after_import_are_those_expected(county):
    after = expected(county)["after_import"]
    members = [r for r in sample(county).of_form("registration") if not r.left_out]
    openings = [r for r in sample(county).of_form("openings") if not r.left_out]
    assert len({r.values["household_number"] for r in members}) == after["households"]
    assert len(members) == after["members"]
    assert sum("id_number" in r.refused for r in members) == after["members_with_refused_id"]
    assert (
        len({r.values["id_number"] for r in members if "id_number" in r.values})
        == after["persons_identified"]
    )
    assert len(openings) == after["openings"]


@pytest.mark.parametrize("county", COUNTIES)
def test_the_workers_of_both_ledgers_are_those_expected(county):
    rows = sample(county).of_form("working") + sample(county).of_form("not_working")
    of_age = [r for r in rows if r.left_out != "under_16"]
    people = {r.values.get("id_number") or (r.values["name"], r.unsure["id_number"]) for r in of_age}
    assert len(people) == expected(county)["workers"]


@pytest.mark.parametrize("county", COUNTIES)
def test_each_household_has_exactly_one_head(county):
    members = [r for r in sample(county).of_form("registration") if not r.left_out]
    heads = [r.values["household_number"] for r in members if r.values["relation"] == "head"]
    assert len(heads) == len(set(heads)) == expected(county)["households"]


@pytest.mark.parametrize("county", COUNTIES)
def test_county_and_filing_date_are_read_from_the_filing_line(county):
    filing = sample(county).filing
    assert filing.area == int(expected(county)["county"]) * 10**6
    assert filing.filed_on.isoformat() == "2020-10-31"


@pytest.mark.parametrize("county", COUNTIES)
def test_every_sheet_of_all_eleven_files_is_a_form_that_is_known(county):
    assert not [f for f in sample(county).findings if f.code == "unknown_form"]
    assert len({seen.form for seen in sample(county).sheets}) == 11


@pytest.mark.parametrize("county", COUNTIES)
def test_ethnicity_is_dropped_and_said_once_a_sheet(county):
    said = [(f.file, f.sheet) for f in sample(county).findings if f.code == "column_never_kept"]
    assert len(said) == len(set(said)) == 8
    kept = {str(value) for r in sample(county).of_form("registration") for value in r.values.values()}
    assert not {"汉族", "回族", "彝族", "苗族"} & kept


@pytest.mark.parametrize("county", COUNTIES)
def test_no_report_shows_a_personal_number_a_phone_or_a_name(county):
    secrets = set()
    for record in sample(county).records:
        for fact in ("id_number", "phone", "contact_phone", "account", "name"):
            secrets.add(str(record.values.get(fact, "")))
            secrets.add(str(record.unsure.get(fact, "")))
    for finding in sample(county).findings:
        said = f"{finding.found} {finding.message_zh} {finding.message_en}"
        assert not any(len(secret) > 5 and secret in said for secret in secrets)
        assert finding.found not in secrets - {""}


def test_a_record_shows_nothing_of_its_person():
    record = sample("yunlu").of_form("registration")[0]
    of_the_person = ("name", "id_number", "phone", "account", "member_number")
    assert not any(str(record.values[fact]) in repr(record) for fact in of_the_person)
