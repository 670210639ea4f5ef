"""Bad files handed in on screen: a 4xx and one clear sentence each, never an error, and nothing written."""

from __future__ import annotations

from functools import cache
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from handing_in import ABOVE, ELSEWHERE, HEADER, registration, text_of
from handing_in import office as office

from gainful.accounts.models import Entry
from gainful.intake import reading
from gainful.intake.models import Batch, StagedRow
from gainful.intake.sentences import all_sentences
from gainful.registry.models import Person
from intake.county import workbook
from intake.crafted import CRAFTED

pytestmark = pytest.mark.django_db
# What a glance cannot see: these are found by the reader, on the batch's page.
READ_FIRST = {
    "one cell in the far corner", "a form that nobody knows", "600 columns", "a table of 600 columns",
    "a table with an open quotation", "a cell without end", "no relations", "a broken workbook part",
    "a broken sheet", "tags 200,000 deep", "a deep workbook part", "a text that is not there",
    "a row beyond all rows", "a table of broken letters", "sizes that lie", "an unknown packing",
    "a declaration in a sheet", "a declaration in the workbook", "a declaration behind a long comment",
    "a declaration in other letters", "a text that calls for a file", "a zip by content",
}  # fmt: skip


@cache
def made(name: str) -> bytes:
    return CRAFTED[name][0]()


def domain_rows() -> int:
    outside = Entry.objects.exclude(table_name__startswith="intake_").exclude(table_name="accounts_act")
    return outside.count()


def post(browser, content: bytes, name: str = "登记.xlsx"):
    """The answer to handing in one file from the form as it stands on the page."""
    return browser.post("/imports/", {"files": [SimpleUploadedFile(name, content)], "back": "/imports/"})


def refused_when_read(browser, content: bytes) -> str:
    """The page of a batch that the reader refused as a whole; nothing of it is staged or can be applied."""
    answer = post(browser, content)
    assert answer.status_code == 302
    page = browser.get(answer["Location"])
    assert page.status_code == 422
    assert Batch.objects.get().state == Batch.State.REFUSED and not StagedRow.objects.exists()
    assert browser.post(f"{answer['Location']}apply/").status_code == 409
    return unescape(text_of(page))


def sentences_of(codes) -> list[str]:
    return [all_sentences()[code].en.split("{")[0] for code in codes]


@pytest.mark.parametrize("name", sorted(set(CRAFTED) - READ_FIRST))
def test_what_is_plainly_no_workbook_is_refused_as_it_is_handed_in(office, name):
    before = domain_rows()
    answer = post(office, made(name))
    said = unescape(text_of(answer))
    assert answer.status_code == 422 and "登记.xlsx" in said
    assert any(sentence in said for sentence in sentences_of(CRAFTED[name][1]))
    assert not Batch.objects.exists() and domain_rows() == before


@pytest.mark.parametrize("name", sorted(READ_FIRST))
def test_what_only_the_reader_finds_is_refused_on_the_batchs_page(office, name):
    before = domain_rows()
    said = refused_when_read(office, made(name))
    assert "登记.xlsx" in said and "Nothing of this was taken" in said
    assert any(sentence in said for sentence in sentences_of(CRAFTED[name][1]))
    assert domain_rows() == before


def test_another_countys_workbook_is_refused_by_its_name(office):
    said = refused_when_read(office, registration(above=ELSEWHERE))
    assert "云麓县" in said and "禾川县" in said


def test_a_sheet_without_the_personal_number_is_refused_and_names_the_column(office):
    header = tuple("备注二" if name == "身份证号码" else name for name in HEADER)
    said = refused_when_read(office, registration(header=header))
    assert "missing" in said and "证件号码" in said


def test_two_header_rows_are_refused_and_make_no_person_of_the_second(office):
    book = workbook(HEADER, HEADER, above=ABOVE)
    said = refused_when_read(office, book.getvalue())
    assert "two header rows" in said and not Person.objects.exists()


def test_a_file_over_the_limit_is_refused_before_it_is_kept(office, settings, monkeypatch):
    from gainful.intake import glance
    from gainful.web import imports

    monkeypatch.setattr(glance, "MOST_UPLOAD", 1_000)
    one = post(office, registration())
    assert one.status_code == 422 and "too large" in text_of(one)
    monkeypatch.setattr(imports, "MOST_BYTES", 1_000)
    together = post(office, registration())
    assert together.status_code == 413 and not Batch.objects.exists()
    assert reading.MOST_UPLOAD == 64 * 1024 * 1024 and not (settings.GAINFUL_HOME / "uploads").exists()


def test_one_bad_file_among_good_ones_is_named_and_none_is_taken(office):
    files = [SimpleUploadedFile("好.xlsx", registration()), SimpleUploadedFile("坏.xlsx", made("a PDF"))]
    answer = office.post("/imports/", {"files": files})
    assert answer.status_code == 422 and "坏.xlsx" in text_of(answer) and not Batch.objects.exists()


def test_the_sentence_is_in_the_readers_language(office):
    office.cookies["django_language"] = "zh-hans"
    assert "这不是工作簿" in text_of(post(office, made("a PDF")))
