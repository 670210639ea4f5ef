"""What each fraud test finds, said once more in slow plain Python: loops over rows, no query. Nobody optimises it.

Rows are mappings as in the event tables. Each function gives {person (or course, person): how many}.
"""

from __future__ import annotations

from calendar import monthrange
from collections import defaultdict
from datetime import date, timedelta
from itertools import combinations

Rows = dict[str, list[dict]]
Found = dict[object, int]
DAY = timedelta(days=1)


def months(first: date, last: date):
    """The first days of the months from one day's to another's."""
    at = first.replace(day=1)
    while at <= last:
        yield at
        at = (at + 31 * DAY).replace(day=1)


def month_end(first: date) -> date:
    """The last day of a month."""
    return first.replace(day=monthrange(first.year, first.month)[1])


def by(rows: list[dict], key: str) -> dict:
    """Rows by a column that each has once."""
    return {row[key]: row for row in rows}


def grouped(rows: list[dict], *keys: str) -> dict:
    """Rows by one or more columns."""
    found: dict = defaultdict(list)
    for row in rows:
        found[tuple(row[key] for key in keys) if len(keys) > 1 else row[keys[0]]].append(row)
    return found


def shared_accounts(t: Rows, on: date, v: dict) -> Found:
    """People of other households with the same account at the same time; one that nobody gave, at any time."""
    home = {one["person"]: one["household"] for one in t["people"]}
    spans: dict = {}
    given = {row["account"] for row in t["accounts"] if row["from_on"] <= on}
    used = [
        (row["account"], row["person"], row["from_on"], row["until_on"] or on, 0) for row in t["accounts"]
    ]
    for pay in t["payments"]:
        if pay["to_person"] and pay["account"] is not None:
            day = pay["paid_on"] or pay["decided_on"]
            gap = v["fraud_account_gap_days"] if pay["account"] in given else 50_000
            used.append((pay["account"], pay["person"], day, day, gap))
    for account, person, first, last, gap in used:
        if person in home and first <= on:
            old = spans.get((account, person), (first, last, gap))
            spans[account, person] = (min(old[0], first), max(old[1], last), min(old[2], gap))
    others = defaultdict(set)
    for (account, a), (other, b) in combinations(sorted(spans, key=str), 2):
        if account != other or (home[a] is not None and home[a] == home[b]):
            continue
        one, two = spans[account, a], spans[account, b]
        apart = (max(one[0], two[0]) - min(one[1], two[1])).days
        if apart <= max(one[2], two[2]):
            others[a].add(b)
            others[b].add(a)
    return {person: len(known) for person, known in others.items()}


def altered_twins(t: Rows, on: date, v: dict) -> Found:
    """Pairs of records whose numbers are alike in one of the ways that count."""
    marks, numbers = defaultdict(set), defaultdict(set)
    undated = defaultdict(set)
    for row in t["ids"]:
        kind = row["part"]
        if kind == "undated":
            undated[row["person"]].add(row["digest"])
            continue
        (marks if kind in ("name", "name_sound", "phone") else numbers)[row["person"]].add(
            (kind, row["digest"])
        )
    for row in t["accounts"]:
        marks[row["person"]].add(("account", row["account"]))
    for pay in t["payments"]:
        if pay["to_person"] and pay["account"] is not None:
            marks[pay["person"]].add(("account", pay["account"]))
    people = by(t["people"], "person")
    found: dict = defaultdict(int)
    for a, b in combinations(sorted({*numbers, *undated, *marks} - {None}), 2):
        alike = {part for part, _ in numbers[a] & numbers[b]}
        same = {kind for kind, _ in marks[a] & marks[b]}
        named, reached = bool(same & {"name", "name_sound"}), bool(same & {"phone", "account"})
        redated = "name" in same and bool(undated[a] & undated[b])
        yes = "whole" in alike or {"name", "phone"} <= same
        if a in people and b in people and not yes:
            one, two = people[a], people[b]
            household = one["household"] is not None and one["household"] == two["household"]
            near = alike - {"whole", "head", "tail"}
            yes = bool(
                (near and (named or (reached and not household)))
                or (near and "head" not in alike and (reached or household))
                or (
                    ("head" in alike or redated)
                    and named
                    and (reached or household or one["area"] == two["area"])
                )
                or ("tail" in alike and named)
            )
        if yes:
            found[a] += 1
            found[b] += 1
    return dict(found)


