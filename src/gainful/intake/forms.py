"""Forms: which header means which fact, read from a programme pack's workbooks/*.yaml.

A form is one YAML file; common.yaml holds what all share. Another county with other columns and other wording needs
no code: words are added here. Everything is checked when it is loaded, so that a slip of the pen is told at once.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from typing import Any

TYPES = frozenset(
    {"text", "name", "identifier", "person_number", "phone", "account", "date", "year", "whole", "money"}
    | {"money_range", "yes_no", "code", "codes", "place", "month"}
)
COLUMN_KEYS = frozenset(
    {"type", "headers", "required", "expected", "list", "carry", "starts_block", "from_sheet_name", "blank"}
    | {"not_stated", "otherwise", "needed", "longest", "least", "most", "negative"}
)
# The checks a form may ask for, and the settings of each (see checks.py). Settings that name a fact end in "*".
CHECK_SETTINGS: Mapping[str, str] = {
    "sex_agrees_with_number": "number* sex*",
    "one_row_a_person": "number* block* own* head",
    "household_registered": "number*",
    "registered": "number* name*",
    "old_enough": "number* day*",
    "not_hazardous": "number* day* occupation*",
    "in_order": "first* last*",
    "not_after_filing": "date* code",
    "no_overlap": "number* first* last*",
    "note_screened": "text*",
    "signed": "agrees* signature* name*",
    "every_source_stated": "of*",
    "adds_up": "plus* minus* total* tolerance",
    "one_row_each": "by*",
    "at_most": "value* most* code",
    "named": "number* name*",
    "opening_screened": "pay* hours* kind* place* texts*",
    "pay_as_due": "number* employer* month* gross* deducted* reason* paid* paid_on*",
    "month_in_a_job": "number* name* month*",
    "rolls_agree": "days* paper* phone*",
    "compared_with_ledgers": "number* name* employer* insured_from* state*",
}
FORM_KEYS = frozenset({"form", "name", "row", "row_needs", "columns", "checks"})
_BRACKETS = re.compile(r"[（(\[【][^（()）\]】]*[)）\]】]")
_NUMBERING = re.compile(r"^[*☆★]*(?:[A-Za-z]?\d{1,2}[a-z]?[.、．]?)?[*]*")
_NOTHING = re.compile(r"[\s:：*?？\"“”]+")


class FormError(ValueError):
    """A form file that cannot be used: which file, and what is wrong in it."""


@lru_cache(maxsize=20_000)
def header_key(text: str) -> str:
    """A header as compared: half width, lower case, without blanks, numbering, or what stands in brackets."""
    half = unicodedata.normalize("NFKC", text).lower()
    bare = _NOTHING.sub("", _BRACKETS.sub("", half)) or _NOTHING.sub("", half)
    return _NUMBERING.sub("", bare) or bare


@dataclass(frozen=True)
class Column:
    """One fact of a form: its type, the headers that mean it, and what is special about its cells.

    `carry`: an empty cell repeats the row above within its block. `starts_block`: a filled cell begins a new block.
    `needed`: without it nothing of the row can be recorded. `longest`: a text's most characters. `least` and `most`: a
    whole number's smallest and largest value that means something. `negative`: an amount may lie below nothing.
    `expected`: a sheet without the column is taken, with a warning.
    `blank`: words that say "none yet". `otherwise` and `not_stated`: the code of a finding in place of the usual one.
    """

    fact: str
    type: str
    headers: tuple[str, ...]
    required: bool = False
    list: str = ""
    carry: bool = False
    starts_block: bool = False
    from_sheet_name: bool = False
    blank: tuple[str, ...] = ()
    not_stated: str = ""
    otherwise: str = ""
    needed: bool = False
    longest: int = 0
    least: int = 0
    most: int = 0
    negative: bool = False
    expected: bool = False

    @cached_property
    def keys(self) -> frozenset[str]:
        """Its headers as compared."""
        return frozenset(map(header_key, self.headers))


@dataclass(frozen=True)
class Check:
    """A check that a form asks for, by name, with its settings (see checks.py)."""

    name: str
    settings: Mapping[str, Any]


@dataclass(frozen=True)
class Form:
    """One form: its facts in order, which of them make a row, and its checks."""

    form: str
    names: Mapping[str, str]
    row: str
    row_needs: tuple[str, ...]
    columns: Mapping[str, Column]
    checks: tuple[Check, ...]

    @cached_property
    def facts_by_header(self) -> dict[str, list[Column]]:
        """Header, as compared → the facts it means; most mean one, a job's title also its occupation."""
        found: dict[str, list[Column]] = {}
        for column in self.columns.values():
            for key in column.keys:
                found.setdefault(key, []).append(column)
        return found


@dataclass(frozen=True)
class Common:
    """What all forms share: the words around tables, and the columns that are never kept."""

    never_kept: frozenset[str]
    ignored: frozenset[str]
    footers: tuple[str, ...]
    totals: frozenset[str]
    filing: Mapping[str, tuple[str, ...]]
    blank_words: frozenset[str]
    not_stated: frozenset[str]
    forecast: tuple[str, ...]
    units: tuple[str, ...]


