"""`gainful import · match · retract · clocks · due`: a county's day at the command line."""

from __future__ import annotations

import json
from collections.abc import Iterable
from contextlib import ExitStack
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn
from rich.progress import Progress as Bars

from gainful.cli import FAULTS, REFUSED, app, command, err, out, place_named, refuse, writable

if TYPE_CHECKING:
    from gainful.intake.findings import Finding

FAULTY = ("refused", "warning")


class BatchRefused(Exception):
    """A hand-in that was refused as a whole when it was read; `found` is its report."""

    def __init__(self, found: list[dict[str, Any]]) -> None:
        super().__init__(len(found))
        self.found = found


class Shown:
    """Progress on the error channel: one bar a step on a terminal, elsewhere a line for each step that is done."""

    def __init__(self) -> None:
        self.bars = Bars(
            TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), console=err, transient=True
        )
        self.tasks: dict[str, Any] = {}
        self.told: set[str] = set()

    def __enter__(self) -> Shown:
        self.bars.start()
        return self

    def __exit__(self, *fault: object) -> None:
        self.bars.stop()

    def __call__(self, step: str, done: int, total: int) -> None:
        """Note how far a step is."""
        if step not in self.tasks:
            self.tasks[step] = self.bars.add_task(step, total=total)
        self.bars.update(self.tasks[step], completed=done, total=total)
        if done == total and not err.is_terminal and step not in self.told:
            self.told.add(step)
            err.print(f"{step}: {total} done")


@app.command("import")
@command
def import_(
    folder: Path = typer.Argument(help="a folder of workbooks, or one workbook"),
    dry_run: bool = typer.Option(False, "--dry-run", help="read and report, change nothing"),
    report: Path | None = typer.Option(None, help="write every finding to this JSON file"),
    area: str = typer.Option("", help="county code; default: what the filing line says"),
) -> None:
    """Import a county's workbooks: read, compare, apply. Exit 0 clean, 1 faults found, 2 refused as a whole."""
    from gainful.intake.folder import HandInRefused, workbooks_in

    if not folder.exists():
        raise refuse(f"there is no such file or folder: {folder.name}")
    paths = [folder] if folder.is_file() else [upload.source for upload in workbooks_in(folder)]
    if not paths:
        raise refuse(f"no workbooks (.xlsx, .csv) in {folder.name}")
    number = place_named(area) if area else 0
    writable(report)
    try:
        _glance(paths)
        findings = _dry(paths, number) if dry_run else _import(paths, number)
    except (HandInRefused, BatchRefused) as refusal:
        found = refusal.found if isinstance(refusal, BatchRefused) else _as_json(refusal.findings)
        _write(report, found)
        for one in found:
            err.print(f"refused: {one['file']}: {one['message']}")
        raise typer.Exit(REFUSED) from None
    _write(report, findings)
    _sum_up(findings, dry_run)
    if any(finding["severity"] in FAULTY for finding in findings):
        raise typer.Exit(FAULTS)


def _as_json(findings: Iterable[Finding]) -> list[dict[str, Any]]:
    return [finding.as_json("en") for finding in findings]


def _said_in_english(kept: dict[str, Any]) -> dict[str, Any]:
    """A refusal as the batch keeps it, in the report's form."""
    return {key: value for key, value in kept.items() if key != "en"} | {"message": kept["en"]}


def _glance(paths: list[Path]) -> None:
    """Refuses what is plainly no workbook, or too large, before any of it is read or kept."""
    from gainful.intake.folder import HandInRefused
    from gainful.intake.glance import glance

    with ExitStack() as stack:
        plain = glance((path.name, stack.enter_context(path.open("rb"))) for path in paths)
    if plain:
        raise HandInRefused(plain)


def _dry(paths: list[Path], area: int) -> list[dict[str, Any]]:
    """Read, and compare with what this installation knows, if it knows anything."""
    from django.conf import settings
    from django.db import DatabaseError

    from gainful.accounts.places import gazetteer
    from gainful.intake.folder import read_folder
    from gainful.intake.known import known_county
    from gainful.pack import load

    pack = load(settings.GAINFUL_PACK)
    try:
        places, known = gazetteer(), known_county
    except DatabaseError:  # nothing was set up here yet: read on without a registry
        places, known = pack.gazetteer(), None
    intake = read_folder(paths, pack, area=area or None, known=known, gazetteer=places)
    return _as_json(intake.findings)


