"""Cases at work and in class: two places at once, hires for an award, names that fill a class, posts nobody attends."""

from __future__ import annotations

from typing import Any

from gainful.simulate.calendar import first, last, later, month
from gainful.simulate.county import AWAY, LOCAL, POST, WORKSHOP, County
from gainful.simulate.courses import Course, add_course, came_days, enrol
from gainful.simulate.look_alikes import awards
from gainful.simulate.work import add_place


def training_while_working(county: County) -> None:
    """Present at work and in class on the same days."""
    draw = county.draw
    variant = draw.choices(
        ("every_day", "few_days", "more_days_than_the_month_has", "far_away"), (30, 20, 30, 20)
    )[0]
    case = county.case("training_while_working", variant)
    (person,) = county.adults(1)
    start = first(month(county.start(8)))
    end = min(start + county.days(150, 240), county.on)
    taught = first(month(start) + 2)
    length = draw.choice((15, 20)) if variant == "more_days_than_the_month_has" else draw.choice((7, 10, 15))
    course = add_course(county, taught, length)
    kind = AWAY if variant == "far_away" else draw.choice((LOCAL, WORKSHOP))
    employer = county.employer(kind)
    spell = county.spell(person, kind, start, end, employer, rolled=False)
    came = set(course.days)
    if variant == "every_day":
        county.roll_by_day(person, spell, start, end)
    elif variant == "few_days":
        both = set(draw.sample(course.days, draw.randint(2, 3)))
        county.roll_by_day(person, spell, start, end, absent_on=came - both)
    elif variant == "more_days_than_the_month_has":
        for one, low, high, _ in county.months(start, end):
            due = round(23 * (high - low + 1) / (last(one) - first(one) + 1))
            county.row("work_attendance", person=person, spell=spell, from_on=first(one), until_on=last(one),
                       present_days=due, due_days=due)  # fmt: skip
    enrol(county, course, person, came)
    county.planted(case, person=person)
    county.planted(case, "context", course=course.number)


def two_employers(county: County) -> None:
    """Two employers are paid for, or pay, one person's full work in the same months."""
    draw = county.draw
    variant = draw.choices(
        ("both_pay_lists", "both_rolls", "both_subsidised", "pay_without_spell"), (30, 25, 30, 15)
    )[0]
    case = county.case("two_employers", variant)
    (person,) = county.adults(1)
    kind = WORKSHOP if variant == "both_rolls" else LOCAL
    start = county.start(8)
    end = min(start + county.days(120, 240), county.on)
    for at, employer in enumerate(draw.sample(county.places[kind], 2)):
        low, high = start + at * county.days(3, 25), end - at * county.days(0, 20)
        if variant == "pay_without_spell" and at:
            county.pay(person, None, employer, low, high, county.wage(kind))
        else:
            lists = variant in ("both_pay_lists", "pay_without_spell")
            spell = county.spell(
                person, kind, low, high, employer, rolled=variant == "both_rolls", paid=lists
            )
            if variant == "both_subsidised":
                rule, amount = (("insurance_subsidy_employer", 62000), ("training_through_work", 50000))[
                    at * (draw.random() < 0.5)
                ]
                county.monthly(
                    rule, amount, low, high, person=person, employer=employer, spell=spell, to_person=False
                )
        county.planted(case, "context", employer=employer)
    county.planted(case, person=person)


