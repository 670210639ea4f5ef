"""A county of invented people in every state the record knows: merged, moved, never asked, at work."""

from __future__ import annotations

import json
import random
from datetime import date, timedelta

from django.db import IntegrityError, models, transaction

from cast import COUNTY, OTHER_TOWNSHIP, TOWNSHIP, an_account
from gainful.accounts.models import Account
from gainful.benefits.models import (
    Business,
    BusinessStatement,
    Loan,
    LoanInterest,
    LoanStatement,
    Statement,
)
from gainful.benefits.own_business import STATED_OF_BUSINESS
from gainful.benefits.own_loans import STATED_OF_LOAN
from gainful.benefits.statements import OF_WORKSHOPS, STATED
from gainful.casework.models import EmployerRoll, PayEvidence, PayrollLine, RollLine, Spell
from gainful.jobs.models import Employer, Workshop, WorkshopRecognition
from gainful.pack import load
from gainful.registry.models import Household, HouseholdIncome, Membership, Person, RegistrationEvent
from gainful.terms.facts import FACTS
from gainful.terms.periods import last_day_of_month
from gainful.training.models import Certificate, Course, Enrolment
from make import a_household, a_person, a_wish, an_employer, an_opening

START = date(2017, 1, 1)
CODES = {
    name: [item.code for item in load("gainful_china").codes[name]]
    for name in ("labour_capacity", "channels", "occupations", "location_classes", "evidence_grades", "health",
                 "certificate_levels")
}  # fmt: skip


