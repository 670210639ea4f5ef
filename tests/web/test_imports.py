"""Import on screen: handed in, faults and differences seen, applied, undone; bad files refused in a sentence."""

from __future__ import annotations

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from handing_in import ELSEWHERE, act, hand_in, page, registration, text_of
from handing_in import office as office
from openpyxl import load_workbook

from cast import COUNTY, TODAY
from gainful.accounts.models import Account, Entry
from gainful.casework.actions import record_service
from gainful.intake.models import Batch, StagedRow
from gainful.pack import load
from gainful.registry.models import Household, Person, Wish
from intake.county import person_number, saved

pytestmark = pytest.mark.django_db
BAD_NUMBER = "12345"


def domain_rows() -> int:
    """Everything written outside intake and the list of acts."""
    outside = Entry.objects.exclude(table_name__startswith="intake_").exclude(table_name="accounts_act")
    return outside.count()


def test_handing_in_shows_what_it_would_change_and_changes_nothing(office):
    before = domain_rows()
    batch = hand_in(office, registration())
    said = page(office, batch)
    assert batch.state == Batch.State.STAGED and domain_rows() == before
    assert "Apply 2 rows" in said and "read, waiting for you" in said


def test_applying_takes_the_rows_and_says_until_when_they_can_be_undone(office):
    batch = hand_in(office, registration())
    said = act(office, batch, "apply")
    assert {person.name for person in Person.objects.all()} == {"王秀", "李梅"}
    assert "Undo this import" in said and "2020-12-02" in said


def test_undoing_puts_every_table_back(office):
    batch = hand_in(office, registration())
    act(office, batch, "apply")
    said = act(office, batch, "undo")
    assert not Person.objects.exists() and not Household.objects.exists() and not Wish.objects.exists()
    assert "as it was before the import" in said and batch.state == Batch.State.UNDONE


def test_undoing_is_refused_by_name_once_somebody_acted_on_it(office, cast):
    batch = hand_in(office, registration())
    act(office, batch, "apply")
    from gainful.registry.actions import correct_person

    correct_person(
        actor=cast.officer, person=Person.objects.get(name="王秀"), on=TODAY, changes={"phone": "13900002222"}
    )
    said = act(office, batch, "undo")
    assert "1 person" in said and Person.objects.count() == 2 and batch.state == Batch.State.APPLIED


def test_a_service_given_since_keeps_the_person(office, cast):
    batch = hand_in(office, registration())
    act(office, batch, "apply")
    person = Person.objects.get(name="王秀")
    record_service(actor=cast.officer, person=person, kind="policy_advice", given_on=TODAY)
    act(office, batch, "undo")
    assert Person.objects.filter(pk=person.pk).exists() and batch.state == Batch.State.APPLIED


def test_the_same_again_offers_nothing_to_apply(office):
    act(office, hand_in(office, registration()), "apply")
    before = domain_rows()
    again = hand_in(office, registration())
    said = page(office, again)
    assert "Nothing to apply" in said and set(again.staged_rows.values_list("effect", flat=True)) == {"same"}
    act(office, again, "apply")
    assert domain_rows() == before


def test_a_changed_sheet_shows_the_rows_that_it_would_change(office):
    act(office, hand_in(office, registration()), "apply")
    changed = hand_in(office, registration(village="新村"))
    said = page(office, changed, "differences/?form=registration&effect=changed")
    assert "row 4" in said and "village: 样例村 → 新村" in said


def test_a_change_is_said_as_the_form_says_it_and_shows_no_whole_number(office):
    act(office, hand_in(office, registration(phone="13900001111")), "apply")
    changed = hand_in(office, registration(phone="13800002222"))
    office.post("/language/", {"language": "zh-hans"})
    said = page(office, changed, "differences/?form=registration&effect=changed")
    assert "联系电话：" in said and "2222" in said and "13800002222" not in said and "13900001111" not in said


def test_a_row_not_taken_and_a_batch_refused_are_told_apart_in_words(office):
    batch = hand_in(office, registration())
    assert "refused" not in page(office, batch) and "not taken" in page(office, batch)
    whole = office.get(f"/imports/{hand_in(office, registration(above=ELSEWHERE)).key}/")
    assert "refused as a whole" in text_of(whole) and "not taken" not in text_of(whole)


def test_faults_stand_with_sheet_cell_and_what_would_be_right_and_show_no_number(office):
    said = page(office, hand_in(office, registration("62129919900304102")), "?severity=refused")
    assert "石桥湾镇 D5" in said and "62129919900304102" not in said
    assert "4102" in said


def test_the_workbook_comes_back_with_the_fault_marked_and_a_summary_in_front(office):
    batch = hand_in(office, registration(BAD_NUMBER))
    response = office.get(f"/imports/{batch.key}/files/{batch.files.get().key}.xlsx")
    book = load_workbook(io.BytesIO(response.content))
    cell = book["石桥湾镇"]["D5"]
    assert len(book.sheetnames) == 2 and book.sheetnames[1] == "石桥湾镇"
    assert cell.comment is not None and cell.fill.fgColor.rgb != "00000000"


