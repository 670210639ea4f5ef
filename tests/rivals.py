"""Several who act at the same moment, each on a connection of their own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import DatabaseError, connections

from gainful.accounts.refusals import Refused

Act = Callable[[], object]


def at_once(acts: Sequence[Act], called: Callable[[DatabaseError], str] | None = None) -> list[str]:
    """What became of each act when all begin together: "" for done, else the code of its refusal.

    A fault of the database is what `called` calls it; without that it is a fault of the test.
    """
    gate = Barrier(len(acts))

    def run(act: Act) -> str:
        try:
            gate.wait(timeout=120)
            act()
        except Refused as refusal:
            return refusal.code
        except DatabaseError as fault:
            if called is None:
                raise
            return called(fault)
        finally:
            connections.close_all()
        return ""

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))
