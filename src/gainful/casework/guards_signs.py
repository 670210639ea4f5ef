"""What the database holds of the questions about forced labour: no start, no day 30 or 90 without them.

Work begins, and a follow-up of those days is done, only where the questions were answered, or where that day's try in
vain was written down with why. The placing officer asks none. Every sign has an answer (not known is one), and what is
grave follows from the answers. A grave answer binds by itself: where no stop was written for it, nothing is shown,
agreed or begun at any record of that employer.
"""

# ruff: noqa: S608 - these statements are put together from the constants below and run once, by a migration.
from __future__ import annotations

from gainful.casework.guards_freeze import _same
from gainful.casework.guards_sqlite import _refuse, _trigger
from gainful.casework.guards_written import stays_as_written
from gainful.casework.signs import GRAVE_SIGNS, SIGNS

_DAYS = "(30, 90)"
_BEGINS = "NEW.origin = 'brought_about' AND NEW.state = 'working' AND OLD.state <> 'working'"
_OFFERED = "NEW.state IN ('shown', 'accepted')"
_OFFERED_NOW = f"{_OFFERED} AND (OLD.state <> NEW.state OR OLD.opening_id <> NEW.opening_id)"


def _owed(spell: str, moment: str, day: str) -> str:
    """Whether a moment of a spell has neither answers nor a try on that day."""
    of = f"q.spell_id = {spell} AND q.moment = {moment}"
    return f"""NOT EXISTS (SELECT 1 FROM casework_safetycheck q WHERE {of})
      AND NOT EXISTS (SELECT 1 FROM casework_signsnotasked q WHERE {of} AND q.tried_on = {day})"""


_BEFORE = _owed("NEW.id", "'before_start'", "NEW.starts_on")
_AT_CALL = _owed("NEW.spell_id", "'day_' || NEW.days", "NEW.done_on")
_PLACED_IT = """EXISTS (SELECT 1 FROM casework_spell s JOIN casework_offer o ON o.id = s.offer_id
  WHERE s.id = NEW.spell_id AND o.shown_by_id = NEW.asked_by_id)"""
_UNSTOPPED = f"""EXISTS (SELECT 1 FROM jobs_opening j JOIN jobs_employer e ON e.id = j.employer_id
    JOIN jobs_employer x ON x.id = e.id OR {_same("x", "e")}
    JOIN casework_spell s ON s.employer_id = x.id JOIN casework_safetycheck c ON c.spell_id = s.id
  WHERE j.id = NEW.opening_id AND c.grave AND NOT EXISTS (SELECT 1 FROM casework_employerfreeze f
    JOIN jobs_employer y ON y.id = f.employer_id WHERE (y.id = e.id OR {_same("y", "e")})
      AND f.because = 'forced_labour_signs' AND (f.lifted_on IS NULL OR f.lifted_on >= c.asked_on)))"""


def _answer(sign: str, vendor: str) -> str:
    """What was answered to a sign, as the words true, false or null; no value where nothing was."""
    if vendor == "sqlite":
        return f"json_type(NEW.answers, '$.{sign}')"
    return f"jsonb_typeof(NEW.answers -> '{sign}') || COALESCE(NEW.answers ->> '{sign}', '')"


def _not_an_answer(sign: str, vendor: str) -> str:
    words = ("true", "false", "null") if vendor == "sqlite" else ("booleantrue", "booleanfalse", "null")
    return f"COALESCE({_answer(sign, vendor)}, '') NOT IN ({', '.join(repr(one) for one in words)})"


def _yes(sign: str, vendor: str) -> str:
    word = "true" if vendor == "sqlite" else "booleantrue"
    return f"CASE WHEN {_answer(sign, vendor)} = '{word}' THEN 1 ELSE 0 END"


def _unlike(vendor: str) -> str:
    """Whether what is said to be grave is not what the answers say."""
    alone = " + ".join(_yes(sign, vendor) for sign in GRAVE_SIGNS)
    every = " + ".join(_yes(sign, vendor) for sign in SIGNS)
    return f"NEW.grave <> (({alone}) >= 1 OR ({every}) >= 2)"


def _incomplete(vendor: str) -> str:
    return " OR ".join(_not_an_answer(sign, vendor) for sign in SIGNS)


_DONE = f"NEW.state = 'done' AND NEW.days IN {_DAYS}"
_WRITTEN = stays_as_written("casework_safetycheck", "signs_stay", "signs_kept")

