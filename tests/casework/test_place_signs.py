"""Signs of empty shells and ghosts: what was seen, in numbers; a person looks into each, and nothing is stopped."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from places import a_post, a_workshop, came, on_its_roll

from cast import TODAY
from gainful.accounts.refusals import NotAllowed, Refused
from gainful.casework.actions import end_spell, record_pay, review_post_sign, review_workshop_sign
from gainful.casework.models import Spell
from gainful.casework.place_signs import post_signs, workshop_signs
from make import a_worker

pytestmark = pytest.mark.django_db


def signs(workshop, on=TODAY) -> set[str]:
    """The codes of a workshop's signs."""
    return {one.code for one in workshop_signs([workshop], on).get(workshop.pk, [])}


def post_codes(spell, on=TODAY) -> set[str]:
    """The codes of a post's signs."""
    return {one.code for one in post_signs([spell], on)[spell.pk]}


def test_a_running_workshop_with_nobody_in_it_is_a_sign_and_a_stopped_one_is_none():
    assert signs(a_workshop()) == {"nobody_on_roll"}
    assert signs(a_workshop(name="停工车间", running="stopped")) == set()


def test_silence_longer_than_the_programme_allows_is_a_sign_and_a_roll_or_pay_ends_it(cast):
    workshop = a_workshop()
    spell = on_its_roll(cast, workshop)
    assert signs(workshop) == {"no_attendance", "no_pay_evidence"}
    came(cast, spell)
    record_pay(
        actor=cast.officer,
        spell=spell,
        month=date(2020, 10, 1),
        on=TODAY,
        evidence="payroll",
        received_fen=300_000,
    )
    assert signs(workshop) == set()


@pytest.mark.parametrize(("days", "seen"), [(45, False), (46, True)])
def test_the_day_of_the_threshold_is_still_silent_enough(cast, days, seen):
    workshop = a_workshop()
    on_its_roll(cast, workshop, starts_on=TODAY - timedelta(days=days))
    assert ("no_attendance" in signs(workshop)) is seen


def test_a_roll_that_says_nobody_came_is_no_attendance(cast):
    workshop = a_workshop()
    came(cast, on_its_roll(cast, workshop), days=0)
    assert "no_attendance" in signs(workshop)


def test_nobody_calls_a_roll_where_people_work_at_home(cast):
    workshop = a_workshop(kind="home_based")
    on_its_roll(cast, workshop)
    assert signs(workshop) == {"no_pay_evidence"}


def hired_and_gone(cast, workshop, starts: date, ends: date) -> None:
    """Somebody taken on and gone."""
    spell = on_its_roll(cast, workshop, starts_on=starts)
    end_spell(actor=cast.officer, spell=spell, on=TODAY, ends_on=ends)


def test_all_hired_at_a_months_end_and_gone_just_after_a_tier_is_a_sign(cast):
    workshop = a_workshop()
    for _one in range(3):
        hired_and_gone(cast, workshop, date(2020, 3, 30), date(2020, 10, 5))
    assert "hired_at_month_end_gone_after_tier" in signs(workshop)
    hired_and_gone(cast, workshop, date(2020, 3, 10), date(2020, 10, 5))
    assert "hired_at_month_end_gone_after_tier" not in signs(workshop)


def test_two_leavers_are_too_few_for_a_sign(cast):
    workshop = a_workshop()
    for _one in range(2):
        hired_and_gone(cast, workshop, date(2020, 3, 30), date(2020, 10, 5))
    assert "hired_at_month_end_gone_after_tier" not in signs(workshop)


def test_a_looked_into_sign_rests_and_comes_up_again_and_changes_nothing_else(cast):
    workshop = a_workshop()
    spell = on_its_roll(cast, workshop)
    review_workshop_sign(
        actor=cast.officer, workshop=workshop, sign="no_attendance", found="去看过，正常", on=TODAY
    )
    one = next(s for s in workshop_signs([workshop], TODAY)[workshop.pk] if s.code == "no_attendance")
    assert not one.is_open(TODAY + timedelta(days=89)) and one.is_open(TODAY + timedelta(days=90))
    workshop.refresh_from_db()
    assert workshop.running == "running" and Spell.objects.get(pk=spell.pk).state == "working"


def test_a_review_is_of_a_known_sign_with_what_was_found_by_the_own_office(cast):
    workshop = a_workshop()
    for sign, found, code in (
        ("ghosts", "看过", "not_a_place_sign"),
        ("no_attendance", " ", "say_what_was_found"),
    ):
        with pytest.raises(Refused, match=code):
            review_workshop_sign(actor=cast.officer, workshop=workshop, sign=sign, found=found, on=TODAY)
    with pytest.raises(NotAllowed):
        review_workshop_sign(
            actor=cast.other_officer, workshop=workshop, sign="no_attendance", found="看过", on=TODAY
        )


def test_a_post_paid_for_a_month_in_which_nobody_came_is_a_sign(cast):
    spell = a_post(cast)
    record_pay(
        actor=cast.officer,
        spell=spell,
        month=date(2020, 9, 1),
        on=TODAY,
        evidence="payroll",
        received_fen=80_000,
    )
    assert post_codes(spell) == {"paid_without_attendance"}
    came(cast, spell, month=date(2020, 9, 1))
    assert post_codes(spell) == set()


def test_a_post_not_paid_or_paid_for_a_running_month_is_no_sign(cast):
    spell = a_post(cast)
    assert post_codes(spell) == set()
    record_pay(
        actor=cast.officer,
        spell=spell,
        month=date(2020, 11, 1),
        on=TODAY,
        evidence="payroll",
        received_fen=80_000,
    )
    assert post_codes(spell) == set()


def test_two_rolls_that_differ_are_a_sign_only_by_different_hands(cast):
    spell = a_post(cast)
    came(cast, spell, days=20)
    came(cast, spell, days=12, source="phone")
    assert post_codes(spell) == set()
    came(cast, spell, days=12, source="phone", actor=cast.helper)
    assert post_codes(spell) == {"rolls_differ_by_hand"}
    came(cast, spell, days=20, source="phone", actor=cast.helper)
    assert post_codes(spell) == set()


def test_signs_of_many_workshops_cost_as_many_queries_as_those_of_one(cast, django_assert_num_queries):
    shops = [a_workshop(name=f"车间{n}") for n in range(6)]
    for shop in shops:
        on_its_roll(cast, shop, a_worker())
    with django_assert_num_queries(5):
        workshop_signs(shops, TODAY)


def test_a_post_sign_is_reviewed_in_words(cast):
    spell = a_post(cast)
    review_post_sign(
        actor=cast.officer, spell=spell, sign="paid_without_attendance", found="补登了考勤", on=TODAY
    )
    assert spell.sign_reviews.get().found == "补登了考勤"
