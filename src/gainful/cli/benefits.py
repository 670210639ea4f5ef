"""`gainful benefits`: what the rules know, what they answer for everybody, and why for one case."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import typer

from gainful.cli import REFUSED, app, command, err, out, refuse

benefits = typer.Typer(
    no_args_is_help=True, help="Benefits: every rule of the programme, asked and explained."
)
app.add_typer(benefits, name="benefits")
ON = typer.Option(None, "--on", formats=["%Y-%m-%d"], help="the day that is asked for; default: today")


def _rules() -> Any:
    return _pack(lambda pack: pack.rules)


def _pack(part: Callable[[Any], Any] = lambda pack: pack) -> Any:
    """The pack, or a part of it; leaves with 2 where it is not in order."""
    from gainful.pack import PackFault, load

    try:
        return part(load(os.environ.get("GAINFUL_PACK", "gainful_china")))
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


@benefits.command("explain")
def explain(
    person: str = typer.Argument("", help="key of a person on record here, as in the address of their page"),
    case: Path | None = typer.Option(
        None, "--facts", help='a JSON file of one case instead: {"fact": value}, money in fen'
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
    from gainful.benefits.run import NOWHERE, places_of
    from gainful.terms.facts import FactError

    places = places_of(area)
    if area and places == NOWHERE:
        raise refuse(
            f"{area!r} is no code of a place: 2, 4, 6, 9 or 12 digits; leave --area out if not known"
        )
    try:
        known = one_case(case, {rule.name: rule for rule in asked})
        labels = _pack().labels(language)
        told = [explained(rule, known, on, places, language, labels) for rule in asked]
    except TableRefused as refusal:
        for problem in refusal.problems:
            err.print(f"refused: {problem}", markup=False)
        raise typer.Exit(REFUSED) from None
    except FactError as fault:
        raise refuse(str(fault)) from None
    for one in told:
        out.print(one.as_text(area) + "\n", markup=False)


@command
def _explain_person(key: str, asked: list[Any], on: datetime | None, language: str) -> None:
    from gainful.accounts.places import gazetteer
    from gainful.benefits.answers import answers_for
    from gainful.benefits.standing import standing_claims
    from gainful.benefits.state_words import STATE_WORDS
    from gainful.cli.operator import operator
    from gainful.registry.models import Person

    person = Person.objects.visible_to(operator(), "people.see").filter(key=key).first()
    if person is None:
        raise refuse(
            "nobody on record here has that key: it is the last part of the address of a person's page"
        )
    day = _day(on)
    where = gazetteer().name(person.area, day)
    standing = standing_claims(person)
    for told in answers_for(person, day, language):
        if any(told.answer.benefit == rule.name for rule in asked):
            if told.about:
                out.print(told.about, markup=False)
            claim = standing.of(told.answer.benefit, told.limit)
            lines = [told.answer.as_text(where)]
            if claim is not None:  # it is claimed already; once that is decided nothing is asked any more
                lines = lines if claim.state == "open" else [f"{told.answer.title} ({told.answer.benefit})"]
                lines.append(f"  {claim.asked_on}: {STATE_WORDS[claim.state].by_language[language]}")
            out.print("\n".join(lines) + "\n", markup=False)


@benefits.command("propose")
@command
def propose(
    area: str = typer.Option(..., "--area", help="code of the place whose people are looked through"),
    on: datetime | None = ON,
) -> None:
    """Open a claim for everything that is due to the people and the employers of an area and unclaimed.

    Also for those who wait under "New for them" to be told first: their claim ends the wait, and that list is empty
    afterwards. Again: nothing more.
    """
    from gainful.benefits.actions import propose_for_area, propose_for_employers
    from gainful.cli.operator import operator

    opened = propose_for_area(actor=operator(), area=_area(area), on=_day(on))
    firms = propose_for_employers(actor=operator(), area=_area(area), on=_day(on))
    out.print(f"{opened + firms} claims opened" + (f", {firms} of them for employers" if firms else ""))


def _area(code: str) -> int:
    from gainful.terms.places import area_number

    try:
        return area_number(code)
    except ValueError:
        raise refuse(f"{code!r} is no area code: 2, 4, 6, 9 or 12 digits, or 0 for everywhere") from None


@benefits.command("recompute")
@command
def recompute() -> None:
    """Ask the frozen facts of every decision again, and name each that the rules do not bear out. Exits 1 on any."""
    from gainful.benefits.models import Decision
    from gainful.benefits.recomputing import differing
    from gainful.cli import FAULTS

    _rules()  # a pack that is not in order is refused before anything is asked
    found = list(differing())
    for decision, why in found:
        out.print(f"decision {decision.key}: {why}", markup=False)
    out.print(f"{Decision.objects.count()} decisions asked again; {len(found)} differ")
    if found:
        raise typer.Exit(FAULTS)


MONTHS_OF_ALL = 1_200_000
"""The most months of all whom an employer hired: 12 of each of 100,000 people."""
_STEP = ("due", "relieved", "to pay", "left")


@benefits.command("tax")
def tax(
    rule: str = typer.Argument(help="a rule that is set against taxes, such as tax_relief_own_business"),
    ceiling: str = typer.Option(..., "--ceiling", help="the year's ceiling in yuan"),
    months: int = typer.Option(
        12,
        "--months",
        help="months of the year that count (1-12); of a relief for hiring the sum over all who were hired",
    ),
    due: list[str] = typer.Option(
        [], "--due", help="TAX=yuan, once for each tax of the rule; 0 must be said"
    ),
) -> None:
    """Tax relief step by step: the ceiling for the months, what is set against which tax, what is lost."""
    from gainful.benefits.tax import TaxUnknown, ceiling_for_months, set_against
    from gainful.terms.money import format_yuan, yuan

    law = _named(_rules(), [rule])[rule]
    order, most = law.set_against, MONTHS_OF_ALL if law.subject == "employer" else 12
    amounts: dict[str, int | None] = {}
    if not order:
        raise refuse(f"{rule} is not set against taxes")
    for one in due:
        name, _, amount = one.partition("=")
        amounts[name] = yuan(amount)
        if amounts[name] is None:
            raise refuse(f"--due {one}: write TAX=yuan, such as vat=3000.50")
    if (whole := yuan(ceiling)) is None or not 1 <= months <= most:
        raise refuse(f"--ceiling is an amount in yuan, --months a number from 1 to {most}")
    try:
        relief = set_against(ceiling_for_months(whole, months, most), tuple(order), amounts)
    except TaxUnknown as fault:
        raise refuse(str(fault)) from None
    out.print(f"ceiling {format_yuan(whole)} x {months} / 12 = {format_yuan(relief.ceiling_fen)}")
    for step in relief.steps:
        each = (step.due_fen, step.relieved_fen, step.to_pay_fen, step.left_fen)
        said = [f"{word} {format_yuan(fen):>14}" for word, fen in zip(_STEP, each, strict=True)]
        out.print(f"{order[step.tax]['en']:40} " + "  ".join(said))
    out.print(
        f"used {format_yuan(relief.used_fen)}; lost {format_yuan(relief.lost_fen)} (nothing is carried over)"
    )


POOR = typer.Option(
    None,
    "--poor-county/--elsewhere",
    help="whether the county is on the list of poor counties, asked of loans before borrowers bore a share; "
    "default: not known",
)


@benefits.command("loan")
def loan(
    principal: str = typer.Option(..., "--principal", help="in yuan"),
    rate: int = typer.Option(
        ..., "--rate", help="the loan's yearly rate in basis points: 535 is 5.35 percent"
    ),
    months: int = typer.Option(..., "--months"),
    granted: datetime = typer.Option(
        ..., "--granted", formats=["%Y-%m-%d"], help="the day the loan was granted"
    ),
    prime: int = typer.Option(..., "--prime", help="the prime rate of that day in basis points"),
    poor_county: bool | None = POOR,
) -> None:
    """The plan of a guaranteed loan: what is paid when, and who bears which interest by the law of its day."""
    from gainful.benefits.loans import own_rate_on, plan
    from gainful.terms.money import format_yuan, yuan

    law = _named(_rules(), ["loan_interest_subsidy"])["loan_interest_subsidy"]
    day = granted.date()
    amount, own = yuan(principal), own_rate_on(law, day, rate, prime, poor_county)
    if own is None:
        raise refuse(_cannot_tell(law, day, poor_county))
    try:
        rows = plan(amount or 0, rate, months, day, own=own)
    except ValueError as fault:
        raise refuse(str(fault)) from None
    if day < law.parameters["own_share_from"].value_on(day):
        out.print(
            "before the borrower's share began: in a poor county the state bears all interest (not verified)"
        )
    _say_beyond(day, amount or 0, months)
    for row in rows:
        out.print(
            f"{row.on}  principal {format_yuan(row.principal_fen):>16}  interest {format_yuan(row.interest_fen):>12}"
            f"  own {format_yuan(row.own_fen):>12}  state {format_yuan(row.state_fen):>12}"
        )
    paid, borne = sum(row.own_fen for row in rows), sum(row.state_fen for row in rows)
    out.print(f"interest in all: the borrower {format_yuan(paid)}, the state {format_yuan(borne)}")


def _cannot_tell(law: Any, day: date, poor_county: bool | None) -> str:
    """Why it cannot be told who bears the interest of a loan of a day."""
    since = law.parameters["own_share_from"].value_on(day)
    if poor_county is None and since is not None and day < since:
        why = "whether the county is on the list of poor counties is not known, say --poor-county or --elsewhere"
    else:
        why = "no value is loaded"
    return f"who bears the interest of a loan of {day} cannot be told: {why}"


def _say_beyond(day: date, amount: int, months: int) -> None:
    """Say where a loan is larger or longer than one person is lent; the plan is reckoned all the same."""
    from gainful.terms.money import format_yuan

    law = _named(_rules(), ["guaranteed_loan_person"])["guaranteed_loan_person"].parameters
    most, longest = law["most_lent"].value_on(day), law["most_months"].value_on(day)
    if (most is not None and amount > most) or (longest is not None and months > longest):
        out.print(
            f"beyond what one person is lent on that day ({format_yuan(most)}, {longest} months): the rule "
            "grants no such loan; the plan only shows how it would run"
        )