SQLITE = [
    _trigger(
        "signs_before", "BEFORE UPDATE OF state ON casework_spell", _BEGINS, _refuse("ask_the_signs", _BEFORE)
    ),
    _trigger(
        "signs_at_call_new", "BEFORE INSERT ON casework_followup", _DONE, _refuse("ask_the_signs", _AT_CALL)
    ),
    _trigger(
        "signs_at_call",
        "BEFORE UPDATE OF state ON casework_followup",
        f"{_DONE} AND OLD.state <> 'done'",
        _refuse("ask_the_signs", _AT_CALL),
    ),
    _trigger(
        "signs_new",
        "BEFORE INSERT ON casework_safetycheck",
        "",
        _refuse("asked_by_placing_officer", _PLACED_IT)
        + _refuse("ask_every_sign", _incomplete("sqlite"))
        + _refuse("grave_as_answered", _unlike("sqlite")),
    ),
    *_WRITTEN["sqlite"],
    _trigger(
        "signs_offer_new",
        "BEFORE INSERT ON casework_offer",
        _OFFERED,
        _refuse("employer_frozen", _UNSTOPPED),
    ),
    _trigger(
        "signs_offer",
        "BEFORE UPDATE OF state, opening_id ON casework_offer",
        _OFFERED_NOW,
        _refuse("employer_frozen", _UNSTOPPED),
    ),
    _trigger(
        "signs_spell",
        "BEFORE UPDATE OF state ON casework_spell",
        _BEGINS,
        _refuse("employer_frozen", _UNSTOPPED),
    ),
]

POSTGRESQL = [
    f"""
    CREATE OR REPLACE FUNCTION casework_signs_before() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF {_BEFORE} THEN PERFORM casework_refuse('ask_the_signs'); END IF;
        IF {_UNSTOPPED} THEN PERFORM casework_refuse('employer_frozen'); END IF;
        RETURN NEW;
    END $$
    """,
    f"""
    CREATE TRIGGER casework_spell_signs BEFORE UPDATE OF state ON casework_spell
    FOR EACH ROW WHEN ({_BEGINS}) EXECUTE FUNCTION casework_signs_before()
    """,
    f"""
    CREATE OR REPLACE FUNCTION casework_signs_at_call() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF TG_OP = 'UPDATE' THEN
            IF OLD.state = 'done' THEN RETURN NEW; END IF;
        END IF;
        IF {_AT_CALL} THEN PERFORM casework_refuse('ask_the_signs'); END IF;
        RETURN NEW;
    END $$
    """,
    f"""
    CREATE TRIGGER casework_signs_at_call BEFORE INSERT OR UPDATE OF state ON casework_followup
    FOR EACH ROW WHEN ({_DONE}) EXECUTE FUNCTION casework_signs_at_call()
    """,
    f"""
    CREATE OR REPLACE FUNCTION casework_signs_new() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF {_PLACED_IT} THEN PERFORM casework_refuse('asked_by_placing_officer'); END IF;
        IF {_incomplete("postgresql")} THEN PERFORM casework_refuse('ask_every_sign'); END IF;
        IF {_unlike("postgresql")} THEN PERFORM casework_refuse('grave_as_answered'); END IF;
        RETURN NEW;
    END $$
    """,
    """
    CREATE TRIGGER casework_signs_new BEFORE INSERT ON casework_safetycheck
    FOR EACH ROW EXECUTE FUNCTION casework_signs_new()
    """,
    *_WRITTEN["postgresql"],
    f"""
    CREATE OR REPLACE FUNCTION casework_signs_offer() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF TG_OP = 'UPDATE' THEN
            IF OLD.state = NEW.state AND OLD.opening_id = NEW.opening_id THEN RETURN NEW; END IF;
        END IF;
        IF {_UNSTOPPED} THEN PERFORM casework_refuse('employer_frozen'); END IF;
        RETURN NEW;
    END $$
    """,
    f"""
    CREATE TRIGGER casework_signs_offer BEFORE INSERT OR UPDATE OF state, opening_id ON casework_offer
    FOR EACH ROW WHEN ({_OFFERED}) EXECUTE FUNCTION casework_signs_offer()
    """,
]

ASKED_FIRST = {"sqlite": SQLITE, "postgresql": POSTGRESQL}
"""The guards by vendor, for `accounts.guards.install`."""
