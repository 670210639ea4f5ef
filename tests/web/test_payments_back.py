"""Money asked back on screen: what is due no more, the demand, its end, written off by two; and employers' accounts."""

from __future__ import annotations

import pytest
from django.test import override_settings
from handing_in import text_of

from benefits.granted import PAYER, a_grant, an_account_of, an_answer, three_people
from cast import TODAY, an_actor
from gainful.accounts.actor import Role
from gainful.benefits.actions import check_batch, gather, make_batch, record_answer, release_batch
from gainful.benefits.books import balances
from gainful.benefits.models import EmployerAccount, Payment
from make import a_person, an_employer

pytestmark = pytest.mark.django_db


@pytest.fixture
def three(db):
    return three_people()


@pytest.fixture
def paid(three) -> Payment:
    """Paid by a decision that a later one refuses."""
    return paid_wrongly(three, "多付样")


def paid_wrongly(three, name: str) -> Payment:
    """Paid to somebody by a decision that a later one refuses."""
    person = a_person(name=name)
    an_account_of(person)
    decision = a_grant(person)
    with override_settings(**PAYER):
        gather(actor=three.maker, area=person.area, on=TODAY)
        batch = make_batch(
            actor=three.maker, area=person.area, form="pain.001.001.09", pay_on=TODAY, on=TODAY
        )
        check_batch(actor=three.checker, batch=batch, on=TODAY)
        release_batch(actor=three.releaser, batch=batch, on=TODAY)
        batch.refresh_from_db()
        record_answer(actor=three.releaser, batch=batch, text=an_answer(batch), on=TODAY)
    a_grant(fen=None, replaces=decision)
    return Payment.objects.get(decision=decision)


def demand(site, three, paid) -> Payment:
    """The maker asks all of it back on the page."""
    site(three.maker).post(
        f"/payments/back/{paid.key}/demand/", {"amount_fen": "960", "because": "后经核实不符合条件"}
    )
    return Payment.objects.get(purpose="clawback")


def test_what_is_due_no_more_is_shown_with_the_difference_and_asked_back(site, three, paid):
    said = text_of(site(three.maker).get("/payments/back/"))
    assert "多付样" in said and "by the decision that stands now it is CNY 0" in said
    one = demand(site, three, paid)
    assert (one.amount_fen, one.state, one.answers) == (960_00, "demanded", paid)
    assert "后经核实不符合条件" in text_of(site(three.maker).get("/payments/back/"))


def test_all_are_counted_and_the_rest_is_a_page_further(site, three, paid, monkeypatch):
    monkeypatch.setattr("gainful.web.payments_back.A_PAGE", 1)
    paid_wrongly(three, "次付样")
    first, second = (text_of(site(three.maker).get(f"/payments/back/?over={n}")) for n in (1, 2))
    assert "Paid, and not due any more 2" in first and "page 1 of 2" in first
    assert ("多付样" in first, "次付样" in first) == (True, False)
    assert ("多付样" in second, "次付样" in second) == (False, True)


def test_a_second_replacement_that_grants_again_takes_it_off_the_list(site, three, paid):
    a_grant(replaces=paid.decision.replaced_by.get())
    assert "多付样" not in text_of(site(three.maker).get("/payments/back/"))
    assert "more was paid than" not in text_of(site(three.maker).get("/payments/"))


def test_no_more_is_asked_back_than_was_paid(site, three, paid):
    answer = site(three.maker).post(
        f"/payments/back/{paid.key}/demand/", {"amount_fen": "961", "because": "多"}
    )
    assert answer.status_code in (302, 409) and not Payment.objects.filter(purpose="clawback").exists()


def test_it_has_come_in(site, three, paid):
    one = demand(site, three, paid)
    site(three.maker).post(f"/payments/back/{one.key}/in/")
    one.refresh_from_db()
    assert one.state == "paid_back" and balances(three.maker)["demanded"] == 0


def test_two_write_it_off_with_the_reason_and_who_asked_does_not_agree(site, three, paid):
    one = demand(site, three, paid)
    site(three.maker).post(f"/payments/back/{one.key}/write-off/", {"because": "本人已去世，无遗产"})
    assert "asks not to pursue it" in text_of(site(three.checker).get("/payments/back/"))
    assert "Agree to write it off" not in text_of(site(three.maker).get("/payments/back/"))
    assert site(three.maker).post(f"/payments/back/{one.key}/write-off/agree/").status_code in (403, 404)
    site(three.checker).post(f"/payments/back/{one.key}/write-off/agree/")
    one.refresh_from_db()
    assert (one.state, one.because) == ("written_off", "本人已去世，无遗产")


def test_who_may_not_read_of_people_reads_no_name(site, three, paid):
    demand(site, three, paid)
    said = text_of(site(three.releaser).get("/payments/back/"))
    assert "多付样" not in said and "a person" in said
    elsewhere = an_actor("elsewhere", (Role.BENEFITS_OFFICER, 530399000000))
    assert "CNY 960" not in text_of(site(elsewhere).get("/payments/back/"))
    assert (
        site(elsewhere)
        .post(f"/payments/back/{paid.key}/demand/", {"amount_fen": "1", "because": "x"})
        .status_code
        == 404
    )


def test_an_employers_account_is_taken_down_and_shown_by_its_last_four(site, cast):
    employer = an_employer(name="样例制衣厂")
    page = f"/employers/{employer.key}/account/"
    browser = site(cast.officer)
    browser.post(page, {"account": "6228480000000000555", "bank": "农行", "stated_on": "2020-11-02"})
    assert EmployerAccount.objects.get(employer=employer).unsealed("account") == "6228480000000000555"
    said = text_of(browser.get(page))
    assert "…0555" in said and "6228480000000000555" not in said
    assert site(cast.other_officer).get(page).status_code == 404
