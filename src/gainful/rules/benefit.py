"""A benefit: who is due it, how much, and why, for one subject on one date. `page` reads it, `table` asks a nation.

Due is true when every condition holds and the amount is known, false when a condition fails, and otherwise None:
cannot tell. What would settle it is named: facts to ask for, and parameters that have no value in the place.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, lru_cache
from typing import Any

from gainful.rules import nodes as n
from gainful.rules.answer import Compiled, compiled
from gainful.rules.ask import NOT_COMPUTABLE, Need, Needs, bits
from gainful.rules.claim_terms import Deadline
from gainful.rules.expression import Expression
from gainful.rules.parameters import Parameter
from gainful.terms.facts import RANGES, Fact, FactError

EVERYWHERE = "0"
"""The jurisdiction of a benefit of the whole nation."""


MOST_WAYS = 4096
"""How many ways in which a benefit's conditions came out are kept named."""
Way = tuple[tuple[str, ...], tuple[str, ...]]
"""The names of the conditions that fail, and of those that cannot be told."""


@dataclass(frozen=True)
class Problem:
    """One thing wrong with a benefit's page: its code, the place on the page, a sentence."""

    code: str
    where: str
    message: str


@dataclass(frozen=True)
class Example:
    """A case that the page works out: facts known, and what must come out. Amounts in fen.

    `changed` names what it says otherwise than the page's own case: facts, `as_of`, `places`.
    """

    facts: Mapping[str, Any]
    on: date
    places: tuple[str, ...]
    due: bool | None
    expected: Mapping[str, Any]
    changed: tuple[str, ...] = ()


class BenefitError(ValueError):
    """The benefit's page has problems, so it answers nobody."""

    def __init__(self, name: str, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        told = "; ".join(f"{problem.where}: {problem.message}" for problem in problems)
        super().__init__(f"{name}: {told}")


@dataclass(frozen=True, eq=False)
class Benefit:
    """One benefit as its page says it. `conditions` keeps the page's order; `problems` is what reading found wrong."""

    name: str
    title: Mapping[str, str]
    subject: str
    source: Mapping[str, str]
    jurisdiction: str
    valid_from: date
    valid_to: date | None
    conditions: Mapping[str, Expression]
    amount: Expression | None
    facts: Mapping[str, Fact] = field(repr=False)
    limit: Mapping[str, Any] = field(default_factory=dict)
    deadline: Deadline | None = None
    evidence: tuple[Mapping[str, str], ...] = ()
    clawback: tuple[Mapping[str, str], ...] = ()
    not_with: tuple[str, ...] = ()
    parameters: Mapping[str, Parameter] = field(default_factory=dict)
    examples: tuple[Example, ...] = ()
    notes: Mapping[str, str] = field(default_factory=dict)
    set_against: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    verified: bool = True
    payee: str = "person"
    codes: Mapping[str, Collection[str]] = field(default_factory=dict, repr=False)
    """The codes of each code list by its name, where the reader of the page gave them."""
    tells: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()

    def __repr__(self) -> str:
        return f"Benefit({self.name!r})"

    def in_force(self, on: date) -> bool:
        """Whether the benefit holds on a date."""
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)

    def holds_in(self, places: Sequence[str]) -> bool:
        """Whether the benefit is the nation's, or of one of these places; not told of no place, so it may hold."""
        return self.jurisdiction == EVERYWHERE or not places or self.jurisdiction in places

    @cached_property
    def ready(self) -> Ready:
        """The compiled benefit. Raises BenefitError while its page has problems."""
        if self.problems or self.amount is None:
            raise BenefitError(self.name, self.problems)
        return Ready(self)


