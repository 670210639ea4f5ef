# ruff: noqa: S608 - statements put together from the constants below, to attack the tests' own database.
"""Raw SQL that tries to place somebody without their live consent: refused, or without effect, on both databases.

Each attack is one or more statements, run by somebody who may write every table, owns none of the guards, and ends
with the deferred keys checked as a commit would. Afterwards nobody is placed, offered or seated who did not agree.
"""

from __future__ import annotations

from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from casework.journey import agreed, asked, placed, recorded, shown
from gainful.casework.actions import end_consent
from gainful.casework.models import Spell
from gainful.registry.models import Consent
from make import TODAY, a_consent, a_person, a_worker, an_opening

pytestmark = pytest.mark.django_db
POSTGRESQL = connection.vendor == "postgresql"
AHEAD = "2031-01-01"

WRONG = {
    "placed without live consent": """SELECT s.id FROM casework_spell s
      LEFT JOIN registry_consent c ON c.id = s.consent_id LEFT JOIN casework_offer o ON o.id = s.offer_id
      LEFT JOIN jobs_opening j ON j.id = s.opening_id WHERE s.origin <> 'recorded' AND (
        (s.state = 'agreed' AND (c.id IS NULL OR c.withdrawn_at IS NOT NULL OR c.purpose <> 'placement'
          OR c.person_id <> s.person_id OR c.given_on > s.starts_on))
        OR (s.state NOT IN ('ended', 'called_off') AND (c.id IS NULL OR o.id IS NULL
          OR c.person_id <> s.person_id OR o.person_id <> s.person_id OR o.opening_id <> s.opening_id)))""",
    "of a third word": """SELECT id FROM casework_spell WHERE origin NOT IN ('recorded', 'brought_about')
      OR state NOT IN ('agreed', 'working', 'ended', 'called_off')""",
    "a placement called a record": """SELECT id FROM casework_spell WHERE origin = 'recorded'
      AND (offer_id IS NOT NULL OR consent_id IS NOT NULL OR opening_id IS NOT NULL OR state = 'agreed')""",
    "offered without live consent": """SELECT o.id FROM casework_offer o
      LEFT JOIN registry_consent c ON c.id = o.consent_id WHERE o.state NOT IN ('declined', 'withdrawn', 'lapsed')
      AND (c.id IS NULL OR c.purpose <> 'referral' OR c.person_id <> o.person_id OR c.given_on > o.shown_on
        OR (o.state = 'shown' AND c.withdrawn_at IS NOT NULL))""",
    "begun elsewhere than shown": """SELECT s.id FROM casework_spell s JOIN casework_offer o ON o.id = s.offer_id
      JOIN jobs_opening j ON j.id = s.opening_id WHERE s.state = 'working' AND s.id = {agreed}
      AND ({place} <> CAST(j.place AS text) OR j.employer_id <> s.employer_id)""",
    "a consent revived or dated ahead": """SELECT id FROM registry_consent WHERE id = {ended_consent}
      AND withdrawn_at IS NULL OR given_on >= '2030-01-01'""",
    "the consent of one worker with another": """SELECT id FROM registry_consent WHERE id = {consent}
      AND (person_id <> {person} OR purpose <> 'placement')""",
    "the worker with consent is another by now": "SELECT 1 WHERE (SELECT key FROM registry_person WHERE id = {person})"
    " <> '{person_key}'",
}  # fmt: skip


