"""What the database refuses about what is newly due: changing what was seen, and ending it a second time."""

from __future__ import annotations

NEW_TABLES = ["benefits_newlydue", "benefits_ruleturn"]
"""The tables, under audit."""

_SEEN = "turn_id, person_id, about, once_for, amount_fen, found_on"
_END = "outcome, ended_on, ended_by_id, claim_id"
_TABLE, _TURNS = "benefits_newlydue", "benefits_ruleturn"

NEWLY_DUE = {
    "sqlite": [
        f"""CREATE TRIGGER benefits_newly_due_seen BEFORE UPDATE OF {_SEEN} ON {_TABLE} FOR EACH ROW
        BEGIN SELECT RAISE(ABORT, 'refused: what_is_newly_due_stays'); END""",
        f"""CREATE TRIGGER benefits_newly_due_ended BEFORE UPDATE OF {_END} ON {_TABLE} FOR EACH ROW
        WHEN OLD.ended_on IS NOT NULL BEGIN SELECT RAISE(ABORT, 'refused: told_of_already'); END""",
        f"""CREATE TRIGGER benefits_turn_stays BEFORE UPDATE OF rule, standing, kind, seen_on ON {_TURNS}
        FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'refused: what_is_newly_due_stays'); END""",
    ],
    "postgresql": [
        f"""
        CREATE TRIGGER benefits_newly_due_seen BEFORE UPDATE OF {_SEEN} ON {_TABLE}
        FOR EACH ROW EXECUTE FUNCTION benefits_refuse('what_is_newly_due_stays')
        """,
        f"""
        CREATE TRIGGER benefits_newly_due_ended BEFORE UPDATE OF {_END} ON {_TABLE}
        FOR EACH ROW WHEN (OLD.ended_on IS NOT NULL) EXECUTE FUNCTION benefits_refuse('told_of_already')
        """,
        f"""
        CREATE TRIGGER benefits_turn_stays BEFORE UPDATE OF rule, standing, kind, seen_on ON {_TURNS}
        FOR EACH ROW EXECUTE FUNCTION benefits_refuse('what_is_newly_due_stays')
        """,
    ],
}
"""Triggers by vendor; the function that refuses is that of claims (guards_claims)."""

PASSED = {
    "sqlite": [
        f"""CREATE TRIGGER benefits_newly_due_passed BEFORE UPDATE OF passed_because ON {_TABLE} FOR EACH ROW
        WHEN OLD.ended_on IS NOT NULL BEGIN SELECT RAISE(ABORT, 'refused: told_of_already'); END""",
    ],
    "postgresql": [
        f"""
        CREATE TRIGGER benefits_newly_due_passed BEFORE UPDATE OF passed_because ON {_TABLE}
        FOR EACH ROW WHEN (OLD.ended_on IS NOT NULL) EXECUTE FUNCTION benefits_refuse('told_of_already')
        """,
    ],
}
"""Why it passed is said once, as it ends."""
