"""Everybody's facts as this installation keeps them, and the long work over them in the background.

The facts of a day lie in GAINFUL_HOME/facts/DAY; only the latest are kept. They are files for the machine: who may ask
what-if sees counts that come of them, and no row.
"""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pyarrow.parquet as pq
from django.conf import settings
from django_tasks import task

from gainful.accounts import running
from gainful.accounts.action import require
from gainful.accounts.actor import Actor
from gainful.accounts.models import Account, Run
from gainful.benefits.actions.facts_runs import start_facts_run
from gainful.benefits.base_reading import read_base
from gainful.benefits.facts_build import build
from gainful.benefits.what_if import Change, Shown, change_of, disclosed, what_if
from gainful.pack import load
from gainful.terms.areas import NATION, area_text

AT_ONCE = 200_000
"""Rows of facts up to which an answer is reckoned while the reader waits; more is asked in the background."""


def folder() -> Path:
    """Where the facts of this installation lie, a folder a day."""
    return Path(settings.GAINFUL_HOME) / "facts"


def latest_facts() -> tuple[date, Path] | None:
    """The day of the latest facts that stand whole, and their folder; None where none were built."""
    found = sorted(path for path in folder().glob("????-??-??") if path.is_dir())
    return (date.fromisoformat(found[-1].name), found[-1]) if found else None


def rows_about(facts: Path, subject: str) -> int:
    """How many rows of facts there are about a subject."""
    path = facts / f"{subject}.parquet"
    return pq.read_metadata(path).num_rows if path.is_file() else 0


def threshold_on(on: date) -> int:
    """Fewer people than this are not shown; the programme sets it."""
    found = load(settings.GAINFUL_PACK).parameters.value("suppression_threshold", NATION, on)
    return max(10, int(found.value)) if found else 10


def ask_what_if(
    *, actor: Actor, facts: Path, on: date, changes: Sequence[Change], level: str,
    progress: running.Progress = running.silent,
) -> list[Shown]:  # fmt: skip
    """What changes come to in the actor's areas, small counts emptied and the others rounded.

    Raises NotAllowed, ChangeRefused and TableRefused.
    """
    require(actor, "whatif.run", None)
    rules = load(settings.GAINFUL_PACK).rules
    subjects = {rules[change.rule].subject for change in changes}
    sources = [
        path for path in (facts / f"{subject}.parquet" for subject in sorted(subjects)) if path.is_file()
    ]
    within = [area_text(low) for low, _ in actor.spans("whatif.run")]
    cells = what_if(sources, rules, changes, on, level=level, within=within, progress=progress)
    return disclosed(cells, threshold_on(on))


def start_building(*, actor: Actor, on: date) -> Run:
    """Have everybody's facts of a day built when their turn comes."""
    run = start_facts_run(actor=actor, kind="build_facts", asked={"on": on.isoformat()})
    _build.enqueue(run.key, actor.account_id, on.isoformat())
    return run


def start_asking(*, actor: Actor, on: date, asked: dict[str, str]) -> Run:
    """Have a change (rule, parameter, place, value, level) asked of everybody's facts when its turn comes."""
    run = start_facts_run(actor=actor, kind="what_if", asked=asked)
    _ask.enqueue(run.key, actor.account_id, on.isoformat(), asked)
    return run


def _actor(account_id: int, on: str) -> Actor:
    """The account as it may act now: rights taken away since the work was asked for are gone."""
    return Account.objects.get(pk=account_id).actor(date.fromisoformat(on))


@task()
def _build(run: str, account_id: int, on: str) -> None:
    def work(report: running.Reporter) -> dict[str, Any]:
        return build_facts(actor=_actor(account_id, on), on=date.fromisoformat(on), progress=report)

    running.perform(run, work)


def build_facts(*, actor: Actor, on: date, progress: running.Progress = running.silent) -> dict[str, Any]:
    """Builds the day's facts in place of the older ones; returns the rows by subject. What stands is kept till then."""
    home = folder()
    home.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=home, prefix=".base") as base:
        meanings = read_base(Path(base), on, actor=actor, progress=progress)
        fresh = Path(base) / "facts"
        built = build(Path(base), [on], fresh, meanings, progress=progress)
        for old in home.glob("????-??-??"):
            shutil.rmtree(old)
        fresh.replace(home / on.isoformat())
    return {"on": on.isoformat(), "rows": built.rows}


@task()
def _ask(run: str, account_id: int, on: str, asked: dict[str, str]) -> None:
    def work(report: running.Reporter) -> dict[str, Any]:
        latest = latest_facts()
        if latest is None:
            raise running.Stopped
        rules = load(settings.GAINFUL_PACK).rules
        change = change_of(
            rules, asked["rule"], asked["parameter"], asked["place"], asked["value"], latest[0]
        )
        shown = ask_what_if(
            actor=_actor(account_id, on), facts=latest[1], on=latest[0], changes=[change], level=asked["level"],
            progress=report,
        )  # fmt: skip
        cells = [[one.cell.split, one.cell.key, dict(one.numbers)] for one in shown]
        return {"asked": asked, "on": latest[0].isoformat(), "cells": cells}

    running.perform(run, work)
