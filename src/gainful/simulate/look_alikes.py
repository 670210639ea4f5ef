"""Honest lives that look like fraud: each function makes some of one kind, and the truth says which they are."""

from __future__ import annotations

from collections.abc import Callable

from gainful.simulate.calendar import first, last, later, month
from gainful.simulate.county import AWAY, LOCAL, POST, WORKSHOP, County
from gainful.simulate.courses import add_course, came_days, enrol
from gainful.simulate.work import add_place


def real_twins(county: County) -> None:
    """Born on one day into one household, numbered one after the other, with the house's phone."""
    people = county.people
    one, two = county.free_household(2)
    county.born_again(two, int(people.born[one]))
    step = 1 if county.draw.random() < 0.4 else 2
    body, in_use = int(people.body[one]), county.numbers_in_use()
    numbers = (body // 1000 * 1000 + (body % 1000 + step * n) % 1000 for n in range(1, 1000))
    people.body[two] = next(number for number in numbers if number not in in_use)
    in_use.add(int(people.body[two]))
    people.surname[two], people.phone[two] = people.surname[one], people.phone[one]
    people.given[two] = people.given[one] // 1000 * 1000 + county.draw.randrange(
        1, county.assumed.given_second
    )
    for person in (one, two):
        _works(county, person, AWAY)
    county.look_alike("real_twins", one, two)


def same_name_and_birthday(county: County) -> None:
    """Two people of different households with one name and one birth day."""
    people = county.people
    one, two = county.adults(2)
    county.born_again(two, int(people.born[one]))
    people.surname[two], people.given[two] = people.surname[one], people.given[one]
    while people.body[two] // 10 == people.body[one] // 10:
        county.born_again(two, int(people.born[one]))
    for person in (one, two):
        _works(county, person, county.draw.choice((AWAY, LOCAL)))
    county.look_alike("same_name_and_birthday", one, two)


def couple_with_one_account(county: County) -> None:
    """Two of a household, one of whom has no bank card: both are paid to one account."""
    one, two = county.free_household(2)
    county.people.account[two] = county.people.account[one]
    for person in (one, two):
        start, end = _works(county, person, AWAY)
        county.payment("transport_subsidy", 60000, (start, min(end, start + 30)), person=person)
    county.look_alike("couple_with_one_account", one, two)


def widow_took_the_account_over(county: County) -> None:
    """After a death the other of the household goes on with the account."""
    people = county.people
    one, two = county.free_household(2)
    died = county.days(county.from_on + 250, county.on - 200)
    people.died[one] = died
    start = died - county.days(100, 240)
    spell = county.spell(one, POST, start, died, county.employer(POST))
    county.monthly("public_post_subsidy", 80000, start, died, person=one, spell=spell)
    people.old_account[two], people.changed_on[two] = people.account[two], died + county.days(10, 40)
    people.account[two] = people.account[one]
    start = died + county.days(90, 150)
    spell = county.spell(two, AWAY, start, None, None)
    county.payment("transport_subsidy", 60000, (start, start + 30), person=two, spell=spell)
    county.look_alike("widow_took_the_account_over", one, two)


def two_half_jobs(county: County) -> None:
    """Half a month here and half a month there: two workshops, or a post beside a workshop."""
    (person,) = county.adults(1)
    start = county.start(6)
    end = start + county.days(120, 300)
    for kind in (county.draw.choice((WORKSHOP, POST)), WORKSHOP):
        county.spell(person, kind, start, min(end, county.on), county.employer(kind), share=0.5, due=11)
    county.look_alike("two_half_jobs", person)


def changed_job_in_the_month(county: County) -> None:
    """The new work begins in the month in which the old one ended: two employers pay for one month."""
    (person,) = county.adults(1)
    start = county.start(9)
    change = first(month(start + 120)) + county.days(5, 20)
    kind = county.draw.choice((LOCAL, WORKSHOP))
    old, new = county.draw.sample(county.places[kind], 2)
    until = min(change + county.days(90, 200), county.on)
    for employer, low, high in ((old, start, change), (new, change + county.days(1, 4), until)):
        spell = county.spell(person, kind, low, high, employer)
        if kind == LOCAL:
            county.monthly("insurance_subsidy_employer", 62000, low, high, person=person, employer=employer,
                           spell=spell, to_person=False)  # fmt: skip
    county.look_alike("changed_job_in_the_month", person)


