"""The guards of casework for PostgreSQL: functions that lock and look, and the triggers that call them."""

from __future__ import annotations

_CHECKS = [
    """
    CREATE OR REPLACE FUNCTION casework_refuse(reason text) RETURNS void LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION 'refused: %', reason USING ERRCODE = '23514';
    END $$
    """,
    # FOR SHARE: a withdrawal waits until we are done, and we wait for one that has begun and then see it.
    """
    CREATE OR REPLACE FUNCTION casework_needs_consent(which bigint, whose bigint, what text, day date)
    RETURNS void
    LANGUAGE plpgsql AS $$
    BEGIN
        PERFORM 1 FROM registry_consent
          WHERE id = which AND person_id = whose AND purpose = what AND withdrawn_at IS NULL
            AND withdrawn_on IS NULL AND given_on <= day FOR SHARE;
        IF NOT FOUND THEN PERFORM casework_refuse('no_live_consent'); END IF;
    END $$
    """,
    """
    CREATE OR REPLACE FUNCTION casework_needs_adult(whose bigint, day date) RETURNS void
    LANGUAGE plpgsql AS $$
    DECLARE who registry_person%ROWTYPE;
    BEGIN
        SELECT * INTO who FROM registry_person WHERE id = whose FOR SHARE;
        IF who.id_state IS DISTINCT FROM 'valid' OR who.died_on IS NOT NULL OR who.merged_into_id IS NOT NULL THEN
            PERFORM casework_refuse('person_not_placeable');
        END IF;
        IF who.born_on IS NULL OR who.born_on + interval '16 years' > day THEN
            PERFORM casework_refuse('under_16');
        END IF;
    END $$
    """,
    # FOR NO KEY UPDATE at once: two that first share the row and then both want it for its seats would deadlock.
    """
    CREATE OR REPLACE FUNCTION casework_needs_opening(which bigint, day date, may_be_closed boolean) RETURNS void
    LANGUAGE plpgsql AS $$
    DECLARE job record;
    BEGIN
        SELECT state, valid_until, employer_id INTO job FROM jobs_opening WHERE id = which
          FOR NO KEY UPDATE;
        IF NOT FOUND OR job.state = 'held' OR (job.state <> 'open' AND NOT may_be_closed) THEN
            PERFORM casework_refuse('opening_not_open');
        END IF;
        IF NOT may_be_closed AND job.valid_until < day THEN PERFORM casework_refuse('opening_expired'); END IF;
        PERFORM 1 FROM jobs_employer WHERE id = job.employer_id AND frozen_on IS NULL FOR SHARE;
        IF NOT FOUND THEN PERFORM casework_refuse('employer_frozen'); END IF;
    END $$
    """,
    # The opening's row is the queue for its seats: rivals for the last one pass here one by one.
    """
    CREATE OR REPLACE FUNCTION casework_needs_seat(which bigint) RETURNS void LANGUAGE plpgsql AS $$
    DECLARE room integer; taken integer;
    BEGIN
        SELECT seats INTO room FROM jobs_opening WHERE id = which FOR NO KEY UPDATE;
        SELECT (SELECT count(*) FROM casework_spell s WHERE s.opening_id = which
                  AND s.origin = 'brought_about' AND s.state IN ('agreed', 'working'))
             + (SELECT count(*) FROM casework_offer o WHERE o.opening_id = which AND o.state = 'accepted'
                  AND NOT EXISTS (SELECT 1 FROM casework_spell s WHERE s.offer_id = o.id)) INTO taken;
        IF taken > room THEN PERFORM casework_refuse('no_seat_left'); END IF;
    END $$
    """,
]

