"""Somebody signed in, as the tests of screens open pages: no second factor, in a language of choice."""

from __future__ import annotations

import time

from django.conf import settings as current
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from gainful.accounts.actor import Actor
from gainful.accounts.models import Account


def signed_in(actor: Actor, language: str = "en") -> Client:
    """A browser of this actor's account. The test sets GAINFUL_DEMO, so that no second factor is asked."""
    client = Client()
    backend = current.AUTHENTICATION_BACKENDS[-1]
    client.force_login(Account.objects.get(pk=actor.account_id), backend=backend)
    client.cookies[current.LANGUAGE_COOKIE_NAME] = language
    return client


def with_password_just_given(client: Client) -> Client:
    """The same browser, its password given this minute, as exports ask for it."""
    session = client.session
    session["account_authentication_methods"] = [
        {"method": "password", "at": time.time(), "reauthenticated": True}
    ]
    session["account_authentication_methods_user"] = session["_auth_user_id"]
    session.save()
    return client


def queries_of(browser: Client, address: str) -> int:
    """Queries of the second opening of a page: the first fills what stays in memory."""
    browser.get(address)
    with CaptureQueriesContext(connection) as seen:
        assert browser.get(address).status_code == 200
    return len(seen)
