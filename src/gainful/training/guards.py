"""What the database itself refuses in training: more days attended than the course has, where that is known.

A refusal arrives as IntegrityError on both databases; the words behind the colon are the reason.
"""

from __future__ import annotations

TABLES = ["training_course", "training_enrolment", "training_certificate"]
"""Every table of the chapter's first migration: each is under audit."""

_SEAT = "EXISTS (SELECT 1 FROM training_course c WHERE c.id = NEW.course_id AND c.days < NEW.attended_days)"
_COURSE = (
    "EXISTS (SELECT 1 FROM training_enrolment e WHERE e.course_id = NEW.id AND e.attended_days > NEW.days)"
)
_TRIGGERS = [
    ("training_seat_new", "INSERT", "training_enrolment", _SEAT),
    ("training_seat_changed", "UPDATE OF attended_days, course_id", "training_enrolment", _SEAT),
    ("training_course_changed", "UPDATE OF days", "training_course", _COURSE),
]

_SQLITE = [
    f"CREATE TRIGGER {name} BEFORE {event} ON {table} WHEN {wrong} "
    "BEGIN SELECT RAISE(ABORT, 'refused: attendance_over_days'); END"
    for name, event, table, wrong in _TRIGGERS
]
# PostgreSQL allows no look at another table in a trigger's WHEN, so that each has its function. The course is
# locked, so that its length and a seat's days cannot change past each other.
_FUNCTIONS = [
    f"""CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    {"PERFORM 1 FROM training_course WHERE id = NEW.course_id FOR SHARE;" if wrong == _SEAT else ""}
    IF {wrong} THEN
        RAISE EXCEPTION 'refused: attendance_over_days' USING ERRCODE = '23514';
    END IF;
    RETURN NEW;
END $$"""
    for name, event, table, wrong in _TRIGGERS
]
_POSTGRESQL = _FUNCTIONS + [
    f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()"
    for name, event, table, wrong in _TRIGGERS
]

GUARDS: dict[str, list[str]] = {"sqlite": _SQLITE, "postgresql": _POSTGRESQL}
"""The guards by vendor, for `accounts.guards.install`."""

ROLL_TABLES = ["training_rollmark", "training_rollcase", "training_workmonth", "training_award"]
"""The tables of rolls, their cases, months of training through work, and awards: each is under audit."""
