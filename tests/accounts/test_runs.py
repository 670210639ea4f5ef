"""Long runs: how they end is kept, whoever asks stops them, and dead ones are found."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from cast import COUNTY
from gainful.accounts import running
from gainful.accounts.actions import sweep_runs
from gainful.accounts.models import Act, Run
from gainful.accounts.refusals import Refused

pytestmark = pytest.mark.django_db


def a_run() -> Run:
    return Run.objects.create(area=COUNTY, kind="test")


def ended(run: Run) -> tuple[str, dict]:
    run.refresh_from_db()
    return run.state, run.outcome


def test_a_run_says_how_far_it_is_and_how_it_ended():
    run, seen = a_run(), []

    def work(report):
        report("reading", 0, 10)
        seen.append(running.standing(run.key))
        return {"rows": 10}

    running.perform(run.key, work)
    assert (seen[0].step, seen[0].done, seen[0].total) == ("reading", 0, 10)
    assert ended(run) == ("done", {"rows": 10})
    assert running.standing(run.key) is None


def test_a_run_stops_when_asked_to():
    run = a_run()
    running.ask_to_stop(run.key)
    running.perform(run.key, lambda report: report("reading", 0, 10))
    assert ended(run) == ("stopped", {})


def test_a_refusal_is_an_outcome_and_a_fault_is_raised_again():
    refused, broken = a_run(), a_run()

    def refuse(report):
        raise Refused("batch_is_applied", batch=1)

    running.perform(refused.key, refuse)
    assert ended(refused) == ("failed", {"refused": "batch_is_applied", "values": {"batch": "1"}})
    with pytest.raises(ZeroDivisionError):
        running.perform(broken.key, lambda report: 1 / 0)
    assert ended(broken) == ("failed", {"fault": "ZeroDivisionError"})


def test_an_ended_run_is_not_done_again():
    run = a_run()
    running.perform(run.key, lambda report: {"turn": 1})
    running.perform(run.key, lambda report: {"turn": 2})
    assert ended(run) == ("done", {"turn": 1})


def test_runs_whose_process_died_are_set_back():
    now = timezone.now()
    dead, alive = a_run(), a_run()
    Run.objects.filter(pk=dead.pk).update(state="running", started_at=now - timedelta(minutes=6))
    Run.objects.filter(pk=alive.pk).update(state="running", started_at=now - timedelta(minutes=4))
    assert sweep_runs(actor=running.BACKGROUND, now=now) == 1
    assert ended(dead) == ("failed", {"fault": "no_sign_of_life"})
    assert ended(alive)[0] == "running"


def test_keeping_a_run_opens_no_act():
    running.perform(a_run().key, lambda report: {})
    assert not Act.objects.exists()
