"""The employer's word: a monthly roll as evidence, arrivals and leavings as statements, differences as reviews."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from journey import agreed, placed, recorded

from cast import COUNTY, OTHER_COUNTY, TODAY, a_contact
from gainful.accounts.actor import Actor
from gainful.accounts.refusals import NotAllowed, Refused
from gainful.casework.actions import (
    add_roll_payment,
    confirm_own_pay,
    confirm_roll,
    decide_review,
    end_spell,
    record_follow_up,
    record_pay,
    record_payroll_line,
    report_hire,
)
from gainful.casework.ledgers import OnRecord, RollWord, roll_faults
from gainful.casework.models import FollowUp, HireReport, PayEvidence, PayrollLine, Review, RollLine, Spell
from gainful.casework.own_page import worker_actor
from gainful.casework.rolls import at_work, coming, months, their_spells, to_report, worked_in
from gainful.registry.actions.consents import withdraw_consent
from make import a_consent, a_person, a_wish, an_employer, an_opening

pytestmark = pytest.mark.django_db
SEPTEMBER, OCTOBER = date(2020, 9, 1), date(2020, 10, 1)
PAID = RollWord(22, 300_000, date(2020, 10, 31), True)


@pytest.fixture
def employer(db):
    return an_employer(name="样例制衣厂")


@pytest.fixture
def contact(employer) -> Actor:
    return a_contact(employer)


def september_came(cast: Any, employer: Any) -> None:
    """Whoever works there says that September's pay came: with an employer in arrears nobody new is placed."""
    for owed in employer.spells.filter(state="working"):
        record_pay(actor=cast.officer, spell=owed, month=SEPTEMBER, on=TODAY, evidence="phone",
                   confirmed_by_worker=True)  # fmt: skip


@pytest.fixture
def spell(cast, employer) -> Spell:
    """A placement at the employer since 1 September."""
    return placed(cast, opening=an_opening(employer=employer), on=SEPTEMBER, person=a_worker_of_september())


def a_worker_of_september() -> Any:
    person = a_person()
    a_wish(person, asked_on=date(2020, 8, 1))
    a_consent(person, given_on=date(2020, 8, 1))
    return person


def tell(contact: Actor, employer: Any, spell: Spell, word: RollWord = PAID, month: date = OCTOBER) -> Any:
    return confirm_roll(actor=contact, employer=employer, month=month, on=contact.on, words={spell.key: word})


def kinds(spell: Spell) -> set[str]:
    return set(Review.objects.filter(spell=spell).values_list("kind", flat=True))


def test_a_roll_is_a_payroll_line_and_evidence_that_the_employer_confirmed(contact, employer, spell):
    tell(contact, employer, spell)
    line = PayrollLine.objects.get(spell=spell)
    assert (line.month, line.paid_fen, line.part) == (OCTOBER, 300_000, 1)
    pay = PayEvidence.objects.get(spell=spell, month=OCTOBER)
    assert (pay.received_fen, pay.evidence, pay.confirmed_by_worker) == (300_000, "employer_confirmed", None)
    spell.refresh_from_db()
    assert spell.evidence == "employer_confirmed" and not kinds(spell)


def test_the_pay_clock_still_waits_for_the_workers_own_word(contact, employer, spell, cast):
    from gainful.casework.worklists import pay_unconfirmed

    tell(contact, employer, spell)
    assert {one.month for one in pay_unconfirmed(cast.officer, date(2020, 11, 20))} == {SEPTEMBER, OCTOBER}


@pytest.mark.parametrize("first", ["worker", "employer"])
def test_where_the_worker_says_that_less_came_an_officer_looks_and_both_words_stay(
    contact, employer, spell, cast, first
):
    def worker() -> None:
        confirm_own_pay(
            actor=worker_actor(spell.person, TODAY), spell=spell, month=OCTOBER, on=TODAY, came=True,
            received_fen=120_000,
        )  # fmt: skip

    steps = [worker, lambda: tell(contact, employer, spell)]
    for step in steps if first == "worker" else reversed(steps):
        step()
    review = Review.objects.get(spell=spell, kind="roll_pay_differs")
    assert review.worker_said_fen == 120_000 and review.roll_line.paid_fen == 300_000
    pay = PayEvidence.objects.get(spell=spell, month=OCTOBER)
    assert pay.confirmed_by_worker is True
    assert pay.received_fen == (120_000 if first == "worker" else 300_000)
    decide_review(actor=cast.officer, review=review, on=TODAY, decision="to_protection", because="asked them")


