"""The guards of casework for SQLite, twin of those for PostgreSQL: one writer at a time makes locks needless."""

# ruff: noqa: S608 - these statements are put together from the constants below and run once, by a migration.
from __future__ import annotations


def _refuse(reason: str, when: str) -> str:
    """A statement that aborts with a reason where the condition holds."""
    return f"SELECT RAISE(ABORT, 'refused: {reason}') WHERE {when};"


def _consent(purpose: str, day: str) -> str:
    return _refuse(
        "no_live_consent",
        "NOT EXISTS (SELECT 1 FROM registry_consent c WHERE c.id = NEW.consent_id AND c.person_id = NEW.person_id "
        f"AND c.purpose = '{purpose}' AND c.withdrawn_at IS NULL AND c.withdrawn_on IS NULL "
        f"AND c.given_on <= {day})",
    )


def _adult(day: str) -> str:
    return _refuse(
        "person_not_placeable",
        "NOT EXISTS (SELECT 1 FROM registry_person p WHERE p.id = NEW.person_id AND p.id_state = 'valid' "
        "AND p.died_on IS NULL AND p.merged_into_id IS NULL)",
    ) + _refuse(
        "under_16",
        "NOT EXISTS (SELECT 1 FROM registry_person p WHERE p.id = NEW.person_id "
        f"AND date(p.born_on, '+16 years') <= {day})",
    )


def _opening(day: str, *, may_be_closed: bool) -> str:
    states = "('open', 'closed')" if may_be_closed else "('open')"
    expired = _refuse(
        "opening_expired",
        f"EXISTS (SELECT 1 FROM jobs_opening j WHERE j.id = NEW.opening_id AND j.valid_until < {day})",
    )
    return (
        _refuse(
            "opening_not_open",
            f"NOT EXISTS (SELECT 1 FROM jobs_opening j WHERE j.id = NEW.opening_id AND j.state IN {states})",
        )
        + ("" if may_be_closed else expired)
        + _refuse(
            "employer_frozen",
            "EXISTS (SELECT 1 FROM jobs_opening j JOIN jobs_employer e ON e.id = j.employer_id "
            "WHERE j.id = NEW.opening_id AND e.frozen_on IS NOT NULL)",
        )
    )


def _seat(opening: str) -> str:
    return _refuse(
        "no_seat_left",
        f"""(SELECT count(*) FROM casework_spell s WHERE s.opening_id = {opening}
               AND s.origin = 'brought_about' AND s.state IN ('agreed', 'working'))
          + (SELECT count(*) FROM casework_offer o WHERE o.opening_id = {opening} AND o.state = 'accepted'
               AND NOT EXISTS (SELECT 1 FROM casework_spell s WHERE s.offer_id = o.id))
          > (SELECT seats FROM jobs_opening j WHERE j.id = {opening})""",
    )


def _trigger(name: str, event: str, when: str, body: str) -> str:
    condition = f"WHEN {when}" if when else ""
    return f"CREATE TRIGGER casework_{name} {event} FOR EACH ROW {condition} BEGIN {body} END"


def _changed(*columns: str) -> str:
    return "(" + " OR ".join(f"OLD.{column} IS NOT NEW.{column}" for column in columns) + ")"


_OFFER = (
    _consent("referral", "NEW.shown_on")
    + _adult("NEW.shown_on")
    + _opening("COALESCE(NEW.answered_on, NEW.shown_on)", may_be_closed=False)
)
_OFFER_COLUMNS = ("state", "person_id", "opening_id", "consent_id", "shown_on")
_FROZEN = ("terms", "reasons", "contact_phone_sealed", "language", "starts_on", "person_id", "opening_id")

