"""`gainful figures`: extract, measure, release; anybody with an extract can recompute a release."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import typer

from gainful.cli import FAULTS, app, area_named, command, out, refuse
from gainful.cli.county import Shown

figures = typer.Typer(no_args_is_help=True, help="Figures that anybody can recompute.")
app.add_typer(figures, name="figures")
ON = typer.Option(None, "--on", formats=["%Y-%m-%d"], help="the day the figures speak of; default: today")


def _day(on: datetime | None) -> date:
    from gainful.cli.operator import today

    return on.date() if on else today()


@figures.command("extract")
@command
def extract(
    to: Path = typer.Argument(help="a folder that does not exist yet"),
    on: datetime | None = ON,
    area: str = typer.Option("0", help="area code; 0 is everybody"),
) -> None:
    """Write the event tables as Parquet, without names or numbers of people."""
    from gainful.cli.operator import operator
    from gainful.figures.extract import extract as write

    if to.exists():
        raise refuse(f"{to.name} exists already: an extract is never overwritten")
    sha256 = write(to, _day(on), [area_named(area)], actor=operator())
    out.print(f"{to}  as of {_day(on)}  sha256 {sha256}")


@figures.command("measure")
@command
def measure(
    source: Path = typer.Argument(help="a folder that `figures extract` wrote"),
    to: Path = typer.Option(..., "--out", help="CSV file to write"),
    on: datetime | None = typer.Option(
        None, "--on", formats=["%Y-%m-%d"], help="the day the figures speak of; default: the extract's own"
    ),
) -> None:
    """Count every indicator over an extract. Small cells are suppressed in what is written."""
    from gainful.figures.desk import LEVELS, definitions
    from gainful.figures.disclosure import suppress
    from gainful.figures.manifest import read_manifest
    from gainful.figures.measure import measure as count
    from gainful.figures.release import as_csv

    if not (source / "manifest.json").is_file():
        raise refuse(f"{source.name} is no extract: it has no manifest.json")
    day = on.date() if on else date.fromisoformat(str(read_manifest(source)["on"]))
    known = definitions(day)
    try:
        table = count(source, known.indicators, day, counting=known.counting, levels=LEVELS)
    except ValueError as fault:
        raise refuse(str(fault)) from None
    to.write_text(as_csv(suppress(table, known.counting.threshold)))
    out.print(f"{to}: {table.num_rows} figures of {len(known.indicators)} indicators")


@figures.command("release")
@command
def release(
    on: datetime | None = ON,
    revises: str = typer.Option("", help="the release that this one corrects"),
    because: str = typer.Option("", help="why it is corrected"),
) -> None:
    """Extract, measure and publish: a dated folder that never changes."""
    from gainful.accounts.refusals import Refused
    from gainful.cli.operator import operator
    from gainful.figures.desk import make_release
    from gainful.figures.release import ReleaseRefused

    try:
        with Shown() as shown:
            path = make_release(
                actor=operator(), on=_day(on), revises=revises, because=because, progress=shown
            )
    except ReleaseRefused as refusal:
        raise Refused(refusal.code, **refusal.values) from None
    out.print(f"released: {path}")


@figures.command("verify")
@command
def verify(name: str = typer.Argument("", help="release to check; default: all")) -> None:
    """Check the releases' files against their manifests, and these against the register. Exit 1 naming the first."""
    from gainful.figures.desk import releases_home
    from gainful.figures.manifest import Tampered
    from gainful.figures.models import Publication
    from gainful.figures.release import releases, verify_release

    names = [name] if name else releases(releases_home())
    if name and name not in releases(releases_home()):
        raise refuse(f"there is no release {name}")
    for each in names:
        try:
            manifest = verify_release(releases_home() / each)
            entry = Publication.objects.filter(name=each).first()
            if entry is None or entry.sha256 != manifest["sha256"]:
                raise Tampered("not as the register of releases has it")
        except Tampered as fault:
            out.print(f"{each}: {fault}")
            raise typer.Exit(FAULTS) from None
        out.print(f"{each}: as released")
