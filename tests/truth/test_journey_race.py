"""Seats in a vehicle at the same moment: the last one goes to exactly one, and none to somebody who has withdrawn."""

from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from threading import Barrier

import pytest
from django.db import IntegrityError, connection, connections, transaction
from django.utils import timezone

from casework.journey import an_offer
from casework.travelling import LEAVES, a_journey, an_order
from gainful.accounts.refusals import Refused
from gainful.casework.actions import end_consent, record_departure, seat_people
from gainful.casework.models import Journey, Offer, Passenger, Spell
from gainful.registry.models import Consent
from make import TODAY, a_consent, a_person
from truth.test_consent_race import on_postgresql, side_by_side

RIVALS = 32


def placements(count: int) -> list[Spell]:
    """So many agreed placements of organised export, written at once."""
    order, found = an_order(seats=count), []
    with transaction.atomic():
        for _ in range(count):
            offer = an_offer(a_person(), order)
            a_consent(offer.person, "organised_export")
            Offer.objects.filter(pk=offer.pk).update(
                state="accepted", how="paper_at_desk", answer_evidence="form 12", answered_on=TODAY
            )
            found.append(
                Spell.objects.create(
                    area=offer.area, person=offer.person, origin="brought_about", state="agreed", offer=offer,
                    consent=a_consent(offer.person, "placement"), opening=order, channel="organised_export",
                    location_class="other_province", starts_on=TODAY, evidence="self_reported",
                )
            )  # fmt: skip
    return found


def seated_without_consent() -> int:
    """People in a vehicle out that has not left whose consent to placement is not live."""
    aboard = Passenger.objects.aboard().filter(journey__direction="out", journey__state="planned")
    return aboard.filter(consent__withdrawn_at__isnull=False).count()


def race(cast, pairs: int) -> None:
    """So many people are seated while their consent is withdrawn."""
    spells = placements(pairs)
    journey = a_journey(cast, seats=pairs)
    acts = [
        (
            lambda spell=spell: seat_people(actor=cast.officer, journey=journey, spells=[spell], on=LEAVES),
            lambda spell=spell: end_consent(actor=cast.officer, consent=spell.consent, on=TODAY),
        )
        for spell in spells
    ]
    refused = {code for both in side_by_side(acts) for code in both}
    assert refused <= {"", "no_agreed_placement", "no_live_consent", "no_consent_to_travel"}
    assert Consent.objects.filter(purpose="placement", withdrawn_at=None).count() == 0
    assert seated_without_consent() == 0


@on_postgresql
@pytest.mark.django_db(transaction=True)
def test_40_seatings_and_withdrawals_at_once_leave_nobody_seated_without_consent(cast):
    race(cast, 40)


@on_postgresql
@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_400_seatings_and_withdrawals_at_once_leave_nobody_seated_without_consent(cast):
    race(cast, 400)


@on_postgresql
@pytest.mark.django_db(transaction=True)
def test_seats_written_by_hand_while_consent_is_withdrawn_leave_nobody_seated_without_it(cast):
    spells, acts = placements(40), []
    journey = a_journey(cast, seats=40)
    for number, spell in enumerate(spells, start=1):

        def seat(spell=spell, number=number):
            row = Passenger(
                area=spell.area, journey=journey, person=spell.person, spell=spell, consent=spell.consent,
                leaves_on=LEAVES, seat_number=number, seated_on=LEAVES,
            )  # fmt: skip
            try:
                Passenger.objects.bulk_create([row])
            except IntegrityError as error:
                assert any(
                    code in str(error)
                    for code in ("no_live_consent", "no_agreed_placement", "no_consent_to_travel")
                )

        def take_back(spell=spell):
            Consent.objects.filter(pk=spell.consent_id).update(
                withdrawn_at=timezone.now(), withdrawn_on=TODAY
            )

        acts.append((seat, take_back))
    side_by_side(acts)
    assert seated_without_consent() == 0


@on_postgresql
@pytest.mark.django_db(transaction=True)
def test_a_vehicle_that_leaves_while_somebody_withdraws_never_takes_them_without_consent(cast):
    acts = []
    for spell in placements(20):
        stays = placements(1)[0]
        journey = a_journey(cast, vehicle=f"样例客车{spell.pk}号")
        seat_people(actor=cast.officer, journey=journey, spells=[spell, stays], on=LEAVES)
        acts.append(
            (
                lambda journey=journey: record_departure(
                    actor=cast.officer, journey=journey, on=LEAVES, departed_on=LEAVES
                ),
                lambda spell=spell: end_consent(actor=cast.officer, consent=spell.consent, on=LEAVES),
            )
        )
    assert {code for both in side_by_side(acts) for code in both} == {""}
    assert Journey.objects.filter(state="departed").count() == 20
    left_before = Passenger.objects.aboard().filter(consent__withdrawn_at__isnull=False)
    assert all(one.spell.state == "called_off" for one in left_before.select_related("spell"))


def rivals_for_the_last_seat(cast) -> list[str]:
    """Each of so many asks for the one seat from the same moment on; what each was told."""
    return ask_at_once(cast, a_journey(cast, seats=1), placements(RIVALS))


def ask_at_once(cast, journey: Journey, spells: list[Spell]) -> list[str]:
    """Each on a connection of its own, all from one moment on."""
    barrier = Barrier(RIVALS)

    def ask(spell: Spell) -> str:
        try:
            barrier.wait(timeout=60)
            seat_people(actor=cast.officer, journey=journey, spells=[spell], on=LEAVES)
        except Refused as refusal:
            return refusal.code
        finally:
            connections.close_all()
        return ""

    with ThreadPoolExecutor(RIVALS) as pool:
        return sorted(pool.map(ask, spells))


@on_postgresql
@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_of_32_at_the_last_seat_of_a_vehicle_exactly_one_gets_it(cast):
    assert rivals_for_the_last_seat(cast) == ["", *["vehicle_full"] * (RIVALS - 1)]
    assert Passenger.objects.aboard().count() == 1


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL's own rivals stand above")
def test_of_32_at_the_last_seat_exactly_one_gets_it_in_a_sqlite_file_too(cast, tmp_path, monkeypatch):
    spells, journey = placements(RIVALS), a_journey(cast, seats=1)
    path = tmp_path / "home.sqlite3"
    with closing(sqlite3.connect(path)) as copy:
        connection.connection.backup(copy)
    # Threads open the file: the tests' database in memory belongs to one connection.
    with monkeypatch.context() as elsewhere:
        elsewhere.setitem(connections.settings["default"], "NAME", str(path))
        told = ask_at_once(cast, journey, spells)
    assert told == ["", *["vehicle_full"] * (RIVALS - 1)]
    with closing(sqlite3.connect(path)) as copy:
        assert copy.execute("SELECT count(*) FROM casework_passenger").fetchone() == (1,)
