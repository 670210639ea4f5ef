"""Rows that stay as they were written: what was said is added to, never rewritten or taken away."""

from __future__ import annotations

from gainful.casework.guards_sqlite import _refuse, _trigger

_REASON = "written_stays_written"


def stays_as_written(table: str, stays: str, kept: str, columns: str = "") -> dict[str, list[str]]:
    """By vendor, the trigger `stays`, which refuses to rewrite these columns (or any), and `kept`, which refuses to
    delete. On PostgreSQL the function casework_kept stands before them."""
    rewritten = f"UPDATE OF {columns}" if columns else "UPDATE"
    events = ((stays, rewritten), (kept, "DELETE"))
    return {
        "sqlite": [
            _trigger(name, f"BEFORE {event} ON {table}", "", _refuse(_REASON, "1")) for name, event in events
        ],
        "postgresql": [
            f"CREATE TRIGGER casework_{name} BEFORE {event} ON {table} "
            f"FOR EACH ROW EXECUTE FUNCTION casework_kept('{_REASON}')"
            for name, event in events
        ],
    }
