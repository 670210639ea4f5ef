"""Each fraud test finds, over small invented counties, exactly whom a slow plain telling of it finds."""

from __future__ import annotations

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
    "fraud_overfull_percent": 10, "fraud_paper_only_people": 2, "fraud_paper_only_percent": 30,
    "fraud_post_months": 2, "fraud_tier_people": 3, "fraud_unpaid_days": 90, "minimum_working_age": 16,
}  # fmt: skip


def days(back: int = 500):
    """A day up to the one asked for and a little beyond it."""
    return st.integers(-60, back).map(lambda by: ON - timedelta(days=by))


def maybe(one):
    """Known or not known."""
    return st.none() | one


SMALL = st.integers(0, 3)
MONTH = st.sampled_from([date(2019, month, 1) for month in range(1, 13)])
BIRTHS = st.sampled_from([date(2003, 3, 1), date(2003, 10, 20), date(2004, 2, 29), date(1980, 1, 1)])
PLACES = st.sampled_from([510921001000, 510922003000, 510921002000])
PARTS = st.sampled_from(["whole", "head", "tail", "but_01", "pair_03", "name", "name_sound", "phone"])
# What a column of each table may hold, where its type alone does not say it well.
HOLDS = {
    "born_on": BIRTHS, "area": PLACES, "place": PLACES, "part": PARTS, "month": MONTH, "digest": st.integers(1, 2),
    "account": st.integers(1, 2), "rule": st.sampled_from(["a", "b"]), "roll": st.sampled_from(["paper", "phone"]),
    "days": st.integers(1, 5), "attended_days": st.integers(0, 7), "seats": st.integers(1, 3),
    "present_days": st.sampled_from([0, 0, 1, 20, 31]), "pay_fen": st.just(300), "paid_fen": st.sampled_from([0, 100, 300]),
    "amount_fen": st.just(5), "employer": st.integers(0, 2), "day": days(6),
}  # fmt: skip
KINDS = {pa.bool_(): st.booleans(), pa.date32(): days(), pa.string(): st.just("x")}
KEYS = {
    "people": "person",
    "employers": "employer",
    "spells": "spell",
    "courses": "course",
    "payments": "payment",
}
ORDERED = (("starts_on", "ends_on"), ("from_on", "until_on"), ("period_from", "period_to"))


@st.composite
def a_table(draw, name: str):
    """Rows of one table; numbers are small, so that they meet those of the others."""
    columns = {field.name: HOLDS.get(field.name) or KINDS.get(field.type, SMALL) for field in TABLES[name]}
    row = st.fixed_dictionaries(
        {
            field.name: maybe(columns[field.name]) if field.nullable else columns[field.name]
            for field in TABLES[name]
        }
    )
    rows = draw(st.lists(row, min_size=2, max_size=9))
    if name in KEYS:
        rows = [one | {KEYS[name]: at} for at, one in enumerate(rows)]
    for one in rows:
        for first, last in ORDERED:
            if one.get(first) and one.get(last):
                one[first], one[last] = sorted((one[first], one[last]))
        if name == "work_attendance" and draw(st.booleans()):
            one["until_on"] = one["from_on"] = draw(days(6))
    if name == "spells":
        for one in rows:
            if draw(st.booleans()):
                one["ends_on"] = one["starts_on"] + timedelta(days=draw(LENGTHS))
    if name == "pay":
        # Wages come month after month.
        rows += [one | {"month": later(one["month"])} for one in rows]
    return rows[:4] if name == "people" else rows


LENGTHS = st.sampled_from([20, 88, 89, 95, 150, 180, 185, 190, 364, 370, 390])


def later(month: date) -> date:
    """The next month, December's own staying."""
    return month if month.month == 12 else month.replace(month=month.month + 1)


READS = {
    "shared_accounts": ["people", "accounts", "payments"], "altered_twins": ["people", "ids", "accounts"],
    "training_and_work": ["spells", "pay", "courses", "course_attendance", "work_attendance"],
    "two_employers": ["spells", "pay", "payments"], "tier_leavers": ["spells", "payments"],
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


SMALL_COUNTIES = settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    derandomize=True,
    phases=[Phase.generate],
)


@pytest.mark.parametrize("name", sorted(TRUTHS))
def test_a_query_finds_whom_the_slow_telling_finds(name):
    @settings(
        max_examples=40,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        derandomize=True,
        phases=[Phase.generate],
    )
    @given(st.fixed_dictionaries({one: a_table(one) for one in READS[name]}))
    def agrees(rows):
        whole = {one: [] for one in TABLES} | rows
        truth = TRUTHS[name](whole, ON, VALUES)
        assert found_by_query(name, rows) == truth
        some.append(bool(truth))

    some: list[bool] = []
    agrees()
    assert any(some), "no county had anything to find"