def household_account(t: Rows, on: date, v: dict) -> Found:
    """People paid to an account that is that of enough people of their household."""
    home = {one["person"]: one["household"] for one in t["people"]}
    used, received = defaultdict(set), set()
    for row in t["accounts"]:
        if home.get(row["person"]) is not None and row["from_on"] <= on:
            used[home[row["person"]], row["account"]].add(row["person"])
    for pay in t["payments"]:
        person = pay["person"]
        known = pay["account"] is not None and home.get(person) is not None
        if pay["to_person"] and known and pay["decided_on"] <= on:
            used[home[person], pay["account"]].add(person)
            received.add((person, pay["account"]))
    found: dict = defaultdict(int)
    for person, account in received:
        people = len(used[home[person], account])
        if people >= v["fraud_household_account_people"]:
            found[person] = max(found[person], people)
    return dict(found)


def training_and_work(t: Rows, on: date, v: dict) -> Found:
    """Days in class on which the person was at work."""
    courses, spells = by(t["courses"], "course"), grouped(t["spells"], "person")
    job = by(t["spells"], "spell")
    at_work: dict = defaultdict(int)
    for row in t["work_attendance"]:
        if row["present_days"]:
            employer = job.get(row["spell"], {}).get("employer")
            key = (row["person"], employer, row["from_on"], row["until_on"])
            at_work[key] = max(at_work[key], row["present_days"])
    paid: dict = defaultdict(lambda: None)
    for row in t["pay"]:
        if row["spell"] is not None and row["paid_fen"] is not None:
            key = (row["spell"], row["month"].replace(day=1))
            paid[key] = (paid[key] or 0) + row["paid_fen"]
    classes = {
        (row["person"], row["course"], row["day"])
        for row in t["course_attendance"]
        if row["present"] and row["day"] <= on and row["course"] in courses
    }
    days: dict = defaultdict(set)
    for person, course, day in classes:
        held = courses[course]
        for spell in spells.get(person, []):
            inside = spell["starts_on"] < day and (spell["ends_on"] is None or spell["ends_on"] > day)
            if not inside or (held["employer"] is not None and held["employer"] == spell["employer"]):
                continue
            both = held["place"] is not None and spell["place"] is not None
            if both and held["place"] // 10**6 != spell["place"] // 10**6:
                days[person].add(day)
            wage = paid[spell["spell"], day.replace(day=1)]
            if (
                wage is not None
                and spell["pay_fen"] is not None
                and wage >= spell["pay_fen"]
                and day.weekday() < 5
            ):
                days[person].add(day)
    for (person, employer, first, last), present in at_work.items():
        here = {
            day
            for who, course, day in classes
            if who == person
            and first <= day <= last
            and (courses[course]["employer"] is None or courses[course]["employer"] != employer)
        }
        if first == last or present + len(here) > (last - first).days + 1:
            # A month too full makes each class day in it one to ask about, those of the employer's own course too.
            all_days = {day for who, _, day in classes if who == person and first <= day <= last}
            days[person] |= here if first == last else (all_days if here else set())
    return {one: len(all_) for one, all_ in days.items() if len(all_) >= v["fraud_class_and_work_days"]}


