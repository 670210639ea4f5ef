"""What the database keeps of an answer given at the desk: who heard it and on which paper it stands.

Nothing here is asked for before a no counts.
"""

from __future__ import annotations

from gainful.casework.guards_sqlite import _refuse, _trigger

_REWRITTEN = """OLD.state IN ('accepted', 'declined') AND (COALESCE(OLD.heard_by_id, 0) <> COALESCE(NEW.heard_by_id, 0)
  OR OLD.answer_evidence <> NEW.answer_evidence)"""

SQLITE = [
    _trigger(
        "heard_stays",
        "BEFORE UPDATE OF heard_by_id, answer_evidence ON casework_offer",
        _REWRITTEN,
        _refuse("an_answer_is_kept", "1"),
    ),
]

POSTGRESQL = [
    f"""
    CREATE TRIGGER casework_heard_stays BEFORE UPDATE OF heard_by_id, answer_evidence ON casework_offer
    FOR EACH ROW WHEN ({_REWRITTEN}) EXECUTE FUNCTION casework_kept('an_answer_is_kept')
    """,
]

HEARD = {"sqlite": SQLITE, "postgresql": POSTGRESQL}
"""The guards by vendor, for `accounts.guards.install`."""
