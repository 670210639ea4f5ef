"""The honest county learning: courses, who came on which day, and what each list says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from gainful.simulate.calendar import rest_day
from gainful.simulate.county import LOCAL, County
from gainful.simulate.work import Spells


@dataclass(frozen=True)
class Course:
    """One course: its days of teaching and what its lists are."""

    number: int
    days: tuple[int, ...]
    seats: int
    by_phone: bool
    provider: int


def teaching_days(start: int, count: int, rests: bool = False) -> tuple[int, ...]:
    """So many days of teaching from a day on: working days, or with `rests` Saturdays and Sundays alone."""
    days = [one for one in range(start, start + 7 * count + 14) if bool(rest_day(one)) == rests]
    return tuple(days[:count])


def add_course(county: County, start: int, length: int, **more: Any) -> Course:
    """One course and its row. `more`: employer, seats, rests, by_phone, provider."""
    assumed, draw = county.assumed, county.draw
    seats = more.get("seats") or draw.choice(assumed.seats)
    days = teaching_days(start, length, more.get("rests", False))
    by_phone = more.get("by_phone", draw.random() < assumed.roll_by_phone)
    provider = more.get("provider", draw.randrange(assumed.providers))
    course = Course(county.number("course"), days, seats, by_phone, provider)
    county.row(
        "courses", course=course.number, provider=provider, employer=more.get("employer"),
        place=assumed.county + 1000 * (100 + draw.randrange(assumed.township_count)), starts_on=days[0],
        ends_on=days[-1], days=length, seats=seats,
    )  # fmt: skip
    return course


def enrol(county: County, course: Course, person: int, came: set[int], **more: Any) -> None:
    """One trainee with the days they came, their lists and their allowance. `more`: stated, phone, lost, passed."""
    draw, assumed = county.draw, county.assumed
    stated = more.get("stated", len(came))
    passed = more.get("passed", None if stated == 0 else draw.random() < assumed.passed)
    county.row("enrolments", person=person, course=course.number, attended_days=stated, passed=passed)
    phone = more.get("phone", "kept" if course.by_phone else "none")
    for day in course.days:
        if day in more.get("lost", ()):
            continue
        county.row(
            "course_attendance",
            person=person,
            course=course.number,
            day=day,
            roll="paper",
            present=day in came,
        )
        if phone == "none":
            continue
        seen = phone == "kept" and day in came and draw.random() >= assumed.phone_missed
        county.row(
            "course_attendance", person=person, course=course.number, day=day, roll="phone", present=seen
        )
    if stated:
        span = (course.days[0], course.days[-1])
        county.payment(
            "training_allowance", stated * assumed.allowance_a_day, span, person=person, course=course.number
        )
        county.payment("training_subsidy", 90000, span, person=person, course=course.number, to_person=False,
                       account=3 * 10**9 + course.provider)  # fmt: skip


def came_days(county: County, course: Course) -> set[int]:
    """The days on which an honest trainee comes."""
    share = county.draw.uniform(*county.assumed.came)
    return {one for one in course.days if county.draw.random() < share}


def lost_days(county: County, course: Course) -> set[int]:
    """The days whose lists nobody has any more."""
    return {one for one in course.days if county.draw.random() < county.assumed.list_day_lost}


def make_courses(county: County, spells: Spells, trainees: np.ndarray) -> None:
    """All honest courses: people without work then, and workers whom their own employer trains."""
    assumed = county.assumed
    busy_from, busy_to = _busy(county, spells)
    at_work = _staffs(spells)
    for _ in range(max(8, round(assumed.courses * len(county.people) / 100_000))):
        length = county.draw.choice(assumed.course_days)
        start = county.days(county.from_on, county.on - 2 * length - 20)
        if at_work and county.draw.random() < assumed.at_work:
            employer = county.draw.choice(sorted(at_work))
            course = add_course(county, start, length, employer=employer)
            rows = at_work[employer]
            inside = rows[(spells.start[rows] <= course.days[0]) & (spells.end[rows] >= course.days[-1])]
            people = np.unique(spells.person[inside])
        else:
            course = add_course(county, start, length)
            asked = county.rng.choice(trainees, min(len(trainees), course.seats * 3), replace=False)
            free = ((busy_to[asked] < course.days[0]) | (busy_from[asked] > course.days[-1])).all(axis=1)
            people = _here(county, asked[free], course)
        full = county.draw.random() < assumed.full_class
        size = course.seats if full else round(course.seats * county.draw.uniform(0.4, 0.98))
        lost = lost_days(county, course)
        for person in people[:size].tolist():
            enrol(county, course, person, came_days(county, course), lost=lost)


def _here(county: County, people: np.ndarray, course: Course) -> np.ndarray:
    """Those who live, live here, and are at least 16 on the first day."""
    all_of, first_day, last_day = county.people, course.days[0], course.days[-1]
    alive = (all_of.died[people] < 0) | (all_of.died[people] > last_day)
    here = (all_of.gone[people] < 0) | (all_of.gone[people] > last_day)
    return people[alive & here & (all_of.age_on(first_day)[people] > 16.1)]


def _busy(county: County, spells: Spells) -> tuple[np.ndarray, np.ndarray]:
    """First and last days of each person's spells, four columns; far in the future where there are fewer."""
    order = np.lexsort((spells.start, spells.person))
    person = spells.person[order]
    place = np.arange(len(person)) - np.searchsorted(person, person)
    starts = np.full((len(county.people), 4), 10**6)
    ends = np.full((len(county.people), 4), 10**6)
    starts[person, place], ends[person, place] = spells.start[order], spells.end[order]
    return starts, ends


def _staffs(spells: Spells) -> dict[int, np.ndarray]:
    """The rows of spells of each local employer who has enough people to train."""
    local = np.flatnonzero(spells.kind == LOCAL)
    local = local[np.argsort(spells.employer[local], kind="stable")]
    employers, starts = np.unique(spells.employer[local], return_index=True)
    groups = np.split(local, starts[1:])
    return {int(one): rows for one, rows in zip(employers, groups, strict=True) if len(rows) >= 12}
