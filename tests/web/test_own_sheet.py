"""The one sheet on screen: printed with a QR by an officer, and silent to whoever finds it."""

from __future__ import annotations

import re

import pytest
from handing_in import text_of

from cast import TODAY
from gainful.casework.actions import print_sheet
from gainful.casework.models import OwnSheet
from make import a_worker


@pytest.fixture
def person(cast):
    made = a_worker()
    made.seal("phone", "13900007777")
    made.save(update_fields=["phone_sealed"])
    return made


@pytest.mark.django_db
def test_an_officer_prints_a_sheet_with_a_qr_and_no_number_on_it(site, cast, person):
    browser = site(cast.officer)
    printed = browser.post(f"/people/{person.key}/sheet/")
    said = text_of(printed)
    assert "<svg" in printed.content.decode() and person.name in said
    assert person.unsealed("id_number") not in said and "7777" not in said
    assert "End its QR" in text_of(browser.get(f"/people/{person.key}/sheet/"))
    sheet = OwnSheet.objects.get()
    browser.post(f"/people/{person.key}/sheet/{sheet.key}/end/")
    assert OwnSheet.objects.get().ended_on == TODAY


@pytest.mark.django_db
def test_the_qr_shows_nothing_of_the_person_and_answers_alike_whatever_is_typed(client, cast, person):
    _sheet, token = print_sheet(actor=cast.officer, person=person, on=TODAY)
    page = client.get(f"/w/q/{token}/")
    assert page.status_code == 200 and person.name not in text_of(page)
    tails = ("0000", person.unsealed("id_number")[-4:])
    answers = [client.post(f"/w/q/{token}/", {"tail": tail}, follow=True) for tail in tails]
    one, two = (re.sub(r"csrf\S+|value=.\S+", "", text_of(answer)) for answer in answers)
    assert one == two and "代码已发往" in one
    assert client.get("/w/q/not-a-token/").status_code == 404
