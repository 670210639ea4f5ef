"""A benefit asked of a whole table of facts: the same answers as `benefit.answer`, one row each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from sqlglot import exp

from gainful.rules.ask import NOT_COMPUTABLE
from gainful.rules.benefit import Benefit
from gainful.rules.pieces import constant, either, is_null
from gainful.rules.sql import Plan, Term


def benefit_query(
    benefit: Benefit,
    *,
    source: str,
    on: date,
    keys: Sequence[str],
    places: Sequence[str] = (),
    columns: Iterable[str] | None = None,
    with_ask: bool = True,
) -> exp.Select:
    """The query for everybody in `source` on one date in one place.

    It gives the keys, due, amount_fen, and the lists failed, unknown, ask, missing.
    `ask` and `missing` come only `with_ask`. A fact that is not among `columns` (None:
    all are there) is unknown for everybody. `sql.text` writes the query for an engine. Raises BenefitError for a
    faulty page.
    """
    ready = benefit.ready
    plan = Plan(ready.values_on(on, tuple(places)))
    held = {name: plan.value(expression.root) for name, expression in benefit.conditions.items()}
    due = _due(plan, plan.value(ready.every), plan.value(ready.amount_root), benefit.in_force(on))
    amount = plan.value(ready.amount_root)
    outputs: dict[str, exp.Expr] = {
        "due": due.sql.copy(),
        "amount_fen": either(due.sql.copy(), amount.sql.copy()),
        "failed": _names((name, exp.Not(this=term.sql.copy())) for name, term in held.items()),
        "unknown": _names((name, is_null(term.sql)) for name, term in held.items()),
    }
    if with_ask:
        need = _need(plan, benefit, due, amount)
        for output, names in (("ask", ready.used), ("missing", ready.parameters)):
            outputs[output] = _names((name, _has(need, ready.bit[name])) for name in names)
    return plan.select(outputs, ready.kinds, source, keys, columns)


def _due(plan: Plan, every: Term, amount: Term, in_force: bool) -> Term:
    if not in_force:
        return plan.keep(constant(False, "boolean"), 1)
    payable = exp.GTE(this=amount.sql.copy(), expression=constant(0, "money"))
    sql = exp.Case(
        this=every.sql.copy(),
        ifs=[
            exp.If(this=exp.false(), true=exp.false()),
            exp.If(this=exp.true(), true=either(payable, exp.true())),
        ],
    )
    return plan.keep(sql, max(every.step, amount.step))


def _need(plan: Plan, benefit: Benefit, due: Term, amount: Term) -> exp.Expr:
    ready = benefit.ready
    every = plan.need(ready.every, True, ready.bit, ready.parameter_bits)
    known = plan.need(ready.amount_root, None, ready.bit, ready.parameter_bits)
    negative = exp.LT(this=amount.sql.copy(), expression=constant(0, "money"))
    payable = plan.keep(
        either(negative, constant(NOT_COMPUTABLE, "integer"), known.sql.copy()), max(amount.step, known.step)
    )
    both = plan.together([every, payable])
    needed = either(is_null(due.sql), both.sql.copy(), constant(0, "integer"))
    return plan.keep(needed, max(due.step, both.step)).sql


def _has(need: exp.Expr, bit: int) -> exp.Expr:
    only = exp.Paren(this=exp.BitwiseAnd(this=need.copy(), expression=constant(bit, "integer")))
    return exp.NEQ(this=only, expression=constant(0, "integer"))


def _names(tests: Iterable[tuple[str, exp.Expr]]) -> exp.Expr:
    """The list of the names whose test is true."""
    named = [either(test, exp.Literal.string(name)) for name, test in tests]
    here = exp.to_identifier("x")
    kept = exp.Lambda(this=exp.Not(this=exp.Is(this=here, expression=exp.Null())), expressions=[here.copy()])
    # A typed null keeps the list one of texts even where a rule has no such names.
    return exp.ArrayFilter(this=exp.Array(expressions=[constant(None, "code"), *named]), expression=kept)
