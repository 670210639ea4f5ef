"""What lists show: scoped, searched, as of a date; unknown is neither yes nor no."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cast import COUNTY, NATION, OTHER_COUNTY_TOWNSHIP, TODAY, TOWNSHIP
from gainful.accounts.actor import Actor, Grant, Role
from gainful.registry import actions
from gainful.registry.models import Consent, Household, Person, Wish
from gainful.registry.pinyin import pinyin_forms
from make import a_consent, a_household, a_person, a_wish, an_id_number

pytestmark = pytest.mark.django_db
SIXTEEN_TODAY = date(2004, 11, 2)


def record(cast, name, **more):
    return actions.record_person(actor=cast.officer, area=TOWNSHIP, on=TODAY, name=name, **more)


def found(text: str) -> set[str]:
    return {person.name for person in Person.objects.all().search(text)}


@pytest.mark.parametrize("text", ["白岩", "白岩岩", "baiyanyan", "Bai Yan", "byy", "yanyan", " baiyan "])
def test_a_person_is_found_by_name_pinyin_given_name_or_initials(cast, text):
    record(cast, "白岩岩")
    record(cast, "易飞鸣")
    assert found(text) == {"白岩岩"}


def test_a_surname_is_found_by_each_of_its_readings(cast):
    record(cast, "单明")
    assert found("shanming") == found("danming") == found("sm") == {"单明"}


@pytest.mark.parametrize("text", ["ian", "ming%", "_", "yy"])
def test_what_stands_in_the_middle_of_a_syllable_finds_nobody(cast, text):
    record(cast, "白岩岩")
    assert found(text) == set()


def test_a_person_is_found_by_the_last_four_of_the_number_and_by_no_other_part(cast):
    number = an_id_number()
    record(cast, "白岩岩", id_number=number)
    assert found(number[-4:].lower()) == {"白岩岩"}
    assert found(number[:4]) == found(number[6:10]) == found(number) == set()


def test_a_long_name_of_many_readings_still_fits_its_column():
    assert len(pinyin_forms("单曾仇区查解朴翟盖纪" * 4)) <= 200


def test_a_household_is_found_by_number_village_or_member(cast):
    household = a_household(village="西湾村", number="62129910299991")
    a_person(household=household, name="白岩岩", name_pinyin="baiyanyan byy yanyan")
    a_household(village="北岭村")
    for text in ("62129910299991", "西湾", "白岩", "byy"):
        assert list(Household.objects.all().search(text)) == [household]


def test_a_household_shows_its_head_and_nobody_when_unknown(cast):
    household = a_household()
    a_person(household=household, name="白江", relation="son")
    assert Household.objects.with_head().get().head_name is None
    a_person(household=household, name="白岩岩", relation="head")
    assert Household.objects.with_head().get().head_name == "白岩岩"


def test_people_are_listed_by_household_with_the_head_first(cast):
    second, first = a_household(number="B"), a_household(number="A")
    names = [
        a_person(household=household, relation=relation, name=f"{household.number}{relation}").name
        for household, relation in [(second, "head"), (first, "son"), (first, "head")]
    ]
    listed = [p.name for p in Person.objects.all().by_household()]
    assert listed == ["Ahead", "Ason", "Bhead"] and len(names) == 3


@pytest.mark.parametrize(
    ("more", "able", "unknown", "unable"),
    [
        ({}, 1, 0, 0),
        ({"labour_capacity": "weak"}, 1, 0, 0),
        ({"labour_capacity": ""}, 0, 1, 0),
        ({"labour_capacity": "no_such_code"}, 0, 1, 0),
        ({"labour_capacity": "lost"}, 0, 0, 1),
        ({"born_on": SIXTEEN_TODAY}, 1, 0, 0),
        ({"born_on": date(2004, 11, 3)}, 0, 0, 1),
        ({"born_on": date(1930, 1, 1)}, 1, 0, 0),
        ({"born_on": None}, 0, 1, 0),
        ({"born_on": None, "labour_capacity": "none"}, 0, 0, 1),
        ({"born_on": date(2010, 1, 1), "labour_capacity": ""}, 0, 0, 1),
        ({"student": "student"}, 0, 0, 1),
        ({"student": "not_student"}, 1, 0, 0),
    ],
)
def test_unknown_capacity_or_age_is_neither_able_nor_unable(cast, more, able, unknown, unable):
    a_person(**more)
    people = Person.objects.all()
    counts = (people.working_age_and_able(TODAY), people.ability_unknown(TODAY), people.not_able(TODAY))
    assert tuple(rows.count() for rows in counts) == (able, unknown, unable)


def test_whoever_is_able_and_never_answered_is_on_the_list_of_people_nobody_has_asked(cast):
    silent, later, asked = a_person(), a_person(), a_person()
    a_wish(asked, willing=None)
    a_wish(later, asked_on=date(2020, 12, 1))
    a_person(labour_capacity="none")
    a_person(died_on=TODAY)
    assert set(Person.objects.nobody_has_asked(TODAY)) == {silent, later}


def test_the_latest_answer_by_a_date_counts_and_no_answer_is_not_a_no(cast):
    person, silent = a_person(), a_person()
    a_wish(person, willing=True, asked_on=date(2020, 9, 1))
    a_wish(person, willing=False, asked_on=date(2020, 10, 1))
    assert list(Person.objects.willing(date(2020, 9, 30))) == [person]
    assert not Person.objects.willing(TODAY).exists()
    assert Person.objects.with_latest_wish(TODAY).get(pk=silent.pk).wish_id is None


def test_a_later_record_of_the_same_day_counts(cast):
    person = a_person()
    a_wish(person, willing=True)
    a_wish(person, willing=None)
    assert not Person.objects.willing(TODAY).exists()
    assert [wish.willing for wish in Wish.objects.all().latest_by_person(TODAY)] == [None]


def test_a_household_struck_off_as_a_mistake_is_not_registered(cast):
    mistake, kept = a_household(registered_year=2014), a_household(registered_year=2014)
    actions.record_registration_event(actor=cast.officer, household=mistake, kind="struck_off", year=2018)
    actions.record_registration_event(actor=cast.officer, household=kept, kind="exited", year=2018)
    assert list(Household.objects.registered_on(TODAY)) == [kept]
    assert set(Household.objects.registered_on(date(2017, 1, 1))) == {mistake, kept}


def test_motivation_as_a_cause_of_poverty_is_kept_and_never_shown(cast):
    household = actions.record_household(
        actor=cast.officer,
        area=TOWNSHIP,
        number="1",
        main_cause="own_motivation",
        other_causes=["illness", "own_motivation"],
    )
    household.refresh_from_db()
    assert household.main_cause == "own_motivation" and household.causes_to_show() == ["illness"]


AREAS = st.sampled_from(
    [TOWNSHIP, TOWNSHIP + 1000, COUNTY, OTHER_COUNTY_TOWNSHIP, 530399_000_000, 610000_000_000]
)
HELD = st.sampled_from([TOWNSHIP, COUNTY, 620000_000_000, 530399_000_000, NATION])


@settings(max_examples=25, deadline=None)
@given(areas=st.lists(AREAS, min_size=1, max_size=5), held=HELD, role=st.sampled_from(list(Role)))
def test_reads_never_leave_the_actors_areas(db, areas, held, role):
    people = [a_person(area=area) for area in areas]
    for person in people:
        a_wish(person)
        a_consent(person)
    actor = Actor(None, "", (Grant(role, held),), on=TODAY)
    low, high = actor.grants[0].span
    mine = {p.pk for p in people if low <= p.area <= high and actor.may("people.see")}
    here = {"pk__in": [p.pk for p in people]}
    scoped = Person.objects.visible_to(actor, "people.see")
    for listed in (
        scoped,
        scoped.search("甲"),
        scoped.by_household(),
        scoped.willing(TODAY),
        scoped.with_latest_wish(TODAY),
        scoped.working_age_and_able(TODAY),
        scoped.consenting("referral"),
    ):
        assert {person.pk for person in listed.filter(**here)} == mine
    for rows in (Wish.objects, Consent.objects):
        seen = rows.visible_to(actor, "people.see").filter(person__in=people)
        assert {row.person_id for row in seen} == mine


def test_a_page_of_people_takes_one_query_whatever_their_history(cast, django_assert_num_queries):
    for _ in range(5):
        person = a_person()
        for day in range(1, 4):
            a_wish(person, asked_on=date(2020, 10, day))
    with django_assert_num_queries(1):
        people = Person.objects.visible_to(cast.officer, "people.see").by_household()
        assert len([(p.household_number, p.wish_id) for p in people.with_latest_wish(TODAY)]) == 5
