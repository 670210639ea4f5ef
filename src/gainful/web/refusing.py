"""Signs that refusing is not free somewhere: nobody ever declines, or consents are written down in heaps."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gainful.accounts.models import Account
from gainful.casework import alerts
from gainful.casework.actions import look_into_heap, look_into_silence
from gainful.casework.models import RefusalLook
from gainful.terms.areas import county_of
from gainful.web.screen import done, screen
from gainful.web.shortlist_words import place_words

OUTCOMES = {
    RefusalLook.Outcome.FREE: gettext_lazy("people can say no there"),
    RefusalLook.Outcome.NOT_FREE: gettext_lazy("people cannot say no there"),
}


class LookForm(forms.Form):
    """What was found by whoever looked."""

    outcome = forms.ChoiceField(
        label=gettext_lazy("What did you find?"),
        choices=list(OUTCOMES.items()),
        widget=forms.RadioSelect,
        help_text=gettext_lazy(
            "Where people cannot say no a protection case opens with what you write here."
        ),
    )
    found = forms.CharField(
        label=gettext_lazy("How you looked, and what people said"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


@screen(right="protection.see", title=gettext_lazy("Is refusing free?"))
def refusing(request: HttpRequest) -> HttpResponse:
    """Where somebody should look, and what those found who did; it stops nothing and blames nobody."""
    actor, on = request.actor, request.on
    heaps = alerts.consents_in_bulk(actor, on)
    names = {row.pk: row.display_name for row in Account.objects.filter(pk__in=[h.account_id for h in heaps])}
    silent = {county_of(one.area): one.key for one in alerts.silences_to_look_into(actor, on)}
    heaped = {
        (county_of(one.area), one.recorded_by_id, one.given_on): one.key
        for one in alerts.heaps_to_look_into(actor, on)
    }
    context = {
        "title": _("Is refusing free?"),
        "declines": [
            {"place": place_words(one.county, "", on), "one": one, "key": silent.get(one.county)}
            for one in alerts.nobody_declines(actor, on)
        ],
        "heaps": [
            {
                "who": names[one.account_id],
                "place": place_words(one.county, "", on),
                "one": one,
                "key": None
                if one.account_id == actor.account_id
                else heaped.get((one.county, one.account_id, one.given_on)),
            }
            for one in heaps
        ],
        "looks": [
            {"look": one, "place": place_words(one.area, "", on), "outcome": OUTCOMES[one.outcome]}
            for one in alerts.looked_into(actor, on)[:50]
        ],
    }
    return render(request, "protection/refusing.html", context)


@screen(right=alerts.ACT, title=gettext_lazy("Nobody declines here"), methods=("GET", "POST"))
def look_silence(request: HttpRequest, key: str) -> HttpResponse:
    """A county where nobody declines: what somebody found who looked."""
    found = alerts.silences_to_look_into(request.actor, request.on).filter(key=key).first()
    if found is None:
        raise Http404
    county = county_of(found.area)
    sign = next(one for one in alerts.nobody_declines(request.actor, request.on) if one.county == county)
    context = {"title": _("Nobody declines here"), "sign": sign, "place": place_words(county, "", request.on)}
    return _look(request, context, lambda said: look_into_silence(area=county, **said))


@screen(right=alerts.ACT, title=gettext_lazy("Consents in a heap"), methods=("GET", "POST"))
def look_heap(request: HttpRequest, key: str) -> HttpResponse:
    """Very many consents of one day by one account: what somebody found who looked."""
    found = (
        alerts.heaps_to_look_into(request.actor, request.on)
        .filter(key=key)
        .exclude(recorded_by=request.actor.account_id)
        .select_related("recorded_by")
        .first()
    )
    if found is None:
        raise Http404
    county, account, day = county_of(found.area), found.recorded_by, found.given_on
    sign = next(
        one
        for one in alerts.consents_in_bulk(request.actor, request.on)
        if (one.county, one.account_id, one.given_on) == (county, account.pk, day)
    )
    context = {"title": _("Consents in a heap"), "sign": sign, "who": account.display_name}
    context["place"] = place_words(county, "", request.on)
    return _look(
        request, context, lambda said: look_into_heap(area=county, account=account, given_on=day, **said)
    )


def _look(request: HttpRequest, context: dict[str, Any], write: Any) -> HttpResponse:
    form = LookForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        is_free = said["outcome"] == RefusalLook.Outcome.FREE
        write({"actor": request.actor, "on": request.on, "is_free": is_free, "found": said["found"]})
        sentence = (
            _("Kept with your name.") if is_free else _("Kept with your name; a protection case is open.")
        )
        return done(request, sentence, reverse("refusing"))
    status = 422 if form.is_bound else 200
    return render(request, "protection/look.html", context | {"form": form}, status=status)
