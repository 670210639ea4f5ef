"""What the database refuses about statements: changing or removing what was written down."""

from __future__ import annotations

STATEMENT_TABLES = ["benefits_statement"]
"""The table, under audit."""

_TABLE = "benefits_statement"
_WRITTEN = "employer_id, workshop_id, fact, value_sealed, since, year, kept_at, recorded_on, recorded_by_id"

STATEMENTS = {
    "sqlite": [
        f"CREATE TRIGGER benefits_statement_{name} BEFORE {event} ON {_TABLE} FOR EACH ROW "
        "BEGIN SELECT RAISE(ABORT, 'refused: written_stays_written'); END"
        for name, event in (("stays", f"UPDATE OF {_WRITTEN}"), ("kept", "DELETE"))
    ],
    "postgresql": [
        f"CREATE TRIGGER benefits_statement_{name} BEFORE {event} ON {_TABLE} FOR EACH ROW "
        "EXECUTE FUNCTION benefits_refuse('written_stays_written')"
        for name, event in (("stays", f"UPDATE OF {_WRITTEN}"), ("kept", "DELETE"))
    ],
}
"""Triggers by vendor; the function that refuses is that of claims (guards_claims)."""
