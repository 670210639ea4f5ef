"""Every address has a right and a title, or is public on purpose."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, get_resolver

from gainful.accounts.rights import RIGHTS

FOREIGN = ("allauth.", "django.views.i18n", "django.contrib.")


def routes(patterns=None, prefix: str = "") -> list[tuple[str, object]]:
    """(address pattern, view) of every route."""
    found = []
    for entry in patterns if patterns is not None else get_resolver().url_patterns:
        if isinstance(entry, URLResolver):
            found += routes(entry.url_patterns, prefix + str(entry.pattern))
        elif isinstance(entry, URLPattern):
            found.append((prefix + str(entry.pattern), entry.callback))
    return found


def test_every_route_has_a_right_and_a_title():
    own = [(address, view) for address, view in routes() if not view.__module__.startswith(FOREIGN)]
    assert len(own) > 25
    bare = [
        a
        for a, v in own
        if not getattr(v, "title", None) or not (getattr(v, "right", None) or getattr(v, "public", False))
    ]
    assert not bare
    assert not [a for a, v in own if v.right and v.right not in RIGHTS]
