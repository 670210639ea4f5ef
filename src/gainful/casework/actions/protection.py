"""Protection: what must be looked into by a person, away from whoever it is about."""

from __future__ import annotations

from datetime import date

from gainful.accounts.action import action
from gainful.accounts.actor import Actor
from gainful.accounts.models import Account
from gainful.accounts.refusals import NotAllowed, Refused
from gainful.casework.models import ProtectionCase
from gainful.registry.models import Person


@action(right="protection.open", on_what="area")
def open_protection_case(
    *,
    actor: Actor,
    area: int,
    kind: str,
    on: date,
    person: Person | None = None,
    employer_name: str = "",
    words: str = "",
    source: str = "",
    about_account: Account | None = None,
) -> ProtectionCase:
    """A case for the independent desk. One still open of the same kind, person, employer and source is given back
    as it is, so that a workbook handed in twice opens no second one. `words` are what was said or written."""
    same = ProtectionCase.objects.still_open().filter(
        area=area, kind=kind, person=person, employer_name=employer_name, source=source
    )
    found = same.filter(about_account=about_account).first()
    if found is not None:
        return found
    return ProtectionCase.objects.create(
        area=area,
        kind=kind,
        opened_on=on,
        opened_by_id=actor.account_id,
        person=person,
        employer_name=employer_name,
        words=words,
        source=source,
        about_account=about_account,
    )


@action(right="protection.close", on_what="case")
def close_protection_case(*, actor: Actor, case: ProtectionCase, on: date, outcome: str) -> ProtectionCase:
    """The independent desk closes a case with what was found; never the one whom it is about.

    Refused: case_closed_already, say_what_was_found.
    """
    case = ProtectionCase.objects.select_for_update().get(pk=case.pk)
    if actor.account_id is None or case.about_account_id == actor.account_id:
        raise NotAllowed("not_allowed")
    if case.state == ProtectionCase.State.CLOSED:
        raise Refused("case_closed_already")
    if not outcome.strip():
        raise Refused("say_what_was_found")
    case.state, case.closed_on, case.closed_by_id = ProtectionCase.State.CLOSED, on, actor.account_id
    case.outcome = outcome
    case.save(update_fields=["state", "closed_on", "closed_by", "outcome"])
    return case
