"""Many who write at once: nobody waits for a chain, nothing is lost, and the chains verify."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.db import connection, connections

from gainful.accounts.actor import Actor
from gainful.accounts.audit import verify
from gainful.accounts.models import Act, AddedArea, Entry
from gainful.accounts.trail import acting

CLIENTS, ROUNDS = 8, 10


def client(number: int) -> int:
    """One client's acts: a row of its own, then rows that all of them change, in the same order for all."""
    try:
        for turn in range(ROUNDS):
            with acting(Actor(None, "client"), "test.race"):
                code = 1000 + number * ROUNDS + turn
                AddedArea.objects.create(code=code, name="村", valid_from=date(2014, 1, 1))
                for shared in (1, 2):
                    AddedArea.objects.filter(code=shared).update(name=f"{number} {turn}")
        return number
    finally:
        connections.close_all()


@pytest.mark.django_db(transaction=True)
def test_clients_at_once_lose_nothing_and_the_chains_verify():
    if connection.vendor == "sqlite" and connection.is_in_memory_db():
        pytest.skip("an in-memory database is one connection's own")
    for code in (1, 2):
        AddedArea.objects.create(code=code, name="all", valid_from=date(2014, 1, 1))
    with ThreadPoolExecutor(CLIENTS) as pool:
        assert sorted(pool.map(client, range(CLIENTS))) == list(range(CLIENTS))
    assert Act.objects.count() == CLIENTS * ROUNDS
    # Per act: its own entry, one row made, two changed; and the two rows before.
    assert Entry.objects.count() == CLIENTS * ROUNDS * 4 + 2
    assert verify().first_bad is None
