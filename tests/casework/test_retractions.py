"""Beginnings recorded by mistake: retracted with a reason, counted nowhere, kept for everybody to see."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from casework.journey import agreed, asked, placed, recorded, shown
from cast import TODAY
from gainful.accounts.models import Entry
from gainful.accounts.refusals import NotAllowed, Refused
from gainful.casework.actions import (
    begin_spell,
    end_spell,
    record_follow_up,
    record_pay,
    record_signs_not_asked,
    retract_beginning,
)
from gainful.casework.facts import spell_facts
from gainful.casework.models import EmployerFreeze, FollowUp, RetractedBeginning, Spell
from gainful.casework.worklists import follow_ups_due, today
from make import a_worker, an_opening

pytestmark = pytest.mark.django_db
DAY_30 = TODAY + timedelta(days=30)
WRONG = {"because": "记错人", "stands": False}


def refused_by_the_database(reason: str, statement: str, *values: object) -> None:
    """A statement in raw SQL that the database itself refuses, with its reason."""
    with pytest.raises(IntegrityError, match=reason), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)


def test_a_beginning_of_the_wrong_person_is_retracted_and_counted_nowhere(cast):
    opening = an_opening(seats=1)
    spell = placed(cast, None, opening)
    kept = retract_beginning(actor=cast.officer, spell=spell, on=TODAY, paper="更正单", **WRONG)
    spell.refresh_from_db()
    assert (spell.state, kept.began_on, kept.recorded_by_id) == ("called_off", TODAY, cast.officer.account_id)
    assert not follow_ups_due(cast.officer, DAY_30).exists() and not Spell.objects.counted().exists()
    assert (
        not spell_facts(Spell.objects.all(), TODAY) and today(cast.officer, TODAY)["willing_not_in_work"] == 1
    )
    assert placed(cast, None, opening).state == "working"


def test_what_they_agreed_to_stands_and_begins_on_the_right_day(cast):
    spell = placed(cast)
    retract_beginning(actor=cast.officer, spell=spell, on=TODAY, because="还没到岗", stands=True)
    spell.refresh_from_db()
    assert spell.state == "agreed" and spell.offer.state == "accepted"
    later = TODAY + timedelta(days=4)
    begin_spell(actor=cast.officer, spell=spell, on=later)
    first = FollowUp.objects.filter(spell=spell).order_by("days").first()
    assert (first.state, first.due_on) == ("due", later + timedelta(days=30))
    assert FollowUp.objects.filter(spell=spell, state="due").count() == 4


def test_the_same_opening_may_be_shown_to_them_again(cast):
    spell = placed(cast)
    retract_beginning(actor=cast.officer, spell=spell, on=TODAY, **WRONG)
    assert shown(cast, spell.person, spell.opening).state == "shown"
    assert agreed(cast, spell.person).state == "agreed"


def test_the_workers_word_that_no_pay_came_is_word_of_work(cast):
    spell = placed(cast)
    record_pay(
        actor=cast.officer, spell=spell, month=TODAY, on=TODAY, evidence="phone", confirmed_by_worker=False
    )
    with pytest.raises(Refused, match="work_was_told_of"):
        retract_beginning(actor=cast.officer, spell=spell, on=TODAY, **WRONG)
    refused_by_the_database(
        "work_was_told_of",
        "INSERT INTO casework_retractedbeginning (key, area, began_on, stands, because, paper, retracted_on, person_id,"
        " spell_id) VALUES ('abc', %s, %s, %s, 'x', '', %s, %s, %s)",
        *(spell.area, TODAY, False, TODAY, spell.person_id, spell.pk),
    )


def test_a_job_that_somebody_told_of_is_ended_and_not_retracted(cast):
    paid, seen = placed(cast), placed(cast)
    record_pay(
        actor=cast.officer, spell=paid, month=TODAY, on=TODAY, evidence="payroll", received_fen=100_000
    )
    record_follow_up(
        actor=cast.officer, follow_up=FollowUp.objects.get(spell=seen, days=30), on=DAY_30,
        still_working=True, evidence="visited", not_asked_because="未接通",
    )  # fmt: skip
    for spell in (paid, seen):
        with pytest.raises(Refused, match="work_was_told_of"):
            retract_beginning(actor=cast.officer, spell=spell, on=DAY_30, **WRONG)


def test_a_retraction_says_why_and_is_the_home_offices(cast):
    spell = placed(cast)
    with pytest.raises(Refused, match="say_why"):
        retract_beginning(actor=cast.officer, spell=spell, on=TODAY, because=" ", stands=False)
    with pytest.raises(NotAllowed):
        retract_beginning(actor=cast.other_officer, spell=spell, on=TODAY, **WRONG)
    with pytest.raises(Refused, match="not_begun"):
        retract_beginning(actor=cast.officer, spell=agreed(cast), on=TODAY, **WRONG)
    with pytest.raises(Refused, match="only_placements_are_retracted"):
        retract_beginning(actor=cast.officer, spell=recorded(cast), on=TODAY, **WRONG)


def test_one_that_ended_is_retracted_too_but_does_not_stand(cast):
    spell = placed(cast)
    end_spell(actor=cast.officer, spell=spell, on=TODAY, ends_on=TODAY)
    with pytest.raises(Refused, match="not_begun"):
        retract_beginning(actor=cast.officer, spell=spell, on=TODAY, because="记错人", stands=True)
    retract_beginning(actor=cast.officer, spell=spell, on=TODAY, **WRONG)
    assert Spell.objects.get(pk=spell.pk).state == "called_off"


def test_a_stop_for_pay_that_was_never_due_is_over(cast):
    spell = placed(cast)
    EmployerFreeze.objects.create(
        area=spell.employer.area, employer=spell.employer, spell=spell, month=TODAY.replace(day=1),
        because="late_pay", frozen_on=TODAY,
    )  # fmt: skip
    retract_beginning(actor=cast.officer, spell=spell, on=TODAY, **WRONG)
    assert not EmployerFreeze.objects.filter(lifted_on=None).exists()
    assert placed(cast, None, an_opening(employer=spell.employer)).state == "working"


def test_the_trail_shows_who_retracted_what(cast):
    spell = placed(cast)
    retract_beginning(actor=cast.officer, spell=spell, on=TODAY, **WRONG)
    written = Entry.objects.filter(act__action="casework.retract_beginning")
    assert {"casework_retractedbeginning", "casework_spell", "casework_offer", "casework_followup"} <= set(
        written.values_list("table_name", flat=True)
    )


def test_no_begun_job_vanishes_by_raw_sql_and_what_was_written_stays(cast):
    spell = placed(cast)
    for state in ("called_off", "agreed"):
        refused_by_the_database(
            "say_why_it_never_began", "UPDATE casework_spell SET state = %s WHERE id = %s", state, spell.pk
        )
    kept = retract_beginning(actor=cast.officer, spell=spell, on=TODAY, **WRONG)
    refused_by_the_database(
        "written_stays_written",
        "UPDATE casework_retractedbeginning SET because = %s WHERE id = %s",
        "x",
        kept.pk,
    )
    refused_by_the_database(
        "written_stays_written", "DELETE FROM casework_retractedbeginning WHERE id = %s", kept.pk
    )
    assert RetractedBeginning.objects.get().because == "记错人"


def test_a_retraction_lets_its_own_beginning_go_and_no_later_one_of_the_day(cast):
    spell = placed(cast)
    kept = retract_beginning(actor=cast.officer, spell=spell, on=TODAY, because="还没到岗", stands=True)
    kept.refresh_from_db()
    assert kept.unused is False
    spell.refresh_from_db()
    begin_spell(actor=cast.officer, spell=spell, on=TODAY)
    assert Spell.objects.get(pk=spell.pk).starts_on == kept.began_on
    refused_by_the_database(
        "say_why_it_never_began", "UPDATE casework_spell SET state = 'agreed' WHERE id = %s", spell.pk
    )
    refused_by_the_database(
        "written_stays_written", "UPDATE casework_retractedbeginning SET unused = TRUE WHERE id = %s", kept.pk
    )
    spell.refresh_from_db()
    retract_beginning(actor=cast.officer, spell=spell, on=TODAY, because="仍未到岗", stands=True)
    assert Spell.objects.get(pk=spell.pk).state == "agreed"


def test_no_pay_is_written_down_for_work_that_never_began(cast):
    spell = placed(cast)
    retract_beginning(actor=cast.officer, spell=spell, on=TODAY, **WRONG)
    with pytest.raises(Refused, match="month_not_worked"):
        record_pay(actor=cast.officer, spell=spell, month=TODAY, on=TODAY, evidence="payroll", received_fen=1)
    from gainful.casework.models import PayEvidence

    with pytest.raises(IntegrityError, match="month_not_worked"), transaction.atomic():
        PayEvidence.objects.create(
            area=spell.area, spell=spell, month=TODAY.replace(day=1), evidence="payroll", recorded_on=TODAY
        )


def test_nothing_begins_and_no_call_is_done_without_the_questions_whoever_writes(cast):
    spell = agreed(cast)
    refused_by_the_database(
        "ask_the_signs", "UPDATE casework_spell SET state = 'working' WHERE id = %s", spell.pk
    )
    record_signs_not_asked(
        actor=cast.helper, spell=spell, moment="before_start", on=spell.starts_on, because="未接通"
    )
    with connection.cursor() as cursor:
        cursor.execute("UPDATE casework_spell SET state = 'working' WHERE id = %s", [spell.pk])
    call = FollowUp.objects.create(area=spell.area, spell=spell, days=30, due_on=DAY_30)
    refused_by_the_database(
        "ask_the_signs",
        "UPDATE casework_followup SET state = 'done', done_on = %s, still_working = %s WHERE id = %s",
        DAY_30,
        True,
        call.pk,
    )


def test_the_answers_are_whole_true_to_what_is_grave_and_never_the_placing_officers(cast):
    from gainful.casework.models import SafetyCheck
    from gainful.casework.signs import SIGNS

    spell = agreed(cast)
    fields = {"area": spell.area, "spell": spell, "moment": "before_start", "asked_on": TODAY, "grave": False}
    whole = dict.fromkeys(SIGNS, False)
    helper, officer = cast.helper.account_id, cast.officer.account_id
    for reason, by, answers in (
        ("asked_by_placing_officer", officer, whole),
        ("ask_every_sign", helper, {"violence": False}),
        ("ask_every_sign", helper, whole | {"isolation": "perhaps"}),
        ("grave_as_answered", helper, whole | {"violence": True}),
        ("grave_as_answered", helper, whole | {"isolation": True, "deception": True}),
    ):
        with pytest.raises(IntegrityError, match=reason), transaction.atomic():
            SafetyCheck.objects.create(asked_by_id=by, answers=answers, **fields)
    kept = SafetyCheck.objects.create(
        asked_by_id=helper, answers=whole | {"isolation": True, "deception": None}, **fields
    )
    refused_by_the_database(
        "written_stays_written", "UPDATE casework_safetycheck SET grave = %s WHERE id = %s", True, kept.pk
    )


def test_a_grave_answer_binds_although_nobody_wrote_the_stop(cast):
    from gainful.casework.models import SafetyCheck
    from gainful.casework.signs import SIGNS

    spell, coming = placed(cast), None
    coming = asked(cast, agreed(cast, a_worker(), an_opening(employer=spell.employer)))
    SafetyCheck.objects.create(
        area=spell.area, spell=spell, moment="day_30", asked_on=TODAY, asked_by_id=cast.helper.account_id,
        answers=dict.fromkeys(SIGNS, False) | {"violence": True}, grave=True,
    )  # fmt: skip
    with pytest.raises(Refused, match="employer_frozen"):
        begin_spell(actor=cast.officer, spell=coming, on=TODAY)
    with pytest.raises(Refused, match="employer_frozen"):
        shown(cast, a_worker(), an_opening(employer=spell.employer))
