"""A second planter of fraud, written from the words of the drill alone, before its author had read any test's query.

The words: "ghosts and cheats: shared accounts, twins with altered IDs, training and work on one day, two employers a
month, all hires at month end leaving just after a tier date, padded classes, posts without attendance, dead or under-16
payees." Each kind is planted in several variants that those words cover, the plain ones and the sly ones alike. The
honest county around them is that of `gainful.simulate`.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import numpy as np

from gainful.simulate.calendar import first, last, later, month
from gainful.simulate.county import AWAY, LOCAL, POST, WORKSHOP, County
from gainful.simulate.courses import Course, add_course
from gainful.simulate.numbers import bodies
from gainful.simulate.people import YEAR
from gainful.simulate.work import add_place

SUBSIDY, INSURANCE, POST_PAY, AWARD = 50000, 62000, 80000, 50000
"""Fen: training through work and insurance a month, a post a month, an award for work away."""


def plant_by_words(county: County, each: int) -> None:
    """So many cases of each kind, the variants of a kind in turn. Raises TooFewPeople."""
    for kind, variants in KINDS.items():
        for number in range(each):
            plant = variants[number % len(variants)]
            case = county.case(kind, plant.__name__.strip("_"))
            plant(county, case)


def _begins(county: County, months: int) -> int:
    """The first day of a month that lies so many whole months and some weeks before the last day known."""
    latest = month(county.on) - months - 2
    return int(first(county.draw.randint(month(county.from_on) + 1, latest)))


def _award_away(county: County, person: int, **more: int) -> None:
    """A life of work away that brings one award."""
    start = _begins(county, 6)
    spell = county.spell(person, AWAY, start, None, None)
    until = int(later(start, 3)) - 1
    county.payment("out_working_award", AWARD, (start, until), person=person, spell=spell, **more)


# Shared accounts
def _given_by_all(county: County, case: int) -> None:
    """Strangers who all gave one account as their own."""
    gang = county.adults(county.draw.randint(3, 7))
    county.people.account[gang] = county.number("account")
    for person in gang:
        _award_away(county, person)
        county.planted(case, person=person)


def _given_by_two(county: County, case: int) -> None:
    """Two strangers, one account."""
    one, other = county.adults(2)
    county.people.account[other] = county.people.account[one]
    for person in (one, other):
        _award_away(county, person)
        county.planted(case, person=person)


def _led_to_one(county: County, case: int) -> None:
    """Each has an account on record, but what they are paid goes to that of one of them."""
    gang = county.adults(county.draw.randint(3, 6))
    for person in gang:
        _award_away(county, person, account=int(county.people.account[gang[0]]))
        county.planted(case, person=person)


def _to_nobodys(county: County, case: int) -> None:
    """What several are paid goes to one account that nobody gave."""
    account = county.number("account")
    for person in county.adults(county.draw.randint(3, 6)):
        _award_away(county, person, account=account)
        county.planted(case, person=person)


# Twins with altered numbers
def _twin(county: County, case: int, alter: Callable[[int], int], sounds_alike: bool = False) -> None:
    one, other = county.adults(2)
    people = county.people
    people.surname[other], people.given[other] = people.surname[one], people.given[one]
    if sounds_alike:
        alike = county.assumed.characters_a_sound
        head = int(people.given[one]) // 1000
        people.given[other] = (head // alike * alike + (head + 1) % alike) * 1000 + people.given[one] % 1000
    people.phone[other] = people.phone[one]
    people.birth_known[[one, other]] = True
    body = alter(int(people.body[one]))
    while body in county.numbers_in_use():
        body = alter(int(people.body[one]))
    county.numbers_in_use().add(body)
    people.body[other] = body
    people.born[other] = _born_of(body)
    for person in (one, other):
        _award_away(county, person)
    county.planted(case, person=one)
    county.planted(case, person=other)


def _born_of(body: int) -> int:
    written = body // 1000 % 10**8
    return (date(written // 10000, written // 100 % 100, written % 100) - date(1970, 1, 1)).days


def _one_digit_of_the_sequence(county: County, case: int) -> None:
    """The same name, one of the last digits another."""

    def alter(body: int) -> int:
        place = county.draw.choice((1, 10, 100))
        digit = body // place % 10
        return body + ((digit + county.draw.randint(1, 9)) % 10 - digit) * place

    _twin(county, case, alter)


def _another_area(county: County, case: int) -> None:
    """The same name, birth day and sequence, issued by another place."""

    def alter(body: int) -> int:
        place = county.draw.choice((10**11, 10**12))
        digit = body // place % 10
        return body + ((digit + county.draw.randint(1, 9)) % 10 - digit) * place

    _twin(county, case, alter)


def _two_digits_in_each_others_place(county: County, case: int) -> None:
    """Neighbours of the sequence exchanged; where they are equal, one digit another."""

    def alter(body: int) -> int:
        tens, ones = body // 10 % 10, body % 10
        turned = body - tens * 10 - ones + ones * 10 + tens
        return turned if turned != body else body // 10 * 10 + county.draw.randrange(10)

    _twin(county, case, alter)


def _another_year(county: County, case: int) -> None:
    """Born some years earlier or later, all else the same."""

    def alter(body: int) -> int:
        day_of = body // 1000 % 10000
        years = county.draw.choice((-3, -2, -1, 1, 2, 3)) if day_of != 229 else 4
        return body + years * 10**7

    _twin(county, case, alter)


def _name_written_otherwise(county: County, case: int) -> None:
    """One digit another, and the name written with another character of the same sound."""

    def alter(body: int) -> int:
        return body // 10 * 10 + county.draw.randrange(10)

    _twin(county, case, alter, sounds_alike=True)


# Training and work on one day
def _listed(county: County, course: Course, person: int, **more: int | set[int] | str) -> None:
    """One trainee of a course with their paper list, what the provider states, and the allowance."""
    days = more.get("days", set(course.days))
    assert isinstance(days, set)
    stated = more.get("stated", len(days))
    county.row("enrolments", person=person, course=course.number, attended_days=stated, passed=True)
    for day in course.days:
        county.row(
            "course_attendance", person=person, course=course.number, day=day, roll="paper",
            present=day in days,
        )  # fmt: skip
        if "phone" in more:
            seen = more["phone"]
            assert isinstance(seen, set)
            county.row(
                "course_attendance", person=person, course=course.number, day=day, roll="phone",
                present=day in seen,
            )  # fmt: skip
    assert isinstance(stated, int)
    county.payment(
        "training_allowance", stated * county.assumed.allowance_a_day, (course.days[0], course.days[-1]),
        person=person, course=course.number,
    )  # fmt: skip


def _in_class_and_at_work(county: County, case: int, kind: int, by_day: bool, rolled: bool) -> None:
    person = county.adults(1)[0]
    start = _begins(county, 5)
    end = int(later(start, 4)) - 1
    spell = county.spell(person, kind, start, end, county.employer(kind), rolled=rolled and not by_day)
    course = add_course(county, int(later(start, 1)) + 3, county.draw.choice((10, 15, 20)))
    if by_day:
        county.roll_by_day(person, spell, start, end)
    _listed(county, course, person)
    county.planted(case, person=person)


def _on_both_lists_by_day(county: County, case: int) -> None:
    """The roll of the place of work and the list of the class name the same days."""
    _in_class_and_at_work(county, case, LOCAL, by_day=True, rolled=True)


def _a_full_month_at_work(county: County, case: int) -> None:
    """The roll of a month has nearly every day of work, the class took half of them."""
    _in_class_and_at_work(county, case, WORKSHOP, by_day=False, rolled=True)


def _paid_for_the_whole_month(county: County, case: int) -> None:
    """No roll at all, but pay for every month, and a class by day in the midst of it."""
    _in_class_and_at_work(county, case, LOCAL, by_day=False, rolled=False)


def _in_class_while_away(county: County, case: int) -> None:
    """At work in another county, and on the list of a class at home."""
    person = county.adults(1)[0]
    start = _begins(county, 6)
    spell = county.spell(person, AWAY, start, None, county.employer(AWAY))
    course = add_course(county, int(later(start, 1)) + 3, county.draw.choice((7, 10, 15)))
    _listed(county, course, person)
    until = int(later(start, 3)) - 1
    county.payment("out_working_award", AWARD, (start, until), person=person, spell=spell)
    county.planted(case, person=person)


# Two employers a month
def _two_full_jobs(county: County, case: int, months: int, rules: tuple[str, str]) -> None:
    person = county.adults(1)[0]
    start = _begins(county, months)
    end = int(later(start, months)) - 1
    places = county.draw.sample(county.places[LOCAL], 2)
    for employer, rule in zip(places, rules, strict=True):
        spell = county.spell(person, LOCAL, start, end, employer)
        amount = SUBSIDY if rule == "training_through_work" else INSURANCE
        county.monthly(
            rule, amount, start, end, person=person, employer=employer, spell=spell, to_person=False
        )
    county.planted(case, person=person)


def _both_claim_the_same(county: County, case: int) -> None:
    """Two employers are paid the same subsidy for one person and the same months."""
    _two_full_jobs(county, case, 5, ("training_through_work", "training_through_work"))


def _each_claims_another(county: County, case: int) -> None:
    """Two employers with the person's full pay on their lists; each is paid another subsidy."""
    _two_full_jobs(county, case, 5, ("training_through_work", "insurance_subsidy_employer"))


