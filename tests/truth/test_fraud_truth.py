"""Each fraud test finds, over small invented counties, exactly whom a slow plain telling of it finds."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from gainful.benefits.fraud.definition import own_tests
from gainful.benefits.fraud.run import run_tests
from gainful.benefits.fraud.tables import TABLES
from truth.fraud_truth import TRUTHS

ON = date(2019, 12, 31)
VALUES = {
    "bunching_days_after_tier": 15, "bunching_days_at_month_end": 3, "bunching_fewest_people": 2,
    "first_bunching_month": 3, "second_bunching_month": 6, "third_bunching_month": 12,
    "fraud_account_gap_days": 60, "fraud_class_and_work_days": 2, "fraud_class_days": 2,
    "fraud_days_after_death": 31, "fraud_days_after_leaving": 31, "fraud_job_change_days": 15,
    "fraud_household_account_people": 2, "fraud_same_list_people": 2, "fraud_same_list_missed_days": 1,
    "fraud_post_present_percent": 25, "fraud_overfull_percent": 10, "fraud_paper_only_people": 2,
    "fraud_paper_only_percent": 30,
    "fraud_post_months": 2, "fraud_tier_people": 3, "fraud_unpaid_days": 90, "minimum_working_age": 16,
}  # fmt: skip


# On a busy machine an example may take long, which says nothing about the queries.
EVERY = list(HealthCheck)
PLACES = [510921001000, 510922003000, 510921002000]
LENGTHS = [20, 88, 89, 95, 150, 180, 185, 190, 364, 370, 390]
# What a column may hold, where its type alone does not say it well.
HOLDS = {
    "born_on": [date(2003, 3, 1), date(2003, 10, 20), date(2004, 2, 29), date(1980, 1, 1)],
    "area": PLACES, "place": PLACES, "month": [date(2019, month, 1) for month in range(1, 13)],
    "part": ["whole", "head", "tail", "but_01", "pair_03", "undated", "name", "name_sound", "phone"],
    "digest": [1, 2], "account": [1, 2], "rule": ["a", "b"], "roll": ["paper", "phone"], "days": [1, 3, 5],
    "attended_days": [0, 2, 5, 7], "seats": [1, 2, 3], "present_days": [0, 0, 1, 20, 31], "pay_fen": [300],
    "paid_fen": [0, 100, 300], "amount_fen": [5, 8], "due_days": [1, 15, 22],
    "employer": [0, 1], "household": [0, 1, 2], "person": [0, 1, 2, 3],
    "day": [ON - timedelta(days=by) for by in (-1, 0, 1, 2, 20, 21)], "present": [True, True, False],
}  # fmt: skip
KEYS = {
    "people": "person",
    "employers": "employer",
    "spells": "spell",
    "courses": "course",
    "payments": "payment",
}
ORDERED = (("starts_on", "ends_on"), ("from_on", "until_on"), ("period_from", "period_to"))


def a_value(lots: random.Random, field: pa.Field) -> object:
    """Something that a column may hold; one in six is not known, where the column allows it."""
    if field.nullable and lots.random() < 1 / 6:
        return None
    if field.name in HOLDS:
        return lots.choice(HOLDS[field.name])
    if field.type == pa.date32():
        return ON - timedelta(days=lots.randrange(-60, 500))
    return (
        lots.random() < 0.5
        if field.type == pa.bool_()
        else "x"
        if field.type == pa.string()
        else lots.randrange(4)
    )


def a_table(lots: random.Random, name: str) -> list[dict]:
    """Rows of one table; numbers are small, so that they meet those of the others."""
    count = 4 if name == "people" else lots.randrange(2, 14)
    rows = [{field.name: a_value(lots, field) for field in TABLES[name]} for _ in range(count)]
    for at, one in enumerate(rows):
        if name in KEYS:
            one[KEYS[name]] = at
        for first, last in ORDERED:
            if one.get(first) and one.get(last):
                one[first], one[last] = sorted((one[first], one[last]))
        if name == "work_attendance" and lots.random() < 0.5:
            one["until_on"] = one["from_on"] = lots.choice(HOLDS["day"])
        if name == "spells" and lots.random() < 0.7:
            one["ends_on"] = one["starts_on"] + timedelta(days=lots.choice(LENGTHS))
    # Wages come month after month.
    return rows + [one | {"month": later(one["month"])} for one in rows] if name == "pay" else rows


def later(month: date) -> date:
    """The next month, December's own staying."""
    return month if month.month == 12 else month.replace(month=month.month + 1)


READS = {
    "shared_accounts": ["people", "accounts", "payments"], "altered_twins": ["people", "ids", "accounts", "payments"],
    "household_account": ["people", "accounts", "payments"],
    "training_and_work": ["spells", "pay", "courses", "course_attendance", "work_attendance"],
    "two_employers": ["spells", "pay", "payments", "work_attendance"], "tier_leavers": ["spells", "payments"],
    "padded_classes": ["courses", "enrolments", "course_attendance"],
    "posts_without_attendance": ["people", "spells", "pay", "payments", "work_attendance"],
    "dead_payees": ["people", "payments"], "under_16": ["people", "payments"],
    "paid_but_gone": ["people", "spells", "payments"], "entitled_but_unpaid": ["due", "payments"],
}  # fmt: skip


def found_by_query(name: str, rows: dict) -> dict:
    """What the query finds, by whom."""
    tables = {one: pa.Table.from_pylist(listed, schema=TABLES[one]) for one, listed in rows.items()}
    seen = run_tests({name: own_tests()[name]}, tables, ON, VALUES).to_pylist()
    subject = own_tests()[name].subject
    key = (lambda one: one["person"]) if subject == "person" else (lambda one: (one[subject], one["person"]))
    assert len({key(one) for one in seen}) == len(seen)
    return {key(one): one["how_many"] for one in seen}


def test_every_test_has_its_slow_telling():
    assert set(TRUTHS) == set(own_tests()) == set(READS)


@pytest.mark.parametrize("name", sorted(TRUTHS))
def test_a_query_finds_whom_the_slow_telling_finds(name):
    found = 0

    @settings(
        max_examples=100,
        deadline=None,
        derandomize=True,
        phases=[Phase.generate],
        suppress_health_check=EVERY,
    )
    @given(st.integers(0, 2**32))
    def agrees(seed):
        nonlocal found
        lots = random.Random(seed)
        rows = {one: a_table(lots, one) for one in READS[name]}
        truth = TRUTHS[name]({one: [] for one in TABLES} | rows, ON, VALUES)
        assert found_by_query(name, rows) == truth
        found += bool(truth)

    agrees()
    assert found > 4, "hardly a county had anything to find"
