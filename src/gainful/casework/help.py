"""When help is to be offered: read off facts on record by the programme's triggers, each with its reason. No score.

What was said to an offer of help ends that one matter and is read by nothing else: no list of work, no rank, no
benefit. An income, or a line, that is not known gives no trigger.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from gainful.accounts.actor import Actor
from gainful.casework.concerned import Kind
from gainful.casework.counting import counted
from gainful.casework.kept_lists import Hangs
from gainful.casework.late_pay import LatePay, late_months, latest_of_each, pay_limits
from gainful.casework.models import HelpOffered, Spell, Trouble
from gainful.casework.need import members_on, people_in_work
from gainful.casework.programme import programme
from gainful.casework.schedule import pay_due_on
from gainful.pack import ParameterValue, Trigger
from gainful.registry.models import HouseholdIncome, Membership, Person
from gainful.terms.areas import area_range

SEE = "casework.see"


@dataclass(frozen=True)
class Matter:
    """One occasion for offering help to a person: its trigger, the day of the fact, and what the reason names."""

    trigger: Trigger
    person: Person
    since: date
    row: Spell | Trouble | HouseholdIncome
    month: date | None = None
    told: Mapping[str, Any] = field(default_factory=dict)

    @property
    def by(self) -> date:
        """The day by which help is to be offered."""
        return self.since + timedelta(days=self.trigger.within_days)

    @property
    def name(self) -> str:
        """What tells this matter from every other."""
        month = f":{self.month:%Y-%m}" if self.month else ""
        return f"{self.trigger.code}:{self.row.key}{month}"


def help_due(actor: Actor, on: date) -> list[Matter]:
    """All matters of the actor's areas on which help is to be offered, the first due first."""
    return _matters(
        Spell.objects.visible_to(actor, SEE),
        Trouble.objects.visible_to(actor, SEE),
        HouseholdIncome.objects.visible_to(actor, SEE),
        on,
    )


def help_due_to(person: Person, on: date) -> list[Matter]:
    """The matters on which help is to be offered to one person, or to their household for its income."""
    homes = Membership.objects.filter(person=person, until_on=None).values("household_id")
    sources = {
        "job_ended": Spell.objects.of_person(person),
        "told": Trouble.objects.filter(Q(person=person) | Q(person__merged_into=person)),
        "income_under_line": HouseholdIncome.objects.filter(household__in=homes),
    }
    placed = sources["job_ended"].counted().filter(origin=Spell.Origin.BROUGHT_ABOUT)
    # One statement first: most people have no matter at all, and their card is not to pay for it.
    counts = counted(_rows_by_code(sources, on) | {"pay_missing_at": placed})
    return _matters(*sources.values(), on) if any(counts.values()) else []


def matter_of(actor: Actor, code: str, key: str, on: date) -> Matter | None:
    """The matter of a trigger read off the row of a key, when help is to be offered on it now."""
    found = _matters(
        Spell.objects.visible_to(actor, SEE).filter(key=key),
        Trouble.objects.visible_to(actor, SEE).filter(key=key),
        HouseholdIncome.objects.visible_to(actor, SEE).filter(key=key),
        on,
    )
    return next((one for one in found if one.trigger.code == code), None)


def listed_codes() -> list[str]:
    """The triggers whose rows a database can count; pay is worked out from the calendar."""
    return [code for code, trigger in programme().triggers.items() if trigger.reads in ROWS]


def listed(actor: Actor, code: str, on: date) -> QuerySet:
    """The rows of one of these triggers in the actor's areas."""
    trigger = programme().triggers[code]
    source = SOURCES[trigger.reads].objects.visible_to(actor, SEE)
    return ROWS[trigger.reads](trigger, source, on)


def hangs(code: str) -> Hangs | None:
    """What the rows of one of these triggers hang on."""
    return HANGS.get(programme().triggers[code].reads)


def _rows_by_code(sources: Mapping[str, QuerySet], on: date) -> dict[str, QuerySet]:
    triggers = programme().triggers
    return {
        code: ROWS[triggers[code].reads](triggers[code], sources[triggers[code].reads], on)
        for code in listed_codes()
    }


def pay_matters(late: Iterable[LatePay], on: date) -> list[Matter]:
    """The latest late month of each spell on which no help was offered yet."""
    months = latest_of_each(one for one in late if _lives(one.spell.person))
    limit = pay_limits(on).alert
    found = []
    for trigger in (one for one in programme().triggers.values() if months and one.reads == "pay_missing"):
        closed = _closed(trigger, on).filter(spell__in=[one.spell.pk for one in months])
        settled = set(closed.values_list("spell_id", "month"))
        found += [
            Matter(
                trigger, one.spell.person, pay_due_on(one.month) + timedelta(days=limit), one.spell, one.month,
                {"employer": one.spell.employer_name, "month": f"{one.month:%Y-%m}"},
            )
            for one in months
            if (one.spell.pk, one.month) not in settled
        ]  # fmt: skip
    return found


def _matters(spells: QuerySet, troubles: QuerySet, incomes: QuerySet, on: date) -> list[Matter]:
    found: list[Matter] = []
    for trigger in programme().triggers.values():
        if trigger.reads == "job_ended":
            found += [
                _ended(trigger, row) for row in _jobs_ended(trigger, spells, on).select_related("person")
            ]
        elif trigger.reads == "income_under_line":
            rows = _incomes_under_line(trigger, incomes, on).select_related("household")
            found += _low_incomes(trigger, list(rows), on)
    found += _all_told(troubles, on)
    found += pay_matters(late_months(spells, on), on)
    return sorted(found, key=lambda one: (one.by, one.name))


