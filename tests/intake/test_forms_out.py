"""The two lists go out in the layout in which they come in, and handed in again they change nothing."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from casework.journey import placed, recorded
from cast import COUNTY, OTHER_COUNTY, TODAY
from gainful.accounts.models import AddedArea
from gainful.accounts.refusals import NotAllowed
from gainful.intake.actions import Upload, apply_batch, hand_in, read_batch
from gainful.intake.forms_out import ministry_forms
from intake.county import PACK, SAMPLES
from make import a_consent, a_person, a_wish, a_worker, an_opening

pytestmark = pytest.mark.django_db
COUNTIES = {"hechuan": COUNTY, "yunlu": OTHER_COUNTY}
FILED_ON = date(2020, 10, 31)


@pytest.fixture
def home(settings, tmp_path, cast):
    settings.GAINFUL_HOME = tmp_path
    for area in PACK.demo_areas:
        AddedArea.objects.create(code=area.number, name=area.name, valid_from="2014-01-01")
    return cast


def handed_in(actor, area, files):
    batch = hand_in(actor=actor, area=area, files=files, label="tests")
    return read_batch(actor=actor, batch=batch)


def out(actor, area=COUNTY, on=TODAY):
    return {one.form: one for one in ministry_forms(actor=actor, area=area, on=on)}


def again(actor, area, on):
    files = [Upload(one.file, one.content) for one in ministry_forms(actor=actor, area=area, on=on)]
    batch = handed_in(actor, area, files)
    return batch, {effect: n for effect, n in _effects(batch).items() if n}


def _effects(batch):
    from collections import Counter

    return Counter(batch.staged_rows.values_list("effect", flat=True))


def header_of(content, row=3):
    sheet = load_workbook(io.BytesIO(content)).worksheets[0]
    return [cell.value for cell in sheet[row]]


@pytest.mark.slow
@pytest.mark.parametrize("county", COUNTIES)
def test_the_lists_of_a_county_handed_in_again_change_nothing(home, county):
    area, actor = COUNTIES[county], home.officer if county == "hechuan" else home.other_officer
    names = ["01-registration.xlsx", "03-working.xlsx", "04-not-working.xlsx"]
    files = [Upload(name, (SAMPLES / county / name).read_bytes()) for name in names]
    apply_batch(actor=actor, batch=handed_in(actor, area, files), on=TODAY)
    lists = out(actor, area, FILED_ON)
    assert lists["working"].rows > 100 and lists["not_working"].rows > 50
    batch, effects = again(actor, area, FILED_ON)
    assert effects == {"same": lists["working"].rows + lists["not_working"].rows}
    assert batch.counts.get("effects", {}).get("new", 0) == 0


@pytest.mark.parametrize(("form", "file"), [("working", "03-working"), ("not_working", "04-not-working")])
def test_a_list_has_the_header_of_the_sheet_that_came_in(home, form, file):
    came_in = Path(SAMPLES / "hechuan" / f"{file}.xlsx").read_bytes()
    one = out(home.officer)[form]
    assert one.file == f"{file}.xlsx" and header_of(one.content) == header_of(came_in)


def test_what_officers_recorded_by_hand_comes_back_the_same(home):
    recorded(home, pay_low_fen=301_050, pay_high_fen=400_000, place=440304_000_000, place_text="")
    recorded(home, place_text="", insured=False, note="=1+1")
    placed(home, opening=an_opening(place_text="", place=COUNTY))
    a_wish(a_person(), any_occupation=None, occupations=["cleaner", "cook"])
    a_wish(a_person(), willing=None, any_occupation=True, occupations=["cook"], pay_at_least_fen=250_000)
    _batch, effects = again(home.officer, COUNTY, TODAY)
    assert effects == {"same": 5}


def test_nobody_is_on_both_lists_and_nobody_unidentified_on_either(home):
    works = recorded(home).person
    waits = a_worker()
    a_wish(a_person(id_state="missing"))
    lists = out(home.officer)
    assert lists["working"].people == (works.key,) and lists["not_working"].people == (waits.key,)


def test_only_a_signed_paper_is_told_as_signed(home):
    signed, spoken = a_worker(), a_worker(consents=False)
    a_consent(spoken, how="own_code", evidence="")
    sheet = load_workbook(io.BytesIO(out(home.officer)["not_working"].content)).worksheets[0]
    header = [cell.value for cell in sheet[3]]
    at = header.index("本人签字")
    assert {row[1]: row[at] for row in sheet.iter_rows(min_row=4, values_only=True)} == {
        signed.name: signed.name, spoken.name: None,
    }  # fmt: skip


def test_a_helper_and_an_officer_of_elsewhere_take_no_list_out(home):
    for actor in (home.helper, home.other_officer, home.analyst):
        with pytest.raises(NotAllowed):
            ministry_forms(actor=actor, area=COUNTY, on=TODAY)
