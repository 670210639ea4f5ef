"""A decision names where its rule comes from, and where the values that held on the day do."""

from __future__ import annotations

import json
from datetime import date

import pytest

from benefits.claiming import an_office
from casework.journey import recorded
from cast import COUNTY, TODAY
from gainful.benefits.actions import ask_for, decide, record_fact
from make import a_worker, an_opening

pytestmark = pytest.mark.django_db
FIRST = {"en": "Gansu HRSS, February 2020", "zh": "甘肃省人社厅，2020年2月"}
NEXT = {"en": "Gansu Daily, 2020-06-14", "zh": "《甘肃日报》2020年6月14日"}


@pytest.mark.parametrize(("on", "cites_next"), [(date(2020, 6, 13), False), (TODAY, True)])
def test_the_values_of_another_report_are_cited_from_the_day_they_hold(cast, on, cites_next):
    office, person, began = an_office(COUNTY), a_worker(), date(2019, 11, 1)
    recorded(cast, person, channel="workshop", starts_on=began, employer=an_opening().employer)
    claim = ask_for(
        actor=office.benefits, person=person, rule="workshop_award", about=began.isoformat(), how="paper", on=on
    )  # fmt: skip
    record_fact(
        actor=office.benefits, claim=claim, fact="workshop_recognised", value="yes", kept_at="认定文件", on=on
    )  # fmt: skip
    decision = decide(actor=office.benefits, claim=claim, grants=True, on=on)
    said = json.loads(decision.unsealed("words"))
    for tongue in ("zh", "en"):
        cited = said[tongue]["source"]
        assert FIRST[tongue] in cited and cited.count(NEXT[tongue]) == cites_next