def _import(paths: list[Path], area: int) -> list[dict[str, Any]]:
    """Hand in, read, apply."""
    from gainful.cli.operator import operator, today
    from gainful.intake.actions import Upload, apply_batch, hand_in, read_batch
    from gainful.intake.models import Batch, RowFinding

    actor = operator()
    files = [Upload(path.name, path) for path in paths]
    with Shown() as shown:
        batch = hand_in(actor=actor, area=area, files=files, label="command line")
        batch = read_batch(actor=actor, batch=batch, progress=shown)
        if batch.state == Batch.State.REFUSED:
            raise BatchRefused([_said_in_english(one) for one in batch.refusal])
        batch = apply_batch(actor=actor, batch=batch, on=today(), progress=shown)
    out.print(
        f"batch {batch.key}: "
        + ", ".join(f"{n} {effect}" for effect, n in sorted(batch.counts["applied"].items()))
    )
    found = RowFinding.objects.filter(batch=batch).order_by("id")
    return [
        {
            "file": f.file,
            "sheet": f.sheet,
            "row": f.row,
            "column": f.column,
            "code": f.code,
            "severity": f.severity,
            "found": f.found,
            "message": f.message_en,
        }
        for f in found
    ]


def _write(report: Path | None, findings: list[dict[str, Any]]) -> None:
    if report is not None:
        report.write_text(json.dumps(findings, ensure_ascii=False, indent=1) + "\n")


def _sum_up(findings: list[dict[str, Any]], dry_run: bool) -> None:
    counts: dict[tuple[str, str], int] = {}
    messages: dict[tuple[str, str], str] = {}
    for finding in findings:
        key = (finding["severity"], finding["code"])
        counts[key] = counts.get(key, 0) + 1
        messages.setdefault(key, finding["message"])
    for (severity, code), count in sorted(counts.items()):
        words = messages[severity, code] + (" (the first of them)" if count > 1 else "")
        out.print(f"{severity:8} {count:5}  {words}")
    out.print("nothing was changed (dry run)" if dry_run else "imported; undo on the Import screen")


@app.command()
@command
def match(
    area: str = typer.Option(..., help="county code"),
    on: datetime | None = typer.Option(None, formats=["%Y-%m-%d"], help="default: today"),
    report: Path | None = typer.Option(None, help="write who has how many openings, and why not, as JSON"),
) -> None:
    """Propose openings to everybody willing in a county. Nothing is written: only people place people."""
    from gainful.casework.proposals import run_matching
    from gainful.cli.operator import operator, today
    from gainful.matching.audit import audit_lists, audit_seats

    writable(report)
    day = on.date() if on else today()
    proposals = run_matching(actor=operator(), area=place_named(area, day), on=day)
    found = proposals.recommendation
    lists = list(found.shortlists())
    broken = audit_lists(found) + audit_seats(found.market, proposals.seats.items())
    with_some = sum(1 for one in lists if one.entries)
    out.print(
        f"{len(lists)} people willing; {with_some} have openings that fit; {len(proposals.seats)} kept a seat"
    )
    out.print(f"audit: {len(broken)} broken promises (envy, overbooking, waste, beyond what was agreed)")
    if report is not None:
        report.write_text(
            json.dumps([_plain_list(one) for one in lists], ensure_ascii=False, indent=1) + "\n"
        )
    if broken:
        raise typer.Exit(FAULTS)


def _plain_list(one: Any) -> dict[str, Any]:
    """One person's list by row numbers: openings with reasons, or why none and what would change it."""
    from gainful.casework.proposals import as_kept

    return {
        "person": one.seeker,
        "openings": [
            {"opening": entry.opening, "score": entry.score, "reasons": as_kept(entry)}
            for entry in one.entries
        ],
        "refusals": {refusal.code: refusal.count for refusal in one.refused},
        "would_change": [[step.code for step in change.steps] for change in one.changes],
    }


@app.command()
@command
def clocks(
    on: datetime | None = typer.Option(None, formats=["%Y-%m-%d"], help="default: today"),
    daily: bool = typer.Option(False, "--daily", help="stay, and do it again whenever a new day begins"),
) -> None:
    """Do what the calendar asks for: stop placements where pay is 15 days late, open cases at 30.

    `gainful serve` keeps one running daily beside the site.
    """
    from gainful.cli.operator import today

    if daily:
        _clocks_daily()
    _clocks_of(on.date() if on else today())


