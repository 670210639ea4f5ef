"""`gainful audit`: the trail that nobody can quietly change."""

from __future__ import annotations

import typer

from gainful.cli import FAULTS, app, command, out

audit = typer.Typer(no_args_is_help=True, help="The audit trail.")
app.add_typer(audit, name="audit")


@audit.command("verify")
@command
def verify() -> None:
    """Walk the whole chain. Exit 0 when it holds, 1 naming the first bad entry."""
    from gainful.accounts.audit import verify as walk

    verdict = walk()
    if verdict.first_bad is None:
        out.print(f"the chain holds: {verdict.entries} entries in {verdict.shards} shards")
        return
    out.print(f"first bad entry: {verdict.first_bad}")
    raise typer.Exit(FAULTS)
