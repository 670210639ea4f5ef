"""What is due to somebody, cannot be told, or is not due: one line a rule with its reason, for a card or a sheet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from gainful.accounts.places import gazetteer
from gainful.benefits.answers import Told, answers_for, with_exclusions
from gainful.benefits.explained import Explained
from gainful.benefits.standing import standing_claims, unsettled
from gainful.registry.models import Person
from gainful.words import day, language

NEWEST = 12
"""Jobs, and courses, that are asked about for a card; the page of benefits asks about all."""
DUE, OPEN, NOT = "due", "open", "not_due"


@dataclass(frozen=True)
class Line:
    """One rule's answer: its name, the first day of the job or course it is about, and why it is so."""

    benefit: str
    title: str
    about: str
    reason: str


@dataclass(frozen=True)
class Group:
    """The lines that say the same, how many more there are, their heading and the shape of their mark."""

    kind: str
    words: str
    mark: str
    lines: list[Line]
    more: int


def groups_of(person: Person, on: date, most: int | None = None) -> list[Group]:
    """The lines of a person on a day: due, cannot be told, not due. Of each at most so many, and the count of the rest.

    What is due stands with each of its jobs or courses; of what is not, a rule has one line, about the newest.
    """
    place = gazetteer().name(person.area, on, language())
    found: dict[str, list[Line]] = {DUE: [], OPEN: [], NOT: []}
    standing = standing_claims(person)
    answers = unsettled(answers_for(person, on, language(), newest=NEWEST), standing)
    told = with_exclusions(answers, standing.pairs, language())
    said = {one.answer.benefit for one in told if one.answer.due}
    for kind, due in ((DUE, True), (OPEN, None), (NOT, False)):
        for one in told:
            if one.answer.due is due and (due or one.answer.benefit not in said):
                said.add(one.answer.benefit)
                found[kind].append(_line(one, place))
    heads = {DUE: (_("Due"), "good"), OPEN: (_("Cannot be told yet"), "due"), NOT: (_("Not due"), "")}
    return [
        Group(kind, *heads[kind], lines[:most], max(0, len(lines) - len(lines[:most])))
        for kind, lines in found.items()
        if lines
    ]


def _line(one: Told, place: str) -> Line:
    about = day(date.fromisoformat(one.about)) if one.about else ""
    reason = _reason(one.answer, place, one.payee)
    if one.not_beside:
        reason += " " + _("(not together with: {names})").format(names=_("; ").join(one.not_beside))
    return Line(one.answer.benefit, one.answer.title, about, reason)


def _reason(answer: Explained, place: str, payee: str) -> str:
    """Why, in one line: the amount, what to ask, the value that is not loaded, or the first condition that fails."""
    joined = _("; ").join
    if answer.due:
        to_employer = payee == "employer"
        return (
            _("{amount}, paid to the employer").format(amount=answer.amount) if to_employer else answer.amount
        )
    if answer.ask:
        return _("ask: {facts}").format(facts=joined(answer.ask))
    if answer.due is None:
        return _("no amount is loaded for {place}: {names}").format(place=place, names=joined(answer.missing))
    return (
        _("it would take: {condition}").format(condition=answer.would_change[0])
        if answer.would_change
        else ""
    )
