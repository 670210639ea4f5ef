"""The figures counted again, slowly, in plain Python, and compared with the SQL on invented counties."""

from __future__ import annotations

import tempfile
from collections import defaultdict
from datetime import date, timedelta
from pathlib import Path
from random import Random

from hypothesis import example, given, settings
from hypothesis import strategies as st

from figures.world import COUNTING, World, a_row, write_world
from gainful.figures.indicator import load_indicators
from gainful.figures.measure import measure
from gainful.pack.pack import load
from gainful.terms.places import Level, area_at, level_of

ON = date(2020, 10, 31)
YEAR = (date(2020, 1, 1), ON)
LAST_YEAR = (date(2019, 1, 1), date(2019, 12, 31))
INDICATORS = load_indicators(load("gainful_china").indicators)
AREAS = (621299_100_000, 621299_101_000, 621299_000_000, 530399_100_000)
CHANNELS = ("organised_export", "workshop", "public_post", "self_arranged")
CLASSES = (
    "in_township",
    "in_county",
    "in_province",
    "out_of_province",
    "in_province_unknown",
    "abroad",
    "unknown",
)
GRADES = {"self_reported": 1, "visited": 3, "employer_confirmed": 4, "unranked": None}


def first(rows, key):
    """The first row in an order."""
    return sorted(rows, key=key)[0]


def by_grade(spell):
    """Best evidence first, the unranked last, ties by code."""
    return (spell["grade"] is None, -(spell["grade"] or 0), spell["evidence"])


def touching(world: World, worker: int, days, *, classes=None, channels=None, public_posts=False):
    """A worker's begun spells that share a day with the days (both ends in), known by ON."""
    start, end = days
    return [
        spell
        for spell in world["spells"]
        if spell["worker"] == worker
        and spell["begun"]
        and spell["starts_on"] <= end
        and (spell["ends_on"] is None or spell["ends_on"] >= start)
        and (classes is None or spell["location_class"] in classes)
        and (channels is None or spell["channel"] in channels)
        and (public_posts or spell["channel"] != "public_post")
    ]


COUNTED = set(COUNTING.codes["counted_classes"])


def counted_people(world: World):
    """Identified people of registered households."""
    return [person for person in world["people"] if person["registered"] and person["identified"]]


def present(person) -> bool:
    """Neither dead nor moved away by the day."""
    return person["gone_on"] is None or person["gone_on"] > ON


def gone_out(world: World, days, only_present: bool):
    """Cells of people working away, by class of the latest counted spell."""
    for person in counted_people(world):
        spells = touching(world, person["worker"], days)
        if not spells or (only_present and not present(person)):
            continue
        counted = [spell for spell in spells if spell["location_class"] in COUNTED]
        latest = first(counted or spells, lambda s: (-s["starts_on"].toordinal(), s["location_class"]))
        cell = {
            "breakdown": latest["location_class"],
            "evidence": first(counted or spells, by_grade)["evidence"],
        }
        yield person["area"], cell | {"numerator": int(bool(counted)), "left_out": int(not counted)}


def people_in(world: World, days, *, only_present: bool, **which):
    """Cells of people with a spell of some channels or classes."""
    for person in counted_people(world):
        spells = touching(world, person["worker"], days, **which)
        if spells and (present(person) or not only_present):
            yield person["area"], {"evidence": first(spells, by_grade)["evidence"], "numerator": 1}


def gone_out_progress(world: World):
    for person in counted_people(world):
        this = int(bool(touching(world, person["worker"], YEAR, classes=COUNTED)))
        last = int(bool(touching(world, person["worker"], LAST_YEAR, classes=COUNTED)))
        yield person["area"], {"numerator": this, "denominator": last, "counted": this}


def share_beyond_half_year(world: World):
    for person in counted_people(world):
        spells = touching(world, person["worker"], YEAR, classes=COUNTED)
        if spells:
            days = set()
            for spell in spells:
                day = max(spell["starts_on"], YEAR[0])
                while day <= min(spell["ends_on"] or ON, ON):
                    days.add(day)
                    day += timedelta(days=1)
            long_enough = int(len(days) >= 183)
            cell = {
                "evidence": first(spells, by_grade)["evidence"],
                "numerator": long_enough,
                "denominator": 1,
            }
            yield person["area"], cell


