"""Showing an opening, and the person's own answer."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from casework.journey import asked
from gainful.accounts.refusals import Refused
from gainful.casework.actions import accept_offer, begin_spell, decline_offer, show_offer, withdraw
from gainful.casework.models import Offer, Spell
from gainful.casework.own_page import worker_actor
from make import TODAY, a_wish, a_worker, an_id_number, an_opening

pytestmark = pytest.mark.django_db
PAPER = {"how": "paper_at_desk", "evidence": "acceptance form 12"}


def shown(cast, person, opening=None, **more):
    return show_offer(actor=cast.officer, person=person, opening=opening or an_opening(), on=TODAY, **more)


def test_an_offer_says_everything_a_person_must_know(cast):
    offer = shown(cast, a_worker(), an_opening(housing="lodging", contact_name="袁超"))
    assert offer.language == "zh"
    assert offer.terms["title"] == "保洁员" and offer.terms["whom_to_call"] == "袁超"
    assert offer.terms["pay_low_fen"] == 300_000 and offer.terms["hours_per_week"] == 40
    assert offer.terms["housing"] == "lodging" and offer.terms["deductions"] == "无"
    assert offer.terms["ends_on"] == "2021-11-01" and offer.terms["worker_fee_fen"] == 0


def test_the_persons_own_yes_brings_consent_and_placement_at_once(cast):
    person = a_worker()
    offer = accept_offer(actor=worker_actor(person, TODAY), offer=shown(cast, person), on=TODAY)
    assert offer.state == "accepted" and offer.how == "own_code"
    assert offer.spell.state == "agreed" and offer.spell.consent.purpose == "placement"
    assert begin_spell(actor=cast.officer, spell=asked(cast, offer.spell), on=TODAY).state == "working"
    assert [mark.days for mark in offer.spell.follow_ups.order_by("days")] == [30, 90, 180, 365]


def test_nobody_answers_for_a_neighbour(cast):
    offer = shown(cast, a_worker())
    with pytest.raises(Refused, match="not_allowed"):
        accept_offer(actor=worker_actor(a_worker(), TODAY), offer=offer, on=TODAY)
    with pytest.raises(Refused, match="not_allowed"):
        decline_offer(actor=worker_actor(a_worker(), TODAY), offer=offer, on=TODAY)


def test_an_officer_records_a_yes_on_paper_only_with_its_evidence(cast):
    offer = shown(cast, a_worker())
    with pytest.raises(Refused, match="answer_needs_evidence"):
        accept_offer(actor=cast.officer, offer=offer, on=TODAY, how="paper_at_desk")
    with pytest.raises(Refused, match="own_code_is_the_persons_own"):
        accept_offer(actor=cast.officer, offer=offer, on=TODAY, how="own_code")
    assert accept_offer(actor=cast.officer, offer=offer, on=TODAY, **PAPER).spell.state == "agreed"


def test_declining_needs_no_reason(cast):
    offer = decline_offer(actor=cast.officer, offer=shown(cast, a_worker()), on=TODAY, how="paper_at_desk")
    assert offer.state == "declined" and not Spell.objects.exists()


def test_withdrawing_calls_the_placement_off(cast):
    offer = accept_offer(actor=cast.officer, offer=shown(cast, a_worker()), on=TODAY, **PAPER)
    withdraw(actor=cast.officer, offer=offer, on=date(2020, 11, 3), how="at_desk")
    assert Spell.objects.get().state == "called_off"


def test_who_brought_word_that_it_is_taken_back_is_named_and_counted_apart(cast):
    offer = shown(cast, a_worker())
    with pytest.raises(Refused, match="say_through_whom"):
        withdraw(actor=cast.officer, offer=offer, on=TODAY, how="through_somebody")
    withdraw(actor=cast.officer, offer=offer, on=TODAY, how="through_somebody", through="她哥哥")
    assert list(Offer.objects.answered_through_somebody()) == [offer]


@pytest.mark.parametrize(
    "change", [{"withdrawn_how": "own_code"}, {"withdrawn_through": "别人"}, {"withdrawn_how": ""}]
)
def test_how_it_was_taken_back_is_not_rewritten_by_any_write(cast, change):
    offer = withdraw(actor=cast.officer, offer=shown(cast, a_worker()), on=TODAY, how="at_desk")
    with pytest.raises(IntegrityError), transaction.atomic():
        Offer.objects.filter(pk=offer.pk).update(**change)


def test_an_offer_that_is_not_taken_back_says_nothing_of_it(cast):
    with pytest.raises(IntegrityError), transaction.atomic():
        Offer.objects.filter(pk=shown(cast, a_worker()).pk).update(
            withdrawn_how="at_desk", withdrawn_on=TODAY
        )


def test_work_begins_no_sooner_than_the_person_said_they_are_free(cast):
    person = a_worker()
    a_wish(person, asked_on=TODAY, available_on=date(2020, 11, 22))
    with pytest.raises(Refused, match="starts_before_free"):
        shown(cast, person, starts_on=date(2020, 11, 20))
    assert shown(cast, person).starts_on == date(2020, 11, 22)


def test_a_good_number_of_a_child_holds_whatever_birth_date_was_stated(cast):
    person = a_worker()
    offer = shown(cast, person)
    person.seal("id_number", an_id_number(date(2006, 3, 4)))
    person.save(update_fields=["id_number_sealed"])
    offer = Offer.objects.get(pk=offer.pk)
    with pytest.raises(Refused, match="under_16"):
        accept_offer(actor=cast.officer, offer=offer, on=TODAY, **PAPER)
    with pytest.raises(Refused, match="under_16"):
        shown(cast, person, an_opening())
