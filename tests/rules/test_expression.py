"""What an expression may say, and how everything else is refused."""

from __future__ import annotations

import pytest

from gainful.rules.expression import ExpressionError, parse
from gainful.rules.nodes import Kind
from rules.invent import FACTS, PARAMETERS


def refused(text: str, **more) -> list[str]:
    """The codes of the faults that a text is refused for."""
    with pytest.raises(ExpressionError) as caught:
        parse(text, facts=FACTS, parameters=PARAMETERS, rule="award", field="conditions.long", **more)
    return [fault.code for fault in caught.value.faults]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("truth_a and not truth_b or count_a >= 6", Kind("boolean")),
        ("count_a + 6 * 2 - count_b", Kind("integer", "month")),
        ("floor_div(pay_a * count_a, 12)", Kind("money")),
        ("floor_div(pay_a, pay_b)", Kind("integer")),
        ("least(pay_a, yuan(3000.5))", Kind("money")),
        ("case when truth_a then day_a else date '2020-02-29' end", Kind("date")),
        ("months_between(day_a, day_b)", Kind("integer", "month")),
        ("class_a", Kind("code", "colours")),
        ("case count_a when 1 then truth_a else false end", Kind("boolean")),
        ("limit_set", Kind("integer", "month")),
    ],
)
def test_every_part_has_a_kind(text, kind):
    assert parse(text, facts=FACTS, parameters=PARAMETERS).kind == kind


@pytest.mark.parametrize(
    "text",
    [
        "read_text('secret')",
        "truth_a and read_csv('secret') is null",
        "(select 1) = 1",
        "exists(select 1)",
        "count_a in (select 1)",
        "truth_a in (truth_b)",
        "from facts",
        "select truth_a",
        "install httpfs",
        "attach 'x.db'",
        "copy facts to 'x'",
        "set threads = 1",
        "pragma version",
        "truth_a; drop table facts",
        "truth_a -- and so on",
        "truth_a /* and so on */",
        "/*+ hint */ truth_a",
        "truth_a::integer = 1",
        "cast(count_a as varchar) = 'red'",
        "try_cast('2020-01-01' as date) = day_a",
        "getenv('HOME') = class_a",
        "random() > 0",
        "current_date > day_a",
        "now() > day_a",
        "sum(count_a) > 1",
        "count(*) > 1",
        "least(count_a, count_b) over () > 1",
        "facts.truth_a",
        '"truth_a"',
        "truth_a as b",
        "truth_a, truth_b",
        "[count_a]",
        "{'a': count_a}",
        "count_a[1] = 1",
        "x -> x",
        "lambda x: x",
        "count_a := 1",
        "?",
        "$1",
        ":p",
        "$$x$$ = class_a",
        "E'red' = class_a",
        "class_a like 'r%'",
        "class_a ~ 'r'",
        "class_a || 'x' = class_b",
        "class_a = 'x'' or 1=1'",
        "class_a = 'a' 'b'",
        "class_a = ''",
        "class_a in ()",
        "count_a / 2 > 1",
        "count_a // 2 > 1",
        "count_a % 2 = 1",
        "count_a ** 2 > 1",
        "count_a > 1.5",
        "count_a > 1e3",
        "count_a > 9223372036854775808",
        "count_a between symmetric 3 and 1",
        "count_a is distinct from 1",
        "truth_a is true",
        "coalesce(truth_a, false)",
        "ifnull(truth_a, false)",
        "if(truth_a, true, false)",
        "nullif(count_a, 0) > 1",
        "count_a = null",
        "case when truth_a then 1 end > 0",
        "months_between(day_a, day_b, true) > 1",
        "day_a > date '2020-02-30'",
        "day_a > date '20200201'",
        "day_a + interval 1 month > day_b",
        "yuan(1.005) > pay_a",
        "yuan(count_a) > pay_a",
        "yuan('1') > pay_a",
        "abs(count_a, 1) > 1",
        "least(count_a) > 1",
        "div(count_a, 2) > 1",
        "TRUTH_A",
        "ｔｒｕｔｈ＿ａ",
        "'red'",
        "'red' = 'red'",
        "1 +",
        "truth_a truth_b",
        "((truth_a)",
        "",
        "   ",
        "\x00",
        "@@version = 1",
        "count_a.abs() > 1",
        "* = 1",
        "columns('x') > 1",
        "unnest([1]) = 1",
        "union",
    ],
)
def test_whatever_is_not_on_the_list_is_refused(text):
    assert refused(text)


