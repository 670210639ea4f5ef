"""One to one with a person: what is owed, new openings, contacts, the plan, and what they say in their own words."""

from __future__ import annotations

from typing import Any

from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gainful.accounts.second_factor import note_shown
from gainful.casework.models import Contact, Goal, GoalStep, PlanEntry, Spell, Story
from gainful.casework.new_openings import new_for
from gainful.casework.service_standard import owed_to, standard_of
from gainful.registry.models import Person, Wish
from gainful.web.people_status import name_words
from gainful.web.person import person_of
from gainful.web.screen import screen

WAYS = [
    (Contact.How.VISIT, gettext_lazy("on a visit")),
    (Contact.How.PHONE, gettext_lazy("by phone")),
    (Contact.How.OFFICE, gettext_lazy("at the office")),
    (Contact.How.MEETING, gettext_lazy("at a meeting")),
]


@screen(right="casework.see", title=gettext_lazy("One to one"))
def together(request: HttpRequest, key: str) -> HttpResponse:
    """What is owed, new openings, the plan, contacts, and what they say in their own words."""
    person = person_of(request, key, "casework.see")
    note_shown(request, [person.key], "one_to_one")
    context = {"title": _("One to one"), "person": person, "name": name_words(person)}
    return render(request, "person/together.html", context | _one_to_one(request, person))


def _one_to_one(request: HttpRequest, person: Person) -> dict[str, Any]:
    """What the page shows; what is owed only to somebody who wants work and has none."""
    on = request.on
    ids = list(Person.objects.records_of(person).values_list("pk", flat=True))
    wish = Wish.objects.of_person(person).filter(asked_on__lte=on).first()
    in_work = Spell.objects.of_person(person).working_on(on).exists()
    alive = not person.died_on and not person.merged_into_id
    counted = bool(alive and wish and wish.willing and not in_work)
    owed = owed_to([person], on).get(person.pk, []) if counted else []
    may_offer = request.actor.may("casework.offer", person.area)
    steps = Prefetch("steps", GoalStep.objects.order_by("pk"))
    plan = (
        PlanEntry.objects.filter(person__in=ids).select_related("written_by").order_by("-written_on", "-pk")
    )
    stories = Story.objects.filter(person__in=ids).select_related("consent").order_by("-told_on", "-pk")
    return {
        "standard": standard_of(person.area, on) if counted else None,
        "owed": [one for one in owed if one.missing],
        "new_openings": new_for(person, on) if counted and may_offer else [],
        "contacts": _contacts(ids),
        "plan": list(plan),
        "goals": list(Goal.objects.filter(person__in=ids).prefetch_related(steps).order_by("-pk")),
        "stories": [
            {"story": one, "shared": is_shared(one)} for one in stories if is_shared(one) or one.written_by_id
        ],
        "may_record": request.actor.may("casework.follow_up", person.area),
    }


def is_shared(story: Story) -> bool:
    """Whether a story, read with its consent, is shared now."""
    return bool(
        story.shared_on and story.unshared_on is None and story.consent and story.consent.withdrawn_at is None
    )


def _contacts(ids: list[int]) -> list[tuple[Contact, Any]]:
    words = dict(WAYS)
    rows = Contact.objects.filter(person__in=ids).select_related("met_by").order_by("-met_on", "-pk")
    return [(one, words[Contact.How(one.how)]) for one in rows]
