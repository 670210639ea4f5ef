"""An opening's page: its terms, what holds it back, whom it suits and why, and who gets a scarce seat."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from gainful.casework.models import Offer, Spell
from gainful.casework.proposals import Proposals, as_kept, run_matching
from gainful.jobs.channels import channel_of
from gainful.jobs.models import Opening
from gainful.jobs.screening import of_a_text
from gainful.matching import Recommendation
from gainful.registry.models import Person
from gainful.terms.areas import county_of
from gainful.web.openings import Row, deductions_words, opening_of, rows_of
from gainful.web.people_rows import township_names
from gainful.web.people_status import name_words
from gainful.web.screen import screen
from gainful.web.shortlist_words import matching_words, reasons_words
from gainful.words import day, label, pack, with_occupation

SHOWN = 50
LACKS = {
    "place_not_stated": gettext_lazy("where the work is"),
    "pay_not_stated": gettext_lazy("the pay"),
    "hours_not_stated": gettext_lazy("the hours"),
    "deductions_not_stated": gettext_lazy("what is deducted from the pay"),
    "workshop_not_named": gettext_lazy("which workshop it is"),
    "project_not_named": gettext_lazy("which project it is"),
    "contract_months_not_stated": gettext_lazy("how long the contract runs"),
    "housing_not_stated": gettext_lazy("the housing"),
    "term_not_stated": gettext_lazy("how long the post lasts"),
}


@dataclass(frozen=True)
class Fits:
    """One person whom an opening suits, why, and what must still be asked."""

    person: Person
    name: str
    township: str
    seat_kept: bool
    reasons: list[str]
    questions: list[str]


def months_words(months: int | None) -> str:
    """How long work lasts, or that it is not stated."""
    if not months:
        return _("not stated")
    return ngettext("%(n)s month", "%(n)s months", months) % {"n": months}


def terms_rows(row: Row) -> list[tuple[str, str]]:
    """An opening's terms, each with its label; what is not stated is said to be."""
    one = row.opening
    hours = _("%(n)s a week") % {"n": one.hours_per_week} if one.hours_per_week else _("not stated")
    months = months_words(one.contract_months)
    deductions = deductions_words(one)
    if not one.deductions_stated:
        deductions = _("not stated: will be asked before anyone accepts")
    rows = [
        (_("Kind of work"), _work(one)),
        (_("Employer"), one.employer.name),
        (_("Channel"), label("channels", one.channel)),
        (_("Project"), one.project.name if one.project else ""),
        (_("Place"), row.place),
        (_("Pay a month"), row.pay + (f" ({one.pay_text})" if one.pay_text else "")),
        (_("Hours"), hours),
        (_("Contract"), months),
        (_("Housing"), label("housing", one.housing) if one.housing else _("not stated")),
        (_("Deductions"), deductions),
        (_("Education"), label("education", one.education) if one.education else _("not stated")),
        (_("Certificate or skill"), _skill(one)),
        (_("Other"), one.other_text),
        (_("Open until"), day(one.valid_until)),
        (_("Whom to call"), " ".join(filter(None, (one.contact_name, one.unsealed("contact_phone"))))),
    ]  # fmt: skip
    return [(words, value) for words, value in rows if value]


def _work(one: Opening) -> str:
    kind = label("occupations", one.occupation) if one.occupation else one.title
    return one.title if kind == one.title else f"{one.title} ({kind})"


def _skill(one: Opening) -> str:
    # An opening names its certificate from either list.
    codes = "skill_requirements" if one.certificate in pack().codes["skill_requirements"] else "occupations"
    certificate = label(codes, one.certificate) if one.certificate else ""
    if certificate and one.certificate_required is not None:
        certificate += f" ({_('required') if one.certificate_required else _('welcome')})"
    return "; ".join(filter(None, (certificate, one.skill_text)))


