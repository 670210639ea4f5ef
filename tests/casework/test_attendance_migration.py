"""Attendance of an older version comes into the one table: each roll of a list, its review, what was on screen."""

from __future__ import annotations

from datetime import date
from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder
from places import a_post, came

from gainful.accounts.guards import missing_triggers
from gainful.casework.models import Attendance, PostTerm, Review
from make import a_worker

BEFORE, AFTER = ("casework", "0009_ledgers"), ("casework", "0010_one_attendance")
OCTOBER = date(2020, 10, 1)
WORD_GUARDS = {
    "sqlite": ["casework_passenger_word_new", "casework_passenger_word_again"],
    "postgresql": ["casework_passenger_word"],
}
"""The triggers that the newer version hangs on a table that stays."""


def migrated(to):
    """The chapters' models as they stand at a migration."""
    executor = MigrationExecutor(connection)
    executor.migrate([to])
    return MigrationExecutor(connection).loader.project_state([to]).apps


@pytest.fixture
def latest():
    """Whatever happens, the newest tables stand afterwards."""
    yield
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes())


def test_the_migration_names_what_it_brings_together():
    rolls = import_module("gainful.casework.migrations.0010_one_attendance").ROLLS
    assert dict(rolls) == {"paper": "paper_days", "phone": "phone_days"}
    assert not any(model.__name__ == "PostAttendance" for model in apps.get_models())


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_what_was_told_and_recorded_before_is_all_there_afterwards(cast, latest):
    spell, same, other, nobody = a_post(cast), a_post(cast), a_post(cast), a_worker()
    rows = [(spell, 20, 15), (same, 20, None), (other, 20, 20)]
    before = _older(cast, rows, nobody, [same, other])
    assert before == 4
    migrated(AFTER)
    kept = Attendance.objects.filter(unit="month", begins_on=OCTOBER)
    told = kept.filter(spell=spell).values_list("source", "present_days", "due_days", "post", "told_in")
    assert sorted(told) == [("paper", 20, 22, "保洁", "import 9"), ("phone", 15, 22, "保洁", "import 9")]
    assert sorted(kept.filter(spell=same).values_list("source", "present_days")) == [
        ("paper", 20),
        ("phone", None),
    ]
    mine = kept.get(spell=same, source="paper")
    assert (mine.recorded_by_id, mine.person_id) == (cast.officer.account_id, same.person_id)
    assert sorted(kept.filter(person=other.person).values_list("source", "present_days", "spell_id")) == [
        ("paper", 9, other.pk), ("paper", 20, None), ("phone", 20, other.pk),
    ]  # fmt: skip
    assert kept.filter(person=nobody, spell=None).count() == 2
    review = Review.objects.get()
    assert (review.attendance.source, review.attendance.present_days) == ("phone", 15)
    assert PostTerm.objects.get().because == "held_before"
    assert missing_triggers() == []


def _older(cast, rows, nobody, on_screen) -> int:
    """The database as the older version had it, with lines of a list and rolls recorded on screen; how many lines."""
    for spell, days in zip(on_screen, (20, 9), strict=True):
        came(cast, spell, days=days)
    screen = list(Attendance.objects.values("key", "area", "spell_id", "present_days", "recorded_by_id"))
    Attendance.objects.all().delete()
    old = _back()
    lines, kept = (
        old.get_model("casework", "PostAttendance").objects,
        old.get_model("casework", "Attendance").objects,
    )
    for one in screen:
        kept.create(unit="month", begins_on=OCTOBER, source="paper", recorded_on=OCTOBER, **one)
    common = {"post": "保洁", "month": OCTOBER, "due_days": 22, "told_on": OCTOBER, "source": "import 9"}
    made = [
        lines.create(
            area=spell.area, person_id=spell.person_id, spell_id=spell.pk, paper_days=paper, phone_days=phone,
            **common,
        )
        for spell, paper, phone in rows
    ]  # fmt: skip
    lines.create(area=nobody.area, person_id=nobody.pk, paper_days=3, phone_days=4, **common)
    first = rows[0][0]
    old.get_model("casework", "Review").objects.create(
        area=first.area, person_id=first.person_id, spell_id=first.pk, kind="rolls_differ", about="2020-10",
        attendance=made[0], opened_on=OCTOBER,
    )  # fmt: skip
    old.get_model("casework", "PostTerm").objects.create(
        area=first.area, spell_id=first.pk, ends_on=date(2021, 8, 31), because="held_before", persons_word="愿意",
        agreed_on=OCTOBER,
    )  # fmt: skip
    return lines.count()


def _back():
    """The tables of the older version, made again by hand: the migration itself only goes forward."""
    executor = MigrationExecutor(connection)
    older, newer = (executor.loader.project_state([one]).apps for one in (BEFORE, AFTER))
    with connection.schema_editor() as editor:
        for name in ("TravelAnswer", "JourneyChange", "Review", "Attendance", "PostTerm"):
            editor.delete_model(newer.get_model("casework", name))
        for name in ("Attendance", "PostTerm", "PostAttendance", "Review"):
            editor.create_model(older.get_model("casework", name))
        for name in WORD_GUARDS[connection.vendor]:
            on = "" if connection.vendor == "sqlite" else " ON casework_passenger"
            editor.execute(f"DROP TRIGGER IF EXISTS {name}{on}")
    executor.loader.check_consistent_history(connection)
    MigrationRecorder(connection).record_unapplied(*AFTER)
    return older
