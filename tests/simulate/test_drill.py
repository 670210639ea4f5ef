"""An invented county holds together: keys, days in order, ages, no clear identity, the same seed the same bytes."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
import pytest

from gainful.benefits.fraud.tables import TABLES, id_parts, read_tables
from gainful.simulate import numbers
from gainful.simulate.assumptions import ASSUMED, KINDS, Assumptions, page
from gainful.simulate.county import TooFewPeople
from gainful.simulate.drill import write_drill

PEOPLE, FRAUDS = 6000, 60
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """One small county, written once."""
    out = tmp_path_factory.mktemp("county") / "drill"
    write_drill(out, PEOPLE, FRAUDS, seed=11)
    return out


@pytest.fixture(scope="module")
def tables(folder):
    """Its tables, as rows."""
    return {name: table.to_pylist() for name, table in read_tables(folder).items()}


@pytest.fixture(scope="module")
def truth(folder):
    """Its truth, as rows."""
    return pq.read_table(folder / "truth.parquet").to_pylist()


def test_the_same_seed_makes_the_same_bytes_and_another_does_not(folder, tmp_path):
    write_drill(tmp_path / "again", PEOPLE, FRAUDS, seed=11)
    write_drill(tmp_path / "other", PEOPLE, FRAUDS, seed=12)
    for file in folder.iterdir():
        assert file.read_bytes() == (tmp_path / "again" / file.name).read_bytes(), file.name
    assert (folder / "ids.parquet").read_bytes() != (tmp_path / "other" / "ids.parquet").read_bytes()


def test_numbers_join_the_tables(tables):
    known = {
        "person": {row["person"] for row in tables["people"]},
        "employer": {row["employer"] for row in tables["employers"]},
        "spell": {row["spell"] for row in tables["spells"]},
        "course": {row["course"] for row in tables["courses"]},
    }
    assert len(known["person"]) == PEOPLE
    assert [len(known[n]) for n in ("employer", "spell", "course")] == [
        len(tables[t]) for t in ("employers", "spells", "courses")
    ]
    for name, rows in tables.items():
        for key in known.keys() & set(TABLES[name].names):
            assert {row[key] for row in rows} - {None} <= known[key], (name, key)


def test_a_spell_is_paid_for_and_attended_by_who_has_it(tables):
    owner = {row["spell"]: row["person"] for row in tables["spells"]}
    for name in ("pay", "work_attendance", "payments", "due"):
        assert all(owner[row["spell"]] == row["person"] for row in tables[name] if row["spell"]), name


def test_days_are_in_order(tables):
    def ordered(name, low, high):
        return all(row[low] <= row[high] for row in tables[name] if row[low] and row[high])

    assert ordered("people", "born_on", "died_on") and ordered("spells", "starts_on", "ends_on")
    assert ordered("courses", "starts_on", "ends_on") and ordered("accounts", "from_on", "until_on")
    assert ordered("payments", "period_from", "period_to") and ordered("payments", "decided_on", "paid_on")
    assert ordered("work_attendance", "from_on", "until_on")
    assert all(row["month"].day == 1 for row in tables["pay"])
    last = {
        "spells": "starts_on",
        "payments": "paid_on",
        "due": "due_on",
        "course_attendance": "day",
        "people": "died_on",
    }
    assert all(
        (row[column] or date.min) <= ASSUMED.on for name, column in last.items() for row in tables[name]
    )


def test_nobody_is_present_on_more_days_than_the_roll_covers(tables):
    assert all(
        0 <= row["present_days"] <= row["due_days"] <= (row["until_on"] - row["from_on"]).days + 1
        for row in tables["work_attendance"]
    )


def test_only_planted_children_work_and_only_planted_dead_are_paid_on(tables, truth):
    apart = {row["person"] for row in truth if row["role"] in ("planted", "used", "grey")}
    people = {row["person"]: row for row in tables["people"] if row["person"] not in apart}
    sixteen = 15.99 * 365.25
    for row in tables["spells"]:
        person = people.get(row["person"])
        if person and person["born_on"]:
            assert (row["starts_on"] - person["born_on"]).days >= sixteen
        for left in ("died_on", "gone_on"):
            assert not person or not person[left] or row["starts_on"] <= person[left]
    for row in tables["payments"]:
        person = people.get(row["person"])
        if person and person["died_on"] and row["rule"] == "public_post_subsidy":
            assert row["period_from"] <= person["died_on"]


def test_each_account_paid_to_a_person_was_given_by_somebody(tables):
    given = {row["account"] for row in tables["accounts"]}
    assert all(row["account"] in given for row in tables["payments"] if row["to_person"])


def test_honest_people_do_not_share_accounts_outside_one_household(tables, truth):
    cheats = {row["person"] for row in truth if row["role"] == "planted"}
    house = {row["person"]: row["household"] for row in tables["people"]}
    houses: dict[int, set[int]] = {}
    for row in tables["accounts"]:
        if row["person"] not in cheats:
            houses.setdefault(row["account"], set()).add(house[row["person"]])
    assert max(len(found) for found in houses.values()) == 1


def test_the_truth_has_as_many_cases_as_asked_of_every_kind(truth):
    cases = {row["case"]: row["kind"] for row in truth if row["case"] is not None}
    assert len(cases) == FRAUDS and set(cases.values()) == set(KINDS)
    assert {row["kind"] for row in truth if row["role"] == "look_alike"} >= {
        kind for kind, _ in ASSUMED.look_alikes
    } - {"died_late_on_record"}


def test_nobody_plays_two_parts(truth):
    parts = [row["person"] for row in truth if row["person"] is not None]
    assert len(parts) == len(set(parts))


def test_what_is_planted_has_no_numbers_of_its_own(tables, truth):
    cheats = {row["person"] for row in truth if row["role"] == "planted" and row["person"]}
    assert min(cheats) < PEOPLE / 4 and max(cheats) > PEOPLE * 3 / 4
    spells = [row["spell"] for row in tables["spells"] if row["person"] in cheats]
    assert 0.3 < np.mean(spells) / len(tables["spells"]) < 0.7


def test_no_column_can_hold_a_name_or_a_number_in_clear(folder):
    for name, schema in TABLES.items():
        texts = [field.name for field in schema if str(field.type) == "string"]
        assert set(texts) <= {"part", "kind", "rule", "roll"}, name
        for column in texts:
            assert len(set(pq.read_table(folder / f"{name}.parquet")[column].to_pylist())) < 50


def test_parts_of_numbers_agree_with_the_slow_reading():
    rng = np.random.default_rng(3)
    born = rng.integers(0, 12, 60) + 5000
    body = np.unique(numbers.bodies(np.full(60, 990101), born, rng.integers(110, 125, 60)))
    quick: dict[tuple[int, str], int] = {}
    for part, rows, found in numbers.part_digests(body, seed=5):
        quick |= {(int(row), part): int(digest) for row, digest in zip(rows, found, strict=True)}
    slow = {
        (n, part): text for n, one in enumerate(body) for part, text in id_parts(numbers.text_of(int(one)))
    }
    assert quick.keys() == slow.keys()
    of_digest: dict[tuple[str, int], str] = {}
    for (n, part), digest in quick.items():
        assert of_digest.setdefault((part, digest), slow[n, part]) == slow[n, part]
    assert len(of_digest) == len({(part, text) for (_, part), text in slow.items()})


def test_a_county_too_small_for_its_cases_is_refused(tmp_path):
    with pytest.raises(TooFewPeople):
        write_drill(tmp_path / "small", 800, 300, seed=1)
    assert not (tmp_path / "small").exists()


def test_every_assumption_says_its_reason_and_the_page_is_fresh():
    assert all(one.metadata["why"] and one.metadata["unit"] for one in fields(Assumptions))
    assert (ROOT / "docs/reference/invented_counties.md").read_text() == page()
