"""Workshops, posts and projects with people in them, for tests."""

from __future__ import annotations

from datetime import date
from typing import Any

from journey import recorded

from cast import COUNTY, TOWNSHIP, Cast
from gainful.casework.actions import record_attendance_at_work
from gainful.casework.models import Spell
from gainful.jobs.models import Leader, Project, Workshop
from gainful.registry.models import Person
from make import a_worker, an_employer


def a_workshop(**more: Any) -> Workshop:
    """A factory workshop that is said to run."""
    fields = {"area": TOWNSHIP, "name": "样例车间", "kind": "factory", "running": "running"} | more
    return Workshop.objects.create(**fields)


def on_its_roll(cast: Cast, workshop: Workshop, person: Person | None = None, **more: Any) -> Spell:
    """Somebody at work in a workshop since 1 September."""
    fields = {"channel": "workshop", "workshop": workshop, "employer_name": workshop.name} | more
    return recorded(cast, person or a_worker(), **fields)


def a_post(cast: Cast, person: Person | None = None, **more: Any) -> Spell:
    """Somebody in a public post since 1 September, as a ledger tells it."""
    fields = {"channel": "public_post", "employer_name": "样例村委会", "occupation": "cleaner"} | more
    return recorded(cast, person or a_worker(), **fields)


def came(cast: Cast, spell: Spell, days: int = 20, month: date = date(2020, 10, 1), **more: Any) -> Any:
    """A month's attendance from the paper roll."""
    fields = {"unit": "month", "source": "paper", "actor": cast.officer, "on": date(2020, 11, 2)} | more
    return record_attendance_at_work(spell=spell, begins_on=month, present_days=days, **fields)


def a_project(**more: Any) -> Project:
    """A project of one employer in the county."""
    fields = {"area": COUNTY, "name": "样例项目", "employer": an_employer()} | more
    return Project.objects.create(**fields)


def a_leader(**more: Any) -> Leader:
    """A recognised leader."""
    fields = {"area": TOWNSHIP, "person": a_worker(), "business_name": "样例合作社"} | more
    return Leader.objects.create(**fields)
