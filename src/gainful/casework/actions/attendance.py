"""Who came to work, as a roll says: on paper, by phone, or seen on this screen. Nobody's pay hangs on it here."""

from __future__ import annotations

from datetime import date

from gainful.accounts.action import action
from gainful.accounts.actor import Actor
from gainful.accounts.refusals import Refused
from gainful.casework.models import Attendance, Spell
from gainful.terms.periods import last_day_of_month


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

    Refused: not_a_roll, not_yet_happened, not_worked_then, more_days_than_there_are.
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
    return _keep(
        spell, (unit, begins_on, source), present_days=present_days, recorded_on=on,
        recorded_by_id=actor.account_id, note=note.strip(),
    )  # fmt: skip


def _keep(spell: Spell, roll: tuple[str, date, str], **said: object) -> Attendance:
    """The row of one period and roll, in place of what the same roll said before."""
    unit, begins_on, source = roll
    row, _made = Attendance.objects.update_or_create(
        spell=spell, unit=unit, begins_on=begins_on, source=source, defaults={"area": spell.area, **said}
    )
    return row
