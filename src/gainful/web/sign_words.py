"""Signs and attendance in sentences: what was seen, never that somebody cheated."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from gainful.casework.attendance import by_month
from gainful.casework.models import Attendance, SignReview
from gainful.casework.place_signs import Sign

SENTENCES = {
    "nobody_on_roll": gettext_lazy("It is said to run, and nobody is known to work there today."),
    "no_attendance": gettext_lazy(
        "No attendance was recorded for %(days)s days; the programme asks to look after %(limit)s."
    ),
    "no_pay_evidence": gettext_lazy(
        "Nothing shows that anybody was paid for %(days)s days; the programme asks to look after %(limit)s."
    ),
    "hired_at_month_end_gone_after_tier": gettext_lazy(
        "All %(hired)s people were taken on in the last days of a month, and all %(gone)s who left did so just "
        "after a month at which an award is due."
    ),
    "paid_without_attendance": ngettext_lazy(
        "Paid for %(count)s month in which no roll says that anybody came, last for %(month)s.",
        "Paid for %(count)s months in which no roll says that anybody came, last for %(month)s.",
        "count",
    ),
    "rolls_differ_by_hand": ngettext_lazy(
        "In %(count)s month the paper and the phone roll were kept by different people and say different days, "
        "last in %(month)s.",
        "In %(count)s months the paper and the phone roll were kept by different people and say different days, "
        "last in %(month)s.",
        "count",
    ),
}
SOURCES = {
    "paper": gettext_lazy("paper roll"),
    "phone": gettext_lazy("by phone"),
    "screen": gettext_lazy("seen on the spot"),
}
UNITS = {"month": gettext_lazy("a month"), "day": gettext_lazy("a day")}


def shown(signs: Iterable[Sign], on: date) -> list[dict[str, Any]]:
    """Signs as a page shows them: the code, the sentence, when somebody looked, whether it waits."""
    return [
        {
            "code": one.code,
            "sentence": SENTENCES[one.code] % one.values,
            "reviewed_on": one.reviewed_on,
            "open": one.is_open(on),
        }
        for one in signs
    ]


def reviews(**about: Any) -> list[dict[str, Any]]:
    """What people found when they looked, the latest first."""
    rows = SignReview.objects.filter(**about).select_related("reviewed_by").order_by("-reviewed_on", "-pk")
    return [{"review": one, "sign": SIGN_NAMES.get(one.sign, one.sign)} for one in rows[:20]]


SIGN_NAMES = {
    "nobody_on_roll": gettext_lazy("nobody known to work there"),
    "no_attendance": gettext_lazy("no attendance recorded"),
    "no_pay_evidence": gettext_lazy("no evidence of pay"),
    "hired_at_month_end_gone_after_tier": gettext_lazy("taken on at a month's end, gone after an award"),
    "paid_without_attendance": gettext_lazy("paid without attendance"),
    "rolls_differ_by_hand": gettext_lazy("rolls of two hands differ"),
}


def attendance_by_month(spells: Iterable[int], since: date) -> dict[int, list[str]]:
    """Days present by month and roll in words, by spell id, the latest month first; days are added up."""
    rows = Attendance.objects.filter(spell__in=list(spells), begins_on__gte=since)
    words = _("%(month)s: %(days)s days (%(source)s)")
    found: dict[int, list[str]] = defaultdict(list)
    for spell, months in by_month(rows).items():
        for month, rolls in sorted(months.items(), reverse=True):
            for source, told in sorted(rolls.items(), reverse=True):
                if spell is not None and told.days is not None:
                    said = {"month": f"{month:%Y-%m}", "days": told.days, "source": SOURCES[source]}
                    found[spell].append(words % said)
    return found
