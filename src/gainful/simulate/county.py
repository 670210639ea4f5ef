"""A county while it is made: its people, its places of work, and rows of the tables, added many or one at a time."""

from __future__ import annotations

import random
from collections import defaultdict
from typing import Any

import numpy as np

from gainful.benefits.fraud.tables import TABLES
from gainful.simulate.assumptions import Assumptions
from gainful.simulate.calendar import NONE, day, first, last, month, rest_day
from gainful.simulate.numbers import bodies
from gainful.simulate.people import YEAR, People

AWAY, LOCAL, WORKSHOP, POST = range(4)
"""Kinds of work."""


class TooFewPeople(ValueError):
    """The county has not enough people without a life of their own for what is to be planted."""


class County:
    """People, places and rows so far. `draw` is for single decisions, `rng` for arrays; both come from the seed."""

    def __init__(self, assumed: Assumptions, people: People, seed: int) -> None:
        self.assumed, self.people, self.seed = assumed, people, seed
        self.rng, self.draw = np.random.default_rng(seed + 1), random.Random(seed)
        self.on, self.from_on = day(assumed.on), day(assumed.first_on)
        self.chunks: dict[str, list[dict[str, Any]]] = defaultdict(list)
        self.single: dict[str, dict[str, list[Any]]] = {
            name: {field.name: [] for field in schema} for name, schema in TABLES.items()
        }
        self.next = {"spell": 0, "payment": 0, "course": 0, "employer": 0, "workshop": 0, "account": 10**9}
        self.places: dict[int, list[int]] = {kind: [] for kind in range(4)}
        self.place_of: dict[int, int] = {}
        self.workshop_of: dict[int, int] = {}
        self.truth: list[dict[str, Any]] = []
        self.free_adults: list[int] = []
        self.free_children: list[int] = []
        self.free_houses: dict[int, list[list[int]]] = {2: [], 3: []}
        self.case_count = 0
        self._in_use: set[int] = set()

    # Many rows at once, or one
    def many(self, table: str, **columns: Any) -> None:
        """Rows given as arrays; a column left out is not known."""
        self.chunks[table].append(columns)

    def row(self, table: str, **columns: Any) -> None:
        """One row; a column left out is not known."""
        for name, cells in self.single[table].items():
            cells.append(columns.get(name))

    def numbers(self, kind: str, count: int) -> np.ndarray:
        """The next numbers of spells, payments, courses, employers, workshops or accounts."""
        start = self.next[kind]
        self.next[kind] += count
        return np.arange(start, start + count)

    def number(self, kind: str) -> int:
        """The next number."""
        return int(self.numbers(kind, 1)[0])

    # People who have no life of their own yet
    def adults(self, count: int) -> list[int]:
        """So many people of working age, alive and here, whom nothing else uses. Raises TooFewPeople."""
        return self._taken(self.free_adults, count)

    def children(self, count: int) -> list[int]:
        """So many people under 16. Raises TooFewPeople."""
        return self._taken(self.free_children, count)

    def _taken(self, pool: list[int], count: int) -> list[int]:
        if len(pool) < count:
            raise TooFewPeople("too few people for so many planted cases: at most 1 in 100 people")
        return [pool.pop() for _ in range(count)]

    def free_household(self, count: int) -> list[int]:
        """Two or three free adults of one household. Raises TooFewPeople where no household has them."""
        if not self.free_houses[count]:
            raise TooFewPeople("too few households with so many free adults: make the county larger")
        return self.free_houses[count].pop()

    def make_free(self, adults: list[int], children: list[int]) -> None:
        """Name the people without a life of their own; some stay together with others of their household."""
        of_house: dict[int, list[int]] = defaultdict(list)
        for person in adults:
            of_house[int(self.people.household[person])].append(person)
        of_house.pop(NONE, None)
        wanted = {3: len(self.people) // 1000 + 2, 2: len(self.people) // 200 + 8}
        for size, most in wanted.items():
            groups = [group[:size] for group in of_house.values() if len(group) == size][:most]
            self.free_houses[size] = groups
        taken = {person for groups in self.free_houses.values() for group in groups for person in group}
        self.free_adults = [person for person in adults if person not in taken]
        self.free_children = children

    # What is kept apart
    def case(self, kind: str, variant: str) -> int:
        """A new planted case, to be filled with `planted`."""
        self.case_count += 1
        self.kind, self.variant = kind, variant
        return self.case_count

    def planted(self, case: int, role: str = "planted", **subject: int) -> None:
        """Something that a flag may name: person, account, employer, workshop or course. Role `used`: drawn in."""
        self.truth.append({"case": case, "kind": self.kind, "variant": self.variant, "role": role, **subject})

    def look_alike(self, kind: str, *persons: int, role: str = "look_alike") -> None:
        """Honest people whose life looks like fraud; role `grey`: neither counts for nor against a test."""
        for person in persons:
            self.truth.append({"kind": kind, "variant": kind, "role": role, "person": person})

    # Lives of single people
    def employer(self, kind: int) -> int:
        """One of the places of a kind of work."""
        return self.draw.choice(self.places[kind])

    def days(self, least: int, most: int) -> int:
        """A number of days, evenly spread."""
        return self.draw.randint(least, most)

    def start(self, months_before: int) -> int:
        """A first day of work that lies at least so many months before the last day known."""
        latest = self.on - int(months_before * 30.5) - 20
        day_of = self.days(self.from_on, max(self.from_on + 1, latest))
        return first(month(day_of)) if self.draw.random() < self.assumed.month_start_starts else day_of

    def wage(self, kind: int) -> int:
        """Agreed pay a month in fen."""
        spread = self.draw.lognormvariate(0, self.assumed.pay_spread)
        return round(self.assumed.pay_a_month[kind] * spread / 1000) * 1000

    def spell(
        self, person: int, kind: int, start: int, end: int | None, employer: int | None, **more: Any
    ) -> int:
        """One spell with pay and rolls by month. `more`: contract, wage, paid, rolled, share, due, present_from."""
        spell, wage = self.number("spell"), more.get("wage") or self.wage(kind)
        place = (
            self.place_of[employer] if employer is not None else self.draw.choice(self.assumed.away_counties)
        )
        workshop = self.workshop_of.get(employer) if employer is not None and kind == WORKSHOP else None
        self.row(
            "spells", spell=spell, person=person, employer=employer, workshop=workshop, post=kind == POST,
            place=place, starts_on=start, ends_on=end, contract_months=more.get("contract"), pay_fen=wage,
            grade=self.draw.randint(1, 4),
        )  # fmt: skip
        until = min(self.on, self.on if end is None else end)
        if more.get("paid", True):
            self.pay(person, spell, employer, start, until, int(wage * more.get("share", 1)))
        if more.get("rolled", kind in (WORKSHOP, POST)):
            self.roll(person, spell, start, until, more.get("due") or self.assumed.due_days[kind == POST])
        return spell

    def months(self, start: int, end: int) -> list[tuple[int, int, int, float]]:
        """Each month touched: (month, first day in it, last day in it, share of the month)."""
        found = []
        for one in range(month(start), month(end) + 1):
            low, high = max(start, first(one)), min(end, last(one))
            found.append((one, low, high, (high - low + 1) / (last(one) - first(one) + 1)))
        return found

    def pay(
        self, person: int, spell: int | None, employer: int | None, start: int, end: int, wage: int
    ) -> None:
        """Pay for each month from a day to a day."""
        for one, _, _, share in self.months(start, end):
            paid = round(wage * share / 100) * 100
            self.row("pay", person=person, spell=spell, employer=employer, month=first(one), paid_fen=paid)

    def roll(
        self, person: int, spell: int, start: int, end: int, due_days: int, lost: float | None = None
    ) -> None:
        """A roll for each month from a day to a day, a few absent and a few lost."""
        lost = self.assumed.roll_missing if lost is None else lost
        for one, _, _, share in self.months(start, end):
            if self.draw.random() >= lost:
                due = round(due_days * share)
                present = sum(self.draw.random() >= self.assumed.absent for _ in range(due))
                self.row("work_attendance", person=person, spell=spell, from_on=first(one), until_on=last(one),
                         present_days=present, due_days=due)  # fmt: skip

    def roll_by_day(
        self, person: int, spell: int, start: int, end: int, absent_on: set[int] | None = None
    ) -> None:
        """A roll of working days from a day to a day; absent on those named."""
        for one in range(start, end + 1):
            if not rest_day(one):
                self.row("work_attendance", person=person, spell=spell, from_on=one, until_on=one,
                         present_days=int(one not in (absent_on or ())), due_days=1)  # fmt: skip

    def payment(self, rule: str, amount: int, period: tuple[int, int], **more: Any) -> None:
        """One payment. To the person's own account unless `account` is given, or to the employer."""
        person, employer = more.get("person"), more.get("employer")
        to_person = more.get("to_person", True)
        decided = min(more.get("decided") or period[1] + self.days(*self.assumed.paid_after), self.on)
        paid = decided + self.days(2, 25)
        account = more.get("account")
        if account is None:
            account = self.account_on(person or 0, paid) if to_person else self.employer_account(employer)
        self.row(
            "payments", payment=self.number("payment"), rule=rule, person=person, employer=employer,
            to_person=to_person, account=account, spell=more.get("spell"), course=more.get("course"),
            amount_fen=amount, period_from=period[0], period_to=period[1], decided_on=decided,
            paid_on=paid if paid <= self.on and not more.get("waits") else None,
        )  # fmt: skip

    def monthly(self, rule: str, amount: int, start: int, end: int, **more: Any) -> None:
        """A payment for each month from a day to a day, clipped to those days."""
        for _, low, high, share in self.months(start, end):
            if high <= self.on - 5:
                self.payment(rule, round(amount * share / 100) * 100, (low, high), **more)

    def numbers_in_use(self) -> set[int]:
        """Every personal number of the county; a new one is to be added by who makes it."""
        if not self._in_use:
            self._in_use = set(self.people.body.tolist())
        return self._in_use

    def account_on(self, person: int, on: int) -> int:
        """The account that somebody gave, as on a day."""
        people = self.people
        if people.changed_on[person] != NONE and on < people.changed_on[person]:
            return int(people.old_account[person])
        return int(people.account[person])

    def employer_account(self, employer: int | None) -> int:
        """The account of an employer: a number of its own."""
        return 2 * 10**9 + (employer or 0)

    def born_again(self, person: int, born: int) -> None:
        """Give somebody another birth day, and a personal number that says so."""
        people = self.people
        people.born[person] = born
        six = people.body[person] // 10**11
        while True:
            sequence = np.array([self.draw.randrange(1000)])
            body = int(bodies(np.array([six]), np.array([born]), sequence)[0])
            if body not in self.numbers_in_use():
                break
        self.numbers_in_use().add(body)
        people.body[person] = body

    def born_so_old(self, person: int, at: int, years: float) -> None:
        """Make somebody so old on a day."""
        self.born_again(person, int(at - years * YEAR))