class Ready:
    """A benefit's compiled parts, made once."""

    def __init__(self, benefit: Benefit) -> None:
        assert benefit.amount is not None
        expressions = [*benefit.conditions.values(), benefit.amount]
        self.used = tuple(dict.fromkeys(name for e in expressions for name in e.facts))
        self.parameters = tuple(dict.fromkeys(name for e in expressions for name in e.parameters))
        self.kinds = [(name, benefit.facts[name].kind) for name in self.used]
        self.truths = [name for name, kind in self.kinds if kind == "boolean"]
        self.ranges = [(name, *RANGES[kind]) for name, kind in self.kinds if kind != "boolean"]
        self.bit = bits((*self.used, *self.parameters))
        self.parameter_bits = sum(self.bit[name] for name in self.parameters)
        self.every: n.Node = n.All(tuple(e.root for e in benefit.conditions.values()))
        self.amount_root: n.Node = benefit.amount.root
        self.conditions: list[Compiled] = [compiled(e.root) for e in benefit.conditions.values()]
        self.amount: Compiled = compiled(self.amount_root)
        self._benefit = benefit
        # A county asks for thousands of people on the same day: the day's values are looked up once.
        self.values_on = lru_cache(maxsize=256)(self._values_on)
        self.moment = lru_cache(maxsize=256)(self._moment)
        # So many people come out alike: which conditions fail, and what is asked for, is named once for each way.
        self.ways: dict[tuple[bool | None, ...], Way] = {}
        self.opened = lru_cache(maxsize=4096)(self._opened)
        self.asked_for = lru_cache(maxsize=4096)(self._asked_for)

    def _values_on(self, on: date, places: tuple[str, ...]) -> dict[str, Any]:
        if not self._benefit.holds_in(places):
            # Another province's rule: whether this one has a like rule, and what it pays, is not loaded.
            return dict.fromkeys(self.parameters)
        return {name: self._benefit.parameters[name].value_on(on, places) for name in self.parameters}

    def _moment(self, on: date, places: tuple[str, ...]) -> tuple[dict[str, Any], bool]:
        """The parameters' values on a day in a place, and whether the benefit holds then."""
        return self.values_on(on, places), self._benefit.in_force(on)

    def way(self, holds: tuple[bool | None, ...]) -> Way:
        """The conditions that fail and those that cannot be told, kept in `ways` while those are few."""
        failed, unknown = (
            tuple(name for name, one in zip(self._benefit.conditions, holds, strict=True) if one is what)
            for what in (False, None)
        )
        if len(self.ways) >= MOST_WAYS:
            self.ways.clear()
        self.ways[holds] = failed, unknown
        return failed, unknown

    @cached_property
    def _finder(self) -> Needs:
        return Needs(self.bit, self.parameter_bits)

    @cached_property
    def amount_need(self) -> Need:
        """What it takes for the amount to be known."""
        return self._finder.of(self.amount_root)

    def _opened(self, unknown: tuple[str, ...]) -> tuple[int, tuple[Need, ...]]:
        """What it takes for the conditions that cannot be told to hold: what is always the same, and the rest."""
        always, rest = 0, []
        for name in unknown:
            root = self._benefit.conditions[name].root
            fixed = self._finder.fixed(root)
            if fixed is None:
                rest.append(self._finder.of_unknown(root, True))
            else:
                always |= fixed
        return always, tuple(rest)

    def _asked_for(self, need: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The facts and the parameters whose bits a need has."""
        facts, parameters = (
            tuple(name for name in names if need & self.bit[name]) for names in (self.used, self.parameters)
        )
        return facts, parameters


@dataclass(frozen=True)
class ConditionAnswer:
    """Whether one condition holds (None: unknown) and the values of the facts and parameters it looked at."""

    name: str
    holds: bool | None
    values: Mapping[str, Any] = field(repr=False)


Asked = tuple[int, tuple[str, ...], tuple[str, ...]]
"""What is missing: as bits, as facts, as parameters."""
_NOTHING: Asked = (0, (), ())


class Answer:
    """What a benefit answers for one subject. `due` None is "cannot tell"; `amount_fen` is known only when due.

    `failed` are the conditions that do not hold, `unknown` those that cannot be told, in the page's order.
    """

    __slots__ = (
        "_asked",
        "_holds",
        "_in_force",
        "_values",
        "amount_fen",
        "benefit",
        "due",
        "failed",
        "unknown",
    )

    def __init__(
        self,
        benefit: Benefit,
        values: Mapping[str, Any],
        holds: tuple[bool | None, ...],
        in_force: bool,
    ) -> None:
        ready = benefit.ready
        failed, unknown = ready.ways.get(holds) or ready.way(holds)
        due: bool | None = None
        amount: int | None = None
        if failed or not in_force:
            due = False
        elif not unknown:
            amount = ready.amount(values)
            if amount is not None and amount >= 0:
                due = True
            else:
                amount = None
        self.benefit, self._values, self._holds, self._in_force = benefit, values, holds, in_force
        self.failed, self.unknown = failed, unknown
        self.due, self.amount_fen = due, amount
        self._asked: Asked | None = None if due is None else _NOTHING

    def __repr__(self) -> str:
        return f"Answer({self.benefit.name!r}, due={self.due})"

    @property
    def conditions(self) -> tuple[ConditionAnswer, ...]:
        """Each condition with its answer and the values used, in the page's order."""
        return tuple(
            ConditionAnswer(name, holds, {used: self._values[used] for used in (*e.facts, *e.parameters)})
            for (name, e), holds in zip(self.benefit.conditions.items(), self._holds, strict=True)
        )

    def _what_to_ask(self) -> Asked:
        """What is missing for the benefit to be due, as bits of `ask`, as facts and as parameters; worked out once."""
        if self._asked is None:
            values, ready = self._values, self.benefit.ready
            need = ready.amount_need(values)
            if not need and ready.amount(values) < 0:
                need = NOT_COMPUTABLE
            always, rest = ready.opened(self.unknown)
            need |= always
            for one in rest:
                need |= one(values)
            self._asked = (need, *ready.asked_for(need))
        return self._asked

    @property
    def need(self) -> int:
        """What is missing for the benefit to be due, as bits of `ask`; 0 when the answer is known."""
        return self._what_to_ask()[0]

    @property
    def ask(self) -> tuple[str, ...]:
        """The fewest facts that, answered in the person's favour, make the benefit due."""
        return (self._asked or self._what_to_ask())[1]

    @property
    def missing(self) -> tuple[str, ...]:
        """The parameters that have no value on that day in that place; no person can answer them."""
        return (self._asked or self._what_to_ask())[2]

    @property
    def reason(self) -> str:
        """Why: due, not_in_force, condition_failed, no_local_value, not_computable or facts_unknown."""
        if self.due:
            return "due"
        if self.due is False:
            return "condition_failed" if self._in_force else "not_in_force"
        if self.missing:
            return "no_local_value"
        return "not_computable" if self.need & NOT_COMPUTABLE else "facts_unknown"


def answer(benefit: Benefit, facts: Mapping[str, Any], on: date, places: Sequence[str] = ()) -> Answer:
    """Whether the subject of these facts is due the benefit on a date, how much in fen, and why.

    `places` are the codes of the subject's place from the nearest up; local values of the nearest win. A fact that
    is absent or None is unknown. Raises FactError for a value of another kind, BenefitError for a faulty page.
    """
    ready = benefit.ready
    moment, in_force = ready.moment(on, places if type(places) is tuple else tuple(places))
    values, known = moment.copy(), facts.get
    # `facts.is_value` in line, since this runs for every fact of everybody.
    for name in ready.truths:
        value = values[name] = known(name)
        if value is not True and value is not False and value is not None:
            raise FactError(name, benefit.facts[name].kind)
    for name, python_type, low, high in ready.ranges:
        value = values[name] = known(name)
        if value is not None and not (type(value) is python_type and low <= value <= high):
            raise FactError(name, benefit.facts[name].kind)
    holds = tuple([condition(values) for condition in ready.conditions])
    return Answer(benefit, values, holds, in_force)