def trained_on_rest_days(county: County) -> None:
    """A course on Saturdays and Sundays beside a job whose roll shows working days alone."""
    persons = county.adults(6)
    start = county.start(7)
    course = add_course(county, start + 40, county.draw.choice((4, 6, 8)), rests=True)
    for person in persons:
        kind = county.draw.choice((LOCAL, WORKSHOP))
        end = min(start + county.days(120, 250), county.on)
        by_day = county.draw.random() < 0.5
        spell = county.spell(person, kind, start, end, county.employer(kind), rolled=not by_day)
        if by_day:
            county.roll_by_day(person, spell, start, end)
        enrol(county, course, person, came_days(county, course))
    county.look_alike("trained_on_rest_days", *persons)


def trained_at_own_work(county: County) -> None:
    """The employer trains own workers in working hours: both rolls are right."""
    persons, employer, start = county.adults(6), county.employer(LOCAL), county.start(8)
    course = add_course(county, start + 30, county.draw.choice((10, 15, 20)), employer=employer)
    for person in persons:
        spell = county.spell(person, LOCAL, start, min(start + 240, county.on), employer, rolled=False)
        county.roll_by_day(person, spell, start, min(start + 120, county.on))
        enrol(county, course, person, came_days(county, course))
    county.look_alike("trained_at_own_work", *persons)


def trained_on_leave(county: County) -> None:
    """Away from work for a course: the roll of work shows the days missing, and pay is less."""
    (person,) = county.adults(1)
    start, employer = county.start(8), county.employer(WORKSHOP)
    end = min(start + 240, county.on)
    course = add_course(county, start + 60, county.draw.choice((5, 7, 10)))
    spell = county.spell(person, WORKSHOP, start, end, employer, rolled=False, share=0.95)
    county.roll_by_day(person, spell, start, end, absent_on=set(course.days))
    enrol(county, course, person, set(course.days))
    county.look_alike("trained_on_leave", person)


def died_late_on_record(county: County) -> None:
    """Paid after a death for work before it; some for one month more, which is neither fraud nor right: grey."""
    (person,) = county.adults(1)
    died = county.days(county.from_on + 200, county.on - 120)
    county.people.died[person] = died
    start = died - county.days(120, 190)
    grey = county.draw.random() < 0.25
    spell = county.spell(person, POST, start, died, county.employer(POST))
    until = last(month(died) + 1) if grey else died
    for one, low, high, _ in county.months(start, until):
        upto = last(one) if one >= month(died) else high
        county.payment("public_post_subsidy", 80000, (low, upto), person=person, spell=spell)
    county.look_alike("died_late_on_record", person, role="grey" if grey else "look_alike")


def left_after_last_payment(county: County) -> None:
    """Moved away for good in mid-month; paid to that day, some weeks after."""
    (person,) = county.adults(1)
    gone = county.days(county.from_on + 200, county.on - 100)
    county.people.gone[person] = gone
    start = gone - county.days(100, 190)
    spell = county.spell(person, POST, start, gone, county.employer(POST))
    county.monthly("public_post_subsidy", 80000, start, gone, person=person, spell=spell)
    county.look_alike("left_after_last_payment", person)


def just_sixteen(county: County) -> None:
    """Works and is paid for from some days after the sixteenth birthday."""
    (person,) = county.children(1)
    start = county.start(4)
    county.born_so_old(person, start, 16 + county.draw.uniform(0.02, 0.6))
    spell = county.spell(person, WORKSHOP, start, None, county.employer(WORKSHOP))
    county.payment("training_allowance", 40000, (start, start + 10), person=person, spell=spell)
    county.look_alike("just_sixteen", person)


def post_roll_came_late(county: County) -> None:
    """A post whose rolls of the last two months are still on paper."""
    (person,) = county.adults(1)
    start = county.start(6)
    spell = county.spell(person, POST, start, None, county.employer(POST), rolled=False)
    county.roll(person, spell, start, last(month(county.on) - county.days(1, 2) - 1), 15)
    county.monthly("public_post_subsidy", 80000, start, county.on, person=person, spell=spell)
    county.look_alike("post_roll_came_late", person)


