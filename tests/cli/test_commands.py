"""Commands that others script against: exit 0 done, 1 faults found, 2 refused; what they print and write."""

from __future__ import annotations

import csv
import json
from datetime import date

import pytest
from django.db import OperationalError
from typer.testing import CliRunner

from casework.journey import placed, recorded
from cast import COUNTY, TODAY
from cli.workbooks import a_folder
from flushing import without_triggers
from gainful.accounts.models import AddedArea, Entry
from gainful.accounts.places import gazetteer
from gainful.casework.models import EmployerFreeze, ProtectionCase
from gainful.cli import app
from gainful.intake.models import Batch
from gainful.pack import load
from gainful.registry.models import Person
from make import a_household, a_worker, an_opening

pytestmark = pytest.mark.django_db


@pytest.fixture
def own_home(settings, tmp_path):
    """A home of this test's own, with the invented counties on the list."""
    settings.GAINFUL_HOME = tmp_path / "home"
    (tmp_path / "home").mkdir()
    for area in load("gainful_china").demo_areas:
        AddedArea.objects.create(code=area.number, name=area.name, valid_from=area.valid_from or "2014-01-01")
    return tmp_path


def run(*words: object):
    """One command."""
    return CliRunner().invoke(app, [str(word) for word in words])


def test_a_clean_folder_is_imported_and_exits_0(own_home):
    report = own_home / "report.json"
    done = run("import", a_folder(own_home / "books"), "--report", report)
    assert done.exit_code == 0, done.output
    assert Person.objects.count() == 2 and "imported" in done.output
    assert not [one for one in json.loads(report.read_text()) if one["severity"] in ("refused", "warning")]


def test_a_dry_run_changes_nothing(own_home):
    done = run("import", a_folder(own_home / "books"), "--dry-run")
    assert done.exit_code == 0 and "nothing was changed" in done.output
    assert not Person.objects.exists() and not Batch.objects.exists()


def test_faults_exit_1_and_are_reported_with_their_cell(own_home):
    report = own_home / "report.json"
    done = run("import", a_folder(own_home / "books", clean=False), "--dry-run", "--report", report)
    [fault] = [one for one in json.loads(report.read_text()) if one["severity"] == "refused"]
    assert done.exit_code == 1
    assert (fault["sheet"], fault["row"], fault["column"]) == ("石桥湾镇", 5, "D")
    assert fault["file"] == "01-registration.xlsx" and fault["code"] and fault["message"]
    assert fault["message"] in done.output, "the summary says it in words, not by its code"


def test_importing_the_same_again_changes_nothing(own_home):
    folder = a_folder(own_home / "books")
    run("import", folder)
    before = (
        Entry.objects.exclude(table_name__startswith="intake_").exclude(table_name="accounts_act").count()
    )
    done = run("import", folder)
    after = Entry.objects.exclude(table_name__startswith="intake_").exclude(table_name="accounts_act").count()
    assert done.exit_code == 0 and before == after


@pytest.mark.parametrize("place", ["nowhere", "empty"])
def test_nothing_to_read_exits_2(own_home, place):
    (own_home / "empty").mkdir()
    done = run("import", own_home / place)
    assert done.exit_code == 2 and "refused" in done.stderr


def test_a_folder_of_another_county_than_named_exits_2_with_a_sentence(own_home):
    done = run("import", a_folder(own_home / "books"), "--area", "530399")
    assert done.exit_code == 2 and "refused" in done.stderr and not Person.objects.exists()


def test_a_folder_that_names_no_county_exits_2_unless_told_which(own_home):
    folder = a_folder(own_home / "books", above=("登记表", "填报日期：2020年10月31日"))
    assert run("import", folder, "--dry-run").exit_code == 2
    assert run("import", folder, "--dry-run", "--area", "621299").exit_code in (0, 1)


@pytest.mark.parametrize("words", [("--area", "62x299"), ("--area", "6212999")])
def test_a_code_that_is_none_exits_2_with_a_sentence(own_home, words):
    done = run("import", a_folder(own_home / "books"), *words)
    assert done.exit_code == 2 and done.stderr and not isinstance(done.exception, ValueError)
    assert run("match", *words).exit_code == 2


