"""Asking a route as somebody: the answer as text, whatever it is packed in, and what it wrote; then all taken back."""

from __future__ import annotations

import copy
import html
import io
import json
import zipfile
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from browsing import with_password_just_given
from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from cast import TODAY
from gainful.accounts.actor import Actor
from gainful.accounts.models import Account, Entry
from gainful.casework.own_page import worker_actor
from gainful.registry.models import Person
from gainful.web.worker import KEPT


@dataclass(frozen=True)
class Visitor:
    """Somebody with a browser: staff by their account, a worker by their code, or nobody."""

    name: str
    browser: Client
    actor: Actor
    person: Person | None = None


@dataclass(frozen=True)
class Written:
    """One row written: its table, its area where it has one, whose it is where it hangs on a person."""

    table: str
    area: int | None
    person_id: int | None


@dataclass(frozen=True)
class Answer:
    """What came back, and what was written on the way."""

    status: int
    text: str
    to: str
    typed: str
    """What the visitor themselves wrote into the address or the form, which a page may show again."""
    written: tuple[Written, ...]


def nobody() -> Visitor:
    """Somebody who has not signed in."""
    return Visitor("anonymous", Client(raise_request_exception=False), Actor(None, "", on=TODAY))


def staff(name: str, account: Account) -> Visitor:
    """A member of staff who gave their password this minute, so that exports do not only ask for it again."""
    browser = Client(raise_request_exception=False)
    browser.force_login(account, backend=settings.AUTHENTICATION_BACKENDS[-1])
    return Visitor(name, with_password_just_given(browser), account.actor(TODAY))


def a_worker_on_their_page(person: Person) -> Visitor:
    """A person who came in with their code."""
    visitor = nobody()
    session = visitor.browser.session
    until = timezone.now() + timezone.timedelta(hours=1)
    session[KEPT] = {"person": person.pk, "until": until.isoformat()}
    session.save()
    visitor.browser.cookies[settings.SESSION_COOKIE_NAME] = session.session_key
    return Visitor("worker", visitor.browser, worker_actor(person, TODAY), person)


def ask(
    visitor: Visitor, method: str, address: str, body: dict[str, Any] | None = None, first: Any = None
) -> Answer:
    """One request; everything that it wrote is taken back, and the browser is as it was."""
    cache.clear()
    kept = copy.deepcopy(visitor.browser.cookies)
    with transaction.atomic():
        if first is not None:
            first(visitor.browser)
        last = Entry.objects.order_by("-id").values_list("id", flat=True).first() or 0
        with transaction.atomic():  # a fault inside leaves the connection usable
            send = visitor.browser.post if method == "POST" else visitor.browser.get
            response = send(address, body or {})
        typed = unquote(f"{address} {body}")
        answer = Answer(
            response.status_code, text_of(response), response.get("Location", ""), typed, _written(last)
        )
        transaction.set_rollback(True)
    visitor.browser.cookies = kept
    return answer


def _written(last: int) -> tuple[Written, ...]:
    found = []
    rows = Entry.objects.filter(id__gt=last).exclude(table_name="accounts_act").order_by("id")
    for table, before, after in rows.values_list("table_name", "before", "after"):
        for image in filter(None, (before, after)):
            values = json.loads(image)
            found.append(Written(table, values.get("area"), values.get("person_id")))
    return tuple(found)


def text_of(response: HttpResponse) -> str:
    """Everything an answer says: its page, its file unpacked, its name, where it sends."""
    parts = getattr(response, "streaming_content", None)
    content = b"".join(parts) if parts is not None else response.content
    said = [unquote(value) for name, value in response.headers.items() if name != "Set-Cookie"]
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            said += [packed.read(name).decode("utf-8", "replace") for name in packed.namelist()]
    else:
        said.append(content.decode("utf-8", "replace"))
    return html.unescape("\n".join(said))
