"""Public posts: last resort, a term with an end, attendance from two rolls, and the way out; clauses of projects."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.db import IntegrityError, transaction
from journey import placed, recorded
from places import a_post, a_project, came

from cast import OTHER_COUNTY_TOWNSHIP, TODAY
from gainful.accounts.refusals import NotAllowed, Refused
from gainful.casework import posts
from gainful.casework.actions import leave_post, record_attendance_at_work, record_post_term
from gainful.casework.models import Attendance, PostTerm
from gainful.casework.projects import kept, local_people
from gainful.casework.proposals import why_not
from gainful.jobs.models import LocalHireClause
from make import a_household, a_wish, a_worker, an_opening

pytestmark = pytest.mark.django_db
TERM = {
    "because": "from_ledger", "persons_word": "愿意做", "on": TODAY, "ledger": "样例台账",
    "ledger_of": date(2020, 10, 31),
}  # fmt: skip


def term(cast, spell, ends_on=date(2021, 8, 31), **more):
    """A term of a year."""
    return record_post_term(actor=cast.officer, spell=spell, ends_on=ends_on, **(TERM | more))


def test_a_term_has_its_end_its_wage_and_the_persons_own_word(cast):
    made = term(cast, a_post(cast), monthly_wage_fen=80_000)
    assert (made.ends_on, made.monthly_wage_fen, made.persons_word) == (date(2021, 8, 31), 80_000, "愿意做")


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"ends_on": date(2023, 9, 1)}, "post_term_too_long"),
        ({"persons_word": " "}, "post_needs_the_persons_word"),
        ({"because": "helpful"}, "not_a_reason_for_a_post"),
        ({"monthly_wage_fen": 0}, "post_wage_is_no_money"),
        ({"ends_on": date(2020, 8, 1)}, "ends_before_start"),
    ],
)
def test_a_term_beyond_the_rules_is_refused(cast, more, code):
    with pytest.raises(Refused, match=code):
        term(cast, a_post(cast), **more)


def test_the_last_day_of_the_longest_term_is_allowed(cast):
    assert term(cast, a_post(cast), ends_on=date(2023, 8, 31)).ends_on == date(2023, 8, 31)


def test_an_ordinary_job_has_no_term_of_a_post(cast):
    with pytest.raises(Refused, match="not_a_post"):
        term(cast, recorded(cast))


def test_a_post_is_refused_while_something_else_fits(cast):
    spell = a_post(cast)
    an_opening(channel="public_post")
    assert term(cast, spell, because="nothing_else_fits").because == "nothing_else_fits"
    an_opening(channel="project")
    with pytest.raises(Refused, match="something_else_fits"):
        term(cast, spell, because="nothing_else_fits")


def test_work_that_they_cannot_leave_home_for_is_nothing_that_fits(cast):
    person = a_worker(scope="any")
    spell, far = (
        a_post(cast, person),
        an_opening(channel="project", place=440306_000_000, place_text="广东深圳"),
    )
    with pytest.raises(Refused, match="something_else_fits"):
        term(cast, spell, because="nothing_else_fits")
    with pytest.raises(Refused, match="ask_whether_they_can_leave"):
        term(cast, spell, because="cannot_leave")
    a_wish(person, asked_on=date(2020, 10, 20), scope="any", stays_within="own_county", care="elder")
    assert why_not(person, far, TODAY) == ("cannot_leave_home",)
    assert term(cast, spell, because="cannot_leave", persons_word="要照顾母亲").because == "cannot_leave"
    an_opening(channel="workshop")
    with pytest.raises(Refused, match="something_else_fits"):
        term(cast, spell, because="cannot_leave")


def test_an_answer_that_leaves_it_open_takes_nothing_back_and_one_that_frees_them_does(cast):
    person, far = (
        a_worker(scope="any"),
        an_opening(channel="project", place=440306_000_000, place_text="广东深圳"),
    )
    a_wish(person, asked_on=date(2020, 10, 10), scope="any", stays_within="own_village")
    a_wish(person, asked_on=date(2020, 10, 20), scope="any")
    assert why_not(person, far, TODAY) == ("cannot_leave_home",)
    a_wish(person, asked_on=date(2020, 10, 25), scope="any", stays_within="nothing_keeps")
    assert why_not(person, far, TODAY) == ()


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"ledger": " "}, "say_which_ledger"),
        ({"ledger_of": None}, "say_which_ledger"),
        ({"ledger_of": date(2020, 11, 1)}, "not_from_before_the_check"),
        ({"ledger_of": date(2020, 8, 31)}, "not_from_before_the_check"),
        ({"because": "held_before"}, "not_a_reason_for_a_post"),
    ],
)
def test_a_post_is_unchecked_only_where_a_ledger_of_before_the_check_tells_of_it(cast, more, code):
    with pytest.raises(Refused, match=code):
        term(cast, a_post(cast), **more)


def test_the_table_tells_unchecked_posts_apart(cast):
    made = term(cast, a_post(cast))
    assert (made.because, made.ledger, made.ledger_of) == ("from_ledger", "样例台账", date(2020, 10, 31))
    with pytest.raises(IntegrityError), transaction.atomic():
        PostTerm.objects.filter(pk=made.pk).update(because="nothing_else_fits")


def test_that_nothing_else_fits_is_not_concluded_from_not_having_asked(cast):
    spell = a_post(cast, a_worker(consents=False))
    an_opening()
    with pytest.raises(Refused, match="ask_the_person_first"):
        term(cast, spell, because="nothing_else_fits")


def test_a_post_that_gainful_brought_about_was_not_held_before(cast):
    spell = placed(cast, opening=an_opening(channel="public_post"))
    with pytest.raises(Refused, match="not_a_reason_for_a_post"):
        term(cast, spell)


def test_a_post_leads_into_an_ordinary_job_which_follows_it(cast):
    person = a_worker()
    spell, job = a_post(cast, person), recorded(cast, person, starts_on=date(2020, 11, 1))
    leave_post(
        actor=cast.officer,
        spell=spell,
        ends_on=date(2020, 10, 31),
        left_because="better_work",
        on=TODAY,
        job=job,
    )
    job.refresh_from_db()
    spell.refresh_from_db()
    assert job.follows == spell and spell.state == "ended"


def test_a_post_does_not_lead_into_another_post_nor_into_somebody_elses_job(cast):
    person = a_worker()
    spell = a_post(cast, person)
    for job in (recorded(cast), a_post(cast, person, starts_on=date(2020, 10, 1))):
        with pytest.raises(Refused, match="not_an_ordinary_job"), transaction.atomic():
            leave_post(
                actor=cast.officer, spell=spell, ends_on=TODAY, left_because="better_work", on=TODAY, job=job
            )
    spell.refresh_from_db()
    assert spell.state == "working"


def test_today_names_posts_whose_term_ends_soon_and_months_without_a_roll(cast):
    soon, later, untold = a_post(cast), a_post(cast), a_post(cast)
    term(cast, soon, ends_on=date(2021, 1, 1))
    term(cast, later, ends_on=date(2021, 1, 2))
    came(cast, soon)
    assert list(posts.terms_ending(cast.officer, TODAY)) == [soon]
    assert list(posts.terms_missing(cast.officer, TODAY)) == [untold]
    assert set(posts.attendance_missing(cast.officer, TODAY)) == {later, untold}
    assert not posts.posts(cast.other_officer, TODAY).exists()


def test_paper_and_phone_stand_side_by_side_and_a_roll_said_again_replaces_itself(cast):
    spell = a_post(cast)
    came(cast, spell, days=20)
    came(cast, spell, days=18, source="phone")
    came(cast, spell, days=21)
    assert sorted(Attendance.objects.values_list("source", "present_days")) == [("paper", 21), ("phone", 18)]


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"days": 32}, "more_days_than_there_are"),
        ({"days": 2, "unit": "day"}, "more_days_than_there_are"),
        ({"month": date(2020, 8, 1)}, "not_worked_then"),
        ({"month": date(2020, 12, 1)}, "not_yet_happened"),
        ({"source": "rumour"}, "not_a_roll"),
    ],
)
def test_attendance_that_cannot_be_is_refused(cast, more, code):
    with pytest.raises(Refused, match=code):
        came(cast, a_post(cast), **more)


def test_attendance_is_recorded_by_the_own_office_alone(cast):
    spell = a_post(cast)
    with pytest.raises(NotAllowed):
        came(cast, spell, actor=cast.other_officer)
    came(cast, spell, actor=cast.helper)


def test_the_database_takes_no_more_days_than_a_month_has(cast):
    spell = a_post(cast)
    with pytest.raises(IntegrityError), transaction.atomic():
        Attendance.objects.create(
            area=spell.area,
            spell=spell,
            unit="month",
            begins_on=TODAY,
            source="paper",
            present_days=32,
            recorded_on=TODAY,
        )


def test_attendance_keeps_whoever_wrote_it(cast):
    spell = a_post(cast)
    made = record_attendance_at_work(
        actor=replace(cast.helper),
        spell=spell,
        unit="day",
        begins_on=TODAY,
        source="screen",
        present_days=1,
        on=TODAY,
    )
    assert made.recorded_by_id == cast.helper.account_id


def clause(project, **more) -> LocalHireClause:
    """A promise of a share or a number."""
    return LocalHireClause.objects.create(
        area=project.area, project=project, contract="样例合同", signed_on=date(2020, 1, 1), **more
    )


def test_local_people_are_counted_once_and_those_from_elsewhere_not(cast):
    project, person = a_project(), a_worker()
    recorded(cast, person, channel="project", employer=project.employer)
    elsewhere = a_worker(household=a_household(area=OTHER_COUNTY_TOWNSHIP))
    recorded(
        replace(cast, officer=cast.other_officer), elsewhere, channel="project", employer=project.employer
    )
    assert local_people(project, TODAY) == 1


def test_a_job_that_could_belong_to_two_projects_counts_for_neither(cast):
    project = a_project()
    a_project(name="另一项目", employer=project.employer)
    recorded(cast, channel="project", employer=project.employer)
    assert local_people(project, TODAY) == 0


@pytest.mark.parametrize(
    ("promise", "local", "share", "is_kept"),
    [
        ({"promised_people": 3}, 3, None, True),
        ({"promised_people": 3}, 2, None, False),
        ({"promised_percent": 30, "workers_stated": 10}, 3, 0.3, True),
        ({"promised_percent": 31, "workers_stated": 10}, 3, 0.3, False),
        ({"promised_percent": 30}, 3, None, None),
        ({"promised_percent": 30, "workers_stated": 2}, 3, None, None),
    ],
)
def test_a_clause_is_kept_broken_or_cannot_be_told(promise, local, share, is_kept):
    found = kept(clause(a_project(), **promise), local)
    assert (found.share, found.is_kept) == (share, is_kept)
