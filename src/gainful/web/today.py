"""Today: what is due, by reason, and doing it."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from gainful.accounts.actor import Actor
from gainful.accounts.changes import CHANGES
from gainful.benefits.fraud import looking
from gainful.benefits.newly_due import to_tell
from gainful.benefits.worklist_words import SENTENCES as CLAIM_SENTENCES
from gainful.casework import alerts, worklists
from gainful.casework.actions import put_off_follow_up, record_follow_up
from gainful.casework.asked import ASKED_AT
from gainful.casework.counting import counted
from gainful.casework.kept_lists import kept_answer
from gainful.casework.ledgers import FAMILIES
from gainful.casework.models import FollowUp, Spell
from gainful.casework.schedule import PayStanding
from gainful.casework.worklist_words import SENTENCES, sentence
from gainful.intake.models import Batch
from gainful.terms.money import yuan
from gainful.web import claims, newly_due
from gainful.web.chrome import NAVIGATION, may_any
from gainful.web.fields import choices, money_text
from gainful.web.screen import done, screen
from gainful.web.signs import TroubleFields, not_asked_field

LINKS: dict[str, tuple[str, str]] = {
    "follow_ups_due": ("follow_ups", ""),
    "offers_waiting": ("offers", ""),
    "beginnings_due": ("offers", "begin_now"),
    "pay_unconfirmed": ("late_pay", ""),
    "services_owed": ("services_owed", ""),
    "openings_come_in": ("new_openings", ""),
    "consents_to_ask_again": ("reasks", ""),
    "to_place_again": ("place_again", ""),
    "stopped_employers": ("freezes", ""),
    "offer_help": ("help", ""),
    "signs_not_asked": ("signs_not_asked", ""),
    "protection_cases": ("protection", ""),
    "nobody_declines": ("refusing", ""),
    "consents_in_bulk": ("refusing", ""),
    "departures_due": ("journeys", "departures"),
    "arrivals_unchecked": ("journeys", "arrivals"),
    "returns_due": ("journeys", "returns"),
    "changes_unanswered": ("journeys", "changed"),
    "arrivals_here": ("arrivals", ""),
    "willing_not_in_work": ("people", "willing"),
    "zero_employment_households": ("people", "zero"),
    "nobody_has_asked": ("people", "unasked"),
    "no_contact": ("people", "no_contact"),
    "left_within_90_days": ("people", "left"),
    "post_terms_ending": ("posts", "ending"),
    "post_terms_missing": ("posts", "no_term"),
    "post_attendance_missing": ("posts", "no_attendance"),
    "notices_over": ("leaders", ""),
    **{family: ("reviews", family) for family in FAMILIES},
}
"""Each list's own page, and which of that page's lists it is ("": it has one alone)."""
NEEDS = {
    "protection_cases": "protection.see",
    "stopped_employers": "protection.see",
    "nobody_declines": alerts.ACT,
    "consents_in_bulk": alerts.ACT,
}
"""The right to see a list, where it is not casework's own."""

FIRST_PAGES = (("figures", "figures.release"), ("training", "training.record"), ("staff", "staff.manage"))
"""Where a desk's own work lies elsewhere than on the first page of the menu that it may open."""


@screen(right="self.manage", title=gettext_lazy("Today"))
def today(request: HttpRequest) -> HttpResponse:
    """An officer's day; whoever has another desk is sent there."""
    works = request.actor.may(worklists.SEE)
    if not works and not request.actor.may(alerts.ACT) and not request.actor.may(looking.SEE):
        return redirect(_first_page(request.actor))
    counts = worklists.today(request.actor, request.on)
    rows = [
        {"count": counts[name], "sentence": sentence(SENTENCES[name], counts[name]), "url": _where(name)}
        for name in SENTENCES
        if request.actor.may(NEEDS.get(name, worklists.SEE))
    ]
    # Looked after the counts, which may have waited for another thread's; one look does for all that follows.
    tick = CHANGES.look()
    rows += _claims(request, tick)
    rows += _flags(request) if request.actor.may(looking.SEE) else []
    faulty = Batch.objects.visible_to(request.actor, "intake.see").filter(state=Batch.State.STAGED)
    follow_ups = worklists.first_of("follow_ups_due", request.actor, request.on, tick)
    offers = worklists.first_of("offers_waiting", request.actor, request.on, tick)
    context = {
        "title": _("Today"),
        "rows": rows,
        "due": [row for row in rows if row["count"]],
        "empty": [row for row in rows if not row["count"]],
        "waiting_imports": faulty.count(),
        "works": works,
        "follow_ups": [_follow_up(one, request.on) for one in follow_ups],
        "offers": offers,
    }
    return render(request, "today/today.html", context)


