"""Pay that the worker has not confirmed in time, and the employers with whom placements are stopped for it.

Whether placements are stopped is read off the calendar at the moment of asking: nothing has to run for it to hold.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Case, Count, Exists, F, OuterRef, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce, Least, TruncMonth

from gainful.casework import schedule
from gainful.casework.models import EmployerFreeze, PayEvidence, Spell
from gainful.casework.programme import quantity
from gainful.casework.querysets import months_of
from gainful.jobs.models import Employer
from gainful.jobs.same_employer import same_employers
from gainful.terms.areas import NATION
from gainful.terms.periods import add_months

LATE = frozenset({schedule.PayStanding.ALERT, schedule.PayStanding.BLOCK, schedule.PayStanding.CASE})
STOPPING = LATE - {schedule.PayStanding.ALERT}


@dataclass(frozen=True)
class LatePay:
    """A month whose pay the worker has not confirmed 7 days or more after it was due."""

    spell: Spell
    month: date
    standing: schedule.PayStanding


def pay_limits(on: date) -> schedule.PayLimits:
    """The days after pay is due at which something happens, as the programme sets them."""
    names = ("pay_days_before_alert", "pay_days_before_block", "pay_days_before_case")
    return schedule.PayLimits(*(quantity(name, NATION, on) for name in names))


def late_months(spells: QuerySet, on: date) -> list[LatePay]:
    """The late months of these spells that Gainful brought about, by start of the spell, then by month.

    A spell that was only recorded is asked about pay at its follow-ups: nobody was there in the months before.
    """
    limits = pay_limits(on)
    spells = spells.counted().filter(origin=Spell.Origin.BROUGHT_ABOUT)  # type: ignore[attr-defined]
    spells = spells.with_pay_late(schedule.last_month_late(on, limits))  # type: ignore[attr-defined]
    confirmed: dict[int, set[date]] = {}
    paid = PayEvidence.objects.filter(spell__in=spells.order_by(), confirmed_by_worker=True)
    for spell_id, month in paid.values_list("spell_id", "month"):
        confirmed.setdefault(spell_id, set()).add(month)
    return [
        LatePay(spell, month, standing)
        for spell in spells.select_related("person", "employer").order_by("starts_on", "pk")
        for month, standing in schedule.pay_outstanding(
            spell.starts_on, spell.ends_on, confirmed.get(spell.pk, ()), on, limits
        )
        if standing in LATE
    ]


def latest_of_each(months: Iterable[LatePay]) -> list[LatePay]:
    """The latest late month of each spell, in the order given."""
    found: dict[int, LatePay] = {}
    for one in months:
        known = found.get(one.spell.pk)
        if known is None or one.month > known.month:
            found[one.spell.pk] = one
    return list(found.values())


def employers_overdue(on: date) -> QuerySet:
    """Ids of employers with a month of a placement's pay not confirmed since so many days that placements stop.

    A month is due on its last day; the last month due that long ago is the one before that of the day a limit less
    one earlier. A month is settled too when the independent desk lifted its stop with a reason.
    """
    day = (on - timedelta(days=pay_limits(on).block - 1)).replace(day=1)
    last_due = add_months(day, -1)
    count = last_due.year * 12 + last_due.month
    spells = Spell.objects.counted().filter(
        origin=Spell.Origin.BROUGHT_ABOUT, employer__isnull=False, starts_on__lt=day
    )
    until = Case(When(ends_on=None, then=Value(count)), default=Least(months_of(F("ends_on")), Value(count)))
    in_time = {
        "spell": OuterRef("pk"),
        "month__gte": OuterRef("first_month"),
        "month__lte": last_due,
    }
    confirmed = PayEvidence.objects.filter(confirmed_by_worker=True)
    same = confirmed.filter(spell=OuterRef("spell"), month=OuterRef("month"))
    lifted = EmployerFreeze.objects.filter(lifted_by__isnull=False).filter(~Exists(same))
    owed = spells.annotate(first_month=TruncMonth("starts_on")).annotate(
        months_due=until - months_of(F("starts_on")) + 1,
        months_settled=_count(confirmed.filter(**in_time)) + _count(lifted.filter(**in_time)),
    )
    return owed.filter(months_settled__lt=F("months_due")).order_by().values("employer_id")


def stopped_for_pay(employers: Iterable[Employer], on: date) -> set[int]:
    """Ids of those of these employers with whom placements stop by the calendar of pay, at any of their records."""
    rows = same_employers(employers)
    known = set().union(*rows.values()) if rows else set()
    overdue = set(employers_overdue(on).filter(employer__in=known).values_list("employer_id", flat=True))
    return {pk for pk, same in rows.items() if same & overdue}


def _count(rows: QuerySet) -> Coalesce:
    """How many months rows of a spell name."""
    counted = rows.order_by().values("spell").annotate(n=Count("month", distinct=True)).values("n")
    return Coalesce(Subquery(counted), 0)
