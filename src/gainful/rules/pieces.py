"""The pieces that a query is put together from: constants in their own type, and each kind of node as SQL."""

from __future__ import annotations

from datetime import date

from sqlglot import exp

from gainful.rules import nodes as n
from gainful.terms.facts import LARGEST

SQL_TYPES = {"boolean": "BOOLEAN", "integer": "BIGINT", "money": "BIGINT", "date": "DATE", "code": "TEXT"}
_COMPARE = {"=": exp.EQ, "<>": exp.NEQ, "<": exp.LT, "<=": exp.LTE, ">": exp.GT, ">=": exp.GTE}
# Null beyond 64 bits: TRY_ADD and the like on Spark; `text` writes TRY(a + b) for DuckDB.
RECKON: dict[str, type[exp.Func]] = {"+": exp.SafeAdd, "-": exp.SafeSubtract, "*": exp.SafeMultiply}
TRIED: dict[type, type[exp.Binary]] = {
    exp.SafeAdd: exp.Add,
    exp.SafeSubtract: exp.Sub,
    exp.SafeMultiply: exp.Mul,
}
_FARTHEST_MONTHS, _FARTHEST_DAYS = 120_000, 4_000_000


def column(name: str) -> exp.Column:
    """The column of that name, quoted."""
    return exp.Column(this=exp.to_identifier(name, quoted=True))


def constant(value: object, kind: str) -> exp.Expr:
    """A value (None for unknown) as SQL of the kind's own type, so that no engine reckons in a smaller one."""
    if value is None or isinstance(value, bool):
        plain: exp.Expr = exp.Null() if value is None else exp.Boolean(this=value)
    elif isinstance(value, int):
        plain = exp.Literal.number(value)
    else:
        plain = exp.Literal.string(value.isoformat() if isinstance(value, date) else str(value))
    return exp.cast(plain, SQL_TYPES[kind])


def either(condition: exp.Expr, then: exp.Expr, otherwise: exp.Expr | None = None) -> exp.Case:
    """A case with one condition; without `otherwise`, null."""
    return exp.Case(ifs=[exp.If(this=condition, true=then)], default=otherwise)


def is_null(sql: exp.Expr) -> exp.Expr:
    """Whether a piece is unknown."""
    return exp.Is(this=sql.copy(), expression=exp.Null())


def in_calendar(day: exp.Expr) -> exp.Expr:
    """A date as it is within the years 1 to 9999, else null."""
    low, high = constant(date.min, "date"), constant(date.max, "date")
    return either(exp.Between(this=day.copy(), low=low, high=high), day.copy())


def written(node: n.Node, parts: list[exp.Expr]) -> exp.Expr:
    """The SQL of a node from the SQL of its parts, which are columns or constants."""
    match node:
        case n.Not():
            return exp.Not(this=parts[0])
        case n.All():
            return exp.and_(*parts)
        case n.AnyOf():
            return exp.or_(*parts)
        case n.Compare():
            return _COMPARE[node.operator](this=parts[0], expression=parts[1])
        case n.In():
            return exp.In(
                this=parts[0], expressions=[constant(value.value, value.kind.name) for value in node.values]
            )
        case n.IsUnknown():
            return is_null(parts[0])
        case n.Negative():
            return exp.Neg(this=parts[0])
        case n.Arithmetic():
            sql = RECKON[node.operator](this=parts[0], expression=parts[1])
            return exp.Nullif(this=sql, expression=constant(-LARGEST - 1, "integer"))
        case n.Call():
            return _CALLS[node.function](parts)
    raise TypeError(type(node).__name__)


def _extreme(kind: type[exp.Func], parts: list[exp.Expr]) -> exp.Expr:
    """least and greatest skip nulls on every engine; here one unknown makes the result unknown."""
    unknown = exp.or_(*[is_null(part) for part in parts])
    chosen = kind(this=parts[0].copy(), expressions=[part.copy() for part in parts[1:]], ignore_nulls=True)
    return either(unknown, exp.Null(), chosen)


