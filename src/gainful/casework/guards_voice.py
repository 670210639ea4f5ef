"""What the database refuses about complaints: nobody handles one about themselves or their direct colleagues.

A direct colleague is somebody posted in the very same area. Postings that ended before the complaint was filed do not
count; those that ended later do.
"""

from __future__ import annotations

STEPS = ("acknowledged_by_id", "answered_by_id", "resolved_by_id")

SUBJECTS = """SELECT 1 FROM casework_grievancesubject s
  WHERE s.grievance_id = {grievance} AND (s.account_id = {who} OR EXISTS (
    SELECT 1 FROM accounts_posting theirs JOIN accounts_posting ours ON ours.area = theirs.area
    WHERE theirs.account_id = s.account_id AND ours.account_id = {who}
      AND (theirs.until_on IS NULL OR theirs.until_on >= {filed})
      AND (ours.until_on IS NULL OR ours.until_on >= {filed})))"""


def _barred_on_sqlite(column: str) -> str:
    found = SUBJECTS.format(grievance="NEW.id", who=f"NEW.{column}", filed="NEW.filed_on")
    return f"""CREATE TRIGGER casework_grievance_{column} BEFORE UPDATE OF {column} ON casework_grievance
    FOR EACH ROW WHEN NEW.{column} IS NOT NULL AND NEW.{column} IS NOT OLD.{column}
    BEGIN SELECT RAISE(ABORT, 'refused: complained_about_handles_nothing') WHERE EXISTS ({found}); END"""


_HANDLED = " OR ".join(f"NEW.{column} IS NOT NULL" for column in STEPS)

SQLITE = [
    *(_barred_on_sqlite(column) for column in STEPS),
    f"""CREATE TRIGGER casework_grievance_new BEFORE INSERT ON casework_grievance
    FOR EACH ROW WHEN {_HANDLED}
    BEGIN SELECT RAISE(ABORT, 'refused: a_complaint_starts_unhandled'); END""",
    """CREATE TRIGGER casework_subject_late BEFORE INSERT ON casework_grievancesubject FOR EACH ROW
    WHEN EXISTS (SELECT 1 FROM casework_grievance g WHERE g.id = NEW.grievance_id AND g.resolved_on IS NOT NULL)
    BEGIN SELECT RAISE(ABORT, 'refused: grievance_resolved_already'); END""",
    """CREATE TRIGGER casework_subject_changed BEFORE UPDATE ON casework_grievancesubject FOR EACH ROW
    BEGIN SELECT RAISE(ABORT, 'refused: a_subject_stays'); END""",
    """CREATE TRIGGER casework_subject_gone BEFORE DELETE ON casework_grievancesubject FOR EACH ROW
    BEGIN SELECT RAISE(ABORT, 'refused: a_subject_stays'); END""",
]

POSTGRESQL = [
    f"""
    CREATE OR REPLACE FUNCTION casework_needs_outsider(which bigint, who bigint, filed date) RETURNS void
    LANGUAGE plpgsql AS $$
    BEGIN
        IF EXISTS ({SUBJECTS.format(grievance="which", who="who", filed="filed")}) THEN
            PERFORM casework_refuse('complained_about_handles_nothing');
        END IF;
    END $$
    """,
    """
    CREATE OR REPLACE FUNCTION casework_grievance_handled() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF NEW.acknowledged_by_id IS DISTINCT FROM OLD.acknowledged_by_id THEN
            PERFORM casework_needs_outsider(NEW.id, NEW.acknowledged_by_id, NEW.filed_on);
        END IF;
        IF NEW.answered_by_id IS DISTINCT FROM OLD.answered_by_id THEN
            PERFORM casework_needs_outsider(NEW.id, NEW.answered_by_id, NEW.filed_on);
        END IF;
        IF NEW.resolved_by_id IS DISTINCT FROM OLD.resolved_by_id THEN
            PERFORM casework_needs_outsider(NEW.id, NEW.resolved_by_id, NEW.filed_on);
        END IF;
        RETURN NEW;
    END $$
    """,
    """
    CREATE TRIGGER casework_grievance_handled
    BEFORE UPDATE OF acknowledged_by_id, answered_by_id, resolved_by_id ON casework_grievance
    FOR EACH ROW EXECUTE FUNCTION casework_grievance_handled()
    """,
    """
    CREATE OR REPLACE FUNCTION casework_grievance_begins() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF COALESCE(NEW.acknowledged_by_id, NEW.answered_by_id, NEW.resolved_by_id) IS NOT NULL THEN
            PERFORM casework_refuse('a_complaint_starts_unhandled');
        END IF;
        RETURN NEW;
    END $$
    """,
    """
    CREATE TRIGGER casework_grievance_new BEFORE INSERT ON casework_grievance
    FOR EACH ROW EXECUTE FUNCTION casework_grievance_begins()
    """,
    # The complaint's row is locked, so that naming somebody and their closing it cannot pass each other.
    """
    CREATE OR REPLACE FUNCTION casework_subject_named() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        PERFORM 1 FROM casework_grievance WHERE id = NEW.grievance_id AND resolved_on IS NULL FOR UPDATE;
        IF NOT FOUND THEN PERFORM casework_refuse('grievance_resolved_already'); END IF;
        RETURN NEW;
    END $$
    """,
    """
    CREATE TRIGGER casework_subject_late BEFORE INSERT ON casework_grievancesubject
    FOR EACH ROW EXECUTE FUNCTION casework_subject_named()
    """,
    """
    CREATE OR REPLACE FUNCTION casework_subject_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        PERFORM casework_refuse('a_subject_stays');
        RETURN NULL;
    END $$
    """,
    """
    CREATE TRIGGER casework_subject_changed BEFORE UPDATE OR DELETE ON casework_grievancesubject
    FOR EACH ROW EXECUTE FUNCTION casework_subject_is_kept()
    """,
]
