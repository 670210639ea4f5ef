"""Claims of employers as such and of their workshops: asked, found, decided, told, objected to, paid once."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from benefits.granted import an_answer, three_people
from benefits.test_roll_settles import a_hire
from cast import COUNTY, OTHER_COUNTY, TODAY, TOWNSHIP, a_contact, an_actor
from gainful.accounts.actor import Role
from gainful.accounts.refusals import NotAllowed, Refused
from gainful.benefits import worklists
from gainful.benefits.actions import (
    answer_objection,
    approve,
    ask_as_employer,
    ask_for_employer,
    check_batch,
    decide,
    gather,
    letter_to_employer,
    make_batch,
    object_as_employer,
    object_to,
    propose_for_employer,
    propose_for_employers,
    record_answer,
    record_employer_account,
    record_evidence,
    record_fact,
    release_batch,
    reopen_changed,
    withdraw_own_claim,
)
from gainful.benefits.asked import frozen_facts
from gainful.benefits.letters import contents
from gainful.benefits.models import Claim, Decision, EmployerAccount, Payment
from gainful.benefits.paying import to_pay
from gainful.benefits.recomputing import differing
from gainful.cli.operator import operator
from gainful.jobs.models import Employer, Workshop
from make import a_person, an_employer

pytestmark = pytest.mark.django_db
FREIGHT, BASE, REFUND = "workshop_freight", "employment_base_award", "unemployment_insurance_refund"
HALF = 6_172_83
SINCE = date(2020, 3, 1)


@pytest.fixture
def employer(db) -> Employer:
    return an_employer(name="样例制衣厂", kind="firm")


@pytest.fixture
def shop(employer) -> Workshop:
    return Workshop.objects.create(area=TOWNSHIP, name="制衣车间", employer=employer, recognised_on=SINCE)


def a_freight_claim(cast, employer: Employer, shop: Workshop, fen: str | None = "12345.67") -> Claim:
    """The freight subsidy asked for a workshop, with the freight seen on the invoices."""
    claim = ask_for_employer(
        actor=cast.benefits, employer=employer, rule=FREIGHT, about=shop.key, how="paper", on=TODAY
    )
    if fen is not None:
        record_fact(
            actor=cast.benefits, claim=claim, fact="freight_paid", value=fen, kept_at="运费发票12张", on=TODAY
        )
        record_evidence(
            actor=cast.benefits, claim=claim, kind="freight invoices", kept_at="卷宗", seen_on=TODAY
        )
    return claim


def granted(cast, employer: Employer, shop: Workshop) -> Decision:
    """The freight subsidy granted and approved."""
    claim = a_freight_claim(cast, employer, shop)
    decision = decide(actor=cast.benefits, claim=claim, grants=True, on=TODAY)
    approved: Decision = approve(actor=cast.checker, decision=decision, on=TODAY)
    return approved


def an_account_for(cast, employer: Employer, number: str = "6228480000000000777") -> EmployerAccount:
    """The employer's own account, stated in January."""
    kept: EmployerAccount = record_employer_account(
        actor=cast.officer, employer=employer, account=number, bank="样例农信", stated_on=date(2020, 1, 1)
    )
    return kept


def test_a_workshops_freight_is_claimed_decided_with_its_facts_and_written_to_the_employer(
    cast, employer, shop
):
    claim = a_freight_claim(cast, employer, shop)
    assert (claim.subject, claim.about, claim.once_for) == ("workshop", shop.key, f"workshop:{shop.pk}")
    assert (claim.person_id, claim.payee, claim.area) == (None, "employer", TOWNSHIP)
    assert (claim.period_from, claim.period_to) == (date(2020, 1, 1), date(2020, 12, 31))
    decision = decide(actor=cast.benefits, claim=claim, grants=True, on=TODAY)
    assert decision.amount_fen == HALF and decision.place.startswith("621299")
    facts = frozen_facts(decision)
    assert facts["freight_paid"]["value"] == 12_345_67 and facts["workshop_recognised"]["value"] is True
    decision = approve(actor=cast.checker, decision=decision, on=TODAY)
    for language in ("zh", "en"):
        letter = contents(decision, language)
        assert letter["name"] == "样例制衣厂" and "6,172.83" in letter["verdict"]
        assert len(letter["after"]) == 1 and len(letter["conditions"]) == 2
    pdf = letter_to_employer(actor=a_contact(employer), decision=decision, language="zh", on=TODAY)
    assert pdf.startswith(b"%PDF")
    assert decision.letters.get().how == "own_page"
    assert list(differing()) == []


