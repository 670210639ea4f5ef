"""What is to do on a day, by reason: each list as rows of the actor's own areas, a few queries whatever the size.

A person who declined stands in every list exactly where they would stand had they never been asked.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import TypeVar

from django.core.exceptions import EmptyResultSet
from django.db.models import Exists, OuterRef, QuerySet

from gainful.accounts.actor import Actor
from gainful.accounts.changes import CHANGES, Kept, tables_named, tables_read
from gainful.casework import alerts, help, journeys, voice_lists
from gainful.casework.counting import counted
from gainful.casework.late_pay import LatePay, employers_overdue, late_months
from gainful.casework.models import Contact, FollowUp, Offer, Passenger, ProtectionCase, Service, Spell
from gainful.casework.need import (
    born_by,
    who_want_work,
    without_work,
    zero_employment,
)
from gainful.casework.posts import attendance_missing, terms_ending, terms_missing
from gainful.casework.programme import capacities
from gainful.casework.reviews import open_counts
from gainful.casework.service_standard import services_owed
from gainful.casework.shared import arrivals_here, at_home_or_work
from gainful.jobs.models import LeaderApplication, Opening
from gainful.registry.models import Consent, Household, Person, Wish

SEE = "casework.see"
CONTACT_DAYS = 30
LEFT_DAYS = 90
AT_SCHOOL = "student"
"""The code of the list `student_status` for somebody at school."""
NEW_DAYS = 30
"""An opening that has been known for longer is no longer new to anybody."""


def follow_ups_due(actor: Actor, on: date) -> QuerySet:
    """Follow-ups to do, at home or at the place of work, the longest due first."""
    due = FollowUp.objects.open_by(on).filter(at_home_or_work(actor, SEE)).select_related("spell__person")
    return due.order_by("due_on", "pk")


def offers_waiting(actor: Actor, on: date) -> QuerySet:
    """Offers shown that wait for the person's own answer, the oldest first."""
    return Offer.objects.visible_to(actor, SEE).waiting().filter(shown_on__lte=on).order_by("shown_on", "pk")


def beginnings_due(actor: Actor, on: date) -> QuerySet:
    """Placements agreed whose first day has come and nobody has recorded; who sits in a vehicle is met on arrival."""
    agreed = Spell.objects.visible_to(actor, SEE).filter(
        origin=Spell.Origin.BROUGHT_ABOUT, state=Spell.State.AGREED, starts_on__lte=on
    )
    travelling = Passenger.objects.filter(state=Passenger.State.SEATED).values("spell_id")
    return agreed.exclude(pk__in=travelling).order_by("starts_on", "pk")


def willing_not_in_work(actor: Actor, on: date) -> QuerySet:
    """People whose latest answer is that they want work, and who have none on the day and none agreed."""
    people = who_want_work(Person.objects.visible_to(actor, SEE).current(), on)
    about_to_begin = Spell.objects.filter(state=Spell.State.AGREED, person=OuterRef("pk"))
    return without_work(people, on).filter(~Exists(about_to_begin)).order_by("area", "pk")


def zero_employment_households(actor: Actor, on: date) -> QuerySet:
    """Households with somebody able and willing of working age, and nobody in work."""
    return zero_employment(Household.objects.visible_to(actor, SEE).registered_on(on), on).order_by(
        "area", "pk"
    )


def nobody_has_asked(actor: Actor, on: date) -> QuerySet:
    """Able people of working age, not at school, whom no ledger names: no answer about work, no job, ever until then.

    The programme knows no upper age: somebody of 70 with labour capacity is asked like anybody else.
    """
    able = (
        Person.objects.visible_to(actor, SEE)
        .current()
        .filter(labour_capacity__in=capacities(True))
        .exclude(student=AT_SCHOOL)
    )
    asked = Wish.objects.filter(asked_on__lte=on).order_by()
    worked = Spell.objects.counted().filter(starts_on__lte=on, person=OuterRef("pk"))
    unasked = able.filter(born_on__lte=born_by(on)).filter(
        ~Exists(asked.filter(person=OuterRef("pk"))), ~Exists(worked)
    )
    return unasked.filter(~Exists(asked.filter(person__merged_into=OuterRef("pk")))).order_by("area", "pk")


def no_contact(actor: Actor, on: date) -> QuerySet:
    """People willing and without work whom nobody has asked, served, met, or shown an opening in 30 days.

    Being shown an opening is contact on that day, whatever was answered and whenever.
    """
    since = on - timedelta(days=CONTACT_DAYS)
    met = (
        Wish.objects.filter(asked_on__gt=since, asked_on__lte=on),
        Service.objects.filter(given_on__gt=since, given_on__lte=on),
        Offer.objects.filter(shown_on__gt=since, shown_on__lte=on),
        Consent.objects.filter(given_on__gt=since, given_on__lte=on),
        Contact.objects.filter(met_on__gt=since, met_on__lte=on),
    )
    people = willing_not_in_work(actor, on)
    for rows in met:
        people = people.filter(~Exists(rows.order_by().filter(person=OuterRef("pk"))))
    return people


def left_within_90_days(actor: Actor, on: date) -> QuerySet:
    """Spells that ended in the last 90 days within 90 days of their start, where the person has no work since."""
    since = on - timedelta(days=LEFT_DAYS)
    left = Spell.objects.visible_to(actor, SEE).left_soon(LEFT_DAYS, since, on).select_related("person")
    return without_work(left, on, "person").order_by("-ends_on", "pk")


def openings_come_in(actor: Actor, on: date) -> QuerySet:
    """Open openings of the actor's counties that became known in the last 30 days, the newest first."""
    new = Opening.objects.of_their_counties(actor, SEE).new_by(on, NEW_DAYS)
    return new.exclude(employer__in=employers_overdue(on)).order_by("-recorded_on", "pk")


