"""Signs that refusing is not free: on the day of whoever must look, until somebody did, with a finding and a name."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from casework.journey import PAPER, shown
from cast import COUNTY, OTHER_COUNTY, TODAY, an_actor
from gainful.accounts.actor import Role
from gainful.accounts.models import Account
from gainful.accounts.refusals import NotAllowed, Refused
from gainful.casework import alerts, worklists
from gainful.casework.actions import accept_offer, decline_offer, look_into_heap, look_into_silence
from gainful.casework.models import Offer, ProtectionCase, RefusalLook
from gainful.registry.models import Consent
from make import a_consent, a_person, an_opening

pytestmark = pytest.mark.django_db
DAY = TODAY - timedelta(days=3)
FOUND = {"is_free": True, "found": "五人都说可以不去"}


def yeses(cast, number=1, on=TODAY):
    opening = an_opening(seats=number, valid_until=None)
    for _ in range(number):
        accept_offer(
            actor=replace(cast.officer, on=on), offer=shown(cast, None, opening, on=on), on=on, **PAPER
        )


def heap(cast, number=30, day=DAY, who=None):
    for _ in range(number):
        a_consent(a_person(), given_on=day, recorded_by_id=who or cast.officer.account_id)


def waits(actor, on=TODAY):
    return {name: worklists.today(actor, on)[name] for name in ("nobody_declines", "consents_in_bulk")}


def test_both_signs_stand_on_the_day_of_the_desk_and_of_nobody_else(cast):
    yeses(cast)
    heap(cast)
    assert waits(cast.desk) == {"nobody_declines": 1, "consents_in_bulk": 1}
    for actor in (cast.officer, cast.helper, cast.other_officer):
        assert waits(actor) == {"nobody_declines": 0, "consents_in_bulk": 0}


def test_a_sign_ends_with_what_was_found_and_by_whom(cast):
    yeses(cast)
    heap(cast)
    account = Account.objects.get(pk=cast.officer.account_id)
    one = look_into_silence(actor=cast.desk, area=COUNTY, on=TODAY, **FOUND)
    two = look_into_heap(actor=cast.desk, area=COUNTY, account=account, given_on=DAY, on=TODAY, **FOUND)
    assert waits(cast.desk) == {"nobody_declines": 0, "consents_in_bulk": 0}
    assert {one.looked_by_id, two.looked_by_id} == {cast.desk.account_id} and (one.counted, two.counted) == (
        1,
        30,
    )
    assert not ProtectionCase.objects.exists()


def test_where_people_cannot_say_no_a_case_opens_that_names_no_worker_and_hides_from_who_wrote_them_down(
    cast,
):
    heap(cast)
    account = Account.objects.get(pk=cast.officer.account_id)
    look_into_heap(actor=cast.desk, area=COUNTY, account=account, given_on=DAY, on=TODAY, is_free=False,
                   found="三人说不敢不签")  # fmt: skip
    case = ProtectionCase.objects.get()
    assert (case.kind, case.person, case.words) == ("refusing_not_free", None, "三人说不敢不签")
    assert case not in worklists.protection_cases(cast.officer, TODAY)
    assert case in worklists.protection_cases(cast.desk, TODAY)


def test_a_county_looked_into_waits_again_after_20_more_answers_without_a_no_or_after_90_days(cast):
    yeses(cast)
    look_into_silence(actor=cast.desk, area=COUNTY, on=TODAY, **FOUND)
    later = TODAY + timedelta(days=10)
    for more, waiting in ((19, False), (1, True)):
        yeses(cast, more, on=later)
        assert [one.waits for one in alerts.nobody_declines(cast.desk, later)] == [waiting]
        assert waits(cast.desk, later)["nobody_declines"] == waiting
    look_into_silence(actor=replace(cast.desk, on=later), area=COUNTY, on=later, **FOUND)
    assert waits(cast.desk, later + timedelta(days=79))["nobody_declines"] == 0
    yeses(cast, on=later + timedelta(days=89))
    assert waits(cast.desk, later + timedelta(days=90))["nobody_declines"] == 1


def test_more_consents_of_a_day_that_was_looked_into_raise_it_again(cast):
    heap(cast)
    account = Account.objects.get(pk=cast.officer.account_id)
    look_into_heap(actor=cast.desk, area=COUNTY, account=account, given_on=DAY, on=TODAY, **FOUND)
    heap(cast, 1)
    assert waits(cast.desk)["consents_in_bulk"] == 1


def test_a_no_ends_the_sign_by_itself_and_29_consents_are_no_heap(cast):
    yeses(cast, 2)
    heap(cast, 29)
    decline_offer(actor=cast.officer, offer=shown(cast), on=TODAY, how="paper_at_desk")
    assert waits(cast.desk) == {"nobody_declines": 0, "consents_in_bulk": 0}


def test_only_the_desk_looks_never_at_its_own_heap_never_without_a_word_and_never_twice(cast):
    yeses(cast)
    heap(cast, who=cast.desk.account_id)
    own = Account.objects.get(pk=cast.desk.account_id)
    for actor in (cast.officer, an_actor("desk2", (Role.INDEPENDENT_DESK, OTHER_COUNTY))):
        with pytest.raises(NotAllowed):
            look_into_silence(actor=actor, area=COUNTY, on=TODAY, **FOUND)
    with pytest.raises(Refused, match="own_heap"):
        look_into_heap(actor=cast.desk, area=COUNTY, account=own, given_on=DAY, on=TODAY, **FOUND)
    with pytest.raises(Refused, match="say_what_was_found"):
        look_into_silence(actor=cast.desk, area=COUNTY, on=TODAY, is_free=True, found=" ")
    look_into_silence(actor=cast.desk, area=COUNTY, on=TODAY, **FOUND)
    with pytest.raises(Refused, match="nothing_to_look_into"):
        look_into_silence(actor=cast.desk, area=COUNTY, on=TODAY, **FOUND)


@pytest.mark.parametrize("write", [
    lambda rows: rows.update(found="改"), lambda rows: rows.update(outcome="not_free"), lambda rows: rows.delete(),
])  # fmt: skip
def test_what_was_found_is_not_rewritten_by_any_write(cast, write):
    yeses(cast)
    look_into_silence(actor=cast.desk, area=COUNTY, on=TODAY, **FOUND)
    with pytest.raises(IntegrityError), transaction.atomic():
        write(RefusalLook.objects.all())


def test_the_lists_name_no_worker_and_count_as_a_plain_walk_over_the_rows_does(cast):
    yeses(cast, 3)
    heap(cast, 31)
    answered = Offer.objects.filter(state__in=["accepted", "declined"])
    assert [(one.county, one.answers) for one in alerts.nobody_declines(cast.desk, TODAY)] == [
        (COUNTY, len(answered))
    ]
    given = [row for row in Consent.objects.all() if row.recorded_by_id == cast.officer.account_id]
    by_day = {row.given_on: sum(one.given_on == row.given_on for one in given) for row in given}
    found = {one.given_on: one.consents for one in alerts.consents_in_bulk(cast.desk, TODAY)}
    assert found == {day: number for day, number in by_day.items() if number >= 30}
