"""Is refusing free? On the desk's Today, looked into on a page, and kept there with a name."""

from __future__ import annotations

import pytest
from handing_in import text_of

from casework.journey import PAPER, shown
from cast import TODAY
from gainful.casework.actions import accept_offer
from gainful.casework.models import RefusalLook
from make import a_consent, a_person

pytestmark = pytest.mark.django_db
PAGE = "/protection/refusing/"


@pytest.fixture
def signs(cast):
    accept_offer(actor=cast.officer, offer=shown(cast), on=TODAY, **PAPER)
    for _ in range(30):
        a_consent(a_person(), given_on=TODAY, recorded_by_id=cast.officer.account_id)


def links(page: str) -> list[str]:
    return [
        part.split('"')[0]
        for part in page.split('href="')
        if part.startswith(PAGE) and part[len(PAGE)] != '"'
    ]


def test_the_desk_finds_both_on_its_day_and_ends_them_with_a_finding(site, cast, signs):
    desk = site(cast.desk)
    today = desk.get("/").content.decode()
    assert "county where nobody declines" in today and "heap of consents" in today
    assert "Follow-ups waiting longest" not in today and "people want work" not in today
    heap, silence = sorted(links(desk.get(PAGE).content.decode()))
    desk.post(silence, {"outcome": "free", "found": "五人都说可以不去"})
    answer = desk.post(heap, {"outcome": "not_free", "found": "三人说不敢不签"}, follow=True)
    assert {look.looked_by_id for look in RefusalLook.objects.all()} == {cast.desk.account_id}
    page = text_of(answer)
    assert (
        "people can say no there" in page and "三人说不敢不签" in page and not links(answer.content.decode())
    )
    assert [row["count"] for row in desk.get("/").context["due"]] == [
        1
    ]  # the protection case that was opened


def test_the_county_sees_the_signs_and_what_was_found_and_settles_nothing(site, cast, signs):
    officer, desk = site(cast.officer), site(cast.desk)
    address = links(desk.get(PAGE).content.decode())
    assert not links(officer.get(PAGE).content.decode())
    assert "the independent desk looks into it" in text_of(officer.get(PAGE))
    assert [officer.post(one, {"outcome": "free", "found": "x"}).status_code for one in address] == [404, 404]
    assert site(cast.other_officer).get(address[0]).status_code == 404


def test_nothing_is_kept_without_a_word_of_what_was_found(site, cast, signs):
    desk = site(cast.desk)
    for address in links(desk.get(PAGE).content.decode()):
        assert desk.post(address, {"outcome": "free", "found": ""}).status_code == 422
    assert not RefusalLook.objects.exists()
