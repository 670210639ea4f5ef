"""Jobs: recorded, begun, ended, better proved; follow-ups and pay."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from casework.journey import PAPER, agreed, asked, placed, recorded, shown
from cast import COUNTY, OTHER_COUNTY, OTHER_COUNTY_TOWNSHIP
from gainful.accounts.refusals import NotAllowed, Refused
from gainful.casework.actions import (
    accept_offer,
    act_on_late_pay,
    amend_spell,
    begin_spell,
    decline_offer,
    end_spell,
    put_off_follow_up,
    record_follow_up,
    record_pay,
    show_offer,
    upgrade_evidence,
)
from gainful.casework.models import Offer, Spell
from gainful.casework.shared import spells_worked_here
from gainful.casework.worklists import follow_ups_due, left_within_90_days, pay_unconfirmed, today
from gainful.registry.models import Consent
from make import TODAY, a_person, a_worker, an_opening

pytestmark = pytest.mark.django_db
AWAY = {"place": 440306_000_000, "place_text": "广东深圳"}
DAY_30 = TODAY + timedelta(days=30)


def day(days: int) -> date:
    return TODAY + timedelta(days=days)


def test_work_outside_the_county_begins_48_hours_after_the_yes(cast):
    offer = shown(cast, a_worker(scope="any"), an_opening(**AWAY))
    at = datetime(2020, 11, 2, 2, tzinfo=UTC)
    spell = accept_offer(actor=cast.officer, offer=offer, on=TODAY, at=at, **PAPER).spell
    for early in (at, at + timedelta(hours=47)):
        with pytest.raises(Refused, match="cooling_off"):
            begin_spell(actor=cast.officer, spell=spell, on=early.date(), at=early)
    later = at + timedelta(hours=48)
    assert (
        begin_spell(actor=cast.officer, spell=asked(cast, spell), on=later.date(), at=later).state
        == "working"
    )


def test_without_a_moment_the_cooling_off_runs_from_the_end_of_the_day(cast):
    spell = agreed(cast, a_worker(scope="any"), an_opening(**AWAY))
    assert spell.starts_on == day(3)
    with pytest.raises(Refused, match="cooling_off"):
        begin_spell(actor=cast.officer, spell=spell, on=day(2))
    assert begin_spell(actor=cast.officer, spell=asked(cast, spell), on=day(3)).starts_on == day(3)


def test_deductions_not_stated_are_asked_and_shown_before_anyone_accepts(cast):
    person, opening = a_worker(), an_opening(deductions_stated=None, deductions_text="")
    offer = shown(cast, person, opening)
    assert offer.terms["deductions_stated"] is False and offer.terms["deductions"] is None
    with pytest.raises(Refused, match="ask_deductions_first"):
        accept_offer(actor=cast.officer, offer=offer, on=TODAY, **PAPER)
    opening.deductions_stated, opening.deductions_text = True, "住宿费每月100元"
    opening.save()
    again = shown(cast, person, opening)
    assert accept_offer(actor=cast.officer, offer=again, on=TODAY, **PAPER).state == "accepted"
    assert Offer.objects.get(pk=offer.pk).state == "lapsed"


def test_the_same_offer_is_not_shown_twice(cast):
    offer = shown(cast)
    with pytest.raises(Refused, match="already_shown"):
        shown(cast, offer.person, offer.opening)


def test_nobody_is_shown_what_goes_beyond_what_they_agreed_to(cast):
    with pytest.raises(Refused, match="does_not_fit") as caught:
        shown(cast, a_worker(scope="county"), an_opening(**AWAY))
    assert caught.value.values == {"reasons": "beyond_agreed_place"}


def test_hazardous_work_is_not_shown_to_somebody_under_18(cast):
    with pytest.raises(Refused, match="hazardous_under_18"):
        shown(cast, a_worker(born_on=date(2003, 1, 1)), an_opening(occupation="welder", title="焊工"))


def test_an_answer_through_somebody_is_kept_apart_and_waits_for_the_persons_own_word(cast):
    offer = shown(cast)
    said = accept_offer(actor=cast.officer, offer=offer, on=TODAY, how="through_somebody", through="brother")
    assert (said.state, said.how) == ("shown", "through_somebody") and not Spell.objects.exists()
    own = accept_offer(actor=cast.officer, offer=offer, on=TODAY, **PAPER)
    assert own.spell.state == "agreed" and own.answered_through == "brother"
    assert list(Offer.objects.answered_through_somebody()) == [own]


def test_a_person_agrees_to_one_coming_job_at_a_time(cast):
    person = a_worker()
    second = shown(cast, person)
    agreed(cast, person)
    with pytest.raises(Refused, match="another_placement_agreed"):
        accept_offer(actor=cast.officer, offer=second, on=TODAY, **PAPER)


def test_seats_never_fall_below_those_taken(cast):
    from django.db import IntegrityError, transaction

    spell = agreed(cast)
    spell.opening.seats = 0
    with pytest.raises(IntegrityError), transaction.atomic():
        spell.opening.save()


def test_a_seat_is_free_again_when_somebody_leaves(cast):
    opening = an_opening(seats=1)
    spell = placed(cast, None, opening)
    with pytest.raises(Refused, match="no_seat_left"):
        shown(cast, None, opening)
    end_spell(actor=cast.officer, spell=spell, on=day(5), ends_on=day(5), left_because="distance")
    assert agreed(cast, None, opening).state == "agreed"


def test_a_recorded_job_of_2016_brings_no_follow_ups_that_nobody_could_have_done(cast):
    old = recorded(cast, starts_on=date(2016, 3, 1))
    recent = recorded(cast, starts_on=date(2020, 9, 1), employer_name="样例新厂")
    assert not old.follow_ups.exists() and not follow_ups_due(cast.officer, TODAY).exists()
    assert [mark.days for mark in recent.follow_ups.order_by("days")] == [90, 180, 365]


def test_an_end_to_come_is_planned_and_no_fact(cast):
    spell = recorded(cast, ends_on=date(2020, 11, 5))
    assert (spell.state, spell.ends_on, spell.planned_end_on) == ("working", None, date(2020, 11, 5))


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        ({"starts_on": date(2020, 11, 3)}, "not_yet_begun"),
        ({"ends_on": date(2020, 8, 1)}, "ends_before_start"),
        ({"channel": "unheard_of"}, "not_a_channel"),
        ({"evidence": "hearsay"}, "not_an_evidence_grade"),
    ],
)
def test_a_wrong_job_is_refused_by_name(cast, fault, code):
    with pytest.raises(Refused, match=code):
        recorded(cast, **fault)


def test_a_child_found_working_is_no_job_record(cast):
    with pytest.raises(Refused, match="child_found_working"):
        recorded(cast, a_person(born_on=date(2006, 1, 1)))


def test_the_same_job_is_recorded_once_and_overlapping_ones_are_found(cast):
    person = a_worker()
    first = recorded(cast, person)
    with pytest.raises(Refused, match="spell_already_recorded"):
        recorded(cast, person)
    second = recorded(cast, person, employer_name="样例二厂", starts_on=date(2020, 10, 1))
    found = Spell.objects.overlapping(person, second.starts_on, None).exclude(pk=second.pk)
    assert list(found) == [first]


def test_better_evidence_replaces_weaker_and_never_the_other_way(cast):
    spell = recorded(cast, evidence="visited")
    with pytest.raises(Refused, match="evidence_not_better"):
        upgrade_evidence(actor=cast.officer, spell=spell, evidence="phone")
    assert upgrade_evidence(actor=cast.officer, spell=spell, evidence="payroll").evidence == "payroll"


def test_a_later_ledger_adds_what_was_blank(cast):
    spell = amend_spell(
        actor=cast.officer, spell=recorded(cast), on=TODAY, insured=True, place_text="本县", channel="project"
    )
    spell.refresh_from_db()
    assert (spell.insured, spell.location_class, spell.channel) == (True, "in_county", "project")
    with pytest.raises(Refused, match="not_a_fact_of_a_spell"):
        amend_spell(actor=cast.officer, spell=spell, on=TODAY, origin="brought_about")


@pytest.mark.parametrize("ending", ["still_there", "left", "put_off", "dropped"])
def test_each_follow_up_ends_in_a_state_that_changes_today(cast, ending):
    spell = placed(cast)
    due = follow_ups_due(cast.officer, DAY_30)
    mark, before = due.get(), today(cast.officer, DAY_30)
    assert before["follow_ups_due"] == 1
    if ending == "still_there":
        record_follow_up(
            actor=cast.officer, follow_up=mark, on=DAY_30, still_working=True, evidence="visited",
            not_asked_because="the foreman stood by",
        )  # fmt: skip
        assert Spell.objects.get().evidence == "visited"
    elif ending == "left":
        record_follow_up(
            actor=cast.officer, follow_up=mark, on=DAY_30, still_working=False, evidence="phone",
            ended_on=day(20), left_because="pay", not_asked_because="the father told us",
        )  # fmt: skip
        assert left_within_90_days(cast.officer, DAY_30).get().left_because == "pay"
        assert today(cast.officer, DAY_30)["willing_not_in_work"] == before["willing_not_in_work"] + 1
    elif ending == "put_off":
        put_off_follow_up(actor=cast.officer, follow_up=mark, on=DAY_30, until=day(37), because="at sea")
        assert follow_ups_due(cast.officer, day(37)).get() == mark
    else:
        end_spell(actor=cast.officer, spell=spell, on=DAY_30, ends_on=day(20), left_because="pay")
        assert set(spell.follow_ups.values_list("state", flat=True)) == {"dropped"}
    assert today(cast.officer, DAY_30)["follow_ups_due"] == 0


def test_a_follow_up_is_not_done_ahead_of_time_nor_twice(cast):
    mark = placed(cast).follow_ups.get(days=30)
    done = {"actor": cast.officer, "follow_up": mark, "still_working": True, "evidence": "phone"}
    done["not_asked_because"] = "the line was bad"
    with pytest.raises(Refused, match="not_due_yet"):
        record_follow_up(on=day(29), **done)
    record_follow_up(on=DAY_30, **done)
    with pytest.raises(Refused, match="not_open"):
        record_follow_up(on=DAY_30, **done)


def test_the_next_job_follows_the_one_left(cast):
    person = a_worker()
    first = placed(cast, person)
    end_spell(actor=cast.officer, spell=first, on=day(5), ends_on=day(5), left_because="distance")
    assert agreed(cast, person, on=day(6)).follows == first


def test_pay_not_confirmed_is_late_by_7_15_and_30_days(cast):
    spell = placed(cast)
    assert not pay_unconfirmed(cast.officer, date(2020, 12, 6))
    assert [late.standing for late in pay_unconfirmed(cast.officer, date(2020, 12, 7))] == ["alert"]
    with pytest.raises(Refused, match="pay_not_late_enough"):
        act_on_late_pay(actor=cast.officer, spell=spell, month=TODAY, on=date(2020, 12, 14))
    act_on_late_pay(actor=cast.officer, spell=spell, month=TODAY, on=date(2020, 12, 15))
    spell.employer.refresh_from_db()
    assert spell.employer.frozen_because == "late_pay"
    case = act_on_late_pay(actor=cast.officer, spell=spell, month=TODAY, on=date(2020, 12, 30))
    assert case.kind == "late_pay" and case.person == spell.person
    record_pay(
        actor=cast.officer, spell=spell, month=TODAY, on=date(2020, 12, 30), evidence="visited",
        received_fen=290_000, confirmed_by_worker=True,
    )  # fmt: skip
    assert not [p for p in pay_unconfirmed(cast.officer, date(2020, 12, 30)) if p.month.month == 11]


def test_weaker_evidence_of_pay_overwrites_nothing(cast):
    spell = placed(cast)
    pay = {"actor": cast.officer, "spell": spell, "month": TODAY, "on": TODAY}
    record_pay(**pay, evidence="payroll", received_fen=300_000)
    with pytest.raises(Refused, match="evidence_weaker"):
        record_pay(**pay, evidence="self_reported", received_fen=1)
    assert record_pay(**pay, evidence="payroll", confirmed_by_worker=True).received_fen == 300_000
    with pytest.raises(Refused, match="month_not_worked"):
        record_pay(**(pay | {"month": date(2020, 10, 1)}), evidence="payroll")


def test_the_office_of_the_place_of_work_follows_up_and_sees_the_shared_spell_only(cast):
    spell = recorded(cast, place=OTHER_COUNTY, place_text="外县")
    assert list(spells_worked_here(cast.other_officer)) == [spell]
    assert not spells_worked_here(cast.officer).exists()
    mark = spell.follow_ups.first()
    assert list(follow_ups_due(cast.other_officer, mark.due_on)) == [mark]
    record_follow_up(
        actor=cast.other_officer, follow_up=mark, on=mark.due_on, still_working=True, evidence="visited",
        not_asked_because="the foreman stood by",
    )  # fmt: skip
    for act, more in (
        (end_spell, {"ends_on": TODAY, "on": TODAY}),
        (amend_spell, {"on": TODAY, "note": "x"}),
    ):
        with pytest.raises(NotAllowed):
            act(actor=cast.other_officer, spell=spell, **more)
    with pytest.raises(NotAllowed):
        show_offer(actor=cast.other_officer, person=spell.person, opening=an_opening(), on=TODAY)


def test_the_shared_spell_brings_no_column_of_the_person_but_the_name(cast):
    recorded(cast, place=OTHER_COUNTY_TOWNSHIP, place_text="外县")
    person = spells_worked_here(cast.other_officer).get().person
    assert person.get_deferred_fields() >= {"id_number_sealed", "phone_sealed", "health", "born_on", "sex"}


def test_another_office_answers_for_nobody_here(cast):
    offer = shown(cast)
    for act in (accept_offer, decline_offer):
        with pytest.raises(NotAllowed):
            act(actor=cast.other_officer, offer=offer, on=TODAY, how="paper_at_desk")
    assert Consent.objects.filter(purpose="placement").count() == 0 and offer.area // 10**6 * 10**6 == COUNTY
