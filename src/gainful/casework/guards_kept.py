"""What stays as the person agreed to it: whose a consent is, rows' own numbers, days, cooling-off, the place of work.

Each closes a way by which a row that was right when it was written could come to mean somebody or something else:
numbers of rows exchanged, a consent in use handed to another person (even while an import is undone), a day that is
no day (SQLite takes any text), work begun on a day to come, a cooling-off taken away, an opening moved to another
place or employer after the yes.
"""

from __future__ import annotations

NUMBERED = ("registry_person", "registry_consent", "jobs_opening", "casework_offer", "casework_spell")
"""Tables that placements hang on: the number of a row never changes."""
DAYS = {
    "registry_consent": ("given_on", "withdrawn_on"),
    "registry_person": ("born_on", "died_on"),
    "casework_offer": ("shown_on", "answered_on", "starts_on"),
    "casework_spell": ("starts_on", "ends_on"),
    "jobs_opening": ("valid_until",),
}
"""Days that the guards compare; PostgreSQL knows a date by its type."""

_IN_USE = """EXISTS (SELECT 1 FROM casework_spell s WHERE s.consent_id = OLD.id AND s.origin = 'brought_about'
    AND s.state IN ('agreed', 'working'))
  OR EXISTS (SELECT 1 FROM casework_offer o WHERE o.consent_id = OLD.id AND o.state IN ('shown', 'accepted'))"""
_MEANING = ("person_id", "purpose", "given_on")
_BEGUN = "NEW.origin = 'brought_about' AND NEW.state = 'working'"
_AHEAD = "NEW.origin = 'recorded' AND NEW.starts_on > "
"""A ledger tells of the past: what it says to begin later is no fact. By the server's own clock."""
_ANSWER = ("answered_on", "answered_at", "how", "answered_through")
_ANSWERED = "OLD.state IN ('accepted', 'declined') AND "
_PLACED = "NEW.origin = 'brought_about' AND NEW.state IN ('agreed', 'working')"
_WATCHED = "state, offer_id, opening_id"
_MOVED = """EXISTS (SELECT 1 FROM casework_offer o JOIN jobs_opening j ON j.id = NEW.opening_id
  WHERE o.id = NEW.offer_id AND ({place} <> CAST(j.place AS text)
    OR (NEW.employer_id IS NOT NULL AND j.employer_id IS NOT NULL AND j.employer_id <> NEW.employer_id)))"""


def _sqlite(name: str, event: str, table: str, wrong: str, reason: str) -> str:
    return (
        f"CREATE TRIGGER casework_kept_{name} BEFORE {event} ON {table} FOR EACH ROW WHEN {wrong} "
        f"BEGIN SELECT RAISE(ABORT, 'refused: {reason}'); END"
    )


def _postgresql(name: str, event: str, table: str, wrong: str, reason: str) -> str:
    return (
        f"CREATE TRIGGER casework_kept_{name} BEFORE {event} ON {table} FOR EACH ROW WHEN ({wrong}) "
        f"EXECUTE FUNCTION casework_kept('{reason}')"
    )


def _changed(*columns: str) -> str:
    return "(" + " OR ".join(f"OLD.{column} <> NEW.{column}" for column in columns) + ")"


def _no_day(table: str) -> str:
    # A day as text is exactly what date() makes of it; anything else compares as later or earlier than every day.
    wrong = [f"(NEW.{one} IS NOT NULL AND date(NEW.{one}) IS NOT NEW.{one})" for one in DAYS[table]]
    return "(" + " OR ".join(wrong) + ")"


_COOLED = "OLD.cooling_off_until IS NOT NULL AND (NEW.cooling_off_until IS NULL OR {earlier})"
_SQLITE_EARLIER = "NEW.cooling_off_until < OLD.cooling_off_until"

# REPLACE deletes the old row without its delete triggers once recursive_triggers is off for a connection.
_STANDS = "EXISTS (SELECT 1 FROM {table} t WHERE t.id = NEW.id OR t.key = NEW.key)"
_LIVE = """NEW.withdrawn_at IS NULL AND EXISTS (SELECT 1 FROM registry_consent c WHERE c.person_id = NEW.person_id
  AND c.purpose = NEW.purpose AND c.withdrawn_at IS NULL)"""

