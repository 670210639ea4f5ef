"""`gainful audit`: the trail that nobody can quietly change, and the tests for fraud."""

from __future__ import annotations

import os
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from gainful.cli import FAULTS, app, command, out, refuse, writable

if TYPE_CHECKING:
    import pyarrow as pa

audit = typer.Typer(no_args_is_help=True, help="The audit trail, and tests for fraud.")
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


@audit.command("fraud")
def fraud(
    on: datetime | None = typer.Option(
        None, "--on", formats=["%Y-%m-%d"], help="the day that is asked for; default: today"
    ),
    tables: Path | None = typer.Option(
        None,
        "--tables",
        help="a folder of event tables (Parquet), such as a drill; default: the database here",
    ),
    to: Path | None = typer.Option(
        None, "--out", help="file to write, .parquet or .csv: one row for each that a test found"
    ),
) -> None:
    """Run every fraud test. Exit 0 when nothing is flagged, 1 when something is for review, 2 when refused.

    Over the database here, each thing found opens a flag for an auditor to review, once. No flag stops a benefit.
    """
    if to is not None and to.suffix not in (".parquet", ".csv"):
        raise refuse(f"--out ends in .parquet or .csv, not {to.suffix or 'nothing'}")
    writable(to)
    rows, opened = _over_tables(tables, _day(on)) if tables is not None else _over_database(on)
    _told(rows)
    if opened is not None:
        out.print(f"{opened} new flags to review")
    if to is not None:
        _write(rows, to)
    if rows.num_rows:
        raise typer.Exit(FAULTS)


def _day(on: datetime | None) -> date:
    today = os.environ.get("GAINFUL_TODAY")
    return on.date() if on is not None else date.fromisoformat(today) if today else date.today()


@command
def _over_database(on: datetime | None) -> tuple[pa.Table, int]:
    from gainful.benefits.fraud.looking import look
    from gainful.cli.operator import operator, today

    looked = look(operator(), on.date() if on is not None else today())
    return looked.rows, looked.opened


def _over_tables(folder: Path, on: date) -> tuple[pa.Table, None]:
    """The tests over a folder of tables: no database is asked, and no flag opened."""
    import pyarrow as pa

    from gainful.benefits.fraud.definition import own_tests
    from gainful.benefits.fraud.run import NotSet, run_tests
    from gainful.benefits.fraud.tables import read_tables
    from gainful.benefits.fraud.thresholds import thresholds
    from gainful.pack import PackFault, load

    tests = own_tests()
    try:
        pack = load(os.environ.get("GAINFUL_PACK", "gainful_china"))
        return run_tests(tests, read_tables(folder), on, thresholds(pack, tests, on)), None
    except PackFault as fault:
        raise refuse(f"the pack is not in order, run `gainful pack check`: {fault}") from None
    except FileNotFoundError as fault:
        lacking = Path(fault.filename or "").name or "a table"
        raise refuse(f"{folder} lacks {lacking}: see docs/reference/fraud_tests.md") from None
    except pa.ArrowException as fault:
        raise refuse(f"the tables do not fit: {fault}") from None
    except NotSet as fault:
        raise refuse(str(fault)) from None


def _told(rows: pa.Table) -> None:
    """How many people, employers or courses each test found, one line a test."""
    from gainful.benefits.fraud.definition import own_tests

    found: dict[str, set[int | None]] = {name: set() for name in own_tests()}
    for row in rows.select(["test", "person", "employer", "course"]).to_pylist():
        found[row["test"]].add(row[own_tests()[row["test"]].subject.value])
    for name, test in own_tests().items():
        out.print(f"{len(found[name]):6}  {test.subject.value:8}  {name:26}  {test.told['en']['title']}")


def _write(rows: pa.Table, to: Path) -> None:
    import pyarrow.csv as csv
    import pyarrow.parquet as pq

    if to.suffix == ".csv":
        csv.write_csv(rows, to)
    else:
        pq.write_table(rows, to, compression="zstd", store_schema=False)
    out.print(f"{rows.num_rows} rows in {to}")
