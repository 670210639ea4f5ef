"""Queries that count, as a pack or Gainful's own files write them: one SELECT of allowed parts, read by sqlglot.

What indicators and fraud tests have in common. Which tables, parameters and columns a query may name is each one's own.
"""

from __future__ import annotations

from collections.abc import Iterator

import sqlglot
from sqlglot import exp

MOST_CHARACTERS, MOST_NESTED = 20_000, 100
"""How long a query's text and how deep its expressions may be: the longest here has 6,500 characters, 17 deep."""
STATEMENT = (exp.Select, exp.Union, exp.Subquery, exp.CTE, exp.With)
_ACTS = (exp.Command, exp.DDL, exp.DML, exp.Pragma, exp.Parameter)


class NotOneSelect(ValueError):
    """A text that is not one SELECT; the message says what it is instead."""


def one_select(text: str) -> exp.Select:
    """The one SELECT of a text in DuckDB's dialect, its comments gone. Raises NotOneSelect."""
    if len(text) > MOST_CHARACTERS:
        raise NotOneSelect(f"longer than {MOST_CHARACTERS:,} characters")
    try:
        statements = sqlglot.parse(text, read="duckdb")
    except RecursionError:
        raise NotOneSelect(_TOO_DEEP) from None
    except sqlglot.errors.SqlglotError as error:
        raise NotOneSelect(f"not readable as SQL: {error}") from error
    if len(statements) != 1 or not isinstance(statements[0], exp.Select):
        raise NotOneSelect("must be a single SELECT")
    query = statements[0]
    if _depth(query) > MOST_NESTED:
        raise NotOneSelect(_TOO_DEEP)
    for node in query.walk():
        node.comments = None
    return query


_TOO_DEEP = f"nested more than {MOST_NESTED} deep: split it with `with`"


def _depth(query: exp.Expression) -> int:
    """How many expressions lie inside one another; counted without going as deep oneself."""
    level, depth = [query], 0
    while level:
        level, depth = [part for one in level for part in one.iter_expressions()], depth + 1
    return depth


def own_names(query: exp.Select) -> set[str]:
    """The names that the query itself gives to parts of it."""
    return {cte.alias for cte in query.find_all(exp.CTE)}


def not_allowed(query: exp.Select, functions: tuple[type[exp.Expression], ...]) -> Iterator[str]:
    """What the query may not hold: functions but the named, dates counted otherwise than in days, other statements."""
    for node in query.walk():
        if isinstance(node, exp.Func) and not isinstance(node, functions):
            yield f"function not allowed: {node.sql('duckdb')[:40]}"
        if isinstance(node, exp.DateDiff) and node.text("unit").lower() != "day":
            yield "date_diff counts days only: engines differ about months and years"
        if isinstance(node, exp.Query) and not isinstance(node, STATEMENT):
            yield f"not allowed here: {type(node).__name__}"
        if isinstance(node, _ACTS) and not isinstance(node, STATEMENT):
            yield f"not allowed: {type(node).__name__}"


def stars(query: exp.Select) -> bool:
    """Whether it returns columns that it does not name."""
    return any(not isinstance(star.parent, exp.Count) for star in query.find_all(exp.Star))
