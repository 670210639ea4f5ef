"""Whatever stands in a cell, every row is accounted for: taken, said again, or refused with a finding."""

from __future__ import annotations

import io
from collections import Counter
from datetime import date, datetime

import pytest
from openpyxl import load_workbook

from cast import TODAY
from gainful.accounts.models import AddedArea
from gainful.intake.actions import Upload, apply_batch, hand_in, read_batch
from gainful.intake.forms import load_forms
from gainful.intake.models import Batch, RowFinding, StagedRow
from gainful.registry.models import Household, Person
from intake.county import FILING, PACK, person_number, saved, workbook

pytestmark = pytest.mark.django_db
FORMS = load_forms(PACK.forms).forms
ODD = (
    None, "", "-5", -5, 0, 1.5, 1e30, 40_000, 99_999_999_999, "x" * 301, "天" * 130, "abc", "是", "=1+1", "#N/A", True,
    datetime(1850, 1, 1), "2020-13-45", "９９９", "'", "\u200b", "1E+17", "9" * 60,
)  # fmt: skip
# A row that is taken as it stands, by form. What is not named stays blank.
GOOD = {
    "registration": {"household_number": "62129910201", "relation": "户主", "sex": "男", "registered_year": 2016},
    "income": {"household_number": "62129910200", "year": 2019, "wage_fen": 1000, "net_fen": 1000},
    "working": {"starts_on": date(2020, 3, 1), "employer": "某厂", "pay": "3400", "place": "广东深圳"},
    "not_working": {"willing": "是", "asked_on": date(2020, 9, 1), "pay_wanted": "3000"},
    "openings": {"employer": "某厂", "title": "普工", "seats": 5, "pay": "3000-4000", "hours_per_week": 40},
    "training": {"course_number": "K1", "provider": "某校", "days": 20, "attended_days": 18},
    "workshops": {"workshop": "某车间", "workers_stated": 20, "registered_workers_stated": 5},
    "leaders": {"business_name": "某社", "people_brought_along": 3, "recognised_on": date(2020, 3, 1)},
}  # fmt: skip
PEOPLE = [person_number(f"62129919{year}0304101") for year in range(70, 100)]


@pytest.fixture
def county(settings, tmp_path, cast):
    """The county's officer, with uploads in a home of this test's own."""
    settings.GAINFUL_HOME = tmp_path
    for area in PACK.demo_areas:
        AddedArea.objects.create(code=area.number, name=area.name, valid_from="2014-01-01")
    return cast.officer


def header(form: str) -> tuple[str, ...]:
    return tuple(column.headers[0] for column in FORMS[form].columns.values())


def good_row(form: str, at: int) -> dict:
    facts = {"name": "王秀", "id_number": PEOPLE[at % len(PEOPLE)], **GOOD[form]}
    if form == "registration":
        facts |= {
            "id_number": person_number(f"62129919{10 + at // 900}0304{at % 900 + 100}"),
            "member_number": f"9{at}",
        }
    if form in ("openings", "workshops", "leaders", "training"):
        key = {
            "openings": "title",
            "workshops": "workshop",
            "leaders": "business_name",
            "training": "course_number",
        }
        facts[key[form]] = f"{facts[key[form]]}{at}"
    return facts


def sheet(form: str, rows: list[dict]) -> bytes:
    """A workbook of a form; under one header several facts may stand, of which the first fills the cell."""
    wide: dict[str, list[str]] = {}
    for fact, column in FORMS[form].columns.items():
        wide.setdefault(column.headers[0], []).append(fact)
    values = [[next((row[f] for f in facts if f in row), None) for facts in wide.values()] for row in rows]
    return workbook(tuple(wide), *values, above=(FORMS[form].names["zh"], FILING), sheet="某乡").getvalue()


def members() -> bytes:
    """The registration of everybody that the other forms speak of."""
    rows = [
        {"household_number": "62129910200", "member_number": f"1{at}", "name": "王秀", "id_number": number}
        for at, number in enumerate(PEOPLE)
    ]
    return sheet("registration", rows)


def batch_of(actor, **files: bytes) -> Batch:
    uploads = [Upload(f"{name}.xlsx", content) for name, content in files.items()]
    batch = hand_in(actor=actor, area=621_299_000_000, files=uploads)
    return read_batch(actor=actor, batch=batch)


