"""What each list of a day says after its count, on every surface."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import ngettext_lazy

SENTENCES: Mapping[str, Any] = {
    "follow_ups_due": ngettext_lazy(
        "follow-up to do: is the person still in work, and paid?",
        "follow-ups to do: is the person still in work, and paid?",
        "count",
    ),
    "offers_waiting": ngettext_lazy(
        "offer waits for the person's own answer", "offers wait for the person's own answer", "count"
    ),
    "beginnings_due": ngettext_lazy(
        "person said yes and their first day has come: has work begun?",
        "people said yes and their first day has come: has work begun?",
        "count",
    ),
    "offer_help": ngettext_lazy(
        "occasion to offer help: a job ended, pay missing, illness, a low income …",
        "occasions to offer help: a job ended, pay missing, illness, a low income …",
        "count",
    ),
    "signs_not_asked": ngettext_lazy(
        "could not be asked the questions about forced labour: ask them now",
        "could not be asked the questions about forced labour: ask them now",
        "count",
    ),
    "pay_unconfirmed": ngettext_lazy(
        "month of pay not confirmed by the worker", "months of pay not confirmed by the worker", "count"
    ),
    "services_owed": ngettext_lazy(
        "person who wants work has not had all the services they are owed",
        "people who want work have not had all the services they are owed",
        "count",
    ),
    "openings_come_in": ngettext_lazy(
        "opening came in within 30 days: whom does it fit?",
        "openings came in within 30 days: whom do they fit?",
        "count",
    ),
    "consents_to_ask_again": ngettext_lazy(
        "consent to ask again, 30 days after a placement",
        "consents to ask again, 30 days after a placement",
        "count",
    ),
    "to_place_again": ngettext_lazy(
        "lost a job in the last 14 days and has none since",
        "lost a job in the last 14 days and have none since",
        "count",
    ),
    "stopped_employers": ngettext_lazy(
        "employer with whom placements are stopped", "employers with whom placements are stopped", "count"
    ),
    "pay_alerts": ngettext_lazy(
        "pay alert from payrolls: short, late, twice, or with an unlawful deduction",
        "pay alerts from payrolls: short, late, twice, or with an unlawful deduction",
        "count",
    ),
    "roll_differences": ngettext_lazy(
        "month in a post where two rolls differ", "months in a post where two rolls differ", "count"
    ),
    "ghost_posts": ngettext_lazy(
        "month in a post where the phone saw nobody", "months in a post where the phone saw nobody", "count"
    ),
    "insurance_proposals": ngettext_lazy(
        "proposal from the insurance list to take over or leave",
        "proposals from the insurance list to take over or leave",
        "count",
    ),
    "employer_reports": ngettext_lazy(
        "report by an employer that differs from the record or the worker's word: ask the worker",
        "reports by employers that differ from the record or the worker's word: ask the worker",
        "count",
    ),
    "changes_unanswered": ngettext_lazy(
        "person to ask again: the journey that they had agreed to was changed",
        "people to ask again: the journey that they had agreed to was changed",
        "count",
    ),
    "arrivals_here": ngettext_lazy(
        "person from elsewhere should have arrived here for work",
        "people from elsewhere should have arrived here for work",
        "count",
    ),
    "protection_cases": ngettext_lazy("protection case is open", "protection cases are open", "count"),
    "nobody_declines": ngettext_lazy(
        "county where nobody declines an offer: can people say no there?",
        "counties where nobody declines an offer: can people say no there?",
        "count",
    ),
    "consents_in_bulk": ngettext_lazy(
        "heap of consents written down in one day: were people asked one by one?",
        "heaps of consents written down in one day: were people asked one by one?",
        "count",
    ),
    "departures_due": ngettext_lazy(
        "journey leaves today, or should have left", "journeys leave today, or should have left", "count"
    ),
    "arrivals_unchecked": ngettext_lazy(
        "journey with people aboard whose arrival nobody has checked",
        "journeys with people aboard whose arrival nobody has checked",
        "count",
    ),
    "returns_due": ngettext_lazy(
        "person travelled out, does not stay, and waits for their way home",
        "people travelled out, do not stay, and wait for their way home",
        "count",
    ),
    "zero_employment_households": ngettext_lazy(
        "household with somebody able and willing, and nobody in work",
        "households with somebody able and willing, and nobody in work",
        "count",
    ),
    "willing_not_in_work": ngettext_lazy(
        "person wants work and has none", "people want work and have none", "count"
    ),
    "no_contact": ngettext_lazy(
        "of them has heard nothing from us for 30 days",
        "of them have heard nothing from us for 30 days",
        "count",
    ),
    "nobody_has_asked": ngettext_lazy(
        "able person whom nobody has asked yet", "able people whom nobody has asked yet", "count"
    ),
    "left_within_90_days": ngettext_lazy(
        "left a job within 90 days and has none since",
        "left a job within 90 days and have none since",
        "count",
    ),
    "post_terms_ending": ngettext_lazy(
        "public post ends soon or is over: where to from there?",
        "public posts end soon or are over: where to from there?",
        "count",
    ),
    "post_terms_missing": ngettext_lazy(
        "public post has no term recorded", "public posts have no term recorded", "count"
    ),
    "post_attendance_missing": ngettext_lazy(
        "public post has no attendance for last month",
        "public posts have no attendance for last month",
        "count",
    ),
    "notices_over": ngettext_lazy(
        "leader's public notice is over and the certificate waits",
        "leaders' public notices are over and their certificates wait",
        "count",
    ),
}
"""In the order of the page: what somebody waits for first, then what is only to be known."""


def sentence(words: Any, count: int) -> str:
    """A list's sentence behind its count, in the language that holds: one of them, or none or several."""
    return str(words % {"count": count})
