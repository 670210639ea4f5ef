"""The guards of journeys on both databases: nobody is seated without consent, no vehicle is overbooked.

A seat in a journey out needs, at that instant, the live consent to placement, an agreed placement of the organised
channel whose cooling-off is over, and a vehicle that has not left and has room. A seat in a return journey needs only
that the person travelled out: nobody is kept away from home for lack of a consent. Locks go on from the order of
guards.py: consent, person, opening, offer, spell, journey.
"""

# ruff: noqa: S608 - these statements are put together from the constants below and run once, by a migration.
from __future__ import annotations

from gainful.casework.guards_sqlite import _adult, _changed, _consent, _refuse, _trigger

_CHANNEL = "organised_export"
_KEPT = ("journey_id", "person_id", "spell_id", "consent_id", "leaves_on", "seated_on")
_STEADY = ("leaves_on", "direction")

POSTGRESQL = [
    """
    CREATE OR REPLACE FUNCTION casework_needs_departable(which bigint) RETURNS void LANGUAGE plpgsql AS $$
    BEGIN
        PERFORM 1 FROM casework_passenger p JOIN registry_consent c ON c.id = p.consent_id
          WHERE p.journey_id = which AND p.state = 'seated' ORDER BY c.id FOR SHARE OF c;
        PERFORM 1 FROM casework_passenger p JOIN casework_journey j ON j.id = p.journey_id
          LEFT JOIN registry_consent c ON c.id = p.consent_id
          WHERE p.journey_id = which AND p.state = 'seated' AND j.direction = 'out'
            AND (c.id IS NULL OR c.withdrawn_at IS NOT NULL OR c.withdrawn_on IS NOT NULL);
        IF FOUND THEN PERFORM casework_refuse('no_live_consent'); END IF;
    END $$
    """,
    f"""
    CREATE OR REPLACE FUNCTION casework_needs_journey_placement(seat casework_passenger) RETURNS void
    LANGUAGE plpgsql AS $$
    BEGIN
        PERFORM casework_needs_consent(seat.consent_id, seat.person_id, 'placement', seat.seated_on);
        PERFORM casework_needs_adult(seat.person_id, seat.seated_on);
        PERFORM 1 FROM casework_spell s WHERE s.id = seat.spell_id AND s.person_id = seat.person_id
            AND s.consent_id = seat.consent_id AND s.origin = 'brought_about' AND s.state = 'agreed'
            AND s.channel = '{_CHANNEL}' FOR SHARE;
        IF NOT FOUND THEN PERFORM casework_refuse('no_agreed_placement'); END IF;
        PERFORM 1 FROM casework_spell s JOIN casework_offer o ON o.id = s.offer_id WHERE s.id = seat.spell_id
            AND (o.cooling_off_until AT TIME ZONE 'UTC')::date > seat.seated_on;
        IF FOUND THEN PERFORM casework_refuse('cooling_off'); END IF;
    END $$
    """,
    """
    CREATE OR REPLACE FUNCTION casework_passenger_checked() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE way text; vehicle casework_journey%ROWTYPE;
    BEGIN
        IF NEW.state NOT IN ('seated', 'off') THEN PERFORM casework_refuse('not_a_passenger'); END IF;
        IF NEW.state = 'off' THEN RETURN NEW; END IF;
        SELECT direction INTO way FROM casework_journey WHERE id = NEW.journey_id;
        IF way = 'return' THEN
            PERFORM 1 FROM casework_passenger p JOIN casework_journey j ON j.id = p.journey_id
              WHERE p.person_id = NEW.person_id AND p.spell_id = NEW.spell_id AND p.state = 'seated'
                AND j.direction = 'out' AND j.state = 'departed';
            IF NOT FOUND THEN PERFORM casework_refuse('did_not_travel_out'); END IF;
        ELSE
            PERFORM casework_needs_journey_placement(NEW);
        END IF;
        SELECT * INTO vehicle FROM casework_journey WHERE id = NEW.journey_id FOR NO KEY UPDATE;
        IF vehicle.state <> 'planned' THEN PERFORM casework_refuse('journey_not_planned'); END IF;
        IF vehicle.leaves_on <> NEW.leaves_on THEN PERFORM casework_refuse('not_the_day_of_the_journey'); END IF;
        RETURN NEW;
    END $$
    """,
    """
    CREATE TRIGGER casework_passenger_seated BEFORE INSERT OR UPDATE OF state ON casework_passenger
    FOR EACH ROW EXECUTE FUNCTION casework_passenger_checked()
    """,
    """
    CREATE OR REPLACE FUNCTION casework_vehicle_checked() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE room integer; which bigint;
    BEGIN
        IF TG_TABLE_NAME = 'casework_journey' THEN which := NEW.id;
        ELSE which := (to_jsonb(NEW)->>'journey_id')::bigint; END IF;
        SELECT seats INTO room FROM casework_journey WHERE id = which FOR NO KEY UPDATE;
        PERFORM 1 FROM casework_passenger p WHERE p.journey_id = which AND p.state = 'seated'
          HAVING count(*) > room OR max(p.seat_number) > room OR min(p.seat_number) < 1;
        IF FOUND THEN PERFORM casework_refuse('vehicle_full'); END IF;
        RETURN NULL;
    END $$
    """,
    """
    CREATE TRIGGER casework_passenger_room AFTER INSERT OR UPDATE OF state, seat_number ON casework_passenger
    FOR EACH ROW WHEN (NEW.state = 'seated') EXECUTE FUNCTION casework_vehicle_checked()
    """,
    """
    CREATE TRIGGER casework_journey_room AFTER UPDATE OF seats ON casework_journey
    FOR EACH ROW WHEN (NEW.seats < OLD.seats) EXECUTE FUNCTION casework_vehicle_checked()
    """,
    """
    CREATE OR REPLACE FUNCTION casework_seat_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        PERFORM casework_refuse('a_seat_keeps_its_person');
        RETURN NULL;
    END $$
    """,
    f"""
    CREATE TRIGGER casework_passenger_kept BEFORE UPDATE OF {", ".join(_KEPT)} ON casework_passenger
    FOR EACH ROW WHEN (({", ".join(f"OLD.{one}" for one in _KEPT)}) IS DISTINCT FROM
        ({", ".join(f"NEW.{one}" for one in _KEPT)}))
    EXECUTE FUNCTION casework_seat_is_kept()
    """,
    """
    CREATE OR REPLACE FUNCTION casework_seat_is_past() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        PERFORM 1 FROM casework_journey WHERE id = OLD.journey_id AND state <> 'planned';
        IF FOUND THEN PERFORM casework_refuse('journey_not_planned'); END IF;
        IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
        RETURN NEW;
    END $$
    """,
    """
    CREATE TRIGGER casework_passenger_left BEFORE UPDATE OF state ON casework_passenger
    FOR EACH ROW WHEN (OLD.state = 'seated' AND NEW.state = 'off') EXECUTE FUNCTION casework_seat_is_past()
    """,
    """
    CREATE TRIGGER casework_passenger_deleted BEFORE DELETE ON casework_passenger
    FOR EACH ROW WHEN (OLD.state = 'seated') EXECUTE FUNCTION casework_seat_is_past()
    """,
    """
    CREATE OR REPLACE FUNCTION casework_journey_words() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF NEW.state NOT IN ('planned', 'departed', 'called_off') OR NEW.direction NOT IN ('out', 'return') THEN
            PERFORM casework_refuse('not_a_journey');
        END IF;
        IF TG_OP = 'INSERT' AND NEW.state <> 'planned' THEN PERFORM casework_refuse('not_a_journey'); END IF;
        RETURN NEW;
    END $$
    """,
    """
    CREATE TRIGGER casework_journey_words BEFORE INSERT OR UPDATE OF state, direction ON casework_journey
    FOR EACH ROW EXECUTE FUNCTION casework_journey_words()
    """,
    """
    CREATE OR REPLACE FUNCTION casework_journey_moves() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF OLD.state <> 'planned' THEN PERFORM casework_refuse('journey_not_planned'); END IF;
        IF NEW.state = 'departed' THEN PERFORM casework_needs_departable(NEW.id); END IF;
        IF NEW.state = 'called_off' THEN
            UPDATE casework_passenger SET state = 'off', off_because = 'journey_called_off'
              WHERE journey_id = NEW.id AND state = 'seated';
        END IF;
        RETURN NEW;
    END $$
    """,
    """
    CREATE TRIGGER casework_journey_moved BEFORE UPDATE OF state ON casework_journey
    FOR EACH ROW WHEN (OLD.state <> NEW.state) EXECUTE FUNCTION casework_journey_moves()
    """,
    """
    CREATE OR REPLACE FUNCTION casework_journey_is_steady() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        PERFORM 1 FROM casework_passenger WHERE journey_id = OLD.id AND state = 'seated';
        IF FOUND THEN PERFORM casework_refuse('journey_has_passengers'); END IF;
        RETURN NEW;
    END $$
    """,
    f"""
    CREATE TRIGGER casework_journey_steady BEFORE UPDATE OF {", ".join(_STEADY)} ON casework_journey
    FOR EACH ROW WHEN (({", ".join(f"OLD.{one}" for one in _STEADY)}) IS DISTINCT FROM
        ({", ".join(f"NEW.{one}" for one in _STEADY)}))
    EXECUTE FUNCTION casework_journey_is_steady()
    """,
    # The vehicle that has left keeps who was in it: they are owed the way home.
    """
    CREATE OR REPLACE FUNCTION casework_seat_given_up() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        UPDATE casework_passenger p SET state = 'off', off_because = 'placement_called_off'
          FROM casework_journey j
          WHERE j.id = p.journey_id AND j.state = 'planned' AND j.direction = 'out'
            AND p.spell_id = NEW.id AND p.state = 'seated';
        RETURN NULL;
    END $$
    """,
    """
    CREATE TRIGGER casework_spell_unseated AFTER UPDATE OF state ON casework_spell
    FOR EACH ROW WHEN (OLD.state <> NEW.state AND NEW.state IN ('called_off', 'ended'))
    EXECUTE FUNCTION casework_seat_given_up()
    """,
    """
    CREATE OR REPLACE FUNCTION casework_seat_without_consent() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        UPDATE casework_passenger p SET state = 'off', off_because = 'consent_withdrawn'
          FROM casework_journey j
          WHERE j.id = p.journey_id AND j.state = 'planned' AND p.consent_id = NEW.id AND p.state = 'seated';
        RETURN NULL;
    END $$
    """,
    """
    CREATE TRIGGER casework_consent_unseats AFTER UPDATE OF withdrawn_at ON registry_consent
    FOR EACH ROW WHEN (OLD.withdrawn_at IS NULL AND NEW.withdrawn_at IS NOT NULL)
    EXECUTE FUNCTION casework_seat_without_consent()
    """,
]

