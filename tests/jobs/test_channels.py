"""The channels: each is one file, the pack names it, and it says what it demands."""

from __future__ import annotations

import subprocess
import sys
from types import SimpleNamespace

import pytest

from gainful.jobs import channels as folder
from gainful.jobs.channels import channel_of, channels
from gainful.pack import load
from gainful.terms.areas import LocationClass

STATED = {
    "workshop_id": 1,
    "project_id": 1,
    "place": 621299_000_000,
    "hours_per_week": 40,
    "contract_months": 12,
    "pay_low_fen": 300_000,
    "housing": "none",
    "deductions_stated": True,
}
LIKE_ANY_OTHER = """
from gainful.jobs.channels.base import Channel


class Ferry(Channel):
    code = "ferry"


CHANNEL = Ferry()
"""


def opening(**more):
    return SimpleNamespace(**STATED | more)


def spell(**more):
    fields = {"workshop_id": None, "employer_id": None, "employer_name": "", "location_class": "in_county"}
    return SimpleNamespace(**fields | more)


def test_every_channel_of_the_pack_has_its_file_and_every_file_its_name_in_the_pack():
    codes = load("gainful_china").codes["channels"]
    assert {code.code for code in codes} == set(channels())
    assert all(codes.label(code, language) != code for code in channels() for language in ("zh", "en"))


def test_a_new_channel_is_one_file(tmp_path, monkeypatch):
    (tmp_path / "ferry.py").write_text(LIKE_ANY_OTHER)
    monkeypatch.setattr(folder, "__path__", [*folder.__path__, str(tmp_path)])
    before = set(channels())
    channels.cache_clear()
    try:
        assert set(channels()) - before == {"ferry"}
        assert channel_of("ferry").consents(LocationClass.ABROAD) == ("placement",)
    finally:
        channels.cache_clear()
        sys.modules.pop("gainful.jobs.channels.ferry", None)
        vars(folder).pop("ferry", None)


def test_two_files_of_one_code_are_a_fault(tmp_path, monkeypatch):
    (tmp_path / "second_workshop.py").write_text(LIKE_ANY_OTHER.replace('"ferry"', '"workshop"'))
    monkeypatch.setattr(folder, "__path__", [*folder.__path__, str(tmp_path)])
    channels.cache_clear()
    try:
        with pytest.raises(ValueError, match="two files"):
            channels()
    finally:
        channels.cache_clear()
        sys.modules.pop("gainful.jobs.channels.second_workshop", None)
        vars(folder).pop("second_workshop", None)


def test_a_channel_that_does_not_exist_names_those_that_do():
    with pytest.raises(KeyError, match="organised_export"):
        channel_of("no_such")


@pytest.mark.parametrize("code", sorted(channels()))
def test_a_fully_stated_opening_lacks_nothing(code):
    assert channel_of(code).opening_lacks(opening()) == ()


@pytest.mark.parametrize("code", sorted(channels()))
@pytest.mark.parametrize("silence", [None, False])
def test_deductions_not_stated_are_asked_in_every_channel(code, silence):
    assert "deductions_not_stated" in channel_of(code).opening_lacks(opening(deductions_stated=silence))


@pytest.mark.parametrize(
    ("code", "unstated", "lacking"),
    [
        ("organised_export", {"housing": ""}, "housing_not_stated"),
        ("organised_export", {"contract_months": None}, "contract_months_not_stated"),
        ("workshop", {"workshop_id": None}, "workshop_not_named"),
        ("project", {"project_id": None}, "project_not_named"),
        ("public_post", {"contract_months": None}, "term_not_stated"),
        ("entrepreneurship", {"pay_low_fen": None}, "pay_not_stated"),
        ("workshop", {"hours_per_week": None}, "hours_not_stated"),
        ("project", {"place": None}, "place_not_stated"),
    ],
)
def test_each_channel_demands_what_it_cannot_do_without(code, unstated, lacking):
    assert channel_of(code).opening_lacks(opening(**unstated)) == (lacking,)


@pytest.mark.parametrize("place", list(LocationClass))
def test_an_organised_group_outside_the_county_needs_its_own_consent(place):
    away = place not in (LocationClass.IN_TOWNSHIP, LocationClass.IN_COUNTY)
    assert ("organised_export" in channel_of("organised_export").consents(place)) == away


@pytest.mark.parametrize("code", sorted(channels()))
@pytest.mark.parametrize("place", list(LocationClass))
def test_every_channel_needs_consent_to_placement_and_rests_outside_the_county(code, place):
    channel = channel_of(code)
    assert "placement" in channel.consents(place)
    assert channel.cools_off(place) == (place not in ("in_township", "in_county"))


def test_only_workshop_spells_count_as_workshop_and_must_name_theirs():
    assert [code for code, channel in channels().items() if channel.counts_as_workshop] == ["workshop"]
    assert channel_of("workshop").spell_lacks(spell(employer_name="厂")) == ("workshop_not_named",)
    assert channel_of("workshop").spell_lacks(spell(workshop_id=1)) == ()


def test_public_posts_alone_are_the_last_resort():
    assert [code for code, channel in channels().items() if channel.last_resort] == ["public_post"]


def test_work_that_people_arrange_themselves_is_never_brought_about():
    arranged = {code for code, channel in channels().items() if not channel.can_place}
    assert arranged == {"own_account", "self_arranged"}
    assert arranged == {code for code, channel in channels().items() if not channel.has_openings}


def test_own_businesses_have_no_employer_to_name_but_a_leaders_business_has_a_name():
    assert channel_of("own_account").spell_lacks(spell()) == ()
    assert channel_of("entrepreneurship").spell_lacks(spell()) == ("business_not_named",)
    assert channel_of("self_arranged").spell_lacks(spell()) == ("employer_not_stated",)


def test_channels_and_screening_load_without_django():
    program = (
        "import sys, gainful.jobs.screening as s; from gainful.jobs.channels import channels;"
        "channels(); assert s and 'django' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", program], check=True, env={"PYTHONPATH": "src"})
