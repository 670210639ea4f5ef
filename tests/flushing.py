"""Emptying the tests' database between transactional tests, which the trail's own guards would refuse."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection
from django.test import TransactionTestCase

from gainful.accounts.checkpoints import checkpoints_path
from gainful.accounts.guards import open_heads


@contextmanager
def without_triggers() -> Iterator[None]:
    """Inside, no trigger fires: what somebody could do who owns the database."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET session_replication_role = replica")
            try:
                yield
            finally:
                cursor.execute("SET session_replication_role = DEFAULT")
            return
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        triggers = cursor.fetchall()
        for name, _ in triggers:
            cursor.execute(f'DROP TRIGGER "{name}"')
        try:
            yield
        finally:
            for _, sql in triggers:
                cursor.execute(sql)


def patch_flush() -> None:
    """Have transactional tests end with an empty trail: heads at 0, no checkpoints of rows that are gone."""
    flush: Callable[[Any], None] = TransactionTestCase._fixture_teardown

    def teardown(self: Any) -> None:
        with without_triggers():
            flush(self)
            open_heads(connection)
        checkpoints_path().unlink(missing_ok=True)

    TransactionTestCase._fixture_teardown = teardown
