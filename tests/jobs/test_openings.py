"""Openings: screened when recorded, held back with the words that did it, released by a name with a reason."""

from __future__ import annotations

from datetime import date

import pytest

from cast import COUNTY, OTHER_COUNTY, TODAY
from gainful.accounts.actor import Actor
from gainful.accounts.refusals import NotAllowed, Refused
from gainful.jobs import actions
from gainful.jobs.models import Employer, Opening
from make import an_employer

pytestmark = pytest.mark.django_db


def record(cast, **more):
    fields = {"channel": "project", "title": "保洁员", "seats": 5, "place": COUNTY} | more
    return actions.record_opening(actor=cast.officer, area=COUNTY, employer=an_employer(), on=TODAY, **fields)


def test_an_ordinary_opening_is_open(cast):
    opening = record(cast, hours_per_week=40, pay_low_fen=300_000, other_text="熟练工优先")
    assert (opening.state, opening.held_because, opening.warned_of) == ("open", [], [])


@pytest.mark.parametrize(
    ("terms", "code", "words"),
    [
        ({"other_text": "女，45岁以下"}, "discriminatory_requirement", "45岁以下"),
        ({"other_text": "限男性，18-35岁"}, "discriminatory_requirement", "限男性"),
        ({"other_text": "入职缴纳服装押金300元"}, "fee_or_deposit_asked", "押金"),
        ({"skill_text": "身份证由公司保管"}, "document_retention", "身份证"),
        ({"deductions_text": "每月扣押金100元"}, "fee_or_deposit_asked", "押金"),
        ({"hours_per_week": 60}, "excessive_hours", "60"),
    ],
)
def test_what_is_unlawful_holds_an_opening_back_with_the_words_that_did_it(cast, terms, code, words):
    opening = Opening.objects.get(pk=record(cast, **terms).pk)
    assert opening.state == "held"
    assert any(f["code"] == code and words in f["words"] for f in opening.held_because)


def test_the_bound_itself_is_not_excessive(cast):
    assert record(cast, hours_per_week=52).state == "open"


def test_a_held_opening_is_not_among_the_open_ones(cast):
    record(cast, hours_per_week=60)
    expired = record(cast, valid_until=date(2020, 11, 1))
    good = record(cast, valid_until=TODAY)
    assert list(Opening.objects.open_on(TODAY)) == [good] and expired.state == "open"
    assert list(Opening.objects.expired(TODAY)) == [expired]


def test_openings_of_a_frozen_employer_are_not_open(cast):
    opening = record(cast)
    Employer.objects.filter(pk=opening.employer_id).update(frozen_on=TODAY)
    assert not Opening.objects.open_on(TODAY).exists()


def test_a_warning_is_kept_with_the_opening_and_does_not_hold_it_back(cast):
    opening = record(cast, hours_per_week=40, pay_low_fen=150_000)
    warned = Opening.objects.warned().get()
    assert (warned, warned.state) == (opening, "open")
    assert (warned.warned_of[0]["words"], warned.warned_of[0]["bound"]) == ("1500", "1620")
    correct = {"actor": cast.officer, "opening": opening, "on": TODAY}
    actions.correct_opening(**correct, changes={"pay_low_fen": 162_000})
    assert not Opening.objects.warned().exists()


def test_a_named_officer_releases_over_hours_with_a_reason_that_is_kept(cast):
    opening = record(cast, hours_per_week=60)
    actions.release_held_opening(actor=cast.officer, opening=opening, on=TODAY, because="做四休三")
    opening.refresh_from_db()
    assert (opening.state, opening.released_because) == ("open", "做四休三")
    assert opening.released_for[0]["words"] == "60" and opening.released_by_id == cast.officer.account_id


def test_what_an_officer_answered_for_does_not_hold_the_opening_again_but_more_hours_do(cast):
    opening = record(cast, hours_per_week=60)
    actions.release_held_opening(actor=cast.officer, opening=opening, on=TODAY, because="做四休三")
    correct = {"actor": cast.officer, "opening": opening, "on": TODAY}
    assert actions.correct_opening(**correct, changes={"seats": 6}).state == "open"
    assert actions.correct_opening(**correct, changes={"hours_per_week": 70}).state == "held"


