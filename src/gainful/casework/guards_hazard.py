"""What the database refuses to anybody under 18: work that is hazardous, and where they are placed, work that may be.

The list of hazardous occupations is the programme's own. It stands in the text of these triggers, so that nobody
lifts it by writing a table; when the list changes, `gainful upgrade` finds the triggers different and lays them anew.

Unknown is not no. An offer or placement of somebody not certainly 18 needs work that is certainly not hazardous: an
occupation left out, not on the list, or broad enough to hold a hazardous one is refused. A ledger tells of the past:
only what is known of both, the age and the danger, keeps it from being a job record.
When an opening or a birth date is corrected so that the work is closed to somebody, their offer there ends.
"""

# ruff: noqa: S608 - these statements are put together from constants and the programme's codes, once, by a migration.
from __future__ import annotations

from gainful.casework.guards_sqlite import _refuse, _trigger
from gainful.casework.programme import occupations
from gainful.matching.filters.hazardous_under_18 import YEARS

_WATCHED = ("state", "person_id", "opening_id", "starts_on", "occupation")
_OFFER = ("state", "person_id", "opening_id", "shown_on")
_PLACED = "NEW.origin = 'brought_about' AND NEW.state IN ('agreed', 'working')"


def _texts(codes: frozenset[str]) -> str:
    return ", ".join("'" + code.replace("'", "''") + "'" for code in sorted(codes))


_HAZARDOUS, _SAFE = _texts(occupations(True)), _texts(occupations(False))


def _changed(*columns: str) -> str:
    return "(" + " OR ".join(f"OLD.{column} IS NOT NEW.{column}" for column in columns) + ")"


def _grown(day: str) -> str:
    """Years completed on SQLite as `age_on` counts them: born on 29 February, older from 1 March. NULL if unknown."""
    return (
        f"(strftime('%Y', {day}) - strftime('%Y', p.born_on)"
        f" - (strftime('%m-%d', {day}) < strftime('%m-%d', p.born_on)) >= {YEARS})"
    )


def _young(day: str) -> str:
    return f"NOT EXISTS (SELECT 1 FROM registry_person p WHERE p.id = NEW.person_id AND {_grown(day)})"


_UNSAFE = (
    f"NOT EXISTS (SELECT 1 FROM jobs_opening j WHERE j.id = NEW.opening_id AND j.occupation IN ({_SAFE}))"
)
_OFFERED = _refuse("hazardous_under_18", f"{_UNSAFE} AND {_young('NEW.shown_on')}")
_AGREED = _refuse(
    "hazardous_under_18",
    f"({_UNSAFE} OR NEW.occupation NOT IN ('', {_SAFE})) AND {_young('NEW.starts_on')}",
)
_RECORDED = _refuse(
    "hazardous_under_18",
    f"NEW.occupation IN ({_HAZARDOUS}) AND EXISTS (SELECT 1 FROM registry_person p WHERE p.id = NEW.person_id "
    f"AND NOT {_grown('NEW.starts_on')})",
)


def _end_offers(mine: str) -> str:
    """Offers under way of work closed to their person lapse; what was agreed there is called off by `offer_back`."""
    return f"""UPDATE casework_offer SET state = 'lapsed' WHERE {mine} AND state IN ('shown', 'accepted')
      AND NOT EXISTS (SELECT 1 FROM casework_spell s WHERE s.offer_id = casework_offer.id AND s.state <> 'agreed')
      AND NOT EXISTS (SELECT 1 FROM jobs_opening j WHERE j.id = casework_offer.opening_id
        AND j.occupation IN ({_SAFE}))
      AND NOT EXISTS (SELECT 1 FROM registry_person p WHERE p.id = casework_offer.person_id
        AND {_grown("casework_offer.shown_on")});"""