@dataclass(frozen=True)
class Forms:
    """All forms of a pack, and what they share."""

    common: Common
    forms: Mapping[str, Form] = field(default_factory=dict)


def load_forms(files: Mapping[str, Mapping[str, Any]]) -> Forms:
    """The forms of a pack's workbooks by file name, as `pack.forms` gives them; raises FormError naming the slip."""
    if "common" not in files:
        raise FormError("common: no such file among the workbooks of the pack")
    forms: dict[str, Form] = {}
    for file, said in files.items():
        if file == "common":
            continue
        form = _form(file, said)
        if form.form in forms:
            raise FormError(f"{file}: the form {form.form!r} is described twice")
        forms[form.form] = form
    return Forms(_common(files["common"]), _speaking_alike(forms))


def _speaking_alike(forms: Mapping[str, Form]) -> dict[str, Form]:
    """The forms, each fact known by the headers that any form of the pack gives it.

    A header that means another fact on a form keeps that meaning there, and a fact whose headers stand for two facts
    of a form (a job's title and its occupation) keeps its own.
    """
    words: dict[tuple[str, str], dict[str, None]] = {}
    for form in forms.values():
        for column in form.columns.values():
            words.setdefault((column.fact, column.type), {}).update(dict.fromkeys(column.headers))
    return {name: replace(form, columns=_with_words(form, words)) for name, form in forms.items()}


def _with_words(form: Form, words: Mapping[tuple[str, str], Mapping[str, None]]) -> dict[str, Column]:
    taken = {key for column in form.columns.values() for key in column.keys}
    columns = {}
    for fact, column in form.columns.items():
        twins = [one for one in form.columns.values() if one.fact != fact and one.keys & column.keys]
        more = [] if twins else [
            word for word in words[column.fact, column.type]
            if word not in column.headers and header_key(word) not in taken
        ]  # fmt: skip
        taken |= set(map(header_key, more))
        columns[fact] = replace(column, headers=(*column.headers, *more))
    return columns


def _common(said: Mapping[str, Any]) -> Common:
    if said.keys() != Common.__dataclass_fields__.keys():
        raise FormError(f"common: must have exactly {', '.join(Common.__dataclass_fields__)}")
    longest_first = {key: tuple(sorted(said[key], key=len, reverse=True)) for key in ("forecast", "units")}
    return Common(
        never_kept=frozenset(map(header_key, said["never_kept"])),
        ignored=frozenset(map(header_key, said["ignored"])),
        footers=tuple(said["footers"]),
        totals=frozenset(map(header_key, said["totals"])),
        filing={key: tuple(words) for key, words in said["filing"].items()},
        blank_words=frozenset(said["blank_words"]),
        not_stated=frozenset(said["not_stated"]),
        **longest_first,
    )


def _form(file: str, said: Mapping[str, Any]) -> Form:
    if said.keys() != FORM_KEYS:
        raise FormError(f"{file}: must have exactly {', '.join(sorted(FORM_KEYS))}")
    columns = {fact: _column(file, fact, about) for fact, about in said["columns"].items()}
    form = Form(
        form=said["form"],
        names=said["name"],
        row=said["row"],
        row_needs=tuple(said["row_needs"]),
        columns=columns,
        checks=tuple(_check(file, about) for about in said["checks"] or ()),
    )
    named = [("row_needs", fact) for fact in form.row_needs]
    for check in form.checks:
        facts = [key.removesuffix("*") for key in CHECK_SETTINGS[check.name].split() if key.endswith("*")]
        said_facts = [check.settings[key] for key in facts]
        named += [
            (check.name, fact) for said in said_facts for fact in ([said] if isinstance(said, str) else said)
        ]
    for place, fact in named:
        if fact not in columns:
            raise FormError(f"{file}: {place} names {fact!r}, which is no column")
    return form


def _column(file: str, fact: str, about: Any) -> Column:
    if not isinstance(about, dict) or not about.get("headers") or about.get("type") not in TYPES:
        raise FormError(f"{file}: {fact} needs headers and one type of {', '.join(sorted(TYPES))}")
    if about.keys() - COLUMN_KEYS:
        raise FormError(f"{file}: {fact} has unknown keys {', '.join(sorted(about.keys() - COLUMN_KEYS))}")
    if about["type"] in ("code", "codes") and not about.get("list"):
        raise FormError(f"{file}: {fact} is a code of no list")
    said = {**about, "headers": tuple(map(str, about["headers"])), "blank": tuple(about.get("blank", ()))}
    return Column(fact=fact, **said)


def _check(file: str, about: Any) -> Check:
    if not isinstance(about, dict) or "check" not in about:
        raise FormError(f"{file}: each of checks needs the name of a check")
    if about["check"] not in CHECK_SETTINGS:
        raise FormError(f"{file}: no check is called {about['check']!r}")
    settings = {key.removesuffix("*") for key in CHECK_SETTINGS[about["check"]].split()}
    if about.keys() - {"check"} != settings:
        raise FormError(f"{file}: {about['check']} needs exactly {', '.join(sorted(settings))}")
    return Check(about["check"], {key: value for key, value in about.items() if key != "check"})
