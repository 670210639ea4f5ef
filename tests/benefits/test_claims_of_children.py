"""Nobody is paid for the work of a child, whatever a rule asks; whose age was recorded wrongly is put right first."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from benefits.claiming import an_office
from casework.journey import recorded
from cast import COUNTY, TODAY
from gainful.accounts.refusals import Refused
from gainful.benefits.actions import ask_for, decide, propose, record_fact
from gainful.benefits.models import Claim
from make import a_worker, an_opening

pytestmark = pytest.mark.django_db
LATER = TODAY + timedelta(days=100)
BEGAN = date(2020, 4, 1)


@pytest.mark.parametrize(("born_on", "is_paid"), [(date(2004, 4, 2), False), (date(2004, 4, 1), True)])
def test_an_award_for_a_job_begun_before_the_sixteenth_birthday_is_not_granted(cast, born_on, is_paid):
    office = an_office(COUNTY)
    person = a_worker()
    recorded(cast, person, channel="workshop", starts_on=BEGAN, employer=an_opening().employer)
    person.born_on = born_on  # cleared later: a child's job is not recorded as one in the first place
    person.save()
    claim = ask_for(
        actor=office.benefits, person=person, rule="workshop_award", about=BEGAN.isoformat(), how="paper", on=LATER
    )  # fmt: skip
    record_fact(
        actor=office.benefits, claim=claim, fact="workshop_recognised", value="yes", kept_at="认定文件", on=LATER
    )  # fmt: skip
    if is_paid:
        assert decide(actor=office.benefits, claim=claim, grants=True, on=LATER).grants
        return
    with pytest.raises(Refused, match="work_of_a_child"):
        decide(actor=office.benefits, claim=claim, grants=True, on=LATER)
    claim.refresh_from_db()
    assert claim.state == Claim.State.OPEN and propose(actor=office.benefits, person=person, on=LATER) == []