@pytest.fixture
def world(cast):
    """One worker agreed, one at work, one over, one recorded, one called off, and one who never agreed to anything."""
    # The questions before the start are answered: no attack is refused for want of them.
    spell, work, over, fact = asked(cast, agreed(cast)), placed(cast), placed(cast), recorded(cast)
    over.__class__.objects.filter(pk=over.pk).update(state="ended", ends_on=TODAY)
    off = asked(cast, agreed(cast))
    end_consent(actor=cast.officer, consent=off.consent, on=TODAY)
    waiting, never = shown(cast), a_person()
    said_no = a_worker()
    Consent.objects.filter(person=said_no).update(withdrawn_on=TODAY, withdrawn_at=f"{TODAY} 08:00:00+00:00")
    far = an_opening(place=440306_000_000, place_text="广东深圳")
    away = asked(cast, agreed(cast, a_worker(scope="any"), far))
    names = {
        "agreed": spell.pk, "person": spell.person_id, "person_key": spell.person.key, "consent": spell.consent_id,
        "offer": spell.offer_id, "opening": spell.opening_id, "work": work.pk, "work_consent": work.consent_id,
        "work_offer": work.offer_id, "over": over.pk, "fact": fact.pk, "off": off.pk, "ended_consent": off.consent_id,
        "off_offer": off.offer_id, "off_person": off.person_id, "waiting": waiting.pk, "never": never.pk,
        "waiting_person": waiting.person_id, "said_no": said_no.pk,
        "no_consent": Consent.objects.get(person=said_no).pk, "other_opening": an_opening().pk,
        "story": a_consent(never, "story").pk, "away": away.pk, "away_offer": away.offer_id,
        "child": a_person(born_on=date(2010, 1, 1)).pk, "ahead": AHEAD, "today": TODAY,
        "tomorrow": TODAY + timedelta(days=1), "place": "json_extract(o.terms, '$.place')",
        "spell_rest": "area, channel, location_class, evidence, employer_name, occupation, place_text, contact_name,"
        " contact_phone_sealed, note, left_because",
        "offer_rest": "area, shown_at, language, terms, reasons, contact_phone_sealed, worker_fee_fen, how,"
        " answered_through, answer_evidence",
    }  # fmt: skip
    if POSTGRESQL:
        names["place"] = "(o.terms->>'place')"
    return SimpleNamespace(**names)


SPELL = (
    "INSERT INTO casework_spell (key, origin, state, person_id, offer_id, consent_id, opening_id, starts_on, {rest})"
    " SELECT 'new', {origin}, {state}, {person}, {offer}, {consent}, {opening}, {starts}, {rest}"
    " FROM casework_spell WHERE id = {agreed}"
)


def a_spell(**changes: str) -> str:
    """An INSERT … SELECT of a placement, with some of its values others."""
    given = {
        "origin": "'brought_about'", "state": "'agreed'", "person": "{never}", "offer": "{offer}",
        "consent": "{consent}", "opening": "{opening}", "starts": "'{today}'",
    } | changes  # fmt: skip
    return SPELL.format(rest="{spell_rest}", agreed="{agreed}", **given)


def an_offer(person: str, consent: str, state: str = "shown", day: str = "{today}") -> str:
    """An INSERT … SELECT of an offer."""
    return (
        "INSERT INTO casework_offer (key, state, person_id, opening_id, consent_id, shown_on, {offer_rest})"
        f" SELECT 'new', '{state}', {person}, {{other_opening}}, {consent}, '{day}', {{offer_rest}}"
        " FROM casework_offer WHERE id = {offer}"
    )


def spell(which: str, change: str) -> str:
    return f"UPDATE casework_spell SET {change} WHERE id = {{{which}}}"


def offer(which: str, change: str) -> str:
    return f"UPDATE casework_offer SET {change} WHERE id = {{{which}}}"


def consent(which: str, change: str) -> str:
    return f"UPDATE registry_consent SET {change} WHERE id = {{{which}}}"


