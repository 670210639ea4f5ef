"""Help by transparent triggers: what raises a matter, what ends it, and that nothing else ever changes."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from casework.journey import placed, recorded
from cast import COUNTY, TODAY
from gainful.accounts.refusals import NotAllowed, Refused
from gainful.casework import facts, help, need, worklists
from gainful.casework.actions import (
    end_spell,
    offer_help,
    record_call,
    record_contact,
    record_follow_up,
    record_pay,
)
from gainful.casework.models import HelpOffered, Spell, Trouble
from gainful.casework.proposals import run_matching
from gainful.casework.signs import SIGNS
from gainful.pack import load
from gainful.pack.help import READS
from gainful.registry.facts import household_facts
from gainful.registry.models import Household, HouseholdIncome, Person
from make import a_household, a_person, a_worker, an_opening

pytestmark = pytest.mark.django_db
LATER = TODAY + timedelta(days=3)


def due(cast, on=TODAY) -> list[str]:
    """The triggers of all that is due, by name."""
    return sorted(one.trigger.code for one in help.help_due(cast.officer, on))


def lost(cast, person=None, **more) -> Spell:
    """A job that ended on 20 October."""
    return recorded(cast, person, ends_on=date(2020, 10, 20), **more)


def an_income(household, year=2019, **more) -> HouseholdIncome:
    """A household's income of a year; what is not given is not known."""
    return HouseholdIncome.objects.create(area=household.area, household=household, year=year, **more)


def told(cast, person, kind="illness", on=TODAY, words="母亲住院，要人陪") -> None:
    """A visit at which somebody told what befell them."""
    record_contact(actor=cast.helper, person=person, met_on=on, how="visit", words="在家", trouble=kind,
                   trouble_words=words)  # fmt: skip


def answer(cast, matter, said="declined", on=TODAY, **more) -> HelpOffered:
    """Help offered on a matter."""
    return offer_help(
        actor=replace(cast.officer, on=on), person=matter.person, trigger=matter.trigger.code, about=matter.row.key,
        on=on, offered="岗位和救助说明", said=said, **more,
    )  # fmt: skip


def test_every_trigger_of_the_pack_says_in_both_languages_when_why_who_and_by_when():
    triggers = load("gainful_china").triggers
    assert list(triggers) == [
        "job_ended", "pay_missing", "illness", "disaster", "big_expense", "income_under_line"
    ]  # fmt: skip
    for one in triggers.values():
        texts = (one.name, one.when, one.fact, one.who, one.offers)
        assert all(text[language] for text in texts for language in ("zh", "en")) and one.within_days > 0
    assert {one.reads for one in triggers.values()} == set(READS)


def test_a_job_that_ended_is_a_matter_until_another_begins_or_the_days_are_over(cast):
    person = a_worker()
    spell = lost(cast, person)
    assert due(cast) == ["job_ended"]
    matter = help.help_due(cast.officer, TODAY)[0]
    assert (matter.row, matter.since, matter.by) == (spell, date(2020, 10, 20), date(2020, 10, 27))
    assert due(cast, date(2020, 11, 18)) == ["job_ended"] and due(cast, date(2020, 11, 19)) == []
    recorded(cast, person, starts_on=date(2020, 10, 25), employer_name="二厂")
    assert due(cast) == []


def test_pay_missing_is_a_matter_from_the_seventh_day_and_each_month_is_one(cast):
    spell = placed(cast)
    assert due(cast, date(2020, 12, 6)) == [] and due(cast, date(2020, 12, 7)) == ["pay_missing"]
    answer(cast, help.help_due(cast.officer, date(2020, 12, 7))[0], on=date(2020, 12, 7))
    assert due(cast, date(2020, 12, 8)) == [] and due(cast, date(2021, 1, 7)) == ["pay_missing"]
    for month in (date(2020, 11, 1), date(2020, 12, 1)):
        record_pay(actor=cast.officer, spell=spell, month=month, on=date(2021, 1, 8), evidence="phone",
                   confirmed_by_worker=True)  # fmt: skip
    assert due(cast, date(2021, 1, 8)) == []


@pytest.mark.parametrize("kind", ["illness", "disaster", "big_expense"])
def test_what_a_household_tells_at_a_visit_is_a_matter_in_its_own_words(cast, kind):
    person = a_worker()
    told(cast, person, kind)
    matter = help.help_due_to(person, TODAY)[0]
    assert (matter.trigger.code, matter.told["words"]) == (kind, "母亲住院，要人陪")
    assert "母亲" not in Trouble.objects.get().words_sealed


