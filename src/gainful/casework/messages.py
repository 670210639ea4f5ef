"""Short messages to a person's own phone, through whichever gateway the installation names.

A gateway is a class with one method, `send(phone, text)`, named by GAINFUL_SMS as module:Class. While people of a
demo are in the database every message goes to a file of the home instead, whatever is named: an invented number may
be somebody's real one.
"""

from __future__ import annotations

import json
import secrets
from importlib import import_module
from pathlib import Path
from typing import Protocol

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from gainful.accounts.models import AddedArea
from gainful.accounts.refusals import Refused
from gainful.pack import load
from gainful.registry.models import Person

TEXTS = {
    "zh": "您的一次性代码是 {code}，{hours} 小时内有效，只能用一次。请勿告诉任何人，办事人员也不会问您要。",
    "en": "Your one-time code is {code}, good for {hours} hours and one use. Tell nobody; no officer will ask for it.",
}


class Gateway(Protocol):
    """Sends one text to one phone. Whatever it raises stays in the background; nothing is written to a log."""

    def send(self, phone: str, text: str) -> None:
        """Send a text, or raise."""


class Outbox:
    """Writes each message into a file of its own under the home's `outbox`, readable by its owner alone."""

    def send(self, phone: str, text: str) -> None:
        """A new file; its name says nothing about the person."""
        folder = Path(settings.GAINFUL_HOME) / "outbox"
        folder.mkdir(exist_ok=True, mode=0o700)
        kept = folder / f"{secrets.token_hex(8)}.json"
        kept.touch(mode=0o600)
        kept.write_text(json.dumps({"to": phone, "text": text}, ensure_ascii=False), encoding="utf-8")


def gateway() -> Gateway:
    """The gateway in use. Refused where none is named and nobody here is invented: no_message_gateway."""
    if settings.GAINFUL_DEMO or _demo_people():
        return Outbox()
    if not settings.GAINFUL_SMS:
        raise Refused("no_message_gateway")
    module, _, name = settings.GAINFUL_SMS.partition(":")
    try:
        made: Gateway = getattr(import_module(module), name)()
    except (ImportError, AttributeError, ValueError) as fault:
        raise ImproperlyConfigured(
            f"GAINFUL_SMS is {settings.GAINFUL_SMS!r}: no such module:Class"
        ) from fault
    return made


def _demo_people() -> bool:
    """Whether a place of the pack's demo was added here: only the invented live there."""
    codes = [area.number for area in load(settings.GAINFUL_PACK).demo_areas]
    return AddedArea.objects.filter(code__in=codes).exists()


def phone_of(person: Person) -> str:
    """The person's own phone. Refused where none is known: no_phone."""
    phone = person.unsealed("phone")
    if not phone:
        raise Refused("no_phone")
    return str(phone)
