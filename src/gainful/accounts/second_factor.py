"""After signing in: first a password of one's own, then a second factor, then the rest. And asking once more."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any

from allauth.account.decorators import reauthentication_required
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from gainful.accounts.actions import note_reading
from gainful.accounts.actor import Role
from gainful.accounts.reading import ReadingState, reading_state
from gainful.accounts.refusals import Refused
from gainful.accounts.signing_in import SECOND_FACTORS

NOT_STAFF = {Role.EMPLOYER, Role.WORKER}
ALWAYS = {
    "account_login",
    "account_logout",
    "account_change_password",
    "account_reauthenticate",
    "set_language",
}
# Giving the password again: public API of allauth, and the step-up of every export.
step_up_required = reauthentication_required(app="gainful")


class SecondFactorMiddleware:
    """Sends whoever still has a one-time password to replace it, and staff without a second factor to set one up.

    In the demo, which says so on every page, a printed password is enough.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, _positional: Any, _named: Any
    ) -> HttpResponse | None:
        """Before each view: None lets it go on."""
        name = request.resolver_match.url_name if request.resolver_match else None
        if not request.user.is_authenticated or getattr(view, "public", False) or name in ALWAYS:
            return None
        if request.user.must_change_password:
            return redirect("account_change_password")
        if settings.GAINFUL_DEMO or (name or "").startswith("mfa_"):
            return None
        staff = request.actor.roles - NOT_STAFF
        if staff and not is_mfa_enabled(request.user, SECOND_FACTORS):
            return redirect("mfa_activate_totp")
        return None


def require_step_up(request: HttpRequest) -> None:
    """Go on only if the password or second factor was given within 15 minutes; otherwise allauth asks for it.

    Raises allauth's ReauthenticationRequired, which its middleware turns into the page that asks.
    """
    step_up_required(lambda _request: HttpResponse())(request)


def note_shown(request: HttpRequest, person_keys: Collection[str], screen: str) -> None:
    """Call before a page shows people's records: notes who looked, and holds up whoever looks at too many.

    From 200 people within the hour the password is asked for again; from 500 the action is Refused until the hour
    has passed.
    """
    actor, now = request.actor, timezone.now()
    if actor.account_id is not None:
        reading = reading_state(actor.account_id, now)
        if reading.state is ReadingState.FROZEN:
            raise Refused("reading_frozen", count=reading.count)
        if reading.state is ReadingState.STEP_UP:
            require_step_up(request)
    note_reading(actor=actor, person_keys=person_keys, screen=screen, at=now)