def test_a_refused_member_is_mended_on_screen_and_stays_one_person(office):
    batch = hand_in(office, registration(BAD_NUMBER))
    act(office, batch, "apply")
    row = StagedRow.objects.get(batch=batch, id_refused=True)
    assert Person.objects.filter(name="").count() == 1, "counted, unnamed, not to be placed"
    assert (
        f"/imports/{batch.key}/rows/{row.key}/"
        in office.get(f"/imports/{batch.key}/differences/?form=registration&effect=new").content.decode()
    )
    form = office.get(f"/imports/{batch.key}/rows/{row.key}/").context["fields"]
    texts = {field.fact: field.text for field in form}
    again = office.post(f"/imports/{batch.key}/rows/{row.key}/", texts)
    assert again.status_code == 409 and "still" in text_of(again)
    texts["id_number"] = person_number("62129919900304102")
    texts["name"] = texts["name"] or "李梅"
    office.post(f"/imports/{batch.key}/rows/{row.key}/", texts)
    assert sorted(Person.objects.values_list("name", flat=True)) == ["李梅", "王秀"]
    twice = office.post(f"/imports/{batch.key}/rows/{row.key}/", texts)
    assert twice.status_code == 409 and "mended already" in text_of(twice)


def test_letting_go_deletes_what_was_read_and_the_files(office, settings):
    batch = hand_in(office, registration())
    act(office, batch, "discard")
    assert batch.state == Batch.State.DISCARDED and not batch.staged_rows.exists()
    assert not list((settings.GAINFUL_HOME / "uploads").iterdir())


def test_what_was_applied_is_not_let_go_but_undone(office):
    batch = hand_in(office, registration())
    act(office, batch, "apply")
    refused = office.post(f"/imports/{batch.key}/discard/")
    assert refused.status_code == 409 and "undo it before" in text_of(refused)


def test_applying_twice_is_refused(office):
    batch = hand_in(office, registration())
    act(office, batch, "apply")
    before = domain_rows()
    act(office, batch, "apply")
    assert domain_rows() == before


def test_nothing_chosen_two_of_one_name_and_too_many_are_refused(office):
    assert "Choose at least one workbook" in text_of(office.post("/imports/"))
    twins = [SimpleUploadedFile("a.csv", b"a,1"), SimpleUploadedFile("a.csv", b"a,2")]
    assert office.post("/imports/", {"files": twins}).status_code == 409
    many = [SimpleUploadedFile(f"{n}.xlsx", b"1") for n in range(21)]
    assert office.post("/imports/", {"files": many}).status_code == 409
    assert not Batch.objects.exists()


def test_a_file_name_is_never_a_path_nor_a_script(office):
    batch = hand_in(office, registration(), name="<b>表</b>.xlsx")
    raw = office.get(f"/imports/{batch.key}/").content.decode()
    assert "<b>表" not in raw and "/" not in batch.files.get().name


def test_a_blank_form_carries_the_county_and_drop_downs(office):
    response = office.get("/imports/forms/registration.xlsx")
    book = load_workbook(io.BytesIO(response.content))
    text = "".join(str(cell.value) for row in book.worksheets[0].iter_rows() for cell in row if cell.value)
    assert "禾川县" in text and book.worksheets[0].data_validations.dataValidation
    assert office.get("/imports/forms/nothing.xlsx").status_code == 404


def test_work_that_broke_off_says_so_and_can_be_let_go(office, monkeypatch):
    from gainful.intake import actions

    def breaks(*_given, **_named):
        raise MemoryError

    monkeypatch.setattr(actions, "read_folder", breaks)
    batch = hand_in(office, registration())
    assert "broke off" in page(office, batch)
    act(office, batch, "discard")
    assert batch.state == Batch.State.DISCARDED


def test_an_office_without_rows_is_told_what_to_do_next(office):
    assert "Nothing was handed in yet" in text_of(office.get("/imports/"))


def test_the_list_names_who_handed_in(office, cast):
    hand_in(office, registration())
    assert str(Account.objects.get(pk=cast.officer.account_id)) in text_of(office.get("/imports/"))


def test_ethnicity_is_blanked_in_the_workbook_that_goes_back(office):
    book = load_workbook(io.BytesIO(registration()))
    sheet = book.worksheets[0]
    sheet["J3"], sheet["J4"] = "民族", "东乡族"
    batch = hand_in(office, saved(book).getvalue())
    back = office.get(f"/imports/{batch.key}/files/{batch.files.get().key}.xlsx").content
    cells = [str(c.value) for s in load_workbook(io.BytesIO(back)) for row in s.iter_rows() for c in row]
    assert not any("东乡族" in text for text in cells)


@pytest.mark.parametrize("form", sorted(set(load("gainful_china").forms) - {"common"}))
def test_every_form_of_the_programme_has_a_name_and_a_blank_template(site, cast, form):
    from gainful.web.imports import FORM_NAMES

    name = load("gainful_china").forms[form]["form"]
    assert name in FORM_NAMES
    answer = site(cast.officer).get(f"/imports/forms/{name}.xlsx")
    assert answer.status_code == 200, answer.status_code


def test_a_batch_of_payrolls_rolls_and_insurance_lists_has_its_page(site, cast):
    batch = Batch.objects.create(area=COUNTY, state=Batch.State.STAGED)
    for form in ("payroll", "attendance", "insurance"):
        StagedRow.objects.create(
            area=COUNTY,
            batch=batch,
            form=form,
            file="09.xlsx",
            sheet="6月",
            row=5,
            effect="new",
            values_sealed="",
        )
    page = site(cast.officer).get(f"/imports/{batch.key}/")
    assert page.status_code == 200 and "Monthly payroll" in page.content.decode()
