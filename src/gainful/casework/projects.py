"""Local people that a project took on, against what its contract promised."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from gainful.casework.models import Spell
from gainful.jobs.models import LocalHireClause, Project
from gainful.terms.areas import area_range, county_of

PROJECT = "project"


@dataclass(frozen=True)
class Kept:
    """A clause, and whether it is kept on a day: True, False, or None where the project's total is unknown."""

    clause: LocalHireClause
    local: int
    share: float | None
    is_kept: bool | None


def local_people(project: Project, on: date) -> int:
    """People of the project's own county at work on it on a day.

    They came through its openings; where its employer runs no other project, also those of whom a ledger names the
    employer alone. A job that could belong to two projects counts for neither.
    """
    mine = Q(opening__project=project)
    if project.employer_id and project.employer.projects.count() == 1:
        mine |= Q(opening=None, employer=project.employer_id, channel=PROJECT)
    spells = Spell.objects.working_on(on).filter(mine, area__range=area_range(county_of(project.area)))
    return spells.order_by().values("person").distinct().count()


def kept(clause: LocalHireClause, local: int) -> Kept:
    """What was promised against the local people at work; a share needs the project's stated total."""
    if clause.promised_people is not None:
        return Kept(clause, local, None, local >= clause.promised_people)
    whole = clause.workers_stated
    if not whole or local > whole:
        return Kept(clause, local, None, None)
    return Kept(clause, local, local / whole, local * 100 >= whole * (clause.promised_percent or 0))
