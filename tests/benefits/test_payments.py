"""From approved grants to money in the payee's own account: made, checked and released by three, paid once."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from xml.etree import ElementTree

import pytest
from django.conf import settings
from django.db import IntegrityError, transaction

from benefits.granted import (
    PAYER,
    a_grant,
    a_proposed,
    an_account_of,
    an_answer,
    approved,
    payable,
    three_people,
)
from cast import COUNTY, TODAY, an_actor
from gainful.accounts.actor import Role
from gainful.accounts.refusals import NotAllowed, Refused
from gainful.benefits import books, paying
from gainful.benefits.actions import (
    agree_to_write_off,
    ask_to_write_off,
    check_batch,
    demand_back,
    gather,
    make_batch,
    record_answer,
    record_employer_account,
    record_paid_back,
    release_batch,
    return_batch,
)
from gainful.benefits.models import AccountNotice, BankAnswer, Batch, Budget, LedgerEntry, Payment
from gainful.benefits.paying import overpaid
from gainful.pack import load
from gainful.registry.actions import record_account
from gainful.registry.models import BankAccount, Person
from make import a_household, a_person, an_employer

LATER = TODAY + timedelta(days=1)


@pytest.fixture
def three(db, settings):
    for name, value in PAYER.items():
        setattr(settings, name, value)
    return three_people()


def made(three, form="pain.001.001.03", on=TODAY):
    gather(actor=three.maker, area=COUNTY, on=on)
    return make_batch(actor=three.maker, area=COUNTY, form=form, pay_on=on, on=on)


def released(three, **more):
    batch = check_batch(actor=three.checker, batch=made(three, **more), on=TODAY)
    return release_batch(actor=three.releaser, batch=batch, on=TODAY)


def refused(act, **named):
    with pytest.raises(Refused) as refusal:
        act(**named)
    return refusal.value.code


def states():
    return Counter(Payment.objects.values_list("state", flat=True))


def right(three):
    assert books.differences(three.maker) == []
    balances = books.balances(three.maker)
    assert sum(balances.values()) == 0
    return {book: fen for book, fen in balances.items() if fen}


@pytest.mark.parametrize("form", ["pain.001.001.03", "pain.001.001.09"])
def test_a_payee_reads_the_benefits_name_on_the_statement(three, form):
    grant = payable()
    gather(actor=three.maker, area=COUNTY, on=TODAY)
    batch = make_batch(actor=three.maker, area=COUNTY, form=form, pay_on=TODAY, on=TODAY)
    check_batch(actor=three.checker, batch=batch, on=TODAY)
    released = release_batch(actor=three.releaser, batch=batch, on=TODAY)
    title = load("gainful_china").rules["training_allowance"].title["zh"]
    assert f"<Ustrd>{title} {grant.key[:8]}</Ustrd>" in (released.unsealed("text") or "")


def test_a_batch_that_an_older_version_made_goes_out_as_it_was_made(three, monkeypatch):
    grant = payable()
    gather(actor=three.maker, area=COUNTY, on=TODAY)
    with monkeypatch.context() as older:
        older.setattr(paying, "in_words", paying.by_code)
        batch = make_batch(actor=three.maker, area=COUNTY, form="pain.001.001.03", pay_on=TODAY, on=TODAY)
    assert books.differences(three.maker) == []
    check_batch(actor=three.checker, batch=batch, on=TODAY)
    released = release_batch(actor=three.releaser, batch=batch, on=TODAY)
    assert f"<Ustrd>training_allowance {grant.key[:8]}</Ustrd>" in (released.unsealed("text") or "")


def test_a_benefit_named_otherwise_since_a_batch_was_made_is_found_and_a_long_name_is_cut_to_what_fits(
    three, monkeypatch
):
    payable()
    gather(actor=three.maker, area=COUNTY, on=TODAY)
    batch = make_batch(actor=three.maker, area=COUNTY, form="pain.001.001.03", pay_on=TODAY, on=TODAY)
    rule = load("gainful_china").rules["training_allowance"]
    monkeypatch.setitem(rule.title, "zh", "补\x00贴" * 100)
    with pytest.raises(Refused, match="batch_differs"):
        check_batch(actor=three.checker, batch=batch, on=TODAY)
    said = paying.in_words(Payment.objects.get())
    assert len(said) == 140 and "\x00" not in said and said.endswith(Payment.objects.get().decision.key[:8])


def test_a_grant_is_paid_into_the_payees_own_account_and_the_books_say_so(three):
    for fen in (960_00, 1, 1_234_56):
        payable(fen)
    batch = released(three)
    assert right(three) == {"granted": 219_457, "sent": -219_457}
    record_answer(actor=three.releaser, batch=batch, text=an_answer(batch), on=LATER)
    assert states() == {"paid": 3}
    assert right(three) == {"granted": 219_457, "bank": -219_457}
    assert Batch.objects.get().state == "answered"


def test_gathering_again_makes_nothing_twice(three):
    payable()
    assert len(gather(actor=three.maker, area=COUNTY, on=TODAY).made) == 1
    assert gather(actor=three.maker, area=COUNTY, on=TODAY).made == []
    with pytest.raises(IntegrityError), transaction.atomic():
        one = Payment.objects.get()
        one.pk, one.key, one.end_to_end = None, "0" * 16, "PAGAIN"
        one.save(force_insert=True)


def test_a_person_without_an_own_account_gets_account_missing_never_the_heads(three):
    household = a_household()
    head = a_person(household=household)
    an_account_of(head)
    member = a_person(household=household, relation="spouse", sex="female")
    a_grant(member)
    [held] = gather(actor=three.maker, area=COUNTY, on=TODAY).held
    assert (held.held, held.account) == ("account_missing", None)
    assert refused(make_batch, actor=three.maker, area=COUNTY, form="pain.001.001.03", pay_on=TODAY,
                   on=TODAY) == "nothing_to_pay"  # fmt: skip


def test_a_changed_account_is_frozen_seven_days_from_when_it_was_recorded_whatever_day_was_stated(
    three, django_capture_on_commit_callbacks, settings, tmp_path
):
    # What is committed is signed off in a home of its own.
    settings.GAINFUL_HOME = tmp_path
    person = a_person()
    person.seal("phone", "13800000000")
    person.save()
    first = an_account_of(person)
    officer = an_actor("changes", (Role.COUNTY_OFFICER, COUNTY))
    record_account(
        actor=officer, person=person, account="6228480000009", stated_on=TODAY - timedelta(days=90)
    )
    assert first.pk != BankAccount.objects.get(person=person, closed_on=None).pk
    a_grant(person)
    settings.GAINFUL_DEMO = True
    with django_capture_on_commit_callbacks(execute=True):
        [held] = gather(actor=three.maker, area=COUNTY, on=TODAY + timedelta(days=6)).held
    assert (held.held, held.until) == ("account_changed", TODAY + timedelta(days=7))
    assert AccountNotice.objects.get().how == "message"
    after = gather(actor=three.maker, area=COUNTY, on=TODAY + timedelta(days=7))
    assert [one.amount_fen for one in after.made] == [960_00]
    assert AccountNotice.objects.count() == 1


def test_an_account_on_record_is_never_rewritten(db):
    account = an_account_of(a_person())
    for change in ({"account_digest": "x"}, {"recorded_on": TODAY}, {"account_sealed": "1:x"}):
        with pytest.raises(IntegrityError, match="replaced_not_changed"), transaction.atomic():
            BankAccount.objects.filter(pk=account.pk).update(**change)
    BankAccount.objects.filter(pk=account.pk).update(closed_on=TODAY)
    with pytest.raises(IntegrityError, match="replaced_not_changed"), transaction.atomic():
        BankAccount.objects.filter(pk=account.pk).update(closed_on=None)


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"died_on": TODAY}, "payee_died"),
        ({"born_on": TODAY - timedelta(days=15 * 365)}, "payee_under_16"),
        ({"id_state": "refused"}, "payee_not_identified"),
    ],
)
def test_nobody_dead_under_16_or_unidentified_is_paid(three, fields, why):
    person = a_person(**fields)
    an_account_of(person)
    a_grant(person)
    assert [one.held for one in gather(actor=three.maker, area=COUNTY, on=TODAY).held] == [why]


def test_an_employer_is_paid_into_its_own_account(three):
    employer = an_employer()
    officer = an_actor("keeps", (Role.COUNTY_OFFICER, COUNTY))
    a_proposed(a_person())
    approved(a_proposed(a_person(), payee="employer", employer=employer))
    assert [one.held for one in gather(actor=three.maker, area=COUNTY, on=TODAY).held] == ["account_missing"]
    record_employer_account(actor=officer, employer=employer, account="12345 678", stated_on=TODAY)
    [payment] = gather(actor=three.maker, area=COUNTY, on=TODAY).made
    assert (payment.employer_id, payment.person_id, payment.account_id) == (employer.pk, None, None)
    assert released(three).count == 1


def test_three_people_pay_and_one_alone_never(three):
    payable()
    everything = an_actor(
        "alone", *((role, COUNTY) for role in (Role.BENEFITS_OFFICER, Role.CHECKER, Role.RELEASER))
    )
    gather(actor=everything, area=COUNTY, on=TODAY)
    batch = make_batch(actor=everything, area=COUNTY, form="pain.001.001.09", pay_on=TODAY, on=TODAY)
    assert refused(check_batch, actor=everything, batch=batch, on=TODAY) == "three_people_pay"
    check_batch(actor=three.checker, batch=batch, on=TODAY)
    assert refused(release_batch, actor=everything, batch=batch, on=TODAY) == "three_people_pay"
    with pytest.raises(NotAllowed):
        release_batch(actor=three.checker, batch=batch, on=TODAY)
    assert release_batch(actor=three.releaser, batch=batch, on=TODAY).state == "released"


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (lambda p: Person.objects.filter(pk=p.person_id).update(name="别人"), "batch_differs"),
        (lambda p: Person.objects.filter(pk=p.person_id).update(died_on=TODAY), "batch_has_held"),
        (lambda p: approved(a_proposed(fen=1_00, replaces=p.decision)), "batch_has_held"),
        (lambda p: setattr(settings, "GAINFUL_PAYER_ACCOUNT", "666"), "batch_differs"),
    ],
)
def test_what_was_approved_is_what_is_sent(three, change, why):
    payable()
    batch = check_batch(actor=three.checker, batch=made(three), on=TODAY)
    change(Payment.objects.get())
    assert refused(release_batch, actor=three.releaser, batch=batch, on=TODAY) == why
    assert (states(), Batch.objects.get().state) == ({"batched": 1}, "checked")


def test_a_returned_batch_lets_its_payments_go_into_another(three):
    payable()
    batch = return_batch(actor=three.checker, batch=made(three), because="姓名不符", on=TODAY)
    assert (batch.state, states()) == ("returned", {"ready": 1})
    assert made(three).count == 1


@pytest.mark.parametrize(
    "change",
    [
        lambda b, p: Batch.objects.filter(pk=b.pk).update(total_fen=1),
        lambda b, p: Batch.objects.filter(pk=b.pk).update(sha256="0" * 64),
        lambda b, p: Batch.objects.filter(pk=b.pk).update(state="released", released_by=b.made_by),
        lambda b, p: Batch.objects.filter(pk=b.pk).update(state="answered"),
        lambda b, p: Batch.objects.filter(pk=b.pk).delete(),
        lambda b, p: Payment.objects.filter(pk=p.pk).update(batch=None, state="ready"),
        lambda b, p: Payment.objects.filter(pk=p.pk).update(amount_fen=1),
        lambda b, p: Payment.objects.filter(pk=p.pk).update(account=None),
        lambda b, p: Payment.objects.filter(pk=p.pk).update(state="paid"),
        lambda b, p: Payment.objects.filter(pk=p.pk).delete(),
        lambda b, p: LedgerEntry.objects.update(amount_fen=1),
        lambda b, p: LedgerEntry.objects.all().delete(),
    ],
)
def test_the_database_keeps_a_batch_its_payments_and_the_books_as_they_were_made(three, change):
    payable()
    batch = made(three)
    with pytest.raises(IntegrityError), transaction.atomic():
        change(batch, Payment.objects.get())


def test_a_payment_slipped_into_a_made_batch_stops_it(three):
    payable()
    batch = made(three)
    payable(1)
    gather(actor=three.maker, area=COUNTY, on=TODAY)
    Payment.objects.filter(state="ready").update(state="batched", batch=batch, moved_on=TODAY)
    assert refused(check_batch, actor=three.checker, batch=batch, on=TODAY) == "batch_differs"
    with pytest.raises(IntegrityError, match="does_not_add_up"), transaction.atomic():
        Batch.objects.filter(pk=batch.pk).update(state="checked", checked_by=three.checker.account_id)


@pytest.mark.parametrize("form", ["pain.001.001.03", "pain.001.001.09"])
def test_a_foreign_parser_reads_the_same_sums(three, form):
    fens = [1, 99, 100_00, 1_234_567_89]
    for fen in fens:
        payable(fen)
    batch = released(three, form=form)
    root = ElementTree.fromstring(batch.unsealed("text"))
    space = {"p": f"urn:iso:std:iso:20022:tech:xsd:{form}"}
    read = [round(float(one.text) * 100) for one in root.iterfind(".//p:InstdAmt", space)]
    assert sorted(read) == fens
    assert {one.get("Ccy") for one in root.iterfind(".//p:InstdAmt", space)} == {"CNY"}
    assert {one.text for one in root.iterfind(".//p:CtrlSum", space)} == {"1234668.89"}
    assert {one.text for one in root.iterfind(".//p:NbOfTxs", space)} == {"4"}
    import sepaxml
    import xmlschema

    schema = xmlschema.XMLSchema(f"{sepaxml.__path__[0]}/schemas/{form}.xsd")
    schema.validate(batch.unsealed("text"))
    names = {one.text for one in root.iterfind(".//p:Cdtr/p:Nm", space)}
    assert names == set(Person.objects.filter(payments__batch=batch).values_list("name", flat=True))


BOMB = '<!DOCTYPE D [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>'


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (lambda b: an_answer(b, message_id="GOTHER"), "answer_is_of_another_batch"),
        (lambda b: an_answer(b, total="1.00"), "answer_sums_differ"),
        (lambda b: an_answer(b, amount="1.00"), "answer_sums_differ"),
        (lambda b: an_answer(b, amount="9.601"), "answer_amount_unreadable"),
        (lambda b: an_answer(b, amount="NaN"), "answer_amount_unreadable"),
        (
            lambda b: an_answer(
                b,
                more=["<TxInfAndSts><OrgnlEndToEndId>PX</OrgnlEndToEndId><TxSts>ACSC</TxSts></TxInfAndSts>"],
            ),
            "answer_names_unknown",
        ),
        (lambda b: an_answer(b).replace(b"ACSC", b"WHAT"), "answer_status_unknown"),
        (lambda b: an_answer(b, doctype=BOMB), "answer_is_unsafe"),
        (lambda b: an_answer(b, doctype='<!DOCTYPE D SYSTEM "file:///etc/passwd">'), "answer_is_unsafe"),
        (lambda b: an_answer(b)[:-30], "answer_is_no_xml"),
        (lambda b: b"", "answer_is_no_xml"),
        (lambda b: b"<a>" * 100_000, "answer_is_no_xml"),
        (lambda b: b" " * 20_000_001, "answer_too_large"),
        (lambda b: b.unsealed("text").encode(), "answer_is_no_report"),
    ],
)
def test_a_wrong_answer_is_one_clear_refusal_and_changes_nothing(three, answer, why):
    payable()
    batch = released(three)
    assert refused(record_answer, actor=three.releaser, batch=batch, text=answer(batch), on=LATER) == why
    assert (states(), BankAnswer.objects.count()) == ({"sent": 1}, 0)


def test_an_answer_read_twice_is_refused_and_one_in_parts_is_read_to_the_end(three):
    payable(), payable(5)
    batch = released(three)
    first = Payment.objects.order_by("pk")[0].end_to_end
    part = an_answer(batch).replace(f"{first}</OrgnlEndToEndId><TxSts>ACSC".encode(),
                                    f"{first}</OrgnlEndToEndId><TxSts>PDNG".encode())  # fmt: skip
    record_answer(actor=three.releaser, batch=batch, text=part, on=LATER)
    assert (states(), Batch.objects.get().state) == ({"paid": 1, "sent": 1}, "released")
    assert (
        refused(record_answer, actor=three.releaser, batch=batch, text=part, on=LATER)
        == "answer_read_already"
    )
    record_answer(actor=three.releaser, batch=batch, text=an_answer(batch), on=LATER)
    assert (states(), Batch.objects.get().state) == ({"paid": 2}, "answered")
    right(three)


def test_a_returned_payment_is_paid_again_in_another_batch_once_the_account_is_right(three):
    grant = payable()
    batch = released(three)
    wrong = Payment.objects.get()
    record_answer(
        actor=three.releaser,
        batch=batch,
        text=an_answer(batch, returned={wrong.end_to_end: "AC01"}),
        on=LATER,
    )
    assert right(three) == {}
    [held] = gather(actor=three.maker, area=COUNTY, on=LATER).held
    assert held.held == "account_returned"
    officer = an_actor("corrects", (Role.COUNTY_OFFICER, COUNTY))
    record_account(actor=officer, person=grant.claim.person, account="622848777", stated_on=TODAY)
    thawed = TODAY + timedelta(days=8)
    assert made(three, on=thawed).count == 1
    assert states() == {"returned": 1, "batched": 1}
    assert right(three) == {"granted": 960_00, "owed": -960_00}


def paid(three, fen=960_00):
    payable(fen)
    batch = released(three)
    record_answer(actor=three.releaser, batch=batch, text=an_answer(batch), on=LATER)
    return Payment.objects.get(purpose="pay", state="paid", batch=batch)


def test_a_clawback_is_its_own_entry_and_never_more_than_was_paid(three):
    payment = paid(three)
    demand = demand_back(actor=three.maker, payment=payment, amount_fen=500_00, because="重复", on=LATER)
    more = {"actor": three.maker, "payment": payment, "because": "多", "on": LATER}
    assert refused(demand_back, amount_fen=460_01, **more) == "no_more_is_taken_back_than_was_paid"
    record_paid_back(actor=three.maker, payment=demand, on=LATER)
    assert Payment.objects.get(pk=payment.pk).state == "paid"
    assert right(three) == {"granted": 460_00, "bank": -460_00}


def over(three):
    """What the list says of each claim: too much, of which payment's amount, in fen."""
    return [(one.over_fen, one.amount_fen, one.left_fen) for one in overpaid(three.maker)]


