"""Who is on some of Today's lists, said in plain Python over all rows: slow, and nobody optimises it."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from typing import Any

from gainful.casework import schedule
from gainful.casework.late_pay import pay_limits
from gainful.casework.models import Contact, Offer, PayEvidence, Service, Spell
from gainful.casework.need import able_members, members_on
from gainful.casework.service_standard import standard_of
from gainful.registry.models import Consent, Household, Person, Wish
from gainful.training.models import Enrolment


def wanting(on: date) -> set[int]:
    """Records whose latest answer is that they want work."""
    latest = {}
    for wish in Wish.objects.filter(asked_on__lte=on).order_by("asked_on", "pk"):
        latest[wish.person_id] = wish.willing
    return {who for who, willing in latest.items() if willing}


def working(on: date) -> set[int]:
    """People in work, by the record that stands."""
    return {
        spell.person.merged_into_id or spell.person_id
        for spell in Spell.objects.select_related("person")
        if spell.state in ("working", "ended") and spell.starts_on <= on and (spell.ends_on or on) >= on
    }


def current() -> list[Person]:
    return [p for p in Person.objects.all() if not (p.merged_into_id or p.died_on or p.moved_away_on)]


def willing_not_in_work(on: date) -> set[int]:
    agreed = {spell.person_id for spell in Spell.objects.filter(state="agreed")}
    return {p.pk for p in current() if p.pk in wanting(on) - working(on) - agreed}


def no_contact(on: date) -> set[int]:
    days = (
        (Wish, "asked_on"),
        (Service, "given_on"),
        (Offer, "shown_on"),
        (Consent, "given_on"),
        (Contact, "met_on"),
    )
    met = {
        row.person_id
        for model, day in days
        for row in model.objects.all()
        if on - timedelta(days=30) < getattr(row, day) <= on
    }
    return willing_not_in_work(on) - met


def services_owed(on: date) -> set[int]:
    given: dict[int, Any] = defaultdict(lambda: defaultdict(int))
    rows = [(one.person_id, one.kind, one.given_on) for one in Service.objects.all()]
    rows += [(one.person_id, "job_referral", one.shown_on) for one in Offer.objects.all()]
    seats = Enrolment.objects.select_related("course")
    rows += [(one.person_id, "skills_training", one.course.starts_on) for one in seats]
    owed = set()
    for person in current():
        standard = standard_of(person.area, on)
        since = on - timedelta(days=standard.days)
        for who, kind, day in rows:
            if who == person.pk and day and since < day <= on:
                given[who][kind] += 1
        if any(given[person.pk][kind] < times for kind, times in standard.due.items()):
            owed.add(person.pk)
    return owed & wanting(on) - working(on)


def zero_employment_households(on: date) -> set[int]:
    could = {m.household_id for m in able_members(on) if m.person_id in wanting(on)}
    works = {m.household_id for m in members_on(on) if m.person_id in working(on)}
    return could - works & set(Household.objects.values_list("pk", flat=True))


def pay_unconfirmed(on: date) -> set[tuple[int, date]]:
    confirmed = defaultdict(set)
    for row in PayEvidence.objects.filter(confirmed_by_worker=True):
        confirmed[row.spell_id].add(row.month)
    late = {schedule.PayStanding.ALERT, schedule.PayStanding.BLOCK, schedule.PayStanding.CASE}
    return {
        (spell.pk, month)
        for spell in Spell.objects.filter(origin="brought_about", state__in=["working", "ended"])
        for month, standing in schedule.pay_outstanding(
            spell.starts_on, spell.ends_on, confirmed[spell.pk], on, pay_limits(on)
        )
        if standing in late
    }
