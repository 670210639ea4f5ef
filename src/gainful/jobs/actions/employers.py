"""Employers, workshops, projects and leaders.

What is already recorded under its own key is given back as it is; the correct_ actions change it.
"""

from __future__ import annotations

from datetime import date
from typing import TypedDict, Unpack

from gainful.accounts.action import action, require
from gainful.accounts.actor import Actor
from gainful.accounts.refusals import Refused
from gainful.jobs.models import Employer, Leader, Project, Workshop
from gainful.registry.models import Person


class WorkshopFacts(TypedDict, total=False):
    """What is stated about a workshop; what is left out is unknown, or stays."""

    employer: Employer | None
    kind: str
    recognised_on: date | None
    exited_on: date | None
    workers_stated: int | None
    registered_workers_stated: int | None
    stated_on: date | None
    running: str


class LeaderFacts(TypedDict, total=False):
    """What is stated about a leader's business; what is left out is unknown, or stays."""

    employer: Employer | None
    business_kind: str
    households_brought_along: int | None
    people_brought_along: int | None
    recognised_on: date | None


@action(right="jobs.record", on_what="area")
def record_employer(
    *,
    actor: Actor,
    area: int,
    name: str,
    code: str = "",
    kind: str = "",
    place: int | None = None,
    contact_name: str = "",
    contact_phone: str = "",
) -> Employer:
    """An employer as one office knows it, under name and code. Known ones are given back as they are."""
    if not name.strip():
        raise Refused("employer_needs_a_name")
    known = Employer.objects.filter(area=area, name=name, code=code).first()
    if known is not None:
        return known
    employer = Employer(area=area, name=name, code=code, kind=kind, place=place, contact_name=contact_name)
    employer.seal("contact_phone", contact_phone)
    employer.save(force_insert=True)
    return employer


@action(right="jobs.record", on_what="area")
def record_workshop(*, actor: Actor, area: int, name: str, **facts: Unpack[WorkshopFacts]) -> Workshop:
    """A workshop in a township, under its name there. A known one is given back as it is.

    Refused when it exits before it was recognised, or has more registered workers than workers.
    """
    known = Workshop.objects.filter(area=area, name=name).first()
    if known is not None:
        return known
    workshop = Workshop(area=area, name=name, **facts)
    _check_workshop(workshop)
    workshop.save(force_insert=True)
    return workshop


@action(right="jobs.record", on_what="workshop")
def correct_workshop(*, actor: Actor, workshop: Workshop, changes: WorkshopFacts) -> Workshop:
    """Put right, or bring up to date, what is stated of a workshop; writes nothing when nothing differs."""
    changed = _changed(workshop, changes, WorkshopFacts.__annotations__)
    _check_workshop(workshop)
    if changed:
        workshop.save(update_fields=changed)
    return workshop


@action(right="jobs.record", on_what="area")
def record_project(
    *,
    actor: Actor,
    area: int,
    name: str,
    employer: Employer | None = None,
    kind: str = "",
    starts_on: date | None = None,
    ends_on: date | None = None,
) -> Project:
    """A project in an area, under its name there. A known one is given back as it is."""
    known = Project.objects.filter(area=area, name=name).first()
    if known is not None:
        return known
    if starts_on and ends_on and ends_on < starts_on:
        raise Refused("ends_before_it_began")
    return Project.objects.create(
        area=area, name=name, employer=employer, kind=kind, starts_on=starts_on, ends_on=ends_on
    )


@action(right="jobs.record", on_what="area")
def record_leader(
    *, actor: Actor, area: int, person: Person | None, business_name: str, **facts: Unpack[LeaderFacts]
) -> Leader:
    """A recognised leader and the business led; the person may be outside the registry (None).

    The same person leading the same business is given back as recorded.
    """
    if person is not None:
        require(actor, "jobs.record", person)
    known = Leader.objects.filter(area=area, person=person, business_name=business_name).first()
    if known is not None:
        return known
    return Leader.objects.create(area=area, person=person, business_name=business_name, **facts)


@action(right="jobs.record", on_what="leader")
def correct_leader(*, actor: Actor, leader: Leader, changes: LeaderFacts) -> Leader:
    """Put right, or bring up to date, what is stated of a leader; writes nothing when nothing differs."""
    changed = _changed(leader, changes, LeaderFacts.__annotations__)
    if changed:
        leader.save(update_fields=changed)
    return leader


def _changed(row: Workshop | Leader, changes: WorkshopFacts | LeaderFacts, allowed: dict) -> list[str]:
    """Put the changes on a row and name the columns that differ."""
    unknown = set(changes) - set(allowed)
    if unknown:
        raise Refused("not_a_fact_of_it", names=", ".join(sorted(unknown)))
    changed = [name for name, value in changes.items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, changes[name])  # type: ignore[literal-required]
    return changed


def _check_workshop(workshop: Workshop) -> None:
    if workshop.exited_on and workshop.recognised_on and workshop.exited_on < workshop.recognised_on:
        raise Refused("ends_before_it_began")
    workers, registered = workshop.workers_stated, workshop.registered_workers_stated
    if workers is not None and registered is not None and registered > workers:
        raise Refused("more_registered_than_workers")
