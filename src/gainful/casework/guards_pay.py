"""What the database refuses by the calendar of pay: showing, agreeing or beginning work where pay is 15 days overdue.

A month of a placement is due on its last day. It is settled when the worker confirmed it, or when the independent
desk lifted the stop for it with a reason. Nothing has to run for this to hold. As stops do, it binds every record
of the same employer, in whichever office it is recorded.
"""

# ruff: noqa: S608 - these statements are put together from a constant and run once, by a migration.
from __future__ import annotations

from gainful.casework.guards_freeze import _same
from gainful.casework.schedule import PayLimits

BLOCK_DAYS = PayLimits().block
"""A programme may stop placements sooner; later than this the database does not let it."""


def _months(column: str) -> str:
    """A date as a count of months on SQLite, so that months can be compared and counted."""
    return f"(CAST(strftime('%Y', {column}) AS INTEGER) * 12 + CAST(strftime('%m', {column}) AS INTEGER))"


# The last month that was due 15 days before a day is the month before that of the day 14 days earlier.
_SETTLED = """(SELECT count(*) FROM (
    SELECT y.month FROM casework_payevidence y WHERE y.spell_id = s.id AND y.confirmed_by_worker
    UNION SELECT f.month FROM casework_employerfreeze f WHERE f.spell_id = s.id AND f.lifted_by_id IS NOT NULL) m
  WHERE {month} BETWEEN {first} AND {last})"""


_SPELLS_THERE = f"""jobs_opening j JOIN jobs_employer e ON e.id = j.employer_id
      JOIN jobs_employer x ON x.id = e.id OR {_same("x", "e")} JOIN casework_spell s ON s.employer_id = x.id"""
"""Every spell at any record of the employer whose opening j is."""


def _overdue_on_sqlite(day: str) -> str:
    due = _months(f"date({day}, '-{BLOCK_DAYS - 1} days')")
    last = f"MIN({due} - 1, COALESCE({_months('s.ends_on')}, 999999))"
    first = _months("s.starts_on")
    return f"""SELECT 1 FROM {_SPELLS_THERE}
      WHERE j.id = NEW.opening_id AND s.origin = 'brought_about' AND s.state IN ('working', 'ended')
        AND {last} - {first} + 1 > {_SETTLED.format(month=_months("m.month"), first=first, last=last)}"""


def _on_sqlite(name: str, event: str, when: str, day: str) -> str:
    return f"""CREATE TRIGGER casework_{name} BEFORE {event} FOR EACH ROW WHEN {when}
    BEGIN SELECT RAISE(ABORT, 'refused: pay_overdue_there') WHERE EXISTS ({_overdue_on_sqlite(day)}); END"""


_OFFERED = "NEW.state IN ('shown', 'accepted')"
_ON = "COALESCE(NEW.answered_on, NEW.shown_on)"
_BEGINS = "NEW.origin = 'brought_about' AND NEW.state = 'working' AND OLD.state <> 'working'"

SQLITE = [
    _on_sqlite("offer_paid_new", "INSERT ON casework_offer", _OFFERED, _ON),
    _on_sqlite(
        "offer_paid",
        "UPDATE OF state, opening_id ON casework_offer",
        f"{_OFFERED} AND (OLD.state <> NEW.state OR OLD.opening_id <> NEW.opening_id)",
        _ON,
    ),
    _on_sqlite("spell_paid", "UPDATE OF state ON casework_spell", _BEGINS, "NEW.starts_on"),
]

POSTGRESQL = [
    """
    CREATE OR REPLACE FUNCTION casework_months(day date) RETURNS integer LANGUAGE sql IMMUTABLE AS $$
        SELECT (extract(year FROM day) * 12 + extract(month FROM day))::integer
    $$
    """,
    f"""
    CREATE OR REPLACE FUNCTION casework_needs_pay(which bigint, day date) RETURNS void LANGUAGE plpgsql AS $$
    BEGIN
        PERFORM 1 FROM {_SPELLS_THERE},
            LATERAL (SELECT casework_months(s.starts_on) AS first, LEAST(casework_months(day - {BLOCK_DAYS - 1}) - 1,
              COALESCE(casework_months(s.ends_on), 999999)) AS last) due
          WHERE j.id = which AND s.origin = 'brought_about' AND s.state IN ('working', 'ended')
            AND due.last - due.first + 1
              > {_SETTLED.format(month="casework_months(m.month)", first="due.first", last="due.last")};
        IF FOUND THEN PERFORM casework_refuse('pay_overdue_there'); END IF;
    END $$
    """,
    f"""
    CREATE OR REPLACE FUNCTION casework_offer_is_paid() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF NOT ({_OFFERED}) THEN RETURN NEW; END IF;
        IF TG_OP = 'INSERT' OR OLD.state <> NEW.state OR OLD.opening_id <> NEW.opening_id THEN
            PERFORM casework_needs_pay(NEW.opening_id, {_ON});
        END IF;
        RETURN NEW;
    END $$
    """,
    """
    CREATE TRIGGER casework_offer_paid BEFORE INSERT OR UPDATE OF state, opening_id ON casework_offer
    FOR EACH ROW EXECUTE FUNCTION casework_offer_is_paid()
    """,
    f"""
    CREATE OR REPLACE FUNCTION casework_spell_is_paid() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF {_BEGINS} THEN PERFORM casework_needs_pay(NEW.opening_id, NEW.starts_on); END IF;
        RETURN NEW;
    END $$
    """,
    """
    CREATE TRIGGER casework_spell_paid BEFORE UPDATE OF state ON casework_spell
    FOR EACH ROW EXECUTE FUNCTION casework_spell_is_paid()
    """,
]

PAY = {"sqlite": SQLITE, "postgresql": POSTGRESQL}
"""The guards by vendor, for `accounts.guards.install`."""