_OFFERS = [
    """
    CREATE OR REPLACE FUNCTION casework_offer_words() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF NEW.state NOT IN ('shown', 'accepted', 'declined', 'withdrawn', 'lapsed') THEN
            PERFORM casework_refuse('not_an_offer');
        END IF;
        RETURN NEW;
    END $$
    """,
    """
    CREATE TRIGGER casework_offer_words BEFORE INSERT OR UPDATE OF state ON casework_offer
    FOR EACH ROW EXECUTE FUNCTION casework_offer_words()
    """,
    """
    CREATE OR REPLACE FUNCTION casework_offer_checked() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        PERFORM casework_needs_consent(NEW.consent_id, NEW.person_id, 'referral', NEW.shown_on);
        PERFORM casework_needs_adult(NEW.person_id, NEW.shown_on);
        PERFORM casework_needs_opening(NEW.opening_id, COALESCE(NEW.answered_on, NEW.shown_on), false);
        RETURN NEW;
    END $$
    """,
    """
    CREATE TRIGGER casework_offer_shown BEFORE INSERT ON casework_offer
    FOR EACH ROW EXECUTE FUNCTION casework_offer_checked()
    """,
    """
    CREATE TRIGGER casework_offer_changed
    BEFORE UPDATE OF state, person_id, opening_id, consent_id, shown_on ON casework_offer
    FOR EACH ROW WHEN (NEW.state IN ('shown', 'accepted') AND
        (OLD.state, OLD.person_id, OLD.opening_id, OLD.consent_id, OLD.shown_on) IS DISTINCT FROM
        (NEW.state, NEW.person_id, NEW.opening_id, NEW.consent_id, NEW.shown_on))
    EXECUTE FUNCTION casework_offer_checked()
    """,
    """
    CREATE OR REPLACE FUNCTION casework_offer_is_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        PERFORM casework_refuse('terms_are_frozen');
        RETURN NULL;
    END $$
    """,
    """
    CREATE TRIGGER casework_offer_frozen
    BEFORE UPDATE OF terms, reasons, contact_phone_sealed, language, starts_on, person_id, opening_id
    ON casework_offer
    FOR EACH ROW WHEN
        ((OLD.terms, OLD.reasons, OLD.contact_phone_sealed, OLD.language, OLD.starts_on, OLD.person_id,
          OLD.opening_id) IS DISTINCT FROM
         (NEW.terms, NEW.reasons, NEW.contact_phone_sealed, NEW.language, NEW.starts_on, NEW.person_id,
          NEW.opening_id))
    EXECUTE FUNCTION casework_offer_is_frozen()
    """,
    """
    CREATE OR REPLACE FUNCTION casework_seat_taken() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        PERFORM casework_needs_seat(NEW.opening_id);
        RETURN NULL;
    END $$
    """,
    """
    CREATE TRIGGER casework_offer_seat AFTER INSERT OR UPDATE OF state, opening_id ON casework_offer
    FOR EACH ROW WHEN (NEW.state = 'accepted') EXECUTE FUNCTION casework_seat_taken()
    """,
    """
    CREATE OR REPLACE FUNCTION casework_offer_given_up() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        UPDATE casework_spell SET state = 'called_off' WHERE offer_id = NEW.id AND state = 'agreed';
        RETURN NULL;
    END $$
    """,
    """
    CREATE TRIGGER casework_offer_back AFTER UPDATE OF state ON casework_offer
    FOR EACH ROW WHEN (OLD.state = 'accepted' AND NEW.state <> 'accepted')
    EXECUTE FUNCTION casework_offer_given_up()
    """,
]

