"""The list of whom to tell of what is new, and Today's line of it."""

from __future__ import annotations

import pytest
from browsing import queries_of
from handing_in import text_of

from benefits.claiming import ALLOWANCE, a_trainee
from cast import TODAY, TOWNSHIP
from gainful.benefits.models import Claim, NewlyDue, RuleTurn

pytestmark = pytest.mark.django_db


@pytest.fixture
def turn(cast):
    return RuleTurn.objects.create(
        area=cast.officer.spans("claims.ask")[0][0], rule=ALLOWANCE, standing="0" * 64, kind="begins",
        seen_on=TODAY,
    )  # fmt: skip


def to_be_told(turn, **more) -> NewlyDue:
    """Somebody of the officer's county whom the rule fits."""
    person = a_trainee(area=TOWNSHIP, **more)
    return NewlyDue.objects.create(
        area=person.area, turn=turn, person=person, about="2020-06-01",
        once_for=f"training:{person.enrolments.get().key}", amount_fen=960_00, found_on=TODAY,
    )  # fmt: skip


def test_today_names_them_and_the_list_says_what_and_why(site, cast, turn):
    one = to_be_told(turn)
    assert "person to be told: a new rule or amount" in text_of(site(cast.officer).get("/"))
    said = text_of(site(cast.officer).get("/newly-due/"))
    assert one.person.name in said and "CNY 960" in said and "it holds here now" in said
    assert "本地现已适用" in text_of(site(cast.helper, "zh-hans").get("/newly-due/"))
    assert one.person.name not in text_of(site(cast.other_officer).get("/newly-due/"))


def test_a_no_takes_it_off_the_list_and_claims_nothing(site, cast, turn):
    one = to_be_told(turn)
    answer = site(cast.officer).post(f"/newly-due/{one.key}/no/", follow=True)
    assert one.person.name not in text_of(answer) and "Nothing else changes" in text_of(answer)
    one.refresh_from_db()
    assert (one.outcome, Claim.objects.count()) == ("said_no", 0)


def test_what_is_not_due_by_the_record_opens_no_claim(site, cast, turn):
    one = to_be_told(turn, days=0)
    said = text_of(site(cast.officer).post(f"/newly-due/{one.key}/claim/", follow=True))
    assert "not due to them any more" in said and Claim.objects.count() == 0
    assert site(cast.other_officer).post(f"/newly-due/{one.key}/no/").status_code == 404


def test_the_list_takes_as_many_queries_for_many_as_for_few(site, cast, turn):
    to_be_told(turn)
    few = queries_of(site(cast.officer), "/newly-due/")
    for _ in range(5):
        to_be_told(turn)
    assert queries_of(site(cast.officer), "/newly-due/") <= few + 1


def test_what_passed_is_said_with_when_and_why(site, cast, turn):
    one = to_be_told(turn)
    ended = {"outcome": "passed", "passed_because": "rule_ended", "ended_on": TODAY}
    NewlyDue.objects.filter(pk=one.pk).update(**ended)
    said = text_of(site(cast.officer).get("/newly-due/"))
    assert "Passed, and not claimed 1" in said and one.person.name in said
    assert "the rule holds no more where they live" in said
    assert one.person.name not in text_of(site(cast.other_officer).get("/newly-due/"))
