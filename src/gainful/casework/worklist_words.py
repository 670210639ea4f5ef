"""What each list of a day says after its count, on every surface."""

from __future__ import annotations

from django.utils.translation import gettext_lazy

SENTENCES = {
    "follow_ups_due": gettext_lazy("follow-ups to do: is the person still in work, and paid?"),
    "offers_waiting": gettext_lazy("offers wait for the person's own answer"),
    "beginnings_due": gettext_lazy("people said yes and their first day has come: has work begun?"),
    "offer_help": gettext_lazy("occasions to offer help: a job ended, pay missing, illness, a low income …"),
    "signs_not_asked": gettext_lazy("could not be asked the questions about forced labour: ask them now"),
    "pay_unconfirmed": gettext_lazy("months of pay not confirmed by the worker"),
    "services_owed": gettext_lazy("people who want work have not had all the services they are owed"),
    "openings_come_in": gettext_lazy("openings came in within 30 days: whom do they fit?"),
    "consents_to_ask_again": gettext_lazy("consents to ask again, 30 days after a placement"),
    "to_place_again": gettext_lazy("lost a job in the last 14 days and have none since"),
    "stopped_employers": gettext_lazy("employers with whom placements are stopped"),
    "pay_alerts": gettext_lazy("pay alerts from payrolls: short, late, twice, or with an unlawful deduction"),
    "roll_differences": gettext_lazy("months in a post where two rolls differ"),
    "ghost_posts": gettext_lazy("months in a post where the phone saw nobody"),
    "insurance_proposals": gettext_lazy("proposals from the insurance list to take over or leave"),
    "employer_reports": gettext_lazy(
        "reports by employers that differ from the record or the worker's word: ask the worker"
    ),
    "changes_unanswered": gettext_lazy(
        "people to ask again: the journey that they had agreed to was changed"
    ),
    "arrivals_here": gettext_lazy("people from elsewhere should have arrived here for work"),
    "protection_cases": gettext_lazy("protection cases are open"),
    "nobody_declines": gettext_lazy("counties where nobody declines an offer: can people say no there?"),
    "consents_in_bulk": gettext_lazy(
        "heaps of consents written down in one day: were people asked one by one?"
    ),
    "departures_due": gettext_lazy("journeys leave today, or should have left"),
    "arrivals_unchecked": gettext_lazy("journeys with people aboard whose arrival nobody has checked"),
    "returns_due": gettext_lazy("people travelled out, do not stay, and wait for their way home"),
    "zero_employment_households": gettext_lazy(
        "households with somebody able and willing, and nobody in work"
    ),
    "willing_not_in_work": gettext_lazy("people want work and have none"),
    "no_contact": gettext_lazy("of them have heard nothing from us for 30 days"),
    "nobody_has_asked": gettext_lazy("able people whom nobody has asked yet"),
    "left_within_90_days": gettext_lazy("left a job within 90 days and have none since"),
    "post_terms_ending": gettext_lazy("public posts end soon or are over: where to from there?"),
    "post_terms_missing": gettext_lazy("public posts have no term recorded"),
    "post_attendance_missing": gettext_lazy("public posts have no attendance for last month"),
    "notices_over": gettext_lazy("leaders' public notices are over and their certificates wait"),
}
"""In the order of the page: what somebody waits for first, then what is only to be known."""
