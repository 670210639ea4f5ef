"""Claims of employers on screen: the office opens them, the desk decides, the employer asks, reads and objects."""

from __future__ import annotations

import html

import pytest
from django.urls import reverse
from handing_in import text_of

from benefits.test_claims_of_employers import FREIGHT, SINCE, a_freight_claim, an_account_for, granted
from benefits.test_roll_settles import a_hire
from cast import COUNTY, TODAY, TOWNSHIP, a_contact
from gainful.benefits.actions import approve, ask_for_employer, decide, gather, record_evidence, record_fact
from gainful.benefits.models import Claim, Statement
from gainful.jobs.models import Workshop
from make import an_employer

pytestmark = pytest.mark.django_db
OURS = "/employer/claims/"


@pytest.fixture
def employer(db):
    return an_employer(name="样例制衣厂", kind="firm")


@pytest.fixture
def shop(employer):
    return Workshop.objects.create(area=TOWNSHIP, name="制衣车间", employer=employer, recognised_on=SINCE)


def test_the_office_finds_an_employer_and_opens_its_claim_which_the_desk_decides(site, cast, employer, shop):
    browser = site(cast.benefits)
    assert "Claims of employers" in text_of(browser.get("/claims/"))
    found = text_of(browser.get("/claims/employers/?q=制衣"))
    assert "样例制衣厂" in found and "claim waits" not in found
    page = reverse("employer_claims", kwargs={"key": employer.key})
    said = text_of(browser.get(page))
    assert "Workshop freight subsidy" in said and "制衣车间" in said and "account is missing" in said
    ask = reverse("employer_claim_ask", kwargs={"key": employer.key})
    answer = browser.post(ask, {"rule": FREIGHT, "about": shop.key, "how": "paper"}, follow=True)
    said = text_of(answer)
    assert "样例制衣厂" in said and "制衣车间" in said and "the employer: 样例制衣厂" in said
    assert "The employer has given no account of its own" in said and "freight" in said
    again = text_of(browser.get(page))
    assert "waits for a decision" in again and "Open the claim: Workshop freight subsidy" not in again
    assert "1 claim waits" in text_of(browser.get("/claims/employers/?all=1"))
    assert "List the 1 employer on record" in text_of(browser.get("/claims/employers/"))
    assert "样例制衣厂" in text_of(browser.get("/claims/?list=claims_to_decide"))
    assert "样例制衣厂" in text_of(browser.get("/claims/?list=accounts_missing"))
    browser.post(reverse("employer_claim_propose", kwargs={"key": employer.key}))
    assert Claim.objects.count() == 1


def test_the_desk_sees_the_claim_from_outside_without_the_name(site, cast, employer, shop):
    claim = a_freight_claim(cast, employer, shop)
    assert site(cast.desk).get(f"/claims/{claim.key}/").status_code == 404
    assert "样例制衣厂" in text_of(site(cast.checker).get(f"/claims/{claim.key}/"))
    assert site(cast.helper).get(reverse("employer_claims", kwargs={"key": employer.key})).status_code == 404


def test_the_employer_asks_takes_back_reads_the_letter_and_objects(site, cast, employer, shop):
    browser = site(a_contact(employer))
    assert "Workshop freight subsidy" in text_of(browser.get(OURS))
    answer = browser.post(f"{OURS}ask/", {"rule": FREIGHT, "about": shop.key}, follow=True)
    assert "waits for a decision" in text_of(answer)
    claim = Claim.objects.get()
    browser.post(f"{OURS}{claim.key}/withdraw/")
    assert "withdrawn" in text_of(browser.get(OURS))
    decision = granted(cast, employer, shop)
    said = text_of(browser.get(OURS))
    assert "6,172.83" in said and "account is missing" in said
    letter = browser.post(f"{OURS}{decision.claim.key}/letter/")
    assert letter["Content-Type"] == "application/pdf"
    answer = browser.post(f"{OURS}{decision.claim.key}/object/", {"words": "少算了一张"}, follow=True)
    assert "Somebody else answers by" in text_of(answer)
    stranger = site(a_contact(an_employer(name="别家"), "stranger"))
    assert "6,172.83" not in text_of(stranger.get(OURS))
    for act in ("withdraw", "letter", "object"):
        assert stranger.post(f"{OURS}{decision.claim.key}/{act}/", {"words": "x"}).status_code == 404
    assert site(cast.benefits).get(OURS).status_code == 404


