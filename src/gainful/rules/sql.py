"""An expression as SQL for a whole table of facts: one text for DuckDB, carried to Spark by sqlglot.

A query is a chain of steps, each adding columns to the one before, so that its length grows with the rule and not
with its nesting. Where the engines differ from the rules' meaning (least skips nulls, case reads unknown as no,
numbers overflow, division truncates) the step spells the meaning out. No text of a rule gets into the query.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlglot import exp

from gainful.rules import nodes as n
from gainful.rules.ask import IMPOSSIBLE, NOT_COMPUTABLE, needs_all
from gainful.rules.expression import Expression
from gainful.rules.pieces import SQL_TYPES, TRIED, column, constant, either, in_calendar, is_null, written
from gainful.terms.facts import LARGEST, NO_CODES, Fact

_TABLE = re.compile(r"[A-Za-z_]\w*(\.[A-Za-z_]\w*){0,2}", re.ASCII)


@dataclass(frozen=True)
class Term:
    """A piece of SQL and the step at which every column that it reads is there."""

    sql: exp.Expr
    step: int


class Plan:
    """The steps of one query. `parameters` has the values of the day, None where there is none."""

    def __init__(self, parameters: Mapping[str, object] | None = None) -> None:
        self.parameters = parameters or {}
        self._steps: list[list[exp.Expr]] = []
        self._count = 0
        self._values: dict[n.Node, Term] = {}
        self._needs: dict[tuple[n.Node, bool | None], Term] = {}

    def keep(self, sql: exp.Expr, step: int) -> Term:
        """Makes a column of a piece of SQL, to be read in later steps."""
        if isinstance(sql, exp.Column):
            return Term(sql, step)
        self._count += 1
        name = f"_{self._count}"
        while len(self._steps) < step:
            self._steps.append([])
        self._steps[step - 1].append(exp.alias_(sql, name, quoted=True))
        return Term(column(name), step + 1)

    def value(self, node: n.Node) -> Term:
        """The value of a node; null is unknown."""
        if isinstance(node, n.Literal):
            return Term(constant(node.value, node.kind.name), 1)
        if isinstance(node, n.Name):
            if node.is_parameter:
                return Term(constant(self.parameters.get(node.name), node.kind.name), 1)
            return Term(column(node.name), 1)
        if node not in self._values:
            if isinstance(node, n.Case):
                self._values[node] = self._case(node)
            else:
                parts = [self.value(part) for part in n.children(node)]
                step = max(part.step for part in parts)
                sql = written(node, [part.sql.copy() for part in parts])
                term = self.keep(sql, step)
                if isinstance(node, n.Call) and node.function in ("add_months", "add_days"):
                    term = self.keep(in_calendar(term.sql), term.step)
                self._values[node] = term
        found = self._values[node]
        return Term(found.sql.copy(), found.step)

    def _case(self, node: n.Case) -> Term:
        """From the last branch to the first; an unknown condition keeps the value only if both sides agree."""
        rest = self.value(node.otherwise)
        for when, then in reversed(node.branches):
            condition, value = self.value(when), self.value(then)
            agree = either(exp.EQ(this=value.sql.copy(), expression=rest.sql.copy()), value.sql.copy())
            sql = exp.Case(
                this=condition.sql.copy(),
                ifs=[
                    exp.If(this=exp.true(), true=value.sql.copy()),
                    exp.If(this=exp.false(), true=rest.sql.copy()),
                ],
                default=agree,
            )
            rest = self.keep(sql, max(condition.step, value.step, rest.step))
        return rest

    def need(self, node: n.Node, want: bool | None, bit: Mapping[str, int], parameters: int) -> Term:
        """The bits that `ask.Needs` finds for the same node and wish."""
        settled = self._settled(node, want)
        if settled is not None:
            return Term(constant(settled, "integer"), 1)
        if (node, want) not in self._needs:
            value, unknown = self.value(node), self._when_unknown(node, want, bit, parameters)
            if want is None:
                sql = either(is_null(value.sql), unknown.sql.copy(), constant(0, "integer"))
            else:
                known = {True: IMPOSSIBLE, False: IMPOSSIBLE, want: 0}
                sql = exp.Case(
                    this=value.sql.copy(),
                    ifs=[
                        exp.If(this=exp.Boolean(this=truth), true=constant(need, "integer"))
                        for truth, need in known.items()
                    ],
                    default=unknown.sql.copy(),
                )
            self._needs[node, want] = self.keep(sql, max(value.step, unknown.step))
        found = self._needs[node, want]
        return Term(found.sql.copy(), found.step)

    def _settled(self, node: n.Node, want: bool | None) -> int | None:
        """The need of a constant, which every row shares; None for what differs from row to row."""
        known = self.parameters.get(node.name) if isinstance(node, n.Name) and node.is_parameter else None
        if isinstance(node, n.Literal):
            known = node.value
        if known is None:
            return None
        return 0 if want is None or known is want else IMPOSSIBLE

    def _when_unknown(self, node: n.Node, want: bool | None, bit: Mapping[str, int], parameters: int) -> Term:
        def of(part: n.Node, wish: bool | None) -> Term:
            return self.need(part, wish, bit, parameters)

        match node:
            case n.Name():
                return Term(constant(bit[node.name], "integer"), 1)
            case n.Not():
                return of(node.of, None if want is None else not want)
            case n.All() | n.AnyOf() if want is None:
                wishes = [self._when_unknown(node, wish, bit, parameters) for wish in (True, False)]
                return self._fewest(wishes, parameters)
            case n.All() | n.AnyOf():
                parts = [of(part, want) for part in node.of]
                return self.together(parts) if needs_all(node, want) else self._fewest(parts, parameters)
            case n.Case() if want is None and node.kind == n.BOOLEAN:
                wishes = [self._when_unknown(node, wish, bit, parameters) for wish in (True, False)]
                return self._fewest(wishes, parameters)
            case n.Case():
                rest = of(node.otherwise, want)
                for when, then in reversed(node.branches):
                    here = of(then, want)
                    choices = [self.together([of(when, True), here]), self.together([of(when, False), rest])]
                    if want is not None:
                        choices.append(self.together([here, rest]))
                    rest = self._fewest(choices, parameters)
                return rest
        parts = [of(part, None) for part in n.children(node)]
        found = self.together(parts) if parts else Term(constant(0, "integer"), 1)
        none = exp.EQ(this=found.sql.copy(), expression=constant(0, "integer"))
        return self.keep(either(none, constant(NOT_COMPUTABLE, "integer"), found.sql.copy()), found.step)

    def together(self, parts: Sequence[Term]) -> Term:
        """The bits of all parts."""
        parts = [part for part in parts if part.sql != constant(0, "integer")] or list(parts[:1])
        if len(parts) == 1:
            return parts[0]
        sql = parts[0].sql.copy()
        for part in parts[1:]:
            sql = exp.BitwiseOr(this=sql, expression=part.sql.copy())
        return self.keep(sql, max(part.step for part in parts))

    def _fewest(self, parts: Sequence[Term], parameters: int) -> Term:
        best = self.keep(parts[0].sql.copy(), parts[0].step)
        for part in parts[1:]:
            part = self.keep(part.sql.copy(), part.step)
            lighter = exp.LTE(this=_weight(best.sql, parameters), expression=_weight(part.sql, parameters))
            sql = either(lighter, best.sql.copy(), part.sql.copy())
            best = self.keep(sql, max(best.step, part.step))
        return best

    def select(
        self,
        outputs: Mapping[str, exp.Expr],
        facts: Iterable[tuple[str, str]],
        source: str,
        keys: Sequence[str] = (),
        columns: Iterable[str] | None = None,
    ) -> exp.Select:
        """The query: keys and outputs of each row of `source`. A fact that is not among `columns` is unknown.

        `facts` are the names and kinds that the steps read. Raises ValueError for a source that is no table name.
        """
        if not _TABLE.fullmatch(source) or any(key.startswith("_") for key in keys):
            raise ValueError("the source is a plain table name, and no key begins with an underscore")
        there = None if columns is None else set(columns)
        kept = [exp.alias_(_fact_column(*fact, there), fact[0], quoted=True) for fact in dict.fromkeys(facts)]
        own = {fact.alias for fact in kept}
        first = exp.select(*[column(key) for key in keys if key not in own], *kept)
        first = first.from_(_table(source))
        query = exp.select(
            *[column(key) for key in keys],
            *[exp.alias_(sql, name, quoted=True) for name, sql in outputs.items()],
        )
        # copy=False: sqlglot would otherwise copy everything so far with each step.
        query = query.with_("step_0", as_=first, copy=False)
        for number, step in enumerate(self._steps, start=1):
            here = exp.select("*", *step, copy=False).from_(f"step_{number - 1}", copy=False)
            query = query.with_(f"step_{number}", as_=here, copy=False)
        return query.from_(f"step_{len(self._steps)}", copy=False)


def _table(source: str) -> exp.Table:
    """A table by its name, perhaps with its schema and catalogue before it."""
    name, schema, catalogue = ([*reversed(source.split(".")), None, None])[:3]
    return exp.table_(name, db=schema, catalog=catalogue, quoted=True)


def _fact_column(name: str, kind: str, columns: set[str] | None) -> exp.Expr:
    """A fact in its own type; what no fact can be (an endless date, an empty code, -2^63) is unknown."""
    if columns is not None and name not in columns:
        return constant(None, kind)
    sql = exp.cast(column(name), SQL_TYPES[kind])
    if kind in ("integer", "money"):
        return exp.Nullif(this=sql, expression=constant(-LARGEST - 1, "integer"))
    if kind == "code":
        said = exp.In(this=sql.copy(), expressions=[constant(code, "code") for code in NO_CODES])
        return either(said, constant(None, "code"), sql)
    return in_calendar(sql) if kind == "date" else sql


def _weight(need: exp.Expr, parameters: int) -> exp.Expr:
    """`ask.weight` in SQL."""

    def count(mask: int | None, times: int) -> exp.Expr:
        only = exp.BitwiseAnd(this=need.copy(), expression=constant(mask, "integer")) if mask else need.copy()
        return exp.Mul(
            this=exp.cast(exp.BitwiseCount(this=only), "BIGINT"), expression=exp.Literal.number(times)
        )

    parts = [count(None, 1), count(NOT_COMPUTABLE, 1 << 12), count(IMPOSSIBLE, 1 << 18)]
    if parameters:
        parts.append(count(parameters, 1 << 6))
    total = parts[0]
    for part in parts[1:]:
        total = exp.Add(this=total, expression=part)
    return total


def query(
    expressions: Mapping[str, Expression],
    *,
    facts: Mapping[str, Fact],
    source: str,
    keys: Sequence[str] = (),
    parameters: Mapping[str, object] | None = None,
    columns: Iterable[str] | None = None,
) -> exp.Select:
    """A query that gives each expression's value, under its name, for each row of a table of facts."""
    plan = Plan(parameters)
    outputs = {name: plan.value(expression.root).sql for name, expression in expressions.items()}
    read = [(name, facts[name].kind) for expression in expressions.values() for name in expression.facts]
    return plan.select(outputs, read, source, keys, columns)


def text(select: exp.Expr, engine: str = "duckdb") -> str:
    """The SQL text for an engine: duckdb or spark."""
    if engine == "duckdb":
        select = select.transform(_tried)
    elif engine != "spark":
        raise ValueError(f"no such engine: {engine}")
    return select.sql(dialect=engine)


def _tried(node: exp.Expr) -> exp.Expr:
    if type(node) not in TRIED:
        return node
    return exp.Try(this=TRIED[type(node)](this=node.this, expression=node.expression))