def test_money_is_due_no_more_by_the_claim_and_its_last_decision(three):
    first = paid(three)
    assert over(three) == []
    second = approved(a_proposed(fen=None, replaces=first.decision))
    assert over(three) == [(960_00, 960_00, 960_00)]
    third = approved(a_proposed(fen=960_00, replaces=second))
    assert over(three) == []
    approved(a_proposed(fen=500_00, replaces=third))
    assert over(three) == [(460_00, 960_00, 960_00)]
    demand_back(actor=three.maker, payment=first, amount_fen=400_00, because="多付", on=LATER)
    assert over(three) == [(60_00, 960_00, 560_00)]
    demand_back(actor=three.maker, payment=first, amount_fen=60_00, because="多付", on=LATER)
    assert over(three) == []


def test_of_several_payments_of_a_claim_one_after_the_other_is_asked_back(three):
    first = paid(three)
    more = approved(a_proposed(fen=1_000_00, replaces=first.decision))
    batch = released(three)
    record_answer(actor=three.releaser, batch=batch, text=an_answer(batch), on=LATER)
    assert states() == {"paid": 2} and over(three) == []
    approved(a_proposed(fen=None, replaces=more))
    assert over(three) == [(1_000_00, 960_00, 960_00)]
    demand_back(actor=three.maker, payment=first, amount_fen=960_00, because="多付", on=LATER)
    assert over(three) == [(40_00, 40_00, 40_00)]


