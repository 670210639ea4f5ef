"""Alerts and reviews: what payrolls, attendance rolls and insurance lists gave away, each ended by a decision."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gainful.accounts.second_factor import note_shown
from gainful.casework.actions import decide_review
from gainful.casework.ledgers import FAMILIES
from gainful.casework.models import Review
from gainful.casework.reviews import DECISIONS, family_of, may_decide, officer_of, open_counts
from gainful.web.form_fields import AskForm, CodeField
from gainful.web.people_status import name_words
from gainful.web.person_acts import ask
from gainful.web.reviews_words import DECISION_WORDS, FAMILY_WORDS, KIND_WORDS, facts_of
from gainful.web.screen import screen

SEE = "casework.see"
WITH = ("person", "spell", "payroll", "attendance", "insurance", "report", "roll_line", "decided_by")
STARTS_A_JOB = "insured_but_registered_not_working"


@screen(right=SEE, title=gettext_lazy("Alerts and reviews"))
def reviews(request: HttpRequest) -> HttpResponse:
    """What waits for a decision, the oldest first, by family; or what was decided."""
    family, decided = request.GET.get("list", ""), request.GET.get("state") == "decided"
    mine = request.GET.get("mine") == "1"
    rows = Review.objects.visible_to(request.actor, SEE).select_related("person", "spell")
    rows = rows.filter(state="decided") if decided else rows.still_open().filter(opened_on__lte=request.on)
    if family in FAMILIES:
        rows = rows.of_kinds(FAMILIES[family])
    if mine:
        rows = rows.answered_for_by(request.actor.account_id)
    page = Paginator(rows.order_by("opened_on", "pk"), 50).get_page(request.GET.get("page"))
    counts = open_counts(request.actor, request.on)
    context = {
        "title": _("Alerts and reviews"),
        "page": page,
        "rows": [_row(one) for one in page],
        "families": [(name, FAMILY_WORDS[name], counts[name]) for name in FAMILIES],
        "family": family,
        "decided": decided,
        "mine": mine,
    }
    return render(request, "reviews/list.html", context)


def _row(one: Review) -> dict[str, Any]:
    return {
        "review": one,
        "kind": KIND_WORDS[one.kind],
        "name": name_words(one.person),
        "decision": DECISION_WORDS.get(one.decision, ""),
    }


class DecideForm(AskForm):
    """What is decided, and why."""

    intro = ""
    button = gettext_lazy("Decide")

    decision = forms.ChoiceField(label=gettext_lazy("What do you decide?"), widget=forms.RadioSelect)
    because = forms.CharField(
        label=gettext_lazy("Why? What was found, and by whom?"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    channel = CodeField(
        "channels",
        label=gettext_lazy("If you take it over: how did they come to this job?"),
        required=False,
    )

    kind = ""

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["decision"].choices = [(one, DECISION_WORDS[one]) for one in DECISIONS[self.kind]]  # type: ignore[attr-defined]
        if self.kind != STARTS_A_JOB:
            del self.fields["channel"]


@screen(right=SEE, title=gettext_lazy("A review"), methods=("GET", "POST"))
def review(request: HttpRequest, key: str) -> HttpResponse:
    """One of them: what was told, what is on record, and the decision that ends it."""
    rows = Review.objects.visible_to(request.actor, SEE)
    found = rows.select_related(*WITH).filter(key=key).first()
    if found is None:
        raise Http404
    note_shown(request, [found.person.key], "review")
    context = _context(found)
    if request.method != "POST" and not (found.state == "open" and may_decide(request.actor, found)):
        return render(request, "reviews/review.html", context)
    return ask(
        request,
        form_class=type("DecideThis", (DecideForm,), {"kind": found.kind}),
        start={},
        subject=found,
        write=_decide,
        to=f"{reverse('reviews')}?list={family_of(found.kind)}",
        context=context,
        template="reviews/review.html",
    )


def _decide(request: HttpRequest, found: Review, said: dict[str, Any]) -> str:
    decide_review(actor=request.actor, review=found, on=request.on, **said)
    return _("Decided. It no longer waits on Today.")


def _context(found: Review) -> dict[str, Any]:
    officer = officer_of(found.person)
    return {
        "title": KIND_WORDS[found.kind],
        "review": found,
        "name": name_words(found.person),
        "officer": officer.display_name if officer else "",
        "facts": facts_of(found),
        "decision": DECISION_WORDS.get(found.decision, ""),
        "family": family_of(found.kind),
        "family_words": FAMILY_WORDS[family_of(found.kind)],
        "first": _record_first(found),
    }


def _record_first(found: Review) -> str:
    """Where the end that an employer speaks of is recorded as the worker says it; empty for anything else."""
    asked = found.state == "open" and found.kind in ("employer_says_left", "employer_says_there")
    if not asked or found.spell is None or found.spell.state != "working":
        return ""
    return reverse("spell_end", kwargs={"key": found.spell.key})
