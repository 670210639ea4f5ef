"""What was granted for a job whose beginning was a mistake: an officer decides again, openly."""

from __future__ import annotations

from datetime import timedelta

import pytest

from benefits.claiming import an_office
from casework.journey import placed
from cast import COUNTY, TODAY, an_actor
from gainful.accounts.actor import Role
from gainful.benefits.actions import approve, ask_for, decide, decide_again, record_fact, reopen_changed
from gainful.benefits.models import Claim, Reopening
from gainful.benefits.recomputing import difference
from gainful.casework.actions import retract_beginning
from make import a_worker, an_opening

pytestmark = pytest.mark.django_db
LATER = TODAY + timedelta(days=100)


def test_a_benefit_granted_on_a_job_that_never_began_is_decided_again_openly(cast):
    office, calendar = an_office(COUNTY), an_actor("calendar", (Role.ADMINISTRATOR, 0))
    spell = placed(cast, a_worker(), an_opening())
    claim = ask_for(
        actor=office.benefits, person=spell.person, rule="workshop_award", about=spell.starts_on.isoformat(),
        how="paper", on=LATER,
    )  # fmt: skip
    record_fact(
        actor=office.benefits,
        claim=claim,
        fact="workshop_recognised",
        value="yes",
        kept_at="认定文件",
        on=LATER,
    )
    granted = approve(
        actor=office.checker,
        decision=decide(actor=office.benefits, claim=claim, grants=True, on=LATER),
        on=LATER,
    )
    assert granted.grants and reopen_changed(actor=calendar, on=LATER) == 0
    retract_beginning(actor=cast.officer, spell=spell, on=LATER, because="记错人", stands=False)
    assert Claim.objects.get().state == "approved" and reopen_changed(actor=calendar, on=LATER) > 0
    assert "months_worked" in set(Reopening.objects.values_list("fact", flat=True))
    further = decide_again(actor=office.benefits, reopening=Reopening.objects.first(), on=LATER)
    approve(actor=office.checker, decision=further, on=LATER)
    assert (further.grants, further.replaces, Claim.objects.get().state) == (False, granted, "refused")
    assert not difference(further) and not Reopening.objects.filter(settled_on=None).exists()
    assert reopen_changed(actor=calendar, on=LATER) == 0
