"""What the database refuses after a journey was changed: a seat without the person's own word to what was shown then.

Somebody who had agreed to another day, or to leave from another place, is asked again. Until they say yes there is no
seat for them in that vehicle, and outside the county the 48 hours count from that yes. An answer is not rewritten:
only a later change asks anew. The trigger's name comes after that of the seat's own checks: triggers go by name, and
consent is locked before the vehicle.
"""

from __future__ import annotations

from gainful.casework.guards_sqlite import _refuse, _trigger

TABLES = ["casework_journeychange", "casework_travelanswer"]
"""The tables of changed journeys: each is under audit."""

_MINE = "SELECT 1 FROM casework_travelanswer t WHERE t.journey_id = NEW.journey_id AND t.person_id = NEW.person_id"
_UNANSWERED = f"{_MINE} AND t.state IN ('waiting', 'declined')"
_EVENTS = (("new", "INSERT"), ("again", "UPDATE OF state"))
_REWRITTEN = (
    "OLD.state <> 'waiting' AND NOT (NEW.state = 'asked_anew' AND OLD.how = NEW.how "
    "AND OLD.evidence = NEW.evidence)"
)

SQLITE = [
    *(
        _trigger(
            f"passenger_word_{name}",
            f"BEFORE {event} ON casework_passenger",
            "NEW.state = 'seated'",
            _refuse("ask_again_first", f"EXISTS ({_UNANSWERED})")
            + _refuse(
                "cooling_off",
                f"EXISTS ({_MINE} AND t.state = 'agreed' AND date(t.cooling_off_until) > NEW.seated_on)",
            ),
        )
        for name, event in _EVENTS
    ),
    _trigger(
        "travelanswer_stays",
        "BEFORE UPDATE OF state, how, evidence ON casework_travelanswer",
        _REWRITTEN,
        _refuse("answered_already", "1"),
    ),
]

POSTGRESQL = [
    f"""
    CREATE OR REPLACE FUNCTION casework_needs_word() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        PERFORM 1 FROM casework_journey WHERE id = NEW.journey_id FOR NO KEY UPDATE;
        PERFORM 1 FROM ({_UNANSWERED}) unanswered;
        IF FOUND THEN PERFORM casework_refuse('ask_again_first'); END IF;
        PERFORM 1 FROM ({_MINE} AND t.state = 'agreed'
          AND (t.cooling_off_until AT TIME ZONE 'UTC')::date > NEW.seated_on) cooling;
        IF FOUND THEN PERFORM casework_refuse('cooling_off'); END IF;
        RETURN NEW;
    END $$
    """,
    """
    CREATE TRIGGER casework_passenger_word BEFORE INSERT OR UPDATE OF state ON casework_passenger
    FOR EACH ROW WHEN (NEW.state = 'seated') EXECUTE FUNCTION casework_needs_word()
    """,
    """
    CREATE OR REPLACE FUNCTION casework_answer_stays() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        PERFORM casework_refuse('answered_already');
        RETURN NULL;
    END $$
    """,
    f"""
    CREATE TRIGGER casework_travelanswer_stays BEFORE UPDATE OF state, how, evidence ON casework_travelanswer
    FOR EACH ROW WHEN ({_REWRITTEN}) EXECUTE FUNCTION casework_answer_stays()
    """,
]

ASKED = {"sqlite": SQLITE, "postgresql": POSTGRESQL}
"""The guards by vendor, for `accounts.guards.install`."""
