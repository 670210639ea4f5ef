"""`gainful benefits facts | run | what-if`: facts built once, every rule for everybody, and rules with other values."""

from __future__ import annotations

import csv
import json
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import typer

from gainful.cli import REFUSED, area_named, command, err, out, refuse, writable
from gainful.cli.benefits import ON, _day, _named, _pack, _rules, benefits

AREA = typer.Option("0", "--area", help="build for the people at home in this area alone; 0 is everybody")
MONTHS = typer.Option(None, "--months", help="each month of this year in place of one day")


def _days(on: datetime | None, months: int | None) -> list[date]:
    from gainful.benefits.run import months_of

    if months is not None and (on is not None or not 1900 <= months <= 2100):
        raise refuse("--months takes a year, such as 2020, and stands in place of --on")
    return months_of(months) if months is not None else [_day(on)]


@benefits.command("facts")
def facts(
    schema: bool = typer.Option(
        False, "--schema", help="names, types, units and meanings as JSON, by subject"
    ),
    build: bool = typer.Option(False, "--build", help="build the facts of everybody on record here"),
    on: datetime | None = ON,
    months: int | None = MONTHS,
    to: Path | None = typer.Option(None, "--out", help="with --build: a folder that does not exist yet"),
    area: str = AREA,
) -> None:
    """What a table of facts may hold, a line a fact; with --build, the facts of everybody: one file a subject."""
    from gainful.benefits.facts_table import schema_of
    from gainful.terms.facts import FACTS, KNOWN_WITH

    if build:
        if to is None:
            raise refuse("--build needs --out DIR, a folder that does not exist yet")
        _build(to, _days(on, months), area)
    elif schema:
        out.print_json(
            json.dumps({subject: schema_of(subject) for subject in KNOWN_WITH}, ensure_ascii=False)
        )
    else:
        for fact in FACTS.values():
            unit = "fen" if fact.kind == "money" else fact.unit or fact.code_list or ""
            out.print(f"{fact.name:40} {fact.subject:10} {fact.kind:8} {unit:22} {fact.meaning['en']}")


@command
def _build(to: Path, days: list[date], area: str) -> None:
    """Builds the facts of an area into a new folder; the base tables are gone when it is done or stopped."""
    from gainful.benefits.base_reading import read_base
    from gainful.benefits.facts_build import build, known_facts
    from gainful.cli.county import Shown
    from gainful.cli.operator import operator
    from gainful.terms.facts import FACTS

    number = area_named(area)
    if to.exists():
        raise refuse(f"{to.name} exists already: facts are never overwritten")
    if not to.absolute().parent.is_dir():
        raise refuse(f"there is no folder {to.absolute().parent} to put {to.name} into")
    with Shown() as shown, TemporaryDirectory(dir=to.absolute().parent, prefix=f".{to.name}.base") as base:
        meanings = read_base(Path(base), max(days), actor=operator(), area=number, progress=shown)
        built = build(Path(base), days, to, meanings, area=number, progress=shown)
    known = set().union(*known_facts(to).values())
    out.print(f"{to.name}: {built}; {len(known)} of {len(FACTS)} facts are on record, the others are unknown")


def _tables(given: list[Path], rules: dict[str, Any]) -> list[Path]:
    """The tables that are named, of a built folder those of its subjects that a rule is about."""
    found: list[Path] = []
    for one in given:
        if one.is_dir():
            subjects = {rule.subject for rule in rules.values()}
            inside = [path for path in sorted(one.glob("*.parquet")) if path.stem in subjects]
            if not inside:
                raise refuse(
                    f"{one.name} holds no facts that these rules are about ({', '.join(sorted(subjects))})"
                )
            found += inside
        elif one.is_file():
            found.append(one)
        else:
            raise refuse(f"there is no such file: {one.name}")
    return found


@benefits.command("run")
def run(
    tables: list[Path] = typer.Argument(
        None,
        help="FACTS.parquet, one row a subject (see `gainful benefits facts --schema`), or a folder that "
        "`facts --build` wrote; default: built from what is on record here",
    ),
    on: datetime | None = ON,
    months: int | None = MONTHS,
    engine: str = typer.Option("columns", "--engine", help="columns, python, duckdb or spark: the same rows"),
    to: Path = typer.Option(..., "--out", help="Parquet file to write"),
    rule: list[str] = typer.Option([], "--rule", help="only this rule; may be given more than once"),
    area: str = AREA,
) -> None:
    """Every rule for everybody in a table of facts: due, amount in fen, what fails, what to ask, why, and if it counts.

    With --months, add up `counted_fen`: the amount where `counts` is true (what is paid once in life counts in the
    first month in which it is due), of a higher tier later the difference, else 0. A limit of a person holds over all
    their rows where the table has a column person, else over each row. What was paid before, and rules that exclude
    each other, are not reckoned here. Rows come in one order on every engine.
    """
    from gainful.benefits.run import ENGINES

    rules = _rules()
    if engine not in ENGINES:
        raise refuse(f"no engine is called {engine}: {', '.join(ENGINES)}")
    days = _days(on, months)
    asked, given = _asked(rules, rule, list(tables or []))
    writable(to)
    if given:
        _run(given, asked, days, engine, to)
    else:
        with TemporaryDirectory(dir=to.absolute().parent, prefix=f".{to.name}.facts") as place:
            _build(Path(place) / "facts", days, area)
            _run(_tables([Path(place) / "facts"], asked), asked, days, engine, to)


