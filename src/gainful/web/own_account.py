"""One's own account: language, password, second factor, what one may do and where."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gainful.accounts.actions import change_language
from gainful.web.screen import done, screen
from gainful.web.staff import ROLE_NAMES, place_name
from gainful.words import language


@screen(right="self.manage", title=gettext_lazy("My account"), methods=("GET", "POST"))
def own_account(request: HttpRequest) -> HttpResponse:
    """What this account is, and choosing its language."""
    if request.method == "POST":
        change_language(actor=request.actor, account=request.user, language=request.POST.get("language", ""))
        response = done(request, _("Kept."), request.path)
        response.delete_cookie("django_language")
        return response
    grants = [(ROLE_NAMES[grant.role], place_name(grant.area, request.on)) for grant in request.actor.grants]
    context = {"title": _("My account"), "grants": grants, "account": request.user, "language": language()}
    return render(request, "account/own.html", context)