UNDOING = "SELECT set_config('gainful.undoing', 'on', true)"
BOTH: dict[str, list[str]] = {
    # words
    "another word of origin": [a_spell(origin="'imported'", state="'working'")],
    "no word of origin": [a_spell(origin="''", state="'working'")],
    "origin in capitals": [a_spell(origin="'BROUGHT_ABOUT'", state="'working'")],
    "origin with a blank": [a_spell(origin="'recorded '", state="'working'")],
    "another word of state": [a_spell(state="'placed'")],
    "state in capitals": [a_spell(state="'Agreed'")],
    "another word put in later": [spell("fact", "origin = 'imported'")],
    "a state put in later": [spell("off", "state = 'Working'")],
    "an offer of another word": [an_offer("{never}", "{consent}", "open")],
    "an offer accepted in capitals": [offer("off_offer", "state = 'Accepted'")],
    # placements written new
    "placed by somebody else's consent": [a_spell()],
    "placed by no consent": [a_spell(consent="NULL")],
    "placed without an offer": [a_spell(offer="NULL")],
    "placed by a consent that ended": [a_spell(person="{off_person}", consent="{ended_consent}", offer="{off_offer}")],
    "placed by a consent to sharing a story": [a_spell(consent="{story}")],
    "placed by a consent that does not exist": [a_spell(consent="987654")],
    "placed by somebody else's offer": [a_spell(person="{waiting_person}", offer="{offer}")],
    "placed by an offer that waits": [a_spell(person="{waiting_person}", offer="{waiting}")],
    "placed at once as working": [a_spell(person="{person}", state="'working'")],
    "placed at once as ended": [a_spell(state="'ended'")],
    "a placement called recorded": [a_spell(origin="'recorded'", state="'working'")],
    "a record that is agreed": [a_spell(origin="'recorded'", offer="NULL", consent="NULL", opening="NULL")],
    "a record of days to come": [
        a_spell(
            origin="'recorded'", state="'working'", offer="NULL", consent="NULL", opening="NULL", starts="'{ahead}'"
        )
    ],
    "a record with an opening": [
        a_spell(origin="'recorded'", state="'working'", offer="NULL", consent="NULL")
    ],
    "many copied in one statement": [
        "INSERT INTO casework_spell (key, origin, state, person_id, offer_id, consent_id, opening_id, starts_on,"
        " {spell_rest}) SELECT 'c' || p.id, 'brought_about', 'agreed', p.id, NULL, NULL, s.opening_id, s.starts_on,"
        " s.area, s.channel, s.location_class, s.evidence, s.employer_name, s.occupation, s.place_text,"
        " s.contact_name, s.contact_phone_sealed, s.note, s.left_because FROM casework_spell s, registry_person p"
        " WHERE s.id = {agreed}"
    ],
    "an upsert that changes the person": [
        "INSERT INTO casework_spell (key, origin, state, person_id, offer_id, consent_id, opening_id, starts_on,"
        " {spell_rest}) SELECT key, origin, state, person_id, offer_id, consent_id, opening_id, starts_on,"
        " {spell_rest} FROM casework_spell WHERE id = {agreed}"
        " ON CONFLICT (key) DO UPDATE SET person_id = {never}"
    ],
    "an upsert that begins again": [
        "INSERT INTO casework_spell (key, origin, state, person_id, offer_id, consent_id, opening_id, starts_on,"
        " {spell_rest}) SELECT key, origin, state, person_id, offer_id, consent_id, opening_id, starts_on,"
        " {spell_rest} FROM casework_spell WHERE id = {off} ON CONFLICT (key) DO UPDATE SET state = 'agreed'"
    ],
    # placements changed
    "an agreed one given to another person": [spell("agreed", "person_id = {never}")],
    "one at work given to another person": [spell("work", "person_id = {never}")],
    "one that is over given to another person": [spell("over", "person_id = {never}")],
    "one that is over begun again by another": [spell("over", "person_id = {never}, state = 'working'")],
    "one called off agreed again": [spell("off", "state = 'agreed'")],
    "one called off begun": [spell("off", "state = 'working'")],
    "one called off with another's consent": [spell("off", "state = 'agreed', consent_id = {consent}")],
    "one at work with another's consent": [spell("work", "consent_id = {consent}")],
    "one at work without consent": [spell("work", "consent_id = NULL")],
    "one at work without offer": [spell("work", "offer_id = NULL")],
    "an agreed one in another opening": [spell("agreed", "opening_id = {other_opening}")],
    "an agreed one on another's offer": [spell("agreed", "offer_id = {off_offer}")],
    "an agreed one called recorded": [spell("agreed", "origin = 'recorded', offer_id = NULL, consent_id = NULL")],
    "a record made a placement": [spell("fact", "origin = 'brought_about', state = 'agreed'")],
    "a record given an opening": [spell("fact", "opening_id = {opening}")],
    "a record agreed": [spell("fact", "state = 'agreed'")],
    "an agreed one begun on a day to come": [spell("agreed", "state = 'working', starts_on = '{ahead}'")],
    "one at work moved to a day to come": [spell("work", "starts_on = '{ahead}'")],
    "an agreed one begun before the consent": [spell("agreed", "state = 'working', starts_on = '2019-01-01'")],
    "every spell given to one person": ["UPDATE casework_spell SET person_id = {never}"],
    # numbers exchanged
    "the person's number given to another": [
        "UPDATE registry_person SET id = 900001 WHERE id = {person}",
        "UPDATE registry_person SET id = {person} WHERE id = {never}",
    ],
    "the consent's number given to another": [
        "UPDATE registry_consent SET id = 900001 WHERE id = {consent}",
        "UPDATE registry_consent SET id = {consent} WHERE id = {ended_consent}",
    ],
    "the offer's number given to another": [
        "UPDATE casework_offer SET id = 900001 WHERE id = {offer}",
        "UPDATE casework_offer SET id = {offer} WHERE id = {waiting}",
    ],
    "the opening's number given to another": [
        "UPDATE jobs_opening SET id = 900001 WHERE id = {opening}",
        "UPDATE jobs_opening SET id = {opening} WHERE id = {other_opening}",
    ],
    "the spell's number changed": [spell("agreed", "id = 900001")],
    # offers
    "an offer by another's consent": [an_offer("{never}", "{consent}")],
    "an offer by a consent that ended": [an_offer("{said_no}", "{no_consent}")],
    "an accepted offer by a consent that ended": [an_offer("{said_no}", "{no_consent}", "accepted")],
    "an offer by the consent to placement": [an_offer("{person}", "{consent}")],
    "an offer by the consent to a story": [an_offer("{never}", "{story}")],
    "a waiting offer given to another": [offer("waiting", "person_id = {never}")],
    "a waiting offer of another opening": [offer("waiting", "opening_id = {other_opening}")],
    "a waiting offer by another's consent": [offer("waiting", "consent_id = {story}")],
    "a withdrawn offer accepted": [
        offer("off_offer", "state = 'accepted', how = 'own_code'"), spell("off", "state = 'agreed'"),
    ],
    "a withdrawn offer shown again with the placement after it": [
        offer("off_offer", "state = 'shown'"), spell("off", "state = 'agreed'"),
    ],
    "accepted through somebody else": [offer("waiting", "state = 'accepted', how = 'through_somebody'")],
    "accepted by nobody": [offer("waiting", "state = 'accepted', how = ''")],
    "accepted by a paper that nobody names": [
        offer("waiting", "state = 'accepted', how = 'paper_at_desk', answer_evidence = ''")
    ],
    "the offer under a placement deleted": ["DELETE FROM casework_offer WHERE id = {offer}"],
    "another offer put under the placement": [
        spell("agreed", "offer_id = {waiting}, person_id = {waiting_person}")
    ],
    "the fee of an offer raised": [offer("waiting", "worker_fee_fen = 100")],
    # consents
    "a consent given to another person": [consent("consent", "person_id = {never}")],
    "a consent used at work given to another person": [consent("work_consent", "person_id = {never}")],
    "a consent given another purpose": [consent("story", "purpose = 'placement'")],
    "an ended consent revived": [consent("ended_consent", "withdrawn_at = NULL, withdrawn_on = NULL")],
    "an ended consent half revived": [consent("ended_consent", "withdrawn_at = NULL")],
    "a withdrawal of a day without its moment": [consent("consent", "withdrawn_on = '{today}'")],
    "a withdrawal of a moment without its day": [consent("consent", "withdrawn_at = '2020-11-02 08:00:00'")],
    "a consent dated ahead": [consent("consent", "given_on = '{ahead}'")],
    "a consent given ahead": [
        "INSERT INTO registry_consent (key, area, person_id, purpose, given_on, given_at, how, evidence, withdrawn_how)"
        " VALUES ('new', 1, {never}, 'placement', '{ahead}', '{ahead} 08:00:00', 'at_desk', 'x', '')"
    ],
    "a consent of no purpose": [
        "INSERT INTO registry_consent (key, area, person_id, purpose, given_on, given_at, how, evidence, withdrawn_how)"
        " VALUES ('new', 1, {never}, '', '{today}', '{today} 08:00:00', 'at_desk', 'x', '')"
    ],
    "a consent given in no way": [
        "INSERT INTO registry_consent (key, area, person_id, purpose, given_on, given_at, how, evidence, withdrawn_how)"
        " VALUES ('new', 1, {never}, 'placement', '{today}', '{today} 08:00:00', '', 'x', '')"
    ],
    "a consent that nothing shows": [
        "INSERT INTO registry_consent (key, area, person_id, purpose, given_on, given_at, how, evidence, withdrawn_how)"
        " VALUES ('new', 1, {never}, 'placement', '{today}', '{today} 08:00:00', 'at_desk', '', '')"
    ],
    "a second live consent to one purpose": [
        "INSERT INTO registry_consent (key, area, person_id, purpose, given_on, given_at, how, evidence, withdrawn_how)"
        " VALUES ('new', 1, {person}, 'placement', '{today}', '{today} 08:00:00', 'at_desk', 'x', '')"
    ],
    "the consent under a placement deleted": ["DELETE FROM registry_consent WHERE id = {consent}"],
    "every consent deleted": ["DELETE FROM registry_consent"],
    # places, children, the dead
    "the opening moved after the yes, then begun": [
        "UPDATE jobs_opening SET place = 440306000000 WHERE id = {opening}", spell("agreed", "state = 'working'"),
    ],
    "the opening given to another employer, then begun": [
        "UPDATE jobs_opening SET employer_id = (SELECT employer_id FROM jobs_opening WHERE id = {other_opening})"
        " WHERE id = {opening}",
        spell("agreed", "state = 'working'"),
    ],
    "a child placed": [a_spell(person="{child}")],
    "a dead person begun": [
        "UPDATE registry_person SET died_on = '2020-10-01' WHERE id = {person}", spell("agreed", "state = 'working'"),
    ],
    "the cooling-off taken away, then begun": [
        offer("away_offer", "cooling_off_until = NULL"), spell("away", "state = 'working', starts_on = '{today}'"),
    ],
    "the cooling-off shortened, then begun": [
        offer("away_offer", "cooling_off_until = '2020-11-01 00:00:00'"),
        spell("away", "state = 'working', starts_on = '{today}'"),
    ],
    # vehicles
    "seated without consent": [
        "INSERT INTO casework_journey (key, area, direction, state, vehicle, seats, from_text, to_text, leaves_on,"
        " escort, departure_paper, called_off_because)"
        " VALUES ('new', 1, 'out', 'planned', 'bus', 9, 'x', 'y', '{today}', '', '', '')",
        "INSERT INTO casework_passenger (key, area, state, journey_id, person_id, spell_id, consent_id, leaves_on,"
        " seat_number, seated_on, seated_paper, fee_fen, off_because, health_paper, not_arrived_because, arrival_paper)"
        " VALUES ('new', 1, 'seated', (SELECT max(id) FROM casework_journey), {never}, {agreed}, {consent},"
        " '{today}', 1, '{today}', '', 0, '', '', '', '')",
    ],
}  # fmt: skip
SQLITE_ONLY: dict[str, list[str]] = {
    "replaced by another person's": [
        "INSERT OR REPLACE INTO casework_spell (id, key, origin, state, person_id, offer_id, consent_id, opening_id,"
        " starts_on, {spell_rest}) SELECT id, key, origin, state, {never}, offer_id, consent_id, opening_id, starts_on,"
        " {spell_rest} FROM casework_spell WHERE id = {agreed}"
    ],
    "replaced with the triggers of deletion off": [
        "PRAGMA recursive_triggers = OFF",
        "REPLACE INTO registry_consent (id, key, area, person_id, purpose, given_on, given_at, how, evidence,"
        " withdrawn_how) SELECT id, key, area, {never}, purpose, given_on, given_at, how, evidence, withdrawn_how"
        " FROM registry_consent WHERE id = {consent}",
    ],
    "updated or replaced": [
        "UPDATE OR REPLACE casework_spell SET person_id = {never} WHERE id = {agreed}"
    ],
    "updated or ignored": ["UPDATE OR IGNORE casework_spell SET person_id = {never} WHERE id = {agreed}"],
    "inserted or ignored": [a_spell().replace("INSERT INTO", "INSERT OR IGNORE INTO")],
    "with keys off": ["PRAGMA foreign_keys = OFF", a_spell(consent="987654")],
    "with checks off": [
        "PRAGMA ignore_check_constraints = ON", a_spell(origin="'imported'"), spell("work", "consent_id = NULL"),
    ],
    "the person's number by its other name": [
        "UPDATE registry_person SET rowid = 900001 WHERE id = {person}",
        "UPDATE registry_person SET rowid = {person} WHERE id = {never}",
    ],
    "the consent's number by its other name": [
        "UPDATE registry_consent SET _rowid_ = 900001 WHERE id = {consent}",
        "UPDATE registry_consent SET oid = {consent} WHERE id = {ended_consent}",
    ],
    "a start that is no day": [spell("off", "state = 'agreed', starts_on = 'zzzz'")],
    "begun on no day": [spell("agreed", "state = 'working', starts_on = 'zzzz'")],
    "a consent of no day": [
        "INSERT INTO registry_consent (key, area, person_id, purpose, given_on, given_at, how, evidence, withdrawn_how)"
        " VALUES ('new', 1, {never}, 'placement', 0, 0, 'at_desk', 'x', '')"
    ],
    "a birth on no day": ["UPDATE registry_person SET born_on = '' WHERE id = {child}"],
    "an offer shown on no day": [offer("waiting", "shown_on = 'zzzz'")],
}  # fmt: skip
POSTGRESQL_ONLY: dict[str, list[str]] = {
    "a consent given to another as if an import were undone": [UNDOING, consent("consent", "person_id = {never}")],
    "a consent at work given away as if an import were undone": [
        UNDOING, consent("work_consent", "person_id = {never}")
    ],
    "a consent's purpose changed as if an import were undone": [UNDOING, consent("consent", "purpose = 'sharing'")],
    "a consent deleted as if an import were undone": [
        UNDOING, "DELETE FROM registry_consent WHERE id = {consent}"
    ],
    "placed in the statement that withdraws": [
        "WITH gone AS (UPDATE registry_consent SET withdrawn_on = '{today}', withdrawn_at = now()"
        " WHERE id = {consent} RETURNING 1), back AS (" + spell("agreed", "note = 'x'") + " RETURNING 1)"
        " SELECT * FROM gone, back"
    ],
    "merged into another person's": [
        "MERGE INTO casework_spell s USING (SELECT {agreed} AS id) n ON s.id = n.id"
        " WHEN MATCHED THEN UPDATE SET person_id = {never}"
    ],
    "the consents emptied": ["TRUNCATE registry_consent CASCADE"],
    "triggers off for this session": ["SET LOCAL session_replication_role = replica", a_spell(consent="987654")],
    "triggers off for the table": ["ALTER TABLE casework_spell DISABLE TRIGGER ALL", a_spell()],
    "a guard dropped": ["DROP TRIGGER casework_spell_placed ON casework_spell", a_spell()],
    "a guard's function emptied": [
        "CREATE OR REPLACE FUNCTION casework_spell_checked() RETURNS trigger LANGUAGE plpgsql AS"
        " 'BEGIN RETURN NEW; END'",
        a_spell(),
    ],
}  # fmt: skip
WITHOUT_EFFECT = {"placed in the statement that withdraws"}
"""Taken by the database, and nobody is placed by it."""
LOTS = 6
"""The attacks share the making of a world, a sixth of them each."""
ATTACKS = BOTH | (POSTGRESQL_ONLY if POSTGRESQL else SQLITE_ONLY)


