"""What is due to a person, what cannot be told yet and what to ask, and what is not due, each with its reason."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gainful.accounts.places import gazetteer
from gainful.accounts.second_factor import note_shown
from gainful.benefits.answers import Told, answers_for, rules_of_elsewhere, with_exclusions
from gainful.benefits.asked import claims_told_on, of_claim, rules
from gainful.benefits.models import Claim
from gainful.benefits.standing import standing_claims, unsettled
from gainful.registry.models import Person
from gainful.web.account_lines import account_url
from gainful.web.own_claims import claims_of
from gainful.web.people_status import name_words
from gainful.web.person import person_of
from gainful.web.screen import screen
from gainful.words import language


@dataclass(frozen=True)
class Groups:
    """The answers of one person by what they say."""

    due: list[Told]
    fits: list[Told]
    open: list[Told]
    no_amount: list[Told]
    not_due: list[Told]
    elsewhere: list[dict[str, str]]


def _as_claimed(one: Told, claims: Mapping[tuple[str, str], Claim], request: HttpRequest) -> Told:
    """The answer with what was told on an open claim of it, if there is one."""
    claim = claims.get((one.answer.benefit, one.about))
    asked = of_claim(claim, request.on) if claim is not None and one.answer.due is None else None
    return one if asked is None else replace(one, answer=asked.in_words(language()))


def benefits_of(person: Person, request: HttpRequest) -> Groups:
    """Every rule's answer for a person on the day of the request, in the reader's language."""
    open_claims, standing = claims_told_on(person), standing_claims(person)
    told = [
        _as_claimed(one, open_claims, request)
        for one in unsettled(answers_for(person, request.on, language()), standing)
    ]
    told = with_exclusions(told, standing.pairs, language())
    return Groups(
        due=[one for one in told if one.answer.due and one.payee and not one.claimed],
        fits=[one for one in told if one.answer.due and not one.payee],
        open=[one for one in told if one.answer.due is None and one.answer.ask],
        no_amount=[one for one in told if one.answer.due is None and not one.answer.ask],
        not_due=[one for one in told if one.answer.due is False],
        elsewhere=[
            {"name": rule.name, "title": rule.title[language()]}
            for rule in rules_of_elsewhere(person, request.on)
        ],
    )


def _account_missing(person: Person, groups: Groups) -> bool:
    """Whether something is to be paid to the person, who has no account; what an employer gets needs none."""
    if person.bank_accounts.filter(closed_on=None).exists():
        return False
    live = Claim.objects.filter(person=person, payee=Claim.Payee.PERSON).exclude(
        state__in=(Claim.State.REFUSED, Claim.State.WITHDRAWN)
    )
    known = rules()
    own = (known.get(one.answer.benefit) for one in groups.due)
    return any(rule is not None and rule.payee == Claim.Payee.PERSON for rule in own) or live.exists()


@screen(right="benefits.see", title=gettext_lazy("What is due"))
def due(request: HttpRequest, key: str) -> HttpResponse:
    """Every rule of the programme for one person: due, to be asked, no amount loaded, not due, each with why."""
    person = person_of(request, key, "benefits.see")
    note_shown(request, [person.key], "benefits")
    groups = benefits_of(person, request)
    context = {
        "title": _("What is due"),
        "person": person,
        "name": name_words(person),
        "place": gazetteer().name(person.area, request.on, language()),
        "groups": groups,
        "claims": claims_of(person, request.on) if request.actor.may("claims.see", person.area) else [],
        "account_missing": _account_missing(person, groups),
        "account_url": account_url(request.actor, person),
        "may_own": request.actor.may("businesses.see", person.area),
        "may_open": request.actor.may("claims.answer_objection", person.area),
        "ask_url": reverse("person_claim", kwargs={"key": key})
        if request.actor.may("claims.ask", person.area)
        else "",
        "may_tell": request.actor.may("claims.ask", person.area),
    }
    return render(request, "person/benefits.html", context)
