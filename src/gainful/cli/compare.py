"""`gainful compare`: the quarterly comparison with an employment-insurance list. It proposes and overwrites nothing."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import typer

from gainful.cli import FAULTS, REFUSED, app, command, err, out, place_named, refuse
from gainful.cli.county import Shown


@app.command()
@command
def compare(
    file: Path = typer.Argument(help="the insurance list (.csv or .xlsx)"),
    area: str = typer.Option(..., help="county code"),
    on: datetime | None = typer.Option(None, formats=["%Y-%m-%d"], help="day of the list; default: today"),
    dry_run: bool = typer.Option(False, "--dry-run", help="count the differences, keep nothing"),
) -> None:
    """Compare an insurance list with the ledgers: each difference waits as a proposal for an officer.

    Exit 0 nothing differs, 1 something does, 2 refused.
    """
    from gainful.cli.operator import operator, today

    if not file.is_file():
        raise refuse(f"there is no such file: {file.name}")
    day = on.date() if on else today()
    place = place_named(area, day)
    from gainful.intake.comparing import NotAnInsuranceList, compare_insurance
    from gainful.intake.folder import HandInRefused

    try:
        with Shown() as shown:
            found = compare_insurance(
                actor=operator(), area=place, name=file.name, content=file.read_bytes(), on=day,
                keep=not dry_run, progress=shown,
            )  # fmt: skip
    except NotAnInsuranceList:
        raise refuse(f"{file.name} is no insurance list") from None
    except HandInRefused as refusal:
        for one in refusal.findings:
            err.print(f"refused: {one.file}: {one.message_en}")
        raise typer.Exit(REFUSED) from None
    for kind, count in found.items():
        out.print(f"{count:5}  {kind.replace('_', ' ')}")
    out.print("nothing was kept (dry run)" if dry_run else "proposals wait under Alerts and reviews")
    if any(found.values()):
        raise typer.Exit(FAULTS)