_SPELL = (
    _consent("placement", "NEW.starts_on")
    + _adult("NEW.starts_on")
    + _opening("NEW.starts_on", may_be_closed=True)
    + _refuse(
        "no_accepted_offer",
        "NOT EXISTS (SELECT 1 FROM casework_offer o WHERE o.id = NEW.offer_id AND o.person_id = NEW.person_id "
        "AND o.opening_id = NEW.opening_id AND o.state = 'accepted')",
    )
    + _refuse(
        "cooling_off",
        "EXISTS (SELECT 1 FROM casework_offer o WHERE o.id = NEW.offer_id "
        "AND date(o.cooling_off_until) > NEW.starts_on)",
    )
)
_NEW = _refuse("starts_as_agreed", "NEW.state <> 'agreed'")
_SPELL_COLUMNS = ("state", "person_id", "offer_id", "consent_id", "opening_id", "starts_on")
_PLACED = "NEW.origin = 'brought_about' AND NEW.state IN ('agreed', 'working')"

# Whatever is not exactly a fact about the past is guarded as a placement, and no third word exists.
_SPELL_WORDS = _refuse(
    "not_a_spell",
    "NEW.origin NOT IN ('recorded', 'brought_about') "
    "OR NEW.state NOT IN ('agreed', 'working', 'ended', 'called_off')",
)
_OFFER_WORDS = _refuse(
    "not_an_offer", "NEW.state NOT IN ('shown', 'accepted', 'declined', 'withdrawn', 'lapsed')"
)
_RECORDED = _refuse(
    "recorded_is_past",
    "NEW.state NOT IN ('working', 'ended') OR NEW.offer_id IS NOT NULL OR NEW.consent_id IS NOT NULL "
    "OR NEW.opening_id IS NOT NULL OR NEW.starts_on > date('now', '+1 day')",
) + _refuse(
    "under_16",
    "EXISTS (SELECT 1 FROM registry_person p WHERE p.id = NEW.person_id "
    "AND date(p.born_on, '+16 years') > NEW.starts_on)",
)
_KEPT = ("person_id", "offer_id", "consent_id", "opening_id")

_OFFERS = [
    _trigger("offer_words_new", "BEFORE INSERT ON casework_offer", "", _OFFER_WORDS),
    _trigger("offer_words", "BEFORE UPDATE OF state ON casework_offer", "", _OFFER_WORDS),
    _trigger("offer_shown", "BEFORE INSERT ON casework_offer", "", _OFFER),
    _trigger(
        "offer_changed",
        f"BEFORE UPDATE OF {', '.join(_OFFER_COLUMNS)} ON casework_offer",
        f"NEW.state IN ('shown', 'accepted') AND {_changed(*_OFFER_COLUMNS)}",
        _OFFER,
    ),
    _trigger(
        "offer_frozen",
        f"BEFORE UPDATE OF {', '.join(_FROZEN)} ON casework_offer",
        _changed(*_FROZEN),
        _refuse("terms_are_frozen", "1"),
    ),
    _trigger(
        "offer_seat_new", "AFTER INSERT ON casework_offer", "NEW.state = 'accepted'", _seat("NEW.opening_id")
    ),
    _trigger(
        "offer_seat",
        "AFTER UPDATE OF state, opening_id ON casework_offer",
        "NEW.state = 'accepted'",
        _seat("NEW.opening_id"),
    ),
    _trigger(
        "offer_back",
        "AFTER UPDATE OF state ON casework_offer",
        "OLD.state = 'accepted' AND NEW.state <> 'accepted'",
        "UPDATE casework_spell SET state = 'called_off' WHERE offer_id = NEW.id AND state = 'agreed';",
    ),
]

