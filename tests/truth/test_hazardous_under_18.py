"""Nobody under 18 is offered, placed at or recorded in hazardous work, by raw SQL and bulk writes included."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from django.db import IntegrityError, connection, transaction

from casework.journey import agreed, recorded, shown
from cast import TODAY
from gainful.accounts.refusals import Refused
from gainful.casework.actions import record_spell
from gainful.casework.models import Offer, Spell
from gainful.casework.programme import hazardous, occupations
from gainful.jobs.models import Opening
from gainful.registry.models import Person
from gainful.terms.periods import age_on
from make import a_worker, an_opening

pytestmark = pytest.mark.django_db
HAZARDOUS, SAFE = "bricklayer", "cleaner"
WORK = (HAZARDOUS, "sub_71", "any", "", "on no list", SAFE)
LEAP = date(2004, 2, 29)
SIZE = 600


def attempt(write: Callable[[], object]) -> str:
    """What the database refused, if it did; nothing of the write stays."""
    try:
        with transaction.atomic():
            write()
            raise TakenBack
    except TakenBack:
        return ""
    except IntegrityError as error:
        return str(error)


class TakenBack(Exception):
    """What was let through is taken back."""


def by_hand(sql: str, values: list[object]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


def copied(world: SimpleNamespace, work: str) -> None:
    """An offer of other work, by raw SQL."""
    opening = an_opening(occupation=work)
    same = ", ".join(
        f.column for f in Offer._meta.concrete_fields if f.column not in ("id", "key", "opening_id")
    )
    sql = (
        f"INSERT INTO casework_offer (key, opening_id, {same}) SELECT 'copy', %s, {same} FROM casework_offer"  # noqa: S608
    )
    by_hand(f"{sql} WHERE id = %s", [opening.pk, world.offer.pk])


def revived(world: SimpleNamespace, work: str) -> None:
    """A lapsed offer brought back in bulk, whose opening is other work by now."""
    copied(world, SAFE)
    mine = Offer.objects.filter(key="copy")
    mine.update(state="lapsed")
    Opening.objects.filter(offers__key="copy").update(occupation=work)
    mine.update(state="shown")


def renamed(world: SimpleNamespace, work: str) -> None:
    """An agreed placement that is other work now."""
    by_hand("UPDATE casework_spell SET occupation = %s WHERE id = %s", [work, world.agreed.pk])


def ledger(world: SimpleNamespace, work: str) -> None:
    """A job recorded in bulk."""
    fact = Spell.objects.get(pk=world.fact.pk)
    fact.pk, fact.key, fact.occupation, fact.starts_on, fact.employer_name = (
        None,
        "new",
        work,
        TODAY,
        "另一家",
    )
    Spell.objects.bulk_create([fact])


def corrected(world: SimpleNamespace, work: str) -> None:
    """A recorded job that was other work."""
    Spell.objects.filter(pk=world.fact.pk).update(occupation=work, starts_on=TODAY)


NEEDS_CERTAINTY = {copied: WORK[:-1], revived: WORK[:-1], renamed: tuple(w for w in WORK[:-1] if w)}
"""Offers and placements, with the work that is closed to whoever is not certainly 18: what may be hazardous, too."""
NEEDS_DOUBT = {ledger: (HAZARDOUS,), corrected: (HAZARDOUS,)}
"""Facts about the past: only what is known of both keeps them out."""


def births() -> list[date | None]:
    """Days of birth around the 18th birthday and further off, one not known, one on 29 February."""
    at, chance = TODAY.replace(year=TODAY.year - 18), random.Random(18)
    near: list[date | None] = [at + timedelta(days=by) for by in (-2, -1, 0, 1, 2)]
    return [*near, *(at + timedelta(days=chance.randrange(-400, 400)) for _ in range(13)), LEAP, None]


def test_of_600_writes_by_hand_and_in_bulk_none_brings_anybody_under_18_into_hazardous_work(cast):
    world = SimpleNamespace(offer=shown(cast), agreed=agreed(cast), fact=recorded(cast))
    people = [world.offer.person_id, world.agreed.person_id, world.fact.person_id]
    tried = 0
    for born in births():
        Person.objects.filter(pk__in=people).update(born_on=born)
        grown = born is not None and age_on(born, TODAY) >= 18
        for write, closed in (NEEDS_CERTAINTY | NEEDS_DOUBT).items():
            for work in WORK:
                refused = attempt(lambda write=write, work=work: write(world, work))
                is_open = grown or work not in closed or (born is None and write in NEEDS_DOUBT)
                told = "hazardous_under_18" in refused or (born is None and "under_16" in refused)
                assert is_open or told, (write.__name__, born, work, refused)
                assert not is_open or "hazardous" not in refused, (write.__name__, born, work, refused)
                tried += 1
    assert tried == SIZE


def test_the_18th_birthday_is_counted_alike_by_both_databases_and_by_us_on_1800_days(cast):
    """Among them births on 29 February, who are 18 from 1 March."""
    worker, chance = a_worker(), random.Random(4)
    for _ in range(60):
        born = LEAP if chance.random() < 0.3 else date(2004, 1, 1) + timedelta(days=chance.randrange(366))
        Person.objects.filter(pk=worker.pk).update(born_on=born)
        for by in range(-15, 15):
            on = date(born.year + 18, born.month, min(born.day, 28)) + timedelta(days=by)
            sql, values = GROWN[connection.vendor], [on, on, on] if connection.vendor == "sqlite" else [on]
            with connection.cursor() as cursor:
                cursor.execute(sql.format(pk=worker.pk), values)
                assert bool(cursor.fetchone()[0]) is (age_on(born, on) >= 18), (born, on)


GROWN = {
    "postgresql": "SELECT casework_is_grown(born_on, %s) FROM registry_person WHERE id = {pk}",
    "sqlite": "SELECT strftime('%%Y', %s) - strftime('%%Y', born_on) - (strftime('%%m-%%d', %s) < "
    "strftime('%%m-%%d', born_on)) >= 18 OR %s IS NULL FROM registry_person WHERE id = {pk}",
}


def test_an_opening_that_turns_out_hazardous_ends_what_was_offered_and_agreed_to_somebody_of_17(cast):
    young, grown = date(TODAY.year - 17, 1, 2), date(TODAY.year - 30, 1, 2)
    opening = an_opening()
    waiting, placement = (
        shown(cast, a_worker(born_on=young), opening),
        agreed(cast, a_worker(born_on=young), opening),
    )
    others = shown(cast, a_worker(born_on=grown), opening), agreed(cast, a_worker(born_on=grown), opening)
    Opening.objects.filter(pk=opening.pk).update(occupation=HAZARDOUS)
    for row in (waiting, placement, *others):
        row.refresh_from_db()
    assert (waiting.state, placement.state) == ("lapsed", "called_off")
    assert [row.state for row in others] == ["shown", "agreed"]


def test_a_birth_date_that_is_corrected_to_17_ends_what_was_agreed_at_hazardous_work(cast):
    placement = agreed(cast, opening=an_opening(occupation=HAZARDOUS))
    Person.objects.filter(pk=placement.person_id).update(born_on=date(TODAY.year - 17, 1, 2))
    placement.refresh_from_db()
    assert placement.state == "called_off"


def test_work_at_17_that_a_ledger_tells_is_no_job_record_where_it_is_hazardous(cast):
    worker = a_worker(born_on=date(TODAY.year - 17, 1, 2))
    told = {"actor": cast.officer, "person": worker, "on": TODAY, "channel": "self_arranged", "starts_on": TODAY,
            "evidence": "phone"}  # fmt: skip
    with pytest.raises(Refused, match="hazardous_under_18"):
        record_spell(**told, occupation=HAZARDOUS)
    assert record_spell(**told, occupation=SAFE).state == "working"


def test_an_occupation_is_hazardous_safe_or_cannot_be_told():
    assert [hazardous(one) for one in WORK] == [True, None, None, None, None, False]
    assert not occupations(True) & occupations(False)
