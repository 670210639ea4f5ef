"""Flags: what the database here gives away, that one is opened once, and that none of them touches a benefit."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction

from benefits.granted import a_grant, a_proposed, an_account_of, approved
from cast import COUNTY, OTHER_COUNTY, TODAY, TOWNSHIP, an_actor
from flushing import without_triggers
from gainful.accounts.actor import Role
from gainful.accounts.refusals import NotAllowed, Refused
from gainful.accounts.sealed import digest
from gainful.benefits.actions import open_flags, settle_flag
from gainful.benefits.actions.flags import Seen
from gainful.benefits.fraud.extract import account_number, read_tables
from gainful.benefits.fraud.looking import look, waiting
from gainful.benefits.models import Batch, Claim, Decision, FraudFlag, Payment
from gainful.casework.models import Offer, Spell
from gainful.registry.models import BankAccount
from make import a_household, a_person, a_worker

pytestmark = pytest.mark.django_db
SHARED = "6222020000000001"
WHY = "本人与村会计均已询问，账户系兄弟共用，已各自另开户"


def two_on_one_account() -> list[Any]:
    people = [
        a_person(household=a_household(), born_on=born) for born in (date(1985, 3, 4), date(1971, 11, 20))
    ]
    for one in people:
        an_account_of(one, SHARED)
    return people


def a_flag(**more: Any) -> FraudFlag:
    person = more.pop("person", None) or a_person()
    told = {"test": "shared_accounts", "how_many": 1, "found_on": TODAY} | more
    return FraudFlag.objects.create(area=person.area, person=person, **told)


def paid_after_death(cast: Any) -> Payment:
    """A grant paid for a month after the person's death."""
    person = a_person(died_on=date(2020, 3, 1))
    claim = Claim.objects.create(
        area=person.area, rule="training_allowance", subject="person", about="", once_for=f"person:{person.key}",
        person=person, payee="person", period_from=date(2020, 6, 1), period_to=date(2020, 6, 30), found="asked",
        how="paper", asked_on=date(2020, 6, 1),
    )  # fmt: skip
    decision = approved(a_proposed(claim=claim, fen=50_000))
    return Payment.objects.create(
        area=person.area, decision=decision, person=person, amount_fen=50_000, due_on=date(2020, 7, 3),
        end_to_end="e2e-1", moved_on=date(2020, 7, 3),
    )  # fmt: skip


def test_two_households_on_one_account_are_found_and_wait_for_the_auditor_of_their_area_alone(cast):
    people = two_on_one_account()
    looked = look(cast.auditor, TODAY)
    assert looked.opened == 2
    assert {one.person_id for one in waiting(cast.auditor)} == {one.pk for one in people}
    elsewhere = an_actor("elsewhere", (Role.AUDITOR, OTHER_COUNTY))
    assert not waiting(elsewhere).exists()
    assert look(elsewhere, TODAY).rows.num_rows == 0


def test_looking_again_opens_nothing_twice_nor_what_was_settled_with_as_much_seen(cast):
    two_on_one_account()
    look(cast.auditor, TODAY)
    assert look(cast.auditor, TODAY).opened == 0
    for one in waiting(cast.auditor):
        settle_flag(actor=cast.auditor, flag=one, finding="explained", because=WHY, on=TODAY)
    assert look(cast.auditor, TODAY).opened == 0
    third = a_person(household=a_household(), born_on=date(1992, 7, 9))
    an_account_of(third, SHARED)
    assert look(cast.auditor, TODAY + timedelta(days=1)).opened == 1
    assert waiting(cast.auditor).get().person_id == third.pk
    assert look(cast.auditor, TODAY + timedelta(days=91)).opened == 2


def test_a_payment_for_a_time_after_death_is_found(cast):
    payment = paid_after_death(cast)
    look(cast.auditor, TODAY)
    flag = FraudFlag.objects.get(test="dead_payees")
    assert (flag.person_id, flag.how_many, flag.amount_fen) == (payment.person_id, 1, 50_000)


@pytest.mark.parametrize(
    "period", [(date(1900, 1, 1), date(9999, 12, 31)), (date(2020, 1, 1), date(2020, 12, 31))]
)
def test_what_a_limit_counts_is_not_taken_for_the_time_paid_for(cast, period):
    """Once a life or once a year: an award paid in time to somebody who then turned 16, left, or died is no fraud."""
    payment = paid_after_death(cast)
    person = payment.person
    with without_triggers():
        Claim.objects.update(period_from=period[0], period_to=period[1])
        Decision.objects.update(decided_on=date(2020, 6, 1))
        type(person).objects.update(died_on=date(2020, 8, 1), born_on=date(2004, 2, 1))
    look(cast.auditor, TODAY)
    about_time = ("under_16", "dead_payees", "paid_but_gone")
    assert not FraudFlag.objects.filter(test__in=about_time).exists()