def _asked(rules: Any, names: list[str], tables: list[Path]) -> tuple[dict[str, Any], list[Path]]:
    """The rules and tables that are named. Where a rule is unknown, what is wrong with the tables is said too."""
    from gainful.benefits.facts_table import TableRefused, check_tables

    known = [name for name in names if name in rules]
    if len(known) < len(names):
        try:
            whole = {name: rules[name] for name in known} or dict(rules)
            check_tables(_tables(tables, whole), whole)
        except TableRefused as refusal:
            for problem in refusal.problems:
                err.print(f"refused: {problem}", markup=False)
    asked = _named(rules, names)
    return asked, _tables(tables, asked)


def _run(tables: list[Path], asked: dict[str, Any], days: list[date], engine: str, to: Path) -> None:
    from gainful.benefits.facts_table import TableRefused
    from gainful.benefits.run import EngineMissing
    from gainful.benefits.run import run as ask
    from gainful.cli.county import Shown
    from gainful.terms.facts import FactError

    try:
        with Shown() as shown:
            ran = ask(tables, asked, days=days, engine=engine, out=to, progress=shown)
    except TableRefused as refusal:
        _refused(refusal.problems)
    except (EngineMissing, FactError) as refusal:
        raise refuse(str(refusal)) from None
    out.print(
        f"{ran.subjects} rows of facts, {len(asked)} rules, {len(days)} days: {ran.rows} answers; "
        f"{ran.due} due, {ran.not_due} not due, {ran.unknown} cannot be told"
        + (f"; {ran.of_no_day} rows not asked: their day is none of those" if ran.of_no_day else "")
    )


def _refused(problems: list[str]) -> None:
    for problem in problems:
        err.print(f"refused: {problem}", markup=False)
    raise typer.Exit(REFUSED)


@benefits.command("what-if")
def what_if(
    tables: list[Path] = typer.Argument(help="FACTS.parquet, or a folder that `facts --build` wrote"),
    set_: list[str] = typer.Option(
        ..., "--set", help="RULE.PARAMETER[@PLACE]=VALUE, money in yuan; may be given more than once"
    ),
    on: datetime | None = ON,
    level: str = typer.Option("province", "--level", help="split by province, prefecture or county"),
    to: Path | None = typer.Option(
        None, "--out", help="CSV file with every number, exact; not to be published"
    ),
) -> None:
    """Rules with other values against today: cost, people, households, winners and losers. No rule is changed."""
    from gainful.benefits.facts_table import TableRefused
    from gainful.benefits.what_if import LEVELS, ChangesRefused, read_changes
    from gainful.benefits.what_if import what_if as ask
    from gainful.cli.county import Shown

    rules = _rules()
    if level not in LEVELS:
        raise refuse(f"no level is called {level}: {', '.join(LEVELS)}")
    writable(to)
    try:
        changes = read_changes(set_, rules, _day(on))
        given = _tables(tables, {change.rule: rules[change.rule] for change in changes})
        with Shown() as shown:
            cells = ask(given, rules, changes, _day(on), level=level, progress=shown)
    except (ChangesRefused, TableRefused) as refusal:
        _refused(refusal.problems)
    if to is not None:
        with to.open("w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, list(vars(cells[0])))
            writer.writeheader()
            writer.writerows(vars(cell) for cell in cells)
    _say_staying(rules, changes, _day(on))
    for cell in cells:
        if to is None or cell.split == "all":
            out.print(_line(cell, rules[cell.rule].subject, _day(on)), markup=False)


def _say_staying(rules: Any, changes: list[Any], on: date) -> None:
    """Say which places keep a value of their own beside a change."""
    from gainful.benefits.what_if import staying

    for change in changes:
        if kept := staying(rules, change, on):
            out.print(
                f"{change.rule}.{change.parameter}: the values of {', '.join(kept)} stay; name a place to change "
                "them, as RULE.PARAMETER@PLACE=VALUE",
                markup=False,
            )


def _line(cell: Any, subject: str, on: date) -> str:
    """A cell in one line. A rule about employers or workshops counts those, and neither people nor households."""
    from gainful.terms.areas import area_number
    from gainful.terms.money import format_yuan

    where = "all" if cell.split == "all" else f"{cell.split} {cell.key or 'not known'}"
    if cell.split == "place" and cell.key:
        number = area_number(cell.key)
        places = _pack().gazetteer()
        where = f"{places.name(number, on, 'en') or places.name(number, on)} ({cell.key})"
    who = f"people {cell.people_now} -> {cell.people_then}"
    who += f", households {cell.households_now} -> {cell.households_then}"
    if subject in ("employer", "workshop"):
        who = f"{subject}s {cell.people_now} -> {cell.people_then}"
    return (
        f"{cell.rule}, {where}: {format_yuan(cell.cost_now_fen)} -> {format_yuan(cell.cost_then_fen)}; {who}; "
        f"{cell.winners} get more, {cell.losers} less; cannot be told {cell.unknown_now} -> {cell.unknown_then}; "
        f"newly told {cell.newly_told}, no longer told {cell.no_longer_told}"
    )