_SPELLS = [
    _trigger("spell_words_new", "BEFORE INSERT ON casework_spell", "", _SPELL_WORDS),
    _trigger("spell_words", "BEFORE UPDATE OF origin, state ON casework_spell", "", _SPELL_WORDS),
    _trigger("spell_recorded_new", "BEFORE INSERT ON casework_spell", "NEW.origin = 'recorded'", _RECORDED),
    _trigger(
        "spell_recorded",
        f"BEFORE UPDATE OF {', '.join(_SPELL_COLUMNS)} ON casework_spell",
        f"NEW.origin = 'recorded' AND {_changed(*_SPELL_COLUMNS)}",
        _RECORDED,
    ),
    _trigger(
        "spell_kept",
        f"BEFORE UPDATE OF {', '.join(_KEPT)} ON casework_spell",
        f"OLD.state IN ('ended', 'called_off') AND {_changed(*_KEPT)}",
        _refuse("a_past_spell_keeps_its_person", "1"),
    ),
    _trigger(
        "spell_placed", "BEFORE INSERT ON casework_spell", "NEW.origin = 'brought_about'", _NEW + _SPELL
    ),
    _trigger(
        "spell_changed",
        f"BEFORE UPDATE OF {', '.join(_SPELL_COLUMNS)} ON casework_spell",
        f"{_PLACED} AND {_changed(*_SPELL_COLUMNS)}",
        _SPELL,
    ),
    _trigger(
        "spell_origin",
        "BEFORE UPDATE OF origin ON casework_spell",
        "OLD.origin <> NEW.origin",
        _refuse("origin_cannot_change", "1"),
    ),
    _trigger("spell_seat_new", "AFTER INSERT ON casework_spell", _PLACED, _seat("NEW.opening_id")),
    _trigger(
        "spell_seat",
        "AFTER UPDATE OF state, opening_id, offer_id ON casework_spell",
        _PLACED,
        _seat("NEW.opening_id"),
    ),
]

_CONSENT_ENDED = """
    UPDATE casework_offer SET state = 'withdrawn'
      WHERE NEW.purpose = 'referral' AND consent_id = NEW.id AND state = 'shown';
    UPDATE casework_offer SET state = 'withdrawn'
      WHERE NEW.purpose = 'placement' AND state = 'accepted' AND EXISTS (
        SELECT 1 FROM casework_spell s
        WHERE s.offer_id = casework_offer.id AND s.consent_id = NEW.id AND s.state = 'agreed');
    UPDATE casework_spell SET state = 'called_off'
      WHERE NEW.purpose = 'placement' AND consent_id = NEW.id AND state = 'agreed';
"""
_PERSON_ENDED = """
    UPDATE casework_offer SET state = 'lapsed' WHERE person_id = NEW.id AND state = 'shown';
    UPDATE casework_offer SET state = 'lapsed' WHERE person_id = NEW.id AND state = 'accepted' AND NOT EXISTS (
        SELECT 1 FROM casework_spell s WHERE s.offer_id = casework_offer.id AND s.state <> 'agreed');
"""

_OTHERS = [
    _trigger(
        "consent_withdrawn",
        "AFTER UPDATE OF withdrawn_at ON registry_consent",
        "OLD.withdrawn_at IS NULL AND NEW.withdrawn_at IS NOT NULL",
        _CONSENT_ENDED,
    ),
    _trigger(
        "person_gone",
        "AFTER UPDATE OF died_on, merged_into_id, id_state ON registry_person",
        f"{_changed('died_on', 'merged_into_id', 'id_state')} AND "
        "(NEW.died_on IS NOT NULL OR NEW.merged_into_id IS NOT NULL OR NEW.id_state <> 'valid')",
        _PERSON_ENDED,
    ),
    _trigger(
        "opening_shut",
        "AFTER UPDATE OF state ON jobs_opening",
        "OLD.state = 'open' AND NEW.state <> 'open'",
        "UPDATE casework_offer SET state = 'lapsed' WHERE opening_id = NEW.id AND state = 'shown';",
    ),
    _trigger(
        "opening_seats", "AFTER UPDATE OF seats ON jobs_opening", "NEW.seats < OLD.seats", _seat("NEW.id")
    ),
]

SQLITE = _OFFERS + _SPELLS + _OTHERS