def _all_told(troubles: QuerySet, on: date) -> list[Matter]:
    """The matters of every trigger that reads what was told, in one query."""
    triggers = [one for one in programme().triggers.values() if one.reads == "told"]
    due = Q(pk__in=[])
    for trigger in triggers:
        due |= Q(kind=trigger.kind) & Q(pk__in=_troubles(trigger, troubles, on).order_by().values("pk"))
    rows = troubles.filter(due).select_related("person")
    return [_told(trigger, row) for row in rows for trigger in triggers if trigger.kind == row.kind]


def _lives(person: Person) -> bool:
    return person.died_on is None and person.merged_into_id is None


def _ended(trigger: Trigger, row: Spell) -> Matter:
    told = {"employer": row.employer_name, "day": row.ends_on, "left_because": row.left_because}
    return Matter(trigger, row.person, row.ends_on, row, told=told)


def _told(trigger: Trigger, row: Trouble) -> Matter:
    return Matter(
        trigger, row.person, row.told_on, row, told={"words": row.unsealed("words"), "day": row.told_on}
    )


def _low_incomes(trigger: Trigger, rows: list[HouseholdIncome], on: date) -> list[Matter]:
    """Each with the member who is asked: the head of the household, else its oldest member."""
    held = members_on(on).filter(household__in=[row.household_id for row in rows]).select_related("person")
    members: dict[int, list[Membership]] = {}
    for one in held:
        members.setdefault(one.household_id, []).append(one)
    found = []
    for row in rows:
        inside = sorted(
            members.get(row.household_id, ()),
            key=lambda one: (one.relation != "head", one.person.born_on or date.max, one.pk),
        )
        line = _line(trigger, row.area, row.year)
        if inside and line is not None:
            told = {"year": row.year, "per_head_fen": row.per_head, "line_fen": line.fen(),
                    "verified": line.verified}  # fmt: skip
            found.append(Matter(trigger, inside[0].person, date(on.year, 1, 1), row, told=told))
    return found


def _line(trigger: Trigger, area: int, year: int) -> ParameterValue | None:
    return programme().parameters.value(trigger.line, area, date(year, 12, 31))


def _closed(trigger: Trigger, on: date) -> QuerySet:
    """Help offered by a date that ends a matter, or puts it off beyond that date."""
    offered = HelpOffered.objects.filter(trigger=trigger.code, said_on__lte=on)
    return offered.filter(~Q(said=HelpOffered.Said.LATER) | Q(again_on__gt=on))


def _jobs_ended(trigger: Trigger, spells: QuerySet, on: date) -> QuerySet:
    since = on - timedelta(days=trigger.looks_back_days)
    later = Spell.objects.counted().filter(
        person=OuterRef("person"), starts_on__gte=OuterRef("ends_on"), starts_on__lte=on
    )
    rows = spells.filter(state=Spell.State.ENDED, ends_on__gt=since, ends_on__lte=on)
    rows = rows.filter(person__died_on=None, person__merged_into=None)
    rows = rows.exclude(person__in=people_in_work(on).exclude(ends_on=on))
    rows = rows.filter(~Exists(later.exclude(pk=OuterRef("pk"))))
    return rows.filter(~Exists(_closed(trigger, on).filter(spell=OuterRef("pk"))))


def _troubles(trigger: Trigger, troubles: QuerySet, on: date) -> QuerySet:
    since = on - timedelta(days=trigger.looks_back_days)
    rows = troubles.filter(kind=trigger.kind, told_on__gt=since, told_on__lte=on)
    rows = rows.filter(person__died_on=None, person__merged_into=None)
    return rows.filter(~Exists(_closed(trigger, on).filter(trouble=OuterRef("pk"))))


def _incomes_under_line(trigger: Trigger, incomes: QuerySet, on: date) -> QuerySet:
    """Incomes of last year that are known and lie under that year's line of their area, with `per_head` in fen.

    Income a head as recorded; else net income, or the four sources less costs when all are known, by members.
    """
    year = on.year - 1
    counted = (
        members_on(on).filter(household=OuterRef("household")).values("household").annotate(n=Count("pk"))
    )
    sources = (
        F("wage_fen") + F("business_fen") + F("property_fen") + F("transfer_fen") - F("business_cost_fen")
    )
    per_head = Coalesce("net_per_head_fen", Coalesce("net_fen", sources) / Subquery(counted.values("n")))
    rows = incomes.filter(year=year).annotate(per_head=per_head).filter(_under(trigger, year))
    some = members_on(on).filter(household=OuterRef("household"))
    return rows.filter(Exists(some), ~Exists(_closed(trigger, on).filter(income=OuterRef("pk"))))


def _under(trigger: Trigger, year: int) -> Q:
    """Below the line of the smallest area that has one; where no area around has one it is not known."""
    parameter = programme().parameters.by_name.get(trigger.line)
    areas = {one.area for one in parameter.values if one.in_force(date(year, 12, 31))} if parameter else set()
    under = Q(pk__in=[])
    for area in sorted(areas):
        line = _line(trigger, area, year)
        inside = Q(area__range=area_range(area))
        for smaller in areas - {area}:
            low, high = area_range(smaller)
            if area_range(area)[0] <= low and high <= area_range(area)[1]:
                inside &= ~Q(area__range=(low, high))
        if line is not None:
            under |= inside & Q(per_head__lt=line.fen())
    return under


ROWS = {"job_ended": _jobs_ended, "told": _troubles, "income_under_line": _incomes_under_line}
"""Rows by what a trigger reads."""

SOURCES = {"job_ended": Spell, "told": Trouble, "income_under_line": HouseholdIncome}

HANGS = {
    "job_ended": Hangs(Kind.PEOPLE, "person_id"),
    "income_under_line": Hangs(Kind.HOUSEHOLDS, "household_id"),
}
"""What rows hang on, by what a trigger reads; what was told is little, and counted anew as a whole."""
