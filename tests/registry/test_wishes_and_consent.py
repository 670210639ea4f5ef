"""Answers are appended, consent is the person's own, and the database holds both."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from cast import OTHER_COUNTY_TOWNSHIP, TODAY, TOWNSHIP
from gainful.accounts.actor import Actor, Grant, Role
from gainful.accounts.refusals import NotAllowed, Refused
from gainful.accounts.trail import undoing
from gainful.registry import actions
from gainful.registry.models import Consent, Person, Wish
from make import a_consent, a_person, a_wish

pytestmark = pytest.mark.django_db
DAY = date(2020, 10, 26)


def oneself(person: Person) -> Actor:
    """The person on their own page."""
    return Actor(None, "", (Grant(Role.WORKER, person.area),), person_id=person.pk, on=TODAY)


def sign(cast, person, **more):
    fields = {"purpose": "referral", "given_on": DAY, "how": "signed_paper", "signature": person.name} | more
    return actions.give_consent(actor=cast.officer, person=person, **fields)


def refused_by_the_database(sql: str, *values) -> str:
    with (
        pytest.raises(IntegrityError) as refusal,
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql, values)
    return str(refusal.value)


def test_what_was_not_answered_stays_unknown(cast):
    wish = actions.record_answer(actor=cast.officer, person=a_person(), asked_on=DAY, how="visit")
    wish.refresh_from_db()
    assert (wish.willing, wish.any_occupation, wish.training_willing, wish.pay_at_least_fen) == (None,) * 4


def test_the_same_answer_of_the_same_day_is_not_appended_twice(cast):
    ask = {"actor": cast.officer, "person": a_person(), "how": "visit", "occupations": ["welder"]}
    first = actions.record_answer(asked_on=DAY, willing=True, **ask)
    assert actions.record_answer(asked_on=DAY, willing=True, **ask) == first
    assert actions.record_answer(asked_on=TODAY, willing=True, **ask) != first
    assert actions.record_answer(asked_on=DAY, willing=False, **ask) != first
    assert Wish.objects.count() == 3


def test_nobody_answers_tomorrow(cast):
    with pytest.raises(Refused, match="not_yet_happened"):
        actions.record_answer(actor=cast.officer, person=a_person(), asked_on=date(2020, 11, 3), how="visit")


ANSWERS = st.fixed_dictionaries(
    {},
    optional={
        "willing": st.none() | st.booleans(),
        "scope": st.sampled_from(["", "village", "county", "any"]),
        "pay_at_least_fen": st.none() | st.integers(0, 10**6),
        "occupations": st.lists(st.sampled_from(["welder", "cook", "driver"]), max_size=2),
        "care": st.sampled_from(["", "children"]),
    },
)


@settings(max_examples=25, deadline=None)
@given(answers=st.lists(st.tuples(ANSWERS, st.dates(date(2020, 1, 1), TODAY)), min_size=1, max_size=6))
def test_no_answer_is_ever_overwritten_and_the_latest_counts(cast, answers):
    person = a_person()
    for answer, day in answers:
        before = list(Wish.objects.filter(person=person).order_by("id").values())
        actions.record_answer(actor=cast.officer, person=person, asked_on=day, how="visit", **answer)
        after = list(Wish.objects.filter(person=person).order_by("id").values())
        assert after[: len(before)] == before and len(after) - len(before) in (0, 1)
    latest = Person.objects.with_latest_wish(TODAY).get(pk=person.pk).wish_id
    assert Wish.objects.get(pk=latest).asked_on == max(day for _, day in answers)


def test_the_database_lets_nobody_change_or_delete_an_answer(cast):
    wish = a_wish(a_person(), scope="county")
    for change in ("scope = 'any'", "willing = NULL", "asked_on = '2020-01-01'", "person_id = NULL"):
        message = refused_by_the_database(f"UPDATE registry_wish SET {change} WHERE id = %s", wish.pk)  # noqa: S608
        assert "wishes_are_appended" in message
    assert "wishes_are_appended" in refused_by_the_database(
        "DELETE FROM registry_wish WHERE id = %s", wish.pk
    )


def test_undoing_a_batch_may_take_its_answers_back(cast):
    wish = a_wish(a_person())
    with transaction.atomic(), undoing():
        Wish.objects.filter(pk=wish.pk).delete()
    assert not Wish.objects.exists()


def test_consent_needs_the_persons_own_signature(cast):
    person = a_person()
    with pytest.raises(Refused, match="consent_needs_signature"):
        sign(cast, person, signature=" ")
    with pytest.raises(Refused, match="consent_by_another"):
        sign(cast, person, signature="村支书")
    assert sign(cast, person, signature=f" {person.name} ").purpose == "referral"


def test_agreeing_to_be_shown_openings_is_not_agreeing_to_be_placed(cast):
    person = a_person()
    sign(cast, person)
    assert list(Consent.objects.live_people("placement")) == []
    assert list(Consent.objects.live_people("referral")) == [person.pk]


def test_nobody_uses_a_persons_own_code_for_them(cast):
    person = a_person()
    with pytest.raises(Refused, match="own_code_is_the_persons_own"):
        sign(cast, person, how="own_code")
    with pytest.raises(NotAllowed):
        actions.give_own_consent(
            actor=oneself(a_person()), person=person, purpose="placement", given_on=TODAY
        )
    given = actions.give_own_consent(
        actor=oneself(person), person=person, purpose="placement", given_on=TODAY
    )
    assert given.how == "own_code" and given.recorded_by_id is None


def test_nobody_answers_on_another_persons_page(cast):
    person, other = a_person(), a_person()
    with pytest.raises(NotAllowed):
        actions.answer_for_oneself(actor=oneself(other), person=person, asked_on=TODAY, willing=True)
    assert actions.answer_for_oneself(actor=oneself(person), person=person, asked_on=TODAY, willing=False)


def test_at_the_desk_the_evidence_says_what_the_person_did(cast):
    with pytest.raises(Refused, match="consent_needs_evidence"):
        sign(cast, a_person(), how="at_desk")
    assert sign(cast, a_person(), how="at_desk", evidence="fingerprint on sheet 12").pk


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"died_on": TODAY}, "person_has_died"),
        ({"id_state": "refused"}, "person_not_identified"),
        ({"id_state": "missing"}, "person_not_identified"),
    ],
)
def test_whoever_cannot_be_placed_is_not_asked_for_consent(cast, more, code):
    with pytest.raises(Refused, match=code):
        sign(cast, a_person(**more))


def test_a_live_consent_is_not_given_twice(cast):
    person = a_person()
    assert sign(cast, person) == sign(cast, person)


def test_consent_is_withdrawn_at_any_time_without_a_reason_and_for_good(cast):
    person = a_person()
    given = sign(cast, person, given_on=TODAY)
    actions.withdraw_consent(actor=cast.officer, consent=given, withdrawn_on=DAY, how="phone")
    actions.withdraw_consent(actor=cast.officer, consent=given, withdrawn_on=TODAY, how="paper")
    given.refresh_from_db()
    assert (given.withdrawn_on, given.withdrawn_how) == (TODAY, "phone") and given.withdrawn_at
    again = sign(cast, person)
    assert again != given and list(Consent.objects.live()) == [again]


def test_only_the_person_withdraws_on_their_own_page(cast):
    person = a_person()
    given = sign(cast, person)
    with pytest.raises(NotAllowed):
        actions.withdraw_own_consent(actor=oneself(a_person()), consent=given, withdrawn_on=TODAY)
    actions.withdraw_own_consent(actor=oneself(person), consent=given, withdrawn_on=TODAY)
    assert not Consent.objects.live().exists()


@pytest.mark.parametrize("change", ["purpose = 'placement'", "given_on = '2020-01-01'", "how = 'own_code'"])
def test_the_database_lets_nobody_change_what_was_agreed_to(cast, change):
    given = a_consent(a_person())
    message = refused_by_the_database(f"UPDATE registry_consent SET {change} WHERE id = %s", given.pk)  # noqa: S608
    assert "a_consent_is_given_once" in message


def test_the_database_lets_nobody_delete_or_revive_a_consent(cast):
    given = a_consent(a_person())
    message = refused_by_the_database("DELETE FROM registry_consent WHERE id = %s", given.pk)
    assert "a_consent_is_given_once" in message
    actions.withdraw_consent(actor=cast.officer, consent=given, withdrawn_on=TODAY, how="phone")
    revived = "UPDATE registry_consent SET withdrawn_at = NULL, withdrawn_on = NULL WHERE id = %s"
    assert "a_withdrawn_consent_stays_withdrawn" in refused_by_the_database(revived, given.pk)


@pytest.mark.parametrize("half", ["withdrawn_on = '2020-11-02'", "withdrawn_at = '2020-11-02 08:00:00'"])
def test_a_withdrawal_has_its_day_and_its_moment_together(half):
    given = a_consent(a_person())
    half_withdrawn = f"UPDATE registry_consent SET {half} WHERE id = %s"  # noqa: S608
    assert "a_withdrawal_has_its_day_and_moment" in refused_by_the_database(half_withdrawn, given.pk)


def test_a_consent_is_not_given_ahead_of_its_time():
    with pytest.raises(IntegrityError, match="a_consent_is_not_given_ahead"), transaction.atomic():
        a_consent(a_person(), given_on=date.today() + timedelta(days=3))


def test_what_a_person_withdrew_with_their_own_code_is_not_undone_by_anybody(cast):
    person = a_person()
    given = sign(cast, person)
    actions.withdraw_own_consent(actor=oneself(person), consent=given, withdrawn_on=TODAY)
    with transaction.atomic(), undoing():
        refused_by_the_database("UPDATE registry_consent SET withdrawn_at = NULL WHERE id = %s", given.pk)
    assert not Consent.objects.live().exists()


def test_a_note_on_where_a_person_lives_does_not_touch_what_they_agreed_to(cast):
    person = a_person()
    given, wish = sign(cast, person), a_wish(person)
    actions.take_over_records(actor=cast.officer, people=[person.pk], area=TOWNSHIP + 1000)
    given.refresh_from_db()
    wish.refresh_from_db()
    assert given.area == wish.area == TOWNSHIP + 1000 and given.withdrawn_at is None


def test_consent_of_another_county_is_neither_given_nor_withdrawn_nor_seen(cast):
    stranger = a_person(area=OTHER_COUNTY_TOWNSHIP)
    given = a_consent(stranger)
    with pytest.raises(NotAllowed):
        sign(cast, stranger)
    with pytest.raises(NotAllowed):
        actions.withdraw_consent(actor=cast.officer, consent=given, withdrawn_on=TODAY, how="phone")
    assert not Consent.objects.visible_to(cast.officer, "people.see").exists()
