"""Opening a case by hand: whoever sees something says it; who it concerns is theirs to know."""

from __future__ import annotations

import pytest

from cast import OTHER_COUNTY_TOWNSHIP, TODAY
from gainful.casework.models import ProtectionCase
from make import a_worker

pytestmark = pytest.mark.django_db
SEEN = {"kind": "fee_taken", "words": "要交押金300元"}


def test_a_helper_opens_a_case_about_somebody_and_the_desk_sees_it(site, cast):
    person = a_worker()
    answer = site(cast.helper).post(f"/protection/new/{person.key}/", SEEN)
    case = ProtectionCase.objects.get()
    assert answer.url == f"/people/{person.key}/"
    assert (case.person, case.opened_on, case.opened_by_id) == (person, TODAY, cast.helper.account_id)
    assert case.key in site(cast.desk).get("/protection/").content.decode()


def test_a_case_may_name_nobody(site, cast):
    site(cast.officer).post("/protection/new/", {"kind": "other", "words": "村口有人招工收费"})
    assert ProtectionCase.objects.get().person is None


def test_nobody_opens_a_case_about_somebody_of_another_county(site, cast):
    stranger = a_worker(area=OTHER_COUNTY_TOWNSHIP)
    assert site(cast.officer).post(f"/protection/new/{stranger.key}/", SEEN).status_code == 404
    assert not ProtectionCase.objects.exists()