def _first_page(actor: Actor) -> str:
    """The page that somebody without a Today opens in the morning."""
    pages = [*FIRST_PAGES, *((name, rights) for name, _words, rights in NAVIGATION)]
    return next((name for name, rights in pages if may_any(actor, rights)), "figures")


def _claims(request: HttpRequest, tick: int | None) -> list[dict[str, Any]]:
    """The lists of claims that this reader works through, and whom to tell of what is new for them."""
    counts = kept_answer(("claims", request.actor, request.on), lambda: _count_claims(request), tick)
    pages = {name: f"{reverse('claims')}?list={name}" for name in counts} | {
        "newly_due": reverse("newly_due")
    }
    return [
        {"count": count, "sentence": sentence(CLAIM_SENTENCES[name], count), "url": pages[name]}
        for name, count in counts.items()
    ]


def _count_claims(request: HttpRequest) -> dict[str, int]:
    lists = claims.lists_for(request) if request.actor.may(claims.DESK) else {}
    if request.actor.may(newly_due.RIGHT):
        lists["newly_due"] = to_tell(request.actor, request.on)
    return counted(lists) if lists else {}


def _flags(request: HttpRequest) -> list[dict[str, Any]]:
    """The auditor's list: flags of fraud tests that wait for a review."""
    count = counted({"flags": looking.waiting(request.actor)})["flags"]
    words = ngettext("flag of the fraud tests to review", "flags of fraud tests to review", count)
    return [{"count": count, "sentence": words, "url": reverse("flags")}]


@cache
def _where(name: str) -> str:
    page, chosen = LINKS[name]
    return reverse(page) + (f"?list={chosen}" if chosen else "")


def _follow_up(one: FollowUp, on: date) -> dict[str, Any]:
    return {"follow_up": one, "late_days": (on - one.due_on).days}


@screen(right="casework.see", title=gettext_lazy("Follow-ups"))
def follow_ups(request: HttpRequest) -> HttpResponse:
    """All that are due, the longest waiting first."""
    page = Paginator(worklists.follow_ups_due(request.actor, request.on), 50).get_page(
        request.GET.get("page")
    )
    context = {
        "title": _("Follow-ups"),
        "page": page,
        "follow_ups": [_follow_up(one, request.on) for one in page],
    }
    return render(request, "today/follow_ups.html", context)


