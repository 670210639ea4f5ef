"""Signs that a workshop may be an empty shell or a post a ghost: facts with their numbers, for a person to look into.

A sign says what was seen, never that anybody cheated. It stops nothing and changes nothing. Thresholds are the
programme's. What nobody recorded is a sign of its own words: unknown is not no.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from gainful.casework.attendance import Months, Rolled, by_month
from gainful.casework.models import Attendance, FollowUp, PayEvidence, SignReview, Spell
from gainful.casework.programme import programme, quantity
from gainful.jobs.models import Workshop
from gainful.terms.areas import NATION
from gainful.terms.periods import add_months, last_day_of_month

WORKSHOP_SIGNS = ("nobody_on_roll", "no_attendance", "no_pay_evidence", "hired_at_month_end_gone_after_tier")
POST_SIGNS = ("paid_without_attendance", "rolls_differ_by_hand")
TIERS = ("first_bunching_month", "second_bunching_month", "third_bunching_month")


@dataclass(frozen=True)
class Sign:
    """One sign with the numbers its sentence names, and when a person last looked into it (None: nobody)."""

    code: str
    values: dict[str, int | str] = field(default_factory=dict)
    reviewed_on: date | None = None

    def is_open(self, on: date) -> bool:
        """Whether it waits for a person: nobody looked, or so long ago that somebody should look again."""
        again = timedelta(days=quantity("sign_review_days", NATION, on))
        return self.reviewed_on is None or self.reviewed_on + again <= on


@dataclass
class _Seen:
    """What is recorded of a workshop's jobs, read for many workshops at once."""

    spells: list[Spell] = field(default_factory=list)
    last_attendance: date | None = None
    last_pay: date | None = None


def workshop_signs(workshops: Iterable[Workshop], on: date) -> dict[int, list[Sign]]:
    """Signs by workshop id, of those that are said to run; a fixed number of queries."""
    running = [one for one in workshops if one.running == "running" and one.exited_on is None]
    seen = _seen(running, on)
    looked = _looked("workshop_id", [one.pk for one in running], on)
    return {
        one.pk: [_with(sign, looked, one.pk) for sign in _signs_of(one, seen[one.pk], on)] for one in running
    }


def _signs_of(workshop: Workshop, seen: _Seen, on: date) -> list[Sign]:
    days = {name: quantity(name, workshop.area, on) for name in ("silent_attendance_days", "silent_pay_days")}
    working = [one for one in seen.spells if one.ends_on is None or one.ends_on >= on]
    if not working:
        return [Sign("nobody_on_roll"), *_bunching(workshop, seen, on)]
    since = min(one.starts_on for one in working)
    found = []
    limit = days["silent_attendance_days"]
    if not works_at_home(workshop) and (on - (seen.last_attendance or since)).days > limit:
        found.append(
            Sign("no_attendance", {"days": (on - (seen.last_attendance or since)).days, "limit": limit})
        )
    limit = days["silent_pay_days"]
    if (on - (seen.last_pay or since)).days > limit:
        found.append(Sign("no_pay_evidence", {"days": (on - (seen.last_pay or since)).days, "limit": limit}))
    return found + _bunching(workshop, seen, on)


def works_at_home(workshop: Workshop) -> bool:
    """Whether people of this kind of workshop work at home, so that no roll is called."""
    item = programme().codes["workshop_types"].get(workshop.kind)
    return item is not None and item.is_marked("at_home")


def _bunching(workshop: Workshop, seen: _Seen, on: date) -> list[Sign]:
    """Everybody taken on in the last days of a month, and everybody who left did so just after a tier month."""
    gone = [one for one in seen.spells if one.ends_on is not None and one.ends_on < on]
    fewest = quantity("bunching_fewest_people", workshop.area, on)
    if len(seen.spells) < fewest or len(gone) < fewest:
        return []
    at_end, after = (
        quantity(f"bunching_days_{name}", workshop.area, on) for name in ("at_month_end", "after_tier")
    )
    tiers = [quantity(name, workshop.area, on) for name in TIERS]
    if all(_at_month_end(one.starts_on, at_end) for one in seen.spells) and all(
        _just_after(one, tiers, after) for one in gone
    ):
        return [Sign("hired_at_month_end_gone_after_tier", {"hired": len(seen.spells), "gone": len(gone)})]
    return []


