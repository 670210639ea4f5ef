"""The rest of the invented county: courses, journeys, posts, payrolls and reviews, complaints, leaders."""

from __future__ import annotations

from datetime import date, timedelta

from big_county import COUNTY, ON, TOWNSHIPS, TRADES, County

from gainful.casework import schedule
from gainful.casework.models import (
    Attendance,
    EmployerFreeze,
    Grievance,
    Journey,
    Passenger,
    PayrollLine,
    PostTerm,
    ProtectionCase,
    ReturnTransport,
    Review,
    Spell,
)
from gainful.jobs.models import LeaderApplication
from gainful.training.models import Course, Enrolment


class WholeCounty(County):
    """The county with everything that Today counts."""

    def build(self) -> None:
        """Write all of it."""
        super().build()
        self.courses()
        self.journeys()
        self.posts()
        self.ledgers()
        self.voices()
        self.leaders()

    def courses(self) -> None:
        """40 courses a year of 30 seats."""
        rows = []
        for n in range(40 * self.years):
            start = self.day(self.days, -20)
            rows.append(Course(area=COUNTY, number=f"K{n:05d}", occupation=TRADES[n % 5], provider="样例培训学校",
                               starts_on=start, ends_on=start + timedelta(days=20), days=15))  # fmt: skip
        seats = [
            Enrolment(area=person.area, course=course, person=person, attended_days=12)
            for course in self.keep(rows)
            for person in self.chance.sample(self.able, 30)
        ]
        self.keep(seats)

    def journeys(self) -> None:
        """30 vehicles a year with those who went by organised export; a few leave today or were not checked."""
        going = [s for s in self.spells if s.origin == "brought_about" and s.channel == "organised_export"]
        by_vehicle = [going[n : n + 30] for n in range(0, min(len(going), 900 * self.years), 30)]
        vehicles = []
        for n, _aboard in enumerate(by_vehicle):
            day = ON if n < 2 else self.day(self.days, 1)
            planned = {"state": "planned"} if n < 2 else {"state": "departed", "departed_on": day}
            vehicles.append(Journey(area=COUNTY, vehicle=f"车{n}", seats=45, leaves_on=day, from_text="县城",
                                    to_text="外省", **planned))  # fmt: skip
        rows = []
        for n, (journey, aboard) in enumerate(zip(self.keep(vehicles), by_vehicle, strict=True)):
            for seat, spell in enumerate(aboard, start=1):
                checked = {"arrived": True, "checked_on": journey.leaves_on} if n >= 4 else {}
                rows.append(Passenger(
                    area=spell.area, journey=journey, person=spell.person, spell=spell, leaves_on=journey.leaves_on,
                    seat_number=seat, seated_on=journey.leaves_on, consent=spell.consent, **checked,
                ))  # fmt: skip
        single = self.keep(list({(row.person_id, row.leaves_on): row for row in rows}.values()))
        self.keep([
            ReturnTransport(area=row.area, person=row.person, passenger=row, kind="not_wanted", settled_on=ON)
            for n, row in enumerate(single) if n % 50
        ])  # fmt: skip

    def posts(self) -> None:
        """600 people in public posts since up to two years, two rolls a month, terms that end some day."""
        people = [p for p in self.able if self.state[p.pk] == "no"][:600]
        spells = self.keep([
            self.spell(p, self.day(min(self.days, 700), 40), None, channel="public_post", occupation="cleaner")
            for p in people
        ])  # fmt: skip
        self.keep([
            PostTerm(area=one.area, spell=one, ends_on=ON + timedelta(days=self.chance.randint(-20, 400)),
                     monthly_wage_fen=60_000, because="cannot_leave", persons_word="要照顾老人",
                     agreed_on=one.starts_on)
            for n, one in enumerate(spells) if n % 12
        ])  # fmt: skip
        rolls = [
            Attendance(area=one.area, person=one.person, spell=one, unit="month", begins_on=month, source=source,
                       present_days=22, due_days=23, recorded_on=ON)
            for one in spells
            for month in schedule.months_worked(one.starts_on, None, ON)
            if month < date(2020, 10, 1) or self.chance.random() < 0.8
            for source in ("paper", "phone")
        ]  # fmt: skip
        self.keep(rolls)

    def ledgers(self) -> None:
        """Payrolls of half the placements, and the reviews that came of them: decided long ago, or open."""
        lines, reviews = [], []
        for spell in self.spells[::2]:
            for month in self.months_paid(spell):
                line = PayrollLine(
                    area=spell.area, person=spell.person, spell=spell, month=month, gross_fen=300_000, told_on=ON,
                    paid_fen=300_000, paid_on=month + timedelta(days=35),
                    employer_name=f"{spell.employer_name}{spell.pk}",
                )  # fmt: skip
                lines.append(line)
                if self.chance.random() < 0.02:
                    reviews.append(self.review(line))
        self.keep(lines)
        self.keep(reviews)

    def months_paid(self, spell: Spell) -> list[date]:
        """The months of a placement that a payroll names."""
        placed = spell.origin == "brought_about"
        return schedule.months_worked(spell.starts_on, spell.ends_on, ON) if placed else []

    def review(self, line: PayrollLine) -> Review:
        """A pay review, open when of the last three months."""
        decided = {
            "state": "decided", "decision": "in_order", "because": "已补发", "decided_on": ON,
            "decided_by": self.accounts[0],
        }  # fmt: skip
        more = {} if (ON - line.month).days < 90 else decided
        return Review(area=line.area, person=line.person, spell=line.spell, kind="pay_short", opened_on=line.month,
                      about=f"{line.month:%Y-%m}", employer_name=line.employer_name, **more)  # fmt: skip

    def voices(self) -> None:
        """Complaints, protection cases, stopped employers."""
        rows = []
        for n in range(60 * self.years):
            day = self.day(self.days)
            by = {name: day + timedelta(days=30) for name in ("acknowledge_by", "answer_by", "resolve_by")}
            rows.append(Grievance(area=COUNTY, how="own", about="employer", words_sealed="", code_digest=f"{n:064d}",
                                  filed_on=day, **by))  # fmt: skip
        self.keep(rows)
        self.keep([
            ProtectionCase(area=TOWNSHIPS[n % 8], person=self.able[n], kind="documents_kept", opened_on=self.day(60))
            for n in range(12)
        ])  # fmt: skip
        self.keep([EmployerFreeze(area=COUNTY, employer=self.employers[n], because="late_pay", frozen_on=self.day(40))
                   for n in range(5)])  # fmt: skip

    def leaders(self) -> None:
        """Applications of leaders under way."""
        self.keep([
            LeaderApplication(area=p.area, person=p, business_name=f"合作社{n}", applied_on=self.day(90, 40),
                              notice_from=self.day(39, 20), notice_until=self.day(15, -10))
            for n, p in enumerate(self.chance.sample(self.able, 40))
        ])  # fmt: skip


__all__ = ["WholeCounty"]
