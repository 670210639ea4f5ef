"""Who acts, and where: the one value that every read and write is asked with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from gainful.terms.places import area_range


class Role(StrEnum):
    """What a member of staff, an employer or a worker is trusted with; rights.py says what each may do."""

    HELPER = "helper"
    COUNTY_OFFICER = "county_officer"
    BENEFITS_OFFICER = "benefits_officer"
    CHECKER = "checker"
    RELEASER = "releaser"
    TRAINING_OFFICER = "training_officer"
    INDEPENDENT_DESK = "independent_desk"
    ANALYST = "analyst"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"
    EMPLOYER = "employer"
    WORKER = "worker"


@dataclass(frozen=True)
class Grant:
    """One role in one area (a division number; the nation is 0)."""

    role: Role
    area: int

    @property
    def span(self) -> tuple[int, int]:
        """Lowest and highest area number inside, both included."""
        return area_range(self.area)


@dataclass(frozen=True)
class Actor:
    """An account on a day, with the grants then in force. A worker acts for one person only (`person_id`)."""

    account_id: int | None
    label: str
    grants: tuple[Grant, ...] = ()
    person_id: int | None = None
    employer_id: int | None = None
    on: date | None = None

    @property
    def roles(self) -> frozenset[Role]:
        """The roles held anywhere."""
        return frozenset(grant.role for grant in self.grants)

    def spans(self, right: str) -> list[tuple[int, int]]:
        """Area ranges in which this actor holds a right; empty when nowhere."""
        from gainful.accounts.rights import roles_with

        holders = roles_with(right)
        return sorted({grant.span for grant in self.grants if grant.role in holders})

    def may(self, right: str, area: int | None = None) -> bool:
        """Whether the right is held, in that area where one is named."""
        spans = self.spans(right)
        return bool(spans) if area is None else any(low <= area <= high for low, high in spans)

    def __repr__(self) -> str:
        return f"Actor {self.account_id}"