def ill_for_a_month(county: County) -> None:
    """A post whose roll is empty for one month of illness."""
    (person,) = county.adults(1)
    start = county.start(8)
    ill = month(start) + county.days(2, 4)
    spell = county.spell(person, POST, start, None, county.employer(POST), rolled=False)
    county.roll(person, spell, start, last(ill - 1), 15)
    county.row("work_attendance", person=person, spell=spell, from_on=first(ill), until_on=last(ill), present_days=0,
               due_days=15)  # fmt: skip
    county.roll(person, spell, first(ill + 1), county.on, 15)
    county.monthly("public_post_subsidy", 80000, start, county.on, person=person, spell=spell)
    county.look_alike("ill_for_a_month", person)


def season_workshop(county: County) -> None:
    """Everybody comes on the first days of a season and leaves when the agreed six months are over."""
    _workshop(
        county, "season_workshop", lambda first_day, _: (first_day + county.days(0, 2), 6), seasons=True
    )


def workshop_closed(county: County) -> None:
    """People came on all kinds of days; one day the workshop closed."""
    closed = county.days(county.from_on + 500, county.on - 60)
    _workshop(county, "workshop_closed", lambda *_: (closed - county.days(40, 420), None), closed=closed)


def month_end_payroll(county: County) -> None:
    """Pay runs from month to month, so all begin on its last days; they leave when they leave."""
    _workshop(
        county,
        "month_end_payroll",
        lambda _, at: (last(month(county.from_on) + at) - county.days(0, 3), None),
    )


def _workshop(
    county: County, kind: str, hire: Callable[[int, int], tuple[int, int | None]], closed: int | None = None,
    seasons: bool = False,
) -> None:  # fmt: skip
    where = county.assumed.county + 1000 * (100 + county.draw.randrange(county.assumed.township_count))
    employer = add_place(county, WORKSHOP, where, "workshop")
    persons = county.adults(county.days(8, 14))
    season = first(month(county.from_on) + county.days(3, 14))
    for at, person in enumerate(persons):
        start, months = hire(season if not seasons or at % 2 else later(season, 12), at)
        end = closed if closed is not None else start + county.days(40, 500)
        if months is not None:
            end = later(start, months) - 1
        still = end > county.on
        spell = county.spell(person, WORKSHOP, start, None if still else end, employer, contract=months)
        awards(county, person, employer, spell, start, min(end, county.on))
    county.look_alike(kind, *persons)


def awards(county: County, person: int, employer: int, spell: int, start: int, end: int) -> None:
    """The awards that a workshop is paid for one hire, at each tier that it reached."""
    for tier, amount in zip((3, 6, 12), county.assumed.tier_awards, strict=True):
        due = later(start, tier) - 1
        if due <= end:
            county.payment("workshop_award", amount, (start, due), person=person, employer=employer, spell=spell,
                           to_person=False)  # fmt: skip


def short_full_class(county: County) -> None:
    """A short, popular class: every seat taken, and everybody there every day."""
    course = add_course(county, county.days(county.from_on, county.on - 60), county.draw.choice((3, 5)))
    persons = county.adults(min(course.seats, 20))
    for person in persons:
        enrol(county, course, person, set(course.days))
    county.look_alike("short_full_class", *persons)


def _works(county: County, person: int, kind: int) -> tuple[int, int]:
    """An ordinary spell; its first and last day."""
    start = county.start(5)
    end = min(start + county.days(100, 400), county.on)
    employer = None if kind == AWAY and county.draw.random() < 0.5 else county.employer(kind)
    county.spell(person, kind, start, end if end < county.on else None, employer)
    return start, end


MAKERS: dict[str, Callable[[County], None]] = {
    maker.__name__: maker
    for maker in (
        real_twins, same_name_and_birthday, couple_with_one_account, widow_took_the_account_over, two_half_jobs,
        changed_job_in_the_month, trained_on_rest_days, trained_at_own_work, trained_on_leave, died_late_on_record,
        left_after_last_payment, just_sixteen, post_roll_came_late, ill_for_a_month, season_workshop, workshop_closed,
        month_end_payroll, short_full_class,
    )
}  # fmt: skip


def make_look_alikes(county: County) -> None:
    """So many of each kind as assumed, in proportion to the people."""
    for kind, count in county.assumed.look_alikes:
        for _ in range(max(1, round(count * len(county.people) / 100_000))):
            MAKERS[kind](county)