def households_with_a_member_working(world: World):
    for household in world["households"]:
        if household["registered"]:
            members = [
                p for p in world["people"] if p["household"] == household["household"] and p["identified"]
            ]
            spells = [s for m in members for s in touching(world, m["worker"], YEAR, classes=COUNTED)]
            evidence = first(spells, by_grade)["evidence"] if spells else ""
            yield household["area"], {"evidence": evidence, "numerator": int(bool(spells)), "denominator": 1}


def total_income(row):
    """The four sources, or net income and costs; None when neither is known."""
    sources = [row[f"{name}_fen"] for name in ("wage", "business", "property", "transfer")]
    if None not in sources:
        return sum(sources)
    net = [row["net_fen"], row["business_cost_fen"]]
    return None if None in net else sum(net)


def wage_share_of_income(world: World):
    years = sorted({row["year"] for row in world["household_years"] if row["year"] < 2020})
    for household in world["households"]:
        for year in years:
            since = household["registered_year"]
            if not household["registered"] or (since is not None and since > year):
                continue
            number = household["household"]
            rows = [r for r in world["household_years"] if (r["household"], r["year"]) == (number, year)]
            wage = rows[0]["wage_fen"] if rows else None
            total = total_income(rows[0]) if rows else None
            days = (date(year, 1, 1), date(year, 12, 31))
            members = [p["worker"] for p in world["people"] if p["household"] == number]
            worked = any(touching(world, worker, days, classes=COUNTED) for worker in members)
            known = wage is not None and total is not None
            if wage is None or wage > 0 or worked:
                cell = {"numerator": wage, "denominator": total, "counted": 1} if known else {"left_out": 1}
                yield household["area"], {"breakdown": str(year)} | cell


def support_coverage(world: World):
    kinds, channels = COUNTING.codes["support_kinds"], COUNTING.codes["support_channels"]
    for person in world["people"]:
        if person["registered"]:
            worker = person["worker"]
            served = any(
                s["worker"] == worker and s["given_on"] <= ON and s["kind"] in kinds
                for s in world["services"]
            )
            trained = any(
                t["worker"] == worker and t["starts_on"] is not None and t["starts_on"] <= ON
                for t in world["trainings"]
            )
            placed = touching(world, worker, (date.min, ON), channels=channels, public_posts=True)
            yield person["area"], {"numerator": int(bool(served or trained or placed)), "denominator": 1}


def mean_working_income(world: World):
    for household in world["households"]:
        members = [p for p in world["people"] if p["household"] == household["household"] and p["identified"]]
        working = sum(bool(touching(world, m["worker"], LAST_YEAR, classes=COUNTED)) for m in members)
        if household["registered"] and working:
            wages = [
                r["wage_fen"]
                for r in world["household_years"]
                if (r["household"], r["year"]) == (household["household"], 2019)
            ]
            known = bool(wages) and wages[0] is not None
            cell = {"numerator": wages[0], "denominator": working, "counted": working} if known else {}
            yield household["area"], cell or {"left_out": working}


def workshops(world: World):
    for workshop in world["workshops"]:
        if workshop["exited_on"] is None or workshop["exited_on"] > ON:
            recognised = workshop["recognised_on"]
            cell = {"breakdown": workshop["kind"] or "unknown", "left_out": int(recognised is None)}
            yield workshop["area"], cell | {"numerator": int(recognised is not None and recognised <= ON)}


def once(world: World, number: str, kind: bool):
    """Leaders or their businesses, each once: smallest area, kind and earliest recognition of its rows."""
    rows = defaultdict(list)
    for row in world["leaders"]:
        rows[row[number]].append(row)
    for same in rows.values():
        recognised = [row["recognised_on"] for row in same if row["recognised_on"] is not None]
        cell = {"numerator": int(bool(recognised) and min(recognised) <= ON), "left_out": int(not recognised)}
        breakdown = {"breakdown": min(row["kind"] or "unknown" for row in same)} if kind else {}
        yield min(row["area"] for row in same), cell | breakdown