def _one_month_of_it(county: County, case: int) -> None:
    """The same subsidy twice, for two months alone."""
    _two_full_jobs(county, case, 2, ("training_through_work", "training_through_work"))


def _a_name_lent(county: County, case: int) -> None:
    """One real job; another employer has the name in its books alone: no pay, a subsidy all the same."""
    person = county.adults(1)[0]
    start = _begins(county, 6)
    end = int(later(start, 6)) - 1
    real, lent = county.draw.sample(county.places[LOCAL], 2)
    spell = county.spell(person, LOCAL, start, end, real)
    both = ((real, spell), (lent, county.spell(person, LOCAL, start, end, lent, paid=False)))
    for employer, of in both:
        county.monthly(
            "insurance_subsidy_employer", INSURANCE, start, end, person=person, employer=employer, spell=of,
            to_person=False,
        )  # fmt: skip
    county.planted(case, person=person)


# All hires at month end, leaving just after a tier date
def _bunched(county: County, case: int, kind: int, tier: int, ends: int, rule: str) -> None:
    """Hires in the last three days of one month or of several, who leave within ten days of the tier date."""
    area = county.assumed.county + 1000 * (100 + county.draw.randrange(county.assumed.township_count))
    employer = add_place(county, kind, area, "workshop" if kind == WORKSHOP else "enterprise")
    month_of = month(_begins(county, tier + ends + 1))
    for hired in county.adults(county.draw.randint(7, 14)):
        start = int(last(month_of + county.draw.randrange(ends))) - county.days(0, 2)
        due = int(later(start, tier)) - 1
        end = due + county.days(1, 8)
        spell = county.spell(hired, kind, start, end, employer)
        amount = county.assumed.tier_awards[(3, 6, 12).index(tier)]
        county.payment(
            rule, amount, (start, due), person=hired, employer=employer, spell=spell, to_person=False
        )
        county.planted(case, "used", person=hired)
    county.planted(case, employer=employer)


