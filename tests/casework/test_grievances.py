"""Complaints: without a name, with a clock, away from whom they are about, and without any consequence."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

import pytest
from django.db import IntegrityError, transaction

from cast import COUNTY, PROVINCE, TODAY, TOWNSHIP, an_account
from gainful.accounts.actor import Role
from gainful.accounts.models import Account
from gainful.accounts.refusals import NotAllowed, Refused
from gainful.casework.actions import (
    acknowledge_grievance,
    answer_grievance,
    dispute_resolution,
    file_grievance,
    name_subject,
    resolve_grievance,
    settle_dispute,
)
from gainful.casework.clocks import Deadlines, Step, deadlines, escalates_on, missed, working_day_after
from gainful.casework.models import Grievance, GrievanceDispute, GrievanceSubject
from gainful.casework.own_voice import grievance_of_code, somebody
from gainful.casework.worklists import today

NOT_YET: dict[Step, date | None] = dict.fromkeys(Step, None)


def filed(on: date = TODAY, **more):
    """A complaint without a name, about an employer."""
    fields = {"area": COUNTY, "about": "employer", "words": "三个月没发工资"} | more
    return file_grievance(actor=somebody(fields["area"], on), on=on, **fields)


def read_by(actor, on: date = TODAY) -> set[Grievance]:
    return set(Grievance.objects.readable_by(actor, on))


def one_by_one(day: date, count: int) -> date:
    """The slow truth: a calendar walked day by day."""
    seen = 0
    while seen < count:
        day += timedelta(days=1)
        if day.isoweekday() not in (6, 7):
            seen += 1
    return day


@pytest.mark.parametrize(
    ("filed_on", "by"),
    [("2020-11-02", "2020-11-04"), ("2020-11-05", "2020-11-09"), ("2020-11-06", "2020-11-10"),
     ("2020-11-07", "2020-11-10"), ("2020-11-08", "2020-11-10")],
)  # fmt: skip
def test_two_working_days_pass_over_the_weekend(filed_on, by):
    assert working_day_after(date.fromisoformat(filed_on), 2) == date.fromisoformat(by)


def test_of_10000_complaints_no_clock_is_missed_and_none_is_early():
    random, faults = Random(9), []
    for _ in range(10_000):
        start = date(2016, 1, 1) + timedelta(days=random.randrange(1827))
        last = (one_by_one(start, 2), start + timedelta(15), start + timedelta(30))
        done = {step: random.choice((None, start + timedelta(random.randrange(40)))) for step in Step}
        on = start + timedelta(days=random.randrange(45))
        late = [s for s, day in zip(Step, last, strict=True) if (done[s] or on) > day]
        outs = [
            day + timedelta(1) for s, day in zip(Step, last, strict=True) if done[s] is None or done[s] > day
        ]
        by = deadlines(start)
        first = escalates_on(by, done)
        if by != Deadlines(*last) or missed(by, done, on) != late or first != min(outs, default=None):
            faults.append((start, on, done))
    assert not faults


def test_a_complaint_not_touched_goes_outside_on_the_third_working_day_and_not_before():
    by = deadlines(date(2020, 11, 6))
    assert escalates_on(by, NOT_YET) == date(2020, 11, 11)
    assert missed(by, NOT_YET, date(2020, 11, 10)) == [] and missed(by, NOT_YET, date(2020, 11, 11)) == [
        Step.ACKNOWLEDGE
    ]


@pytest.mark.django_db
def test_the_database_lists_the_same_complaints_as_the_clock(cast):
    random = Random(3)
    for _ in range(60):
        one = filed(TODAY - timedelta(days=random.randrange(40))).grievance
        for step in ("acknowledged", "answered"):
            if random.random() < 0.6:
                setattr(one, f"{step}_on", one.filed_on + timedelta(days=random.randrange(20)))
                setattr(one, f"{step}_by_id", cast.desk.account_id)
                one.answer = "已核实"
        one.save()
    late = {
        one
        for one in Grievance.objects.all()
        if missed(
            Deadlines(one.acknowledge_by, one.answer_by, one.resolve_by),
            {
                Step.ACKNOWLEDGE: one.acknowledged_on,
                Step.ANSWER: one.answered_on,
                Step.RESOLVE: one.resolved_on,
            },
            TODAY,
        )
    }
    assert set(Grievance.objects.escalated(TODAY)) == late and 0 < len(late) < 60


@pytest.mark.django_db
def test_nobody_need_say_who_they_are_and_the_code_shows_the_answer(cast):
    made = filed()
    answer_grievance(actor=cast.desk, grievance=made.grievance, on=TODAY, answer="已责令补发")
    found = grievance_of_code(made.code.lower()[:4] + "-" + made.code[4:])
    assert found.answer == "已责令补发" and found.unsealed("contact_name") is None
    with pytest.raises(Refused, match="grievance_code_not_good"):
        grievance_of_code("2" * 12)


@pytest.mark.django_db
def test_a_complaint_is_kept_sealed_and_its_code_as_a_digest(cast):
    made = filed(words="老板扣了我的身份证", contact_phone="13900000000")
    stored = str(Grievance.objects.filter(pk=made.grievance.pk).values().get())
    assert "身份证" not in stored and "13900000000" not in stored and made.code not in stored


@pytest.mark.django_db
def test_a_voice_through_somebody_and_a_paper_are_recorded_as_such(cast):
    told = file_grievance(
        actor=cast.helper, area=TOWNSHIP, on=TODAY, about="office", words="不让我换工作",
        how="through_somebody", through="她妹妹",
    ).grievance  # fmt: skip
    assert (told.how, told.through, told.received_by_id) == (
        "through_somebody",
        "她妹妹",
        cast.helper.account_id,
    )
    for how, code in (("through_somebody", "say_who_speaks"), ("paper_at_desk", "name_the_paper")):
        with pytest.raises(Refused, match=code):
            filed(how=how)


@pytest.mark.django_db
def test_the_desk_reads_it_and_no_officer_does(cast):
    made = filed().grievance
    assert read_by(cast.desk) == {made}
    for actor in (cast.officer, cast.helper, cast.supervisor, cast.auditor, cast.administrator):
        assert not read_by(actor)
        with pytest.raises(NotAllowed):
            acknowledge_grievance(actor=actor, grievance=made, on=TODAY)


@pytest.mark.django_db
def test_what_is_missed_stands_outside_the_chain_by_itself(cast):
    made = filed(TODAY - timedelta(days=7)).grievance
    assert read_by(cast.auditor) == {made}
    answer_grievance(actor=cast.auditor, grievance=made, on=TODAY, answer="已由上级核实")
    assert (
        resolve_grievance(actor=cast.auditor, grievance=made, on=TODAY, outcome="已补发").resolved_on == TODAY
    )


@pytest.mark.django_db
def test_a_desk_complained_about_by_name_neither_reads_nor_handles_it(cast):
    made = filed(about_name=" desk ").grievance
    assert not read_by(cast.desk) and read_by(cast.auditor) == {made}
    with pytest.raises(NotAllowed):
        answer_grievance(actor=cast.desk, grievance=made, on=TODAY, answer="没有的事")


@pytest.mark.django_db
def test_a_complaint_about_the_desk_never_reaches_the_desk(cast):
    made = filed(about="desk").grievance
    assert not read_by(cast.desk) and read_by(cast.auditor) == {made}


@pytest.mark.django_db
def test_a_desk_in_the_same_post_as_whom_it_is_about_sees_nothing_and_one_above_does(cast):
    near = an_account("near_desk", (Role.INDEPENDENT_DESK, COUNTY)).actor(TODAY)
    plain, about_officer = filed().grievance, filed(about="office", about_name="Officer").grievance
    assert read_by(near) == {plain}
    assert read_by(cast.desk) == {plain, about_officer}


@pytest.mark.django_db
def test_somebody_named_later_is_kept_away_from_then_on_and_stays_named(cast):
    second = an_account("Second Desk", (Role.INDEPENDENT_DESK, PROVINCE - PROVINCE)).actor(TODAY)
    made = filed().grievance
    name_subject(actor=second, grievance=made, name="Desk", on=TODAY)
    assert not read_by(cast.desk) and read_by(second) == {made}
    with pytest.raises(IntegrityError, match="a_subject_stays"), transaction.atomic():
        GrievanceSubject.objects.all().delete()


@pytest.mark.django_db
@pytest.mark.parametrize("step", ["acknowledged", "answered", "resolved"])
def test_the_database_lets_nobody_handle_a_complaint_about_themselves_or_their_colleague(cast, step):
    colleague = an_account("colleague", (Role.HELPER, PROVINCE))
    made = filed(about_name="Desk").grievance
    rest = {"acknowledged_on": TODAY, "acknowledged_by": Account.objects.get(pk=cast.auditor.account_id)}
    rest |= {
        "answered_on": TODAY,
        "answered_by": rest["acknowledged_by"],
        "answer": "已核实",
        "outcome": "已办",
    }
    Grievance.objects.filter(pk=made.pk).update(**rest)
    for account in (Account.objects.get(pk=cast.desk.account_id), colleague):
        with pytest.raises(IntegrityError, match="complained_about"), transaction.atomic():
            Grievance.objects.filter(pk=made.pk).update(**{f"{step}_by": account, f"{step}_on": TODAY})


@pytest.mark.django_db
def test_a_complaint_hangs_on_no_person_and_changes_no_list(cast):
    from make import a_worker

    for _ in range(20):
        a_worker()
    before = today(cast.officer, TODAY)
    for _ in range(20):
        filed(contact_name="甲", about="office", about_name="Officer")
    assert today(cast.officer, TODAY) == before
    hangs = {f.related_model.__name__ for f in Grievance._meta.concrete_fields if f.is_relation}
    assert hangs == {"Account"}


def a_resolved_one(cast) -> tuple[Grievance, str]:
    """A complaint that the desk answered and resolved, and its code."""
    made = filed()
    answer_grievance(actor=cast.desk, grievance=made.grievance, on=TODAY, answer="已核实")
    resolve_grievance(actor=cast.desk, grievance=made.grievance, on=TODAY, outcome="已补发")
    return made.grievance, made.code


def test_a_resolution_disputed_by_the_code_stands_open_again_outside_the_chain(cast):
    grievance, code = a_resolved_one(cast)
    assert grievance not in read_by(cast.auditor) and not Grievance.objects.still_open().exists()
    found = grievance_of_code(code)
    dispute = dispute_resolution(actor=somebody(COUNTY, TODAY), grievance=found, on=TODAY, words="只补了一半")
    assert grievance in read_by(cast.auditor) and Grievance.objects.still_open().get() == grievance
    assert "一半" not in dispute.words_sealed and dispute.settle_by == TODAY + timedelta(days=15)
    with pytest.raises(Refused, match="disputed_already"):
        dispute_resolution(actor=somebody(COUNTY, TODAY), grievance=found, on=TODAY, words="还没补")
    with pytest.raises(NotAllowed):
        settle_dispute(actor=cast.desk, dispute=dispute, on=TODAY, outcome="好了")
    settle_dispute(actor=cast.auditor, dispute=dispute, on=TODAY, outcome="另一半已补")
    assert not Grievance.objects.still_open().exists() and Grievance.objects.resolved().get() == grievance
    assert Grievance.objects.get().outcome == "已补发"


def test_what_is_not_resolved_is_not_disputed_and_the_database_keeps_the_handler_from_settling(cast):
    grievance, _code = a_resolved_one(cast)
    dispute = dispute_resolution(actor=somebody(COUNTY, TODAY), grievance=grievance, on=TODAY, words="没有")
    with pytest.raises(IntegrityError, match="who_answered_settles_no_dispute"), transaction.atomic():
        GrievanceDispute.objects.update(settled_on=TODAY, settled_by=cast.desk.account_id, outcome="好了")
    with pytest.raises(IntegrityError, match="written_stays_written"), transaction.atomic():
        GrievanceDispute.objects.update(words_sealed="x")
    with pytest.raises(Refused, match="nothing_to_dispute"):
        dispute_resolution(actor=somebody(COUNTY, TODAY), grievance=filed().grievance, on=TODAY, words="没有")
    assert dispute.settled_on is None


@pytest.mark.parametrize(
    ("called", "about_name", "words", "kept_away"),
    [
        ("王 小明", "王小明主任", "收钱", True),
        ("Ｗａｎｇ Xiaoming", "mr wang xiaoming", "took money", True),
        ("王小明", "", "王小明同志收了我的钱", True),
        ("Wang Xiaoming", "", "then WANG  Xiaoming took it", True),
        ("王小明", "", "王晓明收了我的钱", False),
        ("Wang", "", "Mr Wang took it", False),
    ],
)
def test_somebody_named_with_a_title_or_in_the_words_alone_is_kept_away(
    cast, called, about_name, words, kept_away
):
    named = an_account("named", (Role.COUNTY_OFFICER, COUNTY))
    Account.objects.filter(pk=named.pk).update(display_name=called)
    filed(about="office", about_name=about_name, words=words)
    assert GrievanceSubject.objects.filter(account=named).exists() == kept_away
