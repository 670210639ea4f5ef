"""Nobody under 16 is placed, no worker pays a fee, nobody under 18 is shown hazardous work: by any path."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from casework.journey import agreed, asked, shown
from cast import TODAY
from gainful.accounts.refusals import Refused
from gainful.casework.actions import accept_offer, record_spell
from gainful.casework.models import Offer, Spell
from gainful.casework.proposals import shortlist
from gainful.registry.models import Person
from gainful.terms.periods import age_on
from make import a_worker, an_opening

pytestmark = pytest.mark.django_db
SIZE = 200


def births(years: int) -> list[date]:
    """Days of birth around a birthday of so many years on the tests' day, the days next to it among them."""
    at = TODAY.replace(year=TODAY.year - years)
    near = [at + timedelta(days=by) for by in (-2, -1, 0, 1, 2)]
    return near + [at + timedelta(days=random.Random(years).randrange(-400, 400)) for _ in range(SIZE // 10)]


def by_hand(sql: str, values: list[object]) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, values)


def begins(spell: Spell) -> None:
    """Work begun by hand."""
    by_hand("UPDATE casework_spell SET state = 'working', starts_on = %s WHERE id = %s", [TODAY, spell.pk])


def copied(offer: Offer) -> None:
    """A copy of an offer by hand, of another opening."""
    same = ", ".join(
        f.column for f in Offer._meta.concrete_fields if f.column not in ("id", "key", "opening_id")
    )
    sql = (
        f"INSERT INTO casework_offer (key, opening_id, {same}) SELECT 'copy', %s, {same} FROM casework_offer"  # noqa: S608
    )
    by_hand(f"{sql} WHERE id = %s", [an_opening().pk, offer.pk])


def test_of_200_attempts_by_raw_sql_no_child_is_placed_or_shown_work_and_everybody_else_may_be(cast):
    rows = [(copied, shown(cast)), (begins, asked(cast, agreed(cast)))]
    born = births(16) * (SIZE // len(births(16)) + 1)
    for at, day in enumerate(born[:SIZE]):
        write, row = rows[at % 2]
        Person.objects.filter(pk=row.person_id).update(born_on=day)
        before = transaction.savepoint()
        try:
            write(row)
            refused = ""
        except IntegrityError as error:
            refused = str(error)
        transaction.savepoint_rollback(before)
        assert ("under_16" in refused) is (age_on(day, TODAY) < 16), (day, refused)
        assert bool(refused) is (age_on(day, TODAY) < 16), (day, refused)


def test_no_action_records_shows_or_agrees_work_of_a_child(cast):
    for day in births(16)[:12]:
        is_child = age_on(day, TODAY) < 16
        worker, opening = a_worker(born_on=day), an_opening()
        if is_child:
            with pytest.raises(Refused, match="under_16"):
                shown(cast, worker, opening)
            with pytest.raises(Refused, match="child_found_working"):
                record_spell(actor=cast.officer, person=worker, on=TODAY, channel="self_arranged", starts_on=TODAY,
                             evidence="phone")  # fmt: skip
        else:
            offer = shown(cast, worker, opening)
            accept_offer(actor=cast.officer, offer=offer, on=TODAY, how="paper_at_desk", evidence="form 12")


def test_hazardous_work_is_neither_listed_for_nor_shown_to_anybody_under_18(cast):
    opening = an_opening(occupation="bricklayer")
    for day in births(18)[:12]:
        minor = age_on(day, TODAY) < 18
        worker = a_worker(born_on=day, scope="any")
        assert (opening.pk in {entry.opening for entry in shortlist(worker, TODAY).entries}) is not minor
        if minor:
            with pytest.raises(Refused, match="hazardous_under_18"):
                shown(cast, worker, opening)
        else:
            assert shown(cast, worker, opening).state == "shown"


@pytest.mark.parametrize("fee", [1, 100, -1, 10**9])
def test_no_fee_of_a_worker_is_kept_by_any_write(cast, fee):
    offer = shown(cast)
    for write in (
        lambda: by_hand("UPDATE casework_offer SET worker_fee_fen = %s WHERE id = %s", [fee, offer.pk]),
        lambda: Offer.objects.filter(pk=offer.pk).update(worker_fee_fen=fee),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            write()
    offer.refresh_from_db()
    assert offer.worker_fee_fen == 0
