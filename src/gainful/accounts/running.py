"""Long work outside a request: how far it is, asking it to stop, and finding runs that died.

A run's row says how it stands. How far it is at this moment is in a small file in GAINFUL_HOME/runs, as is a wish
that it stop: work inside one transaction can neither show a row to others nor, on SQLite, see what they write.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Protocol

from django.conf import settings

from gainful.accounts.actor import Actor, Grant, Role
from gainful.accounts.models import Run
from gainful.terms.places import NATION

# Who keeps the runs' own rows: the background worker, which holds no right to anything else of its own.
BACKGROUND = Actor(account_id=None, label="background work", grants=(Grant(Role.ADMINISTRATOR, NATION),))
EVERY_SECONDS = 0.5
SILENT_FOR = timedelta(minutes=5)


class Progress(Protocol):
    """How long work tells how far it is. Called often, so it must be cheap; it may raise Stopped."""

    def __call__(self, step: str, done: int, total: int) -> None:
        """Note how far the work is."""


def silent(step: str, done: int, total: int) -> None:
    """Progress that tells nobody."""


class Stopped(Exception):
    """Somebody asked the work to stop."""


@dataclass(frozen=True)
class Standing:
    """How far a run is: the step under way, how much of it is done, and the last sign of life."""

    step: str
    done: int
    total: int
    at: datetime


def _folder() -> Path:
    path = Path(settings.GAINFUL_HOME) / "runs"
    path.mkdir(parents=True, exist_ok=True)
    return path


class Reporter:
    """The progress function of one run: notes how far it is, and raises Stopped once somebody asked for it."""

    def __init__(self, key: str) -> None:
        self.file, self.wish = _folder() / f"{key}.json", _folder() / f"{key}.stop"
        self.last = 0.0

    def __call__(self, step: str, done: int, total: int) -> None:
        """Note how far the work is, twice a second at most."""
        now = time.monotonic()
        if now - self.last < EVERY_SECONDS and done not in (0, total):
            return
        self.last = now
        if self.wish.exists():
            raise Stopped
        said = {"step": step, "done": done, "total": total, "at": datetime.now(UTC).isoformat()}
        fresh = self.file.with_suffix(".new")
        fresh.write_text(json.dumps(said))
        fresh.replace(self.file)


def standing(key: str) -> Standing | None:
    """How far a run is, None when it has not said so yet."""
    try:
        said = json.loads((_folder() / f"{key}.json").read_text())
    except FileNotFoundError:
        return None
    return Standing(said["step"], said["done"], said["total"], datetime.fromisoformat(said["at"]))


def ask_to_stop(key: str) -> None:
    """Leave the wish that a run stop; it does so at its next sign of life."""
    (_folder() / f"{key}.stop").touch()


def is_silent(run: Run, now: datetime) -> bool:
    """Whether a run under way has given no sign of life for five minutes: its process died."""
    seen = standing(run.key)
    last = seen.at if seen else run.started_at
    return bool(last and now - last > SILENT_FOR)


def perform(key: str, work: Callable[[Reporter], dict[str, Any]]) -> None:
    """Do a run's work and keep how it ended: done with its outcome, stopped when asked to, or failed.

    A fault is raised again after it was kept, so that the queue logs it; a refusal is an outcome, not a fault.
    """
    from gainful.accounts.actions import begin_run, end_run
    from gainful.accounts.refusals import Refused

    run = Run.objects.get(key=key)
    if run.state not in Run.UNDER_WAY:
        return
    begin_run(actor=BACKGROUND, run=run)
    try:
        outcome = work(Reporter(key))
    except Stopped:
        end_run(actor=BACKGROUND, run=run, state=Run.State.STOPPED, outcome={})
    except Refused as refusal:
        values = {name: str(value) for name, value in refusal.values.items()}
        end_run(
            actor=BACKGROUND,
            run=run,
            state=Run.State.FAILED,
            outcome={"refused": refusal.code, "values": values},
        )
    except BaseException as fault:
        end_run(actor=BACKGROUND, run=run, state=Run.State.FAILED, outcome={"fault": type(fault).__name__})
        raise
    else:
        end_run(actor=BACKGROUND, run=run, state=Run.State.DONE, outcome=outcome)
    finally:
        for ending in ("json", "stop"):
            (_folder() / f"{key}.{ending}").unlink(missing_ok=True)