@pytest.mark.parametrize(
    "words",
    [("import", "{books}", "--area", "999999"), ("import", "{books}", "--dry-run", "--area", "999999"),
     ("match", "--area", "999999"), ("due", "--area", "999999")],
)  # fmt: skip
def test_a_place_that_is_on_no_list_exits_2_naming_its_code(own_home, words):
    folder = a_folder(own_home / "books")
    done = run(*(word.format(books=folder) for word in words))
    assert done.exit_code == 2 and "no place" in done.stderr and "999999" in done.stderr
    assert not Person.objects.exists()


@pytest.mark.parametrize("code", ["991234", "621296101", "621296101001"])
def test_a_place_that_would_lie_nowhere_is_not_added(own_home, code):
    done = run("areas", "add", code, "某地", "--from", "2020-01-01")
    above = "99" if code.startswith("99") else "621296"
    assert done.exit_code == 2 and f"would lie in {above}" in done.stderr
    assert not AddedArea.objects.filter(name="某地").exists()


def test_revising_what_was_never_released_exits_2_with_a_whole_sentence(own_home, cast):
    done = run("figures", "release", "--on", "2020-10-31", "--revises", "nosuch", "--because", "late rows")
    assert done.exit_code == 2 and "nothing was released for 2020-10-31" in done.stderr


def test_a_bad_code_or_day_for_a_new_area_exits_2(own_home):
    for code, day in (("12", "not-a-day"), ("1x", "2020-01-01"), ("123", "2020-01-01")):
        assert run("areas", "add", code, "某地", "--from", day).exit_code == 2
    assert not AddedArea.objects.filter(name="某地").exists()


def test_an_area_is_added_with_its_first_day(own_home):
    assert run("areas", "add", "621298", "某县", "--from", "2016-05-01").exit_code == 0
    assert AddedArea.objects.get(name="某县").code == 621_298_000_000


def test_a_place_added_under_a_wrong_name_is_renamed_and_one_of_the_pack_is_not(own_home):
    run("areas", "add", "621298", "某县", "--from", "2016-05-01")
    assert run("areas", "rename", "621298", "另县").exit_code == 0
    assert gazetteer().name(621_298_000_000, date(2020, 1, 1)) == "另县"
    assert run("areas", "rename", "110101", "另区").exit_code == 2


def test_the_chain_holds_until_somebody_changes_an_entry(own_home):
    run("import", a_folder(own_home / "books"))
    assert run("audit", "verify").exit_code == 0
    with without_triggers():
        Entry.objects.filter(table_name="registry_person").update(after="{}")
    done = run("audit", "verify")
    assert done.exit_code == 1 and "first bad entry" in done.output


def test_the_pack_in_use_is_in_order():
    done = run("pack", "check")
    assert done.exit_code == 0 and "in order" in done.output


def test_a_pack_that_does_not_exist_is_a_fault():
    done = run("pack", "check", "no_such_pack")
    assert done.exit_code == 1 and "1 fault" in done.output


def test_match_proposes_and_writes_nothing(own_home, cast):
    for _ in range(3):
        a_worker()
    an_opening()
    before, report = Entry.objects.count(), own_home / "lists.json"
    done = run("match", "--area", "621299", "--report", report)
    assert done.exit_code == 0, done.output
    assert "3 people willing" in done.output and "0 broken promises" in done.output
    lists = json.loads(report.read_text())
    assert len(lists) == 3 and all(one["openings"][0]["reasons"] for one in lists)
    assert Entry.objects.count() == before


def test_due_counts_what_the_officer_sees(own_home, cast):
    a_worker()
    recorded(cast, a_worker(household=a_household()), on=TODAY.replace(month=9))
    said = {line.split(maxsplit=1)[1]: int(line.split()[0]) for line in run("due").output.splitlines()}
    assert said["person wants work and has none"] == 1
    assert said["follow-up to do: is the person still in work, and paid?"] == 1
    elsewhere = run("due", "--area", "530399").output
    assert not any(line.split()[0] != "0" for line in elsewhere.splitlines())


