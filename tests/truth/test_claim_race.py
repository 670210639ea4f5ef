"""Many at once on the same claim, and on two approvals: exactly one wins, on both databases, without a fault.

Each client is a thread with a connection of its own. The quick test runs a few rounds; the slow one fifty. SQLite in
memory is one connection's own: there each test runs once more by itself, with the database in a file.
"""

from __future__ import annotations

import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest
from django.db import DatabaseError, connection

from benefits.claiming import ALLOWANCE, a_claim, a_decision, a_trainee, an_office
from cast import OTHER_COUNTY, TODAY, an_actor
from gainful.accounts.actor import Role
from gainful.benefits.actions import approve, ask_for, return_decision
from gainful.benefits.models import Claim, Decision
from rivals import Act, at_once

CLIENTS = 32
ROOT = Path(__file__).resolve().parents[2]


def fault(one: DatabaseError) -> str:
    """A fault is told, so that the test says which."""
    return f"fault: {one}"


def elsewhere(name: str) -> bool:
    """Whether the test ran by itself, with the database in a file; asserts that it passed."""
    if connection.vendor != "sqlite" or not connection.is_in_memory_db():
        return False
    command = [
        sys.executable,
        "-m",
        "pytest",
        __file__,
        "-q",
        "-p",
        "no:xdist",
        "--ds=settings_on_a_file",
        "-k",
        name,
    ]
    ran = subprocess.run([*command, "-m", ""], cwd=ROOT, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout
    return True


def rounds_of_one_claim(rounds: int) -> None:
    office = an_office()
    for _ in range(rounds):
        person = a_trainee()
        outcomes = at_once(
            [
                lambda person=person: ask_for(
                    actor=office.benefits,
                    person=person,
                    rule=ALLOWANCE,
                    about="2020-06-01",
                    how="paper",
                    on=TODAY,
                )
            ]
            * CLIENTS,
            fault,
        )
        assert sorted(outcomes) == [""] + ["claimed_already"] * (CLIENTS - 1)
        assert Claim.objects.filter(person=person).count() == 1


def rounds_of_two_approvals(rounds: int) -> None:
    office = an_office()
    checkers = [an_actor(f"checker{at}", (Role.CHECKER, OTHER_COUNTY)) for at in range(CLIENTS)]
    for _ in range(rounds):
        decision = a_decision(office, a_claim(office))
        acts: list[Act] = [
            partial(approve, actor=one, decision=decision, on=TODAY)
            if at % 2
            else partial(return_decision, actor=one, decision=decision, because="附件不全", on=TODAY)
            for at, one in enumerate(checkers)
        ]
        outcomes = at_once(acts, fault)
        assert sorted(outcomes) == [""] + ["decided_already"] * (CLIENTS - 1)
        found = Decision.objects.get(pk=decision.pk)
        assert found.state in ("approved", "returned") and found.second_id
        assert found.claim.state == ("approved" if found.state == "approved" else "open")


@pytest.mark.django_db(transaction=True)
def test_of_32_who_ask_for_the_same_at_once_exactly_one_is_taken():
    if not elsewhere("test_of_32_who_ask_for_the_same_at_once_exactly_one_is_taken"):
        rounds_of_one_claim(2)


@pytest.mark.django_db(transaction=True)
def test_of_32_second_officers_at_once_exactly_one_approves():
    if not elsewhere("test_of_32_second_officers_at_once_exactly_one_approves"):
        rounds_of_two_approvals(2)


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_of_32_who_ask_at_once_exactly_one_is_taken_50_times():
    if not elsewhere("test_of_32_who_ask_at_once_exactly_one_is_taken_50_times"):
        rounds_of_one_claim(50)


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_of_32_second_officers_at_once_exactly_one_decides_50_times():
    if not elsewhere("test_of_32_second_officers_at_once_exactly_one_decides_50_times"):
        rounds_of_two_approvals(50)