SQLITE = [
    _trigger("under_18_offer_new", "BEFORE INSERT ON casework_offer", "", _OFFERED),
    _trigger(
        "under_18_offer",
        f"BEFORE UPDATE OF {', '.join(_OFFER)} ON casework_offer",
        f"NEW.state IN ('shown', 'accepted') AND {_changed(*_OFFER)}",
        _OFFERED,
    ),
    _trigger("under_18_placed_new", "BEFORE INSERT ON casework_spell", "NEW.origin <> 'recorded'", _AGREED),
    _trigger(
        "under_18_placed",
        f"BEFORE UPDATE OF {', '.join(_WATCHED)} ON casework_spell",
        f"{_PLACED} AND {_changed(*_WATCHED)}",
        _AGREED,
    ),
    _trigger(
        "under_18_recorded_new", "BEFORE INSERT ON casework_spell", "NEW.origin = 'recorded'", _RECORDED
    ),
    _trigger(
        "under_18_recorded",
        "BEFORE UPDATE OF person_id, starts_on, occupation ON casework_spell",
        f"NEW.origin = 'recorded' AND {_changed('person_id', 'starts_on', 'occupation')}",
        _RECORDED,
    ),
    _trigger(
        "under_18_opening",
        "AFTER UPDATE OF occupation ON jobs_opening",
        _changed("occupation"),
        _end_offers("opening_id = NEW.id"),
    ),
    _trigger(
        "under_18_born",
        "AFTER UPDATE OF born_on ON registry_person",
        _changed("born_on"),
        _end_offers("person_id = NEW.id"),
    ),
]

_IS_GROWN = f"extract(year FROM age(day, born_on)) >= {YEARS}"
_ENDED = """
    UPDATE casework_offer o SET state = 'lapsed' WHERE {mine} AND o.state IN ('shown', 'accepted')
      AND NOT EXISTS (SELECT 1 FROM casework_spell s WHERE s.offer_id = o.id AND s.state <> 'agreed')
      AND (SELECT casework_hazardous(j.occupation) FROM jobs_opening j WHERE j.id = o.opening_id) IS DISTINCT FROM false
      AND (SELECT casework_is_grown(p.born_on, o.shown_on) FROM registry_person p WHERE p.id = o.person_id)
        IS DISTINCT FROM true;
"""

