"""One table of attendance: what lists tell and what is recorded on screen, read together, neither over the other."""

from __future__ import annotations

from datetime import date

import pytest
from places import a_post, came

from gainful.accounts.refusals import Refused
from gainful.casework.actions import record_attendance_at_work, record_post_attendance
from gainful.casework.attendance import by_month, told_together
from gainful.casework.models import Attendance, Review
from gainful.casework.place_signs import post_signs
from gainful.casework.posts import attendance_missing
from make import TODAY, a_worker

pytestmark = pytest.mark.django_db
OCTOBER = date(2020, 10, 1)


def told(cast, spell, *, person=None, post="保洁", **days):
    """A month as a list tells it."""
    fields = {"due_days": 22, "paper_days": 20, "phone_days": 20} | days
    return record_post_attendance(
        actor=cast.officer, person=person or spell.person, spell=spell, month=OCTOBER, post=post, on=TODAY,
        told_in="import 1", **fields,
    )  # fmt: skip


def days():
    """(roll, days, days due) of every row."""
    return sorted(Attendance.objects.values_list("source", "present_days", "due_days"))


def test_a_list_keeps_a_row_a_roll_and_a_roll_that_says_nothing_stays_unknown(cast):
    told(cast, a_post(cast), phone_days=None)
    assert days() == [("paper", 20, 22), ("phone", None, 22)]


def test_a_month_that_a_list_told_is_no_longer_missing(cast):
    spell = a_post(cast)
    assert list(attendance_missing(cast.officer, TODAY)) == [spell]
    told(cast, spell)
    assert not attendance_missing(cast.officer, TODAY).exists()


def test_what_is_on_screen_with_the_same_days_is_told_by_the_list_too(cast):
    spell = a_post(cast)
    mine = came(cast, spell, days=20)
    told(cast, spell)
    mine.refresh_from_db()
    assert (mine.due_days, mine.told_in, mine.recorded_by_id) == (22, "import 1", cast.officer.account_id)
    assert days() == [("paper", 20, 22), ("phone", 20, 22)]


def test_neither_a_list_nor_a_screen_goes_over_the_other(cast):
    spell, other = a_post(cast), a_post(cast)
    came(cast, spell, days=18)
    with pytest.raises(Refused, match="told_otherwise_before"):
        told(cast, spell)
    told(cast, other)
    with pytest.raises(Refused, match="a_list_says_otherwise"):
        came(cast, other, days=19)
    came(cast, other, days=20)
    came(cast, other, days=19, source="screen")
    assert [one.present_days for one in told_together(Attendance.objects.filter(spell=other).first()).values()] == [
        20, 20, 19,
    ]  # fmt: skip


def test_a_screen_adds_what_a_list_left_blank(cast):
    spell = a_post(cast)
    told(cast, spell, phone_days=None)
    came(cast, spell, days=21, source="phone")
    assert days() == [("paper", 20, 22), ("phone", 21, 22)]


def test_days_are_not_added_to_the_months_own_sum(cast):
    spell = a_post(cast)
    for day in (5, 6):
        record_attendance_at_work(
            actor=cast.officer, spell=spell, unit="day", begins_on=date(2020, 10, day), source="phone",
            present_days=1, on=TODAY,
        )  # fmt: skip
    assert by_month(Attendance.objects.all())[spell.pk][OCTOBER]["phone"].days == 2
    told(cast, spell)
    assert by_month(Attendance.objects.all())[spell.pk][OCTOBER]["phone"].days == 20


@pytest.mark.parametrize(
    ("paper", "phone", "kind"),
    [(20, 18, None), (20, 17, "rolls_differ"), (20, 0, "ghost_post_suspected")],
)
def test_rolls_that_differ_open_one_review_whichever_way_they_were_told(cast, paper, phone, kind):
    spell = a_post(cast)
    came(cast, spell, days=paper)
    came(cast, spell, days=phone, source="phone")
    came(cast, spell, days=phone, source="phone")
    assert list(Review.objects.values_list("kind", flat=True)) == ([kind] if kind else [])


def test_a_list_and_a_screen_together_open_the_review_of_the_month(cast):
    spell = a_post(cast)
    told(cast, spell, phone_days=None)
    came(cast, spell, days=9, source="phone")
    review = Review.objects.get()
    assert (review.kind, review.employer_name, review.about) == ("rolls_differ", "保洁", "2020-10")


def test_a_list_beside_what_somebody_recorded_is_two_hands(cast):
    spell = a_post(cast)
    told(cast, spell, phone_days=9)
    assert [one.code for one in post_signs([spell], TODAY)[spell.pk]] == []
    other = a_post(cast)
    told(cast, other, phone_days=None)
    came(cast, other, days=9, source="phone")
    assert [one.code for one in post_signs([other], TODAY)[other.pk]] == ["rolls_differ_by_hand"]


def test_a_second_post_of_the_month_and_a_month_in_no_job_are_kept_without_a_job(cast):
    spell, nobody = a_post(cast), a_worker()
    told(cast, spell)
    told(cast, spell, post="护林")
    told(cast, None, person=nobody, paper_days=3)
    rows = Attendance.objects.filter(spell=None).values_list("post", "source", "present_days")
    assert sorted(rows) == [
        ("保洁", "paper", 3),
        ("保洁", "phone", 20),
        ("护林", "paper", 20),
        ("护林", "phone", 20),
    ]
