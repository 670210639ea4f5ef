"""Cases of who is paid: the dead, children, those who are gone; and those who are entitled and unpaid."""

from __future__ import annotations

from gainful.simulate.calendar import last, later, month
from gainful.simulate.county import AWAY, LOCAL, POST, WORKSHOP, County
from gainful.simulate.courses import add_course, enrol
from gainful.simulate.look_alikes import awards


def dead_payee(county: County) -> None:
    """Paid for months after a death, or hired after it."""
    draw = county.draw
    variant = draw.choices(
        ("post_paid_on", "employer_paid_on", "hired_after_death", "one_sum"), (45, 25, 15, 15)
    )[0]
    case = county.case("dead_payee", variant)
    (person,) = county.adults(1)
    months = draw.randint(*county.assumed.paid_after_death)
    died = county.days(county.from_on + 150, county.on - 31 * months - 60)
    county.people.died[person] = died
    until = last(month(died) + months)
    _paid_after(county, person, variant, died, until)
    county.planted(case, person=person)


def _paid_after(county: County, person: int, variant: str, left: int, until: int) -> None:
    """Work before or after a day on which somebody died or left, paid until another day."""
    start = left - county.days(40, 140)
    if variant == "hired_after_death":
        start = left + county.days(15, 90)
        until = max(until, start + 70)
    kind = LOCAL if variant == "employer_paid_on" else POST
    if variant == "one_sum":
        spell = county.spell(person, AWAY, start, left, None)
        begins = left + county.days(40, 60)
        county.payment("job_seeking_subsidy", 50000, (begins, begins + 15), person=person)
        return
    employer = county.employer(kind)
    spell = county.spell(person, kind, start, until, employer, paid=county.draw.random() < 0.5)
    if kind == LOCAL:
        county.monthly("insurance_subsidy_employer", 62000, start, until, person=person, employer=employer, spell=spell,
                       to_person=False)  # fmt: skip
    else:
        county.monthly("public_post_subsidy", 80000, start, until, person=person, spell=spell)


def under_age_payee(county: County) -> None:
    """A child under 16 at work or in class, and paid for."""
    draw = county.draw
    variant = draw.choices(("workshop", "post", "class", "nearly_sixteen"), (35, 20, 20, 25))[0]
    case = county.case("under_age_payee", variant)
    (person,) = county.children(1)
    start = county.start(8)
    years = draw.uniform(15.3, 15.6) if variant == "nearly_sixteen" else draw.uniform(11, 15.2)
    county.born_so_old(person, start, years)
    end = min(start + county.days(100, 200), county.on)
    if variant == "class":
        course = add_course(county, start, draw.choice((5, 10)))
        enrol(county, course, person, set(course.days))
    elif variant == "post":
        spell = county.spell(person, POST, start, end, county.employer(POST))
        county.monthly("public_post_subsidy", 80000, start, end, person=person, spell=spell)
    else:
        employer = county.employer(WORKSHOP)
        spell = county.spell(person, WORKSHOP, start, end, employer)
        awards(county, person, employer, spell, start, end)
    county.planted(case, person=person)


def paid_but_gone(county: County) -> None:
    """Moved away for good, or no longer at that work, and paid for as before."""
    draw = county.draw
    variant = draw.choices(
        ("moved_post_paid", "moved_employer_paid", "left_work", "moved_class"), (40, 20, 30, 10)
    )[0]
    case = county.case("paid_but_gone", variant)
    (person,) = county.adults(1)
    months = draw.randint(*county.assumed.paid_after_move)
    gone = county.days(county.from_on + 150, county.on - 31 * months - 70)
    until = last(month(gone) + months)
    if variant != "left_work":
        county.people.gone[person] = gone
    if variant == "moved_class":
        course = add_course(county, gone + county.days(35, 60), 10)
        enrol(county, course, person, set(course.days))
    elif variant == "left_work":
        start = gone - county.days(60, 150)
        kind = draw.choice((POST, LOCAL))
        employer = county.employer(kind)
        spell = county.spell(person, kind, start, gone, employer)
        rule, amount = (("insurance_subsidy_employer", 62000), ("public_post_subsidy", 80000))[kind == POST]
        county.monthly(rule, amount, start, until, person=person, employer=employer, spell=spell,
                       to_person=kind == POST)  # fmt: skip
    else:
        _paid_after(
            county, person, "employer_paid_on" if "employer" in variant else "post_paid_on", gone, until
        )
    county.planted(case, person=person)


def entitled_unpaid(county: County) -> None:
    """Due for many months, and never paid, or decided and never paid, or paid in part."""
    draw = county.draw
    variant = draw.choices(
        ("never_claimed", "decided_never_paid", "other_benefit_paid", "paid_in_part"), (50, 20, 20, 10)
    )[0]
    case = county.case("entitled_unpaid", variant)
    (person,) = county.adults(1)
    due = county.on - draw.randint(*county.assumed.unpaid_days)
    rule, amount = draw.choice(
        (("out_working_award", 50000), ("job_seeking_subsidy", 50000), ("transport_subsidy", 60000))
    )
    start = later(due, -3)
    spell = county.spell(
        person, AWAY, start, due + county.days(10, 200) if draw.random() < 0.4 else None, None
    )
    county.row("due", person=person, rule=rule, spell=spell, due_on=due, amount_fen=amount)
    if variant == "decided_never_paid":
        county.payment(rule, amount, (start, due), person=person, spell=spell, decided=due + 20, waits=True)
    elif variant == "other_benefit_paid":
        county.payment("hiring_subsidy", 100000, (start, due), person=person, employer=county.employer(LOCAL),
                       to_person=False)  # fmt: skip
    elif variant == "paid_in_part":
        county.payment(rule, amount // 2, (start, due), person=person, spell=spell)
    county.planted(case, person=person)
