"""Household card, and what is recorded on it: members, income, registration, who looks after it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gainful.accounts.places import gazetteer
from gainful.accounts.second_factor import note_shown
from gainful.casework.actions import assign_officer
from gainful.registry.actions import (
    add_member,
    correct_household,
    end_membership,
    move_household,
    record_household,
    record_income,
    record_member,
    record_registration_event,
)
from gainful.registry.models import Household, Membership, Person
from gainful.terms.areas import Level, level_of
from gainful.web import household_forms as forms
from gainful.web.form_fields import AskForm
from gainful.web.household_card import SOURCES, household_card
from gainful.web.people_bulk import officers_for
from gainful.web.people_rows import person_rows, township_names
from gainful.web.people_status import name_words
from gainful.web.person_acts import Write, ask, household_numbered
from gainful.web.screen import View, done, screen

INCOME = (*SOURCES, "business_cost_fen", "net_fen", "net_per_head_fen")
MOST_TOWNSHIPS = 200


def household_of(request: HttpRequest, key: str, right: str) -> Household:
    """The household of a key, where this reader holds the right; otherwise as if there were none."""
    found = Household.objects.visible_to(request.actor, right).filter(key=key).first()
    if found is None:
        raise Http404
    return found


@screen(right="people.see", title=gettext_lazy("Household"))
def household(request: HttpRequest, key: str) -> HttpResponse:
    """The card."""
    found = household_of(request, key, "people.see")
    context = household_card(request, found)
    note_shown(request, [one.person.key for one in context["members"]], "household")
    return render(request, "household/card.html", {"title": _("Household"), **context})


def household_act(
    *,
    right: str,
    title: Any,
    form: type[AskForm],
    write: Write,
    start: Callable[[HttpRequest, Household], dict[str, Any]] | None = None,
    make: Callable[[HttpRequest, Household], type[AskForm]] | None = None,
) -> View:
    """A page that records one thing about a household; `make` fills choices that depend on it."""

    @screen(right=right, title=title, methods=("GET", "POST"))
    def page(request: HttpRequest, key: str) -> HttpResponse:
        found = household_of(request, key, right)
        return ask(
            request,
            form_class=make(request, found) if make else form,
            start=start(request, found) if start else {},
            subject=found,
            write=write,
            to=reverse("household", kwargs={"key": key}),
            context={"title": title, "about": _("Household %(number)s") % {"number": found.number}},
        )

    return page


def townships(request: HttpRequest, right: str) -> dict[int, str]:
    """The townships where this reader holds a right, by number; none where there are too many to choose from."""
    found: list[int] = []
    for low, high in request.actor.spans(right):
        if high - low < 10**8:
            top = [low] if level_of(low) is Level.TOWNSHIP else []
            inside = gazetteer().inside(low, Level.TOWNSHIP, request.on) if not top else []
            found += top or [area.number for area in inside]
    return township_names(found[:MOST_TOWNSHIPS], request.on)


def _with_choices(form: type[AskForm], field: str, choices: list[tuple[Any, Any]]) -> type[AskForm]:
    """The same form, one field of which offers these choices."""

    class Filled(form):  # type: ignore[misc, valid-type]
        def __init__(self, *given: Any, **more: Any) -> None:
            super().__init__(*given, **more)
            self.fields[field].choices = choices

    return Filled


@screen(right="people.record", title=gettext_lazy("New household"), methods=("GET", "POST"))
def new_household(request: HttpRequest) -> HttpResponse:
    """A household that no workbook brought."""
    places = forms.area_choices(townships(request, "people.record"))

    def write(request: HttpRequest, _subject: None, said: dict[str, Any]) -> tuple[str, str]:
        made = record_household(actor=request.actor, **said)
        return _("The household is recorded. Add its members."), reverse("household", args=[made.key])

    return ask(
        request,
        form_class=_with_choices(forms.NewHouseholdForm, "area", places),
        start={},
        subject=None,
        write=write,
        to=reverse("people"),
        context={"title": _("New household")},
    )


@screen(right="people.record", title=gettext_lazy("New person"), methods=("GET", "POST"))
def new_person(request: HttpRequest) -> HttpResponse:
    """A person recorded by hand, in a household named by its number."""

    def write(request: HttpRequest, _subject: None, said: dict[str, Any]) -> str:
        household = household_numbered(request, said.pop("household_number").strip())
        record_member(actor=request.actor, household=household, on=request.on, **said)
        return _("The person is recorded.")

    return ask(
        request, form_class=forms.NewPersonForm, start={}, subject=None, write=write, to=reverse("people"),
        context={"title": _("New person")},
    )  # fmt: skip


def _member(request: HttpRequest, household: Household, said: dict[str, Any]) -> str:
    record_member(actor=request.actor, household=household, on=request.on, **said)
    return _("The member is added.")


def _income(request: HttpRequest, household: Household, said: dict[str, Any]) -> str:
    year = said.pop("year")
    record_income(actor=request.actor, household=household, year=year, income=said, on=request.on)  # type: ignore[arg-type]
    return _("The income of %(year)s is recorded.") % {"year": year}


def _event(request: HttpRequest, household: Household, said: dict[str, Any]) -> str:
    record_registration_event(actor=request.actor, household=household, **said)
    return _("Recorded in the registration's history.")


def _correct(request: HttpRequest, household: Household, said: dict[str, Any]) -> str:
    correct_household(actor=request.actor, household=household, changes=said)  # type: ignore[arg-type]
    return _("Put right.")


def _move(request: HttpRequest, household: Household, said: dict[str, Any]) -> str:
    move_household(actor=request.actor, household=household, **said)
    return _("The moving is recorded.")


def _assign(request: HttpRequest, household: Household, said: dict[str, Any]) -> str:
    officer = officers_for([household]).get(key=said["officer"])
    assign_officer(actor=request.actor, household=household, officer=officer, on=request.on)
    return _("%(officer)s looks after this household from today.") % {"officer": officer}


new_member = household_act(
    right="people.record", title=gettext_lazy("Add a member"), form=forms.NewMemberForm, write=_member
)
income = household_act(
    right="people.record", title=gettext_lazy("Income of a year"), form=forms.IncomeForm, write=_income,
    start=lambda request, found: _income_start(request, found),
)  # fmt: skip
event = household_act(
    right="people.record", title=gettext_lazy("Registration, exit, re-entry"), form=forms.EventForm,
    write=_event,
)  # fmt: skip
correct = household_act(
    right="people.correct", title=gettext_lazy("Put the household right"), form=forms.CorrectHouseholdForm,
    write=_correct,
    start=lambda _request, found: {
        name: getattr(found, name) for name in forms.CorrectHouseholdForm.base_fields
    },
)  # fmt: skip
move = household_act(
    right="people.record", title=gettext_lazy("The household moves"), form=forms.MoveHouseholdForm,
    write=_move,
    make=lambda request, _found: _with_choices(
        forms.MoveHouseholdForm, "to_area", forms.area_choices(townships(request, "people.record"))
    ),
)  # fmt: skip
assign = household_act(
    right="casework.assign", title=gettext_lazy("Who looks after it"), form=forms.AssignForm, write=_assign,
    make=lambda _request, found: _with_choices(
        forms.AssignForm, "officer", [(one.key, str(one)) for one in officers_for([found])]
    ),
)  # fmt: skip


def _income_start(request: HttpRequest, household: Household) -> dict[str, Any]:
    """The year asked for, last year otherwise, with what is recorded of it: what stands there is not lost."""
    text = request.GET.get("year", "")
    year = int(text) if text.isascii() and text.isdigit() and len(text) == 4 else request.on.year - 1
    known = household.incomes.filter(year=year).first()
    return {"year": year} | ({name: getattr(known, name) for name in INCOME} if known else {})


@screen(right="people.record", title=gettext_lazy("Membership"), methods=("GET", "POST"))
def leave(request: HttpRequest, key: str, membership: str) -> HttpResponse:
    """Somebody no longer belongs to the household."""
    found = household_of(request, key, "people.record")
    held = found.memberships.select_related("person").filter(key=membership).first()
    if held is None:
        raise Http404

    def write(request: HttpRequest, held: Membership, said: dict[str, Any]) -> str:
        end_membership(actor=request.actor, membership=held, **said)
        return _("The membership has ended.")

    return ask(
        request,
        form_class=forms.EndMembershipForm,
        start={"until_on": request.on},
        subject=held,
        write=write,
        to=reverse("household", kwargs={"key": key}),
        context={"title": _("Membership"), "about": name_words(held.person)},
    )


@screen(right="people.record", title=gettext_lazy("Somebody joins the household"), methods=("GET", "POST"))
def join(request: HttpRequest, key: str) -> HttpResponse:
    """Somebody who is recorded already, and belongs to no household, joins this one."""
    found = household_of(request, key, "people.record")
    free = Person.objects.visible_to(request.actor, "people.record").current()
    free = free.exclude(pk__in=Membership.objects.filter(until_on=None).values("person_id"))
    if request.method == "POST":
        person = free.filter(key=request.POST.get("person", "")).first()
        if person is None:
            raise Http404
        add_member(actor=request.actor, household=found, person=person, from_on=request.on)
        return done(request, _("The member is added."), reverse("household", kwargs={"key": key}))
    text = request.GET.get("q", "").strip()
    people = list(free.search(text).order_by("pk")[:20]) if text else []
    context = {
        "title": _("Somebody joins the household"),
        "household": found,
        "text": text,
        "rows": person_rows(people, request.on),
    }
    return render(request, "household/join.html", context)