def test_without_the_freight_it_cannot_be_decided_and_without_invoices_not_be_granted(cast, employer, shop):
    claim = a_freight_claim(cast, employer, shop, None)
    with pytest.raises(Refused, match="cannot_tell_yet"):
        decide(actor=cast.benefits, claim=claim, grants=True, on=TODAY)
    record_fact(actor=cast.benefits, claim=claim, fact="freight_paid", value="100", kept_at="发票", on=TODAY)
    with pytest.raises(Refused, match="evidence_missing"):
        decide(actor=cast.benefits, claim=claim, grants=True, on=TODAY)


def test_no_amount_is_loaded_for_the_base_award_and_it_is_never_nothing(cast, employer):
    claim = ask_for_employer(
        actor=cast.benefits, employer=employer, rule=BASE, about="", how="through", on=TODAY
    )
    assert (claim.once_for, claim.period_to.year) == (f"employer:{employer.pk}", 9999)
    a_hire(cast, employer)
    for fact, value in (("employment_base_recognised", "yes"), ("base_award_paid", "no")):
        record_fact(actor=cast.benefits, claim=claim, fact=fact, value=value, kept_at="文件", on=TODAY)
    for grants in (True, False):
        with pytest.raises(Refused, match="no_amount_loaded"):
            decide(actor=cast.benefits, claim=claim, grants=grants, on=TODAY)


def test_a_refusal_tells_the_employer_nothing_of_who_is_registered(cast, employer):
    a_hire(cast, employer)
    claim = ask_for_employer(
        actor=cast.benefits, employer=employer, rule=BASE, about="", how="paper", on=TODAY
    )
    record_fact(
        actor=cast.benefits, claim=claim, fact="employment_base_recognised", value="no", kept_at="名单", on=TODAY
    )  # fmt: skip
    decision = decide(actor=cast.benefits, claim=claim, grants=False, on=TODAY)
    decision = approve(actor=cast.checker, decision=decision, on=TODAY)
    assert frozen_facts(decision)["registered_staff_count"]["value"] == 1
    letter = contents(decision, "en")
    [kept] = [one for one in letter["conditions"] if one["mark"] == "checked by the office"]
    assert kept["values"] == [] and "registered" in kept["words"]
    assert letter["would_change"][-1].endswith("told to employers.")


def test_the_same_is_claimed_once_a_workshop_and_year_whoever_asks(cast, employer, shop):
    claim = a_freight_claim(cast, employer, shop)
    with pytest.raises(Refused, match="claimed_already"):
        ask_for_employer(
            actor=cast.officer, employer=employer, rule=FREIGHT, about=shop.key, how="paper", on=TODAY
        )
    with pytest.raises(Refused, match="claimed_already"):
        ask_as_employer(actor=a_contact(employer), employer=employer, rule=FREIGHT, about=shop.key, on=TODAY)
    other = Workshop.objects.create(area=TOWNSHIP, name="第二车间", employer=employer, recognised_on=SINCE)
    assert a_freight_claim(cast, employer, other).pk != claim.pk
    fields = {one.attname: getattr(claim, one.attname) for one in Claim._meta.concrete_fields}
    del fields["id"], fields["key"]
    for changed, why in (
        ({}, "live_claims_do_not_overlap"),
        ({"person_id": a_person().pk}, "names_nobody_else"),
        ({"employer_id": None}, "of_an_employer_names|counts_against"),
        ({"workshop_id": None}, "of_an_employer_names|counts_against"),
        ({"payee": "person"}, "names_nobody_else"),
        ({"once_for": "employer:0"}, "counts_against_its_employer"),
        ({"once_for": f"workshop:{shop.pk}1"}, "counts_against_its_employer"),
    ):
        with pytest.raises(IntegrityError, match=why), transaction.atomic():
            Claim.objects.bulk_create([Claim(**fields | changed)])
    with pytest.raises(IntegrityError, match="written_stays_written"), transaction.atomic():
        Claim.objects.update(workshop=other)


