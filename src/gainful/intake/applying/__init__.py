"""From a row that was read to what taking it would do: one module a form, each with one `plan`.

`plan(values, refused, county)` looks at the county as it is, says whether the row is new, changed or the same, and
holds the one call that takes it. Staging shows the plans; applying makes them again, under lock, and takes them.
"""

from __future__ import annotations

from gainful.intake.applying import (
    attendance,
    income,
    insurance,
    leaders,
    not_working,
    openings,
    payroll,
    registration,
    training,
    working,
    workshops,
)
from gainful.intake.applying.plan import Plan, Planner

# The order in which the forms of one hand-in are applied: who first, then where, then what happened.
PLANNERS: dict[str, Planner] = {
    "registration": registration.plan,
    "income": income.plan,
    "workshops": workshops.plan,
    "openings": openings.plan,
    "working": working.plan,
    "not_working": not_working.plan,
    "training": training.plan,
    "leaders": leaders.plan,
    "payroll": payroll.plan,
    "attendance": attendance.plan,
    "insurance": insurance.plan,
}

__all__ = ["PLANNERS", "Plan", "Planner"]