def _workshop_after_three(county: County, case: int) -> None:
    _bunched(county, case, WORKSHOP, 3, 1, "workshop_award")


def _workshop_after_six(county: County, case: int) -> None:
    _bunched(county, case, WORKSHOP, 6, 2, "workshop_award")


def _workshop_after_twelve(county: County, case: int) -> None:
    _bunched(county, case, WORKSHOP, 12, 3, "workshop_award")


def _firm_after_three(county: County, case: int) -> None:
    """Not a workshop: a firm paid for hires."""
    _bunched(county, case, LOCAL, 3, 2, "hiring_subsidy")


# Padded classes
def _class(county: County, seats: int, **more: bool) -> Course:
    length = county.draw.choice((7, 10, 15))
    start = county.days(county.from_on + 20, county.on - 2 * length - 60)
    return add_course(county, start, length, seats=seats, **more)


def _padded(county: County, case: int, person: int, padded: bool) -> None:
    """One name on the list: of somebody who did not come, or of somebody honest beside them."""
    if padded:
        county.planted(case, "used", person=person)
    else:
        county.look_alike("in_a_padded_class", person, role="grey")


def _more_than_seats(county: County, case: int) -> None:
    """Twenty seats, thirty names, all of them there each day."""
    course = _class(county, 20, by_phone=False)
    for person in county.adults(30):
        _listed(county, course, person)
        county.planted(case, "used", person=person)
    county.planted(case, course=course.number)


