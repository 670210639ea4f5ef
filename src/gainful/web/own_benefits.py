"""What a person is due and why not, on their own page and in their own language."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gainful.accounts.places import gazetteer
from gainful.benefits.paying import changed_account
from gainful.web.own_claims import claims_of
from gainful.web.person_benefits import benefits_of
from gainful.web.worker import Worker, own_page, page_context
from gainful.words import language


@own_page(title=gettext_lazy("What I am due"))
def my_benefits(request: HttpRequest, worker: Worker) -> HttpResponse:
    """Every rule for them: due, to be asked, no amount loaded, not due, each with the values used and whom to ask."""
    context = page_context(worker, _("What I am due")) | {
        "groups": benefits_of(worker.person, request),
        "place": gazetteer().name(worker.person.area, request.on, language()),
        "own": True,
        "ask_url": reverse("my_claim_ask"),
        "claims": claims_of(worker.person, request.on),
        "changed": changed_account(worker.person, request.on),
    }
    return render(request, "worker/benefits.html", context)
