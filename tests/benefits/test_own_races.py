"""Officers who write the same business, loan or interest, or make the same claim, at once: one wins."""

from __future__ import annotations

import sqlite3
from contextlib import closing, contextmanager
from datetime import date

import pytest
from django.conf import settings
from django.db import connection, connections

from cast import COUNTY, TODAY, an_actor
from gainful.accounts.actor import Role
from gainful.benefits.actions import (
    ask_for,
    record_business,
    record_grant_of_loan,
    record_interest,
    record_loan,
)
from gainful.benefits.models import Business, Claim, Loan, LoanInterest
from gainful.registry.models import Person
from make import a_person
from rivals import at_once

RIVALS = 6
FIRST = date(2020, 3, 21)
on_postgresql = pytest.mark.skipif(connection.vendor != "postgresql", reason="a SQLite file of its own below")
on_sqlite = pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL's own rivals above")


@contextmanager
def in_a_file(tmp_path, monkeypatch):
    """SQLite: threads open a copy of the tests' database as a file."""
    path = tmp_path / "home.sqlite3"
    with closing(sqlite3.connect(path)) as copy:
        connection.connection.backup(copy)
    with monkeypatch.context() as elsewhere:
        elsewhere.setitem(connections.settings["default"], "NAME", str(path))
        elsewhere.setattr(settings, "GAINFUL_HOME", tmp_path)
        yield path


def prepared() -> tuple[list, Person, Loan]:
    """The rivals, somebody of whom nothing is on record, and a loan granted to somebody else."""
    actors = [an_actor(f"rival{number}", (Role.BENEFITS_OFFICER, COUNTY)) for number in range(RIVALS)]
    loan = record_loan(
        actor=actors[0], person=a_person(), amount_fen=100, months=12, partners=1, lender="银行", applied_on=FIRST,
        kept_at="申请表", on=TODAY,
    )  # fmt: skip
    record_grant_of_loan(
        actor=actors[0], person=loan.person, loan=loan.key, granted_on=FIRST, rate=535, prime=385, kept_at="合同",
        on=TODAY,
    )  # fmt: skip
    return actors, a_person(), loan


def race(actors, person, loan) -> None:
    """Everybody writes the same business and loan down, then another period that overlaps all others, then claims for
    the one that stands."""
    told = at_once([
        lambda one=one: record_business(
            actor=one, person=person, name="店", registered_on=FIRST, kept_at="执照", on=TODAY
        )
        for one in actors
    ])  # fmt: skip
    assert sorted(told) == ["", *["business_recorded_already"] * (RIVALS - 1)]
    told = at_once([
        lambda one=one: record_loan(
            actor=one, person=person, amount_fen=100, months=12, partners=1, lender="银行", applied_on=FIRST,
            kept_at="申请表", on=TODAY,
        )
        for one in actors
    ])  # fmt: skip
    assert sorted(told) == ["", *["loan_recorded_already"] * (RIVALS - 1)]

    told = at_once([
        lambda one=one, n=number: record_interest(
            actor=one, person=loan.person, loan=loan.key, period_from=FIRST, period_to=date(2020, 6, 20 + n),
            paid_fen=100, paid_on=TODAY, kept_at="流水", on=TODAY,
        )
        for number, one in enumerate(actors)
    ])  # fmt: skip
    assert sorted(told) == ["", *["periods_of_interest_overlap"] * (RIVALS - 1)]
    told = at_once([
        lambda one=one: ask_for(
            actor=one, person=loan.person, rule="loan_interest_subsidy", about=str(FIRST), how="paper", on=TODAY
        )
        for one in actors
    ])  # fmt: skip
    assert sorted(told) == ["", *["claimed_already"] * (RIVALS - 1)]


@on_postgresql
@pytest.mark.django_db(transaction=True)
def test_of_many_who_write_or_claim_the_same_one_wins():
    race(*prepared())
    assert [rows.objects.count() for rows in (Business, Loan, LoanInterest, Claim)] == [1, 2, 1, 1]


@on_sqlite
@pytest.mark.django_db(transaction=True)
def test_of_many_who_write_or_claim_the_same_one_wins_in_a_sqlite_file_too(tmp_path, monkeypatch):
    made = prepared()
    with in_a_file(tmp_path, monkeypatch) as path:
        race(*made)
        with closing(sqlite3.connect(path)) as copy:
            for table, count in (("business", 1), ("loan", 2), ("loaninterest", 1), ("claim", 1)):
                found = copy.execute(f"SELECT count(*) FROM benefits_{table}")  # noqa: S608
                assert found.fetchone() == (count,), table