def test_what_is_told_at_a_call_is_a_matter_too_and_needs_words(cast):
    spell, on = placed(cast), TODAY + timedelta(days=30)
    call = {
        "actor": replace(cast.helper, on=on), "follow_up": spell.follow_ups.get(days=30), "on": on, "alone": True,
        "answers": dict.fromkeys(SIGNS), "still_working": True, "evidence": "phone", "trouble": "disaster",
    }  # fmt: skip
    with pytest.raises(Refused, match="say_it_in_their_words"):
        record_call(**call)
    record_call(**call, trouble_words="房子淹了")
    assert "disaster" in due(cast, on) and Trouble.objects.get().follow_up == call["follow_up"]
    with pytest.raises(Refused, match="not_a_trouble"):
        told(cast, spell.person, "laziness")


@pytest.mark.parametrize(
    ("income", "is_matter"),
    [
        ({"net_per_head_fen": 321_799}, True),
        ({"net_per_head_fen": 321_800}, False),
        ({"net_per_head_fen": None}, False),
        ({"net_fen": 600_000}, True),  # of two members
        (
            {"wage_fen": 0, "business_fen": 0, "property_fen": 0, "transfer_fen": 600_000},
            False,
        ),  # costs unknown
        (
            {
                "wage_fen": 0,
                "business_fen": 0,
                "property_fen": 0,
                "transfer_fen": 600_000,
                "business_cost_fen": 0,
            },
            True,
        ),
        ({"wage_fen": 0}, False),
        ({"net_per_head_fen": 100, "year": 2018}, False),  # not last year
    ],
)
def test_an_income_under_the_line_is_a_matter_and_a_blank_never_is(cast, income, is_matter):
    household = a_household()
    head = a_person(household=household)
    a_person(household=household, relation="spouse", sex="female")
    an_income(household, **income)
    assert due(cast) == (["income_under_line"] if is_matter else [])
    for matter in help.help_due_to(head, TODAY):
        assert matter.person == head and matter.told["verified"] is False


def test_a_year_whose_line_is_not_loaded_gives_no_matter(cast):
    an_income(a_person().memberships.get().household, year=2017, net_per_head_fen=1)
    assert due(cast, date(2018, 6, 1)) == []


@pytest.mark.parametrize("said", ["accepted", "declined"])
def test_yes_and_no_end_the_matter_alike_and_later_puts_it_off(cast, said):
    lost(cast)
    matter = help.help_due(cast.officer, TODAY)[0]
    with pytest.raises(Refused, match="say_when_again"):
        answer(cast, matter, "later")
    answer(cast, matter, "later", again_on=LATER)
    assert due(cast) == [] and due(cast, LATER) == ["job_ended"]
    answer(cast, matter, said, on=LATER, words="先歇歇")
    assert due(cast, LATER) == [] and "歇" not in HelpOffered.objects.last().words_sealed
    with pytest.raises(Refused, match="no_help_due"):
        answer(cast, matter, "accepted", on=LATER)


def test_two_who_answer_at_once_leave_one_answer(cast):
    lost(cast)
    matter = help.help_due(cast.officer, TODAY)[0]
    made = answer(cast, matter)
    made.pk, made.key = None, "twice"
    with pytest.raises(IntegrityError), transaction.atomic():
        made.save(force_insert=True)
    with pytest.raises(IntegrityError, match="written_stays_written"), transaction.atomic():
        HelpOffered.objects.update(said="accepted")


def test_an_office_elsewhere_neither_sees_nor_answers(cast):
    lost(cast)
    matter = help.help_due(cast.officer, TODAY)[0]
    assert help.help_due(cast.other_officer, TODAY) == []
    with pytest.raises(NotAllowed):
        offer_help(actor=cast.other_officer, person=matter.person, trigger="job_ended", about=matter.row.key, on=TODAY,
                   offered="x", said="declined")  # fmt: skip


def test_today_counts_the_matters_that_the_list_shows(cast):
    lost(cast), told(cast, a_worker()), an_income(a_household(), net_per_head_fen=1)
    an_income(a_person().memberships.get().household, net_per_head_fen=1)
    assert worklists.today(cast.officer, TODAY)["offer_help"] == len(due(cast)) == 3


def seen(cast, people) -> dict[str, object]:
    """Everything that help, or an answer to it, might change: lists, need, eligibility, facts, order, seats."""
    rows = {name: read(cast.officer, TODAY) for name, read in worklists.LISTS.items()}
    found = run_matching(actor=cast.officer, area=COUNTY, on=TODAY)
    counts = worklists.today(cast.officer, TODAY)
    counts.pop("offer_help")
    return {
        "lists": {name: list(found.values_list("pk", flat=True)) for name, found in rows.items()},
        "today": counts,
        "need": need.tiers(Household.objects.all(), TODAY),
        "facts": [household_facts(one.memberships.get().household, TODAY) for one in people],
        "spells": facts.spell_facts(Spell.objects.all(), TODAY),
        "eligible": found.recommendation.to_table(found.recommendation.admissible).to_pydict(),
        "shown": found.recommendation.to_table().to_pydict(),
        "seats": found.seats,
        "cut_offs": found.allocation.cut_offs,
    }