_OUT = "(SELECT j.direction FROM casework_journey j WHERE j.id = NEW.journey_id)"
_PLACEMENT = (
    _consent("placement", "NEW.seated_on")
    + _adult("NEW.seated_on")
    + _refuse(
        "no_agreed_placement",
        "NOT EXISTS (SELECT 1 FROM casework_spell s WHERE s.id = NEW.spell_id AND s.person_id = NEW.person_id "
        "AND s.consent_id = NEW.consent_id AND s.origin = 'brought_about' AND s.state = 'agreed' "
        f"AND s.channel = '{_CHANNEL}')",
    )
    + _refuse(
        "cooling_off",
        "EXISTS (SELECT 1 FROM casework_spell s JOIN casework_offer o ON o.id = s.offer_id "
        "WHERE s.id = NEW.spell_id AND date(o.cooling_off_until) > NEW.seated_on)",
    )
)
_WAY_BACK = _refuse(
    "did_not_travel_out",
    "NOT EXISTS (SELECT 1 FROM casework_passenger p JOIN casework_journey j ON j.id = p.journey_id "
    "WHERE p.person_id = NEW.person_id AND p.spell_id = NEW.spell_id AND p.state = 'seated' "
    "AND j.direction = 'out' AND j.state = 'departed')",
)
_VEHICLE = _refuse(
    "journey_not_planned",
    "NOT EXISTS (SELECT 1 FROM casework_journey j WHERE j.id = NEW.journey_id AND j.state = 'planned')",
) + _refuse(
    "not_the_day_of_the_journey",
    "(SELECT j.leaves_on FROM casework_journey j WHERE j.id = NEW.journey_id) IS NOT NEW.leaves_on",
)
_PASSENGER_WORDS = _refuse("not_a_passenger", "NEW.state NOT IN ('seated', 'off')")
_JOURNEY_WORDS = _refuse(
    "not_a_journey",
    "NEW.state NOT IN ('planned', 'departed', 'called_off') OR NEW.direction NOT IN ('out', 'return')",
)


