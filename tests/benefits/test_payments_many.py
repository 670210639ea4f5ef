"""Paying many: step after step, each kept; those held back take nobody's place in a batch."""

from __future__ import annotations

import pytest

from benefits.granted import PAYER, a_grant, payable, three_people
from cast import COUNTY, TODAY
from gainful.benefits.actions import gather, make_batch
from gainful.benefits.large import gather_all, make_all
from gainful.benefits.models import Batch, Payment
from make import a_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def three(settings):
    """The three people of an installation that pays."""
    settings.GAINFUL_PAYER_NAME, settings.GAINFUL_PAYER_ACCOUNT = PAYER.values()
    return three_people()


def test_a_gathering_goes_on_where_the_last_step_ended_and_makes_nothing_twice(three):
    for at in range(5):
        a_grant(a_person()) if at == 2 else payable()
    steps = list(gather_all(three.maker, COUNTY, TODAY, step=2))
    assert [len(one.made) for one in steps] == [2, 1, 1]
    assert [one.held for step in steps for one in step.held] == ["account_missing"]
    assert [one.rest is None for one in steps] == [False, False, True]
    assert sum(len(one.made) for one in gather_all(three.maker, COUNTY, TODAY, step=2)) == 0
    assert Payment.objects.filter(state="ready").count() == 4


def test_batch_after_batch_is_made_until_nothing_is_ready(three):
    for _ in range(5):
        payable(100_00)
    gather(actor=three.maker, area=COUNTY, on=TODAY)
    made = list(make_all(three.maker, COUNTY, "pain.001.001.03", TODAY, TODAY, most=2))
    assert [one.count for one in made] == [2, 2, 1]
    assert not Payment.objects.filter(state="ready").exists()


def test_payments_held_back_take_nobodys_place_in_a_batch(three):
    for died_on in (TODAY, TODAY, None, None):
        decision = payable()
        gather(actor=three.maker, area=COUNTY, on=TODAY)
        if died_on:
            person = decision.claim.person
            person.died_on = died_on
            person.save(update_fields=["died_on"])
    batch = make_batch(actor=three.maker, area=COUNTY, form="pain.001.001.03", pay_on=TODAY, on=TODAY, most=2)
    assert batch.count == 2 and Batch.objects.count() == 1
    assert Payment.objects.filter(state="ready").count() == 2
