"""@screen: every page says which right opens it and what its title is; refusals become sentences, not errors.

A page that the reader may not see answers 404, as if it did not exist. A refused action comes back to the page it
was asked on, with the sentence of its refusal and status 409 where nothing can be shown.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from gainful.accounts.refusals import NotAllowed, Refused
from gainful.words import refusal_sentence

View = Callable[..., HttpResponse]


def screen(
    *, right: str | None, title: str, methods: tuple[str, ...] = ("GET",), public: bool = False
) -> Callable[[View], View]:
    """Make a view a screen. `right` None with `public` True is open to everybody; there is no third case."""
    assert public or right, title

    def decorate(view: View) -> View:
        @functools.wraps(view)
        def run(request: HttpRequest, **named: Any) -> HttpResponse:
            if request.method not in {*methods, "HEAD"}:
                return HttpResponseNotAllowed(methods)
            if right and not request.actor.may(right):  # type: ignore[attr-defined]
                raise Http404
            try:
                return view(request, **named)
            except NotAllowed as refusal:
                raise Http404 from refusal
            except Refused as refusal:
                return answer_refusal(request, refusal)

        run.right, run.title, run.public, run.methods = right, title, public, methods  # type: ignore[attr-defined]
        if public:
            run.login_required = False  # type: ignore[attr-defined]
        return run

    return decorate


def answer_refusal(request: HttpRequest, refusal: Refused) -> HttpResponse:
    """The refusal's sentence: a fragment for htmx, otherwise back to where the question was asked, or a page."""
    sentence = refusal_sentence(refusal)
    if getattr(request, "htmx", False):
        return render(request, "refusal_fragment.html", {"sentence": sentence}, status=409)
    back = request.POST.get("back", "")
    if back.startswith("/") and not back.startswith("//"):
        messages.error(request, sentence)
        return redirect(back)
    return render(request, "refused.html", {"title": _("Not done"), "sentence": sentence}, status=409)


def done(request: HttpRequest, sentence: str, to: str) -> HttpResponse:
    """After a write: say what was done, and go to a page (never render after a POST)."""
    messages.success(request, sentence)
    return redirect(to)