def _room(journey: str) -> str:
    return _refuse(
        "vehicle_full",
        f"""EXISTS (SELECT 1 FROM casework_passenger p JOIN casework_journey j ON j.id = p.journey_id
              WHERE j.id = {journey} AND p.state = 'seated' GROUP BY j.id, j.seats
              HAVING count(*) > j.seats OR max(p.seat_number) > j.seats OR min(p.seat_number) < 1)""",
    )


_LEFT = _refuse(
    "journey_not_planned",
    "EXISTS (SELECT 1 FROM casework_journey j WHERE j.id = OLD.journey_id AND j.state <> 'planned')",
)
_DEPARTS = _refuse(
    "no_live_consent",
    "NEW.state = 'departed' AND NEW.direction = 'out' AND EXISTS (SELECT 1 FROM casework_passenger p "
    "LEFT JOIN registry_consent c ON c.id = p.consent_id WHERE p.journey_id = NEW.id AND p.state = 'seated' "
    "AND (c.id IS NULL OR c.withdrawn_at IS NOT NULL OR c.withdrawn_on IS NOT NULL))",
)
_PLANNED = "(SELECT j.id FROM casework_journey j WHERE j.state = 'planned'"


def _seated(name: str, event: str) -> list[str]:
    """A seat written by insert or by a change of state: the same checks, by direction."""
    taken = "NEW.state = 'seated'"
    return [
        _trigger(f"passenger_words_{name}", f"BEFORE {event} ON casework_passenger", "", _PASSENGER_WORDS),
        _trigger(
            f"passenger_out_{name}",
            f"BEFORE {event} ON casework_passenger",
            f"{taken} AND {_OUT} = 'out'",
            _PLACEMENT,
        ),
        _trigger(
            f"passenger_back_{name}",
            f"BEFORE {event} ON casework_passenger",
            f"{taken} AND {_OUT} = 'return'",
            _WAY_BACK,
        ),
        _trigger(f"passenger_vehicle_{name}", f"BEFORE {event} ON casework_passenger", taken, _VEHICLE),
    ]


