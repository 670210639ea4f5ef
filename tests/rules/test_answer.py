"""One table of examples, unknown rows included, answered by compiled Python and by DuckDB."""

from __future__ import annotations

from datetime import date

import pytest

from gainful.rules.answer import compiled
from gainful.rules.expression import parse
from gainful.rules.sql import query, text
from gainful.terms.facts import LARGEST
from rules.invent import FACTS, PARAMETERS, a_table, answers

YES, NO, SO = True, False, None
JAN31, FEB28, FEB29, MAR31 = date(2020, 1, 31), date(2019, 2, 28), date(2020, 2, 29), date(2020, 3, 31)

EXAMPLES = [
    # and, or, not: a known answer wins where it settles the matter, and only there
    ("truth_a and truth_b", {"truth_a": NO, "truth_b": SO}, NO),
    ("truth_a and truth_b", {"truth_a": YES, "truth_b": SO}, SO),
    ("truth_a or truth_b", {"truth_a": SO, "truth_b": YES}, YES),
    ("truth_a or truth_b", {"truth_a": SO, "truth_b": NO}, SO),
    ("not truth_a", {"truth_a": SO}, SO),
    ("not truth_a", {"truth_a": YES}, NO),
    ("truth_a = truth_b", {"truth_a": NO, "truth_b": NO}, YES),
    ("truth_a <> truth_b", {"truth_a": NO, "truth_b": SO}, SO),
    # comparisons
    ("count_a >= 6", {"count_a": 6}, YES),
    ("count_a >= 6", {"count_a": 5}, NO),
    ("count_a >= 6", {}, SO),
    ("count_a = count_a", {}, SO),
    ("count_a between count_b and 3", {"count_a": 5}, NO),
    ("count_a between count_b and 3", {"count_a": 2}, SO),
    ("class_a in ('red', 'blue')", {"class_a": "green"}, NO),
    ("class_a not in ('red', 'blue')", {"class_a": SO}, SO),
    ("count_a is null", {}, YES),
    ("count_a + 1 is not null", {"count_a": 1}, YES),
    # a case hangs on an unknown condition only where the outcomes differ
    ("case when truth_a then 1 else 2 end", {"truth_a": SO}, SO),
    ("case when truth_a then 1 else 1 end", {"truth_a": SO}, 1),
    ("case when truth_a then 1 when truth_b then 1 else 2 end", {"truth_a": SO, "truth_b": YES}, 1),
    ("case when truth_a then 1 when truth_b then 2 else 2 end", {"truth_a": NO, "truth_b": SO}, 2),
    ("case when truth_a then count_a else 2 end", {"truth_a": NO}, 2),
    ("case when truth_a then count_a else 2 end", {"truth_a": SO}, SO),
    ("case count_a when 1 then 10 when 2 then 20 else 30 end", {"count_a": 2}, 20),
    ("case count_a when 1 then 10 when 2 then 20 else 30 end", {}, SO),
    # least and greatest of an unknown are unknown
    ("least(count_a, count_b)", {"count_a": 1}, SO),
    ("greatest(count_a, count_b, 3)", {"count_a": 1, "count_b": 2}, 3),
    ("least(day_a, day_b)", {"day_a": JAN31, "day_b": FEB28}, FEB28),
    # whole division rounds down; over nothing it is unknown
    ("floor_div(count_a, 2)", {"count_a": 7}, 3),
    ("floor_div(count_a, 2)", {"count_a": -7}, -4),
    ("floor_div(count_a, -2)", {"count_a": 7}, -4),
    ("floor_div(count_a, -2)", {"count_a": -7}, 3),
    ("floor_div(count_a, -2)", {"count_a": 8}, -4),
    ("floor_div(count_a, count_b)", {"count_a": 7, "count_b": 0}, SO),
    ("floor_div(pay_a * count_a, 12)", {"pay_a": 780_000, "count_a": 20}, 1_300_000),
    # beyond 64 bits a number is unknown, at no smaller size
    ("count_a + 1", {"count_a": LARGEST - 1}, LARGEST),
    ("count_a + 1", {"count_a": LARGEST}, SO),
    ("count_a - 1", {"count_a": -LARGEST}, SO),
    ("count_a * count_b", {"count_a": 2**32, "count_b": 2**31}, SO),
    ("count_a * count_b", {"count_a": 2**32, "count_b": 2**30}, 2**62),
    ("1000000 * 1000000 * count_a", {"count_a": 1}, 10**12),
    ("-count_a", {"count_a": -LARGEST}, LARGEST),
    ("abs(count_a)", {"count_a": -LARGEST}, LARGEST),
    ("pay_a >= yuan(3000.5)", {"pay_a": 300_050}, YES),
    # months: the last day of a month completes it, backwards counts towards zero
    ("months_between(day_a, day_b)", {"day_a": JAN31, "day_b": FEB29}, 1),
    ("months_between(day_a, day_b)", {"day_a": JAN31, "day_b": date(2020, 2, 28)}, 0),
    ("months_between(day_a, day_b)", {"day_a": date(2019, 3, 31), "day_b": date(2020, 3, 30)}, 11),
    ("months_between(day_a, day_b)", {"day_a": FEB29, "day_b": JAN31}, -1),
    ("months_between(day_a, day_b)", {"day_a": MAR31, "day_b": FEB29}, -1),
    ("months_between(day_a, day_b)", {"day_a": MAR31, "day_b": date(2020, 3, 1)}, 0),
    ("months_between(day_a, day_b)", {"day_a": MAR31}, SO),
    ("add_months(day_a, 1)", {"day_a": JAN31}, FEB29),
    ("add_months(day_a, -1)", {"day_a": MAR31}, FEB29),
    ("add_months(day_a, 1)", {"day_a": date(9999, 12, 1)}, SO),
    ("add_months(day_a, count_a)", {"day_a": JAN31, "count_a": LARGEST}, SO),
    ("add_days(day_a, 30)", {"day_a": JAN31}, date(2020, 3, 1)),
    ("add_days(day_a, -1)", {"day_a": date(1, 1, 1)}, SO),
    ("days_between(day_a, day_b)", {"day_a": FEB29, "day_b": JAN31}, -29),
    ("year_of(day_a) = 2020", {"day_a": JAN31}, YES),
    # parameters
    ("count_a >= limit_set", {"count_a": 12}, YES),
    ("count_a >= limit_missing", {"count_a": 12}, SO),
    ("truth_a or count_a >= limit_missing", {"truth_a": YES}, YES),
]


@pytest.mark.parametrize(("written", "known", "expected"), EXAMPLES)
def test_an_expression_gives_the_same_on_python_and_duckdb(written, known, expected):
    expression = parse(written, facts=FACTS, parameters=PARAMETERS)
    blank = dict.fromkeys((*FACTS, *PARAMETERS))
    in_python = compiled(expression.root)({**blank, "limit_set": 12, **known})
    select = query(
        {"it": expression}, facts=FACTS, source="facts", keys=("row",), parameters={"limit_set": 12}
    )
    ((_, in_duckdb),) = answers(text(select), a_table([known]))
    assert (in_python, type(in_python)) == (expected, type(expected))
    assert (in_duckdb, type(in_duckdb)) == (expected, type(expected))
