"""What the database holds about employers whose placements are stopped: no open stop, no lifting by the wrong one.

The employer's own columns follow the stops by triggers, so that every guard that reads them goes on holding.
A stop binds every row of the same employer, in whichever office it is recorded, now or later, and is lifted for all of
them: the same organisation code, or the same name where one of the two gives no code (jobs/same_employer.py).
"""

# ruff: noqa: S608 - these statements are put together from constants and run once, by a migration.
from __future__ import annotations

from gainful.jobs.same_employer import FOLDED


def _plain(row: str) -> str:
    """A row's name as it is compared."""
    text = f"lower({row}.name)"
    for found, put in FOLDED.items():
        text = f"replace({text}, '{found}', '{put}')"
    return text


def _same(one: str, other: str) -> str:
    """Whether two rows of employers are one employer."""
    return f"""(({one}.code <> '' AND {other}.code <> '' AND upper({one}.code) = upper({other}.code))
      OR (({one}.code = '' OR {other}.code = '') AND {_plain(one)} = {_plain(other)}))"""


def _stopped(row: str) -> str:
    """The stops that bind a row of an employer."""
    return f"""SELECT f.frozen_on, f.because FROM casework_employerfreeze f JOIN jobs_employer x ON x.id = f.employer_id
      WHERE f.lifted_on IS NULL AND (x.id = {row}.id OR {_same("x", row)})"""


_BEGINS = f"""UPDATE jobs_employer SET frozen_on = NEW.frozen_on, frozen_because = NEW.because
      WHERE frozen_on IS NULL AND EXISTS (SELECT 1 FROM jobs_employer mine WHERE mine.id = NEW.employer_id
        AND {_same("mine", "jobs_employer")});"""
_OVER = f"""UPDATE jobs_employer SET frozen_on = NULL, frozen_because = ''
      WHERE frozen_on IS NOT NULL AND EXISTS (SELECT 1 FROM jobs_employer mine WHERE mine.id = NEW.employer_id
        AND {_same("mine", "jobs_employer")}) AND NOT EXISTS ({_stopped("jobs_employer")});"""
_BOUND = f"""UPDATE jobs_employer SET frozen_on = (SELECT s.frozen_on FROM ({_stopped("jobs_employer")}
        ORDER BY f.frozen_on, f.id LIMIT 1) s), frozen_because = (SELECT s.because FROM ({_stopped("jobs_employer")}
        ORDER BY f.frozen_on, f.id LIMIT 1) s)
      WHERE id = NEW.id AND EXISTS ({_stopped("jobs_employer")});"""

_SEAT_THERE = """SELECT 1 FROM casework_spell s JOIN jobs_employer e ON e.id = s.employer_id
      JOIN casework_journey j ON j.id = NEW.journey_id
      WHERE s.id = NEW.spell_id AND j.direction = 'out' AND e.frozen_on IS NOT NULL"""
_SEATS_THERE = """SELECT 1 FROM casework_passenger p JOIN casework_spell s ON s.id = p.spell_id
      JOIN jobs_employer e ON e.id = s.employer_id
      WHERE p.journey_id = NEW.id AND p.state = 'seated' AND s.state = 'agreed' AND e.frozen_on IS NOT NULL"""
_LEAVES = "OLD.state <> NEW.state AND NEW.state = 'departed' AND NEW.direction = 'out'"

_DESK = """EXISTS (SELECT 1 FROM accounts_posting p WHERE p.account_id = NEW.lifted_by_id
  AND p.role = 'independent_desk' AND (p.until_on IS NULL OR p.until_on >= NEW.lifted_on))"""

