"""`gainful benefits pay|check|release|answer|books`: money, each step in the name of an account of its own."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import typer

from gainful.cli import FAULTS, area_named, command, out, refuse
from gainful.cli.benefits import benefits

AS = typer.Option(..., "--as", help="sign-in name of whoever does this: three accounts pay, one a step")
BATCH = typer.Argument(help="the batch's message id, as `gainful benefits pay` prints it")


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
    batch: bool = typer.Option(False, "--batch", help="put what is ready into a batch instead of gathering"),
    form: str = typer.Option("pain.001.001.03", "--form", help="pain.001.001.03 or pain.001.001.09"),
    pay_on: datetime | None = typer.Option(None, "--pay-on", formats=["%Y-%m-%d"], help="default: today"),
) -> None:
    """Gather what is to be paid, with what is held back and why; or make a batch of it."""
    from collections import Counter

    from gainful.benefits.actions import gather, make_batch
    from gainful.cli.operator import today

    actor, number = _who(who), area_named(area)
    if batch:
        day = pay_on.date() if pay_on else today()
        _say(make_batch(actor=actor, area=number, form=form, pay_on=day, on=today()))
        return
    gathered = gather(actor=actor, area=number, on=today())
    out.print(
        f"{len(gathered.made)} payments made ready, {gathered.cancelled} cancelled, {len(gathered.held)} held back"
    )
    for why, count in sorted(Counter(one.held for one in gathered.held).items()):
        out.print(f"  {why}: {count}")


@benefits.command("check")
@command
def check(batch: str = BATCH, who: str = AS) -> None:
    """Check a batch that another made."""
    from gainful.benefits.actions import check_batch
    from gainful.cli.operator import today

    actor = _who(who)
    _say(check_batch(actor=actor, batch=_batch(actor, batch), on=today()))


@benefits.command("release")
@command
def release(
    batch: str = BATCH,
    who: str = AS,
    to: Path = typer.Option(..., "--out", help="the bank's file to write; it holds names and accounts"),
) -> None:
    """Release a batch that two others made and checked, and write its file."""
    from gainful.benefits.actions import release_batch
    from gainful.cli import writable
    from gainful.cli.operator import today

    writable(to)
    actor = _who(who)
    released = release_batch(actor=actor, batch=_batch(actor, batch), on=today())
    to.touch(mode=0o600)
    to.write_text(released.unsealed("text") or "", encoding="utf-8")
    _say(released)


@benefits.command("answer")
@command
def answer(
    batch: str = BATCH,
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
    """Hold payments, batches and budgets against the books: exit 0 when they agree, 1 when something differs."""
    from gainful.benefits.books import balances, differences
    from gainful.cli.operator import operator
    from gainful.terms.money import format_yuan

    actor = operator()
    for book, fen in balances(actor).items():
        out.print(f"{book:12} {format_yuan(fen):>20}")
    found = differences(actor)
    for one in found:
        out.print(f"differs: {one.kind} {one.row}: found {one.found}, right {one.right}")
    if found:
        raise typer.Exit(FAULTS)
    out.print("the books agree with every payment, batch and budget")
