"""Long runs: begun, ended, and set back when their process died. What a run does is recorded by its own actions."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils import timezone

from gainful.accounts.action import action
from gainful.accounts.actor import Actor
from gainful.accounts.models import Run


@action(right="runs.keep", on_what="run", own_act=False)
def begin_run(*, actor: Actor, run: Run) -> None:
    """Mark a run as begun now; one that died and was taken up again begins anew."""
    run.state, run.started_at = Run.State.RUNNING, timezone.now()
    run.heartbeat_at = run.started_at
    run.save(update_fields=["state", "started_at", "heartbeat_at"])


@action(right="runs.keep", on_what="run", own_act=False)
def end_run(*, actor: Actor, run: Run, state: str, outcome: dict[str, Any]) -> None:
    """Keep how a run ended, and when."""
    run.state, run.outcome, run.ended_at = state, outcome, timezone.now()
    run.save(update_fields=["state", "outcome", "ended_at"])


@action(right="runs.keep", on_what=None, own_act=False)
def sweep_runs(*, actor: Actor, now: datetime) -> int:
    """Set runs whose process died back to failed, so that they can be asked for again; returns how many."""
    from gainful.accounts.running import is_silent

    silent = [run for run in Run.objects.filter(state=Run.State.RUNNING) if is_silent(run, now)]
    for run in silent:
        run.state, run.ended_at, run.outcome = Run.State.FAILED, now, {"fault": "no_sign_of_life"}
        run.save(update_fields=["state", "ended_at", "outcome"])
    return len(silent)
