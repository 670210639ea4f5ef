"""What the database refuses about help, troubles told and disputes: rewriting them, settling one's own answer."""

from __future__ import annotations

from gainful.casework.guards_voice import SUBJECTS

TABLES = (
    "casework_trouble",
    "casework_helpoffered",
    "casework_signsnotasked",
    "casework_grievancedispute",
)
"""The tables of help and of disputes: each is under audit."""

APPENDED = (
    ("casework_trouble", "kind, words_sealed, told_on, person_id"),
    ("casework_helpoffered", "offered, said, words_sealed, said_on, matter, person_id"),
    ("casework_signsnotasked", "because, tried_on, moment, spell_id"),
    ("casework_grievancedispute", "words_sealed, disputed_on, grievance_id"),
)
"""Tables whose rows are never rewritten, with the columns that stay."""

_OWN = """SELECT 1 FROM casework_grievance g WHERE g.id = NEW.grievance_id
  AND NEW.settled_by_id IN (g.acknowledged_by_id, g.answered_by_id, g.resolved_by_id)"""
_BARRED = SUBJECTS.format(
    grievance="NEW.grievance_id",
    who="NEW.settled_by_id",
    filed="(SELECT g.filed_on FROM casework_grievance g WHERE g.id = NEW.grievance_id)",
)
_UNRESOLVED = "SELECT 1 FROM casework_grievance g WHERE g.id = NEW.grievance_id AND g.resolved_on IS NULL"

SQLITE = [
    *(
        f"CREATE TRIGGER {table}_stays BEFORE UPDATE OF {columns} ON {table} FOR EACH ROW "
        "BEGIN SELECT RAISE(ABORT, 'refused: written_stays_written'); END"
        for table, columns in APPENDED
    ),
    f"""CREATE TRIGGER casework_dispute_new BEFORE INSERT ON casework_grievancedispute FOR EACH ROW
    BEGIN SELECT RAISE(ABORT, 'refused: nothing_to_dispute') WHERE EXISTS ({_UNRESOLVED});
      SELECT RAISE(ABORT, 'refused: a_complaint_starts_unhandled') WHERE NEW.settled_by_id IS NOT NULL; END""",
    f"""CREATE TRIGGER casework_dispute_settled BEFORE UPDATE OF settled_by_id ON casework_grievancedispute
    FOR EACH ROW WHEN NEW.settled_by_id IS NOT NULL
    BEGIN SELECT RAISE(ABORT, 'refused: who_answered_settles_no_dispute') WHERE EXISTS ({_OWN});
      SELECT RAISE(ABORT, 'refused: complained_about_handles_nothing') WHERE EXISTS ({_BARRED}); END""",
]

POSTGRESQL = [
    *(
        f"CREATE TRIGGER {table}_stays BEFORE UPDATE OF {columns} ON {table} FOR EACH ROW "
        "EXECUTE FUNCTION casework_stays()"
        for table, columns in APPENDED
    ),
    f"""
    CREATE OR REPLACE FUNCTION casework_dispute_begins() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF EXISTS ({_UNRESOLVED}) THEN PERFORM casework_refuse('nothing_to_dispute'); END IF;
        IF NEW.settled_by_id IS NOT NULL THEN PERFORM casework_refuse('a_complaint_starts_unhandled'); END IF;
        RETURN NEW;
    END $$
    """,
    """
    CREATE TRIGGER casework_dispute_new BEFORE INSERT ON casework_grievancedispute
    FOR EACH ROW EXECUTE FUNCTION casework_dispute_begins()
    """,
    f"""
    CREATE OR REPLACE FUNCTION casework_dispute_ends() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF NEW.settled_by_id IS NOT NULL THEN
            IF EXISTS ({_OWN}) THEN PERFORM casework_refuse('who_answered_settles_no_dispute'); END IF;
            IF EXISTS ({_BARRED}) THEN PERFORM casework_refuse('complained_about_handles_nothing'); END IF;
        END IF;
        RETURN NEW;
    END $$
    """,
    """
    CREATE TRIGGER casework_dispute_settled BEFORE UPDATE OF settled_by_id ON casework_grievancedispute
    FOR EACH ROW EXECUTE FUNCTION casework_dispute_ends()
    """,
]

HELP = {"sqlite": SQLITE, "postgresql": POSTGRESQL}
"""The guards by vendor, for `accounts.guards.install`."""
