"""`gainful benefits pay|check|release|answer|books`: money, each step in the name of an account of its own."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import typer

from gainful.cli import FAULTS, area_named, command, out, refuse
from gainful.cli.benefits import benefits

AS = typer.Option(
    ...,
    "--as",
    help="sign-in name of whoever does this: three accounts pay, one a step. No password is asked here: whoever may "
    "run commands on this machine acts as anyone it names, and the trail names that account",
)
BATCH = typer.Argument(
    "", help="the batch's message id, as `gainful benefits pay` prints it; none with --all"
)
ALL = typer.Option("", "--all", help="area code: every batch of it that waits for this step")


def _who(username: str) -> Any:
    from gainful.accounts.models import Account
    from gainful.cli.operator import today

    account = Account.objects.filter(username=username, is_active=True).first()
    if account is None:
        raise refuse(f"nobody here signs in as {username}")
    return account.actor(today())


def _batch(actor: Any, message_id: str) -> Any:
    from gainful.accounts.refusals import Refused
    from gainful.benefits.models import Batch

    found = Batch.objects.visible_to(actor, "payments.see").filter(message_id=message_id).first()
    if found is None:
        raise Refused("no_such_batch", given=message_id)
    return found


def _say(batch: Any) -> None:
    from gainful.terms.money import format_yuan

    out.print(f"{batch.message_id}  {batch.count} payments  {format_yuan(batch.total_fen)}  {batch.state}")


@benefits.command("pay")
@command
def pay(
    area: str = typer.Argument(help="area code whose approved grants are gathered"),
    who: str = AS,
    batch: bool = typer.Option(False, "--batch", help="put what is ready into batches instead of gathering"),
    size: int = typer.Option(5000, "--size", min=1, max=5000, help="the most payments of one batch"),
    form: str = typer.Option("pain.001.001.03", "--form", help="pain.001.001.03 or pain.001.001.09"),
    pay_on: datetime | None = typer.Option(None, "--pay-on", formats=["%Y-%m-%d"], help="default: today"),
) -> None:
    """Gather all that is to be paid, with what is held back and why; or make batches of all that is ready.

    Each step is kept as it is done: stopped in the middle and run again, it does the rest. Exit 0 done, 2 refused.
    """
    from gainful.benefits.large import gather_all, make_all
    from gainful.cli.operator import today

    actor, number = _who(who), area_named(area)
    if not batch:
        _gather(gather_all(actor, number, today()))
        return
    made = []
    for one in make_all(actor, number, form, pay_on.date() if pay_on else today(), today(), size):
        _say(one)
        made.append(one)
    _sum_of(made)


def _gather(steps: Iterator[Any]) -> None:
    """Say each step of a gathering that has several, then the whole."""
    made = cancelled = 0
    held: Counter[str] = Counter()
    for step in steps:
        made, cancelled = made + len(step.made), cancelled + step.cancelled
        held.update(one.held for one in step.held)
        if step.rest is not None:
            out.print(f"  {made:,} ready, {held.total():,} held back; looking further")
    out.print(f"{made} payments made ready, {cancelled} cancelled, {held.total()} held back")
    for why, count in sorted(held.items()):
        out.print(f"  {why}: {count}")


def _sum_of(batches: list[Any]) -> None:
    from gainful.terms.money import format_yuan

    if len(batches) > 1:
        count, fen = sum(one.count for one in batches), sum(one.total_fen for one in batches)
        out.print(f"{len(batches)} batches  {count} payments  {format_yuan(fen)}")


def _each(actor: Any, batch: str, area: str, state: str, act: Callable[[Any], Any]) -> None:
    """One step for the batch named, or for all of an area: those refused are named, and the others done."""
    from gainful.benefits.large import each, standing
    from gainful.cli.operator import sentence_of

    if bool(batch) == bool(area):
        raise refuse("name one batch, or an area with --all")
    if batch:
        _say(act(_batch(actor, batch)))
        return
    done, refused = [], 0
    for step in each(standing(actor, area_named(area), state), act):
        if step.refusal is None:
            _say(step.batch)
            done.append(step.batch)
        else:
            refused += 1
            out.print(f"{step.batch.message_id}  refused: {sentence_of(step.refusal)}")
    if not done and not refused:
        out.print(f"no batch there stands at “{state}”")
    _sum_of(done)
    if refused:
        raise typer.Exit(FAULTS)


@benefits.command("check")
@command
def check(batch: str = BATCH, who: str = AS, area: str = ALL) -> None:
    """Check a batch that another made, or all of an area. Exit 0 done, 1 where some of many were refused, 2 refused."""
    from gainful.benefits.actions import check_batch
    from gainful.cli.operator import today

    actor = _who(who)
    _each(actor, batch, area, "made", lambda one: check_batch(actor=actor, batch=one, on=today()))


@benefits.command("release")
@command
def release(
    batch: str = BATCH,
    who: str = AS,
    to: Path = typer.Option(
        ...,
        "--out",
        help="the bank's file to write, with --all a folder of them; they hold names and accounts",
    ),
    area: str = ALL,
) -> None:
    """Release a batch that two others made and checked, or all of an area, and write the bank's files.

    Exit 0 done, 1 where some of many were refused, 2 refused.
    """
    from gainful.benefits.actions import release_batch
    from gainful.cli import writable
    from gainful.cli.operator import today

    if area:
        _folder(to)
    else:
        writable(to)
    actor = _who(who)

    def act(one: Any) -> Any:
        file = to / f"{one.message_id}.xml" if area else to
        released = release_batch(actor=actor, batch=one, on=today())
        file.touch(mode=0o600)
        file.write_text(released.unsealed("text") or "", encoding="utf-8")
        return released

    _each(actor, batch, area, "checked", act)


def _folder(to: Path) -> None:
    """A folder that nobody else reads; leaves with 2 where there can be none."""
    try:
        to.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise refuse(f"{to} cannot be a folder ({error.strerror}): name one of yours") from None
    if not os.access(to, os.W_OK | os.X_OK):
        raise refuse(f"nothing can be written into {to}: name a folder of yours")


@benefits.command("answer")
@command
def answer(
    batch: str = typer.Argument(help="the batch's message id"),
    file: Path = typer.Argument(help="the bank's status report (pain.002)"),
    who: str = AS,
) -> None:
    """Read the bank's answer to a released batch."""
    from gainful.benefits.actions import record_answer
    from gainful.cli.operator import today

    if not file.is_file():
        raise refuse(f"there is no such file: {file.name}")
    actor = _who(who)
    read = record_answer(actor=actor, batch=_batch(actor, batch), text=file.read_bytes(), on=today())
    out.print(f"{read.paid} paid, {read.returned} returned")


@benefits.command("books")
@command
def books() -> None:
    """Hold payments, batches and budgets against the books: exit 0 when they agree, 1 when something differs.

    Exit 2 where batches wait that cannot be looked at, as this process names no account to pay from.
    """
    from gainful.benefits import books_words
    from gainful.benefits.books import balances, differences, not_looked_at
    from gainful.cli.operator import operator
    from gainful.terms.money import format_yuan

    actor = operator()
    for book, fen in balances(actor).items():
        out.print(f"{book:12} {format_yuan(fen):>20}")
    found = differences(actor)
    for one in found:
        out.print(f"differs: {books_words.sentence(one, 'en')}")
    if found:
        raise typer.Exit(FAULTS)
    left = not_looked_at(actor)
    if left:
        raise refuse(books_words.not_looked_at(left, "en"))
    out.print("the books agree with every payment, batch and budget")
