"""Who asks, and on which day: `request.actor` and `request.on`, for every surface on the web."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import date

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation

from gainful.accounts.actor import Actor
from gainful.accounts.trail import source


def today() -> date:
    """The day that surfaces pass on: GAINFUL_TODAY, or the clock's in the installation's time zone."""
    return date.fromisoformat(settings.GAINFUL_TODAY) if settings.GAINFUL_TODAY else timezone.localdate()


class ActingMiddleware:
    """Sets the actor (one query, for the postings) and the day; acts say which request they came from.

    The request's number is random, and goes back in the header X-Request-Number.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        number = secrets.token_hex(6)
        request.on = today()
        request.actor = self._actor(request)
        self._speak(request)
        with source(f"web {number}"):
            response = self.get_response(request)
        response["X-Request-Number"] = number
        return response

    def _actor(self, request: HttpRequest) -> Actor:
        on: date = request.on
        if request.user.is_authenticated:
            return request.user.actor(on)
        return Actor(account_id=None, label="", on=on)

    def _speak(self, request: HttpRequest) -> None:
        """The account's own language, unless this browser has chosen one since."""
        language = getattr(request.user, "language", "")
        if language and settings.LANGUAGE_COOKIE_NAME not in request.COOKIES:
            translation.activate(language)
            request.LANGUAGE_CODE = translation.get_language()