def test_the_employers_page_is_the_same_whoever_of_its_workers_is_registered(site, cast, employer):
    spell = a_hire(cast, employer)
    claim = ask_for_employer(
        actor=cast.benefits, employer=employer, rule="employment_base_award", about="", how="paper", on=TODAY
    )
    browser = site(a_contact(employer))
    before = text_of(browser.get(OURS))
    record_fact(
        actor=cast.benefits, claim=claim, fact="base_award_paid", value="yes", kept_at="台账", on=TODAY
    )
    decision = decide(actor=cast.benefits, claim=claim, grants=False, on=TODAY)
    approve(actor=cast.checker, decision=decision, on=TODAY)
    after = text_of(browser.get(OURS))
    assert "bases of employment was not paid yet" in after and "checked by the office" in after
    for secret in (spell.person.name, "registered", "1 person"):
        assert secret not in before and secret not in after


def test_an_officer_writes_down_what_a_paper_says_and_the_answer_uses_it(site, cast, employer, shop):
    browser = site(cast.officer)
    page = reverse("employer_statements", kwargs={"key": employer.key})
    assert page in browser.get(f"/employers/{employer.key}/").content.decode()
    said = text_of(browser.get(page))
    assert "not known" in said and "制衣车间" in said and "freight" in said
    paper = {
        "fact": "freight_paid",
        "value": "12345.67",
        "workshop": shop.key,
        "year": "2020",
        "kept_at": "发票",
    }
    said = text_of(browser.post(page, paper, follow=True))
    assert "Written down." in said and "12,345.67" in said and "发票" in said
    due = text_of(browser.get(reverse("employer_claims", kwargs={"key": employer.key})))
    assert "6,172.83" in due
    again = text_of(browser.post(page, paper | {"value": "many", "back": page}, follow=True))
    assert "many" in again and "Written down." not in again
    assert site(cast.helper).get(page).status_code == 404
    assert site(a_contact(employer)).get(page).status_code == 404


def test_the_list_says_what_each_claim_waits_for_how_much_and_who_acts_next(site, cast, employer, shop):
    browser = site(cast.benefits)
    claim = a_freight_claim(cast, employer, shop, None)

    def said() -> str:
        return html.unescape(text_of(browser.get("/claims/employers/")))

    assert "to be asked: the freight paid" in said() and "the county's office, with the employer" in said()
    record_fact(
        actor=cast.benefits, claim=claim, fact="freight_paid", value="12345.67", kept_at="发票", on=TODAY
    )
    assert "papers to be seen: freight invoices" in said() and "6,172.83" in said()
    record_evidence(actor=cast.benefits, claim=claim, kind="freight invoices", kept_at="卷", seen_on=TODAY)
    assert "the decision" in said() and "the benefits desk" in said()
    decision = decide(actor=cast.benefits, claim=claim, grants=True, on=TODAY)
    assert "the second officer's approval" in said()
    approve(actor=cast.checker, decision=decision, on=TODAY)
    assert "the employer's account" in said()
    an_account_for(cast, employer)
    assert "the payment: to be gathered" in said() and "whoever pays" in said()
    gather(actor=cast.benefits, area=COUNTY, on=TODAY)
    assert "the payment that is under way" in said()


def test_the_second_officer_reads_what_papers_say_and_writes_nothing(site, cast):
    employer = an_employer()
    page = reverse("employer_statements", kwargs={"key": employer.key})
    browser = site(cast.checker)
    said = browser.get(page)
    assert (
        said.status_code == 200 and "<form" not in said.content.decode().split("<h1>")[1].split("</main>")[0]
    )
    word = {"fact": "tax_due", "value": "300", "year": "2020", "kept_at": "证明"}
    assert browser.post(page, word).status_code == 404 and not Statement.objects.exists()
