"""What the database holds about employers whose placements are stopped: no open stop, no lifting by the wrong one.

The employer's own columns follow the stops by triggers, so that every guard that reads them goes on holding.
"""

from __future__ import annotations

_DESK = """EXISTS (SELECT 1 FROM accounts_posting p WHERE p.account_id = NEW.lifted_by_id
  AND p.role = 'independent_desk' AND (p.until_on IS NULL OR p.until_on >= NEW.lifted_on))"""

SQLITE = [
    """CREATE TRIGGER casework_freeze_begins AFTER INSERT ON casework_employerfreeze FOR EACH ROW
    WHEN NEW.lifted_on IS NULL
    BEGIN UPDATE jobs_employer SET frozen_on = NEW.frozen_on, frozen_because = NEW.because
      WHERE id = NEW.employer_id AND frozen_on IS NULL; END""",
    f"""CREATE TRIGGER casework_freeze_lifted BEFORE UPDATE ON casework_employerfreeze FOR EACH ROW
    WHEN NEW.lifted_on IS NOT NULL AND NEW.because <> 'late_pay'
    BEGIN SELECT RAISE(ABORT, 'refused: only_the_desk_lifts') WHERE NOT {_DESK}; END""",
    """CREATE TRIGGER casework_freeze_stays BEFORE UPDATE ON casework_employerfreeze FOR EACH ROW
    WHEN NEW.employer_id <> OLD.employer_id OR NEW.because <> OLD.because OR OLD.lifted_on IS NOT NULL
    BEGIN SELECT RAISE(ABORT, 'refused: a_freeze_stays'); END""",
    """CREATE TRIGGER casework_freeze_gone BEFORE DELETE ON casework_employerfreeze FOR EACH ROW
    WHEN OLD.lifted_on IS NULL
    BEGIN SELECT RAISE(ABORT, 'refused: a_freeze_stays'); END""",
    """CREATE TRIGGER casework_freeze_over AFTER UPDATE OF lifted_on ON casework_employerfreeze FOR EACH ROW
    WHEN NEW.lifted_on IS NOT NULL AND NOT EXISTS (SELECT 1 FROM casework_employerfreeze f
      WHERE f.employer_id = NEW.employer_id AND f.lifted_on IS NULL)
    BEGIN UPDATE jobs_employer SET frozen_on = NULL, frozen_because = '' WHERE id = NEW.employer_id; END""",
    """CREATE TRIGGER casework_employer_thawed BEFORE UPDATE OF frozen_on ON jobs_employer FOR EACH ROW
    WHEN NEW.frozen_on IS NULL AND EXISTS (SELECT 1 FROM casework_employerfreeze f
      WHERE f.employer_id = NEW.id AND f.lifted_on IS NULL)
    BEGIN SELECT RAISE(ABORT, 'refused: employer_frozen'); END""",
]

POSTGRESQL = [
    """
    CREATE OR REPLACE FUNCTION casework_freeze_begins() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF NEW.lifted_on IS NULL THEN
            UPDATE jobs_employer SET frozen_on = NEW.frozen_on, frozen_because = NEW.because
              WHERE id = NEW.employer_id AND frozen_on IS NULL;
        END IF;
        RETURN NULL;
    END $$
    """,
    """
    CREATE TRIGGER casework_freeze_begins AFTER INSERT ON casework_employerfreeze
    FOR EACH ROW EXECUTE FUNCTION casework_freeze_begins()
    """,
    f"""
    CREATE OR REPLACE FUNCTION casework_freeze_kept() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF TG_OP = 'DELETE' THEN
            IF OLD.lifted_on IS NULL THEN PERFORM casework_refuse('a_freeze_stays'); END IF;
            RETURN OLD;
        END IF;
        IF NEW.employer_id <> OLD.employer_id OR NEW.because <> OLD.because OR OLD.lifted_on IS NOT NULL THEN
            PERFORM casework_refuse('a_freeze_stays');
        END IF;
        IF NEW.lifted_on IS NOT NULL AND NEW.because <> 'late_pay' AND NOT {_DESK} THEN
            PERFORM casework_refuse('only_the_desk_lifts');
        END IF;
        RETURN NEW;
    END $$
    """,
    """
    CREATE TRIGGER casework_freeze_kept BEFORE UPDATE OR DELETE ON casework_employerfreeze
    FOR EACH ROW EXECUTE FUNCTION casework_freeze_kept()
    """,
    # The employer's row is taken first, so that two liftings at once do not each see the other's stop still open.
    """
    CREATE OR REPLACE FUNCTION casework_freeze_over() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        PERFORM 1 FROM jobs_employer WHERE id = NEW.employer_id FOR UPDATE;
        IF NEW.lifted_on IS NOT NULL AND NOT EXISTS (SELECT 1 FROM casework_employerfreeze f
              WHERE f.employer_id = NEW.employer_id AND f.lifted_on IS NULL) THEN
            UPDATE jobs_employer SET frozen_on = NULL, frozen_because = '' WHERE id = NEW.employer_id;
        END IF;
        RETURN NULL;
    END $$
    """,
    """
    CREATE TRIGGER casework_freeze_over AFTER UPDATE OF lifted_on ON casework_employerfreeze
    FOR EACH ROW EXECUTE FUNCTION casework_freeze_over()
    """,
    """
    CREATE OR REPLACE FUNCTION casework_employer_thaws() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF NEW.frozen_on IS NULL AND EXISTS (SELECT 1 FROM casework_employerfreeze f
              WHERE f.employer_id = NEW.id AND f.lifted_on IS NULL) THEN
            PERFORM casework_refuse('employer_frozen');
        END IF;
        RETURN NEW;
    END $$
    """,
    """
    CREATE TRIGGER casework_employer_thawed BEFORE UPDATE OF frozen_on ON jobs_employer
    FOR EACH ROW EXECUTE FUNCTION casework_employer_thaws()
    """,
]