def _floor_div(parts: list[exp.Expr]) -> exp.Expr:
    """Whole division truncates on every engine: with a rest and unlike signs, one less is the floor."""
    over, under = parts
    safe = exp.Nullif(this=under, expression=constant(0, "integer"))
    whole = exp.IntDiv(this=over, expression=safe)
    zero = constant(0, "integer")
    rest = exp.NEQ(this=exp.Mod(this=over.copy(), expression=safe.copy()), expression=zero)
    unlike = exp.NEQ(
        this=exp.Paren(this=exp.LT(this=over.copy(), expression=zero.copy())),
        expression=exp.Paren(this=exp.LT(this=under.copy(), expression=zero.copy())),
    )
    return either(exp.and_(rest, unlike), exp.Sub(this=whole, expression=exp.Literal.number(1)), whole.copy())


def _months_between(parts: list[exp.Expr]) -> exp.Expr:
    """`periods.months_between`: the last day of a month completes it, and backwards counts towards zero."""

    def part(kind: type[exp.Func], day: exp.Expr) -> exp.Expr:
        return exp.cast(kind(this=day.copy()), "BIGINT")

    def whole(start: exp.Expr, end: exp.Expr) -> exp.Expr:
        years = exp.Paren(this=exp.Sub(this=part(exp.Year, end), expression=part(exp.Year, start)))
        months = exp.Sub(this=part(exp.Month, end), expression=part(exp.Month, start))
        all_months = exp.Add(this=exp.Mul(this=years, expression=exp.Literal.number(12)), expression=months)
        short = exp.and_(
            exp.LT(this=part(exp.Day, end), expression=part(exp.Day, start)),
            exp.NEQ(this=end.copy(), expression=exp.LastDay(this=end.copy())),
        )
        one_less = either(short, exp.Literal.number(1), exp.Literal.number(0))
        return exp.Paren(this=exp.Sub(this=all_months, expression=one_less))

    start, end = parts
    forwards = exp.GTE(this=end.copy(), expression=start.copy())
    return exp.Case(
        ifs=[
            exp.If(this=forwards, true=whole(start, end)),
            exp.If(
                this=exp.LT(this=end.copy(), expression=start.copy()), true=exp.Neg(this=whole(end, start))
            ),
        ]
    )


def _days_between(parts: list[exp.Expr]) -> exp.Expr:
    start, end = parts
    return exp.cast(exp.DateDiff(this=end, expression=start, unit=exp.var("DAY")), "BIGINT")


def _near(count: exp.Expr, farthest: int) -> exp.Expr:
    """The count as a small integer; null when it would leave the calendar from any date."""
    low, high = constant(-farthest, "integer"), constant(farthest, "integer")
    return exp.cast(either(exp.Between(this=count.copy(), low=low, high=high), count.copy()), "INT")


def _add_months(parts: list[exp.Expr]) -> exp.Expr:
    return exp.cast(exp.AddMonths(this=parts[0], expression=_near(parts[1], _FARTHEST_MONTHS)), "DATE")


def _add_days(parts: list[exp.Expr]) -> exp.Expr:
    days = _near(parts[1], _FARTHEST_DAYS)
    return exp.cast(exp.TsOrDsAdd(this=parts[0], expression=days, unit=exp.var("DAY")), "DATE")


_CALLS = {
    "least": lambda parts: _extreme(exp.Least, parts),
    "greatest": lambda parts: _extreme(exp.Greatest, parts),
    "abs": lambda parts: exp.Abs(this=parts[0]),
    "floor_div": _floor_div,
    "months_between": _months_between,
    "days_between": _days_between,
    "add_months": _add_months,
    "add_days": _add_days,
    "year_of": lambda parts: exp.cast(exp.Year(this=parts[0]), "BIGINT"),
}