def two_employers(t: Rows, on: date, v: dict) -> Found:
    """Longest time that two jobs, two paid periods or two wages cover at once."""
    found: dict = defaultdict(int)
    shown: dict = {}
    for row in t["pay"]:
        if row["spell"] is not None and row["paid_fen"] and row["month"] <= on:
            shown[row["spell"]] = max(shown.get(row["spell"], date.min), month_end(row["month"]))
    for row in t["work_attendance"]:
        if row["spell"] is not None and row["present_days"] and row["until_on"] <= on:
            shown[row["spell"]] = max(shown.get(row["spell"], date.min), row["until_on"])
    jobs = [
        (s["person"], s["employer"], s["starts_on"], s["ends_on"] or shown.get(s["spell"], s["starts_on"]))
        for s in t["spells"]
        if s["starts_on"] <= on
    ]
    funded = [
        (y["person"], y["employer"], y["period_from"], y["period_to"])
        for y in t["payments"]
        if not y["to_person"] and y["person"] is not None and y["period_from"] and y["period_to"]
    ]
    for listed in (jobs, funded):
        for a, b in combinations([one for one in listed if one[1] is not None], 2):
            if a[0] == b[0] and a[1] != b[1]:
                days = (min(a[3], b[3]) - max(a[2], b[2])).days + 1
                if days > v["fraud_job_change_days"]:
                    found[a[0]] = max(found[a[0]], days)
    changed = defaultdict(set)
    for spell in t["spells"]:
        for day in (spell["starts_on"], spell["ends_on"]):
            if day is not None:
                changed[spell["person"]].add(day.replace(day=1))
    payers = defaultdict(set)
    for row in t["pay"]:
        if row["paid_fen"] and row["employer"] is not None and row["month"] <= on:
            payers[row["person"], row["month"]].add(row["employer"])
    for (person, month), who in payers.items():
        if len(who) > 1 and month not in changed[person]:
            found[person] = max(found[person], month_end(month).day)
    return dict(found)