def tier_bunching(county: County) -> None:
    """A workshop hires at months' ends, and its people leave some days after an award fell due."""
    draw, assumed = county.draw, county.assumed
    variant = draw.choices(("three", "six", "twelve", "mixed"), (20, 45, 15, 20))[0]
    case = county.case("tier_bunching", variant)
    where = assumed.county + 1000 * (100 + draw.randrange(assumed.township_count))
    employer = add_place(county, WORKSHOP, where, "workshop")
    county.planted(case, employer=employer, workshop=county.workshop_of[employer])
    bunched = draw.uniform(*assumed.bunched_share)
    begins = month(county.from_on) + county.days(1, 6)
    count = draw.randint(*assumed.bunched_hires)
    for at, person in enumerate(county.adults(count)):
        if at < max(round(bunched * count), 5):
            tier = {"three": 3, "six": 6, "twelve": 12}.get(variant) or draw.choice((3, 6, 12))
            start = last(begins + draw.randint(0, 8)) - county.days(*assumed.hired_before_end)
            end = later(start, tier) - 1 + county.days(*assumed.leaves_after_tier)
        else:
            start = county.start(9)
            end = start + county.days(60, 400)
        contract = draw.choice((None, 12, 24))
        still = end > county.on
        spell = county.spell(person, WORKSHOP, start, None if still else end, employer, contract=contract)
        awards(county, person, employer, spell, start, min(end, county.on))
        county.planted(case, "used", person=person)


def padded_class(county: County) -> None:
    """Names of people who never came fill a class."""
    draw, assumed = county.draw, county.assumed
    variant = draw.choices(
        ("paper_beside_phone", "identical", "over_seats", "more_stated_than_listed"), (35, 30, 15, 20)
    )[0]
    case = county.case("padded_class", variant)
    length = draw.choice((15, 20, 30) if variant == "identical" else (10, 15, 20))
    honest = draw.randint(9, 14)
    padded = draw.randint(*assumed.padded_people)
    seats = honest + padded - draw.randint(3, 5) if variant == "over_seats" else 30
    start = county.days(county.from_on, county.on - 80)
    course = add_course(county, start, length, seats=seats, by_phone=variant == "paper_beside_phone")
    county.planted(case, course=course.number)
    for person in county.adults(honest):
        enrol(county, course, person, came_days(county, course))
        county.planted(case, "grey", person=person)
    same = set(course.days) - set(draw.sample(course.days, draw.randint(2, 4)))
    for person in county.adults(padded):
        came, more = _padding(county, course, variant, same)
        enrol(county, course, person, came, passed=True, **more)
        county.planted(case, "used", person=person)


def _padding(county: County, course: Course, variant: str, same: set[int]) -> tuple[set[int], dict[str, Any]]:
    """The days that the list gives a padded name, and what else is said of it."""
    if variant == "paper_beside_phone":
        return set(course.days), {"phone": county.draw.choice(("none", "absent"))}
    if variant == "identical":
        return same, {}
    if variant == "over_seats":
        return set(course.days), {}
    few = set(county.draw.sample(course.days, county.draw.randint(1, 3)))
    return few, {"stated": len(course.days)}


def post_unattended(county: County) -> None:
    """A post is paid month by month, and nobody attends it."""
    draw = county.draw
    variant = draw.choices(("no_roll", "empty_roll", "stopped_coming", "one_day_a_month"), (35, 30, 20, 15))[
        0
    ]
    case = county.case("post_unattended", variant)
    (person,) = county.adults(1)
    months = draw.randint(*county.assumed.unattended_months)
    start = county.start(months + 4)
    end = last(month(start) + months + (2 if variant == "stopped_coming" else 0))
    spell = county.spell(person, POST, start, end, county.employer(POST), rolled=False)
    empty_from = start
    if variant == "stopped_coming":
        empty_from = first(month(start) + 2)
        county.roll(person, spell, start, empty_from - 1, 15)
    if variant in ("empty_roll", "one_day_a_month") or (variant == "stopped_coming" and draw.random() < 0.5):
        for one, _, _, _ in county.months(empty_from, end):
            county.row("work_attendance", person=person, spell=spell, from_on=first(one), until_on=last(one),
                       present_days=int(variant == "one_day_a_month"), due_days=15)  # fmt: skip
    county.monthly("public_post_subsidy", 80000, start, end, person=person, spell=spell)
    county.planted(case, person=person)
