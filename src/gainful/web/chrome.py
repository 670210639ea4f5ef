"""What stands around every page: the navigation that this reader may use, the day, and whether this is a demo."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from gainful.accounts.actor import Actor

NAVIGATION = (
    ("today", _("Today"), "casework.see protection.close flags.see"),
    ("claims", _("Claims"), "claims.answer_review"),
    ("payments", _("Payments"), "payments.see"),
    ("people", _("People"), "people.see"),
    ("openings", _("Openings"), "jobs.see"),
    ("journeys", _("Journeys"), "casework.see"),
    ("reviews", _("Reviews"), "casework.see"),
    ("imports", _("Import"), "intake.see"),
    ("protection", _("Protection"), "protection.see"),
    ("grievances", _("Grievances"), "grievance.handle"),
    ("claims", _("Claims"), "claims.answer_appeal"),
    ("training", _("Training"), "training.see"),
    ("rules", _("Rules"), "rules.see"),
    ("what_if", _("What if"), "whatif.run"),
    ("workshops", _("Workshops and posts"), "jobs.see"),
    ("staff", _("Staff"), "staff.see"),
    ("flags", _("Flags"), "flags.see"),
    ("audit", _("Audit"), "audit.see"),
    ("employer_home", _("This month"), "employer.see"),
    ("employer_people", _("Hires"), "employer.see"),
    ("employer_rolls", _("Monthly rolls"), "employer.see"),
    ("employer_openings", _("Our openings"), "employer.see"),
)
"""Address, words, and the rights of which one opens it."""


def may_any(actor: Actor, rights: str) -> bool:
    """Whether somebody holds one of these rights, named with blanks between."""
    return any(actor.may(right) for right in rights.split())


def chrome(request: HttpRequest) -> dict[str, Any]:
    """Context for base.html."""
    actor = getattr(request, "actor", None)
    links = []
    if actor is not None:
        for name, words, rights in NAVIGATION:
            if may_any(actor, rights):
                try:
                    links.append(
                        {"url": reverse(name), "words": words, "here": _is_here(request, reverse(name))}
                    )
                except NoReverseMatch:  # a screen that this installation does not have
                    continue
    return {
        "navigation": links,
        "actor": actor,
        "on": getattr(request, "on", None),
        "fixed_day": bool(settings.GAINFUL_TODAY),
        "demo": settings.GAINFUL_DEMO,
    }


def _is_here(request: HttpRequest, url: str) -> bool:
    return request.path == url or (url != "/" and request.path.startswith(url))
