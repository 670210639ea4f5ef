"""`gainful simulate`: counties of people who never lived, to try tests on. Needs no database."""

from __future__ import annotations

from pathlib import Path

import typer

from gainful.cli import app, out, refuse

simulate = typer.Typer(no_args_is_help=True, help="Invented counties as event tables.")
app.add_typer(simulate, name="simulate")


@simulate.command("drill")
def drill(
    people: int = typer.Option(100_000, min=1, help="how many people"),
    frauds: int = typer.Option(1000, min=0, help="how many planted cases"),
    seed: int = typer.Option(..., min=0, help="the same number makes the same county"),
    out_folder: Path = typer.Option(..., "--out", help="folder for the tables; new or empty"),
) -> None:
    """Write an invented county with planted frauds; who they are stands in truth.parquet alone.

    Exit 0 written, 2 refused.
    """
    from gainful.simulate.county import TooFewPeople
    from gainful.simulate.drill import write_drill

    if out_folder.exists() and (not out_folder.is_dir() or any(out_folder.iterdir())):
        raise refuse(f"{out_folder} is not an empty folder: name a new one")
    try:
        made = write_drill(out_folder, people, frauds, seed)
    except TooFewPeople as fault:
        raise refuse(str(fault)) from None
    except OSError as error:
        raise refuse(f"{out_folder} cannot be written ({error.strerror}): name a folder of yours") from None
    for name, count in made["rows"].items():
        out.print(f"{count:9,}  {name}")
    out.print(f"{frauds} cases planted among {people:,} invented people; the last day known is {made['on']}")


@simulate.command("score")
def score(
    folder: Path = typer.Argument(help="folder that `gainful simulate drill` wrote"),
    flags: Path = typer.Argument(help="flags as .parquet or .csv, a row a flag"),
) -> None:
    """Flags against the truth: recall by kind, and the share of innocent people flagged. Exit 0 scored, 2 refused."""
    import pyarrow as pa

    from gainful.simulate.score import NotFlags, lines, read_flags
    from gainful.simulate.score import score as scored

    for path in (folder / "truth.parquet", flags):
        if not path.is_file():
            raise refuse(f"there is no such file: {path}")
    try:
        found = scored(folder, read_flags(flags))
    except NotFlags as fault:
        raise refuse(str(fault)) from None
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError, FileNotFoundError) as fault:
        raise refuse(f"{fault}") from None
    for line in lines(found):
        out.print(line)
