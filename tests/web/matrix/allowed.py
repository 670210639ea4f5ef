"""Who may read which words: said here anew, from the table of rights, not read off the screens."""

from __future__ import annotations

from matrix.asking import Visitor
from matrix.world import PLACE_OF_WORK, WHO_SEES, Place, World

from cast import NATION, TODAY
from gainful.accounts.actor import Actor, Grant, Role
from gainful.accounts.models import Account
from gainful.casework import alerts

SHARED_TABLES = {
    "casework_call",
    "casework_followup",
    "casework_passenger",
    "casework_payevidence",
    "casework_safetycheck",
    "casework_signsnotasked",
    "casework_spell",
    "casework_trouble",
}
NOTED = {"accounts_readentry"}
"""Who looked is noted, also where somebody from elsewhere looks at a shared spell."""


def holds(visitor: Visitor, right: str, place: Place) -> bool:
    """Whether a right is held in a county or its township."""
    return visitor.actor.may(right, place.county) or visitor.actor.may(right, place.township)


def is_foreign(visitor: Visitor, place: Place) -> bool:
    """Whether somebody has no office of any kind in a county."""
    spans = [grant.span for grant in visitor.actor.grants]
    areas = (place.county, place.township)
    return not any(low <= area <= high for low, high in spans for area in areas)


def works_where(visitor: Visitor, area: int) -> bool:
    """Whether somebody is posted at a place."""
    return any(grant.span[0] <= area <= grant.span[1] for grant in visitor.actor.grants)


def is_place_of_work(visitor: Visitor) -> bool:
    """Whether somebody is an officer where the world's people work."""
    return Role.COUNTY_OFFICER in visitor.actor.roles and works_where(visitor, PLACE_OF_WORK)


def forbidden(visitor: Visitor, world: World) -> set[str]:
    """The words that this visitor may not read anywhere."""
    found: set[str] = set()
    for place in world.places:
        for kind, rights in WHO_SEES.items():
            if not any(holds(visitor, right, place) for right in rights):
                found |= place.words[kind]
        found -= _let_through(visitor, place)
    return found


def heaped(place: Place) -> set[str]:
    """The names of staff who recorded so many consents in a day that somebody looks whether people could say no."""
    looking = Actor(None, "", (Grant(Role.INDEPENDENT_DESK, place.county),), on=TODAY)
    accounts = {one.account_id for one in alerts.consents_in_bulk(looking, TODAY)}
    return set(Account.objects.filter(pk__in=accounts).values_list("username", flat=True))


def _let_through(visitor: Visitor, place: Place) -> set[str]:
    """What is shown for another reason than a right to the whole kind."""
    if visitor.person is not None:
        return _own_words(visitor, place)
    if visitor.actor.employer_id is not None:
        return _employers_words(visitor, place)
    if is_place_of_work(visitor):
        return {place.rows.person.name, place.rows.coming.person.name} | place.words["shared"]
    if holds(visitor, "protection.see", place):
        return {place.rows.twin.name} | heaped(place)  # who wrote down a heap of consents is looked into
    if holds(visitor, "employers.invite", place) or holds(visitor, "claims.ask_for_employer", place):
        return {place.rows.freeze.employer.name}  # by name like any employer; that it is stopped is not told
    return set()


def _employers_words(visitor: Visitor, place: Place) -> set[str]:
    """An employer reads their own name, workshops and openings, and the names of those who agreed to come to them."""
    employer = place.rows.employer
    if visitor.actor.employer_id != employer.pk:
        return set()
    placed = employer.spells.filter(origin="brought_about", consent__withdrawn_at=None)
    return (
        {employer.name}
        | set(employer.openings.values_list("title", flat=True))
        | set(employer.workshops.values_list("name", flat=True))
        | set(placed.values_list("person__name", flat=True))
    )


def _own_words(visitor: Visitor, place: Place) -> set[str]:
    """A worker reads their own record, their household's, and what they were offered."""
    person = visitor.person
    if person is None or person.area != place.township:
        return set()
    household = person.memberships.get(until_on=None).household
    own = {person.name, person.unsealed("id_number") or "", person.unsealed("phone") or ""}
    return (
        own
        | {household.number, household.village}
        | {place.rows.staff.display_name}  # who looks after them
        | place.rows.claims_office  # who decided about their claims
        | place.words["work"]
        | place.words["employer"]
        | place.words["course"]
        | place.words["told"]
    )


def may_write(visitor: Visitor, table: str, area: int | None, person_id: int | None, shared: bool) -> bool:
    """Whether a row of an area, or of no area, may have been written by this visitor."""
    if visitor.person is not None:
        return person_id in (None, visitor.person.pk)
    if table in NOTED or area is None or area == NATION:
        return True
    return works_where(visitor, area) or (shared and is_place_of_work(visitor) and table in SHARED_TABLES)
