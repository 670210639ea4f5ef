"""What a person's card shows, prepared: a fixed number of queries, whatever the length of the history."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, IntegerField, Prefetch, Q, When, prefetch_related_objects
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from gainful.accounts.actor import Actor
from gainful.accounts.models import ReadEntry
from gainful.accounts.places import gazetteer
from gainful.casework.models import (
    Assignment,
    FollowUp,
    Offer,
    PayEvidence,
    ProtectionCase,
    RetractedBeginning,
    Service,
    Spell,
)
from gainful.registry.models import Consent, Membership, Merge, Person, Wish
from gainful.terms.people_numbers import mask
from gainful.training.models import Award, Certificate, Enrolment
from gainful.web.account_lines import account_shown
from gainful.web.form_fields import STAYS
from gainful.web.help_words import help_rows
from gainful.web.people_status import Known, age_words, job_words, name_words, pay_words, status, wish_words
from gainful.words import language

RETRACTED = Prefetch(
    "retracted_beginnings", RetractedBeginning.objects.select_related("recorded_by").order_by("pk")
)
SHOWN = 12
"""Rows of a history that a card shows at first; the rest is one tap away."""
ALL = 1000


@dataclass(frozen=True)
class Job:
    """One entry of the timeline."""

    spell: Spell
    words: str
    agreed: str
    pay: list[PayEvidence]
    follow_ups: list[FollowUp]
    next_due: FollowUp | None
    is_due: bool
    overdue: bool
    retracted: RetractedBeginning | None
    may_be_retracted: bool


@dataclass(frozen=True)
class History:
    """Some rows of a history, the newest first, and whether there are more."""

    rows: list[Any]
    more: bool


def card(request: HttpRequest, person: Person) -> dict[str, Any]:
    """Context of the card's template."""
    actor, on = request.actor, request.on
    ids = [person.pk, *Person.objects.filter(merged_into=person).values_list("pk", flat=True)]
    most = ALL if request.GET.get("history") == "all" else SHOWN
    context = _who(actor, person, on) | {"merges": _merges(person, ids)} | _wanted(person, ids, most, on)
    if actor.may("casework.see", person.area):
        context |= _casework(person, ids, most, on)
        context["help"] = help_rows(person, on)
        context["readings"] = _readings(person)
    if actor.may("training.see", person.area):
        context |= _training(ids)
    if actor.may("protection.see", person.area):
        cases = ProtectionCase.objects.visible_to(actor, "protection.see").filter(person__in=ids)
        context["cases"] = list(cases.order_by("-opened_on", "-pk")[:SHOWN])
    context["shortlist"] = _shortlist(actor, person)
    context |= account_shown(actor, person, on)
    if "jobs" in context:
        context["answers_at_work"] = _answers_at_work([one.spell for one in context["jobs"].rows], on)
    context["status"] = status(_known(person, context, on), on)
    return context


def _shortlist(actor: Actor, person: Person) -> str:
    """The address of the openings that fit, where this reader may offer any and the person may be shown them."""
    if not actor.may("casework.offer", person.area) or person.id_state != Person.IdState.VALID:
        return ""
    try:
        return reverse("shortlist", kwargs={"key": person.key})
    except NoReverseMatch:  # a screen that this installation does not have
        return ""


def _who(actor: Actor, person: Person, on: date) -> dict[str, Any]:
    """Identity, household, officer, and what this reader may do."""
    held = person.memberships.select_related("household").order_by("until_on", "-from_on", "-pk")
    memberships = sorted(held, key=lambda one: one.until_on is not None)
    now = next((one for one in memberships if one.until_on is None), None)
    field = actor.may("people.record", person.area)
    return {
        "person": person,
        "name": name_words(person),
        "age": age_words(person, on),
        "number": mask(person.unsealed("id_number")) if person.id_number_sealed else "",
        "contradictions": person.contradictions(on),
        "phone": person.unsealed("phone") if actor.may("casework.see", person.area) else "",
        "place": " ".join(gazetteer().path(person.area, on, language())[-2:]),
        "membership": now,
        "earlier": [one for one in memberships if one.until_on is not None],
        "assignment": _officer(now),
        "shows_health": field,
        "may": {
            name: actor.may(right, person.area)
            for name, right in RIGHTS.items()
        },
    }  # fmt: skip


def _merges(person: Person, ids: list[int]) -> list[Merge]:
    """The standing merges of this record; no question where nothing was merged into it or it into anything."""
    if ids == [person.pk] and person.merged_into_id is None:
        return []
    both = Q(kept=person) | Q(merged=person)
    return list(Merge.objects.filter(both, undone_at=None).select_related("kept", "merged"))


RIGHTS = {
    "record": "people.record",
    "correct": "people.correct",
    "see_number": "people.see_number",
    "merge": "people.merge",
    "consent": "consent.record",
    "withdraw": "casework.answer",
    "spell": "casework.record_spell",
    "follow_up": "casework.follow_up",
    "train": "training.record",
    "offer": "casework.offer",
    "benefits": "benefits.see",
    "business": "businesses.see",
    "account": "accounts.record",
}


def _officer(membership: Membership | None) -> Assignment | None:
    if membership is None:
        return None
    held = Assignment.objects.filter(household=membership.household_id, until_on=None)
    return held.select_related("officer").first()