@pytest.mark.parametrize("text", ["限男性", "缴纳押金300元", "身份证由公司保管"])
def test_nobody_releases_an_opening_while_its_text_stands(cast, text):
    opening = record(cast, other_text=text)
    with pytest.raises(Refused, match="unlawful_text_stands"):
        actions.release_held_opening(actor=cast.officer, opening=opening, on=TODAY, because="急招")
    changes = {"other_text": ""}
    assert (
        actions.correct_opening(actor=cast.officer, opening=opening, on=TODAY, changes=changes).state
        == "open"
    )


def test_releasing_needs_a_name_and_a_reason(cast):
    opening = record(cast, hours_per_week=60)
    nobody = Actor(account_id=None, label="", grants=cast.officer.grants, on=TODAY)
    with pytest.raises(Refused, match="release_needs_a_named_officer"):
        actions.release_held_opening(actor=nobody, opening=opening, on=TODAY, because="急招")
    with pytest.raises(Refused, match="release_needs_a_reason"):
        actions.release_held_opening(actor=cast.officer, opening=opening, on=TODAY, because=" ")


def test_silence_about_deductions_is_not_none(cast):
    opening = record(cast)
    assert opening.deductions_stated is None
    with pytest.raises(Refused, match="deductions_not_stated"):
        actions.state_deductions(actor=cast.officer, opening=opening, on=TODAY, deductions_text="")
    actions.state_deductions(actor=cast.officer, opening=opening, on=TODAY, deductions_text="无")
    assert opening.deductions_stated is True and opening.state == "open"


def test_a_deposit_among_the_deductions_holds_the_opening_back(cast):
    opening = record(cast)
    actions.state_deductions(
        actor=cast.officer, opening=opening, on=TODAY, deductions_text="每月扣服装押金50元"
    )
    assert opening.state == "held"


@pytest.mark.parametrize(
    ("terms", "code"),
    [
        ({"seats": 0}, "opening_has_no_seats"),
        ({"channel": "self_arranged"}, "channel_has_no_openings"),
        ({"channel": "no_such"}, "channel_has_no_openings"),
        ({"pay_low_fen": 2, "pay_high_fen": 1}, "pay_range_out_of_order"),
        ({"colour": "red"}, "not_a_term_of_an_opening"),
    ],
)
def test_an_opening_that_makes_no_sense_is_refused(cast, terms, code):
    with pytest.raises(Refused, match=code):
        record(cast, **terms)
    assert not Opening.objects.exists()


def test_a_closed_opening_stays_closed(cast):
    opening = record(cast)
    actions.close_opening(actor=cast.officer, opening=opening, on=TODAY, because="filled")
    with pytest.raises(Refused, match="opening_closed"):
        actions.correct_opening(actor=cast.officer, opening=opening, on=TODAY, changes={"seats": 9})
    again = actions.close_opening(actor=cast.officer, opening=opening, on=date(2020, 12, 1))
    assert (again.closed_on, again.closed_because) == (TODAY, "filled")


def test_a_contact_phone_is_sealed(cast):
    opening = record(cast, contact_phone="10065637974")
    kept = Opening.objects.values().get(pk=opening.pk)
    assert not [value for value in kept.values() if "10065637974" in str(value)]
    assert opening.unsealed("contact_phone") == "10065637974"


def test_nobody_records_or_reads_openings_of_another_county(cast):
    opening = record(cast)
    with pytest.raises(NotAllowed):
        actions.record_opening(
            actor=cast.officer,
            area=OTHER_COUNTY,
            employer=opening.employer,
            channel="project",
            title="保洁员",
            seats=1,
            on=TODAY,
        )
    assert not Opening.objects.visible_to(cast.other_officer, "jobs.see").exists()
    assert Opening.objects.visible_to(cast.supervisor, "jobs.see").exists()