def protection_cases(actor: Actor, on: date) -> QuerySet:
    """Protection cases not closed, the oldest first; nobody sees one about themselves."""
    cases = ProtectionCase.objects.visible_to(actor, "protection.see").still_open()
    return cases.filter(opened_on__lte=on).order_by("opened_on", "pk")


def pay_unconfirmed(actor: Actor, on: date) -> list[LatePay]:
    """Months of placements that Gainful brought about, whose pay is late: alert, block or case, the latest last."""
    return late_months(Spell.objects.visible_to(actor, SEE), on)


def notices_over(actor: Actor, on: date) -> QuerySet:
    """Applications of leaders whose public notice is over, and whose certificate waits."""
    waiting = LeaderApplication.objects.visible_to(actor, "jobs.see").filter(state="open")
    return waiting.filter(notice_until__lt=on).order_by("notice_until", "pk")


LISTS: dict[str, Callable[[Actor, date], QuerySet]] = {
    "follow_ups_due": follow_ups_due,
    "offers_waiting": offers_waiting,
    "beginnings_due": beginnings_due,
    "willing_not_in_work": willing_not_in_work,
    "zero_employment_households": zero_employment_households,
    "nobody_has_asked": nobody_has_asked,
    "no_contact": no_contact,
    "left_within_90_days": left_within_90_days,
    "services_owed": services_owed,
    "openings_come_in": openings_come_in,
    "protection_cases": protection_cases,
    "post_terms_ending": terms_ending,
    "post_terms_missing": terms_missing,
    "post_attendance_missing": attendance_missing,
    "notices_over": notices_over,
    "departures_due": journeys.departures_due,
    "arrivals_unchecked": journeys.arrivals_unchecked,
    "returns_due": journeys.returns_due,
    "changes_unanswered": journeys.changes_unanswered,
    "arrivals_here": arrivals_here,
    "consents_to_ask_again": voice_lists.consents_to_ask_again,
    "to_place_again": voice_lists.to_place_again,
    "signs_not_asked": voice_lists.signs_not_asked,
    "stopped_employers": voice_lists.stopped_employers,
    "nobody_declines": alerts.silences_to_look_into,
    "consents_in_bulk": alerts.heaps_to_look_into,
}
"""Today's lists by reason."""


Answer = TypeVar("Answer")
_KEPT = Kept()
# Lists that leave out what is about the reader; any other is the same for all who hold the same rights.
ABOUT_THE_READER = {"protection_cases"}


def today(actor: Actor, on: date) -> dict[str, int]:
    """How much is to do on a day, by reason.

    Asked of the database again only where a table that a list reads was written since (accounts/changes.py).
    """
    anybody = replace(actor, account_id=None, label="")
    with _KEPT.alone((anybody, on)):
        tick = CHANGES.look()
        asked = {name: (actor if name in ABOUT_THE_READER else anybody) for name in LISTS}
        counts = _kept_counts(asked, on, tick)
        for name, ask in (("pay and help", _pay_and_help), ("reviews", open_counts)):
            counts |= _kept_answer(name, ask, anybody, on, tick)
    return counts


FIRST = 10


def first_of(name: str, actor: Actor, on: date) -> QuerySet:
    """The first ten rows of a list, in its order. Which they are is kept as the counts are; the rows are read anew."""
    who = actor if name in ABOUT_THE_READER else replace(actor, account_id=None, label="")

    def ask(who: Actor, on: date) -> list[int]:
        return list(LISTS[name](who, on).select_related(None).values_list("pk", flat=True)[:FIRST])

    ids = _kept_answer(f"first of {name}", ask, who, on, CHANGES.look())
    rows = LISTS[name](who, on)
    # Asked by number alone: the conditions were asked when the numbers were found.
    again = rows.model._default_manager.filter(pk__in=ids).order_by(*rows.query.order_by)
    again.query.select_related = rows.query.select_related
    return again


def _pay_and_help(actor: Actor, on: date) -> dict[str, int]:
    """How many months of pay are late, and how many occasions there are to offer help: late pay is one of them."""
    late = pay_unconfirmed(actor, on)
    listed = counted(help.counted_rows(actor, on))
    return {
        "pay_unconfirmed": len(late),
        "offer_help": sum(listed.values()) + len(help.pay_matters(late, on)),
    }


def _kept_counts(asked: Mapping[str, Actor], on: date, tick: int | None) -> dict[str, int]:
    """How long each list is: those that still hold as kept, the others asked for in one statement."""
    kept = {} if tick is None else {name: _KEPT.get((name, who, on)) for name, who in asked.items()}
    found = {name: count for name, count in kept.items() if count is not None}
    lists = {name: LISTS[name](who, on) for name, who in asked.items() if name not in found}
    fresh = counted(lists) if lists else {}
    for name, count in fresh.items() if tick is not None else ():
        _KEPT.keep((name, asked[name], on), count, _tables_of(lists[name]), tick)
    return found | fresh


def _tables_of(rows: QuerySet) -> frozenset[str]:
    try:
        return tables_named(rows.order_by().query.sql_with_params()[0])
    except EmptyResultSet:
        return frozenset()


def _kept_answer(
    name: str, ask: Callable[[Actor, date], Answer], actor: Actor, on: date, tick: int | None
) -> Answer:
    """An answer that several statements give, kept with all the tables that they named."""
    question = (name, actor, on)
    answer: Answer | None = None if tick is None else _KEPT.get(question)
    if answer is None:
        with tables_read() as tables:
            answer = ask(actor, on)
        if tick is not None:
            _KEPT.keep(question, answer, frozenset(tables), tick)
    return answer
