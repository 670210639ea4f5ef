"""The trail: who is acting, told to the database's own audit triggers."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from gainful.accounts.actor import Actor

CURRENT: ContextVar[tuple[str, str] | None] = ContextVar("current_act", default=None)


@contextmanager
def acting(actor: Actor, action: str) -> Iterator[None]:
    """Rows written inside are recorded as this actor's, under this action. An action inside another joins it."""
    if CURRENT.get() is not None:
        yield
        return
    token = CURRENT.set((str(actor.account_id or ""), action))
    try:
        yield
    finally:
        CURRENT.reset(token)
