"""What a staged row would change, in words: the fact as its form's header says it, what is kept, what the row says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gainful.accounts.places import gazetteer
from gainful.intake.forms import Column, Form
from gainful.intake.models import StagedRow
from gainful.intake.staged import opened
from gainful.terms.people_numbers import mask
from gainful.words import day, label, language, money

MASKED = {"person_number", "phone", "account"}
OTHERS = {
    "account": gettext_lazy("bank account"),
    "certificate": gettext_lazy("certificate"),
    "certificate_required": gettext_lazy("certificate required"),
    "consent": gettext_lazy("consent to referral"),
    "deductions_stated": gettext_lazy("deductions stated"),
    "employer_name": gettext_lazy("employer"),
    "enrolment": gettext_lazy("seat in a course"),
    "household": gettext_lazy("household"),
    "income": gettext_lazy("income of a year"),
    "leader": gettext_lazy("leader"),
    "location_class": gettext_lazy("class of place"),
    "membership": gettext_lazy("place in the household"),
    "opening": gettext_lazy("opening"),
    "pay_high_fen": gettext_lazy("pay at most"),
    "pay_low_fen": gettext_lazy("pay at least"),
    "person": gettext_lazy("person"),
    "place_text": gettext_lazy("place as written"),
    "planned_end_on": gettext_lazy("planned end"),
    "spell": gettext_lazy("job"),
    "stated_on": gettext_lazy("stated on"),
    "wish": gettext_lazy("answer"),
    "workshop": gettext_lazy("workshop"),
}
"""What a row brings that no column of its form is named after."""
LISTS = {"certificate": "occupations", "location_class": "location_classes"}


@dataclass(frozen=True)
class Change:
    """One fact that a row tells otherwise; `was` and `will` are empty where the row brings something whole."""

    fact: str
    was: str = ""
    will: str = ""


def changes_of(row: StagedRow, form: Form) -> list[Change]:
    """Each fact that the row would change, the numbers of people masked."""
    told = opened(row).told
    return [_change(fact, told.get(fact), form.columns.get(fact)) for fact in row.changes]


def _change(fact: str, told: Sequence[Any] | None, column: Column | None) -> Change:
    name = _name(fact, column)
    if told is None:
        return Change(name)
    was, will = (_value(fact, value, column) for value in told)
    return Change(name, was, will)


def _name(fact: str, column: Column | None) -> str:
    if column is None or language() == "en":
        return str(OTHERS.get(fact, fact.removesuffix("_fen").replace("_", " ")))
    return column.headers[0]


def _value(fact: str, value: Any, column: Column | None) -> str:
    """A value as a page shows it: codes by name, money in yuan, numbers of people masked, nothing as not known."""
    kind = column.type if column else ""
    if value is None or value == "":
        return _("not known")
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, date):
        return day(value)
    if isinstance(value, list):
        return "、".join(_value(fact, one, column) for one in value) or _("none")
    code_list = LISTS.get(fact) or (column.list if column else "")
    if code_list:
        return label(code_list, str(value))
    if fact == "place":
        return gazetteer().name(int(value), None, language())
    if fact.endswith("_fen"):
        return money(int(value))
    return mask(str(value)) if kind in MASKED else str(value)
