"""What a person answers to what a rule asks is written down with who said it and when, and is decided at the desk."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from casework.journey import placed
from cast import TODAY
from gainful.accounts.models import Account
from gainful.accounts.refusals import NotAllowed, Refused
from gainful.benefits.actions import record_told
from gainful.benefits.models import Claim, FactSeen
from gainful.casework.own_page import worker_actor
from make import a_person, a_worker, an_opening

pytestmark = pytest.mark.django_db
RULE = "insurance_subsidy_flexible"
SAID = {"said_by": "本人", "said_on": TODAY, "on": TODAY}


def test_an_answer_opens_a_claim_and_says_who_said_it(cast):
    person = a_person()
    given = {"actor": cast.helper, "person": person, "rule": RULE, "about": ""} | SAID
    claim = record_told(told={"flexible_work_reported": "yes", "insurance_contribution_paid": ""}, **given)
    fact = FactSeen.objects.get()
    assert (claim.state, claim.found, claim.how) == ("open", "asked", "paper")
    assert (fact.fact, fact.kept_at, fact.seen_on, fact.seen_by_id) == (
        "flexible_work_reported", "本人", TODAY, cast.helper.account_id,
    )  # fmt: skip
    assert record_told(told={"insurance_contribution_paid": "600"}, **given) == claim
    assert Claim.objects.count() == 1 and FactSeen.objects.count() == 2


def test_what_was_told_says_who_and_when_and_is_no_workers_act(cast):
    person = a_person()
    given = {"actor": cast.officer, "person": person, "rule": RULE, "about": ""} | SAID
    for reason, said in (
        ("nothing_told", {"told": {"flexible_work_reported": ""}}),
        ("say_who_said_it", {"told": {"flexible_work_reported": "yes"}, "said_by": " "}),
        ("not_said_yet", {"told": {"flexible_work_reported": "yes"}, "said_on": TODAY + timedelta(days=1)}),
        ("fact_not_used", {"told": {"fare_paid": "3"}}),
        ("not_a_value_of_the_fact", {"told": {"flexible_work_reported": "perhaps"}}),
    ):
        with pytest.raises(Refused, match=reason):
            record_told(**given | said)
    for who in (cast.other_officer, worker_actor(person, TODAY)):
        with pytest.raises(NotAllowed):
            record_told(**given | {"actor": who, "told": {"flexible_work_reported": "yes"}})
    assert not Claim.objects.exists()


def test_the_page_asks_only_what_the_rule_asks_and_shows_what_was_told(cast, client):
    client.force_login(Account.objects.get(username="officer"))
    person = a_worker()
    spell = placed(cast, person, an_opening())
    benefits = reverse("person_benefits", kwargs={"key": person.key})
    address = reverse("person_told", kwargs={"key": person.key, "rule": "hiring_subsidy"})
    about = f"?about={spell.starts_on.isoformat()}"
    assert f"{address}{about}" in client.get(benefits).content.decode()
    page = client.get(f"{address}{about}").content.decode()
    assert "fact_hiring_subsidy_paid" in page and "fact_household_registered" not in page
    said = {"fact_hiring_subsidy_paid": "no", "said_by": "用人单位", "said_on": "2020-11-01"}
    assert client.post(f"{address}{about}", said).url == benefits
    assert FactSeen.objects.get().seen_on == TODAY - timedelta(days=1)
    assert "用人单位" in client.get(benefits).content.decode()
    assert (
        client.get(reverse("person_told", kwargs={"key": person.key, "rule": "no_such"})).status_code == 404
    )