# By their names these come after the guards that lock consent, person and opening in that order.
POSTGRESQL = [
    f"""
    CREATE OR REPLACE FUNCTION casework_hazardous(occupation text) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
        SELECT CASE WHEN occupation = ANY (ARRAY[{_HAZARDOUS}]::text[]) THEN true
          WHEN occupation = ANY (ARRAY[{_SAFE}]::text[]) THEN false END
    $$
    """,
    f"""
    CREATE OR REPLACE FUNCTION casework_is_grown(born_on date, day date) RETURNS boolean LANGUAGE sql STABLE AS $$
        SELECT {_IS_GROWN}
    $$
    """,
    """
    CREATE OR REPLACE FUNCTION casework_needs_grown(whose bigint, day date) RETURNS void LANGUAGE plpgsql AS $$
    DECLARE born date;
    BEGIN
        SELECT born_on INTO born FROM registry_person WHERE id = whose FOR SHARE;
        IF casework_is_grown(born, day) IS DISTINCT FROM true THEN
            PERFORM casework_refuse('hazardous_under_18');
        END IF;
    END $$
    """,
    """
    CREATE OR REPLACE FUNCTION casework_offer_is_safe() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE work text;
    BEGIN
        SELECT occupation INTO work FROM jobs_opening WHERE id = NEW.opening_id;
        IF casework_hazardous(work) IS DISTINCT FROM false THEN
            PERFORM casework_needs_grown(NEW.person_id, NEW.shown_on);
        END IF;
        RETURN NEW;
    END $$
    """,
    """
    CREATE TRIGGER casework_under_18_offer_new BEFORE INSERT ON casework_offer
    FOR EACH ROW EXECUTE FUNCTION casework_offer_is_safe()
    """,
    f"""
    CREATE TRIGGER casework_under_18_offer BEFORE UPDATE OF {", ".join(_OFFER)} ON casework_offer
    FOR EACH ROW WHEN (NEW.state IN ('shown', 'accepted') AND
        (OLD.state, OLD.person_id, OLD.opening_id, OLD.shown_on) IS DISTINCT FROM
        (NEW.state, NEW.person_id, NEW.opening_id, NEW.shown_on))
    EXECUTE FUNCTION casework_offer_is_safe()
    """,
    """
    CREATE OR REPLACE FUNCTION casework_placed_is_safe() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE work text;
    BEGIN
        SELECT occupation INTO work FROM jobs_opening WHERE id = NEW.opening_id;
        IF casework_hazardous(work) IS DISTINCT FROM false
            OR (NEW.occupation <> '' AND casework_hazardous(NEW.occupation) IS DISTINCT FROM false) THEN
            PERFORM casework_needs_grown(NEW.person_id, NEW.starts_on);
        END IF;
        RETURN NEW;
    END $$
    """,
    """
    CREATE TRIGGER casework_under_18_placed_new BEFORE INSERT ON casework_spell
    FOR EACH ROW WHEN (NEW.origin <> 'recorded') EXECUTE FUNCTION casework_placed_is_safe()
    """,
    f"""
    CREATE TRIGGER casework_under_18_placed BEFORE UPDATE OF {", ".join(_WATCHED)} ON casework_spell
    FOR EACH ROW WHEN ({_PLACED} AND
        (OLD.state, OLD.person_id, OLD.opening_id, OLD.starts_on, OLD.occupation) IS DISTINCT FROM
        (NEW.state, NEW.person_id, NEW.opening_id, NEW.starts_on, NEW.occupation))
    EXECUTE FUNCTION casework_placed_is_safe()
    """,
    """
    CREATE OR REPLACE FUNCTION casework_recorded_is_safe() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF casework_hazardous(NEW.occupation) THEN
            PERFORM 1 FROM registry_person p
              WHERE p.id = NEW.person_id AND NOT casework_is_grown(p.born_on, NEW.starts_on) FOR SHARE;
            IF FOUND THEN PERFORM casework_refuse('hazardous_under_18'); END IF;
        END IF;
        RETURN NEW;
    END $$
    """,
    """
    CREATE TRIGGER casework_under_18_recorded_new BEFORE INSERT ON casework_spell
    FOR EACH ROW WHEN (NEW.origin = 'recorded') EXECUTE FUNCTION casework_recorded_is_safe()
    """,
    """
    CREATE TRIGGER casework_under_18_recorded BEFORE UPDATE OF person_id, starts_on, occupation ON casework_spell
    FOR EACH ROW WHEN (NEW.origin = 'recorded' AND
        (OLD.person_id, OLD.starts_on, OLD.occupation) IS DISTINCT FROM
        (NEW.person_id, NEW.starts_on, NEW.occupation))
    EXECUTE FUNCTION casework_recorded_is_safe()
    """,
    f"""
    CREATE OR REPLACE FUNCTION casework_opening_is_safe() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        {_ENDED.format(mine="o.opening_id = NEW.id")}
        RETURN NULL;
    END $$
    """,
    """
    CREATE TRIGGER casework_under_18_opening AFTER UPDATE OF occupation ON jobs_opening
    FOR EACH ROW WHEN (OLD.occupation IS DISTINCT FROM NEW.occupation) EXECUTE FUNCTION casework_opening_is_safe()
    """,
    f"""
    CREATE OR REPLACE FUNCTION casework_born_is_safe() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        {_ENDED.format(mine="o.person_id = NEW.id")}
        RETURN NULL;
    END $$
    """,
    """
    CREATE TRIGGER casework_under_18_born AFTER UPDATE OF born_on ON registry_person
    FOR EACH ROW WHEN (OLD.born_on IS DISTINCT FROM NEW.born_on) EXECUTE FUNCTION casework_born_is_safe()
    """,
]

HAZARD = {"sqlite": SQLITE, "postgresql": POSTGRESQL}
"""The guards by vendor, for `accounts.guards.install`."""
