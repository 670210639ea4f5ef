"""A plan: what taking a row would change, and the call that takes it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from gainful.accounts.actor import Actor
from gainful.intake.applying.county import County

Values = Mapping[str, Any]
Effect = Literal["new", "changed", "same", "refused"]


@dataclass(frozen=True)
class Plan:
    """What a row would do. `changes` names the facts that differ; `take` is None where nothing is to be done."""

    effect: Effect
    changes: tuple[str, ...] = ()
    take: Callable[[Actor], object] | None = field(default=None, compare=False)
    because: str = ""


SAME = Plan("same")


def refused(because: str) -> Plan:
    """The row cannot be taken; `because` is a refusal's code."""
    return Plan("refused", because=because)


Planner = Callable[[Values, frozenset[str], County], Plan]


def differing(row: object, wanted: Mapping[str, Any]) -> dict[str, Any]:
    """The wanted values that a row does not have. What the sheet leaves blank is unknown, and takes nothing away."""
    given = {name: value for name, value in wanted.items() if value not in (None, "", [], ())}
    return {name: value for name, value in given.items() if getattr(row, name) != value}


def stated(values: Values, *names: str) -> dict[str, Any]:
    """The values that a row states, under their own names; blanks left out."""
    return {name: values[name] for name in names if values.get(name) not in (None, "", [], ())}
