"""An employer's own view: who comes and who is there, which months wait for their roll. Name and job, nothing else.

Somebody is shown to an employer only while their own consent lives: to the placement that brought them there, or to
details being given to employers. Whoever takes it back is on no later page; what was told before stays.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Prefetch, Q

from gainful.accounts.actor import Actor
from gainful.casework.models import HireReport, PayrollLine, RollLine, Spell
from gainful.casework.querysets import SpellQuerySet
from gainful.casework.schedule import months_worked, pay_due_on
from gainful.jobs.models import Employer
from gainful.registry.models import Consent

SEE = "employer.see"
SOURCE = "employer's roll"
"""Where a payroll line comes from that a roll told."""
MONTHS_BACK = 12
SHOWN_COLUMNS = ("key", "state", "starts_on", "ends_on", "employer_id", "area", "opening_id", "person_id")
"""What an employer's page reads of a spell; of the person the name alone."""


def employer_of(actor: Actor) -> Employer | None:
    """The employer whom an account acts for, None for everybody else."""
    if actor.employer_id is None:
        return None
    return Employer.objects.visible_to(actor, SEE).filter(pk=actor.employer_id).first()


def their_spells(employer: Employer) -> SpellQuerySet:
    """Jobs at an employer of people who live-consent to being known there; called-off ones are left out."""
    sharing = Consent.objects.live("sharing").order_by().values("person_id")
    placed = Q(origin=Spell.Origin.BROUGHT_ABOUT, consent__withdrawn_at=None)
    found: SpellQuerySet = Spell.objects.filter(employer=employer).exclude(state=Spell.State.CALLED_OFF)
    return found.filter(placed | Q(person__in=sharing))


def shown_spells(employer: Employer) -> SpellQuerySet:
    """The same, with no more columns than an employer's page may read."""
    rows = their_spells(employer).select_related("person", "opening")
    shown: SpellQuerySet = rows.only(*SHOWN_COLUMNS, "person__name", "person__key", "opening__title")
    return shown.prefetch_related(Prefetch("hire_reports", HireReport.objects.order_by("happened_on", "pk")))


def coming(employer: Employer) -> SpellQuerySet:
    """Who accepted and has not begun; nobody while placements with the employer are stopped."""
    if employer.frozen_on is not None:
        return shown_spells(employer).none()
    return shown_spells(employer).filter(state=Spell.State.AGREED).order_by("starts_on", "pk")


def at_work(employer: Employer, on: date) -> SpellQuerySet:
    """Who is at work there on a day."""
    return shown_spells(employer).working_on(on).filter(state=Spell.State.WORKING).order_by("starts_on", "pk")


def to_report(employer: Employer, on: date) -> SpellQuerySet:
    """Who was to begin by a day and of whom the employer has said neither that they came nor that they did not."""
    said = HireReport.objects.filter(kind__in=("arrived", "not_arrived")).values("spell_id")
    return coming(employer).filter(starts_on__lte=on).exclude(pk__in=said)


def worked_in(employer: Employer, month: date) -> SpellQuerySet:
    """Who worked there in a month, by name."""
    rows = shown_spells(employer).counted().filter(starts_on__lte=pay_due_on(month))
    rows = rows.filter(Q(ends_on=None) | Q(ends_on__gte=month))
    shown: SpellQuerySet = rows.order_by("person__name_pinyin", "pk")
    return shown


def lines_of(employer: Employer, month: date) -> dict[int, RollLine]:
    """What was told for a month, by spell."""
    found = RollLine.objects.filter(roll__employer=employer, roll__month=month)
    return {one.spell_id: one for one in found}


def payments_of(spells: Iterable[int], month: date) -> dict[int, list[PayrollLine]]:
    """What payrolls and rolls have of a month's payments, by spell, in order."""
    found: dict[int, list[PayrollLine]] = {}
    rows = PayrollLine.objects.filter(spell__in=spells, month=month).order_by("part")
    for one in rows:
        found.setdefault(one.spell_id or 0, []).append(one)
    return found


@dataclass(frozen=True)
class Month:
    """A month's roll: how many workers it has, and of how many the employer has told."""

    month: date
    workers: int
    told: int

    @property
    def waits(self) -> int:
        """Workers of whom nothing has been told."""
        return self.workers - self.told

    @property
    def due_on(self) -> date:
        """The day on which the month's pay is due, from which on its roll is told."""
        return pay_due_on(self.month)


def months(employer: Employer, on: date) -> list[Month]:
    """The months that are over, of the last twelve, in which somebody worked there: the newest first."""
    spells = their_spells(employer).counted().values_list("pk", "starts_on", "ends_on")
    told: dict[date, set[int]] = {}
    lines = RollLine.objects.filter(roll__employer=employer).values_list(F("roll__month"), "spell_id")
    for month, spell in lines:
        told.setdefault(month, set()).add(spell)
    workers: dict[date, set[int]] = {}
    for pk, starts_on, ends_on in spells:
        for month in months_worked(starts_on, ends_on, on)[-MONTHS_BACK:]:
            workers.setdefault(month, set()).add(pk)
    newest = sorted(workers, reverse=True)[:MONTHS_BACK]
    return [
        Month(month, len(workers[month]), len(workers[month] & told.get(month, set()))) for month in newest
    ]
