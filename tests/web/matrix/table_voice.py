"""How the routes of complaints are asked: the public page, the independent desk, a desk that takes one down."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from matrix.table import Asked, Body, key_of, nothing
from matrix.world import Place

from cast import NATION, TODAY
from gainful.accounts.actor import Actor, Grant, Role
from gainful.casework import alerts
from gainful.terms.areas import area_range


def answered(client: Any, place: Place) -> None:
    """An answer given, which comes before a complaint is resolved."""
    client.post(reverse("grievance_answer", kwargs={"key": place.rows.answered.key}), {"answer": "已核实"})


def sign_key(kind: str) -> Body:
    """The address of a sign in a place that refusing is not free, as the desk has it to look into."""
    ask = {"silence": alerts.silences_to_look_into, "heap": alerts.heaps_to_look_into}[kind]
    everywhere = Actor(None, "", (Grant(Role.INDEPENDENT_DESK, NATION),), on=TODAY)
    return lambda p: {"key": ask(everywhere, TODAY).filter(area__range=area_range(p.county)).first().key}


def looked(_place: Place) -> dict[str, Any]:
    """What was found."""
    return {"outcome": "not_free", "found": "三人说不敢不去"}


VOICE = {
    "voice": Asked(
        body=lambda p: {"area": str(p.county), "about": "employer", "words": "工资没发"}, by="anonymous"
    ),
    "voice_answer": Asked(body=lambda p: {"code": p.rows.complaint_code}, writes=False, by="anonymous"),
    "grievances": Asked(queries=lambda p: ["", "?state=closed"], by="desk"),
    "grievance": Asked(key_of("grievance"), by="desk"),
    "grievance_new": Asked(
        body=lambda p: {
            "how": "paper_at_desk", "paper": "来信一封", "area": str(p.county), "about": "office", "words": "态度不好"
        }
    ),
    "grievance_acknowledge": Asked(key_of("grievance"), nothing, by="desk"),
    "grievance_answer": Asked(key_of("grievance"), lambda p: {"answer": "已核实"}, by="desk"),
    "grievance_resolve": Asked(
        key_of("answered"), lambda p: {"outcome": "已补发"}, first=answered, by="desk"
    ),
    "grievance_about": Asked(key_of("grievance"), lambda p: {"name": p.rows.staff.display_name}, by="desk"),
    "follow_up_call": Asked(
        key_of("follow_up"),
        lambda p: {"alone": "yes", "still_working": "yes", "evidence": "phone", "violence": "no"},
        shared=True,
    ),
    "late_pay_act": Asked(body=nothing),
    "voice_dispute": Asked(
        body=lambda p: {"code": p.rows.resolved_code, "words": "还没补发"}, by="anonymous"
    ),
    "grievance_settle": Asked(key_of("disputed"), lambda p: {"outcome": "已补发并道歉"}, by="auditor"),
    "refusing": Asked(by="desk"),
    "look_silence": Asked(sign_key("silence"), looked, by="desk"),
    "look_heap": Asked(sign_key("heap"), looked, by="desk"),
    "help": Asked(queries=lambda p: ["", "?trigger=job_ended"]),
    "help_triggers": Asked(for_everybody=True, by="anonymous"),
    "help_offer": Asked(
        lambda p: {"trigger": "job_ended", "key": p.rows.lost.key},
        lambda p: {"offered": "岗位推荐", "said": "declined", "words": "先歇歇"},
    ),
    "signs_not_asked": Asked(),
    "signs": Asked(
        lambda p: {"key": p.rows.month_old.key, "moment": "before_start"},
        lambda p: {"outcome": "alone", "violence": "no"},
    ),
    "reasks": Asked(),
    "reask": Asked(key_of("month_old"), lambda p: {"answer": "agreed"}),
    "place_again": Asked(),
    "freezes": Asked(by="desk"),
    "freeze_lift": Asked(key_of("freeze"), lambda p: {"why": "证件已归还"}, by="desk"),
    "my_pay": Asked(key_of("past"), lambda p: {"month": "2020-07-01", "came": "yes"}, by="worker"),
}  # fmt: skip
