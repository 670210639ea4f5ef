"""What somebody answered to what a rule asks: written down on a claim, with who said it and when."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from gainful.accounts.action import action
from gainful.accounts.actor import Actor
from gainful.accounts.refusals import NotAllowed, Refused
from gainful.benefits.actions.claims import _keep_fact, _still_open, ask_for
from gainful.benefits.asked import open_claim
from gainful.benefits.models import Claim
from gainful.registry.models import Person


@action(right="claims.ask", on_what="person")
def record_told(
    *,
    actor: Actor,
    person: Person,
    rule: str,
    about: str,
    told: Mapping[str, str],
    said_by: str,
    said_on: date,
    on: date,
) -> Claim:
    """Answers to what a rule asks about a person, a job or a course, by fact, as written (see record_fact).

    They stand on the open claim of that rule; where there is none, one is opened, as asked for at a desk. The
    benefits desk decides, and sees who said it. A worker's own page does not write here. Refused: nothing_told,
    say_who_said_it, not_said_yet, and as ask_for and record_fact.
    """
    if actor.person_id is not None:
        raise NotAllowed("not_allowed")
    answers = {fact: value for fact, value in told.items() if value.strip()}
    if not answers:
        raise Refused("nothing_told")
    if not said_by.strip():
        raise Refused("say_who_said_it")
    if said_on > on:
        raise Refused("not_said_yet")
    claim = open_claim(person, rule, about)
    if claim is None:
        claim = ask_for(actor=actor, person=person, rule=rule, about=about, how=Claim.How.PAPER.value, on=on)
    claim = _still_open(claim)
    for fact, value in answers.items():
        _keep_fact(actor, claim, fact, value, said_by, said_on, on)
    return claim
