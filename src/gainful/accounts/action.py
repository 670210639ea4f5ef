"""@action: one act, one transaction, one right, one audit entry.

Every write in Gainful is a function in some chapter's actions.py under this decorator. It takes keyword
arguments only; `actor` says who acts; the right is checked in the area of what is acted on; the database's own
triggers record each changed row under the action's entry.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any, TypeVar

from django.db import IntegrityError, transaction

from gainful.accounts.actor import Actor
from gainful.accounts.refusals import NotAllowed, Refused
from gainful.accounts.trail import acting

Function = TypeVar("Function", bound=Callable[..., Any])

ACTIONS: dict[str, Callable[..., Any]] = {}


def area_of(subject: object) -> int:
    """The area of what is acted on: a number, or a row's own area."""
    return subject if isinstance(subject, int) else subject.area  # type: ignore[attr-defined]


def action(*, right: str, on_what: str | None, own_act: bool = True) -> Callable[[Function], Function]:
    """Make a function an action.

    `right` is the right it needs; `on_what` names the keyword whose area is checked (a row or an area number).
    None means that the right must be held in every area the function itself checks with `require`.
    A worker acts only on their own person row, an employer only on their own employer row. `own_act` False is for
    a log whose rows say themselves who did what: they are chained like any row, but open no act of their own.
    """

    def decorate(function: Function) -> Function:
        name = f"{function.__module__.split('.')[-2]}.{function.__name__}"
        if ".actions." in function.__module__:
            name = f"{function.__module__.split('.')[1]}.{function.__name__}"

        @functools.wraps(function)
        def run(*, actor: Actor, **arguments: Any) -> Any:
            require(actor, right, arguments[on_what] if on_what else None)
            try:
                with acting(actor, name) if own_act else transaction.atomic():
                    return function(actor=actor, **arguments)
            except IntegrityError as error:
                if is_taken(error):
                    raise Refused("somebody_was_quicker") from error
                raise

        run.right = right  # type: ignore[attr-defined]
        run.is_action = True  # type: ignore[attr-defined]
        ACTIONS[name] = run
        return run  # type: ignore[return-value]

    return decorate


TAKEN = frozenset({"23505", "23P01"})
"""PostgreSQL's words for a row that may stand once and stands already: unique, and exclusion."""


def is_taken(error: IntegrityError) -> bool:
    """Whether the database refused a row because another one of the same stands: somebody else wrote it first."""
    cause = error.__cause__
    state = getattr(cause, "sqlstate", None)
    kept_once = getattr(cause, "sqlite_errorname", "") in (
        "SQLITE_CONSTRAINT_UNIQUE",
        "SQLITE_CONSTRAINT_PRIMARYKEY",
    )
    return state in TAKEN or kept_once


def require(actor: Actor, right: str, subject: object = None) -> None:
    """Raise NotAllowed unless the actor holds the right, in the subject's area where one is given."""
    if not actor.may(right, None if subject is None else area_of(subject)):
        raise NotAllowed("not_allowed", right=right)
