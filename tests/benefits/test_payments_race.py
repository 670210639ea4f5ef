"""The last yuan of a budget, one grant gathered by many, one batch released twice: exactly one wins."""

from __future__ import annotations

import sqlite3
from contextlib import closing, contextmanager

import pytest
from django.conf import settings
from django.db import DatabaseError, connection, connections, transaction

from benefits.granted import PAYER, a_proposed, an_answer, officers, payable, three_people
from cast import COUNTY, TODAY
from gainful.benefits import books
from gainful.benefits.actions import check_batch, gather, make_batch, record_answer, release_batch
from gainful.benefits.models import Batch, Budget, BudgetCharge, Decision, LedgerEntry, Payment
from rivals import Act
from rivals import at_once as rivals_at_once

RULE = "training_allowance"
on_postgresql = pytest.mark.skipif(connection.vendor != "postgresql", reason="a SQLite file of its own below")
on_sqlite = pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL's own rivals above")


def at_once(acts: list[Act]) -> list[str]:
    """What each act was told, sorted."""

    def called(fault: DatabaseError) -> str:
        return "budget_spent" if "budget_spent" in str(fault) else repr(fault)

    return sorted(rivals_at_once(acts, called))


@contextmanager
def in_a_file(tmp_path, monkeypatch):
    """SQLite: threads open a copy of the tests' database as a file."""
    path = tmp_path / "home.sqlite3"
    with closing(sqlite3.connect(path)) as copy:
        connection.connection.backup(copy)
    with monkeypatch.context() as elsewhere:
        elsewhere.setitem(connections.settings["default"], "NAME", str(path))
        # What the threads commit is signed off beside their copy, not beside the tests' own database.
        elsewhere.setattr(settings, "GAINFUL_HOME", tmp_path)
        yield path


def last_yuan(rivals: int, rounds: int) -> None:
    """Rounds in which so many approvals want the one yuan that is left."""
    officers()
    for number in range(rounds):
        Budget.objects.create(area=COUNTY, rule=RULE, year=2021 + number, amount_fen=100, set_on=TODAY)
        waiting = [a_proposed(fen=100) for _ in range(rivals)]
        told = at_once([lambda one=one, n=number: approve_year(one, 2021 + n) for one in waiting])
        assert told == ["", *["budget_spent"] * (rivals - 1)]


def approve_year(decision: Decision, year: int) -> None:
    with transaction.atomic():
        one = Decision.objects.get(pk=decision.pk)
        one.state, one.second, one.second_on = "approved", officers()[1], TODAY.replace(year=year)
        one.save(update_fields=["state", "second", "second_on"])


def after_the_last_yuan(rounds: int) -> None:
    assert set(Budget.objects.values_list("committed_fen", flat=True)) == {100}
    assert BudgetCharge.objects.count() == rounds
    assert Decision.objects.filter(state="approved").count() == rounds


@on_postgresql
@pytest.mark.django_db(transaction=True)
def test_of_8_at_the_last_yuan_exactly_one_gets_it():
    last_yuan(8, 2)
    after_the_last_yuan(2)


@on_postgresql
@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_of_32_at_the_last_yuan_exactly_one_gets_it_50_times():
    last_yuan(32, 50)
    after_the_last_yuan(50)


def in_file(rivals: int, rounds: int, tmp_path, monkeypatch) -> None:
    """All rounds in one file; a round's rows are made in memory first."""
    officers()
    waiting = []
    for number in range(rounds):
        Budget.objects.create(area=COUNTY, rule=RULE, year=2021 + number, amount_fen=100, set_on=TODAY)
        waiting.append([a_proposed(fen=100) for _ in range(rivals)])
    with in_a_file(tmp_path, monkeypatch) as path:
        for number, rivals_now in enumerate(waiting):
            told = at_once([lambda one=one, n=number: approve_year(one, 2021 + n) for one in rivals_now])
            assert told == ["", *["budget_spent"] * (rivals - 1)]
        with closing(sqlite3.connect(path)) as copy:
            assert copy.execute(
                "SELECT count(*), min(committed_fen), max(committed_fen) FROM benefits_budget"
            ).fetchone() == (rounds, 100, 100)
            assert copy.execute("SELECT count(*) FROM benefits_budgetcharge").fetchone() == (rounds,)


@on_sqlite
@pytest.mark.django_db(transaction=True)
def test_of_8_at_the_last_yuan_exactly_one_gets_it_in_a_sqlite_file_too(tmp_path, monkeypatch):
    in_file(8, 2, tmp_path, monkeypatch)


@on_sqlite
@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_of_32_at_the_last_yuan_exactly_one_gets_it_50_times_in_a_sqlite_file_too(tmp_path, monkeypatch):
    in_file(32, 50, tmp_path, monkeypatch)


@on_postgresql
@pytest.mark.django_db(transaction=True)
def test_many_who_gather_batch_release_and_read_at_once_pay_once(settings):
    for name, value in PAYER.items():
        setattr(settings, name, value)
    three = three_people()
    for fen in (1, 22, 333):
        payable(fen)
    at_once([lambda: gather(actor=three.maker, area=COUNTY, on=TODAY)] * 6)
    assert Payment.objects.count() == 3
    told = at_once(
        [lambda: make_batch(actor=three.maker, area=COUNTY, form="pain.001.001.03", pay_on=TODAY, on=TODAY)]
        * 6
    )
    assert told == ["", *["nothing_to_pay"] * 5]
    batch = check_batch(actor=three.checker, batch=Batch.objects.get(), on=TODAY)
    told = at_once([lambda: release_batch(actor=three.releaser, batch=batch, on=TODAY)] * 6)
    assert told == ["", *["batch_is_elsewhere"] * 5]
    text = an_answer(batch)
    told = at_once([lambda: record_answer(actor=three.releaser, batch=batch, text=text, on=TODAY)] * 6)
    assert told == ["", *["answer_read_already"] * 5]
    assert sorted(Payment.objects.values_list("state", flat=True)) == ["paid"] * 3
    assert LedgerEntry.objects.count() == 9
    assert books.differences(three.maker) == []