SQLITE = [
    *(
        _sqlite(f"new_{table}", "INSERT", table, _STANDS.format(table=table), "a_number_is_kept")
        for table in NUMBERED
    ),
    _sqlite("live_consent", "INSERT", "registry_consent", _LIVE, "consent_in_use"),
    # Without a list of columns: `SET rowid = …` names none.
    *(
        _sqlite(f"number_{table}", "UPDATE", table, "OLD.id IS NOT NEW.id", "a_number_is_kept")
        for table in NUMBERED
    ),
    *(
        _sqlite(f"day_{table}_{name}", event, table, _no_day(table), "not_a_day")
        for table, columns in DAYS.items()
        for name, event in (("new", "INSERT"), ("changed", f"UPDATE OF {', '.join(columns)}"))
    ),
    _sqlite(
        "consent",
        f"UPDATE OF {', '.join(_MEANING)}",
        "registry_consent",
        f"{_changed(*_MEANING)} AND ({_IN_USE})",
        "consent_in_use",
    ),
    _sqlite(
        "beginning",
        "UPDATE OF state, starts_on",
        "casework_spell",
        f"{_BEGUN} AND (OLD.state <> 'working' OR OLD.starts_on <> NEW.starts_on) "
        "AND NEW.starts_on > date('now', '+1 day')",
        "not_begun_ahead",
    ),
    *(
        _sqlite(
            f"ahead_{name}", event, "casework_spell", f"{_AHEAD}date('now', '+1 day')", "recorded_is_past"
        )
        for name, event in (("new", "INSERT"), ("changed", "UPDATE OF origin, starts_on"))
    ),
    _sqlite(
        "answer",
        f"UPDATE OF {', '.join(_ANSWER)}",
        "casework_offer",
        _ANSWERED + "(" + " OR ".join(f"OLD.{one} IS NOT NEW.{one}" for one in _ANSWER) + ")",
        "an_answer_is_kept",
    ),
    _sqlite(
        "cooling_off",
        "UPDATE OF cooling_off_until",
        "casework_offer",
        _COOLED.format(earlier=_SQLITE_EARLIER),
        "cooling_off",
    ),
    _sqlite(
        "place_new",
        "INSERT",
        "casework_spell",
        f"{_PLACED} AND {_MOVED.format(place='''json_extract(o.terms, '$.place')''')}",
        "opening_changed_since",
    ),
    _sqlite(
        "place",
        f"UPDATE OF {_WATCHED}",
        "casework_spell",
        f"{_PLACED} AND {_changed('state', 'offer_id', 'opening_id')} "
        f"AND {_MOVED.format(place='''json_extract(o.terms, '$.place')''')}",
        "opening_changed_since",
    ),
]

POSTGRESQL = [
    """CREATE OR REPLACE FUNCTION casework_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'refused: %', TG_ARGV[0] USING ERRCODE = '23514';
END $$""",
    *(
        _postgresql(f"number_{table}", "UPDATE", table, "OLD.id <> NEW.id", "a_number_is_kept")
        for table in NUMBERED
    ),
    f"""CREATE OR REPLACE FUNCTION casework_consent_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF {_IN_USE} THEN
        RAISE EXCEPTION 'refused: consent_in_use' USING ERRCODE = '23514';
    END IF;
    RETURN NEW;
END $$""",
    f"""CREATE TRIGGER casework_kept_consent BEFORE UPDATE OF {", ".join(_MEANING)} ON registry_consent
FOR EACH ROW WHEN ({_changed(*_MEANING)}) EXECUTE FUNCTION casework_consent_is_kept()""",
    _postgresql(
        "beginning",
        "UPDATE OF state, starts_on",
        "casework_spell",
        f"{_BEGUN} AND (OLD.state <> 'working' OR OLD.starts_on <> NEW.starts_on) "
        "AND NEW.starts_on > current_date + 1",
        "not_begun_ahead",
    ),
    *(
        _postgresql(f"ahead_{name}", event, "casework_spell", f"{_AHEAD}current_date + 1", "recorded_is_past")
        for name, event in (("new", "INSERT"), ("changed", "UPDATE OF origin, starts_on"))
    ),
    _postgresql(
        "answer",
        f"UPDATE OF {', '.join(_ANSWER)}",
        "casework_offer",
        _ANSWERED + "(" + " OR ".join(f"OLD.{one} IS DISTINCT FROM NEW.{one}" for one in _ANSWER) + ")",
        "an_answer_is_kept",
    ),
    _postgresql(
        "cooling_off",
        "UPDATE OF cooling_off_until",
        "casework_offer",
        _COOLED.format(earlier=_SQLITE_EARLIER),
        "cooling_off",
    ),
    # After casework_spell_placed and _changed by its name, which have locked the opening and the offer by then.
    f"""CREATE OR REPLACE FUNCTION casework_place_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF {_MOVED.format(place="(o.terms->>'place')")} THEN
        RAISE EXCEPTION 'refused: opening_changed_since' USING ERRCODE = '23514';
    END IF;
    RETURN NEW;
END $$""",
    f"""CREATE TRIGGER casework_where_new BEFORE INSERT ON casework_spell
FOR EACH ROW WHEN ({_PLACED}) EXECUTE FUNCTION casework_place_is_kept()""",
    f"""CREATE TRIGGER casework_where BEFORE UPDATE OF {_WATCHED} ON casework_spell
FOR EACH ROW WHEN ({_PLACED} AND (OLD.state, OLD.offer_id, OLD.opening_id) IS DISTINCT FROM
    (NEW.state, NEW.offer_id, NEW.opening_id)) EXECUTE FUNCTION casework_place_is_kept()""",
]

KEPT = {"sqlite": SQLITE, "postgresql": POSTGRESQL}
"""The guards by vendor, for `accounts.guards.install`."""