class FollowUpForm(TroubleFields):
    """What was found."""

    still_working = forms.ChoiceField(
        label=gettext_lazy("Still in this job?"),
        choices=[("yes", gettext_lazy("yes")), ("no", gettext_lazy("no"))],
        widget=forms.RadioSelect,
    )
    evidence = forms.ChoiceField(label=gettext_lazy("How do we know?"))
    pay = forms.CharField(
        label=gettext_lazy("Pay received last month, in yuan"),
        required=False,
        validators=[money_text],
        help_text=gettext_lazy("Leave empty when not known: unknown is not 0."),
    )
    ended_on = forms.DateField(
        label=gettext_lazy("If not: last day of work"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    left_because = forms.ChoiceField(label=gettext_lazy("If not: why, if they say"), required=False)
    note = forms.CharField(label=gettext_lazy("Note"), required=False, max_length=300)
    field_order = (
        "not_asked_because",
        "still_working",
        "evidence",
        "pay",
        "ended_on",
        "left_because",
        "note",
    )

    def __init__(self, *given: Any, days: int, **named: Any) -> None:
        super().__init__(*given, **named)
        if f"day_{days}" in ASKED_AT:
            self.fields["not_asked_because"] = not_asked_field()
            self.fields["not_asked_because"].required = True
            self.fields["not_asked_because"].help_text = _("They come up again on Today.")
            self.order_fields(self.field_order)
        # Nothing is chosen beforehand: how we know is said by whoever knows it.
        self.fields["evidence"].choices = [("", _("Choose")), *choices("evidence_grades")]
        self.fields["left_because"].choices = [("", "—"), *choices("leaving_reasons")]


class PutOffForm(forms.Form):
    """Not reached."""

    until = forms.DateField(label=gettext_lazy("Again on"), widget=forms.DateInput(attrs={"type": "date"}))
    because = forms.CharField(label=gettext_lazy("Why"), max_length=120)


def _due(request: HttpRequest, key: str) -> FollowUp:
    found = worklists.follow_ups_due(request.actor, request.on).filter(key=key).first()
    if found is None:
        raise Http404
    return found


@screen(right="casework.follow_up", title=gettext_lazy("Follow-up"), methods=("GET", "POST"))
def follow_up(request: HttpRequest, key: str) -> HttpResponse:
    """One follow-up: what was found, or until when it is put off."""
    found = _due(request, key)
    form = FollowUpForm(request.POST if request.method == "POST" else None, days=found.days)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        record_follow_up(
            actor=request.actor,
            follow_up=found,
            on=request.on,
            still_working=said["still_working"] == "yes",
            evidence=said["evidence"],
            pay_received_fen=yuan(said["pay"]) if said["pay"] else None,
            note=said["note"],
            ended_on=said["ended_on"],
            left_because=said["left_because"] or "not_said",
            not_asked_because=said.get("not_asked_because", ""),
            trouble=said["trouble"],
            trouble_words=said["trouble_words"],
        )
        return done(request, _("Kept."), reverse("follow_ups"))
    put_off = PutOffForm(initial={"until": request.on + timedelta(days=7)})
    context = {
        "title": _("Follow-up"),
        "follow_up": found,
        "spell": found.spell,
        "form": form,
        "put_off": put_off,
        "asks_signs": "not_asked_because" in form.fields,
    }
    return render(request, "today/follow_up.html", context)


@screen(right="casework.follow_up", title=gettext_lazy("Put off"), methods=("POST",))
def put_off(request: HttpRequest, key: str) -> HttpResponse:
    """Not reached: again later, with the reason."""
    found = _due(request, key)
    form = PutOffForm(request.POST)
    if not form.is_valid():
        context = {
            "title": _("Follow-up"),
            "follow_up": found,
            "spell": found.spell,
            "form": (other := FollowUpForm(days=found.days)),
            "put_off": form,
            "asks_signs": "not_asked_because" in other.fields,
        }
        return render(request, "today/follow_up.html", context, status=422)
    put_off_follow_up(
        actor=request.actor,
        follow_up=found,
        on=request.on,
        until=form.cleaned_data["until"],
        because=form.cleaned_data["because"],
    )
    return done(request, _("Put off."), reverse("follow_ups"))


@screen(right="casework.see", title=gettext_lazy("Pay not confirmed"))
def late_pay(request: HttpRequest) -> HttpResponse:
    """Months of pay that the worker has not confirmed in time, of placements that we brought about."""
    listed = worklists.pay_unconfirmed(request.actor, request.on)
    context = {
        "title": _("Pay not confirmed"),
        "may_act": request.actor.may("casework.act_on_late_pay")
        and any(one.standing is not PayStanding.ALERT for one in listed),
        "page": Paginator(listed, 50).get_page(request.GET.get("page")),
    }
    return render(request, "today/late_pay.html", context)


def spell_of(request: HttpRequest, key: str) -> Spell:
    """A spell of the actor's own areas."""
    found = Spell.objects.visible_to(request.actor, "casework.see").filter(key=key).first()
    if found is None:
        raise Http404
    return found
