"""What the matcher proposes from the database, facts for the rules, and the alerts."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from casework.journey import PAPER, placed, recorded, shown
from cast import COUNTY
from gainful.accounts.refusals import NotAllowed
from gainful.casework import alerts, facts, seekers
from gainful.casework.actions import accept_offer, decline_offer, record_pay
from gainful.casework.models import Offer, Spell
from gainful.casework.proposals import run_matching, shortlist, why_not
from gainful.jobs.models import Opening
from gainful.matching import Scope, audit_lists, audit_seats
from gainful.registry.models import Household, Person
from gainful.training.models import Certificate
from make import TODAY, a_consent, a_person, a_wish, a_worker, an_opening

pytestmark = pytest.mark.django_db


def seeker(person: Person):
    return seekers.seekers(Person.objects.filter(pk=person.pk), TODAY)[0]


def test_a_person_as_matching_may_know_them(cast):
    person = a_worker(scope="any", occupations=["welder"], pay_at_least_fen=300_000)
    Certificate.objects.create(area=person.area, person=person, occupation="welder")
    recorded(cast, person, occupation="cook", ends_on=date(2020, 10, 1))
    found = seeker(person)
    assert (found.willing, found.consents, found.age_years, found.tier) == (True, True, 35, 0)
    assert (found.scope, found.no_nearer_than, found.place_named) == (Scope.ANYWHERE, None, None)
    assert found.certificates == {"welder"} and found.worked_as == {"cook"}
    assert found.education_rank == 2 and found.pay_at_least_fen == 300_000


@pytest.mark.parametrize(
    ("code", "nearest", "furthest"),
    [
        ("village", None, Scope.IN_VILLAGE),
        ("township", None, Scope.IN_TOWNSHIP),
        ("county", None, Scope.IN_COUNTY),
        ("in_province", Scope.IN_PROVINCE, Scope.IN_PROVINCE),
        ("out_of_province", Scope.ANYWHERE, Scope.ANYWHERE),
        ("", None, None),
        ("on_the_moon", None, None),
    ],
)
def test_a_wish_about_place_is_read_as_said(code, nearest, furthest):
    found = seeker(a_worker(scope=code))
    assert (found.no_nearer_than, found.scope) == (nearest, furthest)


def test_what_nobody_asked_stays_unknown():
    person = a_person()
    assert (seeker(person).willing, seeker(person).scope, seeker(person).occupations) == (None, None, None)
    a_wish(person, scope="", any_occupation=None)
    assert seeker(person).occupations is None and seeker(person).certificates is None


def test_seats_taken_are_not_free(cast):
    opening = an_opening(seats=3)
    placed(cast, None, opening)
    accept_offer(actor=cast.officer, offer=shown(cast, None, opening), on=TODAY, **PAPER)
    shown(cast, None, opening)
    assert seekers.openings(Opening.objects.all(), COUNTY, TODAY)[0].seats_free == 1


def test_an_opening_without_a_place_code_is_seen_from_the_county():
    an_opening(place=None, place_text="省外")
    assert seekers.openings(Opening.objects.all(), COUNTY, TODAY)[0].place_class == "out_of_province"


def test_a_round_gives_lists_with_reasons_and_breaks_no_promise(cast):
    people = [a_worker() for _ in range(12)]
    a_worker(consents=False)
    for at in range(4):
        an_opening(seats=2, pay_low_fen=280_000 + at * 1000)
    found = run_matching(actor=cast.officer, area=COUNTY, on=TODAY)
    lists = {one.seeker: one for one in found.recommendation.shortlists()}
    assert all(len(lists[p.pk].entries) == 4 and lists[p.pk].entries[0].reasons for p in people)
    assert len(found.seats) == 8
    assert not audit_lists(found.recommendation)
    assert not audit_seats(found.recommendation.market, found.seats.items())


def test_a_round_stores_nothing_and_places_nobody(cast):
    a_worker(), an_opening()
    with CaptureQueriesContext(connection) as queries:
        run_matching(actor=cast.officer, area=COUNTY, on=TODAY)
    assert not [q["sql"] for q in queries if not q["sql"].startswith("SELECT")]
    assert not Offer.objects.exists() and not Spell.objects.exists()


def test_a_round_takes_the_same_few_queries_for_many_people(cast):
    a_worker(), an_opening()
    with CaptureQueriesContext(connection) as few:
        run_matching(actor=cast.officer, area=COUNTY, on=TODAY)
    for _ in range(15):
        a_worker(), an_opening()
    with CaptureQueriesContext(connection) as many:
        run_matching(actor=cast.officer, area=COUNTY, on=TODAY)
    assert len(many) == len(few) <= 16


def test_another_office_runs_no_round_here(cast):
    with pytest.raises(NotAllowed):
        run_matching(actor=cast.other_officer, area=COUNTY, on=TODAY)


def test_whoever_has_no_opening_gets_the_reasons_and_what_would_change_it(cast):
    an_opening(place=440306_000_000, place_text="广东深圳")
    found = shortlist(a_worker(scope="county"), TODAY)
    assert not found.entries and [one.code for one in found.refused] == ["beyond_agreed_place"]
    assert found.changes[0].steps[0].code == "beyond_agreed_place"


def test_an_offer_keeps_the_explanation_that_was_shown(cast):
    offer = shown(cast, a_worker(occupations=["cleaner"]))
    assert "occupation_named" in [reason["code"] for reason in offer.reasons]
    assert why_not(offer.person, offer.opening, TODAY) == ()


def test_a_spell_as_the_rules_know_it(cast):
    spell = placed(cast)
    record_pay(
        actor=cast.officer, spell=spell, month=TODAY, on=date(2020, 12, 2), evidence="payroll",
        received_fen=290_000, confirmed_by_worker=True,
    )  # fmt: skip
    found = facts.spell_facts(Spell.objects.all(), date(2020, 12, 31))[spell.pk]
    assert found["months_worked"] == 1 and found["months_worked_in_year"] == 2
    assert found["has_ended"] is False and "ended_on" not in found and "insured" not in found
    assert found["pay_agreed"] == 300_000 and "pay_received" not in found
    november = facts.spell_facts(Spell.objects.all(), date(2020, 12, 5))[spell.pk]
    assert november["pay_received"] == 290_000 and november["organised"] is False


def test_every_fact_of_casework_is_in_the_dictionary(cast):
    from gainful.terms.facts import FACTS, is_value

    spell = recorded(cast, contract_months=6, insured=False, evidence="payroll", occupation="cook")
    found = facts.spell_facts(Spell.objects.all(), TODAY)[spell.pk]
    found |= facts.household_facts(Household.objects.all(), TODAY)[
        spell.person.memberships.get().household_id
    ]
    assert not [name for name, value in found.items() if not is_value(FACTS[name].kind, value)]
    assert found["household_members_working"] == found["household_able_members"] == 1
    assert found["income_proof"] is True and found["insured"] is False


def test_a_called_off_placement_is_no_spell_to_the_rules(cast):
    offer = accept_offer(actor=cast.officer, offer=shown(cast), on=TODAY, **PAPER)
    assert not facts.spell_facts(Spell.objects.all(), TODAY) and offer.spell.state == "agreed"


def test_a_county_where_nobody_ever_declines_is_looked_at(cast):
    opening = an_opening(seats=30)
    for _ in range(20):
        accept_offer(actor=cast.officer, offer=shown(cast, None, opening), on=TODAY, **PAPER)
    assert [one.county for one in alerts.nobody_declines(cast.officer, TODAY)] == [COUNTY]
    decline_offer(actor=cast.officer, offer=shown(cast, None, opening), on=TODAY, how="paper_at_desk")
    assert not alerts.nobody_declines(cast.officer, TODAY)


def test_consents_in_heaps_and_overlapping_jobs_are_looked_at(cast):
    for _ in range(30):
        a_consent(a_person(), given_on=TODAY, recorded_by_id=cast.officer.account_id)
    assert alerts.consents_in_bulk(cast.officer, TODAY)[0].consents == 30
    person = a_worker()
    pair = (recorded(cast, person), recorded(cast, person, employer_name="二厂", starts_on=date(2020, 10, 1)))
    assert alerts.overlapping_spells(cast.officer, TODAY) == [pair]
