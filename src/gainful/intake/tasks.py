"""Reading and applying in the background: one task, one run, one action; resumed by running it again.

Both works are one transaction: stopped or killed, they leave nothing, and the next run starts from the files again.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django_tasks import task

from gainful.accounts import running
from gainful.accounts.action import require
from gainful.accounts.actor import Actor
from gainful.accounts.models import Account
from gainful.accounts.refusals import Refused
from gainful.intake.actions import apply_batch, read_batch, start_run
from gainful.intake.models import Batch


def start_reading(*, actor: Actor, batch: Batch) -> None:
    """Have a batch read when its turn comes."""
    run = start_run(actor=actor, batch=batch, kind="read")
    _read.enqueue(run.key, batch.key, actor.account_id, _day(actor))


def start_applying(*, actor: Actor, batch: Batch, on: date) -> None:
    """Have a batch applied when its turn comes. Refused at once where there is nothing to apply."""
    require(actor, "intake.apply", batch)
    if batch.state != Batch.State.STAGED:
        raise Refused("batch_not_staged")
    run = start_run(actor=actor, batch=batch, kind="apply")
    _apply.enqueue(run.key, batch.key, actor.account_id, on.isoformat())


def ask_to_stop(*, actor: Actor, batch: Batch) -> None:
    """Ask the work under way on a batch to stop."""
    require(actor, "intake.upload", batch)
    if batch.run is not None:
        running.ask_to_stop(batch.run.key)


def _day(actor: Actor) -> str:
    assert actor.on is not None
    return actor.on.isoformat()


def _actor(account_id: int, on: str) -> Actor:
    """The account as it may act now: rights taken away since the work was asked for are gone."""
    return Account.objects.get(pk=account_id).actor(date.fromisoformat(on))


@task()
def _read(run: str, batch: str, account_id: int, on: str) -> None:
    def work(report: running.Reporter) -> dict[str, Any]:
        found = read_batch(
            actor=_actor(account_id, on),
            batch=Batch.objects.get(key=batch),
            on=date.fromisoformat(on),
            progress=report,
        )
        return {"state": found.state}

    running.perform(run, work)


@task()
def _apply(run: str, batch: str, account_id: int, on: str) -> None:
    def work(report: running.Reporter) -> dict[str, Any]:
        found = apply_batch(
            actor=_actor(account_id, on),
            batch=Batch.objects.get(key=batch),
            on=date.fromisoformat(on),
            progress=report,
        )
        return {"state": found.state}

    running.perform(run, work)
