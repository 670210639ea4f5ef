"""What matching says, in the reader's language: its codes as sentences, with the names of codes and places."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gainful.accounts.places import gazetteer
from gainful.matching import Change, Refusal, sentence
from gainful.terms.places import Gazetteer
from gainful.words import label, language, pack

OCCUPATIONS = ("occupation", "certificate", "agreed", "course")


def place_words(number: int | None, text: str | None, on: date, places: Gazetteer | None = None) -> str:
    """Where work is: as it was written, with the name of the area where that says more.

    A list hands its gazetteer in as `places`, so that a page asks for it once.
    """
    if number is None:
        return text or _("not known")
    known = _path(number, on, language(), places)
    written = _path(number, on, "zh", places)
    if not text or written.endswith(text):
        return known
    if language() == "zh" and set(written) <= set(text):
        return text  # written in full, with a part that the list of areas leaves out
    return f"{text} ({known})"


def _path(number: int, on: date, spoken: str, places: Gazetteer | None) -> str:
    names = (places or gazetteer()).path(number, on, spoken)
    return ("" if spoken == "zh" else ", ").join(names) or str(number)


def matching_words(code: str, values: Mapping[str, Any] | None, on: date) -> str:
    """The sentence of one of matching's codes, as the reader reads it."""
    ready = {name: _ready(name, value) for name, value in (values or {}).items()}
    if code.endswith("nearer_than_agreed") and ready.get("agreed") == "anywhere":
        ready["agreed"] = "out_of_province"  # whoever wants nothing nearer than anywhere wants to go far
    return sentence(code, language(), ready, lambda name, given: _named(name, given, on))


def _ready(name: str, value: Any) -> Any:
    """Values as kept with an offer, or as matching gives them: lists are tuples, ranks of education its names."""
    if name == "held_for":
        return tuple(dict.fromkeys(value))
    if isinstance(value, list):
        return tuple(value)
    if name.endswith("_rank") and isinstance(value, int):
        return _education(value)
    return value


def _education(rank: int) -> str:
    """The first education of a rank that a person can have."""
    ranked = (one for one in pack().codes["education"] if one.rank == rank)
    return next(label("education", one.code) for one in ranked if not one.is_marked("requirement_only"))


def _named(name: str, code: str, on: date) -> str:
    if name == "place":
        return place_words(int(code), "", on) if code.isdigit() else code
    if name == "held_for":
        return str(HELD.get(code, code))
    if name in OCCUPATIONS and code in pack().codes["occupations"]:
        return label("occupations", code)
    if name == "location_class":
        return label("location_classes", code)
    if name == "demands" and code in pack().codes["care_burdens"]:
        return label("care_burdens", code)
    return code


HELD = {
    "proposed_by_employer": gettext_lazy("proposed by the employer, an officer has not looked at it yet"),
    "discriminatory_requirement": gettext_lazy("it asks for what must not be asked of anybody"),
    "fee_or_deposit_asked": gettext_lazy("it asks for a fee or deposit"),
    "document_retention": gettext_lazy("it keeps documents"),
    "excessive_hours": gettext_lazy("more hours a week than the law allows"),
    "below_minimum_wage": gettext_lazy("pay below the minimum wage"),
    "employer_frozen": gettext_lazy("placements with the employer are stopped"),
}


def held_words(finding: Mapping[str, Any]) -> str:
    """A finding on an opening: the ground, the words that did it, and the bound they pass."""
    ground, words = finding["ground"], finding["words"]
    grounds = pack().codes["screening_grounds"]
    name = label("screening_grounds", ground) if ground in grounds else str(HELD[finding["code"]])
    if finding.get("bound"):
        return _("%(ground)s: %(words)s, the bound is %(bound)s") % {
            "ground": name, "words": words, "bound": finding["bound"],
        }  # fmt: skip
    return _("%(ground)s: “%(words)s”") % {"ground": name, "words": words}


def reasons_words(kept: Iterable[Mapping[str, Any]], on: date) -> tuple[list[str], list[str]]:
    """(reasons, questions) of an entry as it is kept with an offer: {code, points, values}."""
    reasons: list[str] = []
    questions: list[str] = []
    for one in kept:
        into = questions if one["code"].startswith("ask_") else reasons
        into.append(matching_words(one["code"], one["values"], on))
    return reasons, questions


def refusal_words(refused: Iterable[Refusal], on: date) -> list[str]:
    """Why openings are not for somebody, a sentence a filter."""
    return [matching_words(one.code, one.values, on) for one in refused]


def change_words(change: Change, on: date) -> str:
    """What would have to change, all of it together."""
    steps = [matching_words(f"change_{step.code}", step.values, on) for step in change.steps]
    words = _(" and ").join(steps)
    return words[:1].upper() + words[1:]