SQLITE = [
    f"""CREATE TRIGGER casework_freeze_begins AFTER INSERT ON casework_employerfreeze FOR EACH ROW
    WHEN NEW.lifted_on IS NULL
    BEGIN {_BEGINS} END""",
    f"""CREATE TRIGGER casework_freeze_lifted BEFORE UPDATE ON casework_employerfreeze FOR EACH ROW
    WHEN NEW.lifted_on IS NOT NULL AND NEW.because <> 'late_pay'
    BEGIN SELECT RAISE(ABORT, 'refused: only_the_desk_lifts') WHERE NOT {_DESK}; END""",
    """CREATE TRIGGER casework_freeze_stays BEFORE UPDATE ON casework_employerfreeze FOR EACH ROW
    WHEN NEW.employer_id <> OLD.employer_id OR NEW.because <> OLD.because OR OLD.lifted_on IS NOT NULL
    BEGIN SELECT RAISE(ABORT, 'refused: a_freeze_stays'); END""",
    """CREATE TRIGGER casework_freeze_gone BEFORE DELETE ON casework_employerfreeze FOR EACH ROW
    WHEN OLD.lifted_on IS NULL
    BEGIN SELECT RAISE(ABORT, 'refused: a_freeze_stays'); END""",
    f"""CREATE TRIGGER casework_freeze_over AFTER UPDATE OF lifted_on ON casework_employerfreeze FOR EACH ROW
    WHEN NEW.lifted_on IS NOT NULL
    BEGIN {_OVER} END""",
    f"""CREATE TRIGGER casework_employer_new AFTER INSERT ON jobs_employer FOR EACH ROW
    WHEN NEW.frozen_on IS NULL
    BEGIN {_BOUND} END""",
    f"""CREATE TRIGGER casework_employer_named AFTER UPDATE OF name, code ON jobs_employer FOR EACH ROW
    WHEN NEW.frozen_on IS NULL
    BEGIN {_BOUND} END""",
    f"""CREATE TRIGGER casework_employer_thawed BEFORE UPDATE OF frozen_on ON jobs_employer FOR EACH ROW
    WHEN NEW.frozen_on IS NULL AND OLD.frozen_on IS NOT NULL AND EXISTS ({_stopped("NEW")})
    BEGIN SELECT RAISE(ABORT, 'refused: employer_frozen'); END""",
    *(
        f"""CREATE TRIGGER casework_{name} BEFORE {event} ON casework_passenger FOR EACH ROW
        WHEN NEW.state = 'seated'
        BEGIN SELECT RAISE(ABORT, 'refused: employer_frozen') WHERE EXISTS ({_SEAT_THERE}); END"""
        for name, event in (("passenger_stop_new", "INSERT"), ("passenger_stop", "UPDATE OF state"))
    ),
    f"""CREATE TRIGGER casework_journey_stop BEFORE UPDATE OF state ON casework_journey FOR EACH ROW
    WHEN {_LEAVES}
    BEGIN SELECT RAISE(ABORT, 'refused: employer_frozen') WHERE EXISTS ({_SEATS_THERE}); END""",
]

POSTGRESQL = [
    f"""
    CREATE OR REPLACE FUNCTION casework_freeze_begins() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF NEW.lifted_on IS NULL THEN
            {_BEGINS}
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
    # The employer's rows are taken first, so that two liftings at once do not each see the other's stop still open.
    f"""
    CREATE OR REPLACE FUNCTION casework_freeze_over() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        PERFORM 1 FROM jobs_employer e WHERE EXISTS (SELECT 1 FROM jobs_employer mine
          WHERE mine.id = NEW.employer_id AND {_same("mine", "e")}) ORDER BY e.id FOR UPDATE;
        IF NEW.lifted_on IS NOT NULL THEN
            {_OVER}
        END IF;
        RETURN NULL;
    END $$
    """,
    """
    CREATE TRIGGER casework_freeze_over AFTER UPDATE OF lifted_on ON casework_employerfreeze
    FOR EACH ROW EXECUTE FUNCTION casework_freeze_over()
    """,
    f"""
    CREATE OR REPLACE FUNCTION casework_employer_is_bound() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        {_BOUND}
        RETURN NULL;
    END $$
    """,
    """
    CREATE TRIGGER casework_employer_new AFTER INSERT ON jobs_employer
    FOR EACH ROW WHEN (NEW.frozen_on IS NULL) EXECUTE FUNCTION casework_employer_is_bound()
    """,
    """
    CREATE TRIGGER casework_employer_named AFTER UPDATE OF name, code ON jobs_employer
    FOR EACH ROW WHEN (NEW.frozen_on IS NULL) EXECUTE FUNCTION casework_employer_is_bound()
    """,
    f"""
    CREATE OR REPLACE FUNCTION casework_employer_thaws() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF NEW.frozen_on IS NULL AND OLD.frozen_on IS NOT NULL AND EXISTS ({_stopped("NEW")}) THEN
            PERFORM casework_refuse('employer_frozen');
        END IF;
        RETURN NEW;
    END $$
    """,
    """
    CREATE TRIGGER casework_employer_thawed BEFORE UPDATE OF frozen_on ON jobs_employer
    FOR EACH ROW EXECUTE FUNCTION casework_employer_thaws()
    """,
    f"""
    CREATE OR REPLACE FUNCTION casework_no_seat_at_a_stop() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        PERFORM 1 FROM casework_spell s JOIN jobs_employer e ON e.id = s.employer_id
          WHERE s.id = NEW.spell_id FOR SHARE OF e;
        PERFORM 1 FROM ({_SEAT_THERE}) stopped;
        IF FOUND THEN PERFORM casework_refuse('employer_frozen'); END IF;
        RETURN NEW;
    END $$
    """,
    """
    CREATE TRIGGER casework_passenger_stop BEFORE INSERT OR UPDATE OF state ON casework_passenger
    FOR EACH ROW WHEN (NEW.state = 'seated') EXECUTE FUNCTION casework_no_seat_at_a_stop()
    """,
    f"""
    CREATE OR REPLACE FUNCTION casework_no_departure_to_a_stop() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        PERFORM 1 FROM ({_SEATS_THERE}) stopped;
        IF FOUND THEN PERFORM casework_refuse('employer_frozen'); END IF;
        RETURN NEW;
    END $$
    """,
    f"""
    CREATE TRIGGER casework_journey_stop BEFORE UPDATE OF state ON casework_journey
    FOR EACH ROW WHEN ({_LEAVES}) EXECUTE FUNCTION casework_no_departure_to_a_stop()
    """,
]
