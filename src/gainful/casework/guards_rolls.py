"""What the database refuses of employers' statements: rewriting them, and a line about another employer's worker."""

from __future__ import annotations

TABLES = ("casework_employerroll", "casework_rollline", "casework_hirereport")
"""Rolls and reports: each is under audit."""
_APPENDED = (
    (
        "casework_rollline",
        "roll_id, spell_id, payroll_id, attended_days, paid_fen, paid_on, still_there, left_on, told_on",
    ),
    ("casework_hirereport", "employer_id, spell_id, kind, happened_on, words, told_on"),
)
_THEIRS = {
    "casework_rollline": (
        "SELECT 1 FROM casework_spell s JOIN casework_employerroll r ON r.employer_id = s.employer_id "
        "WHERE s.id = NEW.spell_id AND r.id = NEW.roll_id"
    ),
    "casework_hirereport": (
        "SELECT 1 FROM casework_spell s WHERE s.id = NEW.spell_id AND s.employer_id = NEW.employer_id"
    ),
}

_SQLITE = [
    *(
        f"CREATE TRIGGER {table}_stays BEFORE UPDATE OF {columns} ON {table} FOR EACH ROW "
        "BEGIN SELECT RAISE(ABORT, 'refused: written_stays_written'); END"
        for table, columns in _APPENDED
    ),
    *(
        f"CREATE TRIGGER {table}_theirs BEFORE INSERT ON {table} FOR EACH ROW WHEN NOT EXISTS ({query}) "
        "BEGIN SELECT RAISE(ABORT, 'refused: not_their_worker'); END"
        for table, query in _THEIRS.items()
    ),
]
_POSTGRESQL = [
    *(
        f"CREATE TRIGGER {table}_stays BEFORE UPDATE OF {columns} ON {table} FOR EACH ROW "
        "EXECUTE FUNCTION casework_stays()"
        for table, columns in _APPENDED
    ),
    *(
        statement
        for table, query in _THEIRS.items()
        for statement in (
            f"""CREATE OR REPLACE FUNCTION {table}_theirs() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM 1 FROM ({query}) theirs;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'refused: not_their_worker' USING ERRCODE = '23514';
    END IF;
    RETURN NEW;
END $$""",
            f"CREATE TRIGGER {table}_theirs BEFORE INSERT ON {table} FOR EACH ROW EXECUTE FUNCTION {table}_theirs()",
        )
    ),
]

ROLLS = {"sqlite": _SQLITE, "postgresql": _POSTGRESQL}
"""The guards by vendor, for `accounts.guards.install`."""

_TRAINED = "CREATE TRIGGER casework_rollline_trained_stays BEFORE UPDATE OF trained ON casework_rollline FOR EACH ROW "
TRAINED = {
    "sqlite": [_TRAINED + "BEGIN SELECT RAISE(ABORT, 'refused: written_stays_written'); END"],
    "postgresql": [_TRAINED + "EXECUTE FUNCTION casework_stays()"],
}
"""The guard of the column that 0018 added."""
