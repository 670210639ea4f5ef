"""What a household's card shows, prepared: members, income by source and year, registration, who looks after it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F
from django.http import HttpRequest
from django.utils.translation import gettext as _

from gainful.accounts.places import gazetteer
from gainful.casework.models import Assignment
from gainful.casework.need import Standing, standing_of, with_standing
from gainful.registry.models import Household, HouseholdIncome, Membership, Person
from gainful.terms.people_numbers import mask
from gainful.web.people_rows import knowledge
from gainful.web.people_status import Status, age_words, name_words, status
from gainful.words import language, pack


@dataclass(frozen=True)
class Member:
    """One member as the card shows them."""

    membership: Membership
    person: Person
    name: str
    age: str
    number: str
    status: Status
    unnamed: bool


@dataclass(frozen=True)
class Year:
    """Income of one year, in fen; None is unknown. `wage_share` (0-1) only where everything it needs is known."""

    income: HouseholdIncome
    total_fen: int | None
    wage_share: float | None


def household_card(request: HttpRequest, household: Household) -> dict[str, Any]:
    """Context of the card's template; about sixteen queries."""
    actor, on = request.actor, request.on
    memberships = list(household.memberships.select_related("person").head_first())
    now = [one for one in memberships if one.until_on is None]
    assignments = list(
        Assignment.objects.filter(household=household).select_related("officer").order_by("-from_on", "-pk")
    )
    years = [_year(one) for one in household.incomes.order_by("-year")]
    context = {
        "household": household,
        "place": " ".join(gazetteer().path(household.area, on, language())[-2:]),
        "members": _members(now, on),
        "gone": [one for one in memberships if one.until_on is not None],
        "events": list(
            household.registration_events.order_by("-year", F("happened_on").desc(nulls_last=True), "-pk")
        ),
        "years": years,
        "size": sum(1 for one in now if one.person.died_on is None and one.person.merged_into_id is None),
        "assignment": next((one for one in assignments if one.until_on is None), None),
        "assignments": [one for one in assignments if one.until_on is not None],
        "causes": shown_causes(household),
        "may": {name: actor.may(right, household.area) for name, right in RIGHTS.items()},
    }
    if actor.may("casework.see", household.area):
        read = with_standing(Household.objects.filter(pk=household.pk), on).get()
        context["standing"] = standing_words(standing_of(read))
    return context


RIGHTS = {
    "record": "people.record",
    "correct": "people.correct",
    "assign": "casework.assign",
    "see_people": "people.see",
}


def _members(memberships: list[Membership], on: date) -> list[Member]:
    known = knowledge([one.person for one in memberships], on)
    return [
        Member(
            one,
            one.person,
            name_words(one.person),
            age_words(one.person, on),
            mask(one.person.unsealed("id_number")) if one.person.id_number_sealed else "",
            status(known[one.person_id], on),
            one.person.id_state != Person.IdState.VALID,
        )
        for one in memberships
    ]


SOURCES = ("wage_fen", "business_fen", "property_fen", "transfer_fen")


def _year(income: HouseholdIncome) -> Year:
    """Total income: the four sources, or net income and costs where a source is unknown; else unknown."""
    sources = [getattr(income, name) for name in SOURCES]
    total = None if None in sources else sum(sources)
    if total is None and income.net_fen is not None and income.business_cost_fen is not None:
        total = income.net_fen + income.business_cost_fen
    share = None
    if income.wage_fen is not None and total is not None and total > 0 and 0 <= income.wage_fen <= total:
        share = income.wage_fen / total
    return Year(income, total, share)


def shown_causes(household: Household) -> list[str]:
    """Names of the causes of poverty; one that is kept for history only is never shown."""
    causes = pack().codes["poverty_causes"]
    stated = [household.main_cause, *household.other_causes]
    found = [causes.get(code) for code in dict.fromkeys(stated) if code]
    return [causes.label(one.code, language()) for one in found if one and not one.is_marked("history_only")]


def standing_words(standing: Standing) -> Status:
    """How the household stands, in one word and one sentence."""
    return {
        Standing.IN_WORK: Status(_("somebody works"), "good", _("At least one member is in work.")),
        Standing.ZERO_EMPLOYMENT: Status(
            _("nobody in work"),
            "late",
            _("Somebody can work and wants to, and nobody has work: they come first."),
        ),
        Standing.NOBODY_WILLING: Status(
            _("nobody asks for work"),
            "due",
            _("Somebody is able to work; nobody has said that they want to."),
        ),
        Standing.NO_LABOUR: Status(
            _("nobody able to work"), "", _("No member is of working age and able to work.")
        ),
        Standing.CAPACITY_UNKNOWN: Status(
            _("not known"), "unknown", _("Whether any member is able to work is not known. Ask them.")
        ),
    }[standing]
