"""An expression as a sentence in both languages."""

from __future__ import annotations

from random import Random

import pytest

from gainful.rules.expression import ExpressionError, parse
from gainful.rules.nodes import Kind
from gainful.rules.words import sentence
from gainful.terms.fact_negatives import NEGATIVES
from gainful.terms.facts import FACTS
from rules.invent import FACTS as INVENTED
from rules.invent import PARAMETERS, an_expression

AMOUNT = {"award": Kind("money"), "open": Kind("money")}


@pytest.mark.parametrize(
    ("text", "english", "chinese"),
    [
        ("insured", "the employer pays social insurance for the worker on the date", "当日用人单位已为其缴纳社会保险"),
        ("age_years >= 16", "the person's age in completed years on the date is at least 16 years of age",
         "当日周岁年龄不少于16周岁"),
        ("contract_months < 1", "the length of the signed labour contract in full months is less than 1 month",
         "已签劳动合同期限（月）少于1个月"),
        ("pay_agreed >= award", "the monthly pay agreed, the lower end of a range is at least CNY 3,000",
         "约定月工资（区间取下限）不少于3,000 元"),
        ("pay_agreed > open",
         "the monthly pay agreed, the lower end of a range is more than a value that is not set here",
         "约定月工资（区间取下限）超过本地尚未设定的标准"),
        ("started_on >= date '2020-01-31'", "the first day of work is on or after 2020-01-31",
         "上岗日期不早于2020-01-31"),
        ("location_class in ('in_county', 'abroad')",
         "where the work is as seen from the worker's home is one of inside the county, abroad",
         "务工地区类别（相对户籍地）为县内、abroad之一"),
        ("not has_exited and (insured or has_contract)",
         "the household has not been declared out of poverty on or before the date and (either the employer "
         "pays social insurance for the worker on the date, or a labour contract is signed for the spell)",
         "该户截至当日未脱贫退出，且（当日用人单位已为其缴纳社会保险，或已签订劳动合同）"),
        ("not loan_overdue", "the loan is not overdue on the date", "当日贷款未逾期"),
        ("not (insured and age_years >= 16)",
         "not: (the employer pays social insurance for the worker on the date and the person's age in completed "
         "years on the date is at least 16 years of age)",
         "不符合“（当日用人单位已为其缴纳社会保险，且当日周岁年龄不少于16周岁）”"),
        ("floor_div(award * months_worked, 12)",
         "(CNY 3,000 times the full months worked in this spell up to the date) divided by 12, rounded down",
         "（3,000 元乘以本次务工截至当日已满月数）除以12（舍去余数）"),
        ("income_proof is null",
         "it is not known whether there is proof of the income from this spell: payroll, bank statement or the "
         "employer's letter", "不清楚是否有务工收入证明（工资单、银行流水或单位证明）"),
    ],
)  # fmt: skip
def test_a_rule_is_said_in_both_languages(text, english, chinese):
    expression = parse(text, facts=FACTS, parameters=AMOUNT)
    labels = {("location_classes", "in_county"): {"en": "inside the county", "zh": "县内"}}
    said = [
        sentence(expression, language, facts=FACTS, parameters={"award": 300_000}, labels=labels)
        for language in ("en", "zh")
    ]
    assert said == [english, chinese]


def test_every_fact_that_is_true_or_not_has_its_negative_and_no_other():
    assert set(NEGATIVES) == {name for name, fact in FACTS.items() if fact.kind == "boolean"}
    for name, said in NEGATIVES.items():
        for language in ("en", "zh"):
            assert said[language] and said[language] != FACTS[name].meaning[language]


def test_whatever_is_allowed_can_be_said():
    random = Random(3)
    for _ in range(300):
        try:
            expression = parse(an_expression(random, "boolean"), facts=INVENTED, parameters=PARAMETERS)
        except ExpressionError:
            continue
        for language in ("en", "zh"):
            said = sentence(expression, language, facts=INVENTED)
            assert said and "{" not in said
