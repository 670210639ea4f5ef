"""Filters that pages need: labels, money, dates, masked texts."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from django import template
from django.urls import translate_url
from django.utils.translation import gettext as _

from gainful import words

register = template.Library()
BY_CALENDAR = re.compile(r"calendar: pay_days_before_\w+ \((?P<days>\d+) days\)")


@register.filter
def label(code: str | None, code_list: str) -> str:
    """{{ person.education|label:"education" }}: the code's name in the reader's language."""
    return words.label(code_list, code)


@register.filter
def job_title(of: Any) -> str:
    """{{ opening|job_title }}, {{ offer.terms|job_title }}: the employer's words, and what they mean."""
    if isinstance(of, dict):
        return words.with_occupation(of.get("title", ""), of.get("occupation"))
    return words.with_occupation(of.title, of.occupation)


@register.filter
def labels(codes: list[str], code_list: str) -> str:
    """Several codes' names, listed."""
    return "、".join(words.label(code_list, code) for code in codes) if codes else _("not known")


@register.filter
def act(name: str) -> str:
    """What an act is called in the reader's language."""
    return words.act_words(name)


@register.filter
def came_from(source: str) -> str:
    """Where an act came from, in words: a screen, the calendar, or "—"; the request's number stays in the trail."""
    if source.startswith("web "):
        return _("on a screen")
    if found := BY_CALENDAR.fullmatch(source):
        return _("by the calendar: pay %(n)s days late") % {"n": found["days"]}
    return source or "—"


@register.filter
def yuan(fen: int | None) -> str:
    """Fen as yuan, or the word for unknown."""
    return words.money(fen)


@register.filter
def day(value: date | None) -> str:
    """A date, or the word for unknown."""
    return words.day(value)


@register.filter
def yes_no(value: bool | None) -> str:
    """Yes, no, or the word for unknown: unknown is not no."""
    return _("not known") if value is None else _("yes") if value else _("no")


@register.filter
def percent(share: float | None) -> str:
    """A share (0-1) as a percentage with one decimal, or the word for unknown."""
    return _("not known") if share is None else f"{share * 100:.1f} %"


@register.simple_tag(takes_context=True)
def in_language(context: dict, code: str) -> str:
    """This page's address, for the language switch."""
    return translate_url(context["request"].get_full_path(), code)


@register.simple_tag(takes_context=True)
def page_url(context: dict, number: int, name: str = "page") -> str:
    """This address with another page number, filters kept; `name` is the list's where a page has several."""
    query = context["request"].GET.copy()
    query[name] = str(number)
    return f"?{query.urlencode()}"


@register.simple_tag(takes_context=True)
def with_query(context: dict, **changes: object) -> str:
    """This address with some of its query changed; an empty value takes a part away, and the page starts again."""
    query = context["request"].GET.copy()
    query.pop("page", None)
    for name, value in changes.items():
        if value in ("", None):
            query.pop(name, None)
        else:
            query[name] = str(value)
    return f"?{query.urlencode()}" if query else context["request"].path
