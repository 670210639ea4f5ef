"""Who came to work, as a roll says: on paper, by phone, seen on this screen, or in a list handed in.

Nobody's pay hangs on it here. Screens and lists write the one table, and where paper and phone differ by more than the
programme allows, a person looks, whichever way it was told.
"""

from __future__ import annotations

from datetime import date

from gainful.accounts.action import action
from gainful.accounts.actor import Actor
from gainful.accounts.refusals import Refused
from gainful.casework import ledgers
from gainful.casework.actions.ledgers import open_review
from gainful.casework.attendance import ROLLS, by_month, due_days, told_together
from gainful.casework.models import Attendance, Spell
from gainful.casework.posts import is_post
from gainful.casework.programme import quantity
from gainful.registry.models import Person
from gainful.terms.periods import last_day_of_month

PAPER, PHONE = Attendance.Source.PAPER.value, Attendance.Source.PHONE.value


@action(right="casework.follow_up", on_what="spell")
def record_attendance_at_work(
    *,
    actor: Actor,
    spell: Spell,
    unit: str,
    begins_on: date,
    source: str,
    present_days: int,
    on: date,
    note: str = "",
) -> Attendance:
    """Days present in one day or month, as one roll says; the same roll said again replaces itself, no other roll.

    Where the paper and the phone roll of a post's month then differ by more than the programme allows, a review opens.
    Refused: not_a_roll, not_yet_happened, not_worked_then, more_days_than_there_are, a_list_says_otherwise.
    """
    if unit not in Attendance.Unit or source not in Attendance.Source:
        raise Refused("not_a_roll")
    ends_on = begins_on
    if unit == Attendance.Unit.MONTH:
        begins_on, ends_on = begins_on.replace(day=1), last_day_of_month(begins_on)
    if begins_on > on:
        raise Refused("not_yet_happened")
    spell = Spell.objects.select_for_update().get(pk=spell.pk)
    begun = spell.state in (Spell.State.WORKING, Spell.State.ENDED)
    if not begun or ends_on < spell.starts_on or (spell.ends_on and begins_on > spell.ends_on):
        raise Refused("not_worked_then")
    if not 0 <= present_days <= (ends_on - begins_on).days + 1:
        raise Refused("more_days_than_there_are")
    row = _keep(
        spell, (unit, begins_on, source), present_days=present_days, recorded_on=on,
        recorded_by_id=actor.account_id, note=note.strip(),
    )  # fmt: skip
    if is_post(spell.channel):
        _review_rolls(actor, spell, begins_on.replace(day=1), on)
    return row


def _keep(spell: Spell, roll: tuple[str, date, str], **said: object) -> Attendance:
    """The row of one period and roll, in place of what was said on screen before; what a list says stays as told."""
    unit, begins_on, source = roll
    about = {"spell": spell, "unit": unit, "begins_on": begins_on, "source": source}
    told = Attendance.objects.filter(**about).exclude(told_in="").first()
    if told is not None and told.present_days is not None:
        if told.present_days != said["present_days"]:
            raise Refused("a_list_says_otherwise", days=told.present_days, told_in=told.told_in)
        return told
    if told is not None:
        said = {"present_days": said["present_days"], "recorded_by_id": said["recorded_by_id"]}
    owner = {"area": spell.area, "person_id": spell.person_id}
    row, _made = Attendance.objects.update_or_create(**about, defaults=owner | said)
    return row


def _review_rolls(actor: Actor, spell: Spell, month: date, on: date) -> None:
    """A review where the two rolls of a month that is over give one away; no second one of the same matter."""
    if last_day_of_month(month) >= on:
        return
    rows = list(Attendance.objects.filter(spell=spell, begins_on__range=(month, last_day_of_month(month))))
    rolls = by_month(rows)[spell.pk][month]
    days = {name: rolls[name].days if name in rolls else None for name in (PAPER, PHONE)}
    may = quantity("rolls_may_differ_days", spell.area, on)
    kind = ledgers.roll_fault(due_days({row.source: row for row in rows}), days[PAPER], days[PHONE], may)
    if kind:
        row = next(row for row in rows if row.source == PHONE)
        post = next((one.post for one in rows if one.post), spell.employer_name)
        open_review(
            actor=actor, person=spell.person, kind=kind, on=on, employer_name=post, about=f"{month:%Y-%m}",
            spell=spell, attendance=row,
        )  # fmt: skip


@action(right="casework.follow_up", on_what="person")
def record_post_attendance(
    *,
    actor: Actor,
    person: Person,
    month: date,
    on: date,
    told_in: str,
    post: str = "",
    spell: Spell | None = None,
    due_days: int | None = None,
    paper_days: int | None = None,
    phone_days: int | None = None,
) -> dict[str, Attendance]:
    """A month in a public post with both rolls, as the list `told_in` of the day `on` tells it; the rows by roll.

    A roll recorded on screen with the same days stays the row it is, and is from then on told by the list too. A second
    post of the same month and job is kept without the job. Neither roll changes anybody's pay.
    Refused: told_otherwise_before.
    """
    month = month.replace(day=1)
    days = {ROLLS["paper_days"]: paper_days, ROLLS["phone_days"]: phone_days}
    there = _rolls_there(person, spell, month, post)
    if any(one.told_in and one.post != post for one in there.values()):
        spell, there = None, _rolls_there(person, None, month, post)
    kept: dict[str, Attendance] = {}
    for source, present in days.items():
        known = there.get(source)
        if known is None:
            known = Attendance(
                area=person.area, person=person, spell=spell, post=post, unit=Attendance.Unit.MONTH,
                begins_on=month, source=source, present_days=present, recorded_on=on, told_in=told_in,
            )  # fmt: skip
        elif present is not None and known.present_days != present:
            raise Refused("told_otherwise_before")
        known.due_days = known.due_days if due_days is None else due_days
        known.told_in, known.post = known.told_in or told_in, known.post or post
        known.save()
        kept[source] = known
    return kept


def _rolls_there(person: Person, spell: Spell | None, month: date, post: str) -> dict[str, Attendance]:
    about = Attendance(person=person, spell=spell, post=post, unit=Attendance.Unit.MONTH, begins_on=month)
    return told_together(about)
