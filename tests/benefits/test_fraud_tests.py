"""Fraud tests: what a text may say, that none sees what it must not, and what each costs in false alarms."""

from __future__ import annotations

from datetime import date

import pyarrow as pa
import pytest

from gainful.benefits.fraud.definition import Unfit, own_tests, read_test
from gainful.benefits.fraud.reference import PAGE, page
from gainful.benefits.fraud.run import NotSet, months_up_to, run_tests, sentence
from gainful.benefits.fraud.tables import TABLES, digests_of_number, id_parts, read_tables, write_tables
from gainful.benefits.fraud.thresholds import thresholds
from gainful.pack import load

ON = date(2020, 11, 2)
HEAD = """-- one: One
-- zh: 一
-- subject: person
-- false alarms: 3 of 900 innocent people in a trial of 1000 people, seed 1, on 2020-10-31
-- looks for: a
-- does not see: b
-- innocent: c
-- ask: d?
-- seen: {how_many}
-- zh looks for: 甲
-- zh does not see: 乙
-- zh innocent: 丙
-- zh ask: 丁？
-- zh seen: {how_many}
"""


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("select person, count(*) as how_many from read_parquet('/etc/x') group by person", "event table"),
        ("select person, count(*) as how_many from registry_person group by person", "event table"),
        ("select person, read_text('/etc/passwd') as how_many from people", "function not allowed"),
        ("select person, date_diff('month', born_on, died_on) as how_many from people", "days only"),
        ("select * from people", "named"),
        ("select person, 1 as how_many, born_on from people", "must not return born_on"),
        ("select person from people", "must return how_many"),
        ("delete from people", "single SELECT"),
        ("select person, 1 as how_many from people; drop table people", "single SELECT"),
        ("copy people to '/tmp/x'", "single SELECT"),
    ],
)
def test_a_text_that_could_do_more_than_look_is_refused(query, said):
    with pytest.raises(Unfit, match=said):
        read_test("one", HEAD + query)


def test_a_header_says_what_can_explain_it_and_what_to_ask():
    with pytest.raises(Unfit, match="no `innocent:` in the header"):
        read_test("one", HEAD.replace("-- innocent: c\n", ""))


@pytest.mark.parametrize(
    "line", ["", "few", "3 of 900 innocent people in a trial of 1000 people, seed 1, on 2020-13-31"]
)
def test_a_header_says_how_often_it_was_wrong_and_where_that_was_measured(line):
    text = "\n".join(
        f"-- false alarms: {line}" if one.startswith("-- false alarms") else one for one in HEAD.splitlines()
    )
    with pytest.raises(Unfit, match="`false alarms` reads"):
        read_test("one", text + "\nselect person, count(*) as how_many from people group by person")


def test_every_test_was_tried_on_a_county_as_large_as_the_drill_asks():
    measured = {name: test.false_alarms for name, test in own_tests().items()}
    assert {one.people for one in measured.values()} == {100_000}
    assert all(one.share <= 0.003 for one in measured.values()), measured


def test_the_tables_hold_no_name_number_phone_or_account():
    kinds = {field.type for name in ("ids", "accounts") for field in TABLES[name]}
    assert pa.string() not in {field.type for field in TABLES["accounts"]}
    assert kinds <= {pa.int64(), pa.string(), pa.date32()}
    texts = [field.name for schema in TABLES.values() for field in schema if field.type == pa.string()]
    assert set(texts) == {"part", "kind", "roll", "rule"}


def test_the_pack_sets_every_threshold():
    tests = own_tests()
    values = thresholds(load("gainful_china"), tests, ON)
    assert set(values) == {name for test in tests.values() for name in test.thresholds}
    assert run_tests(tests, {}, ON, values).num_rows == 0


def test_a_threshold_that_lacks_is_named():
    with pytest.raises(NotSet, match="fraud_unpaid_days"):
        run_tests(own_tests(), {}, ON, {})


def test_numbers_one_slip_apart_share_a_part_and_others_share_none():
    key = b"k" * 32
    whole = set(digests_of_number(key, "510921198011290013"))
    one_wrong = set(digests_of_number(key, "510921198011290021"))
    swapped = set(digests_of_number(key, "510921198011920018"))
    stranger = set(digests_of_number(key, "530302199104070025"))
    reborn = set(digests_of_number(key, "510921198411290018"))
    assert {part for part, _ in whole & one_wrong} == {"head", "but_17"}
    assert {part for part, _ in whole & reborn} == {"but_10", "undated"}
    assert {part for part, _ in whole & swapped} == {"pair_13", "undated"}
    assert not whole & stranger
    assert len(list(id_parts("510921198011290013"))) == len(
        {part for part, _ in id_parts("510921198011290013")}
    )


def test_a_set_of_tables_is_written_and_read_back(tmp_path):
    people = pa.table(
        {"person": [1], "household": [2], "area": [3], "born_on": [ON], "died_on": [None], "gone_on": [None]},
        schema=TABLES["people"],
    )
    write_tables(tmp_path, {"people": people})
    back = read_tables(tmp_path)
    assert back["people"].to_pylist() == people.to_pylist()
    assert set(back) == set(TABLES)


def test_months_end_where_the_calendar_says():
    listed = {row["month"]: row["month_end"] for row in months_up_to(ON).to_pylist()}
    assert listed[date(2020, 2, 1)] == date(2020, 2, 29)
    assert max(listed) == date(2020, 11, 1)


def test_a_sentence_names_what_was_seen_in_both_languages():
    test = own_tests()["under_16"]
    seen = {"how_many": 2, "from_on": date(2020, 1, 1), "to_on": None}
    assert sentence(test, "en", seen) == "2 payment(s) below working age, from 2020-01-01 to ?."
    assert "2笔" in sentence(test, "zh", seen)


def test_the_reference_page_is_fresh():
    assert PAGE.read_text(encoding="utf-8") == page(load("gainful_china"))


def unpaid(amounts: list[int | None], paid: list[int]) -> list[tuple[int, int | None]]:
    """How many claims of one job are named, and how much lacks, where so much was paid; all of it long ago."""
    due_on, decided = date(2020, 1, 1), date(2020, 3, 1)
    claims = [
        {"person": 1, "rule": "award", "spell": 7, "course": None, "due_on": due_on, "amount_fen": fen}
        for fen in amounts
    ]
    payments = [
        {field.name: None for field in TABLES["payments"]}
        | {"payment": n, "rule": "award", "person": 1, "to_person": True, "spell": 7, "amount_fen": fen}
        | {"decided_on": decided, "paid_on": decided}
        for n, fen in enumerate(paid)
    ]
    rows = {"due": claims, "payments": payments}
    tables = {name: pa.Table.from_pylist(listed, schema=TABLES[name]) for name, listed in rows.items()}
    values = thresholds(load("gainful_china"), own_tests(), ON)
    found = run_tests({"entitled_but_unpaid": own_tests()["entitled_but_unpaid"]}, tables, ON, values)
    return [(one["how_many"], one["amount_fen"]) for one in found.to_pylist()]


@pytest.mark.parametrize(
    ("amounts", "paid", "named"),
    [
        ([3000, 3000], [3000], [(1, 3000)]),
        ([3000, 3000], [3000, 3000], []),
        ([3000, 2000], [1500, 1500, 2000], []),
        ([3000, 2000], [1500, 1500, 500], [(1, 1500)]),
        ([None, None], [3000], [(1, None)]),
        ([None, None], [3000, 1], []),
        ([3000], [], [(1, 3000)]),
    ],
)
def test_one_payment_answers_one_claim_of_a_job(amounts, paid, named):
    assert unpaid(amounts, paid) == named