def _clocks_daily() -> None:
    """Once a day without end; what fails is told and done again a minute later."""
    import time

    from django.db import DatabaseError, close_old_connections

    from gainful.accounts.refusals import Refused
    from gainful.cli.operator import today

    done_on: date | None = None
    while True:
        if (day := today()) != done_on:
            try:
                _clocks_of(day)
                done_on = day
            except (Refused, DatabaseError) as fault:
                err.print(f"the clocks did not finish, again in a minute: {type(fault).__name__}")
        time.sleep(60)
        close_old_connections()


def _clocks_of(day: date) -> None:
    from gainful.benefits.actions import reopen_changed
    from gainful.benefits.newly_due_run import find_newly_due, pass_what_is_due_no_more
    from gainful.casework.actions import run_clocks
    from gainful.cli.operator import operator
    from gainful.terms.areas import area_text

    ran = run_clocks(actor=operator(), on=day)
    out.print(f"{ran.stops} employers' placements stopped for late pay; {ran.cases} cases opened")
    changed = reopen_changed(actor=operator(), on=day)
    out.print(f"{changed} facts found changed after a decision about a benefit")
    passed = pass_what_is_due_no_more(actor=operator(), on=day)
    if passed:
        out.print(
            f"{passed} people were to be told of a benefit that can be claimed no more: taken off the list"
        )

    def asked(county: int, done: int, of: int) -> None:
        err.print(f"{area_text(county)}: {done} of {of} people asked about what turned there")

    told = find_newly_due(actor=operator(), on=day, progress=asked)
    out.print(f"{told} people to be told of a benefit or an amount that is new to them")


@app.command()
@command
def retract(
    spell: str = typer.Argument(help="key of the job, as in the address of its page"),
    because: str = typer.Option(..., "--because", help="why the beginning was wrong"),
    stands: bool = typer.Option(
        False, "--stands", help="they have not begun yet, and what they agreed to stands"
    ),
    paper: str = typer.Option("", "--paper", help="the paper that says so"),
    on: datetime | None = typer.Option(None, formats=["%Y-%m-%d"], help="default: today"),
) -> None:
    """Retract a beginning that was recorded by mistake: the job is kept, says so, and is counted nowhere."""
    from gainful.casework.actions import retract_beginning
    from gainful.casework.models import Spell
    from gainful.cli.operator import operator, today

    found = Spell.objects.filter(key=spell).first()
    if found is None:
        raise refuse("no job has this key: it stands in the address of the job's page, after /spells/")
    day = on.date() if on else today()
    kept = retract_beginning(
        actor=operator(), spell=found, on=day, because=because, stands=stands, paper=paper
    )
    after = "waits for its first day" if stands else "is over, and its seat is free"
    out.print(f"retracted: the beginning of {kept.began_on}; the placement {after}")


@app.command()
@command
def due(
    on: datetime | None = typer.Option(None, formats=["%Y-%m-%d"], help="default: today"),
    area: str = typer.Option("0", help="area code; default: everywhere"),
) -> None:
    """What is due on a day, by reason, at every desk of an area: the same numbers as on Today."""
    from django.utils import translation

    from gainful.accounts.actor import Actor, Grant
    from gainful.benefits.newly_due import to_tell
    from gainful.benefits.worklist_words import SENTENCES as OF_CLAIMS
    from gainful.benefits.worklists import LISTS
    from gainful.casework.counting import counted
    from gainful.casework.worklist_words import SENTENCES, sentence
    from gainful.casework.worklists import today as to_do
    from gainful.cli.operator import operator, today

    roles, day = operator().grants, on.date() if on else today()
    place = place_named(area, day)
    actor = Actor(None, "command line", tuple(Grant(grant.role, place) for grant in roles))
    with translation.override("en"):
        for name, count in to_do(actor, day).items():
            out.print(f"{count:7}  {sentence(SENTENCES[name], count)}")
        desk = {name: rows(actor, day) for name, rows in LISTS.items()} | {"newly_due": to_tell(actor, day)}
        for name, count in counted(desk).items():
            out.print(f"{count:7}  {sentence(OF_CLAIMS[name], count)}")
