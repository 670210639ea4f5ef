"""`gainful areas`: places that the code list lacks, and phones of offices."""

from __future__ import annotations

from datetime import date, datetime

import typer

from gainful.cli import app, area_named, command, out

areas = typer.Typer(no_args_is_help=True, help="Places that the code list lacks, and the phones of offices.")
app.add_typer(areas, name="areas")


@areas.command("add")
@command
def add(
    code: str = typer.Argument(help="6 digits for a county, 9 for a township, 12 for a village"),
    name: str = typer.Argument(help="its name, as offices write it"),
    start: datetime = typer.Option(..., "--from", formats=["%Y-%m-%d"], help="first day on which it counts"),
) -> None:
    """Add a place to this installation's area list."""
    from gainful.accounts.actions import add_area
    from gainful.cli.operator import operator

    add_area(actor=operator(), code=area_named(code), name=name, valid_from=_day(start))
    out.print(f"added {code} {name} from {_day(start)}")


@areas.command("rename")
@command
def rename(
    code: str = typer.Argument(help="the code it was added under"),
    name: str = typer.Argument(help="its right name"),
) -> None:
    """Mend the name of a place that was added here."""
    from gainful.accounts.actions import rename_area
    from gainful.cli.operator import operator

    rename_area(actor=operator(), code=area_named(code), name=name)
    out.print(f"renamed {code} {name}")


@areas.command("phone")
@command
def phone(
    code: str = typer.Argument(help="the area whose office it is: 6 digits for a county, 9 for a township"),
    number: str = typer.Argument(help="digits, with blanks or dashes between"),
    desk: bool = typer.Option(False, "--desk", help="of the independent desk, not of the office"),
) -> None:
    """Record the phone that workers of an area are told to call."""
    from gainful.accounts.actions import record_office_phone
    from gainful.cli.operator import operator

    record_office_phone(actor=operator(), area=area_named(code), phone=number, of_desk=desk)
    out.print(f"recorded for {code}")


def _day(moment: datetime) -> date:
    return moment.date()