@pytest.mark.parametrize(
    "text",
    [
        "(" * 10_000 + "truth_a" + ")" * 10_000,
        "(" * 1_900 + "truth_a" + ")" * 1_900,
        "not " * 900 + "truth_a",
        "- " * 1_900 + "count_a > 1",
        "abs(" * 400 + "count_a" + ")" * 400 + " > 1",
        "case when truth_a then " * 100 + "1" + " else 1 end" * 100 + " > 1",
        " + ".join(["count_a"] * 300) + " > 1",
        "a" * 5_000,
        "truth_a" + " or truth_a" * 5_000,
    ],
)
def test_what_is_too_long_or_too_deep_is_refused_and_harms_nothing(text):
    assert set(refused(text)) <= {"too_long", "too_deep", "syntax"}


def test_a_part_meant_twice_cannot_be_folded_into_a_giant():
    text = "count_a"
    for _ in range(10):
        text = f"case when ({text}) between 1 and 2 then 1 else 0 end"
    assert refused(f"{text} > 0") == ["too_long"]


@pytest.mark.parametrize(
    "text",
    [
        "pay_a > 3000",
        "pay_a + day_a > pay_b",
        "day_a + 1 > day_b",
        "day_a - day_b > 1",
        "pay_a * pay_b > pay_a",
        "truth_a > truth_b",
        "class_a < 'red'",
        "class_a between 'a' and 'b'",
        "truth_a + 1 > 2",
        "not count_a",
        "truth_a and count_a",
        "count_a = truth_a",
        "count_a > days_between(day_a, day_b)",
        "add_days(day_a, count_a) > day_b",
        "add_months(count_a, day_a) > day_b",
        "abs(day_a) > 1",
        "least(truth_a, truth_b)",
        "case when count_a then 1 else 2 end > 1",
        "case when truth_a then 1 else pay_a end = pay_a",
        "floor_div(1, pay_a) > 1",
        "-truth_a",
        "count_a in (1, 'red')",
        "class_a = class_a = class_a",
    ],
)
def test_kinds_that_do_not_go_together_are_refused(text):
    assert refused(text) == ["kind"]


def test_all_faults_are_told_at_once_with_rule_field_and_position():
    with pytest.raises(ExpressionError) as caught:
        parse("foo > 3 and pay_a > 3000\n or read_text('x') = 'y'", facts=FACTS, rule="award", field="amount")
    assert [(fault.code, fault.position) for fault in caught.value.faults] == [
        ("unknown_fact", 1),
        ("kind", 13),
        ("unknown_function", 30),
    ]
    assert str(caught.value).startswith("award, amount: at character 1: no fact or parameter is called foo")


def test_a_misspelt_fact_is_met_with_the_likely_one():
    with pytest.raises(ExpressionError, match="did you mean count_a"):
        parse("cuont_a > 1", facts=FACTS)


def test_an_expression_of_another_kind_than_wanted_is_refused():
    assert refused("count_a", expected="boolean") == ["kind"]
    with pytest.raises(ExpressionError, match=r"write yuan\(3000\)"):
        parse("3000", facts=FACTS, expected="money")


def test_a_code_that_its_list_lacks_is_refused_where_the_list_is_given():
    codes = {"colours": {"red", "green"}}
    assert refused("class_a = 'purple' or class_b in ('red', 'pink')", codes=codes) == ["unknown_code"] * 2
    assert parse("class_a = 'purple'", facts=FACTS).facts == ("class_a",)


def test_facts_and_parameters_are_named_in_the_order_met():
    expression = parse(
        "count_b > limit_set and (truth_a or count_a > count_b)", facts=FACTS, parameters=PARAMETERS
    )
    assert expression.facts == ("count_b", "truth_a", "count_a")
    assert expression.parameters == ("limit_set",)
