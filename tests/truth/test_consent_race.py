"""Placing and withdrawing at the same moment: nobody is left placed without consent, whoever comes first.

Threads race on PostgreSQL, where writers run side by side. SQLite has one writer at a time, so that both orders are
all there is: each is walked through.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from django.db import connection, connections, transaction
from django.utils import timezone

from casework.journey import PAPER, agreed, an_offer, shown
from gainful.accounts.refusals import Refused
from gainful.casework.actions import accept_offer, begin_spell, end_consent
from gainful.casework.models import Offer, Spell
from gainful.registry.actions import withdraw_consent
from gainful.registry.models import Consent
from make import TODAY, a_consent, a_person, a_worker, an_opening

Act = Callable[[], object]
on_postgresql = pytest.mark.skipif(
    connection.vendor != "postgresql", reason="SQLite has one writer at a time: see the orders below"
)


def side_by_side(pairs: list[tuple[Act, Act]]) -> list[list[str]]:
    """Run each pair of acts from one moment on, the two on connections of their own; what was refused, by pair."""
    barrier = Barrier(2)

    def run(acts: list[Act]) -> list[str]:
        try:
            return [_outcome(act, barrier) for act in acts]
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        lanes = [pool.submit(run, [pair[lane] for pair in pairs]) for lane in (0, 1)]
        return [list(both) for both in zip(*(lane.result(timeout=500) for lane in lanes), strict=True)]


def _outcome(act: Act, barrier: Barrier) -> str:
    barrier.wait(timeout=60)
    try:
        act()
    except Refused as refusal:
        return refusal.code
    return ""


def placed_without_consent() -> int:
    """Placements agreed, or offers waiting, whose consent is not live."""
    ended = {"consent__withdrawn_at__isnull": False}
    waiting = Offer.objects.filter(state="shown", **ended).count()
    return waiting + Spell.objects.filter(state="agreed", **ended).count()


def race(cast, pairs: int) -> tuple[int, int]:
    """(agreed, called off or refused) after so many workers say yes while their consent is withdrawn."""
    with transaction.atomic():
        opening = an_opening(seats=pairs)
        people = [a_person(born_on=date(1960 + at % 35, 3, 4)) for at in range(pairs)]
        offered = [(an_offer(person, opening), a_consent(person, "placement")) for person in people]
    acts = [
        (
            lambda offer=offer: accept_offer(actor=cast.officer, offer=offer, on=TODAY, **PAPER),
            lambda consent=placement: withdraw_consent(
                actor=cast.officer, consent=consent, withdrawn_on=TODAY, how="at_desk"
            ),
        )
        for offer, placement in offered
    ]
    assert {code for both in side_by_side(acts) for code in both} <= {"", "no_live_consent"}
    live = Spell.objects.filter(state="agreed", consent__withdrawn_at=None).count()
    return live, Spell.objects.filter(state="called_off").count()


@on_postgresql
@pytest.mark.django_db(transaction=True)
def test_40_placements_and_withdrawals_at_once_leave_nobody_placed_without_consent(cast):
    race(cast, 40)
    assert placed_without_consent() == 0
    assert Consent.objects.filter(purpose="placement").exclude(withdrawn_at=None).count() == 40


@on_postgresql
@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_400_placements_and_withdrawals_at_once_leave_nobody_placed_without_consent(cast):
    live, off = race(cast, 400)
    assert placed_without_consent() == 0
    assert live + off == Spell.objects.count()


@on_postgresql
@pytest.mark.django_db(transaction=True)
def test_rows_written_by_hand_at_once_leave_nobody_placed_without_consent(cast):
    acts, opening = [], an_opening(seats=40)
    for _ in range(40):
        offer = an_offer(a_person(), opening)
        Offer.objects.filter(pk=offer.pk).update(
            state="accepted", how="paper_at_desk", answer_evidence="form", answered_on=TODAY
        )
        consent = a_consent(offer.person, "placement")

        def place(offer=offer, consent=consent):
            row = Spell(
                area=offer.area, person=offer.person, origin="brought_about", state="agreed", offer=offer,
                consent=consent, opening=offer.opening, channel="project", location_class="in_county",
                starts_on=TODAY, evidence="self_reported",
            )  # fmt: skip
            try:
                Spell.objects.bulk_create([row])
            except Exception as error:
                assert "no_live_consent" in str(error)

        def take_back(consent=consent):
            Consent.objects.filter(pk=consent.pk).update(withdrawn_at=timezone.now(), withdrawn_on=TODAY)

        acts.append((place, take_back))
    side_by_side(acts)
    assert placed_without_consent() == 0


@on_postgresql
@pytest.mark.django_db(transaction=True)
def test_a_referral_withdrawn_while_an_opening_is_shown_leaves_no_offer_waiting(cast):
    acts, opening = [], an_opening()
    for _ in range(20):
        person = a_worker()
        referral = Consent.objects.get(person=person)
        acts.append(
            (
                lambda person=person: shown(cast, person, opening),
                lambda consent=referral: end_consent(actor=cast.officer, consent=consent, on=TODAY),
            )
        )
    side_by_side(acts)
    assert placed_without_consent() == 0


@on_postgresql
@pytest.mark.django_db(transaction=True)
def test_of_two_workers_at_the_last_seat_exactly_one_gets_it_when_both_say_yes_at_once(cast):
    acts = []
    for _ in range(20):
        opening = an_opening(seats=1)
        offers = [an_offer(a_person(), opening), an_offer(a_person(), opening)]
        acts.append(
            tuple(
                lambda offer=offer: accept_offer(actor=cast.officer, offer=offer, on=TODAY, **PAPER)
                for offer in offers
            )
        )
    assert all(sorted(both) == ["", "no_seat_left"] for both in side_by_side(acts))
    assert Offer.objects.filter(state="accepted").count() == 20


@on_postgresql
@pytest.mark.django_db(transaction=True)
def test_beginning_work_and_withdrawing_at_once_never_begins_what_was_called_off(cast):
    spells = [agreed(cast, None, an_opening()) for _ in range(20)]
    refused = side_by_side(
        [
            (
                lambda spell=spell: begin_spell(
                    actor=cast.officer, spell=spell, on=TODAY, not_asked_because="a race"
                ),
                lambda spell=spell: end_consent(actor=cast.officer, consent=spell.consent, on=TODAY),
            )
            for spell in spells
        ]
    )
    for spell, (begun, _) in zip(spells, refused, strict=True):
        spell.refresh_from_db()
        assert spell.state == ("called_off" if begun else "working")
    assert placed_without_consent() == 0


@pytest.mark.django_db
@pytest.mark.parametrize("withdrawn", ["referral", "placement"])
@pytest.mark.parametrize("first", ["yes", "withdrawal"])
def test_whichever_comes_first_nobody_is_left_placed_without_consent(cast, withdrawn, first):
    person = a_worker()
    a_consent(person, "placement")
    offer, consent = shown(cast, person), Consent.objects.get(person=person, purpose=withdrawn)
    acts = [
        lambda: accept_offer(actor=cast.officer, offer=offer, on=TODAY, **PAPER),
        lambda: end_consent(actor=cast.officer, consent=consent, on=TODAY),
    ]
    for act in acts if first == "yes" else reversed(acts):
        try:
            act()
        except Refused as refusal:
            assert (first, refusal.code) == ("withdrawal", "not_waiting")
    assert placed_without_consent() == 0


@pytest.mark.django_db
def test_the_last_seat_goes_to_whoever_says_yes_first(cast):
    opening = an_opening(seats=1)
    first, second = shown(cast, None, opening), shown(cast, None, opening)
    accept_offer(actor=cast.officer, offer=second, on=TODAY, **PAPER)
    with pytest.raises(Refused, match="no_seat_left"):
        accept_offer(actor=cast.officer, offer=first, on=TODAY, **PAPER)
