"""Looking for fraud: reading an actor's areas, running every test, and a flag for each that was found."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import pyarrow as pa
from django.conf import settings
from django.db.models import QuerySet
from django_tasks import task

from gainful.accounts import running
from gainful.accounts.actor import Actor
from gainful.accounts.models import Account, Run
from gainful.accounts.refusals import Refused
from gainful.accounts.scope import AreaRow
from gainful.benefits.actions.flags import Seen, open_flags, start_fraud_run
from gainful.benefits.fraud.definition import FraudTest, Subject, own_tests
from gainful.benefits.fraud.extract import RIGHT, read_tables
from gainful.benefits.fraud.run import NotSet, run_tests
from gainful.benefits.fraud.thresholds import thresholds
from gainful.benefits.models import FraudFlag
from gainful.jobs.models import Employer
from gainful.pack import load
from gainful.registry.models import Person
from gainful.training.models import Course

SEE = "flags.see"


@dataclass(frozen=True)
class Looked:
    """What one look gave: the rows that the tests returned, and how many flags are new."""

    rows: pa.Table
    opened: int


def look(actor: Actor, on: date, progress: running.Progress = running.silent) -> Looked:
    """Run every test over the actor's areas as of a day, and open a flag for each that is new.

    Refused: threshold_not_set, where the programme lacks a value. NotAllowed without the right.
    """
    tests = own_tests()
    tables = read_tables(actor, on)
    try:
        rows = run_tests(tests, tables, on, thresholds(load(settings.GAINFUL_PACK), tests, on), progress)
    except NotSet as fault:
        raise Refused("threshold_not_set", names=", ".join(fault.names)) from None
    return Looked(rows, open_flags(actor=actor, seen=_by_subject(actor, tests, rows), on=on))


def start_looking(*, actor: Actor, on: date) -> Run:
    """Have every test run over the actor's areas when its turn comes. Refused: run_under_way."""
    run = start_fraud_run(actor=actor, on=on)
    _look.enqueue(run.key, actor.account_id, on.isoformat())
    return run


def look_now(*, actor: Actor, on: date) -> Run:
    """The same at once; the run says what it gave."""
    run = start_fraud_run(actor=actor, on=on)
    running.perform(run.key, lambda report: _looked(actor, on, report))
    run.refresh_from_db()
    return run


@task()
def _look(run: str, account_id: int, on: str) -> None:
    day = date.fromisoformat(on)

    def work(report: running.Reporter) -> dict[str, Any]:
        # As the account may act now: rights taken away since it was asked for are gone.
        return _looked(Account.objects.get(pk=account_id).actor(day), day, report)

    running.perform(run, work)


def _looked(actor: Actor, on: date, report: running.Reporter) -> dict[str, Any]:
    looked = look(actor, on, report)
    return {"on": on.isoformat(), "seen": looked.rows.num_rows, "opened": looked.opened}


def waiting(actor: Actor) -> QuerySet:
    """Flags to review in the actor's areas, the oldest first."""
    return FraudFlag.objects.visible_to(actor, SEE).still_open().order_by("found_on", "pk")


def _by_subject(actor: Actor, tests: Mapping[str, FraudTest], rows: pa.Table) -> list[Seen]:
    """One thing seen a test and subject, in the area where the subject is at home; a firm's people are counted."""
    gathered: dict[tuple[str, str, int], list[dict[str, Any]]] = {}
    for row in rows.to_pylist():
        subject = tests[row["test"]].subject
        number = row[subject.value]
        if subject is Subject.EMPLOYER and (number is None or number < 0):
            # A firm without a record of its own: each of its people is asked about.
            subject, number = Subject.PERSON, row["person"]
        if number is not None:
            gathered.setdefault((row["test"], subject.value, number), []).append(row)
    places = _places(actor, gathered)
    return [
        _seen(test, subject, number, places[subject, number], found)
        for (test, subject, number), found in gathered.items()
        if (subject, number) in places
    ]


def _places(actor: Actor, keys: Iterable[tuple[str, str, int]]) -> dict[tuple[str, int], int]:
    """The area of each subject that lies in the actor's areas."""
    found: dict[tuple[str, int], int] = {}
    models: dict[Subject, type[AreaRow]] = {
        Subject.PERSON: Person,
        Subject.EMPLOYER: Employer,
        Subject.COURSE: Course,
    }
    for subject, model in models.items():
        wanted = {number for _, kind, number in keys if kind == subject.value}
        if wanted:
            inside = model.objects.visible_to(actor, RIGHT).values_list("pk", "area")
            found |= {(subject.value, pk): area for pk, area in inside.iterator() if pk in wanted}
    return found


def _seen(test: str, subject: str, number: int, area: int, rows: list[dict[str, Any]]) -> Seen:
    several = subject != Subject.PERSON and any(row["person"] is not None for row in rows)
    people = {row["person"] for row in rows if row["person"] is not None}
    amounts = [row["amount_fen"] for row in rows if row["amount_fen"] is not None]
    return Seen(
        test=test, area=area, how_many=len(people) if several else max(row["how_many"] for row in rows),
        from_on=min((row["from_on"] for row in rows if row["from_on"]), default=None),
        to_on=max((row["to_on"] for row in rows if row["to_on"]), default=None),
        amount_fen=sum(amounts) if amounts else None,
        **{f"{subject}_id": number},
    )  # fmt: skip
