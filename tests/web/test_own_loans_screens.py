"""A guaranteed loan on screen: applied for, granted, planned, its interest paid and subsidised."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse
from handing_in import text_of

from benefits.test_letters import granted_interest
from benefits.test_own_loans import FIRST
from cast import TODAY
from gainful.benefits.actions import record_business, record_interest
from gainful.benefits.models import Loan, LoanInterest
from gainful.web.own_data import own_data
from gainful.web.worker_record import PARTS, of, rows_of
from gainful.web.worker_record_words import in_words
from make import a_person

pytestmark = pytest.mark.django_db
APPLIED = {
    "amount_fen": "150000", "months": "36", "partners": "1", "lender": "样例农商银行", "applied_on": "2020-03-02",
    "kept_at": "申请表",
}  # fmt: skip
GRANT = {"granted_on": "2020-03-21", "rate": "5.35", "prime": "4.05", "kept_at": "借款合同"}
PAID = {
    "period_from": "2020-03-21", "period_to": "2020-06-20", "paid_fen": "2006.25", "paid_on": "2020-06-20",
    "kept_at": "银行流水",
}  # fmt: skip


def test_a_loan_from_its_application_to_the_claim_for_its_interest(site, cast):
    person = a_person()
    shop = record_business(
        actor=cast.benefits,
        person=person,
        name="样例小店",
        registered_on=date(2020, 1, 5),
        kept_at="执照",
        on=TODAY,
    )
    browser = site(cast.benefits)
    loans = reverse("person_loans", kwargs={"key": person.key})
    assert loans in browser.get(reverse("person", kwargs={"key": person.key})).content.decode()
    assert "No loan of theirs" in text_of(browser.get(loans)) and "样例小店" in text_of(browser.get(loans))
    said = text_of(browser.post(loans, APPLIED | {"business": shop.key}, follow=True))
    assert "Written down." in said and "样例小店" in said and "shown once the loan is granted" in said
    row = Loan.objects.get()
    assert "applied for" in text_of(browser.get(loans))
    again = text_of(browser.post(loans, APPLIED | {"back": loans}, follow=True))
    assert "on record already" in again and Loan.objects.count() == 1
    address = {"key": person.key, "loan": row.key}
    page = reverse("person_loan", kwargs=address)
    said = text_of(browser.post(reverse("loan_granted", kwargs=address), GRANT, follow=True))
    assert "5.35" in said or "535" in said
    # Twelve instalments of three months; the last one brings the sum back.
    assert said.count("2,006.25") == 12 and "2023-03-21" in said and "may be lent" in said
    said = text_of(browser.post(reverse("loan_interest", kwargs=address), PAID, follow=True))
    assert "2020-06-20" in said and LoanInterest.objects.get().paid_fen == 2_006_25
    overlapping = PAID | {"period_to": "2020-07-20", "back": page}
    assert "Take that back first" in text_of(
        browser.post(reverse("loan_interest", kwargs=address), overlapping, follow=True)
    )
    left_open = PAID | {"paid_fen": "", "back": page}
    assert "Write the sum in yuan, 0 for nothing" in text_of(
        browser.post(reverse("loan_interest", kwargs=address), left_open, follow=True)
    )
    word = {"fact": "loan_overdue", "value": "no", "since": "2020-04-01", "kept_at": "流水"}
    browser.post(reverse("loan_said", kwargs=address), word)
    ask = {"rule": "loan_interest_subsidy", "about": "2020-03-21", "how": "paper"}
    browser.post(reverse("person_claim", kwargs={"key": person.key}), ask)
    due = text_of(browser.get(reverse("person_benefits", kwargs={"key": person.key})))
    assert "Interest subsidy on a guaranteed loan" in due and "2020-03-21" in due


def test_nobody_else_opens_a_loan_and_another_persons_is_not_under_this_one(site, cast):
    person, other = a_person(), a_person()
    browser = site(cast.benefits)
    browser.post(reverse("person_loans", kwargs={"key": person.key}), APPLIED)
    row = Loan.objects.get()
    page = reverse("person_loan", kwargs={"key": person.key, "loan": row.key})
    assert browser.get(page).status_code == 200
    assert browser.get(reverse("person_loan", kwargs={"key": other.key, "loan": row.key})).status_code == 404
    word = {"fact": "loan_overdue", "value": "yes", "since": "2020-04-01", "kept_at": "流水"}
    browser.post(reverse("loan_said", kwargs={"key": other.key, "loan": row.key}), word)
    assert not row.statements.exists()
    for actor in (cast.helper, cast.other_officer):
        assert site(actor).get(page).status_code == 404


def test_the_person_reads_and_takes_away_what_is_kept_of_their_loan(site, cast):
    person = a_person()
    browser = site(cast.benefits)
    browser.post(reverse("person_loans", kwargs={"key": person.key}), APPLIED)
    row = Loan.objects.get()
    browser.post(reverse("loan_granted", kwargs={"key": person.key, "loan": row.key}), GRANT)
    record_interest(
        actor=cast.benefits, person=person, loan=row.key, period_from=date(2020, 3, 21), period_to=date(2020, 6, 20),
        paid_fen=100, paid_on=date(2020, 6, 20), kept_at="流水", on=TODAY,
    )  # fmt: skip
    data = own_data(person)
    assert data["loan"][0]["amount_fen"] == 150_000_00 and data["loan"][0]["business"] is None
    assert {one["fact"]: one["value"] for one in data["loanstatement"]} == {
        "loan_granted_on": '"2020-03-21"', "loan_rate": "535", "prime_rate": "405",
    }  # fmt: skip
    assert data["loaninterest"][0]["paid_fen"] == 100
    part = next(one for one in PARTS if one.model is Loan)
    [own] = rows_of(part, of(person))
    assert in_words(own, "business", TODAY) == "" and in_words(own, "lender", TODAY) == "样例农商银行"


def test_whoever_writes_interest_otherwise_is_told_that_a_granted_claim_rests_on_it(cast, site):
    [decision] = granted_interest(cast, FIRST)
    loan = Loan.objects.get()
    address = {"key": decision.claim.person.key, "loan": loan.key}
    given = {
        "period_from": "2020-03-21", "period_to": "2020-06-20", "paid_fen": "0", "paid_on": "2020-06-20",
        "kept_at": "更正",
    }  # fmt: skip
    said = (
        site(cast.benefits)
        .post(reverse("loan_interest", kwargs=address), given, follow=True)
        .content.decode()
    )
    assert "A claim was granted on this interest" in said and "until that is settled it is held back" in said


def test_numbers_are_written_as_the_contract_has_them_and_what_is_wrong_is_said(site, cast):
    person = a_person()
    browser = site(cast.benefits)
    late = browser.post(
        reverse("person_loans", kwargs={"key": person.key}), APPLIED | {"applied_on": "2031-01-01"}
    )
    assert "That day is still to come" in text_of(late) and 'value="样例农商银行"' in late.content.decode()
    browser.post(reverse("person_loans", kwargs={"key": person.key}), APPLIED)
    address = {"key": person.key, "loan": Loan.objects.get().key}
    page = browser.get(reverse("person_loan", kwargs=address)).content.decode()
    assert "by mistake not known" not in page and f'value="{TODAY.isoformat()}"' not in page
    for rate, wrong in (
        ("535", "write 5.35, not 535"),
        ("5.355", "two digits"),
        ("0", "write 5.35, not 535"),
    ):
        said = browser.post(reverse("loan_granted", kwargs=address), GRANT | {"rate": rate})
        assert wrong in text_of(said) and 'value="借款合同"' in said.content.decode()
    browser.post(reverse("loan_granted", kwargs=address), GRANT | {"rate": "5.35%"})
    rates = {one.fact: one.unsealed("value") for one in Loan.objects.get().statements.all()}
    assert rates["loan_rate"] == "535" and rates["prime_rate"] == "405"
    said = browser.post(reverse("loan_interest", kwargs=address), PAID | {"paid_fen": "1337.505"})
    assert (
        "at most two digits after the point" in text_of(said) and 'value="1337.505"' in said.content.decode()
    )
    word = {"fact": "loan_overdue", "value": "no", "kept_at": "流水账"}
    said = browser.post(reverse("loan_said", kwargs=address), word)
    assert said.status_code == 409 and 'value="流水账"' in said.content.decode()


def test_the_second_officer_reads_a_loan_and_writes_nothing(site, cast):
    person = a_person()
    loans = reverse("person_loans", kwargs={"key": person.key})
    site(cast.benefits).post(loans, APPLIED)
    address = {"key": person.key, "loan": Loan.objects.get().key}
    browser = site(cast.checker)
    assert "样例农商银行" in text_of(browser.get(loans))
    page = browser.get(reverse("person_loan", kwargs=address)).content.decode()
    assert "样例农商银行" in page and "<form" not in page.split("<h1>")[1].split("</main>")[0]
    assert browser.post(reverse("loan_granted", kwargs=address), GRANT).status_code == 404
    assert browser.post(loans, APPLIED | {"applied_on": "2020-04-02"}).status_code == 404
    assert Loan.objects.count() == 1 and not Loan.objects.get().statements.exists()
