"""What the database refuses about people's own businesses: changing or removing what was written down."""

from __future__ import annotations

_SAID = "fact, value_sealed, since, year, kept_at, recorded_on, recorded_by_id"
_STAYS = {
    "benefits_business": "person_id, name, kind, registered_on, kept_at, recorded_on, recorded_by_id",
    "benefits_businessstatement": f"business_id, {_SAID}",
}
"""Columns that are never rewritten; no row of these tables is deleted."""

BUSINESS_TABLES = list(_STAYS)
"""The tables, under audit."""


def stays(tables: dict[str, str]) -> dict[str, list[str]]:
    """Triggers by vendor; the function that refuses is that of claims (guards_claims)."""
    found: dict[str, list[str]] = {"sqlite": [], "postgresql": []}
    for table, columns in tables.items():
        for name, event in (("stays", f"UPDATE OF {columns}"), ("kept", "DELETE")):
            head = f"CREATE TRIGGER {table}_{name} BEFORE {event} ON {table} FOR EACH ROW"
            refuse = "BEGIN SELECT RAISE(ABORT, 'refused: written_stays_written'); END"
            found["sqlite"].append(f"{head} {refuse}")
            found["postgresql"].append(f"{head} EXECUTE FUNCTION benefits_refuse('written_stays_written')")
    return found


BUSINESSES = stays(_STAYS)
"""The guards by vendor, for `accounts.guards.install`."""
