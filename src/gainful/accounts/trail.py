"""The trail: who is acting, told to the database's own audit triggers.

`acting` writes the act's row and tells the connection its number; the triggers put that number on each entry. A
write outside any act is recorded and chained all the same, with no act: the trail shows it as such.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import connection, transaction

from gainful.accounts.actor import Actor

CURRENT: ContextVar[int | None] = ContextVar("current_act", default=None)
SOURCE: ContextVar[str] = ContextVar("source_of_acts", default="")
UNDOING: ContextVar[bool] = ContextVar("undoing", default=False)


def current_act() -> int | None:
    """The number of the act under way, None outside any."""
    return CURRENT.get()


def is_undoing() -> bool:
    """Whether rows are being put back as they were; SQLite's triggers ask it as gainful_undoing()."""
    return UNDOING.get()


@contextmanager
def source(text: str) -> Iterator[None]:
    """Acts begun inside say where they came from: a request's number, a command's name."""
    token = SOURCE.set(text[:60])
    try:
        yield
    finally:
        SOURCE.reset(token)


@contextmanager
def acting(actor: Actor, action: str) -> Iterator[int]:
    """Rows written inside are recorded as this actor's, under this action; gives the act's number.

    One transaction. An action inside another joins it: a savepoint, the same act.
    """
    joined = CURRENT.get()
    with transaction.atomic():
        if joined is not None:
            yield joined
            return
        act = _begin(actor, action)
        token = CURRENT.set(act)
        _tell("gainful.act", str(act))
        try:
            yield act
        finally:
            CURRENT.reset(token)
        # Not after an error: then the transaction, and with it the setting, is rolled back.
        _tell("gainful.act", "")
        _witness(act)


def _begin(actor: Actor, action: str) -> int:
    from django.utils import timezone

    from gainful.accounts.models import Act

    row = Act(
        key=secrets.token_hex(8),
        account_id=actor.account_id,
        person_id=actor.person_id,
        action=action[:80],
        at=timezone.now(),
        source=SOURCE.get(),
    )
    row.save(force_insert=True)
    return int(row.pk)


def _witness(act: int) -> None:
    from gainful.accounts.checkpoints import note_on_commit

    note_on_commit(act)


def _tell(setting: str, value: str) -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config(%s, %s, true)", [setting, value])


@contextmanager
def undoing() -> Iterator[None]:
    """Inside, the database's guards let rows go back to what they were (they ask gainful_undoing()).

    The audit triggers record what is put back like any other write.
    """
    token = UNDOING.set(True)
    _tell("gainful.undoing", "on")
    try:
        yield
    finally:
        UNDOING.reset(token)
    _tell("gainful.undoing", "")
