"""How the routes about work are asked: openings, offers, courses, protection, and the person's own page."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from matrix.table import ACCOUNTS, DAY, FIGURES, HOUSEHOLDS, IMPORTS, PEOPLE, TODAYS, Asked, key_of, nothing
from matrix.table_claims import CLAIMS
from matrix.table_desk import DESK
from matrix.table_employer import EMPLOYER
from matrix.table_journeys import JOURNEYS
from matrix.table_learning import LEARNING
from matrix.table_payments import PAYMENTS
from matrix.table_voice import VOICE
from matrix.world import Place


def say_yes(client: Any, place: Place) -> None:
    """Their own yes, to be taken back."""
    client.post(reverse("my_accept", kwargs={"key": place.rows.offer.key}))


OFFERS = {
    "offers": Asked(queries=lambda p: ["", "?list=all", f"?list=all&opening={p.rows.opening.key}"]),
    "offer": Asked(key_of("offer")),
    "offer_accept": Asked(key_of("offer"), lambda p: {"evidence": "acceptance form 12, signed"}),
    "offer_through": Asked(key_of("offer"), lambda p: {"through": "她哥哥", "answer": "yes"}),
    "offer_decline": Asked(key_of("offer"), nothing),
    "offer_take_back": Asked(key_of("agreed"), lambda p: {"how": "at_desk"}),
    "offer_begin": Asked(
        key_of("agreed"), lambda p: {"began_on": DAY, "evidence": "phone", "not_asked_because": "没接通"}
    ),
    "shortlist": Asked(
        key_of("agreed_person"), lambda p: {"opening": p.rows.second_opening.key, "language": "zh"}
    ),
    "worker_code": Asked(key_of("seeker"), nothing),
    "person_together": Asked(key_of("seeker")),
    "person_benefits": Asked(key_of("seeker")),
    "person_due": Asked(key_of("seeker")),
    "rules": Asked(for_everybody=True),
    "rule": Asked(lambda _place: {"name": "workshop_award"}, for_everybody=True),
    "loan_plan": Asked(
        lambda _place: {"name": "guaranteed_loan_person"},
        queries=lambda _p: ["", "?amount_fen=200000&months=36&granted_on=2021-02-01&rate=535&prime=385"],
        for_everybody=True,
    ),
    "what_if": Asked(queries=lambda _p: ["", "?rule=workshop_award"], by="analyst", for_everybody=True),
    "what_if_build": Asked(nothing, nothing, writes=False, by="analyst"),
    "what_if_ask": Asked(
        nothing,
        lambda _p: {
            "rule": "workshop_award",
            "parameter": "first_tier_months",
            "value": "5",
            "level": "county",
        },
        writes=False,
        by="analyst",
    ),
    "what_if_stop": Asked(lambda p: {"key": p.rows.whatif_run.key}, nothing, writes=False, by="analyst"),
    "code_by_phone": Asked(key_of("seeker"), nothing),
    "sheet": Asked(key_of("seeker"), nothing),
    "sheet_end": Asked(lambda p: {"key": p.rows.spare.key, "sheet": p.rows.sheet.key}, nothing),
    "own_sheet_qr": Asked(
        lambda p: {"token": p.rows.sheet_token},
        lambda p: {"tail": p.rows.spare_tail},
        writes=False,
        for_everybody=True,
    ),
    "my_sheet": Asked(by="worker"),
    "my_sheet_end": Asked(lambda p: {"key": p.rows.workers_sheet.key}, nothing, by="worker"),
}
OPENINGS = {
    "openings": Asked(queries=lambda p: ["?list=all", f"?list=all&q={p.rows.opening.title}", "?list=held"]),
    "openings_workbook": Asked(queries=lambda p: ["?list=all"]),
    "opening_new": Asked(
        body=lambda p: {"employer": p.rows.employer.name, "title": "新岗", "channel": "project", "seats": "3"}
    ),
    "opening": Asked(key_of("opening")),
    "opening_people": Asked(key_of("opening")),
    "opening_correct": Asked(
        key_of("silent"),
        lambda p: {"title": "改岗", "seats": "4", "channel": "project", "place_text": "本县"},
    ),
    "opening_deductions": Asked(key_of("silent"), lambda p: {"deductions_text": "无"}),
    "opening_release": Asked(key_of("held"), lambda p: {"because": "工时已改"}),
    "opening_close": Asked(key_of("silent"), lambda p: {"because": "filled"}),
}
WORK = {
    "protection": Asked(queries=lambda p: ["", "?state=closed"]),
    "protection_case": Asked(key_of("case"), lambda p: {"outcome": "已归还证件"}, by="desk"),
    "training": Asked(),
    "course": Asked(key_of("course")),
    "seat": Asked(
        lambda p: {"key": p.rows.course.key, "enrolment": p.rows.enrolment.key},
        lambda p: {"attended_days": "12"},
    ),
    "workshops": Asked(),
}
OWN_PAGE = {
    "worker": Asked(body=lambda p: {"tail": p.rows.spare_tail, "code": p.rows.code}, by="anonymous"),
    "my_wish": Asked(body=lambda p: {"willing": "yes"}, by="worker"),
    "my_data": Asked(by="worker"),
    "my_leave": Asked(body=nothing, writes=False, by="worker"),
    "my_accept": Asked(key_of("offer"), nothing, by="worker"),
    "my_decline": Asked(key_of("offer"), nothing, by="worker"),
    "my_take_back": Asked(key_of("offer"), nothing, first=say_yes, by="worker"),
    "my_withdraw": Asked(lambda p: {"key": p.rows.consent.key}, nothing, by="worker"),
}
TABLE = (
    TODAYS
    | IMPORTS
    | FIGURES
    | ACCOUNTS
    | PEOPLE
    | HOUSEHOLDS
    | OFFERS
    | OPENINGS
    | WORK
    | OWN_PAGE
    | DESK
    | LEARNING
    | JOURNEYS
    | VOICE
    | CLAIMS
    | EMPLOYER
    | PAYMENTS
)
