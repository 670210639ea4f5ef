"""What is due to a person and the rules themselves, as an officer, a checker and the person read them."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from browsing import queries_of
from handing_in import text_of

from casework.journey import recorded
from cast import TODAY
from gainful.benefits.answers import Told, answers_for, with_exclusions
from gainful.benefits.explained import explained
from gainful.benefits.models import Claim
from gainful.benefits.standing import Standing
from gainful.pack import load
from gainful.web import due_lines, person_benefits
from make import a_worker
from web.test_worker_page import come_in

pytestmark = pytest.mark.django_db


def text(answer):
    return answer.content.decode().replace("&#x27;", "'")


def answers(person):
    return {one.answer.benefit: one.answer for one in answers_for(person, TODAY, "en")}


def test_a_person_without_a_job_is_asked_only_what_concerns_a_person():
    assert set(answers(a_worker())) == {"insurance_subsidy_flexible"}


def test_a_job_brings_its_rules_with_the_values_that_the_record_has(cast):
    person = a_worker()
    recorded(cast, person, starts_on=TODAY - timedelta(days=200), location_class="out_of_province")
    told = answers(person)
    award = told["job_seeking_subsidy"]
    assert award.due is not True and "months_worked" in {
        seen.fact for one in told["workshop_award"].conditions for seen in one.values
    }
    months = [
        seen
        for one in told["workshop_award"].conditions
        for seen in one.values
        if seen.fact == "months_worked"
    ]
    assert [seen.value for seen in months] == ["6 months"]


def test_an_unknown_fact_is_asked_for_and_never_taken_for_no(cast):
    person = a_worker()
    recorded(cast, person, starts_on=TODAY - timedelta(days=400))
    told = answers(person)["workshop_award"]
    assert told.due is None and any("recognised" in fact for fact in told.ask)


def test_the_page_shows_each_rule_with_its_reason_and_leads_to_the_rule(site, cast):
    person = a_worker(name="赖馥")
    recorded(cast, person, starts_on=TODAY - timedelta(days=200))
    browser = site(cast.officer)
    assert f"/people/{person.key}/benefits/" in text(browser.get(f"/people/{person.key}/"))
    page = text(browser.get(f"/people/{person.key}/benefits/"))
    assert "赖馥" in page and "To be asked" in page and "/rules/workshop_award/" in page
    assert "Ask:" in page and "What would change it:" in page


def test_the_page_takes_as_many_queries_for_many_jobs_as_for_few(site, cast):
    person = a_worker()
    recorded(cast, person, starts_on=TODAY - timedelta(days=200))
    few = queries_of(site(cast.officer), f"/people/{person.key}/benefits/")
    for year in range(1, 6):
        begun = TODAY - timedelta(days=200 + 300 * year)
        recorded(cast, person, starts_on=begun, ends_on=begun + timedelta(days=60), employer_name=f"厂{year}")
    assert queries_of(site(cast.officer), f"/people/{person.key}/benefits/") <= few


def test_looking_is_noted_and_another_county_sees_nothing(site, cast):
    from gainful.accounts.models import ReadEntry

    person = a_worker()
    site(cast.officer).get(f"/people/{person.key}/benefits/")
    assert ReadEntry.objects.filter(person_key=person.key).exists()
    assert site(cast.other_officer).get(f"/people/{person.key}/benefits/").status_code == 404


def test_the_person_reads_the_same_on_their_own_page(cast, site):
    person = a_worker()
    recorded(cast, person, starts_on=TODAY - timedelta(days=200))
    page = text(come_in(cast, person).get("/w/benefits/"))
    assert "What I am due" in page and "Workshop award" in page and "/rules/" not in page


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_every_rule_has_a_page_in_both_languages_with_values_and_examples(site, cast, language):
    browser = site(cast.benefits, language)
    listed = text(browser.get("/rules/"))
    for name, rule in load("gainful_china").rules.items():
        assert f"/rules/{name}/" in listed
        page = text(browser.get(f"/rules/{name}/"))
        assert rule.title[language[:2]] in page and page.count('class="rule"') == len(rule.examples)
        for parameter in rule.parameters.values():
            assert parameter.called(language[:2]) in page


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_the_worked_examples_of_a_rule_can_be_told_apart(site, cast, language):
    browser = site(cast.benefits, language)
    for name in load("gainful_china").rules:
        page = text(browser.get(f"/rules/{name}/"))
        said = [
            re.sub(r"<[^>]+>|^\s*\d+\. ", "", one)
            for one in re.findall(r"<summary>(.*?)</summary>", page, re.S)
        ]
        cases = [one.partition("→")[0].strip().removeprefix("1. ") for one in said]
        assert len(said) == len(set(cases)), (name, sorted(cases))


def test_an_example_says_what_it_changes_what_comes_out_and_why(site, cast):
    page = text(site(cast.benefits).get("/rules/training_allowance/"))
    said = [re.sub(r"<[^>]+>", "", one) for one in re.findall(r"<summary>(.*?)</summary>", page, re.S)]
    assert any("the case that the others are worked from → Due CNY 960" in one for one in said)
    assert any(
        "completed years on the date: 15 years of age → not due it would take:" in one for one in said
    ), said
    assert any("not known → cannot be told ask:" in one for one in said)


def test_a_page_says_where_no_deadline_and_no_ground_for_asking_back_is_loaded(site, cast):
    browser = site(cast.benefits)
    page = text(browser.get("/rules/workshop_award/"))
    assert "No last day to apply is loaded" in page and "No ground for asking the money back" in page
    assert "No last day to apply" not in text(browser.get("/rules/training_through_work/"))


def test_what_was_not_seen_in_a_source_is_marked_on_the_rules_page(site, cast):
    page = text(site(cast.benefits).get("/rules/workshop_award/"))
    assert page.count("not verified") == 3 and "Gansu Daily, 2020-06-14" in page


def _award_due(about):
    facts = {"household_registered": True, "workshop_recognised": True, "months_worked": 6}
    rule = load("gainful_china").rules["workshop_award"]
    return Told(about, explained(rule, facts, TODAY, ("62",)), "employer")


@pytest.mark.parametrize(
    ("claimed", "said"),
    [
        ({("hiring_subsidy", "2020-01-01")}, ("One-off hiring subsidy",)),
        ({("hiring_subsidy", "2019-01-01")}, ()),  # another job's
        ({("training_allowance", "2020-01-01")}, ()),
    ],
)
def test_what_is_due_says_what_it_cannot_be_had_together_with(claimed, said):
    [told] = with_exclusions([_award_due("2020-01-01")], claimed, "en")
    assert told.not_beside == said


def test_the_persons_page_and_card_say_what_excludes_a_due_benefit(site, cast, monkeypatch):
    person = a_worker()
    for module in (person_benefits, due_lines):
        monkeypatch.setattr(module, "answers_for", lambda *_asked, **_more: [_award_due("2020-01-01")])
        standing = Standing((Claim(rule="hiring_subsidy", about="2020-01-01"),))
        monkeypatch.setattr(module, "standing_claims", lambda _person, told=standing: told)
    page = text_of(site(cast.benefits).get(f"/people/{person.key}/benefits/"))
    assert "Cannot be had together with: One-off hiring subsidy" in page
    card = text_of(site(cast.officer, "zh-hans").get(f"/people/{person.key}/due/"))
    assert "不得与下列待遇同时享受：一次性吸纳就业补贴" in card


def test_a_rule_that_is_none_is_not_there(site, cast):
    assert site(cast.benefits).get("/rules/lottery/").status_code == 404


def test_the_card_says_what_is_due_what_is_not_and_what_cannot_be_told_each_with_why(site, cast):
    person = a_worker()
    recorded(cast, person)
    card = f"/people/{person.key}/"
    plain = text_of(site(cast.officer).get(card))
    assert "Show: due, not due, cannot be told" in plain
    part = site(cast.officer).get(f"{card}due/", headers={"hx-request": "true"})
    for said in (text_of(site(cast.officer).get(f"{card}?due=1")), text_of(part)):
        assert "Cannot be told yet" in said and "Not due" in said
        assert "ask: " in said and "it would take: " in said
    assert b"<html" not in part.content
    assert "须符合：" in text_of(site(cast.helper, "zh-hans").get(f"{card}due/"))
    assert site(cast.other_officer).get(f"{card}due/").status_code == 404


def test_the_section_costs_as_much_for_many_jobs_as_for_few(site, cast):
    person = a_worker()
    recorded(cast, person)
    browser = site(cast.officer)
    few = queries_of(browser, f"/people/{person.key}/due/")
    for number in range(20):
        recorded(
            cast,
            person,
            starts_on=date(2018, 1, 1 + number),
            ends_on=date(2018, 2, 1),
            employer_name=f"{number}",
        )
    assert queries_of(browser, f"/people/{person.key}/due/") <= few <= 30


def test_the_one_sheet_says_it_too(site, cast):
    person = a_worker()
    recorded(cast, person)
    said = text_of(site(cast.officer).post(f"/people/{person.key}/sheet/"))
    assert "What I may claim, and what not" in said and "it would take: " in said
