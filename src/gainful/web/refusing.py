"""Signs that refusing is not free somewhere: nobody ever declines, or consents are written down in heaps."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gainful.accounts.models import Account
from gainful.casework import alerts
from gainful.web.screen import screen
from gainful.web.shortlist_words import place_words


@screen(right="protection.see", title=gettext_lazy("Is refusing free?"))
def refusing(request: HttpRequest) -> HttpResponse:
    """Where somebody should look; it stops nothing and blames nobody."""
    heaps = alerts.consents_in_bulk(request.actor, request.on)
    names = {row.pk: row.display_name for row in Account.objects.filter(pk__in=[h.account_id for h in heaps])}
    context = {
        "title": _("Is refusing free?"),
        "declines": [
            {"place": place_words(one.county, "", request.on), "one": one}
            for one in alerts.nobody_declines(request.actor, request.on)
        ],
        "heaps": [{"who": names[one.account_id], "one": one} for one in heaps],
    }
    return render(request, "protection/refusing.html", context)