def people_helped_by_leaders(world: World):
    for row in world["leaders"]:
        on, people = row["recognised_on"], row["people_brought_along"]
        known = on is not None and on <= ON
        left_out = on is None or (known and people is None)
        yield row["area"], {"numerator": (people or 0) if known else 0, "left_out": int(left_out)}


def left_early(world: World):
    people = {person["worker"]: person for person in counted_people(world)}
    for spell in world["spells"]:
        if spell["begun"] and spell["worker"] in people and spell["starts_on"] >= LAST_YEAR[0]:
            for days in (30, 90, 180):
                if (ON - spell["starts_on"]).days >= days:
                    end = spell["ends_on"]
                    left = end is not None and end <= ON and (end - spell["starts_on"]).days < days
                    cell = {"breakdown": str(days), "evidence": spell["evidence"]}
                    cell |= {"numerator": int(left), "denominator": 1}
                    yield people[spell["worker"]]["area"], cell


TRUTH = {
    "gone_out_in_year": lambda w: gone_out(w, YEAR, False),
    "gone_out_on_day": lambda w: gone_out(w, (ON, ON), True),
    "gone_out_beyond_county": lambda w: people_in(
        w, YEAR, only_present=False, classes={"in_province", "out_of_province", "abroad"}
    ),
    "gone_out_progress": gone_out_progress,
    "persons_in_workshops": lambda w: people_in(w, (ON, ON), only_present=True, channels={"workshop"}),
    "persons_in_public_posts": lambda w: people_in(
        w, (ON, ON), only_present=True, channels={"public_post"}, public_posts=True
    ),
    "share_beyond_half_year": share_beyond_half_year,
    "households_with_a_member_working": households_with_a_member_working,
    "wage_share_of_income": wage_share_of_income,
    "support_coverage": support_coverage,
    "mean_working_income": mean_working_income,
    "workshops": workshops,
    "leaders": lambda w: once(w, "leader", False),
    "leader_businesses": lambda w: once(w, "entity", True),
    "people_helped_by_leaders": people_helped_by_leaders,
    "left_early": left_early,
}

EDGES = (ON, *YEAR, *LAST_YEAR, date(2020, 11, 1), date(2018, 12, 31))


