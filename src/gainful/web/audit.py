"""Audit: who did what, when; and whether the trail still holds."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gainful.accounts.audit import verify
from gainful.accounts.history import changes, table_words
from gainful.accounts.models import Act, Entry
from gainful.web.screen import screen

HIDDEN = ("_sealed", "_digest")


@screen(right="audit.see", title=gettext_lazy("Audit"))
def audit(request: HttpRequest) -> HttpResponse:
    """The acts, the newest first, by who and what; verifying the chain on request."""
    acts = Act.objects.select_related("account").order_by("-id")
    who, what = request.GET.get("who", ""), request.GET.get("what", "")
    if who:
        acts = acts.filter(account__username=who)
    if what:
        acts = acts.filter(action__startswith=what)
    context = {
        "title": _("Audit"),
        "page": Paginator(acts, 50).get_page(request.GET.get("page")),
        "who": who,
        "what": what,
        "verdict": verify() if request.GET.get("verify") == "1" else None,
    }
    return render(request, "audit/list.html", context)


@screen(right="audit.see", title=gettext_lazy("An act"))
def act(request: HttpRequest, key: str) -> HttpResponse:
    """One act: the rows it wrote, what they were before and after. Sealed columns stay sealed."""
    found = Act.objects.select_related("account").filter(key=key).first()
    if found is None:
        raise Http404
    entries = Entry.objects.filter(act=found).exclude(table_name="accounts_act").order_by("id")
    page = Paginator(entries, 50).get_page(request.GET.get("page"))
    context = {"title": _("An act"), "act": found, "page": page, "rows": [_row(entry) for entry in page]}
    return render(request, "audit/act.html", context)


def _row(entry: Entry) -> dict[str, Any]:
    shown = [
        (
            name,
            _("sealed") if name.endswith(HIDDEN) else before,
            _("sealed") if name.endswith(HIDDEN) else after,
        )
        for name, before, after in changes(entry)
    ]
    return {"entry": entry, "what": table_words(entry.table_name, 1), "changes": shown}
