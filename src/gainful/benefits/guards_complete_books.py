"""What the database refuses about declared books: changing or removing what was written down."""

from __future__ import annotations

BOOKS_TABLES = ["benefits_completebooks"]
"""The table, under audit."""

_TABLE = "benefits_completebooks"
_WRITTEN = "area, rule, complete_since, kept_at, declared_on, declared_at, declared_by_id"

COMPLETE_BOOKS = {
    "sqlite": [
        f"CREATE TRIGGER benefits_completebooks_{name} BEFORE {event} ON {_TABLE} FOR EACH ROW "
        "BEGIN SELECT RAISE(ABORT, 'refused: written_stays_written'); END"
        for name, event in (("stays", f"UPDATE OF {_WRITTEN}"), ("kept", "DELETE"))
    ],
    "postgresql": [
        f"CREATE TRIGGER benefits_completebooks_{name} BEFORE {event} ON {_TABLE} FOR EACH ROW "
        "EXECUTE FUNCTION benefits_refuse('written_stays_written')"
        for name, event in (("stays", f"UPDATE OF {_WRITTEN}"), ("kept", "DELETE"))
    ],
}
"""Triggers by vendor; the function that refuses is that of claims (guards_claims)."""
