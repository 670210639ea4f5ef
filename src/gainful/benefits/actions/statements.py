"""What a paper says of an employer or its workshop, written down by the officer who saw it."""

from __future__ import annotations

import json
from datetime import date

from gainful.accounts.action import action
from gainful.accounts.actor import Actor
from gainful.accounts.refusals import Refused
from gainful.benefits.asked import as_json, read_value
from gainful.benefits.models import Statement
from gainful.benefits.statements import OF_WORKSHOPS, STATED, YEAR, YEAR_BEFORE
from gainful.jobs.models import Employer, Workshop


@action(right="employers.state", on_what="employer")
def record_statement(
    *,
    actor: Actor,
    employer: Employer,
    fact: str,
    value: str,
    kept_at: str,
    on: date,
    workshop: str = "",
    since: date | None = None,
    year: int | None = None,
) -> Statement:
    """A fact of an employer, or of the workshop of that key which it runs, as stated on a paper.

    `value` as written (yes, no, a number, yuan). It holds since a day or for a year, as its fact asks
    (`statements.STATED`); another statement about the same time takes its place. Refused: not_a_stated_fact,
    no_such_workshop_of_theirs, say_for_which_year, say_since_when, not_yet_happened, say_on_what_paper,
    not_a_value_of_the_fact.
    """
    if fact not in STATED:
        raise Refused("not_a_stated_fact")
    if not kept_at.strip():
        raise Refused("say_on_what_paper")
    by_year = STATED[fact] in (YEAR, YEAR_BEFORE)
    if by_year and (year is None or not 2000 <= year <= on.year):
        raise Refused("say_for_which_year", latest=on.year)
    if not by_year and since is None:
        raise Refused("say_since_when")
    if since is not None and since > on:
        raise Refused("not_yet_happened")
    kept = Statement(
        area=employer.area, employer=employer, workshop=_workshop(employer, fact, workshop), fact=fact,
        since=None if by_year else since, year=year if by_year else None, kept_at=kept_at.strip(), recorded_on=on,
        recorded_by_id=actor.account_id,
    )  # fmt: skip
    kept.seal("value", json.dumps(as_json(read_value(fact, value))))
    kept.save(force_insert=True)
    return kept


def _workshop(employer: Employer, fact: str, key: str) -> Workshop | None:
    """The workshop that a fact is about, None for a fact of the employer itself."""
    if fact not in OF_WORKSHOPS:
        return None
    found = Workshop.objects.filter(employer=employer, key=key).first()
    if found is None:
        raise Refused("no_such_workshop_of_theirs")
    return found
