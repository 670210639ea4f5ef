"""allauth's pages, but those that Gainful does not have: sign-up, e-mail addresses, reset by e-mail or code."""

from __future__ import annotations

from django.urls import include, path, re_path

from gainful.accounts.signing_in import closed

urlpatterns = [
    re_path(r"^(?:signup|email|confirm-email|password/reset|password/set|login/code)/", closed),
    path("", include("allauth.urls")),
]
