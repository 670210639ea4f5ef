"""The sample counties handed in with their payrolls, rolls and insurance lists, and small lists of invented people."""

from __future__ import annotations

from datetime import date
from typing import Any

from cast import TODAY
from gainful.accounts.actor import Actor, Grant, Role
from gainful.accounts.models import AddedArea
from gainful.intake.actions import Upload, apply_batch, hand_in, read_batch
from gainful.intake.models import Batch
from gainful.terms.areas import NATION
from intake.county import PACK, SAMPLES, expected

COUNTIES = ("hechuan", "yunlu")
LISTS = ("09-payroll.xlsx", "10-attendance.xlsx", "11-insurance.csv")
NOBODY_IN_PARTICULAR = Actor(
    None,
    "tests",
    tuple(Grant(role, NATION) for role in sorted(set(Role) - {Role.WORKER, Role.EMPLOYER})),
    on=TODAY,
)


def listed(county: str) -> list[dict[str, Any]]:
    """The faults that a county's expected.json has for the three lists."""
    return [fault for fault in expected(county)["faults"] if fault["file"] in LISTS]


def add_areas() -> None:
    """The invented counties as places of this installation."""
    for area in PACK.demo_areas:
        AddedArea.objects.get_or_create(
            code=area.number, defaults={"name": area.name, "valid_from": date(2014, 1, 1)}
        )


def hand_in_sample(county: str, only: tuple[str, ...] = ()) -> Batch:
    """A sample county's files, read and applied; `only` some of them."""
    add_areas()
    folder = SAMPLES / county
    paths = sorted(p for p in folder.iterdir() if p.suffix != ".json" and (not only or p.name in only))
    return take([Upload(p.name, p.read_bytes()) for p in paths], int(expected(county)["county"]) * 10**6)


def take(files: list[Upload], area: int) -> Batch:
    """Files handed in, read and applied."""
    actor = NOBODY_IN_PARTICULAR
    batch = read_batch(actor=actor, batch=hand_in(actor=actor, area=area, files=files), on=TODAY)
    assert batch.state == Batch.State.STAGED, batch.refusal
    return apply_batch(actor=actor, batch=batch, on=TODAY)
