"""Attendance by day from two rolls, what is found where they differ, and the months of training through work."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from gainful.accounts.action import action, require
from gainful.accounts.actor import Actor
from gainful.accounts.refusals import NotAllowed, Refused
from gainful.training.kinds import wants_monthly_evidence
from gainful.training.models import Course, Enrolment, RollCase, RollMark, WorkMonth


@action(right="training.record", on_what="course")
def record_roll(
    *, actor: Actor, course: Course, day: date, roll: RollMark.Roll | str, marks: Mapping[str, bool], on: date
) -> int:
    """One roll of one day: who came, by the key of their seat. How many seats' rolls now differ on that day.

    A seat not among the marks was not on this roll, and stays unknown. Days attended only ever rise by a roll: a
    person whom either roll has as present was there, and where the rolls differ a case is opened. Refused:
    not_a_roll, not_a_day_of_the_course, not_yet_happened, seat_of_another_course.
    """
    if roll not in RollMark.Roll.values:
        raise Refused("not_a_roll")
    if day > on:
        raise Refused("not_yet_happened")
    if (course.starts_on and day < course.starts_on) or (course.ends_on and day > course.ends_on):
        raise Refused("not_a_day_of_the_course")
    seats = list(Enrolment.objects.select_for_update().filter(course=course, key__in=list(marks)))
    if len(seats) != len(marks):
        raise Refused("seat_of_another_course")
    for seat in seats:
        require(actor, "training.record", seat)
        RollMark.objects.update_or_create(
            enrolment=seat,
            day=day,
            roll=roll,
            defaults={
                "area": seat.area,
                "person_id": seat.person_id,
                "present": marks[seat.key],
                "recorded_by_id": actor.account_id,
            },
        )
        _count_days(seat, course)
    return sum(_open_case(seat, day, on) for seat in seats)


def _count_days(seat: Enrolment, course: Course) -> None:
    """Days on which either roll has them as present, never fewer than are known already."""
    present = RollMark.objects.filter(enrolment=seat, present=True)
    days = present.order_by().values("day").distinct().count()
    known = seat.attended_days or 0
    counted = max(known, days if course.days is None else min(days, course.days))
    if counted > known:
        seat.attended_days = counted
        seat.save(update_fields=["attended_days"])


def _open_case(seat: Enrolment, day: date, on: date) -> bool:
    said = set(RollMark.objects.filter(enrolment=seat, day=day).values_list("present", flat=True))
    if len(said) < 2:
        return False
    RollCase.objects.get_or_create(
        enrolment=seat, day=day, defaults={"area": seat.area, "person_id": seat.person_id, "opened_on": on}
    )
    return True


@action(right="training.record", on_what="case")
def close_roll_case(*, actor: Actor, case: RollCase, on: date, outcome: str) -> RollCase:
    """What was found where two rolls differ. Days attended stay as they are, whatever was found.

    Refused: roll_case_closed_already, say_what_was_found_of_the_rolls.
    """
    case = RollCase.objects.select_for_update().get(pk=case.pk)
    if actor.account_id is None:
        raise NotAllowed("not_allowed")
    if case.closed_on is not None:
        raise Refused("roll_case_closed_already")
    if not outcome.strip():
        raise Refused("say_what_was_found_of_the_rolls")
    case.closed_on, case.closed_by_id, case.outcome = on, actor.account_id, outcome.strip()
    case.save(update_fields=["closed_on", "closed_by", "outcome"])
    return case


@action(right="training.record", on_what="enrolment")
def record_work_month(
    *, actor: Actor, enrolment: Enrolment, month: date, evidence: str, on: date
) -> WorkMonth:
    """What shows that a month of training through work took place. A month recorded already is given back.

    Refused: no_monthly_evidence_here, say_the_evidence, not_yet_happened, month_outside_the_course.
    """
    course, first = enrolment.course, month.replace(day=1)
    if not wants_monthly_evidence(course.kind):
        raise Refused("no_monthly_evidence_here")
    if not evidence.strip():
        raise Refused("say_the_evidence")
    if first > on:
        raise Refused("not_yet_happened")
    if (course.starts_on and first < course.starts_on.replace(day=1)) or (
        course.ends_on and first > course.ends_on
    ):
        raise Refused("month_outside_the_course")
    known = WorkMonth.objects.filter(enrolment=enrolment, month=first).first()
    if known is not None:
        return known
    return WorkMonth.objects.create(
        area=enrolment.area, person_id=enrolment.person_id, enrolment=enrolment, month=first,
        evidence=evidence.strip(), recorded_on=on, recorded_by_id=actor.account_id,
    )  # fmt: skip
