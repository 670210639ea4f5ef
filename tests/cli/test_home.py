"""A home from nothing: set up, imported into, backed up, put back; each command as somebody types it."""

from __future__ import annotations

import json
import re
import sqlite3
from pathlib import Path

import pytest

from cli.a_home import gainful
from cli.workbooks import a_folder

SAMPLES = Path(__file__).parents[1] / "samples"
KEYS = {"file", "sheet", "row", "column", "code", "severity", "found", "message"}


@pytest.fixture(scope="module")
def home(tmp_path_factory) -> Path:
    """A home that was set up, with the invented county on its list."""
    made = tmp_path_factory.mktemp("installation") / "home"
    first = gainful(made, "init")
    assert first.returncode == 0, first.stderr
    assert re.search(r"administrator\s+password, shown once: \S{10,}", first.stdout)
    for code, name in (("621299", "禾川县"), ("621299102", "石桥湾镇")):
        added = gainful(made, "areas", "add", code, name, "--from", "2014-01-01")
        assert added.returncode == 0, added.stderr
    return made


def test_setting_up_twice_changes_nothing(home):
    keys, secret = (home / "keys.json").read_bytes(), (home / "secret_key").read_bytes()
    again = gainful(home, "init")
    assert again.returncode == 0 and "already set up" in again.stdout and "password" not in again.stdout
    assert (home / "keys.json").read_bytes() == keys and (home / "secret_key").read_bytes() == secret
    assert (home / "keys.json").stat().st_mode & 0o077 == 0


def test_nobody_else_on_the_machine_reads_what_lies_in_a_home(home):
    modes = {path.name: path.stat().st_mode & 0o077 for path in (home, *home.rglob("*"))}
    assert "gainful.sqlite3" in modes and {name for name, open_to in modes.items() if open_to} == set()


@pytest.mark.parametrize("words", [("due",), ("init",), ("audit", "verify"), ("match", "--area", "0")])
def test_a_day_that_is_none_is_refused_in_one_sentence(home, words):
    done = gainful(home, *words, today="garbage")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("refused: GAINFUL_TODAY is 'garbage'") and "Traceback" not in done.stderr


def test_a_place_that_is_known_is_not_added_again(home):
    again = gainful(home, "areas", "add", "621299", "禾川县", "--from", "2014-01-01")
    assert again.returncode == 2 and again.stderr.startswith("refused:")


def test_a_dry_run_reads_a_sample_county_in_a_home_without_a_database(tmp_path):
    report = tmp_path / "report.json"
    done = gainful(
        tmp_path / "nothing",
        "import",
        SAMPLES / "hechuan",
        "--dry-run",
        "--report",
        report,
        "--area",
        "621299",
    )
    found = json.loads(report.read_text())
    assert done.returncode == 1, done.stderr
    assert "nothing was changed" in done.stdout and not (tmp_path / "nothing" / "gainful.sqlite3").exists()
    assert all(set(one) == KEYS for one in found)
    assert {one["severity"] for one in found} <= {"refused", "warning", "remark", "mended"}
    expected = json.loads((SAMPLES / "hechuan" / "expected.json").read_text())
    assert {one["code"] for one in found} & {fault["kind"] for fault in expected["faults"]}


def test_without_a_database_commands_that_need_one_say_what_to_do(tmp_path):
    done = gainful(tmp_path / "nothing", "due")
    assert done.returncode == 2 and "gainful init" in done.stderr and "Traceback" not in done.stderr


def test_what_was_imported_comes_back_from_a_backup(home, tmp_path):
    assert gainful(home, "import", a_folder(tmp_path / "books")).returncode == 0
    kept = tmp_path / "kept.zip"
    assert gainful(home, "backup", kept).returncode == 0
    assert gainful(home, "backup", kept).returncode == 2, "a backup is never overwritten"
    empty = tmp_path / "elsewhere" / "home"
    empty.mkdir(parents=True)
    (empty / "keys.json").write_bytes((home / "keys.json").read_bytes())
    put_back = gainful(empty, "restore", kept)
    assert put_back.returncode == 0, put_back.stderr
    assert gainful(empty, "audit", "verify").returncode == 0
    with sqlite3.connect(empty / "gainful.sqlite3") as there:
        assert there.execute("SELECT count(*) FROM registry_person").fetchone() == (2,)


def test_upgrading_an_installation_that_is_in_order_finds_nothing(home):
    done = gainful(home, "upgrade")
    assert done.returncode == 0 and "up to date" in done.stdout


def test_a_guard_and_an_index_dropped_are_named_put_back_and_in_order_again(home):
    with sqlite3.connect(home / "gainful.sqlite3") as there:
        there.execute("DROP TRIGGER casework_spell_placed")
        there.execute("DROP INDEX one_live_consent_a_purpose")
    verified = gainful(home, "audit", "verify")
    assert verified.returncode == 1 and "one_live_consent_a_purpose" in verified.stdout
    done = gainful(home, "upgrade")
    assert done.returncode == 0, done.stdout
    assert "found and put back: trigger casework_spell_placed" in done.stdout
    assert gainful(home, "audit", "verify").returncode == 0


def test_a_foreign_trigger_is_named_and_left_where_it_is(home):
    with sqlite3.connect(home / "gainful.sqlite3") as there:
        there.execute(
            "CREATE TRIGGER swallow BEFORE INSERT ON casework_followup BEGIN SELECT RAISE(IGNORE); END"
        )
    done = gainful(home, "upgrade")
    with sqlite3.connect(home / "gainful.sqlite3") as there:
        there.execute("DROP TRIGGER swallow")
    assert done.returncode == 1 and "trigger swallow on casework_followup is not known" in done.stdout
