"""Workshops, posts, projects and leaders of the matrix's counties, each with words that nobody elsewhere may read."""

from __future__ import annotations

from datetime import date
from typing import Any

from cast import TODAY
from gainful.accounts.actor import Actor
from gainful.casework.actions import (
    record_attendance_at_work,
    record_post_term,
    record_spell,
    review_post_sign,
)
from gainful.jobs.actions import (
    apply_as_leader,
    recognise_workshop,
    record_brought_along,
    record_leader,
    record_local_hire_clause,
    record_project,
    record_workshop,
)


def furnish_places(place: Any, actor: Actor) -> None:
    """One of each, in a county whose people stand already."""
    rows = place.rows
    rows.plaqued = record_workshop(
        actor=actor, area=place.township, name=place.word("work", "坊"), kind="factory"
    )
    recognise_workshop(
        actor=actor, workshop=rows.plaqued, plaque=place.word("work", "牌"), recognised_on=TODAY, on=TODAY
    )
    rows.project = record_project(
        actor=actor, area=place.county, name=place.word("work", "项"), employer=rows.employer
    )
    record_local_hire_clause(
        actor=actor, project=rows.project, contract=place.word("work", "约"), signed_on=TODAY, on=TODAY,
        promised_people=3,
    )  # fmt: skip
    _post(place, actor)
    rows.application = apply_as_leader(
        actor=actor, person=rows.seeker, business_name=place.word("work", "社"), applied_on=TODAY, on=TODAY
    )
    rows.leader = record_leader(
        actor=actor, area=place.township, person=rows.person, business_name=place.word("work", "社")
    )
    record_brought_along(
        actor=actor, leader=rows.leader, household=rows.household, year=2020, on=TODAY,
        evidence=place.word("work", "据"),
    )  # fmt: skip


def _post(place: Any, actor: Actor) -> None:
    rows = place.rows
    rows.post = record_spell(
        actor=actor, person=rows.twin, on=TODAY, channel="public_post", starts_on=date(2020, 9, 1),
        evidence="visited", occupation="cleaner", employer_name=place.word("employer", "村"),
    )  # fmt: skip
    record_post_term(
        actor=actor, spell=rows.post, ends_on=date(2020, 12, 1), because="from_ledger", on=TODAY,
        ledger="台账", ledger_of=date(2020, 10, 31),
        persons_word=place.word("casework", "话"),
    )  # fmt: skip
    record_attendance_at_work(
        actor=actor, spell=rows.post, unit="month", begins_on=date(2020, 9, 1), source="paper", present_days=20,
        on=TODAY, note=place.word("casework", "勤"),
    )  # fmt: skip
    review_post_sign(
        actor=actor,
        spell=rows.post,
        sign="rolls_differ_by_hand",
        found=place.word("casework", "查"),
        on=TODAY,
    )
