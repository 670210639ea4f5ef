"""`gainful benefits complete`: since when everything paid of a benefit in an area is kept here."""

from __future__ import annotations

from datetime import datetime

import typer

from gainful.cli import area_named, command, out, refuse
from gainful.cli.benefits import _pack, _rules, benefits


@benefits.command("complete")
@command
def complete(
    area: str = typer.Argument(help="area code"),
    rule: str = typer.Option("", "--rule", help="the benefit; without it, what is declared there is listed"),
    since: datetime | None = typer.Option(
        None, "--since", formats=["%Y-%m-%d"], help="no payment since this day is missing here"
    ),
    take_back: bool = typer.Option(
        False, "--take-back", help="what was declared of the benefit holds no more"
    ),
    kept_at: str = typer.Option("", "--kept-at", help="what it rests on"),
    who: str = typer.Option("", "--as", help="sign-in name of whoever declares it"),
) -> None:
    """Declare since when no payment of a benefit to anybody at home in an area is missing here, or list that.

    Of it follows who was never paid: nobody is then asked for a paper that says so.
    """
    from gainful.benefits.actions import declare_complete_books
    from gainful.cli.benefits_pay import _who
    from gainful.cli.operator import today

    place = _known(area)
    if not rule:
        _list(place)
        return
    _declarable(rule)
    if (since is None) != take_back:
        raise refuse("say --since DAY, or --take-back")
    if not who:
        raise refuse("say who declares it: --as NAME")
    one = declare_complete_books(
        actor=_who(who), area=place, rule=rule, complete_since=since.date() if since else None, kept_at=kept_at,
        on=today(),
    )  # fmt: skip
    out.print(f"{rule}  complete since {one.complete_since}" if since else f"{rule}  not declared any more")


def _known(code: str) -> int:
    """The number of an area that the list has, or that lies in a province of the pack; leaves with 2 for another."""
    from gainful.accounts.places import gazetteer
    from gainful.terms.areas import province_of

    number = area_named(code)
    if number and not gazetteer().exists(number, None):
        provinces = _pack().gazetteer()
        if not provinces.exists(province_of(number), None):
            raise refuse(
                f"no place has the code {code}: correct it, or add the place with `gainful areas add`"
            )
    return number


def _list(place: int) -> None:
    from gainful.benefits.models import CompleteBooks
    from gainful.benefits.paid_before import declarable

    rows = CompleteBooks.objects.filter(area=place).order_by("pk")
    said = {one.rule: one for one in rows}
    for name in sorted(declarable()):
        one = said.get(name)
        day = one.complete_since if one is not None else None
        out.print(f"{name}  complete since {day}" if day else f"{name}  not declared")


def _declarable(rule: str) -> None:
    """Leaves with 2 for what is no benefit, or none that can be declared."""
    from gainful.benefits.paid_before import declarable

    if rule not in declarable():
        there = (
            "no such benefit exists"
            if rule not in _rules()
            else "nothing is asked of what was paid of it before"
        )
        raise refuse(f"{rule}: {there}; what can be declared is {', '.join(sorted(declarable()))}")
