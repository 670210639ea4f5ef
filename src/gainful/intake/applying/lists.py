"""What payrolls, attendance rolls and insurance lists of a county told before, loaded once for a hand-in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cached_property

from django.db.models import QuerySet

from gainful.casework.models import Attendance, InsuranceLine, PayrollLine, Review, Spell
from gainful.casework.reviews import TAKEN_OVER
from gainful.casework.schedule import pay_due_on


class Lists:
    """Look-ups, each one dictionary. `rows` narrows a query to the county."""

    def __init__(self, rows: Callable[[QuerySet], QuerySet]) -> None:
        self.rows = rows

    @cached_property
    def payroll(self) -> dict[tuple[int, str, date, int], PayrollLine]:
        """By person, employer, month and part."""
        rows = self.rows(PayrollLine.objects.all())
        return {(row.person_id, row.employer_name, row.month, row.part): row for row in rows}

    @cached_property
    def attendance(self) -> dict[tuple[int, str, date], dict[str, Attendance]]:
        """What lists told, by person, post and month: the rows by roll."""
        found: dict[tuple[int, str, date], dict[str, Attendance]] = {}
        for row in self._months.exclude(told_in=""):
            found.setdefault((row.person_id, row.post, row.begins_on), {})[row.source] = row
        return found

    @cached_property
    def on_screen(self) -> dict[tuple[int, date], dict[str, Attendance]]:
        """What was recorded on screen, by job and month: the rows by roll."""
        found: dict[tuple[int, date], dict[str, Attendance]] = {}
        for row in self._months.filter(told_in="").exclude(spell=None):
            found.setdefault((row.spell_id, row.begins_on), {})[row.source] = row
        return found

    @property
    def _months(self) -> QuerySet:
        return self.rows(Attendance.objects.filter(unit=Attendance.Unit.MONTH))

    @cached_property
    def insurance(self) -> dict[tuple[int, str, date, str], InsuranceLine]:
        """By person, employer, first day insured and state."""
        rows = self.rows(InsuranceLine.objects.all())
        return {(row.person_id, row.employer_name, row.insured_from, row.state): row for row in rows}

    @cached_property
    def jobs(self) -> dict[int, list[Spell]]:
        """Each person's spells that happened, as they are when first asked for, the latest start first."""
        found: dict[int, list[Spell]] = {}
        for spell in self.rows(Spell.objects.counted().order_by("-starts_on", "-pk")):
            found.setdefault(spell.person_id, []).append(spell)
        return found

    def in_month(self, person_id: int, month: date) -> list[Spell]:
        """A person's spells that share a day with a month."""
        return [
            spell
            for spell in self.jobs.get(person_id, ())
            if spell.starts_on <= pay_due_on(month) and (spell.ends_on is None or spell.ends_on >= month)
        ]

    @cached_property
    def renamed(self) -> dict[tuple[int, date, str, str], Spell]:
        """Spells whose employer an officer took over from an insurance list, by what the ledger called them before."""
        taken = self.rows(Review.objects.filter(kind="employer_differs", decision=TAKEN_OVER))
        return {
            (row.person_id, row.spell.starts_on, row.employer_before, row.spell.occupation): row.spell
            for row in taken.exclude(spell=None).select_related("spell")
        }

    @cached_property
    def decided_uninsured(self) -> set[int]:
        """Spells of which an officer decided that the person is not insured, whatever the ledger says again."""
        taken = self.rows(Review.objects.filter(kind="insured_in_ledger_only", decision=TAKEN_OVER))
        return set(taken.exclude(spell=None).values_list("spell_id", flat=True))
