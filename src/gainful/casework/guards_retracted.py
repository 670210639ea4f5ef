"""What the database holds of beginnings recorded by mistake: no job that began vanishes without an open reason.

A placement that has begun leaves its state only after a retraction of that very beginning was written; none is written
where somebody told of the work: pay that came, the worker's own word that it came or did not, a follow-up that found
them at work, the questions asked at work, days on the employer's roll. A retraction lets one beginning go, its own, and
is used up by it. What was written stays. No pay is written down for work that has not begun.
"""

from __future__ import annotations

from gainful.casework.guards_sqlite import _refuse, _trigger
from gainful.casework.guards_written import stays_as_written

TABLES = ("casework_retractedbeginning",)
"""The new table, under audit."""

_LEAVES = "OLD.origin = 'brought_about' AND OLD.state IN ('working', 'ended') AND NEW.state IN ('agreed', 'called_off')"
_SAID = """EXISTS (SELECT 1 FROM casework_retractedbeginning r WHERE r.spell_id = NEW.id AND r.began_on = OLD.starts_on
  AND r.stands = (NEW.state = 'agreed'))"""
_TOLD_OF = """(EXISTS (SELECT 1 FROM casework_payevidence y WHERE y.spell_id = NEW.spell_id
    AND (y.confirmed_by_worker IS NOT NULL OR y.received_fen > 0))
  OR EXISTS (SELECT 1 FROM casework_followup f WHERE f.spell_id = NEW.spell_id AND f.state = 'done'
    AND f.still_working)
  OR EXISTS (SELECT 1 FROM casework_safetycheck q WHERE q.spell_id = NEW.spell_id AND q.moment <> 'before_start')
  OR EXISTS (SELECT 1 FROM casework_rollline l WHERE l.spell_id = NEW.spell_id AND l.attended_days > 0))"""
_BEGUN = """EXISTS (SELECT 1 FROM casework_spell s WHERE s.id = NEW.spell_id AND s.person_id = NEW.person_id
  AND s.origin = 'brought_about' AND s.state IN ('working', 'ended') AND s.starts_on = NEW.began_on)"""

_NOT_BEGUN = "EXISTS (SELECT 1 FROM casework_spell s WHERE s.id = NEW.spell_id AND s.state IN ('agreed', 'called_off'))"
_COLUMNS = "key, area, person_id, spell_id, began_on, stands, because, paper, retracted_on, recorded_by_id"
_WRITTEN = stays_as_written("casework_retractedbeginning", "retracted_stays", "retracted_kept", _COLUMNS)

SQLITE = [
    _trigger(
        "spell_begun_stays",
        "BEFORE UPDATE OF state ON casework_spell",
        _LEAVES,
        _refuse("say_why_it_never_began", f"NOT {_SAID}"),
    ),
    _trigger(
        "retracted_new",
        "BEFORE INSERT ON casework_retractedbeginning",
        "",
        _refuse("not_begun", f"NOT {_BEGUN}") + _refuse("work_was_told_of", _TOLD_OF),
    ),
    _trigger(
        "pay_of_work_new",
        "BEFORE INSERT ON casework_payevidence",
        "",
        _refuse("month_not_worked", _NOT_BEGUN),
    ),
    *_WRITTEN["sqlite"],
]

POSTGRESQL = [
    f"""
    CREATE OR REPLACE FUNCTION casework_begun_stays() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF NOT {_SAID} THEN PERFORM casework_refuse('say_why_it_never_began'); END IF;
        RETURN NEW;
    END $$
    """,
    f"""
    CREATE TRIGGER casework_spell_begun_stays BEFORE UPDATE OF state ON casework_spell
    FOR EACH ROW WHEN ({_LEAVES}) EXECUTE FUNCTION casework_begun_stays()
    """,
    # The spell is locked first: whoever writes down pay for it at the same moment waits, or is waited for.
    f"""
    CREATE OR REPLACE FUNCTION casework_retracted_new() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        PERFORM 1 FROM casework_spell WHERE id = NEW.spell_id FOR UPDATE;
        IF NOT {_BEGUN} THEN PERFORM casework_refuse('not_begun'); END IF;
        IF {_TOLD_OF} THEN PERFORM casework_refuse('work_was_told_of'); END IF;
        RETURN NEW;
    END $$
    """,
    """
    CREATE TRIGGER casework_retracted_new BEFORE INSERT ON casework_retractedbeginning
    FOR EACH ROW EXECUTE FUNCTION casework_retracted_new()
    """,
    f"""
    CREATE OR REPLACE FUNCTION casework_pay_of_work() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        PERFORM 1 FROM casework_spell WHERE id = NEW.spell_id FOR KEY SHARE;
        IF {_NOT_BEGUN} THEN PERFORM casework_refuse('month_not_worked'); END IF;
        RETURN NEW;
    END $$
    """,
    """
    CREATE TRIGGER casework_pay_of_work_new BEFORE INSERT ON casework_payevidence
    FOR EACH ROW EXECUTE FUNCTION casework_pay_of_work()
    """,
    *_WRITTEN["postgresql"],
]

_UNUSED = """EXISTS (SELECT 1 FROM casework_retractedbeginning r WHERE r.spell_id = NEW.id AND r.unused
  AND r.began_on = OLD.starts_on AND r.stands = (NEW.state = 'agreed'))"""
_SPEND = "UPDATE casework_retractedbeginning SET unused = FALSE WHERE spell_id = NEW.id AND unused;"
_ONLY_SPENT = "COALESCE(OLD.unused, FALSE) AND NOT COALESCE(NEW.unused, TRUE)"

USED_UP = {
    "sqlite": [
        _trigger(
            "spell_begun_licence",
            "BEFORE UPDATE OF state ON casework_spell",
            _LEAVES,
            _refuse("say_why_it_never_began", f"NOT {_UNUSED}"),
        ),
        _trigger("spell_begun_spent", "AFTER UPDATE OF state ON casework_spell", _LEAVES, _SPEND),
        _trigger(
            "retracted_spent",
            "BEFORE UPDATE OF unused ON casework_retractedbeginning",
            "",
            _refuse("written_stays_written", f"NOT ({_ONLY_SPENT})"),
        ),
    ],
    "postgresql": [
        f"""
        CREATE OR REPLACE FUNCTION casework_begun_licence() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF NOT {_UNUSED} THEN PERFORM casework_refuse('say_why_it_never_began'); END IF;
            RETURN NEW;
        END $$
        """,
        f"""
        CREATE TRIGGER casework_spell_begun_licence BEFORE UPDATE OF state ON casework_spell
        FOR EACH ROW WHEN ({_LEAVES}) EXECUTE FUNCTION casework_begun_licence()
        """,
        f"""
        CREATE OR REPLACE FUNCTION casework_begun_spent() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            {_SPEND}
            RETURN NEW;
        END $$
        """,
        f"""
        CREATE TRIGGER casework_spell_begun_spent AFTER UPDATE OF state ON casework_spell
        FOR EACH ROW WHEN ({_LEAVES}) EXECUTE FUNCTION casework_begun_spent()
        """,
        f"""
        CREATE TRIGGER casework_retracted_spent BEFORE UPDATE OF unused ON casework_retractedbeginning
        FOR EACH ROW WHEN (NOT ({_ONLY_SPENT})) EXECUTE FUNCTION casework_kept('written_stays_written')
        """,
    ],
}
"""A retraction is used up by the change of state that it stands for: it lets no later beginning go."""

RETRACTED = {"sqlite": SQLITE, "postgresql": POSTGRESQL}
"""The guards by vendor, for `accounts.guards.install`."""
