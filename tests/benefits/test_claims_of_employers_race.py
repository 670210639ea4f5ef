"""Employers' own claims at the same moment: one asks, one gets the last yuan, one approves; exactly one wins."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path

import pytest
from django.db import connection

from benefits.granted import a_proposed, officers
from benefits.test_payments_race import at_once, in_a_file
from cast import COUNTY, TODAY, TOWNSHIP, a_contact, an_actor
from gainful.accounts.actor import Actor, Role
from gainful.benefits.actions import approve, ask_as_employer, ask_for_employer
from gainful.benefits.models import Budget, Claim, Decision
from gainful.jobs.models import Employer, Workshop
from make import an_employer
from rivals import Act

FREIGHT = "workshop_freight"
YEAR = (date(2020, 1, 1), date(2020, 12, 31))
Round = tuple[list[Act], str]
"""What is done at once, and what the losers are told."""


def a_shop(name: str = "样例车间") -> Workshop:
    employer = an_employer(name=f"{name}的单位")
    return Workshop.objects.create(
        area=TOWNSHIP, name=name, employer=employer, recognised_on=date(2020, 3, 1)
    )


def decided(shop: Workshop) -> Decision:
    """A grant of one yuan for a workshop that waits for the second officer."""
    claim = Claim.objects.create(
        area=TOWNSHIP, rule=FREIGHT, subject="workshop", about=shop.key, once_for=f"workshop:{shop.pk}",
        employer=shop.employer, workshop=shop, payee="employer", period_from=YEAR[0], period_to=YEAR[1],
        found="asked", how="paper", asked_on=TODAY,
    )  # fmt: skip
    decision: Decision = a_proposed(fen=100, claim=claim)
    Claim.objects.filter(pk=claim.pk).update(state="decided")
    return decision


def last_yuan(rivals: int, number: int, checkers: list[Actor]) -> Round:
    """So many approvals of grants to employers want the one yuan that is left for the year."""
    year = 2021 + number
    Budget.objects.create(area=COUNTY, rule=FREIGHT, year=year, amount_fen=100, set_on=TODAY)
    waiting = [decided(a_shop(f"车间{number}-{one}")) for one in range(rivals)]
    on = TODAY.replace(year=year)
    return [
        lambda one=one: approve(actor=checkers[0], decision=one, on=on) for one in waiting
    ], "budget_spent"


def same_claim(rivals: int, number: int, desk: Actor) -> Round:
    """The employer on its own page, and the office at the desk, ask for the same."""
    shop = a_shop(f"同一车间{number}")
    employer = Employer.objects.get(pk=shop.employer_id)
    contact = a_contact(employer, f"contact{number}")
    said = {"employer": employer, "rule": FREIGHT, "about": shop.key, "on": TODAY}
    own: Act = lambda: ask_as_employer(actor=contact, **said)  # noqa: E731
    office: Act = lambda: ask_for_employer(actor=desk, how="paper", **said)  # noqa: E731
    return [own if one % 2 else office for one in range(rivals)], "claimed_already"


def two_approvals(rivals: int, number: int, checkers: list[Actor]) -> Round:
    """Several officers approve one decision."""
    one = decided(a_shop(f"批准{number}"))
    return [
        lambda who=checkers[at % len(checkers)]: approve(actor=who, decision=one, on=TODAY)
        for at in range(rivals)
    ], "decided_already"


def rounds_of(kind: str, rivals: int, rounds: int) -> list[Round]:
    officers()
    desk = an_actor("race_desk", (Role.BENEFITS_OFFICER, COUNTY))
    checkers = [an_actor(f"race_checker{one}", (Role.CHECKER, COUNTY)) for one in range(2)]
    match kind:
        case "last_yuan":
            return [last_yuan(rivals, number, checkers) for number in range(rounds)]
        case "same_claim":
            return [same_claim(rivals, number, desk) for number in range(rounds)]
        case _:
            return [two_approvals(rivals, number, checkers) for number in range(rounds)]


WON = {
    "last_yuan": "SELECT count(*) FROM benefits_claim WHERE state = 'approved'",
    "same_claim": "SELECT count(DISTINCT workshop_id) FROM benefits_claim WHERE state = 'open'",
    "two_approvals": "SELECT count(*) FROM benefits_decision WHERE state = 'approved'",
}
"""One of each round won, by what stands written down."""
KINDS = sorted(WON)


@contextmanager
def standing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """PostgreSQL as it is; of SQLite a copy in a file, where each rival has a connection of their own."""
    if connection.vendor == "postgresql":
        yield
        return
    with in_a_file(tmp_path, monkeypatch):
        yield


def run(kind: str, rivals: int, rounds: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """All rounds' rows are made first; then each round begins together."""
    waiting = rounds_of(kind, rivals, rounds)
    with standing(tmp_path, monkeypatch):
        for acts, lost in waiting:
            assert at_once(acts) == ["", *[lost] * (rivals - 1)]
        if connection.vendor == "sqlite":
            with closing(sqlite3.connect(tmp_path / "home.sqlite3")) as copy:
                assert copy.execute(WON[kind]).fetchone() == (rounds,)
                total = copy.execute("SELECT count(*) FROM benefits_claim").fetchone()
        else:
            with connection.cursor() as cursor:
                cursor.execute(WON[kind])
                assert cursor.fetchone() == (rounds,)
                cursor.execute("SELECT count(*) FROM benefits_claim")
                total = cursor.fetchone()
    assert total == (rounds * (rivals if kind == "last_yuan" else 1),)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.django_db(transaction=True)
def test_of_8_rivals_for_an_employers_claim_exactly_one_wins(kind, tmp_path, monkeypatch):
    run(kind, 8, 2, tmp_path, monkeypatch)


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.django_db(transaction=True)
def test_of_32_rivals_for_an_employers_claim_exactly_one_wins_50_times(kind, tmp_path, monkeypatch):
    run(kind, 32, 50, tmp_path, monkeypatch)
