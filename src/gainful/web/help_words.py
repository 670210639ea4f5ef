"""Help to be offered in words: whose matter it is, why, what is offered by whom and by when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from gainful.casework.help import Matter, help_due_to
from gainful.registry.models import Person
from gainful.web.people_status import name_words
from gainful.words import day, label, language, money


@dataclass(frozen=True)
class HelpRow:
    """One matter in words: whose, why, what is offered by whom and by when."""

    person: Person
    name: str
    trigger: str
    reason: str
    offers: str
    who: str
    by: date
    late: bool
    url: str
    officer: str = ""


def reason_words(matter: Matter) -> str:
    """Why help is offered, with the values that did it."""
    told = matter.told
    if matter.trigger.reads == "job_ended":
        why = told["left_because"]
        said = label("leaving_reasons", why) if why and why != "not_said" else _("no reason said")
        return _("The job at {employer} ended on {day}: {why}.").format(
            employer=told["employer"] or _("an employer not named"), day=day(told["day"]), why=said
        )
    if matter.trigger.reads == "pay_missing":
        return _("The worker has not confirmed the pay of {month} from {employer}.").format(
            month=told["month"], employer=told["employer"] or _("an employer not named")
        )
    if matter.trigger.reads == "told":
        return _("On {day} they told us: “{words}”").format(day=day(told["day"]), words=told["words"])
    words = _("Net income a head in {year} was {amount}; the line of that year is {line}.")
    reason = words.format(year=told["year"], amount=money(told["per_head_fen"]), line=money(told["line_fen"]))
    return reason if told["verified"] else reason + " " + _("Nobody has found that line in a source yet.")


def row_of(matter: Matter, on: date, officer: str = "") -> HelpRow:
    """A matter in words."""
    trigger, said = matter.trigger, language()
    return HelpRow(
        matter.person, name_words(matter.person), trigger.name[said], reason_words(matter), trigger.offers[said],
        trigger.who[said], matter.by, on > matter.by,
        reverse("help_offer", kwargs={"trigger": trigger.code, "key": matter.row.key}), officer,
    )  # fmt: skip


def help_rows(person: Person, on: date) -> list[HelpRow]:
    """What is to be offered to one person now."""
    return [row_of(matter, on) for matter in help_due_to(person, on)]