class Inventor:
    """Invents rows from one seed; the dates that decide come up often."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.one = self.random.choice

    def day(self, after: date | None = None, known: bool = False) -> date | None:
        """A day, an edge more often than not; None where it may be unknown."""
        if not known and self.random.random() < 0.25:
            return None
        start = after or date(2018, 11, 1)
        far = start + timedelta(days=self.random.randrange(1, 400))
        near = start + timedelta(days=self.one((0, 29, 30, 89, 90, 182, 183)))
        return self.one([far, near, *[edge for edge in EDGES if after is None or edge >= after]])

    def yes(self, share: float = 0.85) -> bool:
        return self.random.random() < share

    def fen(self) -> int | None:
        return self.one([None, 0, self.random.randrange(3_000_000), self.random.randrange(3_000_000)])

    def spell(self, workers: int):
        start, evidence = self.day(known=True), self.one(sorted(GRADES))
        return a_row(
            "spells", worker=self.random.randrange(workers), begun=self.yes(), starts_on=start,
            ends_on=self.day(after=start), channel=self.one(CHANNELS), location_class=self.one(CLASSES),
            evidence=evidence, grade=GRADES[evidence],
        )  # fmt: skip

    def person(self, worker: int, households):
        home = self.one([*households, None]) if self.yes(0.95) else None
        return a_row(
            "people", worker=worker, household=home and home["household"], identified=self.yes(),
            area=home["area"] if home else self.one(AREAS), registered=bool(home and home["registered"]),
            gone_on=None if self.yes() else self.day(),
        )  # fmt: skip

    def income(self, household, year: int):
        sources = ("wage_fen", "business_fen", "property_fen", "transfer_fen", "business_cost_fen", "net_fen")
        number, area = household["household"], household["area"]
        return a_row(
            "household_years", household=number, area=area, year=year, **{s: self.fen() for s in sources}
        )

    def county(self, size: int) -> World:
        """Households of about two members, two spells a member, and the rest."""
        households = [
            a_row("households", household=n, area=self.one(AREAS), registered=self.yes(),
                  registered_year=self.one([None, 2014, 2017, 2019]))
            for n in range(size)
        ]  # fmt: skip
        workers = range(size * 2)
        kinds = [None, "factory", "cooperative"]
        return {
            "households": households,
            "people": [self.person(n, households) for n in workers],
            "household_years": [
                self.income(h, year) for h in households for year in range(2016, 2021) if self.yes()
            ],
            "spells": [self.spell(len(workers)) for _ in range(size * 4)],
            "services": [
                a_row("services", worker=self.one(workers), kind=self.one(["job_referral", "policy_advice"]),
                      given_on=self.day(known=True)) for _ in range(size // 2)
            ],
            "trainings": [a_row("trainings", worker=self.one(workers), starts_on=self.day()) for _ in range(size // 2)],
            "workshops": [
                a_row("workshops", workshop=n, area=self.one(AREAS), kind=self.one(kinds),
                      recognised_on=self.day(), exited_on=self.day()) for n in range(size)
            ],
            "leaders": [
                a_row("leaders", leader=self.random.randrange(size), entity=self.random.randrange(size),
                      area=self.one(AREAS), kind=self.one(kinds), recognised_on=self.day(),
                      people_brought_along=self.one([None, 0, 7, 30])) for _ in range(size)
            ],
        }  # fmt: skip


def expected(world: World):
    """The truth's sums by indicator, level, area, breakdown ("" is the whole where the breakdown adds up)."""
    sums = defaultdict(lambda: defaultdict(int))
    for name, truth in TRUTH.items():
        indicator = INDICATORS[name]
        for area, cell in truth(world):
            codes = {cell.get("breakdown", "")} | ({""} if indicator.adds_up else set())
            for level in (Level.NATION, Level.PROVINCE, Level.PREFECTURE, Level.COUNTY, Level.TOWNSHIP):
                if level_of(area_at(area, level)) is not level:
                    continue
                for code in codes:
                    at = sums[name, level, area_at(area, level), code]
                    for key in ("numerator", "denominator", "counted", "left_out"):
                        at[key] += cell.get(key, 0)
                    if cell.get("evidence") and cell.get("numerator"):
                        at["evidence " + cell["evidence"]] += cell["numerator"]
    return sums


def test_every_indicator_has_its_truth():
    assert set(TRUTH) == set(INDICATORS)


@settings(max_examples=12, deadline=None)
@given(seed=st.integers(0, 2**32), size=st.sampled_from([1, 3, 10, 40]))
@example(seed=1, size=40)
@example(seed=2, size=40)
def test_the_queries_count_what_plain_python_counts(seed: int, size: int):
    world = Inventor(seed).county(size)
    with tempfile.TemporaryDirectory() as folder:
        write_world(Path(folder), world, on=ON)
        table = measure(Path(folder), INDICATORS, ON, counting=COUNTING, levels=list(Level)[:5])
    truth = expected(world)
    seen = set()
    for row in table.to_pylist():
        key = (row["indicator"], Level(row["level"]), row["area"], row["breakdown"])
        sums = truth.get(key, {})
        seen.add(key)
        kind = row["kind"]
        assert (row["left_out"] or 0) == sums.get("left_out", 0), key
        if kind != "count" and not sums.get("denominator"):
            assert (row["state"], row["value"]) == ("not_computable", None), key
            continue
        assert row["numerator"] == sums.get("numerator", 0), key
        if kind == "count":
            assert row["value"] == row["numerator"], key
        else:
            assert row["denominator"] == sums["denominator"], key
            assert row["value"] == round(sums["numerator"] / sums["denominator"], 6), key
        if kind == "ratio":
            assert row["counted"] == sums["counted"], key
        grades = {k.removeprefix("evidence "): n for k, n in sums.items() if k.startswith("evidence ")}
        assert row["evidence"] == ";".join(f"{code}={n}" for code, n in sorted(grades.items())), key
    missed = {key for key, sums in truth.items() if any(sums.values())} - seen
    assert missed == set()
