"""Signing in: by name and password, then a second factor. No sign-up, no e-mail, no reset but by an administrator."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.backends import ModelBackend
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language

from gainful.accounts.acting_middleware import today
from gainful.accounts.models import Account
from gainful.accounts.refusal_words import REFUSALS
from gainful.accounts.refusals import NotAllowed
from gainful.accounts.sealed import seal, unseal

SECOND_FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
_CELL = {"table": "mfa_authenticator", "column": "secret", "key": "second factor"}


class PasswordBackend(ModelBackend):
    """Name and password of an open account. A one-time password that was not used within its 72 hours is void."""

    def user_can_authenticate(self, user: Any) -> bool:
        """Asked at sign-in and again at each request."""
        if not super().user_can_authenticate(user):
            return False
        expired = user.one_time_until is not None and user.one_time_until < timezone.now()
        return not (user.must_change_password and expired)


class AccountAdapter(DefaultAccountAdapter):
    """allauth's account pages, with Gainful's rules."""

    def validation_error(self, code: str, *args: Any) -> ValidationError:
        """A wrong name or password is said in the words of the page of sign-in."""
        if code == "username_password_mismatch":
            return ValidationError(_in_words(REFUSALS["wrong_sign_in"]), code=code)
        return super().validation_error(code, *args)

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never: staff are invited."""
        return False

    def set_password(self, user: Any, password: str) -> None:
        """Change one's own password through the action, so that the trail says who did it."""
        from gainful.accounts.actions import keep_new_password

        try:
            keep_new_password(actor=user.actor(today()), account=user, password=password)
        except NotAllowed as refusal:  # no posting on this day: nothing may be done at all
            raise PermissionDenied from refusal

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """On to one's own account, which says what one is and what comes next."""
        return reverse("own_account")

    def clean_password(self, password: str, user: Any = None) -> str:
        """The rules of settings.AUTH_PASSWORD_VALIDATORS, and not the old password again."""
        cleaned = str(super().clean_password(password, user))
        if isinstance(user, Account) and user.pk and user.check_password(cleaned):
            raise ValidationError(_in_words(REFUSALS["same_password"]))
        return cleaned

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Nothing is ever sent."""


class SecondFactorAdapter(DefaultMFAAdapter):
    """allauth's second factors: their secrets are sealed, and staff may not give up the last one."""

    def encrypt(self, text: str) -> str:
        """Seal a secret with the installation's key."""
        return seal(text, **_CELL)

    def decrypt(self, encrypted_text: str) -> str:
        """Open a sealed secret."""
        return unseal(encrypted_text, **_CELL)

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Not the last second factor, except in the demo: another one must be set up first."""
        if settings.GAINFUL_DEMO or authenticator.type not in SECOND_FACTORS:
            return True
        held = Authenticator.objects.filter(user_id=authenticator.user_id, type__in=SECOND_FACTORS)
        return held.exclude(pk=authenticator.pk).exists()

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """Nothing is ever sent."""


def name_tried(request: HttpRequest, credentials: dict[str, Any] | None = None) -> str:
    """The name that somebody tries a password for, in small letters; axes counts by it."""
    return str((credentials or {}).get("username") or request.POST.get("login") or "").strip().lower()


def locked_out(request: HttpRequest, *_: Any, **__: Any) -> HttpResponse:
    """The page after five wrong passwords for one name from one place."""
    words = {"title": _in_words(REFUSALS["locked_out_title"]), "sentence": _in_words(REFUSALS["locked_out"])}
    return render(request, "refused.html", words, status=429)


def _in_words(words: dict[str, str]) -> str:
    return words["en" if (get_language() or "").startswith("en") else "zh"]


def closed(request: HttpRequest, **_: Any) -> HttpResponse:
    """Pages of allauth that Gainful does not have: sign-up, e-mail addresses, reset by e-mail."""
    raise Http404


closed.login_required = False  # type: ignore[attr-defined]
closed.public, closed.right, closed.title = True, None, "Closed"  # type: ignore[attr-defined]
