"""The demo's own businesses and loan come by the same acts as anybody's, and wait for a decision."""

from __future__ import annotations

from datetime import date

import pytest

from cast import COUNTY
from gainful.benefits.asked import of_claim
from gainful.benefits.models import Business, Claim, LoanInterest
from gainful.cli.demo import TODAY
from gainful.cli.demo_own import INTEREST, SHOPS, START, own_businesses
from make import a_person


@pytest.mark.django_db
def test_a_few_run_shops_and_ask_for_the_subsidy_and_one_has_a_loan(cast):
    for _ in range(5):
        a_person(born_on=date(1985, 3, 4))
    own_businesses(COUNTY, cast.benefits)
    assert Business.objects.count() == len(SHOPS) and LoanInterest.objects.count() == 1
    claims = Claim.objects.filter(rule=START, state=Claim.State.OPEN).order_by("about")
    due = [asked.answer.due for one in claims if (asked := of_claim(one, TODAY))]
    # What a county pays is not loaded for the demo's places; the shop of July is too young wherever it is.
    assert due == [None, None, False]
    asked = of_claim(Claim.objects.get(rule=INTEREST), TODAY)
    assert asked is not None and asked.answer.due and asked.answer.amount_fen == 1_337_50
