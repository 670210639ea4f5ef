"""Every route of the site, as the URL conf has them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

FOREIGN = ("allauth.", "django.", "gainful.accounts.")
READ, WRITE = "GET", "POST"


@dataclass(frozen=True)
class Route:
    """One line of the URL conf."""

    name: str
    address: str
    view: Any
    parameters: frozenset[str]

    @property
    def own(self) -> bool:
        """Whether it is a screen of this site, rather than one of a library's pages."""
        return not self.view.__module__.startswith(FOREIGN)

    @property
    def methods(self) -> tuple[str, ...]:
        """What the screen answers to; both for a library's page, which does not say."""
        return tuple(getattr(self.view, "methods", (READ, WRITE)))


def _walk(patterns: list[Any], before: str, parameters: frozenset[str]) -> Iterator[Route]:
    for entry in patterns:
        address = before + str(entry.pattern)
        held = parameters | frozenset(entry.pattern.regex.groupindex)
        if isinstance(entry, URLResolver):
            yield from _walk(entry.url_patterns, address, held)
        elif isinstance(entry, URLPattern):
            yield Route(entry.name or "", address, entry.callback, held)


def routes() -> list[Route]:
    """All of them, in order."""
    return list(_walk(get_resolver().url_patterns, "", frozenset()))


def own_routes() -> list[Route]:
    """The screens of this site."""
    return [route for route in routes() if route.own]
