"""No path places anybody without their live consent: not actions, not raw SQL, not bulk writes, on either database."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils import timezone

from casework.journey import PAPER, agreed, asked, placed, recorded, shown
from gainful.accounts.refusals import Refused
from gainful.casework.actions import accept_offer, begin_spell, end_consent, show_offer
from gainful.casework.models import Offer, Spell
from gainful.casework.offer_terms import terms_of
from gainful.registry.models import Consent, Person
from make import TODAY, a_consent, a_person, a_worker, an_opening

pytestmark = pytest.mark.django_db
HELD = {"state": "held", "held_because": [{"code": "fee_or_deposit_asked", "words": "押金"}]}


def refused_by_the_database(write) -> str:
    """What the database says to a write; fails when it takes it."""
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        write()
    return str(caught.value)


def withdraw_all(person: Person) -> None:
    Consent.objects.filter(person=person).update(withdrawn_at=timezone.now(), withdrawn_on=TODAY)


def an_offer_row(person: Person, consent: Consent, **more) -> Offer:
    opening = more.pop("opening", None) or an_opening()
    fields = {"shown_on": TODAY, "language": "zh", "terms": terms_of(opening, TODAY, "in_county")} | more
    return Offer(area=person.area, person=person, opening=opening, consent=consent, **fields)


def a_spell_row(offer: Offer, consent: Consent | None, /, **more) -> Spell:
    fields = {
        "area": offer.area, "person": offer.person, "origin": "brought_about", "state": "agreed", "offer": offer,
        "consent": consent, "opening": offer.opening, "channel": "project", "location_class": "in_county",
        "starts_on": TODAY, "evidence": "self_reported",
    } | more  # fmt: skip
    return Spell(**fields)


def an_accepted_offer(cast, person: Person) -> Offer:
    """An accepted offer whose placement was never written, and no consent to placement."""
    offer = shown(cast, person)
    Offer.objects.filter(pk=offer.pk).update(
        state="accepted", how="paper_at_desk", answer_evidence="form", answered_on=TODAY
    )
    offer.refresh_from_db()
    return offer


def test_nobody_is_shown_an_opening_without_live_consent_to_referral(cast):
    with pytest.raises(Refused, match="no_live_consent"):
        show_offer(actor=cast.officer, person=a_worker(consents=False), opening=an_opening(), on=TODAY)


@pytest.mark.parametrize("bulk", [False, True])
def test_no_offer_row_is_written_without_live_consent(bulk):
    person, other = a_person(), a_person()
    ended, placement, others = a_consent(person), a_consent(person, "placement"), a_consent(other)
    Consent.objects.filter(pk=ended.pk).update(withdrawn_at=timezone.now(), withdrawn_on=TODAY)
    for wrong in (ended, placement, others):
        row = an_offer_row(person, Consent.objects.get(pk=wrong.pk))
        write = (lambda row=row: Offer.objects.bulk_create([row])) if bulk else row.save
        assert "no_live_consent" in refused_by_the_database(write)


@pytest.mark.parametrize("bulk", [False, True])
def test_no_placement_row_is_written_without_live_consent(cast, bulk):
    person = a_worker()
    offer = an_accepted_offer(cast, person)
    ended, others = a_consent(person, "placement"), a_consent(a_person(), "placement")
    Consent.objects.filter(pk=ended.pk).update(withdrawn_at=timezone.now(), withdrawn_on=TODAY)
    for wrong in (ended, others, offer.consent):
        row = a_spell_row(offer, wrong)
        write = (lambda row=row: Spell.objects.bulk_create([row])) if bulk else row.save
        assert "no_live_consent" in refused_by_the_database(write)
    refused_by_the_database(a_spell_row(offer, None).save)
    assert not Spell.objects.exists()


def test_raw_sql_places_nobody_either(cast):
    spell = asked(cast, agreed(cast))
    end_consent(actor=cast.officer, consent=spell.consent, on=TODAY)

    def by_hand(sql):
        with connection.cursor() as cursor:
            cursor.execute(sql, [spell.pk])

    for state in ("agreed", "working"):
        said = refused_by_the_database(
            lambda state=state: by_hand(f"UPDATE casework_spell SET state = '{state}' WHERE id = %s")  # noqa: S608
        )
        assert "no_live_consent" in said
    columns = ", ".join(f.column for f in Spell._meta.fields if f.column not in ("id", "key", "state"))
    copy = (
        f"INSERT INTO casework_spell (key, state, {columns}) "  # noqa: S608
        f"SELECT 'abc', 'agreed', {columns} FROM casework_spell WHERE id = %s"
    )
    assert "no_live_consent" in refused_by_the_database(lambda: by_hand(copy))


def test_no_update_makes_a_placement_of_something_else(cast):
    fact = recorded(cast)
    said = refused_by_the_database(lambda: Spell.objects.filter(pk=fact.pk).update(origin="brought_about"))
    assert "origin_cannot_change" in said or "a_placement_has" in said
    spell = agreed(cast)
    assert "origin_cannot_change" in refused_by_the_database(
        lambda: Spell.objects.filter(pk=spell.pk).update(origin="recorded")
    )
    for change in ({"person": a_worker()}, {"consent": a_consent(a_person(), "placement")}):
        assert "no_live_consent" in refused_by_the_database(
            lambda change=change: Spell.objects.filter(pk=spell.pk).update(**change)
        )


def test_withdrawing_consent_ends_waiting_offers_and_calls_off_what_has_not_begun(cast):
    person = a_worker()
    waiting, spell = shown(cast, person), agreed(cast, person)
    withdraw_all(person)
    waiting.refresh_from_db(), spell.refresh_from_db()
    assert (waiting.state, spell.state) == ("withdrawn", "called_off")
    assert Offer.objects.get(pk=spell.offer_id).state == "withdrawn"


def test_work_that_has_begun_stays_the_persons_own_when_consent_ends(cast):
    spell = placed(cast)
    withdraw_all(spell.person)
    spell.refresh_from_db()
    assert spell.state == "working"
    Spell.objects.filter(pk=spell.pk).update(note="a note can still be written")


def test_consent_withdrawn_after_the_yes_lets_nothing_begin(cast):
    spell = agreed(cast)
    end_consent(actor=cast.officer, consent=spell.consent, on=TODAY)
    with pytest.raises(Refused, match="not_agreed"):
        begin_spell(actor=cast.officer, spell=spell, on=TODAY)


def test_consent_withdrawn_while_the_paper_is_signed_lets_nothing_be_agreed(cast):
    offer = shown(cast)
    withdraw_all(offer.person)
    with pytest.raises(Refused, match="not_waiting"):
        accept_offer(actor=cast.officer, offer=offer, on=TODAY, **PAPER)
    assert not Spell.objects.exists() and not Consent.objects.live("placement").exists()


def test_a_placement_needs_the_accepted_offer_of_that_person_and_opening(cast):
    person, other = a_worker(), a_worker()
    mine, others, open_ = an_accepted_offer(cast, person), an_accepted_offer(cast, other), shown(cast, person)
    consent = a_consent(person, "placement")
    for row in (
        a_spell_row(others, consent, person=person),
        a_spell_row(open_, consent),
        a_spell_row(mine, consent, opening=others.opening),
    ):
        assert "no_accepted_offer" in refused_by_the_database(row.save)
    for state in ("working", "ended", "called_off"):
        assert "starts_as_agreed" in refused_by_the_database(a_spell_row(mine, consent, state=state).save)
    a_spell_row(mine, consent).save()


def test_only_the_persons_own_yes_is_an_accepted_offer(cast):
    offer = shown(cast)
    for how in ({"how": ""}, {"how": "through_somebody"}, {"how": "paper_at_desk", "answer_evidence": ""}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Offer.objects.filter(pk=offer.pk).update(state="accepted", **how)


@pytest.mark.parametrize(
    "fault",
    [
        {"id_state": "refused"},
        {"died_on": date(2020, 10, 1)},
        {"born_on": date(2004, 11, 3)},
        {"born_on": None},
    ],
)
def test_a_child_and_somebody_not_identified_or_dead_is_neither_offered_nor_placed(cast, fault):
    person = a_person(**fault)
    consent = a_consent(person)
    with pytest.raises(Refused):
        show_offer(actor=cast.officer, person=person, opening=an_opening(), on=TODAY)
    said = refused_by_the_database(an_offer_row(person, consent).save)
    assert "under_16" in said or "person_not_placeable" in said


def test_a_child_is_not_placed_on_an_earlier_start_date(cast):
    spell = agreed(cast, a_worker(born_on=date(2004, 11, 2)))
    said = refused_by_the_database(
        lambda: Spell.objects.filter(pk=spell.pk).update(starts_on=date(2020, 11, 1))
    )
    assert "no_live_consent" in said
    Person.objects.filter(pk=spell.person_id).update(born_on=date(2004, 11, 4))
    said = refused_by_the_database(
        lambda: Spell.objects.filter(pk=spell.pk).update(starts_on=date(2020, 11, 3))
    )
    assert "under_16" in said


@pytest.mark.parametrize("words", [{"origin": ""}, {"origin": "Brought_About"}, {"state": "Working"}])
def test_a_spell_of_any_other_word_is_no_way_around_consent(cast, words):
    spell = agreed(cast)
    fields = {"state": "working", "offer": None} | words
    row = a_spell_row(shown(cast, a_worker()), spell.consent, **fields)
    for write in (row.save, lambda: Spell.objects.bulk_create([row])):
        said = refused_by_the_database(write)
        assert "not_a_spell" in said or "starts_as_agreed" in said
    said = refused_by_the_database(lambda: Spell.objects.filter(pk=spell.pk).update(**words))
    assert "not_a_spell" in said or "origin_cannot_change" in said
    assert "not_an_offer" in refused_by_the_database(
        lambda: Offer.objects.filter(pk=spell.offer_id).update(state="Accepted")
    )


def test_a_recorded_spell_is_a_past_fact_of_an_adult_and_carries_nothing_of_a_placement(cast):
    spell, fact = agreed(cast), recorded(cast)
    for change in (
        {"state": "agreed"},
        {"state": "called_off"},
        {"opening": spell.opening},
        {"consent": spell.consent},
        {"starts_on": date.today() + timedelta(days=3)},
    ):
        said = refused_by_the_database(
            lambda change=change: Spell.objects.filter(pk=fact.pk).update(**change)
        )
        assert "recorded_is_past" in said
        fields = {
            "person": fact.person,
            "origin": "recorded",
            "state": "working",
            "opening": None,
            "offer": None,
        }
        row = a_spell_row(spell.offer, None, **fields | change)
        assert "recorded_is_past" in refused_by_the_database(row.save)
    child = a_person(born_on=date(2006, 1, 1))
    assert "under_16" in refused_by_the_database(
        lambda: Spell.objects.filter(pk=fact.pk).update(person=child)
    )


def test_a_spell_that_is_over_keeps_its_person_offer_and_consent(cast):
    spell = placed(cast)
    Spell.objects.filter(pk=spell.pk).update(state="ended", ends_on=spell.starts_on)
    other = agreed(cast)
    for change in ({"person": other.person}, {"consent": other.consent}, {"opening": other.opening}):
        assert "a_past_spell_keeps_its_person" in refused_by_the_database(
            lambda change=change: Spell.objects.filter(pk=spell.pk).update(**change)
        )


def test_a_consent_of_a_later_day_shows_and_places_nobody(cast):
    person = a_person()
    later = a_consent(person, given_on=TODAY + timedelta(days=1))
    assert "no_live_consent" in refused_by_the_database(an_offer_row(person, later).save)
    offer = an_accepted_offer(cast, a_worker())
    later = a_consent(offer.person, "placement", given_on=TODAY + timedelta(days=1))
    assert "no_live_consent" in refused_by_the_database(a_spell_row(offer, later).save)


def test_death_and_merging_end_what_is_waiting_and_agreed(cast):
    person = a_worker()
    waiting, spell = shown(cast, person), agreed(cast, person)
    Person.objects.filter(pk=person.pk).update(merged_into=a_person())
    waiting.refresh_from_db(), spell.refresh_from_db()
    assert (waiting.state, spell.state) == ("lapsed", "called_off")


@pytest.mark.parametrize("change", [HELD, {"state": "closed"}, {"valid_until": date(2020, 11, 1)}])
def test_an_opening_held_back_closed_or_expired_is_offered_to_nobody(cast, change):
    person, opening = a_worker(), an_opening(**change)
    with pytest.raises(Refused, match=r"opening_not_open|opening_expired|does_not_fit"):
        show_offer(actor=cast.officer, person=person, opening=opening, on=TODAY)
    consent = Consent.objects.get(person=person)
    assert "opening_" in refused_by_the_database(an_offer_row(person, consent, opening=opening).save)


def test_nobody_is_placed_with_an_employer_under_a_freeze(cast):
    spell = agreed(cast)
    spell.employer.frozen_on = TODAY
    spell.employer.save()
    with pytest.raises(Refused, match="employer_frozen"):
        begin_spell(actor=cast.officer, spell=spell, on=TODAY, not_asked_because="没接通")
    with pytest.raises(Refused, match="employer_frozen"):
        show_offer(actor=cast.officer, person=a_worker(), opening=spell.opening, on=TODAY)


def test_what_a_person_was_shown_is_never_changed(cast):
    offer = shown(cast)
    said = refused_by_the_database(
        lambda: Offer.objects.filter(pk=offer.pk).update(terms=offer.terms | {"pay_low_fen": 1})
    )
    assert "terms_are_frozen" in said


def test_a_worker_pays_no_fee():
    person = a_worker()
    row = an_offer_row(person, Consent.objects.get(person=person), worker_fee_fen=1)
    with pytest.raises(DatabaseError), transaction.atomic():
        row.save()


def test_a_job_in_a_ledger_is_a_fact_and_needs_no_consent(cast):
    assert recorded(cast, a_worker(consents=False)).origin == "recorded"
