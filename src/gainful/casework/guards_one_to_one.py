"""What the database refuses of plans, contacts and stories: rewriting them, and sharing a story without consent."""

from __future__ import annotations

APPENDED = (("casework_contact", "met_on, how, words"), ("casework_planentry", "written_on, words"))
"""Tables whose rows are never rewritten, with the columns that stay."""
_LIVE = (
    "SELECT 1 FROM registry_consent c WHERE c.id = NEW.consent_id AND c.person_id = NEW.person_id "
    "AND c.purpose = 'story' AND c.withdrawn_at IS NULL AND c.given_on <= NEW.shared_on"
)
_SHARED = "NEW.shared_on IS NOT NULL AND NEW.unshared_on IS NULL"
_EVENTS = (
    ("new", "INSERT"),
    ("changed", "UPDATE OF shared_on, unshared_on, consent_id, person_id"),
)
_ENDED = (
    "UPDATE casework_story SET unshared_on = CASE WHEN NEW.withdrawn_on > shared_on THEN NEW.withdrawn_on "
    "ELSE shared_on END WHERE consent_id = NEW.id AND shared_on IS NOT NULL AND unshared_on IS NULL;"
)
_ON_WITHDRAWAL = (
    "CREATE TRIGGER casework_story_ended AFTER UPDATE OF withdrawn_at ON registry_consent FOR EACH ROW "
    "WHEN (OLD.withdrawn_at IS NULL AND NEW.withdrawn_at IS NOT NULL)"
)

_SQLITE = [
    *(
        f"CREATE TRIGGER {table}_stays BEFORE UPDATE OF {columns} ON {table} FOR EACH ROW "
        "BEGIN SELECT RAISE(ABORT, 'refused: written_stays_written'); END"
        for table, columns in APPENDED
    ),
    *(
        f"CREATE TRIGGER casework_story_{name} BEFORE {event} ON casework_story FOR EACH ROW "
        f"WHEN {_SHARED} AND NOT EXISTS ({_LIVE}) "
        "BEGIN SELECT RAISE(ABORT, 'refused: no_live_consent'); END"
        for name, event in _EVENTS
    ),
    f"{_ON_WITHDRAWAL} BEGIN {_ENDED} END",
]
# FOR SHARE: a withdrawal waits until we are done, and we wait for one that has begun and then see it.
_POSTGRESQL = [
    """CREATE OR REPLACE FUNCTION casework_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'refused: written_stays_written' USING ERRCODE = '23514';
END $$""",
    *(
        f"CREATE TRIGGER {table}_stays BEFORE UPDATE OF {columns} ON {table} FOR EACH ROW "
        "EXECUTE FUNCTION casework_stays()"
        for table, columns in APPENDED
    ),
    f"""CREATE OR REPLACE FUNCTION casework_story_checked() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF {_SHARED} THEN
        PERFORM 1 FROM ({_LIVE} FOR SHARE) live;
        IF NOT FOUND THEN
            RAISE EXCEPTION 'refused: no_live_consent' USING ERRCODE = '23514';
        END IF;
    END IF;
    RETURN NEW;
END $$""",
    *(
        f"CREATE TRIGGER casework_story_{name} BEFORE {event} ON casework_story FOR EACH ROW "
        "EXECUTE FUNCTION casework_story_checked()"
        for name, event in _EVENTS
    ),
    f"""CREATE OR REPLACE FUNCTION casework_stories_ended() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    {_ENDED}
    RETURN NULL;
END $$""",
    f"{_ON_WITHDRAWAL} EXECUTE FUNCTION casework_stories_ended()",
]

TABLES = (
    "casework_contact",
    "casework_planentry",
    "casework_goal",
    "casework_goalstep",
    "casework_story",
)
"""The tables of plans, contacts and people's own words: each is under audit."""
ONE_TO_ONE = {"sqlite": _SQLITE, "postgresql": _POSTGRESQL}
"""The guards by vendor, for `accounts.guards.install`."""