def test_a_demand_is_written_off_by_two_with_a_reason(three):
    demand = demand_back(actor=three.maker, payment=paid(three), amount_fen=1_00, because="多付", on=LATER)
    assert refused(agree_to_write_off, actor=three.checker, payment=demand, on=LATER) == "second_is_another"
    ask_to_write_off(actor=three.maker, payment=demand, because="本人已去世")
    agree_to_write_off(actor=three.checker, payment=demand, on=LATER)
    assert right(three) == {"granted": 959_00, "bank": -960_00, "written_off": 1_00}


def test_a_grant_that_was_replaced_before_it_was_sent_is_cancelled_and_the_new_one_paid(three):
    grant = payable()
    gather(actor=three.maker, area=COUNTY, on=TODAY)
    approved(a_proposed(fen=500_00, replaces=grant))
    gather(actor=three.maker, area=COUNTY, on=TODAY)
    assert states() == {"cancelled": 1, "ready": 1}
    assert right(three) == {"granted": 500_00, "owed": -500_00}


def test_after_payment_only_the_difference_of_a_replacing_grant_is_paid(three):
    grant = payable()
    batch = released(three)
    record_answer(actor=three.releaser, batch=batch, text=an_answer(batch), on=LATER)
    approved(a_proposed(fen=1_000_00, replaces=grant))
    assert [one.amount_fen for one in gather(actor=three.maker, area=COUNTY, on=LATER).made] == [40_00]