@pytest.mark.parametrize("people", [60, pytest.param(1000, marks=pytest.mark.slow)])
def test_rank_lists_and_eligibility_are_the_same_with_and_without_triggers_and_answers(cast, people):
    random_ = random.Random(11)
    county = [a_worker(born_on=date(1960 + at % 35, 3, 4)) for at in range(people)]
    for at in range(8):
        an_opening(seats=people // 20 + 1, pay_low_fen=250_000 + 5_000 * at, pay_high_fen=400_000)
    for at, person in enumerate(county):
        household = person.memberships.get().household
        if at % 3 == 0:
            lost(cast, person)
        an_income(household, net_per_head_fen=random_.choice((100_000, 900_000, None)))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # what a database does for itself once rows are committed
    without = seen(cast, county)
    for at, person in enumerate(county):
        if at % 4 == 0:
            trouble = Trouble(area=person.area, person=person, kind=random_.choice(("illness", "disaster")))
            trouble.told_on = TODAY
            trouble.seal("words", "母亲住院")
            trouble.save()
    assert without == seen(cast, county)
    matters = help.help_due(cast.officer, TODAY)
    assert len({one.trigger.reads for one in matters}) == 3
    for matter in matters:
        answer(cast, matter, random_.choice(("accepted", "declined")))
    assert help.help_due(cast.officer, TODAY) == [] and without == seen(cast, county)


def test_no_column_holds_a_score_and_nothing_reads_the_answers_but_the_matter_itself():
    columns = {field.name for model in (Trouble, HelpOffered) for field in model._meta.get_fields()}
    assert not [name for name in columns if "score" in name or "level" in name or "risk" in name]


# the questions about forced labour


@pytest.mark.parametrize("days", [30, 90])
@pytest.mark.parametrize("still_working", [True, False])
def test_days_30_and_90_are_not_passed_without_the_questions_or_the_reason_why_not(cast, days, still_working):
    spell, on = placed(cast), TODAY + timedelta(days=days)
    fields = {
        "actor": replace(cast.officer, on=on), "follow_up": spell.follow_ups.get(days=days), "on": on,
        "still_working": still_working, "evidence": "phone", "ended_on": None if still_working else on,
    }  # fmt: skip
    with pytest.raises(Refused, match="ask_the_signs"):
        record_follow_up(**fields)
    assert spell.follow_ups.get(days=days).state == "due"
    assert record_follow_up(**fields, not_asked_because="工头在旁").state == "done"
    assert worklists.today(cast.officer, on)["signs_not_asked"] == 0
    assert worklists.today(cast.officer, on + timedelta(days=7))["signs_not_asked"] == 1
    from gainful.casework.actions import ask_signs, record_signs_not_asked

    week = on + timedelta(days=7)
    record_signs_not_asked(actor=cast.helper, spell=spell, moment=f"day_{days}", on=week, because="没接通")
    assert worklists.today(cast.officer, week)["signs_not_asked"] == 0
    with pytest.raises(Refused, match="asked_by_placing_officer"):
        ask_signs(actor=cast.officer, spell=spell, moment=f"day_{days}", on=week, alone=True,
                  answers=dict.fromkeys(SIGNS))  # fmt: skip
    with pytest.raises(Refused, match="ask_them_alone"):
        ask_signs(actor=cast.helper, spell=spell, moment=f"day_{days}", on=week, alone=False,
                  answers=dict.fromkeys(SIGNS))  # fmt: skip
    ask_signs(
        actor=cast.helper,
        spell=spell,
        moment=f"day_{days}",
        on=week,
        alone=True,
        answers=dict.fromkeys(SIGNS),
    )
    assert worklists.today(cast.officer, week + timedelta(days=30))["signs_not_asked"] == 0


def test_days_180_and_365_pass_without_them(cast):
    spell, on = placed(cast), TODAY + timedelta(days=180)
    assert record_follow_up(actor=cast.officer, follow_up=spell.follow_ups.get(days=180), on=on, still_working=True,
                            evidence="phone").state == "done"  # fmt: skip


def test_no_work_begins_before_the_questions_or_the_reason_why_not(cast):
    from casework.journey import agreed
    from gainful.casework.actions import begin_spell

    spell = agreed(cast)
    with pytest.raises(Refused, match="ask_the_signs"):
        begin_spell(actor=cast.officer, spell=spell, on=TODAY)
    assert (
        begin_spell(actor=cast.officer, spell=spell, on=TODAY, not_asked_because="没接通").state == "working"
    )
    assert worklists.today(cast.officer, TODAY + timedelta(days=7))["signs_not_asked"] == 1
    end_spell(actor=cast.officer, spell=spell, on=TODAY, ends_on=TODAY)
    assert Person.objects.filter(pk=spell.person_id).exists()
