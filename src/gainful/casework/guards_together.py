"""Travelling in an organised group outside the county needs a live consent of its own, beside that to placement.

A seat out is refused without it, at that instant; to take it back gives the seat back, of a vehicle that has not left.
The placement stands: whoever will not travel with the others may go by themselves.
"""

# ruff: noqa: S608 - these statements are put together from the constants below and run once, by a migration.
from __future__ import annotations

from gainful.jobs.channels.base import WITHIN_COUNTY

_NEAR = ", ".join(f"'{one}'" for one in sorted(WITHIN_COUNTY))
_GOES_FAR = f"""SELECT 1 FROM casework_spell s JOIN casework_journey j ON j.id = NEW.journey_id
  WHERE s.id = NEW.spell_id AND j.direction = 'out' AND s.location_class NOT IN ({_NEAR})"""
_CONSENT = """SELECT 1 FROM registry_consent c WHERE c.person_id = NEW.person_id AND c.purpose = 'organised_export'
  AND c.withdrawn_at IS NULL AND c.withdrawn_on IS NULL AND c.given_on <= NEW.seated_on"""
_TAKEN_BACK = "OLD.withdrawn_at IS NULL AND NEW.withdrawn_at IS NOT NULL AND NEW.purpose = 'organised_export'"
_SEATS = f"""UPDATE casework_passenger SET state = 'off', off_because = 'consent_withdrawn'
  WHERE person_id = NEW.person_id AND state = 'seated' AND journey_id IN (SELECT j.id FROM casework_journey j
    WHERE j.state = 'planned' AND j.direction = 'out')
  AND spell_id IN (SELECT s.id FROM casework_spell s WHERE s.location_class NOT IN ({_NEAR}));"""

SQLITE = [
    *(
        f"""CREATE TRIGGER casework_{name} BEFORE {event} ON casework_passenger FOR EACH ROW
        WHEN NEW.state = 'seated' AND EXISTS ({_GOES_FAR})
        BEGIN SELECT RAISE(ABORT, 'refused: no_consent_to_travel') WHERE NOT EXISTS ({_CONSENT}); END"""
        for name, event in (("passenger_group_new", "INSERT"), ("passenger_group", "UPDATE OF state"))
    ),
    f"""CREATE TRIGGER casework_consent_to_travel AFTER UPDATE OF withdrawn_at ON registry_consent FOR EACH ROW
    WHEN {_TAKEN_BACK} BEGIN {_SEATS} END""",
]

# By its name the first comes before the guards that lock placement, person and opening: consents are locked first.
POSTGRESQL = [
    f"""
    CREATE OR REPLACE FUNCTION casework_needs_consent_to_travel() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        PERFORM 1 FROM ({_GOES_FAR}) far;
        IF NOT FOUND THEN RETURN NEW; END IF;
        {_CONSENT.replace("SELECT 1", "PERFORM 1", 1)} FOR SHARE;
        IF NOT FOUND THEN PERFORM casework_refuse('no_consent_to_travel'); END IF;
        RETURN NEW;
    END $$
    """,
    """
    CREATE TRIGGER casework_passenger_group BEFORE INSERT OR UPDATE OF state ON casework_passenger
    FOR EACH ROW WHEN (NEW.state = 'seated') EXECUTE FUNCTION casework_needs_consent_to_travel()
    """,
    f"""
    CREATE OR REPLACE FUNCTION casework_no_longer_together() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        {_SEATS}
        RETURN NULL;
    END $$
    """,
    f"""
    CREATE TRIGGER casework_consent_to_travel AFTER UPDATE OF withdrawn_at ON registry_consent
    FOR EACH ROW WHEN ({_TAKEN_BACK}) EXECUTE FUNCTION casework_no_longer_together()
    """,
]

TOGETHER = {"sqlite": SQLITE, "postgresql": POSTGRESQL}
"""The guards by vendor, for `accounts.guards.install`."""