# Whatever is not exactly a fact about the past is guarded as a placement, and no third word exists.
_SPELLS = [
    """
    CREATE OR REPLACE FUNCTION casework_spell_words() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF NEW.origin NOT IN ('recorded', 'brought_about')
            OR NEW.state NOT IN ('agreed', 'working', 'ended', 'called_off') THEN
            PERFORM casework_refuse('not_a_spell');
        END IF;
        RETURN NEW;
    END $$
    """,
    """
    CREATE TRIGGER casework_spell_words BEFORE INSERT OR UPDATE OF origin, state ON casework_spell
    FOR EACH ROW EXECUTE FUNCTION casework_spell_words()
    """,
    """
    CREATE OR REPLACE FUNCTION casework_spell_is_past() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF NEW.state NOT IN ('working', 'ended') OR NEW.offer_id IS NOT NULL OR NEW.consent_id IS NOT NULL
            OR NEW.opening_id IS NOT NULL OR NEW.starts_on > current_date + 1 THEN
            PERFORM casework_refuse('recorded_is_past');
        END IF;
        PERFORM 1 FROM registry_person
          WHERE id = NEW.person_id AND born_on + interval '16 years' > NEW.starts_on;
        IF FOUND THEN PERFORM casework_refuse('under_16'); END IF;
        RETURN NEW;
    END $$
    """,
    """
    CREATE TRIGGER casework_spell_recorded
    BEFORE INSERT OR UPDATE OF state, person_id, offer_id, consent_id, opening_id, starts_on ON casework_spell
    FOR EACH ROW WHEN (NEW.origin = 'recorded') EXECUTE FUNCTION casework_spell_is_past()
    """,
    """
    CREATE OR REPLACE FUNCTION casework_spell_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        PERFORM casework_refuse('a_past_spell_keeps_its_person');
        RETURN NULL;
    END $$
    """,
    """
    CREATE TRIGGER casework_spell_kept
    BEFORE UPDATE OF person_id, offer_id, consent_id, opening_id ON casework_spell
    FOR EACH ROW WHEN (OLD.state IN ('ended', 'called_off') AND
        (OLD.person_id, OLD.offer_id, OLD.consent_id, OLD.opening_id) IS DISTINCT FROM
        (NEW.person_id, NEW.offer_id, NEW.consent_id, NEW.opening_id))
    EXECUTE FUNCTION casework_spell_is_kept()
    """,
    """
    CREATE OR REPLACE FUNCTION casework_spell_checked() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF TG_OP = 'INSERT' AND NEW.state <> 'agreed' THEN PERFORM casework_refuse('starts_as_agreed'); END IF;
        PERFORM casework_needs_consent(NEW.consent_id, NEW.person_id, 'placement', NEW.starts_on);
        PERFORM casework_needs_adult(NEW.person_id, NEW.starts_on);
        PERFORM casework_needs_opening(NEW.opening_id, NEW.starts_on, true);
        PERFORM 1 FROM casework_offer o WHERE o.id = NEW.offer_id AND o.person_id = NEW.person_id
            AND o.opening_id = NEW.opening_id AND o.state = 'accepted' FOR SHARE;
        IF NOT FOUND THEN PERFORM casework_refuse('no_accepted_offer'); END IF;
        PERFORM 1 FROM casework_offer o WHERE o.id = NEW.offer_id
            AND (o.cooling_off_until AT TIME ZONE 'UTC')::date > NEW.starts_on;
        IF FOUND THEN PERFORM casework_refuse('cooling_off'); END IF;
        RETURN NEW;
    END $$
    """,
    """
    CREATE TRIGGER casework_spell_placed BEFORE INSERT ON casework_spell
    FOR EACH ROW WHEN (NEW.origin = 'brought_about') EXECUTE FUNCTION casework_spell_checked()
    """,
    """
    CREATE TRIGGER casework_spell_changed
    BEFORE UPDATE OF state, person_id, offer_id, consent_id, opening_id, starts_on ON casework_spell
    FOR EACH ROW WHEN (NEW.origin = 'brought_about' AND NEW.state IN ('agreed', 'working') AND
        (OLD.state, OLD.person_id, OLD.offer_id, OLD.consent_id, OLD.opening_id, OLD.starts_on)
        IS DISTINCT FROM
        (NEW.state, NEW.person_id, NEW.offer_id, NEW.consent_id, NEW.opening_id, NEW.starts_on))
    EXECUTE FUNCTION casework_spell_checked()
    """,
    """
    CREATE OR REPLACE FUNCTION casework_spell_origin_kept() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        PERFORM casework_refuse('origin_cannot_change');
        RETURN NULL;
    END $$
    """,
    """
    CREATE TRIGGER casework_spell_origin BEFORE UPDATE OF origin ON casework_spell
    FOR EACH ROW WHEN (OLD.origin <> NEW.origin) EXECUTE FUNCTION casework_spell_origin_kept()
    """,
    """
    CREATE TRIGGER casework_spell_seat AFTER INSERT OR UPDATE OF state, opening_id, offer_id ON casework_spell
    FOR EACH ROW WHEN (NEW.origin = 'brought_about' AND NEW.state IN ('agreed', 'working'))
    EXECUTE FUNCTION casework_seat_taken()
    """,
]

