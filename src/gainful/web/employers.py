"""Employers, for the office that keeps their record: who signs in for one, and what they have told."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gainful.accounts.models import Account
from gainful.accounts.places import gazetteer
from gainful.benefits.answers import answers_for_employer
from gainful.benefits.explained import Explained
from gainful.casework import rolls
from gainful.casework.ledgers import FAMILIES
from gainful.casework.models import Review
from gainful.jobs.actions import end_contact, invite_contact
from gainful.jobs.models import Employer
from gainful.web.form_fields import AskForm
from gainful.web.screen import done, screen
from gainful.words import language

INVITE = "employers.invite"


class ContactForm(AskForm):
    """Somebody who signs in for an employer."""

    button = gettext_lazy("Invite")

    display_name = forms.CharField(label=gettext_lazy("Name"), max_length=80)
    username = forms.CharField(label=gettext_lazy("Sign-in name"), max_length=60)


def _employer(request: HttpRequest, key: str) -> Employer:
    found = Employer.objects.visible_to(request.actor, INVITE).filter(key=key).first()
    if found is None:
        raise Http404
    return found


@screen(right=INVITE, title=gettext_lazy("Employers"))
def employers(request: HttpRequest) -> HttpResponse:
    """Employers of the own areas, found by name."""
    rows = Employer.objects.visible_to(request.actor, INVITE).order_by("name", "pk")
    asked = request.GET.get("q", "").strip()
    if asked:
        rows = rows.filter(name__contains=asked)
    page = Paginator(rows, 50).get_page(request.GET.get("page"))
    contacts = Account.objects.filter(employer_id__in=[one.pk for one in page], is_active=True)
    counts: dict[int, int] = {}
    for pk in contacts.values_list("employer_id", flat=True):
        counts[pk or 0] = counts.get(pk or 0, 0) + 1
    context = {
        "title": _("Employers"),
        "page": page,
        "rows": [(one, counts.get(one.pk, 0)) for one in page],
        "asked": asked,
        "may_know": request.actor.may("protection.see"),
    }
    return render(request, "employers/list.html", context)


@screen(right=INVITE, title=gettext_lazy("An employer"), methods=("GET", "POST"))
def employer(request: HttpRequest, key: str) -> HttpResponse:
    """One employer: contacts, inviting one, and how the monthly rolls stand."""
    found = _employer(request, key)
    form = ContactForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        account, password = invite_contact(
            actor=request.actor, employer=found, on=request.on, **form.cleaned_data
        )
        context = {"title": _("One-time password"), "account": account, "password": password}
        context |= {"back": reverse("employer", kwargs={"key": key}), "back_words": found.name}
        return render(request, "staff/password.html", context)
    context = {
        "title": found.name,
        "employer": found,
        "form": form,
        "may_know": request.actor.may("protection.see", found.area),
        "contacts": Account.objects.filter(employer_id=found.pk).order_by("username"),
        **_told(request, found),
        "may_account": request.actor.may("accounts.record", found.area),
        "may_claim": request.actor.may("claims.ask_for_employer", found.area),
        "place": gazetteer().name(found.area, request.on, language()),
        "answers": _answers(request, found),
    }
    return render(request, "employers/employer.html", context)


def _answers(request: HttpRequest, found: Employer) -> list[Explained]:
    """What the rules of employers answer from the rolls and jobs on record, for who may see what is due to people."""
    if not request.actor.may("benefits.see", found.area):
        return []
    return answers_for_employer(found, request.on, language())


def _told(request: HttpRequest, found: Employer) -> dict[str, Any]:
    """How the rolls stand, for who looks after people; counts only."""
    if not request.actor.may("casework.see"):
        return {}
    waiting = Review.objects.visible_to(request.actor, "casework.see").still_open()
    kinds = FAMILIES["employer_reports"]
    differing = waiting.of_kinds(kinds).filter(spell__employer=found).count()
    return {"months": rolls.months(found, request.on), "differing": differing}


@screen(right=INVITE, title=gettext_lazy("End a contact's access"), methods=("POST",))
def employer_contact_end(request: HttpRequest, key: str, account: str) -> HttpResponse:
    """A contact can no longer sign in."""
    found = _employer(request, key)
    contact = Account.objects.filter(employer_id=found.pk, key=account).first()
    if contact is None:
        raise Http404
    end_contact(actor=request.actor, employer=found, account=contact)
    return done(request, _("They can no longer sign in."), reverse("employer", kwargs={"key": key}))
