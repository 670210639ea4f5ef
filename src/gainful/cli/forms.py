"""`gainful forms out`: the ministry's two lists of a county, as files."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import typer

from gainful.cli import app, command, out, place_named, refuse

forms = typer.Typer(help="The ministry's two lists, out of the database.", no_args_is_help=True)
app.add_typer(forms, name="forms")


@forms.command("out")
@command
def out_(
    area: str = typer.Option(..., help="county code"),
    to: Path = typer.Option(..., help="folder to write the two workbooks into"),
    on: datetime | None = typer.Option(None, formats=["%Y-%m-%d"], help="default: today"),
) -> None:
    """Write the lists of those in work and of those without, in the layout in which they come in."""
    from gainful.cli.operator import operator, today
    from gainful.intake.forms_out import ministry_forms

    day = on.date() if on else today()
    lists = ministry_forms(actor=operator(), area=place_named(area, day), on=day)
    if to.exists() and not to.is_dir():
        raise refuse(f"{to.name} is no folder")
    to.mkdir(parents=True, exist_ok=True)
    for one in lists:
        path = to / one.file
        path.touch(mode=0o600)
        path.write_bytes(one.content)
        out.print(f"{one.file}: {one.rows} rows")
