"""Audit: who did what, when; and whether the trail still holds.

An auditor of the nation sees all of it; one of a smaller area sees the acts of accounts posted there, and of these
only the rows of that area.
"""

from __future__ import annotations

import json
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gainful.accounts.audit import verify
from gainful.accounts.history import changes, table_words
from gainful.accounts.models import Act, Entry, Posting
from gainful.terms.areas import NATION
from gainful.web.screen import screen
from gainful.web.worker_record_words import NAMES
from gainful.words import acts_called, column_words

RIGHT = "audit.see"
HIDDEN = ("_sealed", "_digest")


def _acts(request: HttpRequest) -> QuerySet[Act]:
    """The acts that this auditor may see."""
    acts = Act.objects.select_related("account")
    if request.actor.may(RIGHT, NATION):
        return acts
    inside = Q(pk__in=[])
    for low, high in request.actor.spans(RIGHT):
        inside |= Q(area__range=(low, high))
    return acts.filter(account__in=Posting.objects.filter(inside).values("account_id"))


def _is_seen(request: HttpRequest, entry: Entry) -> bool:
    """Whether a row is of this auditor's area; a row of no area is the nation's."""
    image = json.loads(entry.after or entry.before or "{}")
    return bool(request.actor.may(RIGHT, int(image.get("area") or NATION)))


@screen(right=RIGHT, title=gettext_lazy("Audit"))
def audit(request: HttpRequest) -> HttpResponse:
    """The acts, the newest first, by who and what; verifying the chain on request."""
    acts = _acts(request).order_by("-id")
    who, what = request.GET.get("who", ""), request.GET.get("what", "")
    if who:
        acts = acts.filter(account__username=who)
    if what:
        acts = acts.filter(Q(action__in=acts_called(what)) | Q(action__startswith=what))
    context = {
        "title": _("Audit"),
        "page": Paginator(acts, 50).get_page(request.GET.get("page")),
        "who": who,
        "what": what,
        "verdict": verify() if request.GET.get("verify") == "1" else None,
    }
    return render(request, "audit/list.html", context)


@screen(right=RIGHT, title=gettext_lazy("An act"))
def act(request: HttpRequest, key: str) -> HttpResponse:
    """One act: the rows it wrote, what they were before and after. Sealed columns stay sealed."""
    found = _acts(request).filter(key=key).first()
    if found is None:
        raise Http404
    entries = Entry.objects.filter(act=found).exclude(table_name="accounts_act").order_by("id")
    if not request.actor.may(RIGHT, NATION):
        entries = [entry for entry in entries if _is_seen(request, entry)]
    page = Paginator(entries, 50).get_page(request.GET.get("page"))
    context = {"title": _("An act"), "act": found, "page": page, "rows": [_row(entry) for entry in page]}
    return render(request, "audit/act.html", context)


def column_called(name: str) -> str:
    """A column in the reader's words: those of the trail first, then those of a person's own record."""
    plain = name.removesuffix("_sealed").removesuffix("_id")
    for one in (name, plain):
        if words := column_words(one):
            return words
    return str(NAMES.get(plain) or NAMES.get(name) or name)


def _row(entry: Entry) -> dict[str, Any]:
    shown = [
        (
            name,
            column_called(name),
            _("sealed") if name.endswith(HIDDEN) else before,
            _("sealed") if name.endswith(HIDDEN) else after,
        )
        for name, before, after in changes(entry)
    ]
    return {"entry": entry, "what": table_words(entry.table_name, 1), "changes": shown}
