"""What the database itself refuses in jobs: an opening is never open while something in it holds it back.

A refusal arrives as IntegrityError on both databases; the words behind the colon are the reason.
"""

from __future__ import annotations

PLACES = [
    "jobs_workshoprecognition",
    "jobs_localhireclause",
    "jobs_leaderapplication",
    "jobs_leaderstep",
    "jobs_broughtalong",
]
"""Plaques, promises and certificates: the tables of 0004_places."""

TABLES = ["jobs_employer", "jobs_workshop", "jobs_project", "jobs_leader", "jobs_opening"]
"""The first tables of the chapter, put under audit by 0002; those of a later migration by that one."""

_WRONG = {
    "jobs_opening_held": "NEW.state = 'open' AND NEW.held_because <> {nothing}",
    "jobs_opening_reason": "NEW.state = 'held' AND NEW.held_because = {nothing}",
}
_REASONS = {
    "jobs_opening_held": "opening_is_held_back",
    "jobs_opening_reason": "held_back_for_a_reason",
}
_EVENTS = {"new": "INSERT", "changed": "UPDATE OF state, held_because"}


_REFUSE = """CREATE OR REPLACE FUNCTION jobs_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'refused: %', TG_ARGV[0] USING ERRCODE = '23514';
END $$"""


def _triggers(nothing: str, body: str) -> list[str]:
    """A trigger a rule and event; `nothing` is the empty list in the database's own words."""
    found = []
    for name, wrong in _WRONG.items():
        for ending, event in _EVENTS.items():
            head = f"CREATE TRIGGER {name}_{ending} BEFORE {event} ON jobs_opening FOR EACH ROW"
            condition = wrong.format(nothing=nothing)
            found.append(f"{head} WHEN ({condition}) {body.format(reason=_REASONS[name])}")
    return found


GUARDS: dict[str, list[str]] = {
    "sqlite": _triggers("'[]'", "BEGIN SELECT RAISE(ABORT, 'refused: {reason}'); END"),
    "postgresql": [_REFUSE, *_triggers("'[]'::jsonb", "EXECUTE FUNCTION jobs_refuse('{reason}')")],
}
"""The guards by vendor, for `accounts.guards.install`."""
