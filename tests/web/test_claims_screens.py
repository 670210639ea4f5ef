"""Claims on screen: from what was found to the letter, by the benefits desk, the second officer and the person."""

from __future__ import annotations

import pytest

from benefits.claiming import ALLOWANCE, a_claim, a_decision, a_trainee, an_approved, an_office
from benefits.granted import an_account_of
from cast import TODAY
from gainful.accounts.models import Account
from gainful.benefits import worklists
from gainful.benefits.lacking import Lacking, lacking
from gainful.benefits.models import Claim, Decision, Letter, Objection
from gainful.training.models import Enrolment
from web.test_worker_page import come_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(db):
    return an_office()


def text(answer):
    return answer.content.decode().replace("&#x27;", "'")


def post(browser, address, **said):
    return browser.post(address, {"back": address.rsplit("/", 2)[0] + "/"} | said, follow=True)


def test_a_benefits_officer_begins_at_the_claims_and_decides_one_with_all_that_it_rests_on(site, office):
    person = a_trainee(name="赵小红")
    a_claim(office, person)
    browser = site(office.benefits)
    assert browser.get("/").url == "/claims/"
    assert "赵小红" in text(browser.get("/claims/"))
    claim = Claim.objects.get()
    page = text(browser.get(f"/claims/{claim.key}/"))
    assert "12 days" in page and "attendance sheet" in page and "account missing" in page and "Grant" in page
    said = text(post(browser, f"/claims/{claim.key}/decide/", grants="yes"))
    assert "A second officer looks at it now" in said and Decision.objects.get().grants


def test_the_second_officer_returns_with_a_reason_or_approves_and_the_letter_is_a_pdf(site, office):
    decision = a_decision(office)
    address = f"/claims/{decision.claim.key}/"
    browser = site(office.checker)
    assert "1" in text(browser.get("/claims/?list=decisions_to_approve"))
    assert "Approve" in text(browser.get(address))
    post(browser, f"{address}approve/")
    answer = browser.post(f"{address}letter/", {"decision": decision.key, "language": "zh"})
    assert answer["Content-Type"] == "application/pdf" and answer.content.startswith(b"%PDF")
    letter = Letter.objects.get()
    post(site(office.benefits), f"{address}told/", letter=letter.key, how="read")
    letter.refresh_from_db()
    assert letter.how == "read"


def test_what_cannot_be_told_is_written_down_with_its_paper_and_then_decided(site, office):
    claim = a_claim(office)
    Enrolment.objects.update(attended_days=None)
    browser = site(office.benefits)
    address = f"/claims/{claim.key}/"
    page = text(browser.get(address))
    assert "unknown is not no" in page and "training_days_attended" in page and "Grant" not in page
    post(browser, f"{address}fact/", fact="training_days_attended", value="12", kept_at="考勤表")
    page = text(browser.get(address))
    assert "Grant" in page and "考勤表" in page


def test_an_objection_is_answered_on_the_page_by_another_officer(site, office):
    decision = an_approved(office)
    address = f"/claims/{decision.claim.key}/"
    post(site(office.benefits), f"{address}object/", decision=decision.key, words="少了两天", how="paper")
    objection = Objection.objects.get()
    assert "Let it stand" not in text(site(office.checker).get(address))
    browser = site(office.officer)
    assert "少了两天" in text(browser.get(address))
    post(browser, f"{address}answer/", objection=objection.key, answer="考勤为12天", outcome="stands")
    objection.refresh_from_db()
    assert objection.outcome == "upheld"


def test_a_person_asks_reads_and_objects_on_their_own_page(site, office, cast):
    person = a_trainee()
    officer = Account.objects.get(pk=office.officer.account_id)
    from dataclasses import replace

    browser = come_in(replace(cast, officer=office.officer), person)
    assert officer.is_active and "Ask for it" in text(browser.get("/w/benefits/"))
    browser.post("/w/claims/ask/", {"rule": ALLOWANCE, "about": "2020-06-01", "back": "/w/benefits/"})
    claim = Claim.objects.get()
    page = text(browser.get("/w/claims/"))
    assert "waits for a decision" in page and "account missing" in page
    an_approved(office, claim)
    page = text(browser.get("/w/claims/"))
    assert "granted" in page and "I do not agree" in page
    assert browser.post(f"/w/claims/{claim.key}/letter/").content.startswith(b"%PDF")
    browser.post(f"/w/claims/{claim.key}/object/", {"words": "少了两天", "back": "/w/claims/"})
    assert Objection.objects.get().unsealed("words") == "少了两天"
    other = a_claim(office, a_trainee())
    assert browser.post(f"/w/claims/{other.key}/withdraw/").status_code == 404


def test_a_persons_page_shows_their_claims_and_opens_one_for_all_that_is_due(site, office):
    person = a_trainee()
    browser = site(office.benefits)
    address = f"/people/{person.key}/benefits/"
    assert "account missing" in text(browser.get(address))
    browser.post(f"{address}propose/", {"back": address})
    assert f"/claims/{Claim.objects.get().key}/" in text(browser.get(address))


@pytest.mark.django_db(transaction=True)
def test_the_number_on_today_is_that_of_the_list_after_each_act_about_a_claim(site):
    """Outside a transaction the numbers are kept until something they were read from is written."""
    office = an_office()
    officer = site(office.officer)

    def lacking() -> int:
        rows = officer.get("/").context["rows"]
        return next(row["count"] for row in rows if row["url"].endswith("accounts_missing"))

    assert (lacking(), lacking()) == (0, 0)
    an_approved(office)
    assert lacking() == worklists.LISTS["accounts_missing"](office.officer, TODAY).count() == 1


def test_a_line_says_what_its_claim_lacks_in_as_many_queries_for_many_as_for_few(
    site, office, django_assert_num_queries
):
    person = a_trainee()
    claim = a_claim(office, person)
    browser = site(office.benefits)
    page = text(browser.get("/claims/?list=claims_to_decide"))
    lines = page[page.index("<tbody>") : page.index("</tbody>")]
    assert "account missing" in lines and "evidence missing" not in lines and "no amount" not in lines
    for _number in range(4):
        a_claim(office)
    assert text(browser.get("/claims/?list=claims_to_decide")).count("account missing</span>") == 5
    every = list(Claim.objects.all())
    with django_assert_num_queries(2):
        assert len(lacking(every, TODAY)) == 5
    an_account_of(person)
    claim.rule, claim.area = "business_start_subsidy", 110101_000_000
    [lacks] = lacking([claim], TODAY).values()
    assert (lacks.account, lacks.evidence, lacks.amount) == (False, True, True)
    claim.state = Claim.State.DECIDED
    assert lacking([claim], TODAY)[claim.pk] == Lacking(False, False, False)