def _wanted(person: Person, ids: list[int], most: int, on: date) -> dict[str, Any]:
    """Answers about work and consents. A merged record's answers are read here too, its consents are not."""
    wishes = _some(
        Wish.objects.filter(person__in=ids, asked_on__lte=on)
        .select_related("recorded_by")
        .order_by("-asked_on", "-pk"),
        most,
    )
    consents = _some(
        Consent.objects.filter(person=person).select_related("recorded_by").order_by("-given_on", "-pk"), most
    )
    latest = wishes.rows[0] if wishes.rows else None
    return {
        "wish": latest,
        "wish_words": wish_words(latest),
        "wishes": wishes,
        "stays": next((dict(STAYS)[one.stays_within] for one in wishes.rows if one.stays_within), ""),
        "live": [one for one in consents.rows if one.withdrawn_at is None],
        "ended": [one for one in consents.rows if one.withdrawn_at is not None],
        "consents_more": consents.more,
    }


def _casework(person: Person, ids: list[int], most: int, on: date) -> dict[str, Any]:
    """Jobs with pay and follow-ups, offers, services."""
    spells = (
        Spell.objects.filter(person__in=ids)
        .with_told_of()
        .prefetch_related(
            Prefetch("pay_evidence", PayEvidence.objects.order_by("-month")),
            Prefetch("follow_ups", FollowUp.objects.order_by("due_on")),
        )
    )
    # Those not over come first, however long ago they began: the sentence on top is read off them.
    over = Case(When(state__in=["working", "agreed"], then=0), default=1, output_field=IntegerField())
    jobs = _some(spells.order_by(over, "-starts_on", "-pk"), most)
    with_retractions(jobs.rows)
    offers = Offer.objects.filter(person__in=ids).select_related("shown_by").order_by("-shown_on", "-pk")
    services = Service.objects.filter(person__in=ids).select_related("given_by")
    return {
        "jobs": History([job(one, on, one.told) for one in jobs.rows], jobs.more),
        "offers": _some(offers, most),
        "services": _some(services.order_by("-given_on", "-pk"), most),
    }


def with_retractions(spells: list[Spell]) -> list[Spell]:
    """The same spells, those that Gainful brought about with the beginnings that were retracted; no query for none."""
    prefetch_related_objects([one for one in spells if one.origin == Spell.Origin.BROUGHT_ABOUT], RETRACTED)
    return spells


def job(spell: Spell, on: date, told: bool = True) -> Job:
    """One spell as the timeline shows it. `told`: whether somebody told of the work; then it did begin."""
    follow_ups = list(spell.follow_ups.all())
    still = [one for one in follow_ups if one.state in ("due", "put_off")]
    due = still[0] if still else None
    placed = spell.origin == Spell.Origin.BROUGHT_ABOUT
    retracted = list(spell.retracted_beginnings.all()) if placed else []
    return Job(
        spell,
        job_words(spell),
        pay_words(spell.pay_low_fen, spell.pay_high_fen),
        list(spell.pay_evidence.all())[:SHOWN],
        [one for one in follow_ups if one.state == "done"],
        due,
        bool(due and (due.put_off_until or due.due_on) <= on),
        bool(due and (due.put_off_until or due.due_on) < on),
        retracted[-1] if retracted else None,
        placed and not told and spell.state in ("working", "ended"),
    )


def _training(ids: list[int]) -> dict[str, Any]:
    courses = Enrolment.objects.filter(person__in=ids).select_related("course")
    return {
        "enrolments": list(courses.order_by("-course__starts_on", "-pk")[:ALL]),
        "awards": list(Award.objects.filter(person__in=ids).order_by("-awarded_on", "-pk")[:ALL]),
        "certificates": list(Certificate.objects.filter(person__in=ids).order_by("-awarded_on", "-pk")[:ALL]),
    }


def _readings(person: Person) -> list[ReadEntry]:
    """Who looked last, each account once a day."""
    seen: dict[tuple[int | None, date], ReadEntry] = {}
    entries = ReadEntry.objects.filter(person_key=person.key).select_related("account").order_by("-pk")
    for one in entries[:60]:
        seen.setdefault((one.account_id, one.at.date()), one)
    return list(seen.values())[:SHOWN]


def _known(person: Person, context: dict[str, Any], on: date) -> Known:
    """What the status sentence is read off: rows that the card has read already, where this reader may see them."""
    spells = [one.spell for one in context["jobs"].rows] if "jobs" in context else []
    enrolments = context.get("enrolments", [])
    return Known(
        person,
        context["wish"],
        _first(one for one in spells if one.state == "working" and one.starts_on <= on),
        _first(one for one in spells if one.state == "agreed"),
        _first(one for one in spells if one.state == "ended" and one.ends_on and one.ends_on <= on),
        _first(one for one in enrolments if _under_way(one, on)),
    )


def _under_way(enrolment: Enrolment, on: date) -> bool:
    course = enrolment.course
    return bool(course.starts_on and course.ends_on and course.starts_on <= on <= course.ends_on)


def _first(found: Iterable[Any]) -> Any:
    return next(iter(found), None)


def _some(rows: Any, most: int) -> History:
    found = list(rows[: most + 1])
    return History(found[:most], len(found) > most)


def _answers_at_work(spells: list[Spell], on: date) -> str:
    """The place of somebody's work, whose office answers for them; "" for somebody without."""
    working = next((one for one in spells if one.state == "working" and one.starts_on <= on), None)
    return _at_work(working, on) if working else ""


def _at_work(spell: Spell, on: date) -> str:
    """The place whose office answers for somebody in work, as written where it has no code; "" if not known."""
    if spell.place is None:
        return spell.place_text
    return " ".join(gazetteer().path(spell.place, on, language())[-2:])
