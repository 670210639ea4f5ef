"""The parts that an expression is made of, once its text is checked. All that reads a rule walks these.

A node never changes and is compared by identity: a part that is meant twice (the x of `x between a and b`) is
one node with two parents. Nothing of the author's text survives but known names and checked literals.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Kind:
    """What sort of value a node has: boolean, integer, money, date, code, text; `detail`: unit or code list.

    An integer without a unit goes with any unit. Text is a literal that has not yet met its code.
    """

    name: str
    detail: str | None = None

    def __str__(self) -> str:
        return f"{self.name} ({self.detail})" if self.detail else self.name


BOOLEAN, INTEGER, MONEY, DATE, TEXT = (Kind(name) for name in ("boolean", "integer", "money", "date", "text"))
BROKEN = Kind("broken")
"""The kind of a part that was refused; it goes with everything, so that one fault is reported once."""

Value = bool | int | date | str


@dataclass(frozen=True, eq=False)
class Literal:
    """A value written in the rule; money in fen."""

    value: Value
    kind: Kind


@dataclass(frozen=True, eq=False)
class Name:
    """A fact, or a parameter of the benefit."""

    name: str
    kind: Kind
    is_parameter: bool = False


@dataclass(frozen=True, eq=False)
class Not:
    """The opposite of a boolean; of unknown, unknown."""

    of: Node
    kind: Kind = BOOLEAN


@dataclass(frozen=True, eq=False)
class All:
    """`and`: false as soon as one part is false, else unknown when one is unknown."""

    of: tuple[Node, ...]
    kind: Kind = BOOLEAN


@dataclass(frozen=True, eq=False)
class AnyOf:
    """`or`: true as soon as one part is true, else unknown when one is unknown."""

    of: tuple[Node, ...]
    kind: Kind = BOOLEAN


@dataclass(frozen=True, eq=False)
class Compare:
    """One of = <> < <= > >= between two values of one kind; unknown when either is."""

    operator: str
    left: Node
    right: Node
    kind: Kind = BOOLEAN


@dataclass(frozen=True, eq=False)
class In:
    """Whether a value is one of a list of literals; unknown when the value is."""

    of: Node
    values: tuple[Literal, ...]
    kind: Kind = BOOLEAN


@dataclass(frozen=True, eq=False)
class IsUnknown:
    """`is null`: whether a value is not known. Never unknown itself."""

    of: Node
    kind: Kind = BOOLEAN


@dataclass(frozen=True, eq=False)
class Arithmetic:
    """One of + - * on whole numbers or money; unknown beyond 64 bits."""

    operator: str
    left: Node
    right: Node
    kind: Kind


@dataclass(frozen=True, eq=False)
class Negative:
    """Minus a whole number or money."""

    of: Node
    kind: Kind


@dataclass(frozen=True, eq=False)
class Call:
    """One of the functions in `expression.FUNCTIONS`; unknown when any argument is."""

    function: str
    arguments: tuple[Node, ...]
    kind: Kind


@dataclass(frozen=True, eq=False)
class Case:
    """`case when`: unknown when an unknown condition decides between outcomes that differ."""

    branches: tuple[tuple[Node, Node], ...]
    otherwise: Node
    kind: Kind


Node = Literal | Name | Not | All | AnyOf | Compare | In | IsUnknown | Arithmetic | Negative | Call | Case
NODE_TYPES: tuple[type, ...] = (
    Literal, Name, Not, All, AnyOf, Compare, In, IsUnknown, Arithmetic, Negative, Call, Case,
)  # fmt: skip


def children(node: Node) -> tuple[Node, ...]:
    """The parts directly below a node, in the order written."""
    match node:
        case Not() | IsUnknown() | Negative() | In():
            return (node.of,)
        case All() | AnyOf():
            return node.of
        case Compare() | Arithmetic():
            return (node.left, node.right)
        case Call():
            return node.arguments
        case Case():
            return (*(part for branch in node.branches for part in branch), node.otherwise)
    return ()


def walk(node: Node) -> Iterator[Node]:
    """Every different node below and including this one, parents first, in the order written."""
    seen: set[int] = set()
    waiting = [node]
    while waiting:
        here = waiting.pop()
        if id(here) not in seen:
            seen.add(id(here))
            yield here
            waiting.extend(reversed(children(here)))
