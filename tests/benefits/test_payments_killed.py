"""kill -9 in the middle of any step of paying: nothing lost, nothing paid twice, a rerun ends it."""

from __future__ import annotations

import os
import random
import signal
import threading
import time
from collections.abc import Callable
from contextlib import nullcontext
from typing import Any

import pytest
from django.db import connection, connections
from django.db.models import Sum

from benefits.granted import PAYER, an_answer, officers, payable, three_people
from benefits.test_payments_race import in_a_file
from cast import COUNTY, TODAY
from gainful.benefits import books
from gainful.benefits.actions import check_batch, gather, make_batch, record_answer, release_batch
from gainful.benefits.models import Batch, LedgerEntry, Payment

PAYEES = 12
STEPS = ("gather", "make", "check", "release", "answer")


def elsewhere(act: Callable[[], Any]) -> Any:
    """Run an act on a connection of its own."""
    told: list[Any] = []

    def run() -> None:
        try:
            told.append(act())
        finally:
            connections.close_all()

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    assert told, "the act failed"
    return told[0]


def killed(act: Callable[[], Any], after: float) -> None:
    """Run an act in a process of its own, killed with -9 after so many seconds."""
    child = os.fork()
    if child == 0:
        try:
            elsewhere(act)
        finally:
            os._exit(0)
    time.sleep(after)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def latest() -> Batch:
    return Batch.objects.order_by("-pk")[0]


def acts(three) -> dict[str, Callable[[], Any]]:
    form = "pain.001.001.09"
    return {
        "gather": lambda: gather(actor=three.maker, area=COUNTY, on=TODAY),
        "make": lambda: make_batch(actor=three.maker, area=COUNTY, form=form, pay_on=TODAY, on=TODAY),
        "check": lambda: check_batch(actor=three.checker, batch=latest(), on=TODAY),
        "release": lambda: release_batch(actor=three.releaser, batch=latest(), on=TODAY),
        "answer": lambda: record_answer(
            actor=three.releaser, batch=latest(), text=an_answer(latest()), on=TODAY
        ),
    }


def done(step: str) -> bool:
    """Whether a step has been done for everybody."""
    state = {"gather": "ready", "make": "batched", "check": "batched", "release": "sent", "answer": "paid"}[
        step
    ]
    now = Payment.objects.exclude(batch__state="answered").count() if step != "answer" else 0
    if step == "answer":
        return latest().state == "answered"
    if step == "check":
        return latest().state == "checked"
    return now == PAYEES and Payment.objects.filter(state=state).count() == PAYEES


def cycles(three, count: int) -> int:
    """So many payrolls, in each one step killed and run again; how many kills came before the step was done."""
    chance, longest, unfinished = random.Random(7), dict.fromkeys(STEPS, 0.0), 0
    for number in range(count + 1):
        elsewhere(lambda: [payable(100 + at) for at in range(PAYEES)])
        for step, act in acts(three).items():
            # The first payroll only measures how long each step takes.
            if number and STEPS[number % len(STEPS)] == step:
                killed(act, chance.uniform(0.1, 1.1) * longest[step])
                if not elsewhere(lambda step=step: done(step)):
                    unfinished += 1
                    elsewhere(act)
            else:
                began = time.monotonic()
                elsewhere(act)
                longest[step] = max(longest[step], time.monotonic() - began)
            assert elsewhere(lambda step=step: done(step))
    elsewhere(lambda: nothing_lost_nothing_twice(three, (count + 1) * PAYEES))
    return unfinished


def nothing_lost_nothing_twice(three, payments: int) -> bool:
    rounds = payments // PAYEES
    assert Payment.objects.filter(state="paid").count() == Payment.objects.count() == payments
    assert Payment.objects.values("decision").distinct().count() == payments
    fen = rounds * sum(100 + at for at in range(PAYEES))
    assert Payment.objects.aggregate(fen=Sum("amount_fen"))["fen"] == fen
    assert Batch.objects.aggregate(fen=Sum("total_fen"))["fen"] == fen
    assert LedgerEntry.objects.count() == 3 * payments
    assert books.differences(three.maker) == []
    return True


def race(count: int, settings, tmp_path, monkeypatch) -> None:
    for name, value in PAYER.items():
        setattr(settings, name, value)
    three = three_people()
    officers()
    file = in_a_file(tmp_path, monkeypatch) if connection.vendor == "sqlite" else nullcontext()
    with file:
        unfinished = cycles(three, count)
    assert count < 20 or unfinished > count // 10


@pytest.mark.django_db(transaction=True)
def test_5_kills_lose_nothing_and_pay_nothing_twice(settings, tmp_path, monkeypatch):
    race(5, settings, tmp_path, monkeypatch)


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_60_kills_lose_nothing_and_pay_nothing_twice(settings, tmp_path, monkeypatch):
    race(60, settings, tmp_path, monkeypatch)