def test_the_tables_read_here_hold_digests_in_place_of_numbers_and_names(cast):
    person = two_on_one_account()[0]
    tables = read_tables(cast.auditor, TODAY)
    texts = " ".join(
        str(value) for table in tables.values() for row in table.to_pylist() for value in row.values()
    )
    assert person.unsealed("id_number") not in texts
    assert person.name not in texts
    assert "6222020000000001" not in texts
    known = account_number(digest("6222020000000001", "account"))
    assert tables["accounts"]["account"].to_pylist() == [known, known]


@pytest.mark.django_db(transaction=True)
def test_all_tables_are_read_of_one_instant_and_nothing_stays_open(monkeypatch):
    auditor, seen = an_actor("looks", (Role.AUDITOR, COUNTY)), []

    def people(reading):
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                cursor.execute("SHOW transaction_isolation")
                seen.append(cursor.fetchone()[0])
            else:
                seen.append("repeatable read" if connection.connection.in_transaction else "none")
        return iter(())

    monkeypatch.setattr("gainful.benefits.fraud.extract._Reading.people", people)
    read_tables(auditor, TODAY)
    assert seen == ["repeatable read"]
    assert not connection.in_atomic_block and connection.get_autocommit()


def test_a_grant_of_which_a_part_was_paid_is_asked_about(cast):
    person = a_person()
    an_account_of(person)
    decision = a_grant(person, 960_00)
    early = TODAY - timedelta(days=200)
    with without_triggers():
        Claim.objects.filter(pk=decision.claim_id).update(asked_on=early)
    Payment.objects.create(
        area=person.area, decision=decision, person=person, amount_fen=480_00, due_on=early, moved_on=early,
        end_to_end="e2e-part",
    )  # fmt: skip
    look(cast.auditor, TODAY)
    flag = FraudFlag.objects.get(test="entitled_but_unpaid")
    assert (flag.person_id, flag.how_many, flag.amount_fen) == (person.pk, 1, 480_00)


def test_whoever_is_no_auditor_neither_looks_nor_settles(cast):
    with pytest.raises(NotAllowed):
        look(cast.officer, TODAY)
    with pytest.raises(NotAllowed):
        settle_flag(actor=cast.benefits, flag=a_flag(), finding="explained", because=WHY, on=TODAY)
    county = an_actor("county_auditor", (Role.AUDITOR, COUNTY))
    with pytest.raises(NotAllowed):
        open_flags(actor=county, seen=[Seen("under_16", OTHER_COUNTY, 1, person_id=a_person().pk)], on=TODAY)


def test_a_review_is_a_named_persons_with_a_finding_and_a_reason_and_stays(cast):
    flag = a_flag()
    for finding, because in (("", WHY), ("explained", "  "), ("stop_their_benefit", WHY)):
        with pytest.raises(Refused, match="flag_needs_a_finding"):
            settle_flag(actor=cast.auditor, flag=flag, finding=finding, because=because, on=TODAY)
    settle_flag(actor=cast.auditor, flag=flag, finding="record_wrong", because=WHY, on=TODAY)
    assert flag.reviewed_by_id == cast.auditor.account_id
    with pytest.raises(Refused, match="flag_settled"):
        settle_flag(actor=cast.auditor, flag=flag, finding="explained", because=WHY, on=TODAY)


@pytest.mark.parametrize(
    "change",
    ["how_many = 9", "test = 'under_16'", "because = 'x'", "settled_on = NULL, finding = '', because = ''"],
)
def test_the_database_lets_nobody_rewrite_what_was_seen_or_found(cast, change):
    flag = a_flag()
    settle_flag(actor=cast.auditor, flag=flag, finding="explained", because=WHY, on=TODAY)
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE benefits_fraudflag SET {change} WHERE id = %s", [flag.pk])  # noqa: S608


def test_a_flag_is_about_one_and_open_once():
    person = a_person()
    a_flag(person=person)
    with pytest.raises(IntegrityError), transaction.atomic():
        a_flag(person=person)
    with pytest.raises(IntegrityError), transaction.atomic():
        FraudFlag.objects.create(area=TOWNSHIP, test="x", how_many=1, found_on=TODAY)


def test_nothing_can_refer_to_a_flag():
    referring = [
        (model._meta.label, field.name)
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if field.is_relation and getattr(field, "related_model", None) is FraudFlag and not field.auto_created
    ]
    assert referring == []


def test_flags_change_no_claim_decision_payment_offer_or_job(cast):
    payment = paid_after_death(cast)
    two_on_one_account()
    a_worker()
    before = everything()
    look(cast.auditor, TODAY)
    assert FraudFlag.objects.filter(person=payment.person).exists()
    for flag in waiting(cast.auditor):
        settle_flag(actor=cast.auditor, flag=flag, finding="handed_on", because=WHY, on=TODAY)
    assert everything() == before


def everything() -> list[Any]:
    models = (Claim, Decision, Payment, Batch, Offer, Spell, BankAccount)
    return [list(model.objects.order_by("pk").values()) for model in models]
