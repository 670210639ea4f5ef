"""What is to do on a day, by reason: each list as rows of the actor's own areas, a few queries whatever the size.

A person who declined stands in every list exactly where they would stand had they never been asked.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from gainful.accounts.actor import Actor
from gainful.accounts.changes import CHANGES
from gainful.casework import alerts, help, journeys, voice_lists
from gainful.casework.concerned import Kind
from gainful.casework.kept_lists import KEPT, Asked, Hangs, kept_answer, kept_tallies, lengths
from gainful.casework.late_pay import LatePay, employers_overdue, late_months
from gainful.casework.models import (
    Contact,
    FollowUp,
    Offer,
    Passenger,
    ProtectionCase,
    Service,
    Spell,
    TravelAnswer,
)
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
    waiting = Offer.objects.visible_to(actor, SEE).waiting().filter(shown_on__lte=on)
    return waiting.select_related("person").order_by("shown_on", "pk")


def beginnings_due(actor: Actor, on: date) -> QuerySet:
    """Placements agreed whose first day has come and nobody has recorded; who sits in a vehicle is met on arrival.

    Whoever is being asked again, since their journey was changed, stands on that list alone.
    """
    agreed = Spell.objects.visible_to(actor, SEE).filter(
        origin=Spell.Origin.BROUGHT_ABOUT, state=Spell.State.AGREED, starts_on__lte=on
    )
    travelling = Passenger.objects.filter(state=Passenger.State.SEATED).values("spell_id")
    asked_again = TravelAnswer.objects.filter(state=TravelAnswer.State.WAITING).values("spell_id")
    return agreed.exclude(pk__in=travelling).exclude(pk__in=asked_again).order_by("starts_on", "pk")


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
    overdue = employers_overdue(on).filter(employer=OuterRef("employer"))
    return new.filter(~Exists(overdue)).order_by("-recorded_on", "pk")


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


HANGS: dict[str, Hangs] = {
    "follow_ups_due": Hangs(Kind.PLACEMENTS, "spell_id"),
    "beginnings_due": Hangs(Kind.PLACEMENTS, "pk"),
    "willing_not_in_work": Hangs(Kind.PEOPLE, "pk"),
    "zero_employment_households": Hangs(Kind.HOUSEHOLDS, "pk"),
    "nobody_has_asked": Hangs(Kind.PEOPLE, "pk"),
    "no_contact": Hangs(Kind.PEOPLE, "pk"),
    "left_within_90_days": Hangs(Kind.PEOPLE, "person_id"),
    "services_owed": Hangs(Kind.PEOPLE, "pk"),
    "openings_come_in": Hangs(Kind.EMPLOYERS, "employer_id"),
    "post_terms_ending": Hangs(Kind.PLACEMENTS, "pk"),
    "post_terms_missing": Hangs(Kind.PLACEMENTS, "pk"),
    "post_attendance_missing": Hangs(Kind.PLACEMENTS, "pk"),
    "signs_not_asked": Hangs(Kind.PLACEMENTS, "spell_id"),
    "consents_to_ask_again": Hangs(Kind.PLACEMENTS, "pk"),
    "to_place_again": Hangs(Kind.PEOPLE, "person_id"),
}
"""The long lists that hang on one kind of subject: after a write they are asked about the subjects concerned alone
(concerned.py says which). The other lists are short, and counted anew as a whole."""

# Lists that leave out what is about the reader; any other is the same for all who hold the same rights.
ABOUT_THE_READER = {"protection_cases"}


def today(actor: Actor, on: date) -> dict[str, int]:
    """How much is to do on a day, by reason.

    Asked of the database again only where a table that a list reads was written since (accounts/changes.py), and
    of a long list only about those whom the writing concerns (kept_lists.py).
    """
    anybody = replace(actor, account_id=None, label="")
    with KEPT.alone((anybody, on)):
        tick = CHANGES.look()
        lists = {name: _asked(name, actor, on) for name in LISTS}
        occasions = {f"help_{code}": _asked_of_help(code, anybody, on) for code in help.listed_codes()}
        counts = lengths(lists | occasions, tick)
        late, unhelped = _late_pay(anybody, on, tick)
        reviews = kept_answer(("reviews", anybody, on), lambda: open_counts(anybody, on), tick)
    helped = sum(counts.pop(name) for name in occasions)
    return counts | reviews | {"pay_unconfirmed": late, "offer_help": helped + unhelped}


def _asked(name: str, actor: Actor, on: date) -> Asked:
    who = actor if name in ABOUT_THE_READER else replace(actor, account_id=None, label="")
    return Asked((name, who, on), lambda: LISTS[name](who, on), HANGS.get(name), tuple(who.spans(SEE)))


def _asked_of_help(code: str, anybody: Actor, on: date) -> Asked:
    return Asked(
        ("help", code, anybody, on),
        lambda: help.listed(anybody, code, on),
        help.hangs(code),
        tuple(anybody.spans(SEE)),
    )


def _late_pay(actor: Actor, on: date, tick: int | None) -> tuple[int, int]:
    """How many months of pay are late, and on how many of them help is to be offered: kept by placement."""

    def ask(placements: frozenset[int] | None) -> tuple[Counter[int], Counter[int]]:
        spells = Spell.objects.visible_to(actor, SEE)
        late = late_months(spells if placements is None else spells.filter(pk__in=placements), on)
        matters = help.pay_matters(late, on)
        return Counter(one.spell.pk for one in late), Counter(one.row.pk for one in matters)

    months, occasions = kept_tallies(("pay", actor, on), Kind.PLACEMENTS, ask, tick, tuple(actor.spans(SEE)))
    return months.total, occasions.total


FIRST = 10


def first_of(name: str, actor: Actor, on: date, tick: int | None) -> list[Any]:
    """The first ten rows of a list, in its order, as they are at the look of `tick`; kept as the counts are."""
    asked = _asked(name, actor, on)
    return kept_answer(("first of", asked.question), lambda: list(asked.rows()[:FIRST]), tick)