def make_mixed_county(count: int = 60, seed: int = 4) -> None:
    """So many people with everything that facts are read off, drawn anew for each seed."""
    chance = random.Random(seed)
    homes = [
        a_household(
            area=chance.choice([TOWNSHIP, OTHER_TOWNSHIP]),
            registered_year=chance.choice([2014, 2019, 2021, None]),
        )
        for _ in range(count // 3)
    ]
    people = [_person(chance, chance.choice(homes)) for _ in range(count)]
    for home in homes:
        _household(chance, home)
    for person in people:
        _answers_and_work(chance, person)
    _places(random.Random(seed + 1))
    _courses(chance, people)
    _businesses(random.Random(seed + 2), people)
    _loans(random.Random(seed + 3), people)
    for person in chance.sample(people, count // 8):
        into = chance.choice(people)
        if into.pk != person.pk and into.merged_into_id is None and not person.merged.exists():
            Person.objects.filter(pk=person.pk).update(merged_into=into, id_digest="")
            into.refresh_from_db()
            person.refresh_from_db()


def _day(chance: random.Random, years: int = 5) -> date:
    return START + timedelta(days=chance.randrange(365 * years))


def _if_allowed(model: type[models.Model], /, **fields: object) -> models.Model | None:
    """The row, or None where the record refuses such a one: what it refuses, no fact needs to tell."""
    try:
        with transaction.atomic():
            return model.objects.create(**fields)
    except IntegrityError:
        return None


def _maybe(chance: random.Random, value: object, share: float = 0.7):
    return value if chance.random() < share else None


def _person(chance: random.Random, home: Household) -> Person:
    born = _maybe(
        chance, date(chance.randrange(1940, 2021), chance.choice([2, 10]), chance.choice([28, 31 - 3])), 0.9
    )
    person = a_person(
        household=home, born_on=born, id_state="missing", relation="other",
        labour_capacity=chance.choice([*CODES["labour_capacity"], ""]), student=chance.choice(["", "student", "none"]),
        health=chance.choice([*CODES["health"], ""]), education=chance.choice(["junior_middle", ""]),
        died_on=_maybe(chance, _day(chance), 0.1), moved_away_on=_maybe(chance, _day(chance), 0.1),
    )  # fmt: skip
    membership = Membership.objects.get(person=person)
    membership.from_on = _maybe(chance, _day(chance, 2))
    if chance.random() < 0.3:
        membership.until_on = (membership.from_on or START) + timedelta(days=chance.randrange(1500))
    membership.save()
    if membership.until_on and chance.random() < 0.6:
        other = a_household()
        _if_allowed(Membership, area=other.area, household=other, person=person, from_on=membership.until_on)
    return person


def _household(chance: random.Random, home: Household) -> None:
    kinds = ["registered", "exited", "reentered", "monitored", "struck_off"]
    for kind in chance.choices(kinds, weights=[4, 5, 2, 3, 1], k=chance.randrange(4)):
        day = _day(chance)
        if home.registration_events.filter(kind=kind, year=day.year).exists():
            continue
        _if_allowed(
            RegistrationEvent,
            area=home.area,
            household=home,
            kind=kind,
            year=day.year,
            happened_on=_maybe(chance, day),
        )
    for year in (2018, 2019, 2020):
        if chance.random() < 0.7:
            HouseholdIncome.objects.create(
                area=home.area, household=home, year=year,
                net_per_head_fen=_maybe(chance, chance.randrange(-10_000, 900_000)),
                wage_fen=_maybe(chance, chance.randrange(3_000_000)),
            )  # fmt: skip


def _answers_and_work(chance: random.Random, person: Person) -> None:
    for _ in range(chance.randrange(3)):
        a_wish(person, willing=chance.choice([True, True, False, None]), asked_on=_day(chance))
    opening = an_opening(hours_per_week=chance.choice([40, 52]))
    for number in range(chance.randrange(4)):
        begun = _day(chance)
        end = _maybe(chance, begun + timedelta(days=chance.randrange(500)))
        spell = _if_allowed(
            Spell, area=person.area, person=person, origin="recorded",
            state=chance.choice(["ended", "ended", "called_off"]) if end else "working",
            employer_name=chance.choice(["甲厂", "乙厂", ""]), channel=chance.choice(CODES["channels"]),
            occupation=chance.choice([*CODES["occupations"][:3], ""]) or f"o{number}", place=COUNTY,
            location_class=chance.choice([*CODES["location_classes"], "unknown"]), starts_on=begun, ends_on=end,
            contract_months=_maybe(chance, chance.randrange(1, 36)), insured=chance.choice([True, False, None]),
            pay_low_fen=_maybe(chance, 300_000), evidence=chance.choice(CODES["evidence_grades"]),
            opening=opening if chance.random() < 0.3 else None,
        )  # fmt: skip
        for month in range(1, 13):
            if spell and chance.random() < 0.4:
                _if_allowed(
                    PayEvidence, area=person.area, spell=spell, month=date(2020, month, 1), evidence=spell.evidence,
                    received_fen=_maybe(chance, 280_000, 0.9), confirmed_by_worker=chance.choice([True, False, None]),
                    recorded_on=date(2020, month, 28) + timedelta(days=chance.randrange(40)),
                )  # fmt: skip


def _stated(chance: random.Random, employers: list[Employer], shops: list[Workshop]) -> None:
    """What papers say of some of them, some twice for one time; of a workshop also by who did not run it then."""
    runs = [shop for shop in shops if shop.employer is not None]
    for _number in range(160):
        fact = chance.choice(sorted(STATED))
        shop = chance.choice(runs) if fact in OF_WORKSHOPS else None
        employer = shop.employer if shop is not None and chance.random() < 0.8 else chance.choice(employers)
        yearly = STATED[fact] in ("year", "year_before")
        since = chance.choice([_day(chance), date(2020, 9, 30), date(2020, 2, 10)])
        row = Statement(
            area=employer.area, employer=employer, workshop=shop, fact=fact, kept_at="材料", recorded_on=START,
            since=None if yearly else since, year=chance.choice([2018, 2019, 2020]) if yearly else None,
        )  # fmt: skip
        yes = json.dumps(chance.random() < 0.5)
        row.seal("value", yes if FACTS[fact].kind == "boolean" else str(chance.randrange(5_000_000)))
        row.save(force_insert=True)


def _businesses(chance: random.Random, people: list[Person]) -> None:
    """Own businesses of some, two of a few, with what papers say: put right, ended, taken back, not known after all."""
    for number, person in enumerate(chance.choices(people, k=25)):
        row = _if_allowed(
            Business, area=person.area, person=person, name=f"店{number}", registered_on=_day(chance, 4),
            kept_at="执照", recorded_on=START,
        )  # fmt: skip
        for _ in range(chance.randrange(8)) if row else ():
            fact = chance.choice(sorted(STATED_OF_BUSINESS))
            lasts = STATED_OF_BUSINESS[fact]
            said = BusinessStatement(
                area=person.area, business=row, fact=fact, kept_at="材料", recorded_on=START,
                since=_day(chance, 4) if lasts == "since" else None,
                year=chance.choice([2018, 2019, 2020]) if lasts == "year" else None,
            )  # fmt: skip
            said.seal("value", json.dumps(_said_of_a_business(chance, fact)))
            said.save(force_insert=True)


def _said_of_a_business(chance: random.Random, fact: str) -> object:
    """A value of a fact as a statement has it, now and then not known."""
    if fact == "business_tax_due":
        return {"vat": chance.randrange(900_000), "personal_income": chance.randrange(9_000)}
    if fact == "business_struck":
        return chance.random() < 0.3
    if fact.endswith("_on"):
        return None if fact == "business_ended_on" and chance.random() < 0.3 else str(_day(chance))
    return chance.choice([True, False, None])


def _loans(chance: random.Random, people: list[Person]) -> None:
    """Loans of some with what papers say of each, and interest of years, put right for some, one after another."""
    for person in chance.choices(people, k=20):
        row = _if_allowed(
            Loan, area=person.area, person=person, amount_fen=chance.randrange(1, 30_000_000), months=36, partners=1,
            lender="样例银行", applied_on=_day(chance, 4), kept_at="申请表", recorded_on=START,
        )  # fmt: skip
        for _ in range(chance.randrange(9)) if row else ():
            fact = chance.choice(sorted(STATED_OF_LOAN))
            said = LoanStatement(
                area=person.area, loan=row, fact=fact, kept_at="材料", recorded_on=START,
                since=_day(chance, 4) if STATED_OF_LOAN[fact] == "since" else None,
            )  # fmt: skip
            said.seal("value", json.dumps(_said_of_a_loan(chance, fact)))
            said.save(force_insert=True)
        for year in (2018, 2019, 2020, 2019) if row and chance.random() < 0.7 else ():
            _if_allowed(
                LoanInterest, area=person.area, loan=row, period_from=date(year, 1, 1),
                period_to=date(year, chance.choice([6, 12]), 30), paid_fen=chance.choice([0, 12_345, 50_000]),
                paid_on=date(year, 7, 1) + timedelta(days=chance.randrange(200)), kept_at="流水", recorded_on=START,
            )  # fmt: skip


def _said_of_a_loan(chance: random.Random, fact: str) -> object:
    """A value of a fact as a statement has it."""
    if fact == "loan_struck":
        return chance.random() < 0.2
    if fact == "loan_overdue":
        return chance.random() < 0.5
    return str(_day(chance)) if fact == "loan_granted_on" else chance.randrange(1, 600)


def _places(chance: random.Random) -> None:
    """Employers and workshops, recognised, not any more, or of whom nobody said; and most jobs at one of them."""
    employers = [an_employer(name=f"厂{number}", kind=chance.choice(["firm", ""])) for number in range(9)]
    shops = []
    for number in range(6):
        since = _maybe(chance, _day(chance), 0.7)
        until = _maybe(chance, (since or START) + timedelta(days=chance.randrange(900)), 0.4)
        shops.append(Workshop.objects.create(
            area=TOWNSHIP, employer=chance.choice([None, *employers]), name=f"车间{number}",
            recognised_on=since, exited_on=until,
        ))  # fmt: skip
    for shop in chance.sample(shops, 3):
        since = _day(chance)
        until = _maybe(chance, since + timedelta(days=chance.randrange(600)), 0.5)
        WorkshopRecognition.objects.create(
            area=shop.area, workshop=shop, plaque="牌1", recognised_on=since, exited_on=until,
            exit_because="停产" if until else "",
        )  # fmt: skip
    _stated(random.Random(11), employers, shops)
    for spell in Spell.objects.order_by("pk"):
        spell.employer = chance.choice([None, *employers[:-1]])
        spell.workshop = chance.choice([None, *shops])
        spell.save(update_fields=["employer", "workshop"])
        if spell.employer and chance.random() < 0.6:
            _rolled(chance, spell)


def _rolled(chance: random.Random, spell: Spell) -> None:
    """The employer's word on some months: trained through work, not, or nothing said."""
    for month in chance.sample([date(2019, 11, 1), date(2020, 1, 1), date(2020, 2, 1), date(2020, 10, 1)], 2):
        told_on = last_day_of_month(month) + timedelta(days=chance.randrange(3))
        pay = PayrollLine.objects.filter(person=spell.person, month=month)
        payroll = PayrollLine.objects.create(
            area=spell.area, person=spell.person, spell=spell, employer_name=spell.employer_name, month=month,
            part=pay.count() + 1, told_on=told_on,
        )  # fmt: skip
        roll, _new = EmployerRoll.objects.get_or_create(
            employer=spell.employer, month=month, defaults={"area": COUNTY, "begun_on": told_on}
        )
        RollLine.objects.create(
            area=spell.area, roll=roll, spell=spell, payroll=payroll, attended_days=20, paid_fen=0, still_there=True,
            trained=chance.choice([True, False, None]), told_on=told_on,
            told_by=Account.objects.first() or an_account("rolls"),
        )  # fmt: skip


def _courses(chance: random.Random, people: list[Person]) -> None:
    courses = []
    for number in range(12):
        begun = _maybe(chance, _day(chance, 4), 0.85)
        end = begun and _maybe(chance, begun + timedelta(days=chance.randrange(60)), 0.9)
        courses.append(Course.objects.create(
            area=COUNTY, number=str(number), occupation=chance.choice(["cook", "cleaner", ""]), starts_on=begun,
            ends_on=end, days=_maybe(chance, 20),
        ))  # fmt: skip
    for person in people:
        for course in chance.sample(courses, chance.randrange(4)):
            seat = _if_allowed(
                Enrolment, area=person.area, person=person, course=course,
                attended_days=_maybe(chance, chance.randrange(20)),
                passed=chance.choice([True, False, None]),
            )  # fmt: skip
            level = chance.choice([*CODES["certificate_levels"], "", None])
            held = Certificate.objects.filter(
                person=person, occupation=course.occupation or "cook", level=level or ""
            )
            if seat and level is not None and not held.exists():
                _if_allowed(
                    Certificate, area=person.area, person=person, enrolment=seat,
                    occupation=course.occupation or "cook",
                    level=level, awarded_on=_maybe(chance, _day(chance)),
                )  # fmt: skip