def test_figures_are_extracted_measured_and_never_overwritten(own_home, cast):
    recorded(cast, a_worker())
    to, file = own_home / "extract", own_home / "figures.csv"
    assert run("figures", "extract", to, "--on", "2020-10-31").exit_code == 0
    assert run("figures", "extract", to, "--on", "2020-10-31").exit_code == 2
    assert run("figures", "measure", to, "--out", file, "--on", "2020-10-31").exit_code == 0
    rows = list(csv.DictReader(file.read_text(encoding="utf-8").splitlines()))
    assert {"indicator", "area", "value"} <= set(rows[0])
    assert run("figures", "measure", own_home, "--out", file).exit_code == 2


def test_a_release_is_made_once_and_verified_until_a_file_changes(own_home, cast):
    recorded(cast, a_worker())
    assert run("figures", "release", "--on", "2020-10-31").exit_code == 0
    again = run("figures", "release", "--on", "2020-10-31")
    assert again.exit_code == 2 and "was released already" in again.stderr
    assert "still to come" in run("figures", "release", "--on", "2999-01-01").stderr
    assert run("figures", "verify").exit_code == 0
    assert run("figures", "verify", "no-such").exit_code == 2
    [folder] = (own_home / "home" / "releases").iterdir()
    public = folder / "public.csv"
    folder.chmod(0o755)
    public.chmod(0o644)
    public.write_text(public.read_text() + " ")
    done = run("figures", "verify")
    assert done.exit_code == 1 and "public.csv" in done.output


def test_the_county_is_found_by_its_number_wherever_it_is_asked(own_home, cast):
    a_worker(area=COUNTY + 102_000)
    by_county, by_township = run("due", "--area", "621299"), run("due", "--area", "621299102")
    assert by_county.output == by_township.output


def test_the_two_lists_are_written_as_files(own_home, cast):
    recorded(cast)
    a_worker()
    told = run("forms", "out", "--area", str(COUNTY)[:6], "--to", own_home / "out", "--on", TODAY)
    assert told.exit_code == 0 and "03-working.xlsx: 1 rows" in told.output
    assert sorted(path.name for path in (own_home / "out").iterdir()) == [
        "03-working.xlsx",
        "04-not-working.xlsx",
    ]
    assert run("forms", "out", "--area", "990000", "--to", own_home).exit_code == 2


@pytest.mark.parametrize("dry", [["--dry-run"], []])
def test_a_report_that_cannot_be_written_is_refused_before_anything_is_taken(own_home, dry):
    report = own_home / "no such folder" / "report.json"
    done = run("import", a_folder(own_home / "books"), "--report", report, *dry)
    assert done.exit_code == 2 and "cannot be written" in done.output and "Traceback" not in done.output
    assert not Person.objects.exists() and not Batch.objects.exists()


def test_a_report_of_matching_that_cannot_be_written_is_refused(own_home):
    done = run("match", "--area", "621299", "--report", own_home)
    assert done.exit_code == 2 and "cannot be written" in done.output


@pytest.mark.parametrize("dry", [["--dry-run"], []])
def test_what_is_plainly_no_workbook_or_too_large_is_refused_unread_and_nothing_is_kept(own_home, dry):
    books = a_folder(own_home / "books")
    with (books / "huge.csv").open("wb") as file:
        file.write(b"aaaa")
        file.truncate(500 * 1024 * 1024)
    (books / "text.xlsx").write_bytes(b"%PDF-1.7")
    report = own_home / "report.json"
    done = run("import", books, "--report", report, *dry)
    assert done.exit_code == 2, done.output
    assert {one["file"]: one["code"] for one in json.loads(report.read_text())} == {
        "huge.csv": "workbook_too_large", "text.xlsx": "not_a_workbook",
    }  # fmt: skip
    assert not Batch.objects.exists() and not list((own_home / "home").rglob("uploads/*"))


def test_a_hand_in_refused_as_a_whole_is_reported_and_its_files_are_not_kept(own_home):
    report = own_home / "report.json"
    done = run("import", a_folder(own_home / "books"), "--area", "530399", "--report", report)
    [refusal] = json.loads(report.read_text())
    assert done.exit_code == 2 and refusal["code"] == "wrong_county" and "云麓县" in refusal["message"]
    assert set(refusal) == {"file", "sheet", "row", "column", "code", "severity", "found", "message"}
    assert not Person.objects.exists() and not list((own_home / "home").rglob("uploads/*"))