def test_a_worker_who_says_that_nothing_came_is_heard_by_phone_too(contact, employer, spell, cast):
    tell(contact, employer, spell)
    with pytest.raises(Refused, match="evidence_weaker"):
        record_pay(actor=cast.officer, spell=spell, month=OCTOBER, on=TODAY, evidence="phone", received_fen=1)
    record_pay(
        actor=cast.officer, spell=spell, month=OCTOBER, on=TODAY, evidence="phone", received_fen=90_000,
        confirmed_by_worker=False,
    )  # fmt: skip
    assert Review.objects.get(kind="roll_pay_differs").worker_said_fen == 90_000
    kept = PayEvidence.objects.get(spell=spell, month=OCTOBER)
    assert (kept.received_fen, kept.evidence, kept.confirmed_by_worker) == (
        300_000,
        "employer_confirmed",
        False,
    )


def test_what_a_worker_says_at_a_follow_up_is_compared_too(contact, employer, spell, cast):
    tell(contact, employer, spell)
    follow_up = FollowUp.objects.filter(spell=spell, days=30).get()
    record_follow_up(
        actor=cast.officer, follow_up=follow_up, on=TODAY, still_working=True, evidence="phone",
        pay_received_fen=100_000, not_asked_because="没接通",
    )  # fmt: skip
    assert kinds(spell) == {"roll_pay_differs", "paid_below_agreed"}


def test_a_roll_ends_no_job_and_drops_no_follow_up_an_officer_asks_the_worker(contact, employer, spell, cast):
    tell(contact, employer, spell, RollWord(9, 120_000, TODAY, False, date(2020, 10, 12)))
    spell.refresh_from_db()
    assert spell.state == "working" and spell.ends_on is None and spell.evidence == "self_reported"
    assert FollowUp.objects.filter(spell=spell, state="due").count() == 4
    review = Review.objects.get(kind="employer_says_left")
    with pytest.raises(Refused, match="record_the_end_first"):
        decide_review(actor=cast.officer, review=review, on=TODAY, decision="worker_left", because="asked")
    end_spell(actor=cast.officer, spell=spell, on=TODAY, ends_on=date(2020, 10, 12))
    decide_review(actor=cast.officer, review=review, on=TODAY, decision="worker_left", because="asked")


def test_an_end_that_the_roll_does_not_know_is_looked_into(contact, employer, spell, cast):
    tell(contact, employer, spell)
    end_spell(actor=cast.officer, spell=spell, on=TODAY, ends_on=date(2020, 10, 15))
    assert kinds(spell) == {"employer_says_there"}


def test_pay_below_what_was_agreed_and_late_pay_come_up(contact, employer, spell):
    late = replace(contact, on=date(2020, 11, 9))
    tell(late, employer, spell, RollWord(22, 250_000, date(2020, 11, 8), True))
    assert kinds(spell) == {"paid_below_agreed", "pay_late"}
    assert Spell.objects.get(pk=spell.pk).evidence == "self_reported"


def test_pay_that_comes_later_is_added_and_nothing_told_is_changed(contact, employer, spell):
    tell(contact, employer, spell, RollWord(22, 0, None, True))
    assert PayEvidence.objects.get(spell=spell, month=OCTOBER).received_fen == 0
    later = replace(contact, on=date(2020, 11, 20))
    paid = {"paid_fen": 300_000, "paid_on": date(2020, 11, 18)}
    add_roll_payment(actor=later, employer=employer, spell=spell, month=OCTOBER, on=later.on, **paid)
    assert PayEvidence.objects.get(spell=spell, month=OCTOBER).received_fen == 300_000
    assert RollLine.objects.get().paid_fen == 0 and kinds(spell) == {"pay_late"}
    with pytest.raises(Refused, match="told_already"):
        tell(contact, employer, spell)
    with pytest.raises(IntegrityError, match="written_stays_written"), transaction.atomic():
        RollLine.objects.update(paid_fen=1, paid_on=TODAY)


def test_a_payroll_file_told_before_stays_and_a_difference_is_looked_into(contact, employer, spell, cast):
    record_payroll_line(
        actor=cast.officer, person=spell.person, spell=spell, month=OCTOBER, on=TODAY, evidence="payroll",
        employer_name=spell.employer_name, gross_fen=300_000, paid_fen=280_000, paid_on=date(2020, 10, 31),
    )  # fmt: skip
    tell(contact, employer, spell)
    assert PayrollLine.objects.get(spell=spell).paid_fen == 280_000
    pay = PayEvidence.objects.get(spell=spell, month=OCTOBER)
    assert (pay.received_fen, pay.evidence) == (280_000, "payroll")
    assert kinds(spell) == {"roll_pay_differs"}


@pytest.mark.parametrize(
    ("word", "refusal"),
    [
        (RollWord(32, 300_000, TODAY, True), "more_days_than_there_are"),
        (RollWord(20, 300_000, None, True), "say_when_paid"),
        (RollWord(20, 0, TODAY, True), "say_when_paid"),
        (RollWord(20, 0, None, False), "say_when_they_left"),
        (RollWord(20, 0, None, False, date(2020, 8, 1)), "ends_before_start"),
        (RollWord(20, 5, date(2020, 11, 3), True), "not_yet_happened"),
    ],
)
def test_a_line_that_makes_no_sense_is_refused_with_all_of_the_roll(contact, employer, spell, word, refusal):
    with pytest.raises(Refused, match=refusal):
        tell(contact, employer, spell, word)
    assert not RollLine.objects.exists()


