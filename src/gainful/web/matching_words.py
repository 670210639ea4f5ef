"""Matching's codes as sentences, with the names of occupations, places and codes that the pack knows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from gainful.accounts.places import gazetteer
from gainful.matching.codes import SENTENCES, sentence
from gainful.words import language, pack

LISTS = {"occupation": "occupations", "certificate": "occupations", "agreed": "occupations"}


def told(code: str, values: Mapping[str, Any] | None = None) -> str:
    """The sentence of a matching code in the reader's language; a code without a sentence as plain words."""
    if code not in SENTENCES:
        return code.replace("_", " ")
    kept = {name: tuple(v) if isinstance(v, list) else v for name, v in (values or {}).items()}
    try:
        return sentence(code, language(), kept, _named)
    except KeyError:  # an offer kept before a sentence learned a further value
        return code.replace("_", " ")


def _named(name: str, code: str) -> str:
    """What a code value is called."""
    codes = pack().codes
    if name in LISTS and code in codes[LISTS[name]]:
        return codes[LISTS[name]].label(code, language())
    if name == "place" and code.isdigit():
        return "".join(gazetteer().path(int(code), None, language()))
    for one in ("screening_grounds", "service_needs", "education", "housing", "care_burdens"):
        if one in codes and code in codes[one]:
            return codes[one].label(code, language())
    return code.replace("_", " ")