def test_what_is_asked_for_is_the_employers_own_and_where_the_rule_holds(cast, employer, shop):
    ask = {"actor": cast.benefits, "employer": employer, "how": "paper", "on": TODAY}
    for rule, about, why in (
        ("nothing", "", "no_such_rule"),
        ("hiring_subsidy", "", "not_a_claim_of_employers"),
        ("tax_relief_hiring", "", "not_a_claim_of_employers"),
        ("workshop_hiring_award", shop.key, "no_such_workshop_of_theirs"),
        (FREIGHT, "", "no_such_workshop_of_theirs"),
        (FREIGHT, "0123456789abcdef", "no_such_workshop_of_theirs"),
    ):
        with pytest.raises(Refused, match=why):
            ask_for_employer(rule=rule, about=about, **ask)
    with pytest.raises(Refused, match="rule_not_in_force"):
        ask_for_employer(rule=BASE, about="", **ask | {"on": date(2022, 1, 1)})
    stranger = a_contact(an_employer(name="别家"), "stranger")
    abroad = an_actor("abroad", (Role.BENEFITS_OFFICER, OTHER_COUNTY))
    for actor in (stranger, a_contact(employer), abroad, cast.helper, cast.checker):
        with pytest.raises(NotAllowed):
            ask_for_employer(rule=FREIGHT, about=shop.key, **ask | {"actor": actor})
    for actor in (stranger, cast.benefits):
        with pytest.raises(NotAllowed):
            ask_as_employer(actor=actor, employer=employer, rule=FREIGHT, about=shop.key, on=TODAY)


def test_an_employer_asks_takes_back_reads_and_objects_for_itself_alone(cast, employer, shop):
    contact, stranger = a_contact(employer), a_contact(an_employer(name="别家"), "stranger")
    claim = ask_as_employer(actor=contact, employer=employer, rule=FREIGHT, about=shop.key, on=TODAY)
    assert (claim.how, claim.found) == ("screen", "asked")
    with pytest.raises(NotAllowed):
        withdraw_own_claim(actor=stranger, claim=claim, on=TODAY)
    withdraw_own_claim(actor=contact, claim=claim, on=TODAY)
    with pytest.raises(Refused, match="claim_not_withdrawable"):
        withdraw_own_claim(actor=contact, claim=claim, on=TODAY)
    decision = granted(cast, employer, shop)
    with pytest.raises(NotAllowed):
        object_as_employer(actor=stranger, decision=decision, words="不同意", on=TODAY)
    with pytest.raises(NotAllowed):
        letter_to_employer(actor=stranger, decision=decision, language="en", on=TODAY)
    with pytest.raises(NotAllowed):
        object_to(actor=contact, decision=decision, words="不同意", how="paper", on=TODAY)
    objection = object_as_employer(actor=contact, decision=decision, words="少算了一张发票", on=TODAY)
    assert (objection.kind, objection.how) == ("review", "screen")
    assert list(worklists.objections_to_answer(cast.officer, TODAY)) == [objection]
    answer_objection(actor=cast.officer, objection=objection, answer="发票均已计入", on=TODAY)
    appeal = object_as_employer(actor=contact, decision=decision, words="仍不同意", on=TODAY)
    assert appeal.kind == "appeal" and list(worklists.objections_to_answer(cast.desk, TODAY)) == [appeal]


def test_a_claim_about_a_worker_is_not_the_employers_to_touch(cast, employer):
    spell = a_hire(cast, employer)
    claim = Claim.objects.create(
        area=COUNTY, rule="hiring_subsidy", subject="spell", about="2020-07-01", once_for="person:x",
        person=spell.person, employer=employer, spell=spell, payee="employer", period_from=TODAY, period_to=TODAY,
        found="asked", how="paper", asked_on=TODAY,
    )  # fmt: skip
    with pytest.raises(NotAllowed):
        withdraw_own_claim(actor=a_contact(employer), claim=claim, on=TODAY)


