"""What the database refuses about letters: what one says is written once."""

from __future__ import annotations

from gainful.accounts.guards import is_trigger, name_and_table
from gainful.benefits.guards_claims import CLAIMS

_HEAD = (
    "CREATE TRIGGER benefits_letter_text_stays BEFORE UPDATE OF text_sealed ON benefits_letter FOR EACH ROW"
)

LETTERS: dict[str, list[str]] = {
    "sqlite": [f"{_HEAD} WHEN 1 BEGIN SELECT RAISE(ABORT, 'refused: written_stays_written'); END"],
    "postgresql": [f"{_HEAD} EXECUTE FUNCTION benefits_refuse('written_stays_written')"],
}
"""The guard of the text, by vendor."""

BEFORE = {
    vendor: [one for one in statements if is_trigger(one) and name_and_table(one)[1] == "benefits_letter"]
    for vendor, statements in CLAIMS.items()
}
"""The triggers that a letter's table had before: a column added drops them on SQLite."""
