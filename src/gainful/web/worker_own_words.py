"""What a person aims for and tells, on their own page: theirs to write, to change, to share and to take back."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Prefetch, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gainful.casework.actions import (
    say_of_own_goal,
    say_of_own_step,
    share_story,
    tell_story,
    unshare_story,
    write_own_goal,
    write_own_step,
)
from gainful.casework.models import Goal, GoalStep, Story
from gainful.registry.models import Consent, Person
from gainful.web.form_fields import AskForm
from gainful.web.person_one_to_one import is_shared
from gainful.web.screen import done
from gainful.web.worker import Worker, own_page, page_context


class OwnGoalForm(AskForm):
    """What they aim for."""

    button = gettext_lazy("Keep it")

    words = forms.CharField(
        label=gettext_lazy("What I aim for"), max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )


class OwnStepForm(AskForm):
    """What they mean to do next."""

    words = forms.CharField(label=gettext_lazy("My next step"), max_length=200)


class OwnStoryForm(AskForm):
    """What they tell."""

    button = gettext_lazy("Keep it")

    words = forms.CharField(
        label=gettext_lazy("What I want to tell"), max_length=3000, widget=forms.Textarea(attrs={"rows": 8})
    )


def _mine(model: Any, person: Person) -> QuerySet:
    return model.objects.filter(Q(person=person) | Q(person__merged_into=person))


def _own(model: Any, worker: Worker, key: str) -> Any:
    found = model.objects.filter(person=worker.person, key=key).first()
    if found is None:
        raise Http404
    return found


@own_page(title=gettext_lazy("What I aim for"), methods=("GET", "POST"))
def my_goals(request: HttpRequest, worker: Worker) -> HttpResponse:
    """Their goals with their steps; a new one is written here."""
    form = OwnGoalForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        write_own_goal(actor=worker.actor, person=worker.person, on=request.on, **form.cleaned_data)
        return done(request, _("Kept. You may change it at any time."), reverse("my_goals"))
    steps = Prefetch("steps", GoalStep.objects.order_by("pk"))
    context = page_context(worker, _("What I aim for")) | {
        "form": form,
        "goals": _mine(Goal, worker.person).prefetch_related(steps).order_by("-pk"),
    }
    return render(request, "worker/goals.html", context)


@own_page(title=gettext_lazy("My next step"), methods=("POST",))
def my_step(request: HttpRequest, worker: Worker, key: str) -> HttpResponse:
    """A step towards a goal."""
    goal, form = _own(Goal, worker, key), OwnStepForm(request.POST)
    if form.is_valid():
        write_own_step(actor=worker.actor, goal=goal, on=request.on, **form.cleaned_data)
        return done(request, _("Kept. You may change it at any time."), reverse("my_goals"))
    return done(request, _("Write the step in a few words."), reverse("my_goals"))


@own_page(title=gettext_lazy("A step taken"), methods=("POST",))
def my_step_taken(request: HttpRequest, worker: Worker, key: str) -> HttpResponse:
    """They took a step."""
    say_of_own_step(actor=worker.actor, step=_own(GoalStep, worker, key), on=request.on)
    return done(request, _("Kept."), reverse("my_goals"))


@own_page(title=gettext_lazy("What became of it"), methods=("POST",))
def my_goal_state(request: HttpRequest, worker: Worker, key: str) -> HttpResponse:
    """Reached, laid aside, or aimed for again."""
    goal = _own(Goal, worker, key)
    say_of_own_goal(actor=worker.actor, goal=goal, state=request.POST.get("state", ""), on=request.on)
    return done(request, _("Kept."), reverse("my_goals"))


@own_page(title=gettext_lazy("My stories"), methods=("GET", "POST"))
def my_stories(request: HttpRequest, worker: Worker) -> HttpResponse:
    """What they tell, and which of it they share."""
    form = OwnStoryForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        tell_story(actor=worker.actor, person=worker.person, on=request.on, **form.cleaned_data)
        return done(request, _("Kept. Nobody else sees it until you share it."), reverse("my_stories"))
    rows = _mine(Story, worker.person).select_related("consent").order_by("-told_on", "-pk")
    context = page_context(worker, _("My stories")) | {
        "form": form,
        "stories": [{"story": one, "shared": is_shared(one)} for one in rows],
        "may_share": Consent.objects.live(Consent.Purpose.STORY).filter(person=worker.person).exists(),
    }
    return render(request, "worker/stories.html", context)


@own_page(title=gettext_lazy("Share a story"), methods=("POST",))
def my_story_share(request: HttpRequest, worker: Worker, key: str) -> HttpResponse:
    """They share a story."""
    share_story(actor=worker.actor, story=_own(Story, worker, key), on=request.on)
    return done(request, _("Shared. You may take it back at any time."), reverse("my_stories"))


@own_page(title=gettext_lazy("Take a story back"), methods=("POST",))
def my_story_back(request: HttpRequest, worker: Worker, key: str) -> HttpResponse:
    """They take a story back."""
    unshare_story(actor=worker.actor, story=_own(Story, worker, key), on=request.on)
    return done(request, _("Taken back, at once. You lose nothing by it."), reverse("my_stories"))