def rows_refused_silently(batch: Batch) -> list[StagedRow]:
    said = set(RowFinding.objects.filter(batch=batch, severity="refused").values_list("file", "sheet", "row"))
    refused = StagedRow.objects.filter(batch=batch, effect="refused")
    return [(row.form, row.row, row.because) for row in refused if (row.file, row.sheet, row.row) not in said]


@pytest.mark.parametrize("form", GOOD)
def test_every_row_of_odd_cells_is_taken_or_refused_with_a_finding(county, form):
    columns = FORMS[form].columns
    rows = [
        {**good_row(form, at), fact: odd}
        for at, (fact, odd) in enumerate((fact, odd) for fact in columns for odd in ODD)
    ]
    batch = batch_of(county, members=members(), odd=sheet(form, rows))
    assert batch.state == Batch.State.STAGED and not rows_refused_silently(batch)

    staged = set(StagedRow.objects.filter(batch=batch, file="odd.xlsx").values_list("row", flat=True))
    passed = RowFinding.objects.filter(batch=batch, file="odd.xlsx", severity="refused").values_list(
        "row", flat=True
    )
    assert staged | set(passed) == set(range(4, 4 + len(rows))), "every row was read or said to be left out"
    kept = RowFinding.objects.filter(batch=batch, file="odd.xlsx", severity="refused", column="")
    taken = StagedRow.objects.filter(batch=batch, file="odd.xlsx").exclude(effect="refused")
    assert not set(kept.values_list("row", flat=True)) & set(taken.values_list("row", flat=True))

    applied = apply_batch(actor=county, batch=batch, on=TODAY)
    assert applied.state == Batch.State.APPLIED and not rows_refused_silently(batch)
    effects = Counter(StagedRow.objects.filter(batch=batch).values_list("effect", flat=True))
    assert dict(effects) == applied.counts["applied"]


@pytest.mark.parametrize("seats", [-5, "-5", 0, None, "若干", 40_000])
def test_an_opening_whose_seats_cannot_be_used_is_refused_at_its_cell(county, seats):
    batch = batch_of(county, odd=sheet("openings", [{**good_row("openings", 1), "seats": seats}]))
    assert StagedRow.objects.get(batch=batch).effect == "refused"
    refused = RowFinding.objects.get(batch=batch, severity="refused")
    at = header("openings").index("招聘人数")
    assert refused.code == "row_lacks_fact" and "招聘人数" in refused.message_zh and at
    assert refused.column and refused.row == 4


@pytest.mark.parametrize("shown", [None, "李梅"])
def test_a_member_whose_name_is_a_formula_is_kept_unnamed_and_counts(county, shown):
    rows = [{**good_row("registration", at), "name": "王秀"} for at in (1, 2)]
    book = load_workbook(io.BytesIO(sheet("registration", rows)))
    cell = next(cell for cell in book.worksheets[0][5] if cell.value == "王秀")
    cell.value = '=CONCATENATE("李","梅")'
    batch = batch_of(county, odd=saved(book).getvalue())
    said = RowFinding.objects.filter(batch=batch, row=5, severity="refused")
    assert {one.column for one in said} == {cell.column_letter}
    assert {"formula_in_text", "name_missing"} == {one.code for one in said}

    apply_batch(actor=county, batch=batch, on=TODAY)
    unnamed = Person.objects.get(name="")
    assert unnamed.id_state == Person.IdState.REFUSED and not unnamed.id_digest
    assert Household.objects.get().memberships.count() == 2


def test_a_person_on_record_keeps_the_name_when_the_sheet_loses_it(county):
    row = good_row("registration", 1)
    apply_batch(actor=county, batch=batch_of(county, a=sheet("registration", [row])), on=TODAY)
    apply_batch(
        actor=county, batch=batch_of(county, b=sheet("registration", [{**row, "name": "=A1"}])), on=TODAY
    )
    assert [person.name for person in Person.objects.all()] == ["王秀"]


def test_a_row_said_twice_is_the_same_and_one_that_contradicts_is_refused(county):
    row = good_row("income", 1)
    rows = [row, row, {**row, "wage_fen": 7, "net_fen": 7}]
    batch = batch_of(county, members=members(), odd=sheet("income", rows))
    effects = StagedRow.objects.filter(batch=batch, form="income").order_by("row")
    assert list(effects.values_list("effect", flat=True)) == ["new", "same", "refused"]
    assert not rows_refused_silently(batch)
