"""Since when the books of each benefit are complete in a place, as its office declares it; and what follows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gainful.accounts.refusals import Refused
from gainful.benefits.actions import declare_complete_books
from gainful.benefits.models import CompleteBooks
from gainful.benefits.paid_before import declarable
from gainful.terms.facts import FACTS
from gainful.terms.paid_before import LIFE, PAID_BEFORE
from gainful.web.form_fields import AskForm, DayField
from gainful.web.payments import areas_with, rule_words
from gainful.web.screen import answer_refusal, done, screen
from gainful.web.shortlist_words import place_words
from gainful.words import language

SEE, RIGHT = "books.see", "books.declare"


class BooksForm(AskForm):
    """Since when everything paid of one benefit in one place is kept here."""

    button = gettext_lazy("Declare")

    area = forms.TypedChoiceField(label=gettext_lazy("Place"), coerce=int)
    rule = forms.ChoiceField(label=gettext_lazy("Benefit"))
    complete_since = DayField(label=gettext_lazy("Complete since"))
    kept_at = forms.CharField(label=gettext_lazy("What it rests on"), max_length=120)

    def __init__(self, *given: Any, areas: Sequence[tuple[int, str]], **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["area"].choices = areas
        self.fields["rule"].choices = [(name, rule_words(name)) for name in sorted(declarable())]


class TakeBackForm(AskForm):
    """That what was declared of one benefit in one place holds no more."""

    button = gettext_lazy("Take the declaration back")

    area = forms.IntegerField(widget=forms.HiddenInput)
    rule = forms.CharField(widget=forms.HiddenInput)
    take_back = forms.CharField(widget=forms.HiddenInput)
    kept_at = forms.CharField(label=gettext_lazy("Why it holds no more"), max_length=120)

    @classmethod
    def of(cls, one: CompleteBooks) -> TakeBackForm:
        """The form for one declaration."""
        return cls(
            initial={"area": one.area, "rule": one.rule, "take_back": "yes"}, auto_id=f"id_back_{one.pk}_%s"
        )


@screen(right=SEE, title=gettext_lazy("Complete records of payments"), methods=("GET", "POST"))
def complete_books(request: HttpRequest) -> HttpResponse:
    """Each benefit with what its payments tell and since when its books are complete; declaring it, taking it back."""
    may_write = request.actor.may(RIGHT)
    if request.method == "POST" and not may_write:
        raise Http404
    if request.POST.get("take_back"):
        return _taken_back(request)
    form = BooksForm(request.POST if request.method == "POST" else None, areas=areas_with(request, RIGHT))
    if form.is_valid():
        declare_complete_books(actor=request.actor, on=request.on, **form.cleaned_data)
        return done(request, _("Declared complete."), request.path)
    context = {
        "title": _("Complete records of payments"),
        "form": form,
        "rows": [row for low, place in areas_with(request, SEE) for row in _rows(request, low, place)],
        "may_write": may_write,
        "may_set": request.actor.may("budgets.set"),
        "may_pay": request.actor.may("payments.see"),
    }
    return render(request, "payments/complete.html", context, status=422 if request.method == "POST" else 200)


def _taken_back(request: HttpRequest) -> HttpResponse:
    """The word taken back, with why."""
    form = TakeBackForm(request.POST)
    if not form.is_valid():
        return answer_refusal(request, Refused("say_on_what_paper"))
    said = form.cleaned_data
    declare_complete_books(
        actor=request.actor, area=said["area"], rule=said["rule"], complete_since=None, kept_at=said["kept_at"],
        on=request.on,
    )  # fmt: skip
    return done(request, _("Taken back: that somebody was never paid is not known any more."), request.path)


def _rows(request: HttpRequest, area: int, place: str) -> list[dict[str, Any]]:
    """What is declared of each benefit in a place of the reader's, and in what lies within it."""
    words = CompleteBooks.objects.visible_to(request.actor, SEE).select_related("declared_by").order_by("pk")
    last = {(one.area, one.rule): one for one in words}
    found = []
    for name, rule in sorted(declarable().items()):
        here = [one for (where, said), one in sorted(last.items()) if said == name and where != area]
        for one in (last.get((area, name)), *here):
            whole = (
                one is not None and one.complete_since is not None and one.complete_since <= rule.valid_from
            )
            found.append(
                {
                    "rule": rule_words(name),
                    "place": place if one is None else place_words(one.area, "", request.on),
                    "said": one,
                    "back": TakeBackForm.of(one)
                    if one is not None and one.complete_since and request.actor.may(RIGHT, one.area)
                    else None,
                    "from": rule.valid_from,
                    "short": one is not None and one.complete_since is not None and not whole
                    and any(PAID_BEFORE[fact].within == LIFE for fact in rule.tells),
                    "tells": [FACTS[fact].meaning[language()] for fact in rule.tells],
                }
            )  # fmt: skip
    return found