def test_a_beginning_recorded_by_mistake_is_retracted_or_refused_with_a_sentence(own_home, cast):
    spell = placed(cast)
    done = run("retract", spell.key, "--because", "记错人", "--on", TODAY)
    assert done.exit_code == 0 and f"the beginning of {TODAY}" in done.output
    spell.refresh_from_db()
    kept = spell.retracted_beginnings.get()
    assert (spell.state, kept.because, kept.unused) == ("called_off", "记错人", False)
    again = run("retract", spell.key, "--because", "记错人", "--on", TODAY)
    assert again.exit_code == 2 and spell.retracted_beginnings.count() == 1
    assert "no job has this key" in run("retract", "0" * 16, "--because", "x").output


@pytest.mark.parametrize(
    ("on", "said", "stops", "cases"),
    [
        ("2020-12-14", "0 employers' placements stopped for late pay; 0 cases opened", 0, 0),
        ("2020-12-15", "1 employers' placements stopped for late pay; 0 cases opened", 1, 0),
        ("2020-12-30", "1 employers' placements stopped for late pay; 1 cases opened", 1, 1),
    ],
)
def test_clocks_does_what_the_calendar_asks_for_once(own_home, cast, on, said, stops, cases):
    """Pay of November is due on its last day: 15 days later placements stop, 30 days later a case opens."""
    spell = placed(cast)
    done = run("clocks", "--on", on)
    assert (done.exit_code, done.output.splitlines()[0]) == (0, said)
    again = run("clocks", "--on", on)
    assert (again.exit_code, again.output.splitlines()) == (
        0,
        [
            "0 employers' placements stopped for late pay; 0 cases opened",
            "0 facts found changed after a decision about a benefit",
            "0 people to be told of a benefit or an amount that is new to them",
        ],
    )  # fmt: skip
    assert EmployerFreeze.objects.filter(employer=spell.employer).count() == stops
    assert ProtectionCase.objects.filter(kind="late_pay", person=spell.person).count() == cases


def test_clocks_takes_the_installations_day_where_none_is_named_and_refuses_a_day_that_is_none(
    own_home, cast, settings
):
    settings.GAINFUL_TODAY = "2020-12-15"
    placed(cast)
    assert run("clocks").output.startswith("1 employers'")
    assert run("clocks", "--on", "soon").exit_code == 2


def test_daily_clocks_go_on_whenever_a_new_day_begins(own_home, cast, settings, monkeypatch):
    settings.GAINFUL_TODAY = "2020-12-14"
    placed(cast)
    days = iter(["2020-12-14", "2020-12-15", "2020-12-15"])

    def a_minute(_seconds: float) -> None:
        settings.GAINFUL_TODAY = next(days, None) or pytest.fail("it should have been stopped")
        if EmployerFreeze.objects.exists():
            raise KeyboardInterrupt

    monkeypatch.setattr("time.sleep", a_minute)
    # All of this test is one transaction: its connection is not to be closed.
    monkeypatch.setattr("django.db.close_old_connections", lambda: None)
    done = run("clocks", "--daily")
    stopped = [line.split()[0] for line in done.output.splitlines() if "late pay" in line]
    assert stopped == ["0", "1"]


def test_daily_clocks_that_fail_are_told_and_run_again(own_home, cast, monkeypatch):
    ran = []

    def of_a_day(day: date) -> None:
        ran.append(day)
        if len(ran) == 1:
            raise OperationalError("database is locked")

    def a_minute(_seconds: float) -> None:
        if len(ran) == 2:
            raise KeyboardInterrupt

    monkeypatch.setattr("gainful.cli.county._clocks_of", of_a_day)
    monkeypatch.setattr("time.sleep", a_minute)
    monkeypatch.setattr("django.db.close_old_connections", lambda: None)
    assert "did not finish" in run("clocks", "--daily").output and ran == [TODAY, TODAY]