def _seen_on_paper_alone(county: County, case: int) -> None:
    """Half of the class has every day on paper and none by phone."""
    course = _class(county, 30, by_phone=True)
    for number, person in enumerate(county.adults(14)):
        _listed(county, course, person, phone=set() if number % 2 else set(course.days))
        _padded(county, case, person, number % 2 == 1)
    county.planted(case, course=course.number)


def _stated_more_than_listed(county: County, case: int) -> None:
    """The provider states the whole course for people whom the list has for a day or two."""
    course = _class(county, 30, by_phone=False)
    for number, person in enumerate(county.adults(14)):
        days = set(course.days[: county.draw.randint(1, 2)]) if number % 2 else set(course.days)
        _listed(county, course, person, days=days, stated=len(course.days))
        _padded(county, case, person, number % 2 == 1)
    county.planted(case, course=course.number)


def _same_names_in_two_classes(county: County, case: int) -> None:
    """One set of people on the lists of two classes that are held on the same days."""
    course = _class(county, 20, by_phone=False)
    second = add_course(county, course.days[0], len(course.days), seats=20, by_phone=False)
    for person in county.adults(12):
        _listed(county, course, person)
        _listed(county, second, person)
        county.planted(case, "used", person=person)
    county.planted(case, course=course.number)
    county.planted(case, course=second.number)


# Posts without attendance
def _post(county: County, case: int, months: int, seen: Callable[[int, int, int, int], None]) -> None:
    """A post paid for so many months; `seen` writes what its roll says: (person, spell, first, last day)."""
    person = county.adults(1)[0]
    start = _begins(county, months)
    end = int(later(start, months)) - 1
    spell = county.spell(person, POST, start, end, county.employer(POST), rolled=False)
    seen(person, spell, start, end)
    county.monthly("public_post_subsidy", POST_PAY, start, end, person=person, spell=spell)
    county.planted(case, person=person)


def _no_roll_at_all(county: County, case: int) -> None:
    _post(county, case, 8, lambda *_: None)


def _a_roll_of_absence(county: County, case: int) -> None:
    """The roll is kept and says each month: none of the days due."""

    def seen(person: int, spell: int, start: int, end: int) -> None:
        for one, *_ in county.months(start, end):
            county.row("work_attendance", person=person, spell=spell, from_on=int(first(one)),
                       until_on=int(last(one)), present_days=0, due_days=15)  # fmt: skip

    _post(county, case, 6, seen)


def _came_at_first(county: County, case: int) -> None:
    """Two months of work, then nothing, and the pay goes on."""

    def seen(person: int, spell: int, start: int, end: int) -> None:
        county.roll(person, spell, start, int(later(start, 2)) - 1, 15, lost=0)

    _post(county, case, 9, seen)


def _a_day_a_month(county: County, case: int) -> None:
    """Paid in full, there for one day in a month."""

    def seen(person: int, spell: int, start: int, end: int) -> None:
        for one, *_ in county.months(start, end):
            county.row("work_attendance", person=person, spell=spell, from_on=int(first(one)),
                       until_on=int(last(one)), present_days=1, due_days=15)  # fmt: skip

    _post(county, case, 7, seen)


# Dead payees
def _dies(county: County, months: int) -> tuple[int, int]:
    """Somebody who dies at least so many months before the last day known: (person, day of death)."""
    person = county.adults(1)[0]
    died = _begins(county, months) + county.days(0, 27)
    county.people.died[person] = died
    return person, died


def _post_of_the_dead(county: County, case: int) -> None:
    """A post paid on for months after its holder's death, the roll filled in as before."""
    person, died = _dies(county, 6)
    start, end = int(first(month(died) - 4)), int(last(month(died) + 5))
    spell = county.spell(person, POST, start, end, county.employer(POST))
    county.monthly("public_post_subsidy", POST_PAY, start, end, person=person, spell=spell)
    county.planted(case, person=person)


def _award_for_the_dead(county: County, case: int) -> None:
    """Work away that began after the death, and one award for it."""
    person, died = _dies(county, 8)
    start = died + county.days(20, 60)
    spell = county.spell(person, AWAY, start, None, None)
    until = int(later(start, 3)) - 1
    county.payment("out_working_award", AWARD, (start, until), person=person, spell=spell)
    county.planted(case, person=person)


