"""One worker's year, walked on phones through the real screens, in order; docs/story.md tells it in words."""

from __future__ import annotations

import os
import re
from functools import partial
from pathlib import Path

import pytest
from live_site import ROOT, chromium

from gainful.accounts.audit import verify
from story.phones import ByBrowser, ByClient
from story.steps import (
    a_better_job_at_home,
    a_hundred_and_eighty_days,
    a_year_after,
    ninety_days,
    she_says_no,
    she_says_what_she_wants,
    she_says_yes,
    somebody_asks_her,
    the_first_pay_is_late,
    the_journey,
    the_pay_comes,
    thirty_days,
    training,
)
from story.year import Year

PICTURES = "GAINFUL_STORY_PICTURES"
"""The folder in which a run keeps its pictures; tools/story_pictures.py names docs/story."""

STORY = [
    somebody_asks_her,  # 2 March 2020: a visit, an answer, a signature under being shown openings
    she_says_what_she_wants,  # 3 March: on her own page, a wider wish, and a goal that no list reads
    she_says_no,  # 9 March: an opening is shown and declined; for nobody in the county anything else changes
    she_says_yes,  # 11 March: work in another province, her own yes, 48 hours to think again
    the_journey,  # 14 to 17 March: a seat, a departure, an arrival, the first day of work
    the_first_pay_is_late,  # 7 and 15 April: it comes up by itself, and placements there stop
    thirty_days,  # 16 and 18 April: not reached, put off, then asked by the script; consent asked again
    the_pay_comes,  # 20 April: her own word lifts the stop
    ninety_days,  # 15 June: the office where she works looks after her
    training,  # 6 to 10 July: two rolls differ, and no day is lost; a certificate
    a_hundred_and_eighty_days,  # 13 September: half a year, by payroll
    a_better_job_at_home,  # 20 October to 2 November: a workshop in her township, the way home paid
    a_year_after,  # until 2 March 2021: followed up, paid, and nothing of hers left to do
]


def test_one_workers_year(settings, cast, tmp_path):
    settings.GAINFUL_DEMO = True
    year = Year(settings, cast, ByClient.of, tmp_path)
    for step in STORY:
        step(year)
    assert verify().first_bad is None


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_the_same_year_on_a_phone_of_390_pixels(settings, cast, live_server, tmp_path, monkeypatch):
    # Playwright's loop runs in this thread, where the rows of the year are read too.
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    monkeypatch.setenv("LANGUAGE", "zh_CN")
    settings.GAINFUL_DEMO = True
    pictures = Path(os.environ.get(PICTURES, tmp_path))
    with chromium() as browser:
        year = Year(settings, cast, partial(ByBrowser.of, browser, live_server.url), pictures)
        for step in STORY:
            step(year)
    assert [f"{name}.webp" for name in year.taken] == sorted(file.name for file in pictures.glob("*.webp"))


def test_the_story_in_words_shows_every_picture_of_the_year():
    taken = re.findall(r'"(\d\d-[a-z-]+)"', (ROOT / "tests/story/steps.py").read_text())
    told = re.findall(r"\]\(story/(\d\d-[a-z-]+)\.webp\)", (ROOT / "docs/story.md").read_text())
    assert told == taken
