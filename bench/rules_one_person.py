"""One person, 45 named conditions with reasons: compiled Python against DuckDB asked for the same one row.

Run: python bench/rules_one_person.py. Prints microseconds a person and the ratio, both measured in this run. The rules
of the programme are asked too, of 3,000 different cases drawn at random with one fact in six unknown, reasons and facts
to ask read; of the first 200 people of the process, of people not seen before, and the best of five rounds over all.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import duckdb

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests")]

from benefits.invented import CHINA, table  # noqa: E402
from gainful.rules.answer import compiled  # noqa: E402
from gainful.rules.benefit import Benefit, answer  # noqa: E402
from gainful.rules.page import read  # noqa: E402
from gainful.rules.sql import text  # noqa: E402
from gainful.rules.table import benefit_query  # noqa: E402
from gainful.terms.facts import FACTS  # noqa: E402

ON = date(2020, 11, 2)
PLACES = ("621299102", "621299", "6212", "62")
FACTS_OF_ONE = {
    name: {"boolean": True, "integer": 12, "money": 360_000, "date": date(2020, 3, 1), "code": "in_county"}[
        fact.kind
    ]
    for name, fact in FACTS.items()
}
PERSON = ("household_registered", "able_to_work", "willing_to_work", "age_years", "household_size")
SPELL = ("months_worked", "contract_months", "insured", "income_proof", "has_contract", "organised", "insured_months",
         "pay_agreed", "pay_received", "workshop_recognised")  # fmt: skip


def _condition(name: str, number: int) -> str:
    kind = FACTS[name].kind
    if kind == "boolean":
        return name
    return f"{name} >= " + (f"yuan({number})" if kind == "money" else f"{number % 9}")


def a_benefit(conditions: int) -> dict[str, object]:
    """A benefit's page with so many conditions, each on one or two facts."""
    names = PERSON + SPELL
    pick = [(names[number % len(names)], names[number * 7 % len(names)]) for number in range(conditions)]
    return {
        "name": {"en": "bench", "zh": "测试"}, "subject": "spell", "source": "invented", "jurisdiction": "00",
        "valid": {"from": ON}, "parameters": {}, "examples": [], "amount": "least(pay_agreed, yuan(3000))",
        "conditions": {
            f"c{number}": " or ".join(_condition(name, number) for name in ((one, two) if number % 3 == 0 else (one,)))
            for number, (one, two) in enumerate(pick)
        },
    }  # fmt: skip


def microseconds(work: Callable[[], object], times: int) -> float:
    """The best of five rounds, in microseconds a call."""
    best = float("inf")
    for _ in range(5):
        begin = time.process_time()
        for _ in range(times):
            work()
        best = min(best, time.process_time() - begin)
    return best / times * 1e6


def seconds(work: Callable[[], object]) -> float:
    """CPU-seconds of one call."""
    begin = time.process_time()
    work()
    return time.process_time() - begin


def ask_all(rules: list[Benefit], cases: list[dict[str, object]], asking: bool) -> None:
    """Every rule of every case: due and reasons, and with `asking` why and what to ask."""
    for case in cases:
        for rule in rules:
            told = answer(rule, case, ON, PLACES)
            _ = told.due, told.failed, told.unknown
            if asking:
                _ = told.reason, told.ask, told.missing


def found_again(rules: list[Benefit], people: int) -> str:
    """How often what is kept was there already, over so many people answered."""
    ways = 1 - sum(len(rule.ready.ways) for rule in rules) / (len(rules) * people)
    kept = [
        info for rule in rules for info in (rule.ready.opened.cache_info(), rule.ready.asked_for.cache_info())
    ]
    names = sum(info.hits for info in kept) / sum(info.hits + info.misses for info in kept)
    return f"conditions came out as before {ways:.2%}, sets of facts {names:.2%}"


def main() -> None:
    """Measures and prints."""
    benefit = read("bench", a_benefit(45))
    twelve = [read(f"bench_{number}", a_benefit(4)) for number in range(12)]
    conditions = [compiled(expression.root) for expression in benefit.conditions.values()]
    values = {name: FACTS_OF_ONE[name] for name in benefit.ready.used}
    kernel = microseconds(lambda: [condition(values) for condition in conditions], 5_000)
    one = microseconds(lambda: answer(benefit, FACTS_OF_ONE, ON), 5_000)
    many = microseconds(lambda: [answer(each, FACTS_OF_ONE, ON) for each in twelve], 2_000)
    programme = list(CHINA.rules.values())
    conditions_of_all = sum(len(rule.conditions) for rule in programme)
    # Different people each time: what is kept from one to the next is what differs least between them.
    first, cases = table(200, 2).to_pylist(), table(3_000, 1).to_pylist()
    cold = seconds(lambda: ask_all(programme, first, True)) / len(first) * 1e6
    others = [table(len(cases), seed).to_pylist() for seed in range(3, 8)]
    once = [seconds(lambda some=some: ask_all(programme, some, True)) / len(some) * 1e6 for some in others]
    whole = microseconds(lambda: ask_all(programme, cases, False), 1) / len(cases)
    asked = microseconds(lambda: ask_all(programme, cases, True), 1) / len(cases)
    connection = duckdb.connect(config={"enable_external_access": "false", "threads": 1})
    used = ", ".join(f'? as "{name}"' for name in values)
    connection.execute(f"create table facts as select 1 as row, {used}", list(values.values()))
    query = text(benefit_query(benefit, source="facts", on=ON, keys=("row",), with_ask=False))
    peer = microseconds(lambda: connection.execute(query).fetchall(), 20)
    print(f"45 conditions alone, compiled Python    {kernel:9.1f} µs a person")
    print(f"one benefit of 45 conditions, answered  {one:9.1f} µs a person")
    print(f"twelve benefits of 4 conditions each    {many:9.1f} µs a person")
    people = len(first) + (len(others) + 10) * len(cases)
    per_45 = 45 / conditions_of_all
    print(
        f"the programme's {len(programme)} rules, {conditions_of_all} conditions  {whole:9.1f} µs a person, "
        f"{whole * per_45:.1f} µs per 45 conditions"
    )
    print(f"the same and what to ask  {asked:9.1f} µs a person, {asked * per_45:.1f} µs per 45 conditions")
    print(
        f"  the first {len(first)} people of this process {cold:9.1f} µs a person, {cold * per_45:.1f} µs per 45"
    )
    print(
        f"  {len(others)} times {len(cases)} people not seen before, per 45: "
        + ", ".join(f"{one * per_45:.1f}" for one in once)
    )
    print(f"  found again: {found_again(programme, people)}")
    print(f"the first on DuckDB, one row            {peer:9.1f} µs a person, {peer / one:.0f} times as long")


if __name__ == "__main__":
    main()