def attempt(statements: list[str], names: dict) -> str:
    """What the database said to it; an empty text when it took all of it."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            if POSTGRESQL:
                as_the_application(cursor)
            for statement in statements:
                cursor.execute(statement.format(**names))
            if POSTGRESQL:
                cursor.execute("RESET ROLE")
            connection.check_constraints()
    except DatabaseError as refusal:
        return str(refusal)
    return ""


def as_the_application(cursor) -> None:
    """A role that may write every table and owns none."""
    cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = 'gainful_writer'")
    if not cursor.fetchone():
        cursor.execute("CREATE ROLE gainful_writer")
    cursor.execute("GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO gainful_writer")
    cursor.execute("GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO gainful_writer")
    cursor.execute("SET LOCAL ROLE gainful_writer")


def wrong(names: dict) -> list[str]:
    """What does not hold any more."""
    with connection.cursor() as cursor:
        found = []
        for what, query in WRONG.items():
            cursor.execute(query.format(**names))
            found += [what] if cursor.fetchone() else []
    return found


def outcome(name: str, names: dict) -> str:
    """What went wrong with one attack, which leaves nothing behind; an empty text when it was held."""
    with transaction.atomic():
        said = attempt(ATTACKS[name], names)
        found = wrong(names)
        transaction.set_rollback(True)
    if not POSTGRESQL:
        with connection.cursor() as cursor:  # these belong to the connection
            cursor.execute("PRAGMA recursive_triggers = ON")
            cursor.execute("PRAGMA ignore_check_constraints = OFF")
    if found:
        return f"{name}: {', '.join(found)} ({said or 'it was taken'})"
    return "" if said or name in WITHOUT_EFFECT else f"{name}: it was taken"


def test_there_are_enough_attacks():
    assert len(BOTH) > 60 and len(SQLITE_ONLY) > 10 and len(POSTGRESQL_ONLY) > 10


def test_before_any_attack_all_is_well_and_what_is_right_is_taken(cast, world):
    assert wrong(vars(world)) == []
    begun = attempt([spell("agreed", "state = 'working'")], vars(world))
    assert begun == "" and wrong(vars(world)) == []
    assert (
        attempt(
            [consent("consent", "withdrawn_on = '{today}', withdrawn_at = '{today} 09:00:00'")], vars(world)
        )
        == ""
    )
    assert attempt([offer("waiting", "state = 'declined', how = 'own_code'")], vars(world)) == ""


@pytest.mark.parametrize("lot", range(LOTS))
def test_nobody_is_placed_by_any_of_them(world, lot):
    names = [name for at, name in enumerate(ATTACKS) if at % LOTS == lot]
    assert [fault for name in names if (fault := outcome(name, vars(world)))] == []


def test_an_answer_is_not_rewritten_and_no_ledger_tells_of_days_to_come(cast):
    offer, told = agreed(cast).offer, recorded(cast, a_worker())
    ahead = date.today() + timedelta(days=40)
    for sql, values, reason in (
        (
            "UPDATE casework_offer SET answered_on = %s WHERE id = %s",
            [date(2020, 10, 1), offer.pk],
            "an_answer_is_kept",
        ),
        (
            "UPDATE casework_offer SET answered_through = '村长' WHERE id = %s",
            [offer.pk],
            "an_answer_is_kept",
        ),
        ("UPDATE casework_offer SET how = 'own_code' WHERE id = %s", [offer.pk], "an_answer_is_kept"),
        ("UPDATE casework_spell SET starts_on = %s WHERE id = %s", [ahead, told.pk], "recorded_is_past"),
    ):
        with pytest.raises(IntegrityError, match=reason), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql, values)
    copy = Spell.objects.get(pk=told.pk)
    copy.pk, copy.key, copy.employer_name, copy.starts_on = None, "ahead0000000000", "另一家", ahead
    with pytest.raises(IntegrityError, match="recorded_is_past"), transaction.atomic():
        copy.save(force_insert=True)