def test_a_month_is_told_from_its_last_day_on(contact, employer, spell):
    with pytest.raises(Refused, match="roll_not_due"):
        tell(contact, employer, spell, month=date(2020, 11, 1))
    found = months(employer, TODAY)
    assert [(one.month, one.workers, one.told) for one in found] == [(OCTOBER, 1, 0), (SEPTEMBER, 1, 0)]
    tell(contact, employer, spell)
    assert [one.waits for one in months(employer, TODAY)] == [0, 1]


def test_an_arrival_begins_no_job_it_tells_the_officer(contact, employer, cast):
    september_came(cast, employer)
    spell = agreed(cast, opening=an_opening(employer=employer))
    report = {"employer": employer, "spell": spell, "happened_on": TODAY, "on": TODAY}
    assert list(to_report(employer, TODAY)) == [spell]
    report_hire(actor=contact, kind="arrived", **report)
    report_hire(actor=contact, kind="arrived", **report)
    assert not to_report(employer, TODAY) and list(coming(employer)) == [spell]
    assert HireReport.objects.count() == 1 and kinds(spell) == {"employer_says_arrived"}
    spell.refresh_from_db()
    assert spell.state == "agreed"
    with pytest.raises(Refused, match="not_at_work_yet"):
        report_hire(actor=contact, kind="has_left", **report)


def test_leaving_as_the_employer_says_it_waits_for_the_worker(contact, employer, spell):
    report = {"employer": employer, "spell": spell, "on": TODAY, "happened_on": TODAY}
    with pytest.raises(Refused, match="at_work_already"):
        report_hire(actor=contact, kind="not_arrived", **report)
    report_hire(actor=contact, kind="has_left", words="went home", **report)
    spell.refresh_from_db()
    assert spell.state == "working" and kinds(spell) == {"employer_says_left"}


def test_a_stopped_employer_reports_and_gets_no_new_people(contact, employer, spell, cast):
    september_came(cast, employer)
    waiting = agreed(cast, opening=an_opening(employer=employer))
    employer.frozen_on = TODAY
    employer.save(update_fields=["frozen_on"])
    assert not coming(employer) and list(at_work(employer, TODAY)) == [spell]
    tell(contact, employer, spell)
    with pytest.raises(Refused, match="not_on_the_roll"):
        report_hire(
            actor=contact, employer=employer, spell=waiting, kind="arrived", happened_on=TODAY, on=TODAY
        )


def test_nobody_is_shown_to_an_employer_without_a_live_consent(employer, spell, cast):
    known = recorded(cast, employer=employer, employer_name=employer.name)
    assert list(their_spells(employer)) == [spell]
    sharing = a_consent(known.person, "sharing")
    assert set(their_spells(employer)) == {spell, known}
    for consent in (sharing, spell.consent):
        withdraw_consent(actor=cast.officer, consent=consent, withdrawn_on=TODAY, how="at_desk")
    assert not their_spells(employer) and not worked_in(employer, OCTOBER) and not months(employer, TODAY)


def test_another_employers_contact_tells_nothing(employer, spell):
    other = an_employer(area=OTHER_COUNTY)
    stranger = a_contact(other, "stranger")
    neighbour = a_contact(an_employer(area=COUNTY), "neighbour")
    for actor in (stranger, neighbour):
        with pytest.raises(NotAllowed):
            tell(actor, employer, spell)
        with pytest.raises(NotAllowed):
            report_hire(
                actor=actor, employer=employer, spell=spell, kind="has_left", happened_on=TODAY, on=TODAY
            )
    with pytest.raises(Refused, match="not_on_the_roll"):
        tell(stranger, other, spell)
    with pytest.raises(IntegrityError, match="not_their_worker"), transaction.atomic():
        HireReport.objects.create(
            area=COUNTY, employer=other, spell=spell, kind="has_left", happened_on=TODAY, told_on=TODAY,
            told_by_id=stranger.account_id,
        )  # fmt: skip


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        (OnRecord(), []),
        (OnRecord(said_fen=300_000, said_it_came=True), []),
        (OnRecord(said_fen=299_999), ["roll_pay_differs"]),
        (OnRecord(said_it_came=False), ["roll_pay_differs"]),
        (OnRecord(said_it_came=None, said_fen=None, agreed_fen=None), []),
        (OnRecord(agreed_fen=300_000), []),
        (OnRecord(agreed_fen=300_100), ["paid_below_agreed"]),
        (OnRecord(ended_on=date(2020, 10, 31)), []),
        (OnRecord(ended_on=date(2020, 10, 30)), ["employer_says_there"]),
    ],
)
def test_what_a_line_gives_away(record, expected):
    assert roll_faults(PAID, OCTOBER, record) == expected
