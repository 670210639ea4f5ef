"""What an employer's roll settles, on its own page and on the office's."""

from __future__ import annotations

import pytest
from handing_in import text_of

from benefits.test_roll_settles import a_hire
from cast import a_contact
from make import an_employer

pytestmark = pytest.mark.django_db


@pytest.fixture
def employer(db):
    return an_employer(name="样例制衣厂", kind="firm")


def test_the_page_of_the_employer_says_what_is_missing_and_no_name_number_or_standing(site, cast, employer):
    spell = a_hire(cast, employer, insured=None)
    said = text_of(site(a_contact(employer)).get("/employer/benefits/"))
    assert "on record for 0 of 1 workers" in said and "still to be given" in said
    for secret in (
        spell.person.name,
        spell.person.unsealed("id_number"),
        "registered poor",
        "not due",
        "CNY",
    ):
        assert secret not in said
    assert site(cast.officer).get("/employer/benefits/").status_code in (403, 404)


def test_the_offices_page_of_the_employer_shows_the_answers(site, cast, employer):
    a_hire(cast, employer)
    said = text_of(site(cast.officer).get(f"/employers/{employer.key}/"))
    assert "What the roll settles" in said and "Tax relief for hiring" in said