SQLITE = [
    *_seated("new", "INSERT"),
    *_seated("again", "UPDATE OF state"),
    _trigger(
        "passenger_room_new",
        "AFTER INSERT ON casework_passenger",
        "NEW.state = 'seated'",
        _room("NEW.journey_id"),
    ),
    _trigger(
        "passenger_room",
        "AFTER UPDATE OF state, seat_number ON casework_passenger",
        "NEW.state = 'seated'",
        _room("NEW.journey_id"),
    ),
    _trigger(
        "journey_room", "AFTER UPDATE OF seats ON casework_journey", "NEW.seats < OLD.seats", _room("NEW.id")
    ),
    _trigger(
        "passenger_kept",
        f"BEFORE UPDATE OF {', '.join(_KEPT)} ON casework_passenger",
        _changed(*_KEPT),
        _refuse("a_seat_keeps_its_person", "1"),
    ),
    _trigger(
        "passenger_left",
        "BEFORE UPDATE OF state ON casework_passenger",
        "OLD.state = 'seated' AND NEW.state = 'off'",
        _LEFT,
    ),
    _trigger("passenger_deleted", "BEFORE DELETE ON casework_passenger", "OLD.state = 'seated'", _LEFT),
    _trigger(
        "journey_words_new",
        "BEFORE INSERT ON casework_journey",
        "",
        _JOURNEY_WORDS + _refuse("not_a_journey", "NEW.state <> 'planned'"),
    ),
    _trigger("journey_words", "BEFORE UPDATE OF state, direction ON casework_journey", "", _JOURNEY_WORDS),
    _trigger(
        "journey_moved",
        "BEFORE UPDATE OF state ON casework_journey",
        "OLD.state <> NEW.state",
        _refuse("journey_not_planned", "OLD.state <> 'planned'")
        + _DEPARTS
        + "UPDATE casework_passenger SET state = 'off', off_because = 'journey_called_off' "
        "WHERE NEW.state = 'called_off' AND journey_id = NEW.id AND state = 'seated';",
    ),
    _trigger(
        "journey_steady",
        f"BEFORE UPDATE OF {', '.join(_STEADY)} ON casework_journey",
        _changed(*_STEADY),
        _refuse(
            "journey_has_passengers",
            "EXISTS (SELECT 1 FROM casework_passenger p WHERE p.journey_id = OLD.id AND p.state = 'seated')",
        ),
    ),
    _trigger(
        "spell_unseated",
        "AFTER UPDATE OF state ON casework_spell",
        "OLD.state <> NEW.state AND NEW.state IN ('called_off', 'ended')",
        "UPDATE casework_passenger SET state = 'off', off_because = 'placement_called_off' "
        f"WHERE spell_id = NEW.id AND state = 'seated' AND journey_id IN {_PLANNED} AND j.direction = 'out');",
    ),
    _trigger(
        "consent_unseats",
        "AFTER UPDATE OF withdrawn_at ON registry_consent",
        "OLD.withdrawn_at IS NULL AND NEW.withdrawn_at IS NOT NULL",
        "UPDATE casework_passenger SET state = 'off', off_because = 'consent_withdrawn' "
        f"WHERE consent_id = NEW.id AND state = 'seated' AND journey_id IN {_PLANNED});",
    ),
]

TABLES = ["casework_journey", "casework_passenger", "casework_returntransport", "casework_hireretraction"]
"""The tables of journeys: each is under audit."""
GUARDS = {"sqlite": SQLITE, "postgresql": POSTGRESQL}