def test_budget_is_charged_by_the_database_and_given_back_by_what_replaces(three):
    officer = an_actor("sets", (Role.COUNTY_OFFICER, COUNTY))
    from gainful.benefits.actions import set_budget

    before = a_grant(fen=100_00)
    given = {"actor": officer, "area": COUNTY, "rule": "training_allowance", "year": 2020, "on": TODAY}
    budget = set_budget(amount_fen=1_000_00, **given)
    assert budget.committed_fen == 100_00
    with pytest.raises(IntegrityError, match="budget_spent"), transaction.atomic():
        a_grant(fen=900_01)
    a_grant(fen=900_00)
    assert refused(set_budget, amount_fen=999_99, **given) == "budget_spent"
    approved(a_proposed(fen=None, replaces=before))
    assert Budget.objects.get().committed_fen == 900_00
    right(three)


def test_books_that_were_altered_by_hand_are_found(three):
    payable()
    made(three)
    assert right(three) == {"granted": 960_00, "owed": -960_00}
    payment = Payment.objects.get()
    LedgerEntry.objects.create(area=payment.area, debit="owed", credit="bank", amount_fen=5, payment=payment,
                               on=TODAY, because="?")  # fmt: skip
    assert {one.kind for one in books.differences(three.maker)} == {"payment_owed", "payment_bank"}
