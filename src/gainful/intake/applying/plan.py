"""A plan: what taking a row would change, and the call that takes it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from gainful.accounts.actor import Actor
from gainful.intake.applying.county import County

Values = Mapping[str, Any]
Effect = Literal["new", "changed", "same", "refused"]


@dataclass(frozen=True)
class Plan:
    """What a row would do. `changes` names the facts that differ; `take` is None where nothing is to be done.

    `told` holds, for a fact that is kept otherwise, what is kept and what the row says.
    """

    effect: Effect
    changes: tuple[str, ...] = ()
    take: Callable[[Actor], object] | None = field(default=None, compare=False)
    because: str = ""
    told: Mapping[str, tuple[Any, Any]] = field(default_factory=dict, compare=False)


SAME = Plan("same")


def refused(because: str) -> Plan:
    """The row cannot be taken; `because` is a refusal's code."""
    return Plan("refused", because=because)


def changed(
    take: Callable[[Actor], object],
    *rows: tuple[object | None, Mapping[str, Any]],
    others: Iterable[str] = (),
) -> Plan:
    """A row that tells kept rows otherwise, each with the facts it tells; `others` are facts not yet kept at all."""
    told = {
        name: (_kept(row, name), _plain(said))
        for row, facts in rows
        if row is not None
        for name, said in facts.items()
    }
    return Plan("changed", (*told, *others), take, told=told)


def _kept(row: object, name: str) -> Any:
    """What a row keeps of a fact, opened where it is sealed."""
    if name in getattr(row, "SEALED", ()):
        return row.unsealed(name)  # type: ignore[attr-defined]
    return _plain(getattr(row, name))


def _plain(value: Any) -> Any:
    """A value that can be written down: a row of another table is known by its name."""
    return getattr(value, "name", value)


Planner = Callable[[Values, frozenset[str], County], Plan]


def differing(row: object, wanted: Mapping[str, Any]) -> dict[str, Any]:
    """The wanted values that a row does not have. What the sheet leaves blank is unknown, and takes nothing away."""
    given = {name: value for name, value in wanted.items() if value not in (None, "", [], ())}
    return {name: value for name, value in given.items() if getattr(row, name) != value}


def stated(values: Values, *names: str) -> dict[str, Any]:
    """The values that a row states, under their own names; blanks left out."""
    return {name: values[name] for name in names if values.get(name) not in (None, "", [], ())}