def _hired_after_death(county: County, case: int) -> None:
    """An employer is paid for months of somebody who was dead before the first of them."""
    person, died = _dies(county, 8)
    start = int(first(month(died) + 2))
    end, employer = int(later(start, 4)) - 1, county.employer(LOCAL)
    spell = county.spell(person, LOCAL, start, end, employer)
    county.monthly(
        "training_through_work", SUBSIDY, start, end, person=person, employer=employer, spell=spell,
        to_person=False,
    )  # fmt: skip
    county.planted(case, person=person)


def _taught_after_death(county: County, case: int) -> None:
    """On the list of a class, and paid for it, two months and more after death."""
    person, died = _dies(county, 8)
    course = add_course(county, died + county.days(60, 100), 10)
    _listed(county, course, person)
    county.planted(case, person=person)


# Payees under 16
def _child(county: County, years: float, at: int) -> int:
    person = county.children(1)[0]
    born = int(at - years * YEAR)
    six = int(county.people.body[person]) // 10**11
    while True:
        drawn = np.array([county.draw.randrange(1000)])
        body = int(bodies(np.array([six]), np.array([born]), drawn)[0])
        if body not in county.numbers_in_use():
            break
    county.numbers_in_use().add(body)
    county.people.body[person], county.people.born[person] = body, born
    county.people.birth_known[person] = True
    return person


def _child_in_a_post(county: County, case: int) -> None:
    start = _begins(county, 6)
    person = _child(county, county.draw.uniform(12.5, 15.2), start)
    end = int(later(start, 5)) - 1
    spell = county.spell(person, POST, start, end, county.employer(POST))
    county.monthly("public_post_subsidy", POST_PAY, start, end, person=person, spell=spell)
    county.planted(case, person=person)


def _child_away(county: County, case: int) -> None:
    """Work away at fifteen; by the day of the award still under 16."""
    start = _begins(county, 6)
    person = _child(county, county.draw.uniform(13.5, 15.6), start)
    spell = county.spell(person, AWAY, start, None, None)
    county.payment("out_working_award", AWARD, (start, int(later(start, 3)) - 1), person=person, spell=spell)
    county.planted(case, person=person)


def _child_of_an_employer(county: County, case: int) -> None:
    """The employer is paid for the child's months of work."""
    start = _begins(county, 6)
    person = _child(county, county.draw.uniform(13.5, 15.4), start)
    end, employer = int(later(start, 4)) - 1, county.employer(LOCAL)
    spell = county.spell(person, LOCAL, start, end, employer)
    county.monthly(
        "training_through_work", SUBSIDY, start, end, person=person, employer=employer, spell=spell,
        to_person=False,
    )  # fmt: skip
    county.planted(case, person=person)


def _child_in_class(county: County, case: int) -> None:
    """An allowance for a class at fourteen."""
    course = _class(county, 30)
    person = _child(county, county.draw.uniform(13.0, 15.5), course.days[0])
    _listed(county, course, person)
    county.planted(case, person=person)


KINDS: dict[str, tuple[Callable[[County, int], None], ...]] = {
    "shared_account": (_given_by_all, _given_by_two, _led_to_one, _to_nobodys),
    "altered_id": (
        _one_digit_of_the_sequence, _another_area, _two_digits_in_each_others_place, _another_year,
        _name_written_otherwise,
    ),
    "training_while_working": (
        _on_both_lists_by_day, _a_full_month_at_work, _paid_for_the_whole_month, _in_class_while_away,
    ),
    "two_employers": (_both_claim_the_same, _each_claims_another, _one_month_of_it, _a_name_lent),
    "tier_bunching": (
        _workshop_after_three, _workshop_after_six, _workshop_after_twelve, _firm_after_three,
    ),
    "padded_class": (
        _more_than_seats, _seen_on_paper_alone, _stated_more_than_listed, _same_names_in_two_classes,
    ),
    "post_unattended": (_no_roll_at_all, _a_roll_of_absence, _came_at_first, _a_day_a_month),
    "dead_payee": (_post_of_the_dead, _award_for_the_dead, _hired_after_death, _taught_after_death),
    "under_age_payee": (_child_in_a_post, _child_away, _child_of_an_employer, _child_in_class),
}  # fmt: skip
"""The kinds by the names of the truth, each with its variants."""
