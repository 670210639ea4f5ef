"""The part of a person's card about serving them one to one: what is owed, new openings, contacts, the plan, who
answers for them, and what they say in their own words."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Prefetch
from django.http import HttpRequest
from django.utils.translation import gettext_lazy

from gainful.accounts.places import gazetteer
from gainful.casework.models import Contact, Goal, GoalStep, PlanEntry, Spell, Story
from gainful.casework.new_openings import new_for
from gainful.casework.service_standard import owed_to, standard_of
from gainful.registry.models import Person
from gainful.words import language

SHOWN = 12
WAYS = [
    (Contact.How.VISIT, gettext_lazy("on a visit")),
    (Contact.How.PHONE, gettext_lazy("by phone")),
    (Contact.How.OFFICE, gettext_lazy("at the office")),
    (Contact.How.MEETING, gettext_lazy("at a meeting")),
]


def one_to_one(
    request: HttpRequest, person: Person, ids: list[int], context: dict[str, Any], most: int
) -> dict[str, Any]:
    """What the card shows of it; what is owed only to somebody who wants work and has none."""
    on = request.on
    spells = [one.spell for one in context["jobs"].rows]
    working = next((one for one in spells if one.state == "working" and one.starts_on <= on), None)
    wants = bool(context["wish"] and context["wish"].willing and working is None)
    counted = wants and not person.died_on and not person.merged_into_id
    owed = owed_to([person], on).get(person.pk, []) if counted else []
    steps = Prefetch("steps", GoalStep.objects.order_by("pk"))
    stories = Story.objects.filter(person__in=ids).order_by("-told_on", "-pk")
    return {
        "standard": standard_of(person.area, on) if counted else None,
        "owed": [one for one in owed if one.missing],
        "new_openings": new_for(person, on) if counted and context["shortlist"] else [],
        "contacts": _contacts(ids, most),
        "plan": list(PlanEntry.objects.filter(person__in=ids).select_related("written_by")
                     .order_by("-written_on", "-pk")[:most]),
        "goals": list(Goal.objects.filter(person__in=ids).prefetch_related(steps).order_by("-pk")[:most]),
        "stories": [{"story": one, "shared": is_shared(one)} for one in stories.select_related("consent")[:most]
                    if is_shared(one) or one.written_by_id],
        "may_record": request.actor.may("casework.follow_up", person.area),
        "answers_at_work": at_work(working, on) if working else "",
    }  # fmt: skip


def is_shared(story: Story) -> bool:
    """Whether a story, read with its consent, is shared now."""
    return bool(
        story.shared_on and story.unshared_on is None and story.consent and story.consent.withdrawn_at is None
    )


def _contacts(ids: list[int], most: int) -> list[tuple[Contact, Any]]:
    words = dict(WAYS)
    rows = Contact.objects.filter(person__in=ids).select_related("met_by").order_by("-met_on", "-pk")[:most]
    return [(one, words[Contact.How(one.how)]) for one in rows]


def at_work(spell: Spell, on: date) -> str:
    """The place whose office answers for somebody in work, as written where it has no code; "" if not known."""
    if spell.place is None:
        return spell.place_text
    return " ".join(gazetteer().path(spell.place, on, language())[-2:])
