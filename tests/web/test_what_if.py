"""What if, as the ministry's analyst uses it: counts and no person, few never shown, a refusal in words."""

from __future__ import annotations

import re

import pytest

from benefits.mixed_county import make_mixed_county
from cast import TODAY
from gainful.benefits import facts_runs

pytestmark = pytest.mark.django_db
TRIED = "/what-if/?rule=workshop_award&parameter=first_tier_months&level=county&value="


def text(answer):
    return answer.content.decode().replace("&#x27;", "'")


@pytest.fixture(autouse=True)
def own_home(settings, tmp_path):
    """Facts of one test are not another's."""
    settings.GAINFUL_HOME = tmp_path


@pytest.fixture
def facts(cast):
    """Everybody's facts of the day."""
    make_mixed_county()
    facts_runs.build_facts(actor=cast.analyst, on=TODAY)


def test_the_analyst_tries_a_value_and_sees_no_small_count_and_no_key(site, cast, facts):
    browser = site(cast.analyst)
    page = text(browser.get(TRIED + "5"))
    table = page[page.index("h-result") :]
    assert "Cannot be told" in page and "few" in table
    counts = [int(n.replace(",", "")) for n in re.findall(r">([\d,]+)<", table)]
    assert not [n for n in counts if 0 < n < 10]


def test_a_value_beyond_a_bound_is_refused_in_words(site, cast, facts):
    address = "/what-if/?rule=out_working_award&parameter=outside_province&place=5303&value=1001"
    answer = site(cast.analyst).get(address)
    assert answer.status_code == 422 and "beyond what a higher level allows" in text(answer)


def test_nobody_but_the_analyst_asks(site, cast):
    for who in (cast.officer, cast.auditor, cast.benefits):
        assert site(who).get("/what-if/").status_code == 404


def test_without_facts_the_page_says_so_and_asks_for_them_once(site, cast):
    browser = site(cast.analyst)
    assert "have not been built" in text(browser.get("/what-if/"))
    assert browser.post("/what-if/build/").status_code == 302
    assert browser.post("/what-if/build/").status_code == 409
