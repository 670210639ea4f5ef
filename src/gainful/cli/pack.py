"""`gainful pack`: is the programme's data in order?"""

from __future__ import annotations

import os

import typer

from gainful.cli import FAULTS, app, out

pack = typer.Typer(no_args_is_help=True, help="The programme pack.")
app.add_typer(pack, name="pack")


@pack.command("check")
def check(name: str = typer.Argument("", help="package name; default: the pack in use")) -> None:
    """Everything that is wrong with a pack, at once. Needs no database. Exit 0 in order, 1 faults found."""
    from gainful.figures.indicator import faults_of_pack
    from gainful.pack import check as problems_of

    asked = name or os.environ.get("GAINFUL_PACK", "gainful_china")
    problems = problems_of(asked) + faults_of_pack(asked)
    for problem in problems:
        out.print(f"{problem.file}: {problem.place}: {problem.found}. Right would be: {problem.right}")
    out.print("the pack is in order" if not problems else f"{len(problems)} faults")
    if problems:
        raise typer.Exit(FAULTS)