@screen(right="jobs.see", title=gettext_lazy("Opening"))
def opening(request: HttpRequest, key: str) -> HttpResponse:
    """One opening."""
    found = opening_of(request, key)
    row = rows_of([found], request.on)[0]
    lacks = channel_of(found.channel).opening_lacks(found)
    context = {
        "title": with_occupation(found.title, found.occupation),
        "row": row,
        "opening": found,
        "terms": terms_rows(row),
        "lacks": [str(LACKS.get(code, code.replace("_", " "))) for code in lacks],
        "may_record": request.actor.may("jobs.record", found.area) and found.state != Opening.State.CLOSED,
        "may_release": not any(of_a_text(one) for one in found.held_because),
        "may_match": request.actor.may("matching.run", county_of(found.area)),
        "placed": _placed(request, found),
        "offers": Offer.objects.visible_to(request.actor, "casework.see").filter(opening=found).count(),
    }
    return render(request, "openings/opening.html", context)


def _placed(request: HttpRequest, found: Opening) -> list[Spell]:
    """Who holds its seats, as far as this reader looks after them."""
    mine = Spell.objects.visible_to(request.actor, "casework.see").filter(opening=found)
    return list(
        mine.filter(state__in=["agreed", "working"]).select_related("person").order_by("starts_on", "pk")
    )


@screen(right="matching.run", title=gettext_lazy("Whom it suits"))
def opening_people(request: HttpRequest, key: str) -> HttpResponse:
    """A round of the county, made for this page and kept nowhere: whom the opening suits, and its cut-off."""
    found = opening_of(request, key, "matching.run")
    context: dict[str, Any] = {
        "title": _("Whom it suits"),
        "opening": found,
        "row": rows_of([found], request.on)[0],
    }
    round_ = run_matching(actor=request.actor, area=county_of(found.area), on=request.on)
    cut_off = round_.allocation.cut_offs.get(found.pk)
    if cut_off is not None:
        values = cut_off.values | {"tier": _tier(cut_off.tier)}
        context["cut_off"] = matching_words(cut_off.code, values, request.on)
    fitting = _fitting(round_, found.pk)
    context |= {
        "count": len(fitting),
        "people": _people(request, round_, found.pk, fitting[:SHOWN]),
        "shown": SHOWN,
        "may_offer": request.actor.may("casework.offer"),
    }
    return render(request, "openings/people.html", context)


def _tier(tier: int | None) -> int | None:
    """Need tiers count from 1 for people."""
    return None if tier is None else tier + 1


def _fitting(round_: Proposals, opening: int) -> list[int]:
    """Ids of the people to whom the opening may be shown: those kept a seat first, then by need, then by reasons."""
    found: Recommendation = round_.recommendation
    market, pairs = found.market, found.admissible
    rows = np.flatnonzero(market.openings.number[pairs.opening] == opening)
    kept = round_.seats
    listed = [
        (kept.get(int(market.seekers.number[row])) != opening, market.seekers.rows[row].tier, -int(score), int(row))
        for row, score in zip(pairs.seeker[rows], pairs.score[rows], strict=True)
    ]  # fmt: skip
    return [int(market.seekers.number[row]) for *_order, row in sorted(listed)]


def _people(request: HttpRequest, round_: Proposals, opening: int, ids: list[int]) -> list[Fits]:
    """The people of these ids, in their order, each with reasons."""
    people = Person.objects.visible_to(request.actor, "matching.run").in_bulk(ids)
    towns = township_names({one.area for one in people.values()}, request.on)
    # Everybody's own list with this opening on it: its reasons are read off the same filters that made the round.
    lists = round_.recommendation.with_seats({number: opening for number in ids})
    made = []
    for number in ids:
        if number not in people:
            continue
        entry = next(one for one in lists.shortlist(number).entries if one.opening == opening)
        reasons, questions = reasons_words(as_kept(entry), request.on)
        person = people[number]
        kept = round_.seats.get(number) == opening
        made.append(Fits(person, name_words(person), towns.get(person.area, ""), kept, reasons, questions))
    return made
