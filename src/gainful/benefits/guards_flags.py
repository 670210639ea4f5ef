"""What the database refuses about flags: changing what a test saw, and changing a review once it was made."""

from __future__ import annotations

FLAG_TABLES = ["benefits_fraudflag"]
"""The tables of flags, under audit."""

_SEEN = "test, person_id, employer_id, course_id, how_many, from_on, to_on, amount_fen, found_on"
_REVIEW = "finding, because, reviewed_by_id, settled_on"
_TABLE = "benefits_fraudflag"

FLAGS = {
    "sqlite": [
        f"""CREATE TRIGGER benefits_flag_seen BEFORE UPDATE OF {_SEEN} ON {_TABLE} FOR EACH ROW
        BEGIN SELECT RAISE(ABORT, 'refused: what_a_test_saw_stays'); END""",
        f"""CREATE TRIGGER benefits_flag_reviewed BEFORE UPDATE OF {_REVIEW} ON {_TABLE} FOR EACH ROW
        WHEN OLD.settled_on IS NOT NULL BEGIN SELECT RAISE(ABORT, 'refused: a_review_stays'); END""",
    ],
    "postgresql": [
        f"""
        CREATE TRIGGER benefits_flag_seen BEFORE UPDATE OF {_SEEN} ON {_TABLE}
        FOR EACH ROW EXECUTE FUNCTION benefits_refuse('what_a_test_saw_stays')
        """,
        f"""
        CREATE TRIGGER benefits_flag_reviewed BEFORE UPDATE OF {_REVIEW} ON {_TABLE}
        FOR EACH ROW WHEN (OLD.settled_on IS NOT NULL) EXECUTE FUNCTION benefits_refuse('a_review_stays')
        """,
    ],
}
"""Triggers by vendor; the function that refuses is that of claims (guards_claims)."""