def _at_month_end(day: date, days: int) -> bool:
    return (last_day_of_month(day) - day).days < days


def _just_after(spell: Spell, tiers: list[int], days: int) -> bool:
    """Whether the last day of work falls within some days of a tier date, that date included."""
    assert spell.ends_on is not None
    return any(0 <= (spell.ends_on - add_months(spell.starts_on, tier)).days <= days for tier in tiers)


def _seen(workshops: list[Workshop], on: date) -> dict[int, _Seen]:
    found: dict[int, _Seen] = defaultdict(_Seen)
    spells = Spell.objects.counted().filter(workshop__in=workshops, starts_on__lte=on)
    for one in spells.only("workshop_id", "starts_on", "ends_on").order_by("pk"):
        found[one.workshop_id].spells.append(one)
    came = Attendance.objects.filter(spell__in=spells, present_days__gt=0, begins_on__lte=on)
    for where, unit, begins in came.values_list("spell__workshop_id", "unit", "begins_on"):
        day = min(on, last_day_of_month(begins)) if unit == Attendance.Unit.MONTH else begins
        found[where].last_attendance = max(day, found[where].last_attendance or day)
    paid = PayEvidence.objects.filter(spell__in=spells, received_fen__gt=0, month__lte=on)
    for where, month in paid.values_list("spell__workshop_id", "month"):
        day = min(on, last_day_of_month(month))
        found[where].last_pay = max(day, found[where].last_pay or day)
    told = FollowUp.objects.filter(spell__in=spells, pay_received_fen__gt=0, done_on__lte=on)
    for where, day in told.values_list("spell__workshop_id", "done_on"):
        found[where].last_pay = max(day, found[where].last_pay or day)
    return found


def post_signs(spells: Iterable[Spell], on: date) -> dict[int, list[Sign]]:
    """Signs by spell id of public posts, months that are over only; a fixed number of queries."""
    ids = [one.pk for one in spells]
    came = by_month(Attendance.objects.filter(spell__in=ids, begins_on__lte=on))
    paid: dict[int, list[date]] = defaultdict(list)
    this_month = on.replace(day=1)
    money = PayEvidence.objects.filter(spell__in=ids, received_fen__gt=0, month__lt=this_month)
    for spell_id, month in money.order_by("month").values_list("spell_id", "month"):
        paid[spell_id].append(month)
    looked = _looked("spell_id", ids, on)
    return {pk: [_with(sign, looked, pk) for sign in _signs_of_post(came[pk], paid[pk])] for pk in ids}


def _signs_of_post(came: Months, paid: list[date]) -> list[Sign]:
    found = []
    empty = [month for month in paid if not any(one.days for one in came.get(month, {}).values())]
    if empty:
        found.append(Sign("paid_without_attendance", {"count": len(empty), "month": f"{empty[-1]:%Y-%m}"}))
    apart = [month for month in sorted(came) if _apart(came[month])]
    if apart:
        found.append(Sign("rolls_differ_by_hand", {"count": len(apart), "month": f"{apart[-1]:%Y-%m}"}))
    return found


def _apart(rolls: dict[str, Rolled]) -> bool:
    """Whether the paper and the phone roll of a month were kept by different people and say different days.

    Who kept a list's rolls is not told, so that one list is not two hands; a list beside what somebody recorded is.
    """
    paper, phone = rolls.get("paper"), rolls.get("phone")
    if paper is None or phone is None or None in (paper.days, phone.days):
        return False
    return paper.days != phone.days and paper.hand != phone.hand


def _looked(column: str, ids: list[int], on: date) -> dict[tuple[int, str], date]:
    rows = SignReview.objects.filter(**{f"{column}__in": ids}, reviewed_on__lte=on).order_by(
        "reviewed_on", "pk"
    )
    return {(about, sign): day for about, sign, day in rows.values_list(column, "sign", "reviewed_on")}


def _with(sign: Sign, looked: dict[tuple[int, str], date], about: int) -> Sign:
    return Sign(sign.code, sign.values, looked.get((about, sign.code)))