_OTHERS = [
    """
    CREATE OR REPLACE FUNCTION casework_consent_ended() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF NEW.purpose = 'referral' THEN
            UPDATE casework_offer SET state = 'withdrawn' WHERE consent_id = NEW.id AND state = 'shown';
        ELSIF NEW.purpose = 'placement' THEN
            UPDATE casework_offer o SET state = 'withdrawn' WHERE o.state = 'accepted' AND EXISTS (
                SELECT 1 FROM casework_spell s
                WHERE s.offer_id = o.id AND s.consent_id = NEW.id AND s.state = 'agreed');
            UPDATE casework_spell SET state = 'called_off' WHERE consent_id = NEW.id AND state = 'agreed';
        END IF;
        RETURN NULL;
    END $$
    """,
    """
    CREATE TRIGGER casework_consent_withdrawn AFTER UPDATE OF withdrawn_at ON registry_consent
    FOR EACH ROW WHEN (OLD.withdrawn_at IS NULL AND NEW.withdrawn_at IS NOT NULL)
    EXECUTE FUNCTION casework_consent_ended()
    """,
    """
    CREATE OR REPLACE FUNCTION casework_person_ended() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        UPDATE casework_offer SET state = 'lapsed' WHERE person_id = NEW.id AND state = 'shown';
        UPDATE casework_offer o SET state = 'lapsed' WHERE o.person_id = NEW.id AND o.state = 'accepted'
            AND NOT EXISTS (SELECT 1 FROM casework_spell s WHERE s.offer_id = o.id AND s.state <> 'agreed');
        RETURN NULL;
    END $$
    """,
    """
    CREATE TRIGGER casework_person_gone AFTER UPDATE OF died_on, merged_into_id, id_state ON registry_person
    FOR EACH ROW WHEN ((OLD.died_on, OLD.merged_into_id, OLD.id_state) IS DISTINCT FROM
        (NEW.died_on, NEW.merged_into_id, NEW.id_state) AND
        (NEW.died_on IS NOT NULL OR NEW.merged_into_id IS NOT NULL OR NEW.id_state <> 'valid'))
    EXECUTE FUNCTION casework_person_ended()
    """,
    """
    CREATE OR REPLACE FUNCTION casework_opening_ended() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        UPDATE casework_offer SET state = 'lapsed' WHERE opening_id = NEW.id AND state = 'shown';
        RETURN NULL;
    END $$
    """,
    """
    CREATE TRIGGER casework_opening_shut AFTER UPDATE OF state ON jobs_opening
    FOR EACH ROW WHEN (OLD.state = 'open' AND NEW.state <> 'open') EXECUTE FUNCTION casework_opening_ended()
    """,
    """
    CREATE OR REPLACE FUNCTION casework_opening_fits() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        PERFORM casework_needs_seat(NEW.id);
        RETURN NULL;
    END $$
    """,
    """
    CREATE TRIGGER casework_opening_seats AFTER UPDATE OF seats ON jobs_opening
    FOR EACH ROW WHEN (NEW.seats < OLD.seats) EXECUTE FUNCTION casework_opening_fits()
    """,
]

POSTGRESQL = _CHECKS + _OFFERS + _SPELLS + _OTHERS
