"""What the database keeps of refusals: how an offer was taken back, and what looks into refusing found."""

# ruff: noqa: S608 - these statements are put together from constants and run once, by a migration.
from __future__ import annotations

from gainful.casework.guards_sqlite import _refuse, _trigger
from gainful.casework.guards_written import stays_as_written

TABLES = ("casework_refusallook",)
"""The new table, under audit."""

_BACK = ("withdrawn_on", "withdrawn_how", "withdrawn_through", "withdrawn_evidence")
_REWRITTEN = (
    "OLD.withdrawn_how <> '' AND (OLD.withdrawn_on <> NEW.withdrawn_on OR "
    + " OR ".join(f"OLD.{one} <> NEW.{one}" for one in _BACK[1:])
    + ")"
)
_TAKEN_UP_AGAIN = "OLD.state IN ('withdrawn', 'lapsed') AND NEW.state = 'accepted'"
"""What was taken back is offered anew: the old yes is no yes to it."""
SHOWN = (
    "title",
    "place_text",
    "pay_low_fen",
    "hours_per_week",
    "housing",
    "deductions",
    "ends_on",
    "whom_to_call",
)
"""What the terms of an offer speak of before somebody is placed by it, if only to say that it is not stated."""

_ALL = {
    "sqlite": "".join(f" AND json_type(o.terms, '$.{one}') IS NOT NULL" for one in SHOWN)
    + " AND COALESCE(json_extract(o.terms, '$.deductions_stated'), 0)",
    "postgresql": f" AND o.terms ?& ARRAY[{', '.join(repr(one) for one in SHOWN)}]"
    " AND COALESCE(o.terms ->> 'deductions_stated', '') = 'true'",
}
_LACKS = {
    vendor: "EXISTS (SELECT 1 FROM casework_offer o WHERE o.id = NEW.offer_id "
    f"AND NOT (o.language <> ''{every}))"
    for vendor, every in _ALL.items()
}
"""Where there is no offer at all, the guards of placements say so."""
_LOOK = "area, kind, account_id, given_on, counted, outcome, found, looked_on, looked_by_id"
_WRITTEN = stays_as_written("casework_refusallook", "refusallook_stays", "refusallook_kept", _LOOK)

SQLITE = [
    _trigger(
        "terms_shown",
        "BEFORE INSERT ON casework_spell",
        "NEW.origin <> 'recorded'",
        _refuse("terms_not_shown", _LACKS["sqlite"]),
    ),
    _trigger(
        "kept_taking_back",
        f"BEFORE UPDATE OF {', '.join(_BACK)} ON casework_offer",
        _REWRITTEN,
        _refuse("an_answer_is_kept", "1"),
    ),
    _trigger(
        "kept_taken_back",
        "BEFORE UPDATE OF state ON casework_offer",
        _TAKEN_UP_AGAIN,
        _refuse("an_answer_is_kept", "1"),
    ),
    *_WRITTEN["sqlite"],
]

POSTGRESQL = [
    f"""
    CREATE OR REPLACE FUNCTION casework_needs_terms() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF {_LACKS["postgresql"]} THEN
            PERFORM casework_refuse('terms_not_shown');
        END IF;
        RETURN NEW;
    END $$
    """,
    """
    CREATE TRIGGER casework_terms_shown BEFORE INSERT ON casework_spell
    FOR EACH ROW WHEN (NEW.origin <> 'recorded') EXECUTE FUNCTION casework_needs_terms()
    """,
    f"""
    CREATE TRIGGER casework_kept_taking_back BEFORE UPDATE OF {", ".join(_BACK)} ON casework_offer
    FOR EACH ROW WHEN ({_REWRITTEN}) EXECUTE FUNCTION casework_kept('an_answer_is_kept')
    """,
    f"""
    CREATE TRIGGER casework_kept_taken_back BEFORE UPDATE OF state ON casework_offer
    FOR EACH ROW WHEN ({_TAKEN_UP_AGAIN}) EXECUTE FUNCTION casework_kept('an_answer_is_kept')
    """,
    *_WRITTEN["postgresql"],
]

REFUSING = {"sqlite": SQLITE, "postgresql": POSTGRESQL}
"""The guards by vendor, for `accounts.guards.install`."""
