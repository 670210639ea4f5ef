"""What the database refuses about people's own businesses and loans: changing or removing what was written down, and
two periods of interest that overlap."""

from __future__ import annotations

_SAID = "fact, value_sealed, since, year, kept_at, recorded_on, recorded_by_id"
_STAYS = {
    "benefits_business": "person_id, name, kind, registered_on, kept_at, recorded_on, recorded_by_id",
    "benefits_businessstatement": f"business_id, {_SAID}",
}
"""Columns that are never rewritten; no row of these tables is deleted."""
_LOANS = {
    "benefits_loan": (
        "person_id, business_id, amount_fen, months, partners, lender, applied_on, kept_at, recorded_on, recorded_by_id"
    ),
    "benefits_loanstatement": f"loan_id, {_SAID}",
    "benefits_loaninterest": "loan_id, period_from, period_to, paid_fen, paid_on, kept_at, recorded_on, recorded_by_id",
}

BUSINESS_TABLES = list(_STAYS)
"""The tables, under audit."""
LOAN_TABLES = list(_LOANS)
PERIODS_OVERLAP = "periods_of_interest_overlap"


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

# Of one period the row written last counts, and one of 0 stands in nobody's way.
_OVERLAP = """EXISTS (SELECT 1 FROM benefits_loaninterest i WHERE i.loan_id = NEW.loan_id AND i.paid_fen > 0
  AND i.period_from <= NEW.period_to AND NEW.period_from <= i.period_to
  AND NOT (i.period_from = NEW.period_from AND i.period_to = NEW.period_to)
  AND NOT EXISTS (SELECT 1 FROM benefits_loaninterest l WHERE l.loan_id = i.loan_id
    AND l.period_from = i.period_from AND l.period_to = i.period_to AND l.id > i.id))"""
_TRIGGER = "CREATE TRIGGER benefits_loaninterest_overlap BEFORE INSERT ON benefits_loaninterest FOR EACH ROW"

LOANS = stays(_LOANS)
"""The guards by vendor; who writes a period holds the loan's row meanwhile."""
LOANS["sqlite"].append(
    f"{_TRIGGER} WHEN NEW.paid_fen > 0 AND {_OVERLAP} BEGIN SELECT RAISE(ABORT, 'refused: {PERIODS_OVERLAP}'); END"
)
LOANS["postgresql"] += [
    f"""CREATE OR REPLACE FUNCTION benefits_loaninterest_overlap() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.paid_fen > 0 AND {_OVERLAP} THEN
        RAISE EXCEPTION 'refused: {PERIODS_OVERLAP}' USING ERRCODE = '23514';
    END IF;
    RETURN NEW;
END $$""",
    f"{_TRIGGER} EXECUTE FUNCTION benefits_loaninterest_overlap()",
]
