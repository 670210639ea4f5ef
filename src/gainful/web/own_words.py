"""Goals, steps and stories written down at the desk, at the person's word."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gainful.casework.actions import (
    note_goal,
    note_step,
    share_at_desk,
    take_story_down,
    write_goal,
    write_step,
    write_story,
)
from gainful.casework.models import Goal, GoalStep, Story
from gainful.registry.models import Person
from gainful.web.form_fields import AskForm
from gainful.web.people_status import name_words
from gainful.web.person_acts import ask, person_act
from gainful.web.screen import done, screen

FOLLOW_UP = "casework.follow_up"


class GoalForm(AskForm):
    """A goal in the person's words."""

    intro = gettext_lazy(
        "In their own words. Nothing follows from it: no list, no order and no figure reads it."
    )
    button = gettext_lazy("Write it down")

    words = forms.CharField(
        label=gettext_lazy("What they aim for"), max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )


class StepForm(AskForm):
    """A step towards a goal."""

    intro = gettext_lazy("What they mean to do next, in their own words.")
    button = gettext_lazy("Write it down")

    words = forms.CharField(label=gettext_lazy("The step"), max_length=200)


class StoryForm(AskForm):
    """A story."""

    intro = gettext_lazy(
        "Only what they want to tell. It is shared with nobody until they agree, and they may take it back at any time."
    )
    button = gettext_lazy("Write it down")

    words = forms.CharField(
        label=gettext_lazy("What they tell"), max_length=3000, widget=forms.Textarea(attrs={"rows": 8})
    )


def _goal(request: HttpRequest, person: Person, said: dict[str, Any]) -> str:
    write_goal(actor=request.actor, person=person, on=request.on, **said)
    return _("Written down.")


def _story(request: HttpRequest, person: Person, said: dict[str, Any]) -> str:
    write_story(actor=request.actor, person=person, on=request.on, **said)
    return _("Written down. It is shared with nobody.")


goal = person_act(right=FOLLOW_UP, title=gettext_lazy("A goal of theirs"), form=GoalForm, write=_goal)
story = person_act(right=FOLLOW_UP, title=gettext_lazy("A story of theirs"), form=StoryForm, write=_story)


def _row(request: HttpRequest, model: Any, key: str) -> Any:
    found = (
        model.objects.visible_to(request.actor, FOLLOW_UP).filter(key=key).select_related("person").first()
    )
    if found is None:
        raise Http404
    return found


def _card(person: Person) -> str:
    return reverse("person", kwargs={"key": person.key})


@screen(right=FOLLOW_UP, title=gettext_lazy("A step towards it"), methods=("GET", "POST"))
def step(request: HttpRequest, key: str) -> HttpResponse:
    """A step that the person means to take."""
    found: Goal = _row(request, Goal, key)

    def write(request: HttpRequest, goal: Goal, said: dict[str, Any]) -> str:
        write_step(actor=request.actor, goal=goal, on=request.on, **said)
        return _("Written down.")

    return ask(
        request, form_class=StepForm, start={}, subject=found, write=write, to=_card(found.person),
        context={"title": _("A step towards it"), "about": f"{name_words(found.person)}: {found.words}"},
    )  # fmt: skip


@screen(right=FOLLOW_UP, title=gettext_lazy("What became of a goal"), methods=("POST",))
def goal_state(request: HttpRequest, key: str) -> HttpResponse:
    """Reached, laid aside, or aimed for again, as the person says."""
    found: Goal = _row(request, Goal, key)
    note_goal(actor=request.actor, goal=found, state=request.POST.get("state", ""), on=request.on)
    return done(request, _("Written down."), _card(found.person))


@screen(right=FOLLOW_UP, title=gettext_lazy("A step taken"), methods=("POST",))
def step_taken(request: HttpRequest, key: str) -> HttpResponse:
    """The person says that a step is taken."""
    found: GoalStep = _row(request, GoalStep, key)
    note_step(actor=request.actor, step=found, on=request.on)
    return done(request, _("Written down."), _card(found.person))


@screen(right=FOLLOW_UP, title=gettext_lazy("Share a story"), methods=("POST",))
def story_share(request: HttpRequest, key: str) -> HttpResponse:
    """A story written at the desk is shared, under the person's live consent to it."""
    found: Story = _row(request, Story, key)
    share_at_desk(actor=request.actor, story=found, on=request.on)
    return done(request, _("The story is shared."), _card(found.person))


@screen(right=FOLLOW_UP, title=gettext_lazy("Take a story back"), methods=("POST",))
def story_down(request: HttpRequest, key: str) -> HttpResponse:
    """The person takes a story back."""
    found: Story = _row(request, Story, key)
    take_story_down(actor=request.actor, story=found, on=request.on)
    return done(request, _("The story is taken back."), _card(found.person))
