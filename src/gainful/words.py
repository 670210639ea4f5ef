"""Words on the surface: labels of codes, sentences of refusals, places, dates and money in the reader's language."""

from __future__ import annotations

import csv
from datetime import date
from functools import cache
from importlib import import_module, util
from pathlib import Path

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from gainful.accounts.refusals import Refused
from gainful.pack import Pack, load
from gainful.terms.money import format_yuan

CHAPTERS = ("accounts", "registry", "jobs", "training", "casework", "benefits", "figures", "intake", "web")


def pack() -> Pack:
    """The programme pack in use."""
    return load(settings.GAINFUL_PACK)


def language() -> str:
    """The reader's language as packs name it: zh or en."""
    return "en" if (get_language() or "").startswith("en") else "zh"


def label(code_list: str, code: str | None) -> str:
    """A code's name in the reader's language; the word for unknown when it is empty."""
    if not code:
        return _("not known")
    return pack().codes[code_list].label(code, language())


def with_occupation(title: str, occupation: str | None) -> str:
    """A job's title in the employer's own words, with its occupation beside it for who does not read those."""
    if not occupation or title.isascii() or language() == "zh":
        return title
    return f"{title} ({label('occupations', occupation)})"


@cache
def refusals() -> dict[str, dict[str, str]]:
    """Every refusal's sentence, by code, from each chapter's refusal_words.py."""
    found: dict[str, dict[str, str]] = {}
    for chapter in CHAPTERS:
        name = f"gainful.{chapter}.refusal_words"
        if util.find_spec(name):
            found |= import_module(name).REFUSALS
    return found


def refusal_sentence(refusal: Refused) -> str:
    """What a refusal says to the person in front of the screen."""
    words = refusals().get(refusal.code)
    if words is None:
        return refusal.code.replace("_", " ")
    values = {name: value if value is not None else _("not known") for name, value in refusal.values.items()}
    return words[language()].format(**values)


@cache
def _listed(name: str, by: str) -> dict[str, dict[str, str]]:
    """The rows of a list of words beside this module, by its first column."""
    with (Path(__file__).parent / name).open(encoding="utf-8", newline="") as lines:
        return {row[by]: row for row in csv.DictReader(lines)}


def _acts() -> dict[str, dict[str, str]]:
    return _listed("acts.csv", "act")


def column_words(name: str) -> str:
    """What a column is called to somebody who reads the trail; "" where the list has no words for it."""
    words = _listed("columns.csv", "column").get(name)
    return words[language()] if words else ""


def act_words(name: str) -> str:
    """What an act is called, by the action's name; an act of an older version that has gone keeps its name."""
    words = _acts().get(name)
    return words[language()] if words else name


def acts_called(part: str) -> list[str]:
    """The names of the acts whose words in the reader's language hold a text."""
    return [name for name in _acts() if part.lower() in act_words(name).lower()]


def money(fen: int | None) -> str:
    """An amount in yuan, or the word for unknown."""
    return _("not known") if fen is None else format_yuan(fen, language())


def day(value: date | None) -> str:
    """A date as 2020-11-02 (both languages read it), or the word for unknown."""
    return _("not known") if value is None else value.isoformat()