def test_it_is_paid_once_to_the_employers_own_account_and_the_bank_answers(cast, employer, shop, settings):
    settings.GAINFUL_PAYER_NAME, settings.GAINFUL_PAYER_ACCOUNT = "就业服务中心", "9550880000000000001"
    decision, three = granted(cast, employer, shop), three_people()
    [waiting] = to_pay([decision], TODAY)
    assert waiting.held == "account_missing"
    assert gather(actor=three.maker, area=COUNTY, on=TODAY).made == []
    account = an_account_for(cast, employer)
    [payment] = gather(actor=three.maker, area=COUNTY, on=TODAY).made
    assert (payment.employer_id, payment.person_id, payment.employer_account_id) == (
        employer.pk, None, account.pk,
    )  # fmt: skip
    assert gather(actor=three.maker, area=COUNTY, on=TODAY).made == []
    batch = make_batch(actor=three.maker, area=COUNTY, form="pain.001.001.03", pay_on=TODAY, on=TODAY)
    check_batch(actor=three.checker, batch=batch, on=TODAY)
    batch = release_batch(actor=three.releaser, batch=batch, on=TODAY)
    assert "样例制衣厂" in batch.unsealed("text") and "6172.83" in batch.unsealed("text")
    record_answer(actor=three.releaser, batch=batch, text=an_answer(batch), on=TODAY)
    payment.refresh_from_db()
    assert (payment.state, payment.amount_fen) == ("paid", HALF)
    assert gather(actor=three.maker, area=COUNTY, on=TODAY).made == []
    with pytest.raises(Refused, match="claimed_already"):
        a_freight_claim(cast, employer, shop, None)


def test_money_for_an_employer_goes_to_nobody_else_whoever_writes(cast, employer, shop):
    decision, other = granted(cast, employer, shop), an_employer(name="别家")
    theirs, mine = an_account_for(cast, other, "6228480000000000888"), an_account_for(cast, employer)
    said = {"area": COUNTY, "decision": decision, "amount_fen": HALF, "due_on": TODAY, "moved_on": TODAY}
    for payee, why in (
        ({"employer": other, "employer_account": theirs}, "a_payment_goes_to_whom_its_claim_names"),
        ({"person": a_person()}, "a_payment_goes_to_whom_its_claim_names"),
        ({"employer": employer, "employer_account": theirs}, "an_account_is_its_employers"),
    ):
        with pytest.raises(IntegrityError, match=why), transaction.atomic():
            Payment.objects.create(end_to_end="P1", **said, **payee)
    paid = Payment.objects.create(end_to_end="P2", employer=employer, employer_account=mine, **said)
    with pytest.raises(IntegrityError, match="an_account_is_its_employers"), transaction.atomic():
        Payment.objects.filter(pk=paid.pk).update(employer_account=theirs)


def test_what_is_due_and_unclaimed_is_found_once(cast, employer, shop, monkeypatch):
    found = {"workshop_recognised": True, "workshop_recognised_on": SINCE, "freight_paid": 200_00}
    monkeypatch.setattr(
        "gainful.benefits.cases.workshop_facts", lambda shops, on: {one.pk: found for one in shops}
    )
    [claim] = propose_for_employer(actor=cast.benefits, employer=employer, on=TODAY)
    assert (claim.rule, claim.found, claim.how) == (FREIGHT, "proposed", "found")
    assert list(worklists.entitled_but_unpaid(cast.benefits, TODAY)) == [claim]
    assert list(worklists.claims_to_decide(cast.benefits, TODAY)) == [claim]
    assert list(worklists.accounts_missing(cast.benefits, TODAY)) == [claim]
    an_account_for(cast, employer)
    assert list(worklists.accounts_missing(cast.benefits, TODAY)) == []
    assert propose_for_employers(actor=cast.benefits, area=COUNTY, on=TODAY) == 0
    with pytest.raises(NotAllowed):
        propose_for_employer(actor=a_contact(employer), employer=employer, on=TODAY)


def test_a_withdrawn_recognition_opens_the_decision_again(cast, employer, shop):
    decision = granted(cast, employer, shop)
    assert reopen_changed(actor=operator(), on=TODAY) == 0
    Workshop.objects.update(exited_on=date(2020, 9, 1))
    assert reopen_changed(actor=operator(), on=TODAY) >= 1
    facts = {one.fact for one in decision.reopenings.all()}
    assert "workshop_recognised" in facts
