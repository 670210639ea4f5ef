"""Which role holds which right. The one table; deny by default; read it top to bottom in two minutes."""

from __future__ import annotations

from functools import cache

from gainful.accounts.actor import Grant, Role
from gainful.terms.places import area_range

FIELD = {Role.HELPER, Role.COUNTY_OFFICER}
OFFICE = {Role.COUNTY_OFFICER}

RIGHTS: dict[str, set[Role]] = {
    # people and households
    "people.see": FIELD | {Role.BENEFITS_OFFICER, Role.CHECKER, Role.TRAINING_OFFICER},
    "people.see_number": OFFICE,
    "people.record": FIELD,
    "people.correct": OFFICE,
    "people.merge": OFFICE,
    "people.export": OFFICE,
    "consent.record": FIELD,
    "history.see": OFFICE | {Role.AUDITOR},
    # workbooks
    "intake.see": OFFICE,
    "intake.upload": OFFICE,
    "intake.apply": OFFICE,
    "intake.undo": OFFICE,
    # work to be had
    "jobs.see": FIELD | {Role.TRAINING_OFFICER, Role.BENEFITS_OFFICER},
    "jobs.record": OFFICE,
    "jobs.export": OFFICE,
    # training
    "training.see": FIELD | {Role.TRAINING_OFFICER},
    "training.record": OFFICE | {Role.TRAINING_OFFICER},
    # what policy pays
    "benefits.see": FIELD | {Role.BENEFITS_OFFICER, Role.CHECKER},
    "claims.ask": FIELD | {Role.BENEFITS_OFFICER, Role.WORKER},
    # to which account is paid: taken down by who hears of it; the three who pay are others, or are held by two others
    "accounts.record": OFFICE | {Role.BENEFITS_OFFICER},
    # read by whoever decides or approves what rests on it
    "businesses.see": OFFICE | {Role.BENEFITS_OFFICER, Role.CHECKER},
    "businesses.record": OFFICE | {Role.BENEFITS_OFFICER},
    "loans.see": OFFICE | {Role.BENEFITS_OFFICER, Role.CHECKER},
    "loans.record": OFFICE | {Role.BENEFITS_OFFICER},
    "claims.see": FIELD | {Role.BENEFITS_OFFICER, Role.CHECKER},
    "claims.decide": {Role.BENEFITS_OFFICER},
    "claims.approve": {Role.CHECKER},
    "claims.letter": FIELD | {Role.BENEFITS_OFFICER, Role.CHECKER, Role.WORKER},
    "claims.object": FIELD | {Role.BENEFITS_OFFICER, Role.CHECKER, Role.WORKER},
    # not by whoever decided or approved; an appeal is answered outside the office
    "claims.answer_objection": OFFICE | {Role.BENEFITS_OFFICER, Role.CHECKER, Role.INDEPENDENT_DESK},
    "claims.answer_review": OFFICE | {Role.BENEFITS_OFFICER, Role.CHECKER},
    "claims.answer_appeal": {Role.INDEPENDENT_DESK},
    "claims.recompute": {Role.AUDITOR},
    "rules.see": FIELD
    | {Role.BENEFITS_OFFICER, Role.CHECKER, Role.RELEASER, Role.TRAINING_OFFICER, Role.ANALYST, Role.AUDITOR},
    "payments.see": {Role.BENEFITS_OFFICER, Role.CHECKER, Role.RELEASER, Role.AUDITOR},
    "payments.make": {Role.BENEFITS_OFFICER},
    "payments.check": {Role.CHECKER},
    "payments.release": {Role.RELEASER},
    "payments.return": {Role.CHECKER, Role.RELEASER},
    "budgets.set": OFFICE,
    # since when everything paid of a benefit is kept here: of it follows who was never paid
    "books.declare": OFFICE,
    "books.see": OFFICE | {Role.BENEFITS_OFFICER, Role.CHECKER},
    # flags of fraud tests: found, seen and reviewed by the auditor, and by nobody who decides or pays
    "flags.find": {Role.AUDITOR},
    "flags.see": {Role.AUDITOR},
    "flags.settle": {Role.AUDITOR},
    # one to one
    "casework.see": FIELD,
    "casework.offer": FIELD,
    "casework.answer": FIELD | {Role.WORKER},
    "casework.answer_at_desk": FIELD,
    "casework.record_spell": FIELD,
    "casework.follow_up": FIELD,
    "casework.act_on_late_pay": OFFICE,
    "casework.assign": OFFICE,
    "matching.run": OFFICE,
    "reviews.decide": FIELD,
    "reviews.decide_any": OFFICE,
    "protection.open": FIELD | {Role.INDEPENDENT_DESK},
    "protection.see": {Role.INDEPENDENT_DESK, Role.COUNTY_OFFICER},
    "protection.close": {Role.INDEPENDENT_DESK},
    # complaints: filed by anybody, read by the independent desk, and outside the chain once a step was missed
    "grievance.file": FIELD | {Role.INDEPENDENT_DESK, Role.WORKER},
    "grievance.receive": FIELD | {Role.INDEPENDENT_DESK},
    "grievance.see": {Role.INDEPENDENT_DESK},
    "grievance.see_escalated": {Role.AUDITOR},
    "grievance.handle": {Role.INDEPENDENT_DESK, Role.AUDITOR},
    "reviews.raise": FIELD | {Role.EMPLOYER, Role.WORKER},
    # what is paid to employers as such, through the office; they themselves ask in their portal
    "claims.ask_for_employer": OFFICE | {Role.BENEFITS_OFFICER},
    "employers.see_statements": OFFICE | {Role.BENEFITS_OFFICER, Role.CHECKER},
    "employers.state": OFFICE | {Role.BENEFITS_OFFICER},
    # an employer's own portal: their openings, hires and monthly roll, and what becomes of their claims
    "employers.invite": OFFICE | {Role.ADMINISTRATOR},
    "employer.see": {Role.EMPLOYER},
    "employer.report": {Role.EMPLOYER},
    "employer.claim": {Role.EMPLOYER},
    # the person's own acts
    "own.see": {Role.WORKER},
    "own.answer": {Role.WORKER},
    # figures
    "figures.see": OFFICE | {Role.ANALYST, Role.AUDITOR},
    "figures.release": {Role.ANALYST},
    # rules with other values: counts alone
    "whatif.run": {Role.ANALYST},
    # staff, areas, audit
    "staff.see": {Role.ADMINISTRATOR, Role.AUDITOR},
    "staff.manage": {Role.ADMINISTRATOR},
    "areas.manage": {Role.ADMINISTRATOR},
    "audit.see": {Role.AUDITOR},
    # what everybody may about themselves; that one looked at somebody is noted, never refused
    "self.manage": set(Role),
    "reading.note": set(Role),
    # what the calendar does, in the name of the installation
    "clocks.run": {Role.ADMINISTRATOR},
    "runs.keep": {Role.ADMINISTRATOR},
}

# Which roles a holder of a role may give to others, always inside the holder's own area and never to themselves. A
# worker's own access comes from their own code, an employer's from the employer's row: nobody posts them.
GRANTABLE: dict[Role, set[Role]] = {
    Role.ADMINISTRATOR: set(Role) - {Role.WORKER, Role.EMPLOYER},
}


def may_grant(grants: tuple[Grant, ...], role: Role, area: int) -> bool:
    """Whether somebody with these grants may give a role in an area: by the table, and only inside their own area."""
    low, high = area_range(area)
    return any(
        role in GRANTABLE.get(grant.role, ()) and grant.span[0] <= low and high <= grant.span[1]
        for grant in grants
    )


@cache
def roles_with(right: str) -> frozenset[Role]:
    """The roles that hold a right. Raises KeyError for a right that no table names."""
    return frozenset(RIGHTS[right])
