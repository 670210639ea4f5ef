"""An invented county of 20,000 workers in realistic state, with some years of history, written in bulk.

Triggers are put aside while it is written (guards and trail; a row at a time, they would take an hour) and put back
before anything is measured; the rows hold every CHECK, every unique constraint and every reference.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from itertools import count
from typing import Any

from django.db import connection, transaction

from gainful.accounts.models import Account
from gainful.accounts.sealed import digest
from gainful.casework import schedule
from gainful.casework.models import (
    Assignment,
    ConsentReask,
    Contact,
    FollowUp,
    Offer,
    PayEvidence,
    Service,
    Spell,
)
from gainful.jobs.models import Employer, Opening
from gainful.registry.models import Consent, Household, Membership, Person, Wish

COUNTY = 621299_000_000
TOWNSHIPS = [621299_100_000 + 1_000 * n for n in range(8)]
ON = date(2020, 11, 2)
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
TRADES = ("cleaner", "cook", "driver", "welder", "sewing_operator")
KINDS = ("policy_advice", "career_guidance", "job_referral", "skills_training")


def number_of(order: int, born_on: date) -> str:
    """The order-th personal number of the county, with its check character."""
    body = f"{621230 + order // 500 % 69}{born_on:%Y%m%d}{order % 500 * 2 + 1:03d}"
    return body + "10X98765432"[sum(int(d) * w for d, w in zip(body, WEIGHTS, strict=True)) % 11]


@contextmanager
def without_triggers() -> Iterator[None]:
    """One transaction in which no trigger runs; afterwards they stand as before, word for word."""
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL session_replication_role = replica")
            yield
            return
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        kept = cursor.fetchall()
        for name, _sql in kept:
            cursor.execute(f'DROP TRIGGER "{name}"')
        yield
        for _name, sql in kept:
            cursor.execute(sql)


class County:
    """The county being written. `workers` people able to work, `years` of history up to `ON`."""

    def __init__(self, workers: int, years: int, accounts: list[Account]) -> None:
        self.chance = random.Random(20)
        self.workers, self.years, self.accounts = workers, years, accounts
        self.days = 365 * years
        self.numbers = count(1)
        self.offers: list[Offer] = []

    def day(self, within: int, least: int = 0) -> date:
        """A day at least so long ago and at most so many days ago."""
        return ON - timedelta(days=self.chance.randint(least, max(least, within)))

    def keep(self, rows: list[Any]) -> list[Any]:
        """Write rows of one table."""
        if rows:
            type(rows[0])._base_manager.bulk_create(rows, batch_size=500)
        return rows

    def build(self) -> None:
        """Write people, work and what was done for each."""
        self.people()
        self.openings()
        self.wishes()
        self.contacts()
        self.jobs()
        self.placements()
        self.after_the_start()
        self.offers_without_a_job()

    def people(self) -> None:
        """Households of two or three able members and one dependent, each looked after by somebody."""
        size = int(self.workers / 2.2)
        homes = [
            Household(
                area=TOWNSHIPS[n % 8], number=f"{TOWNSHIPS[n % 8] // 1000}{n:06d}", registered_year=2014,
                village=f"村{n // 8 % 15}",
            )
            for n in range(size)
        ]  # fmt: skip
        self.homes = self.keep(homes)
        able = [
            self.person(n, homes[n % size], self.day(365 * 60, 365 * 17), True) for n in range(self.workers)
        ]
        rest = [
            self.person(self.workers + n, home, self.day(365 * 15, 1), False)
            for n, home in enumerate(homes) if n % 10
        ]  # fmt: skip
        self.able = self.keep(able)
        self.keep(rest)
        self.keep([
            Membership(
                area=p.area, household=p.home, person=p, number=f"{p.home.number}{n:06d}",
                relation="head" if n < size else "child",
            )
            for n, p in enumerate(able + rest)
        ])  # fmt: skip
        helpers = self.accounts
        self.keep([
            Assignment(area=home.area, household=home, officer=helpers[n % len(helpers)], from_on=date(2016, 1, 1))
            for n, home in enumerate(homes) if n % 20
        ])  # fmt: skip

    def person(self, order: int, home: Household, born_on: date, able: bool) -> Person:
        """One member of a household."""
        text = number_of(order, born_on)
        capacity = self.chance.choice(("ordinary", "ordinary", "skilled", "weak")) if able else "none"
        person = Person(
            area=home.area, sex=("male", "female")[order % 2], born_on=born_on, name=f"样{chr(0x4E00 + order % 8000)}",
            name_pinyin=f"yang ren{order}", labour_capacity=capacity, education="junior_middle", id_state="valid",
            student="not_student" if able else "student", id_digest=digest(text, "id"),
            id_tail_digest=digest(text[-4:], "id_tail"),
        )  # fmt: skip
        person.seal("id_number", text)
        person.home = home
        return person

    def openings(self) -> None:
        """120 employers; 300 openings a year, those of the last half year open."""
        self.employers = self.keep([
            Employer(area=COUNTY, name=f"样例企业{n}", kind="enterprise", place=COUNTY) for n in range(120)
        ])  # fmt: skip
        rows = []
        for n in range(300 * self.years):
            known = self.day(self.days, 1)
            rows.append(
                Opening(
                    area=COUNTY, employer=self.employers[n % 120], occupation=TRADES[n % 5], title=f"岗位{n}",
                    channel=("project", "workshop", "organised_export")[n % 3], place=TOWNSHIPS[n % 8], seats=60,
                    place_text="本县", pay_low_fen=300_000, pay_high_fen=360_000, hours_per_week=40, contract_months=12,
                    deductions_stated=True, deductions_text="无", recorded_on=known,
                    state="open" if (ON - known).days < 180 else "closed",
                )
            )  # fmt: skip
        self.works = self.keep(rows)

    def wishes(self) -> None:
        """Of the able 55% are in work, 25% want work, 10% do not, 3% leave it open and 7% were never asked."""
        self.state: dict[int, str] = {}
        wishes, consents = [], []
        said = {"working": True, "seeking": True, "no": False, "open": None}
        for person in self.able:
            state = self.chance.choices(("working", "seeking", "no", "open", "unasked"), (55, 25, 10, 3, 7))[
                0
            ]
            self.state[person.pk] = state
            if state == "unasked":
                continue
            for year in range(self.years, 0, -1):
                day = self.day(365 * year, 365 * (year - 1))
                willing = said[state] if year == 1 else self.chance.random() < 0.8
                wishes.append(Wish(area=person.area, person=person, willing=willing, asked_on=day, scope="county",
                                   any_occupation=True, how="visit"))  # fmt: skip
            if said[state] and self.chance.random() < 0.85:
                consents.append(self.consent(person, "referral", self.day(self.days, 400)))
        self.keep(wishes)
        self.agreed = {one.person_id: one for one in self.keep(consents)}

    def consent(self, person: Person, purpose: str, day: date) -> Consent:
        """A live consent on paper."""
        return Consent(area=person.area, person=person, purpose=purpose, given_on=day, how="signed_paper",
                       evidence="form 04", recorded_by=self.chance.choice(self.accounts))  # fmt: skip

    def contacts(self) -> None:
        """Three services and two contacts a year each; seekers have more of late, and a third all they are owed."""
        services, contacts = [], []
        for person in self.able:
            for _ in range(3 * self.years):
                services.append(self.service(person, self.chance.choice(KINDS), self.day(self.days)))
            for _ in range(2 * self.years):
                contacts.append(Contact(area=person.area, person=person, met_on=self.day(self.days), how="phone",
                                        words="谈了话", met_by=self.chance.choice(self.accounts)))  # fmt: skip
            if self.state[person.pk] == "seeking":
                whole = self.chance.random() < 0.35
                for kind in (*KINDS, "job_referral", "job_referral"):
                    if whole or self.chance.random() < 0.4:
                        services.append(self.service(person, kind, self.day(85)))
        self.keep(services)
        self.keep(contacts)

    def service(self, person: Person, kind: str, day: date) -> Service:
        """A service given."""
        return Service(area=person.area, person=person, kind=kind, given_on=day,
                       given_by=self.chance.choice(self.accounts))  # fmt: skip

    def jobs(self) -> None:
        """A job a year in history, and the present one of those in work; most from ledgers."""
        self.spells: list[Spell] = []
        recorded = []
        self.to_place: list[tuple[Person, date, date | None]] = []
        for person in self.able:
            state = self.state[person.pk]
            if state == "unasked":
                continue
            for year in range(self.years, 0, -1):
                if self.chance.random() < 0.75 and (year > 1 or state != "working"):
                    start = ON - timedelta(days=365 * year - self.chance.randint(0, 90))
                    recent = year == 1 and self.chance.random() < 0.2
                    start = ON - timedelta(days=self.chance.randint(70, 95)) if recent else start
                    end = min(start + timedelta(days=self.chance.choice((40, 70, 85, 120, 200, 260))), ON)
                    self.job(person, start, end, recorded)
            if state == "working":
                self.job(person, self.day(min(self.days - 1, 420), 3), None, recorded)
        self.spells += self.keep(recorded)

    def job(self, person: Person, start: date, end: date | None, recorded: list[Spell]) -> None:
        """Three in ten were brought about where the person agreed to be shown openings, the others recorded."""
        if person.pk in self.agreed and self.chance.random() < 0.3:
            self.to_place.append((person, start, end))
        else:
            recorded.append(self.spell(person, start, end))

    def spell(self, person: Person, start: date, end: date | None, **more: Any) -> Spell:
        """One job."""
        n = next(self.numbers)
        fields = {
            "origin": "recorded", "state": "ended" if end else "working", "employer_name": f"样例企业{n % 900}",
            "channel": ("self_arranged", "workshop", "project", "organised_export")[n % 4],
            "occupation": TRADES[n % 5], "place": TOWNSHIPS[n % 8], "location_class": "in_county", "evidence": "phone",
            "left_because": "season_ended" if end else "", "pay_low_fen": 300_000, "pay_high_fen": 300_000,
        } | more  # fmt: skip
        return Spell(area=person.area, person=person, starts_on=start, ends_on=end, **fields)

    def offer(self, person: Person, opening: Opening, day: date, state: str) -> Offer:
        """One opening shown."""
        answered = {} if state == "shown" else {"answered_on": day, "how": "own_code"}
        return Offer(area=person.area, person=person, opening=opening, consent=self.agreed[person.pk], state=state,
                     shown_on=day, shown_by=self.chance.choice(self.accounts), language="zh-hans",
                     terms={"title": opening.title, "employer": "样例企业"}, **answered)  # fmt: skip

    def placements(self) -> None:
        """Jobs that Gainful brought about: offer, consent, opening, spell."""
        offers, consents = [], {}
        for person, start, _end in self.to_place:
            day = start - timedelta(days=3)
            offers.append(self.offer(person, self.chance.choice(self.works), day, "accepted"))
            if person.pk not in consents:
                consents[person.pk] = self.consent(person, "placement", day)
        self.keep(offers)
        self.keep(list(consents.values()))
        self.spells += self.keep([
            self.spell(person, start, end, origin="brought_about", offer=offer, consent=consents[person.pk],
                       opening=offer.opening, employer=offer.opening.employer, channel=offer.opening.channel,
                       employer_name=offer.opening.employer.name)
            for (person, start, end), offer in zip(self.to_place, offers, strict=True)
        ])  # fmt: skip

    def after_the_start(self) -> None:
        """Follow-ups of all four days, nearly all done but the latest; pay month by month, late with one employer in
        three; consent asked again.
        """
        follow_ups, pay, reasks = [], [], []
        for spell in self.spells:
            for mark in schedule.marks(spell.starts_on):
                follow_ups.append(self.follow_up(spell, mark))
            if spell.origin != "brought_about":
                continue
            late_payer = spell.employer.pk % 3 == 0
            for month in schedule.months_worked(spell.starts_on, spell.ends_on, ON):
                if (ON - month).days > 100 or not late_payer or self.chance.random() < 0.85:
                    pay.append(PayEvidence(area=spell.area, spell=spell, month=month, received_fen=300_000,
                                           confirmed_by_worker=True, evidence="payroll", recorded_on=ON))  # fmt: skip
            if (ON - spell.starts_on).days > 60 or self.chance.random() < 0.3:
                reasks.append(ConsentReask(area=spell.area, spell=spell, asked_on=ON, asked_by=self.accounts[0],
                                    answer="agreed"))  # fmt: skip
        self.keep(follow_ups)
        self.keep(pay)
        self.keep(reasks)

    def follow_up(self, spell: Spell, mark: schedule.Mark) -> FollowUp:
        """Done, dropped where the job ended before, put off, or due."""
        one = FollowUp(area=spell.area, spell=spell, days=mark.days, due_on=mark.due_on)
        waiting = (ON - mark.due_on).days
        if spell.ends_on and spell.ends_on < mark.due_on:
            one.state = "dropped"
        elif waiting > 60 or (waiting >= 0 and self.chance.random() < 0.7):
            one.state, one.done_on, one.still_working, one.evidence = (
                "done",
                min(ON, mark.due_on),
                True,
                "phone",
            )
            one.done_by = self.chance.choice(self.accounts)
        elif waiting >= 0 and self.chance.random() < 0.2:
            one.state, one.put_off_until, one.put_off_because = "put_off", ON + timedelta(days=5), "没接通"
        return one

    def offers_without_a_job(self) -> None:
        """Offers declined, lapsed and waiting: two a year and seeker."""
        rows = []
        for person in self.able:
            if self.state[person.pk] != "seeking" or person.pk not in self.agreed:
                continue
            chosen = self.chance.sample(self.works, 2 * self.years)
            for opening in chosen:
                day = self.day(self.days)
                waits = (ON - day).days < 14
                rows.append(self.offer(person, opening, day, "shown" if waits else "declined"))
        self.keep(rows)
