"""`gainful benefits`: what the rules know, what they answer for everybody, and why for one case."""

from __future__ import annotations

import json
import os
from datetime import date, datetime
from pathlib import Path
from typing import Any

import typer

from gainful.cli import REFUSED, app, command, err, out, refuse, writable

benefits = typer.Typer(
    no_args_is_help=True, help="Benefits: every rule of the programme, asked and explained."
)
app.add_typer(benefits, name="benefits")
ON = typer.Option(None, "--on", formats=["%Y-%m-%d"], help="the day that is asked for; default: today")


def _rules() -> Any:
    from gainful.pack import PackFault, load

    try:
        return load(os.environ.get("GAINFUL_PACK", "gainful_china")).rules
    except PackFault as fault:
        raise refuse(f"the pack is not in order, run `gainful pack check`: {fault}") from None


def _named(rules: Any, names: list[str]) -> dict[str, Any]:
    """The rules of those names, all where none is named; leaves with 2 for a name that no rule has."""
    unknown = [name for name in names if name not in rules]
    if unknown:
        raise refuse(f"no rule is called {', '.join(unknown)}; there are {', '.join(sorted(rules))}")
    return {name: rules[name] for name in names} or dict(rules)


def _day(on: datetime | None) -> date:
    if on is not None:
        return on.date()
    today = os.environ.get("GAINFUL_TODAY")
    try:
        return date.fromisoformat(today) if today else date.today()
    except ValueError:
        raise refuse(f"GAINFUL_TODAY is {today!r}: it must be a day, as 2020-11-02, or not be set") from None


@benefits.command("facts")
def facts(
    schema: bool = typer.Option(
        False, "--schema", help="names, types, units and meanings as JSON, by subject"
    ),
) -> None:
    """What a table of facts may hold. Without --schema: a line a fact."""
    from gainful.benefits.facts_table import schema_of
    from gainful.terms.facts import FACTS, KNOWN_WITH

    if schema:
        out.print_json(
            json.dumps({subject: schema_of(subject) for subject in KNOWN_WITH}, ensure_ascii=False)
        )
        return
    for fact in FACTS.values():
        unit = "fen" if fact.kind == "money" else fact.unit or fact.code_list or ""
        out.print(f"{fact.name:40} {fact.subject:10} {fact.kind:8} {unit:22} {fact.meaning['en']}")


@benefits.command("run")
def run(
    table: Path = typer.Argument(
        help="FACTS.parquet: one row a subject; see `gainful benefits facts --schema`"
    ),
    on: datetime | None = ON,
    months: int | None = typer.Option(None, "--months", help="each month of this year in place of one day"),
    engine: str = typer.Option("duckdb", "--engine", help="python, duckdb or spark: the same rows"),
    to: Path = typer.Option(..., "--out", help="Parquet file to write"),
    rule: list[str] = typer.Option([], "--rule", help="only this rule; may be given more than once"),
) -> None:
    """Every rule for everybody in a table of facts: due, amount in fen, what fails, what to ask."""
    from gainful.benefits.facts_table import TableRefused
    from gainful.benefits.run import ENGINES, EngineMissing, months_of
    from gainful.benefits.run import run as ask
    from gainful.cli.county import Shown
    from gainful.terms.facts import FactError

    rules = _rules()
    if engine not in ENGINES:
        raise refuse(f"no engine is called {engine}: python, duckdb or spark")
    asked = _named(rules, rule)
    if not table.is_file():
        raise refuse(f"there is no such file: {table.name}")
    if months is not None and (on is not None or not 1900 <= months <= 2100):
        raise refuse("--months takes a year, such as 2020, and stands in place of --on")
    writable(to)
    days = months_of(months) if months is not None else [_day(on)]
    try:
        with Shown() as shown:
            ran = ask(table, asked, days=days, engine=engine, out=to, progress=shown)
    except TableRefused as refusal:
        for problem in refusal.problems:
            err.print(f"refused: {problem}")
        raise typer.Exit(REFUSED) from None
    except (EngineMissing, FactError) as refusal:
        raise refuse(str(refusal)) from None
    out.print(
        f"{ran.subjects} rows of facts, {len(asked)} rules, {len(days)} days: {ran.rows} answers; "
        f"{ran.due} due, {ran.not_due} not due, {ran.unknown} cannot be told"
    )


@benefits.command("explain")
def explain(
    person: str = typer.Argument("", help="key of a person on record here, as in the address of their page"),
    case: Path | None = typer.Option(
        None, "--facts", help='a JSON file of one case instead: {"fact": value}'
    ),
    rule: list[str] = typer.Option([], "--rule", help="only this rule; may be given more than once"),
    on: datetime | None = ON,
    area: str = typer.Option("", "--area", help="with --facts: code of the place whose rules hold"),
    language: str = typer.Option("en", "--language", help="en or zh"),
) -> None:
    """Why each rule is due, not due, or cannot be told: each condition with the value it looked at, what to ask."""
    rules = _rules()
    asked = list(_named(rules, rule).values())
    if language not in ("en", "zh"):
        raise refuse(f"the language is en or zh, not {language}")
    if bool(person) == bool(case):
        raise refuse("give either the key of a person, or --facts FILE.json")
    if case is not None:
        _explain_file(case, asked, _day(on), area, language)
    else:
        _explain_person(person, asked, on, language)


def _explain_file(case: Path, asked: list[Any], on: date, area: str, language: str) -> None:
    from gainful.benefits.explained import explained
    from gainful.benefits.facts_table import TableRefused, one_case
    from gainful.benefits.run import places_of
    from gainful.terms.facts import FactError

    places = places_of(area)
    if area and not places and area != "0":
        raise refuse(f"{area!r} is no area code: 2, 4, 6, 9 or 12 digits, or 0 for everywhere")
    try:
        known = one_case(case)
        told = [explained(rule, known, on, places, language) for rule in asked]
    except TableRefused as refusal:
        for problem in refusal.problems:
            err.print(f"refused: {problem}")
        raise typer.Exit(REFUSED) from None
    except FactError as fault:
        raise refuse(str(fault)) from None
    for one in told:
        out.print(one.as_text(area) + "\n", markup=False)


@command
def _explain_person(key: str, asked: list[Any], on: datetime | None, language: str) -> None:
    from gainful.accounts.places import gazetteer
    from gainful.benefits.answers import answers_for
    from gainful.cli.operator import operator
    from gainful.registry.models import Person

    person = Person.objects.visible_to(operator(), "people.see").filter(key=key).first()
    if person is None:
        raise refuse(
            "nobody on record here has that key: it is the last part of the address of a person's page"
        )
    day = _day(on)
    where = gazetteer().name(person.area, day)
    for told in answers_for(person, day, language):
        if any(told.answer.benefit == rule.name for rule in asked):
            if told.about:
                out.print(told.about, markup=False)
            out.print(told.answer.as_text(where) + "\n", markup=False)