def tier_leavers(t: Rows, on: date, v: dict) -> Found:
    """People of an employer gone just after a tier, where they are many among those gone."""
    job = by(t["spells"], "spell")
    funded = {y["employer"] for y in t["payments"]}
    funded |= {job[y["spell"]]["employer"] for y in t["payments"] if y["spell"] in job}
    tiers = [v[f"{name}_bunching_month"] for name in ("first", "second", "third")]
    found: Found = {}
    for employer, spells in grouped(t["spells"], "employer").items():
        if employer is None or employer not in funded:
            continue
        gone = [s for s in spells if s["starts_on"] <= on and s["ends_on"] is not None and s["ends_on"] <= on]
        after, at_end = defaultdict(int), set()
        for spell in gone:
            days = (spell["ends_on"] - spell["starts_on"]).days + 1
            if any(0 <= days - (tier * 365 // 12 - 2) <= 4 + v["bunching_days_after_tier"] for tier in tiers):
                after[spell["person"]] += 1
                first = spell["starts_on"]
                length = 28 if first.month == 2 else 30
                if first.day > length - v["bunching_days_at_month_end"]:
                    at_end.add(spell["person"])
        enough = len(after) >= v["fraud_tier_people"]
        few = at_end == set(after) and len(after) >= v["bunching_fewest_people"]
        if len(after) * 2 >= len(gone) and (enough or few):
            found |= {(employer, person): count for person, count in after.items()}
    return found


def padded_classes(t: Rows, on: date, v: dict) -> Found:
    """Per course and person (None: the whole course), the largest number that does not fit."""
    marks: dict = defaultdict(dict)
    for row in t["course_attendance"]:
        if row["day"] <= on:
            key = (row["roll"], row["present"])
            marks[row["course"], row["person"]].setdefault(row["day"], set()).add(key)
    found: dict = defaultdict(int)

    def put(course, person, number):
        found[course, person] = max(found.get((course, person), number), number)

    both: dict = defaultdict(dict)
    on_paper, by_phone, denied = ("paper", True), ("phone", True), ("phone", False)
    for course in {course for course, _ in marks}:
        sat = {person: days for (one, person), days in marks.items() if one == course}
        phone = [person for person, days in sat.items() if any(by_phone in said for said in days.values())]
        papers = {p: sum(on_paper in said for said in days.values()) for p, days in sat.items()}
        only = [p for p in sat if p not in phone and papers[p] >= v["fraud_class_days"]]
        many = len(only) >= v["fraud_paper_only_people"]
        if phone and many and len(only) * 100 >= len(sat) * v["fraud_paper_only_percent"]:
            for person in only:
                put(course, person, papers[person])
        for person, days in sat.items():
            against = sum(on_paper in said and denied in said for said in days.values())
            if against >= v["fraud_class_days"] and against * 2 >= papers[person]:
                put(course, person, against)
    for (course, person), days in marks.items():
        here = {day for day, said in days.items() if said & {on_paper, by_phone}}
        for (other, who), its in marks.items():
            if who == person and other != course:
                there = {day for day, said in its.items() if said & {on_paper, by_phone}}
                if len(here & there) >= v["fraud_class_days"]:
                    both[course, other][person] = len(here & there)
    for (course, _), people in both.items():
        for person, number in people.items() if len(people) >= v["fraud_same_list_people"] else ():
            put(course, person, number)
    for roll in (on_paper, by_phone):
        for course in {course for course, _ in marks}:
            came = {
                person: frozenset(day for day, said in days.items() if roll in said)
                for (one, person), days in marks.items()
                if one == course
            }
            held = frozenset().union(*came.values())
            for person, days in came.items():
                alike = sum(other == days for other in came.values()) >= v["fraud_same_list_people"]
                if days and alike and len(held) - len(days) >= v["fraud_same_list_missed_days"]:
                    put(course, person, len(days))
    seats = grouped(t["enrolments"], "course")
    for held in t["courses"]:
        rows = seats.get(held["course"], [])
        people = len({row["person"] for row in rows})
        room = held["seats"]
        if people and room is not None and people * 100 > room * (100 + v["fraud_overfull_percent"]):
            put(held["course"], None, people - room)
        for row in rows:
            known = row["attended_days"] is not None and held["days"] is not None
            if known and row["attended_days"] > held["days"]:
                put(held["course"], row["person"], row["attended_days"] - held["days"])
            lists = {day for (one, _), days in marks.items() if one == held["course"] for day in days}
            if not known or not lists or len(lists) > held["days"] or not (held["ends_on"] or on + DAY) <= on:
                continue
            sat = marks.get((held["course"], row["person"]), {})
            came = sum(bool(said & {on_paper, by_phone}) for said in sat.values())
            beyond = row["attended_days"] - came - (held["days"] - len(lists))
            if beyond >= v["fraud_class_days"]:
                put(held["course"], row["person"], beyond)
    return dict(found)


def posts_without_attendance(t: Rows, on: date, v: dict) -> Found:
    """Months in long enough runs of paid months without a day of attendance, of those with some roll in the county."""
    county = {one["person"]: one["area"] // 10**6 for one in t["people"]}
    rolled = {
        (county[row["person"]], month)
        for row in t["work_attendance"]
        if row["person"] in county
        for month in months(row["from_on"], row["until_on"])
    }
    total: dict = defaultdict(int)
    for post in t["spells"]:
        if not post["post"] or post["starts_on"] > on:
            continue
        last = post["ends_on"] or on
        paid = {
            p["month"] for p in t["pay"] if p["spell"] == post["spell"] and p["paid_fen"] and p["month"] <= on
        }
        for y in t["payments"]:
            if y["spell"] == post["spell"] and y["period_from"] and y["period_to"]:
                for month in months(y["period_from"], min(y["period_to"], on)):
                    whole = month >= y["period_from"] and month_end(month) <= y["period_to"]
                    if whole and post["starts_on"] <= month <= last:
                        paid.add(month)
        absent = []
        for month in sorted(paid):
            rolls = [
                w
                for w in t["work_attendance"]
                if w["person"] == post["person"]
                and w["spell"] in (None, post["spell"])
                and w["from_on"] <= month_end(month)
                and w["until_on"] >= month
            ]
            present = sum(w["present_days"] or 0 for w in rolls)
            due = sum(w["due_days"] or 0 for w in rolls)
            enough = present > 0 and present * 100 >= due * v["fraud_post_present_percent"]
            seen = enough or any(w["present_days"] is None for w in rolls)
            if (
                (county.get(post["person"]), month) in rolled
                and not seen
                and (on - month_end(month)).days > 31
            ):
                absent.append(month)
        run: list[date] = []
        for month in [*absent, None]:
            if month is not None and (not run or month == month_end(run[-1]) + DAY):
                run.append(month)
                continue
            if len(run) >= v["fraud_post_months"]:
                total[post["person"]] += len(run)
            run = [month] if month is not None else []
    return dict(total)


def _paid_for(t: Rows, on: date):
    people = by(t["people"], "person")
    for pay in t["payments"]:
        if pay["person"] in people and pay["decided_on"] <= on:
            yield people[pay["person"]], pay


def dead_payees(t: Rows, on: date, v: dict) -> Found:
    """Payments for the time after a death."""
    found: dict = defaultdict(int)
    for person, pay in _paid_for(t, on):
        died = person["died_on"]
        if died is not None:
            begins = pay["period_from"] or pay["period_to"] or pay["decided_on"]
            late = pay["period_to"] and (pay["period_to"] - died).days > v["fraud_days_after_death"]
            if begins > died or late:
                found[person["person"]] += 1
    return dict(found)


def under_16(t: Rows, on: date, v: dict) -> Found:
    """Payments for a time that begins before the birthday of the least age."""
    found: dict = defaultdict(int)
    for person, pay in _paid_for(t, on):
        born, begins = person["born_on"], pay["period_from"] or pay["decided_on"]
        if born is not None:
            age = begins.year - born.year - ((begins.month, begins.day) < (born.month, born.day))
            if age < v["minimum_working_age"]:
                found[person["person"]] += 1
    return dict(found)


def paid_but_gone(t: Rows, on: date, v: dict) -> Found:
    """Payments for a time after moving away or after the job's end."""
    found: dict = defaultdict(int)
    job = by(t["spells"], "spell")
    for person, pay in _paid_for(t, on):
        gone, ended = person["gone_on"], job.get(pay["spell"], {}).get("ends_on")
        begins = pay["period_from"] or pay["decided_on"]
        ends = pay["period_to"] or pay["period_from"]
        limit = v["fraud_days_after_leaving"]
        late = gone is not None and (begins - gone).days > limit
        beyond = ended is not None and ends is not None and (ends - ended).days > limit
        if late or beyond:
            found[person["person"]] += 1
    return dict(found)


def entitled_but_unpaid(t: Rows, on: date, v: dict) -> Found:
    """Benefits due for too long that no payment is left for, or too little: claims of one benefit for one job or
    course are answered one after the other, and nothing answers twice."""
    found: dict = defaultdict(int)
    groups: dict = defaultdict(list)
    for due in t["due"]:
        if (on - due["due_on"]).days > v["fraud_unpaid_days"]:
            groups[due["person"], due["rule"], due["spell"], due["course"]].append(due)
    for group in groups.values():
        group.sort(key=lambda due: (due["due_on"], due["amount_fen"] is None, due["amount_fen"] or 0))
        due_fen, worst = 0, 0
        for at, due in enumerate(group, start=1):
            known = due["amount_fen"] is not None
            answers = [
                pay for pay in t["payments"] if any(_may_answer(pay, one, on, v) for one in group[:at])
            ]
            due_fen += due["amount_fen"] or 0
            short = due_fen - sum(pay["amount_fen"] for pay in answers)
            found[due["person"]] += short > worst if known else len(answers) < at
            worst = max(worst, short)
    return {person: count for person, count in found.items() if count}


def _may_answer(pay: dict, due: dict, on: date, v: dict) -> bool:
    """Whether a payment may be for what is due."""
    if pay["person"] != due["person"] or pay["rule"] != due["rule"] or pay["decided_on"] > on:
        return False
    if pay["paid_on"] is None and (on - pay["decided_on"]).days > v["fraud_unpaid_days"]:
        return False
    keys = [(pay[key], due[key]) for key in ("spell", "course")]
    if any(one is not None and two is not None and one != two for one, two in keys):
        return False
    first, last = pay["period_from"], pay["period_to"]
    covers = first is not None and last is not None and first <= due["due_on"] <= last
    same = any(one is not None and one == two for one, two in keys)
    return same or pay["decided_on"] >= due["due_on"] or covers


TRUTHS = {
    one.__name__: one
    for one in (
        shared_accounts, household_account, altered_twins, training_and_work, two_employers, tier_leavers,
        padded_classes,
        posts_without_attendance, dead_payees, under_16, paid_but_gone, entitled_but_unpaid,
    )
}  # fmt: skip
