"""The follow-up call: work, pay, hours, housing and the signs of forced labour, in one act."""

from __future__ import annotations

from datetime import date
from typing import TypedDict, Unpack

from gainful.accounts.action import action
from gainful.accounts.actor import Actor
from gainful.accounts.refusals import Refused
from gainful.casework.actions.follow_ups import record_follow_up
from gainful.casework.actions.safety import record_safety_check
from gainful.casework.models import Call, FollowUp
from gainful.casework.programme import needs_code
from gainful.casework.shared import needs_home_or_work


class Found(TypedDict, total=False):
    """What record_follow_up takes beside who is asked and when."""

    still_working: bool
    evidence: str
    pay_received_fen: int | None
    note: str
    ended_on: date | None
    left_because: str
    trouble: str
    trouble_words: str


@action(right="casework.follow_up", on_what=None)
def record_call(
    *,
    actor: Actor,
    follow_up: FollowUp,
    on: date,
    alone: bool,
    answers: dict[str, bool | None],
    hours_per_week: int | None = None,
    housing: str = "",
    **found: Unpack[Found],
) -> Call:
    """What the worker said, asked away from the employer and by somebody who did not place them.

    A grave answer stops placements at the employer and opens a case on the same day. Refused: ask_them_alone,
    asked_by_placing_officer, not_a_housing, and as record_follow_up and record_safety_check.
    """
    spell = follow_up.spell
    needs_home_or_work(actor, "casework.follow_up", spell)
    if not alone:
        raise Refused("ask_them_alone")
    if housing:
        needs_code("housing", housing, "not_a_housing")
    record_safety_check(actor=actor, spell=spell, moment=f"day_{follow_up.days}", on=on, answers=answers)
    done = record_follow_up(actor=actor, follow_up=follow_up, on=on, **found)
    return Call.objects.create(
        area=spell.area, follow_up=done, hours_per_week=hours_per_week, housing=housing, alone=alone
    )
