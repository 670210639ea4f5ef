"""What happens by the calendar: pay late by 15 days stops placements at the employer, by 30 opens a case.

`run_clocks` does it for every area, as often as one likes; an officer may do the same for their own areas or for one
month. That placements are stopped is read off the calendar anyway (late_pay.py and the database): nothing waits for
this to be run but the record of it and the case. Alerts, and complaints that go outside the chain, need no act.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from gainful.accounts.action import action
from gainful.accounts.actor import Actor
from gainful.accounts.refusals import Refused
from gainful.accounts.trail import source
from gainful.casework import schedule
from gainful.casework.actions.protection import open_protection_case
from gainful.casework.late_pay import STOPPING, LatePay, late_months, pay_limits
from gainful.casework.models import EmployerFreeze, PayEvidence, ProtectionCase, Spell
from gainful.casework.worklists import pay_unconfirmed

CASE = schedule.PayStanding.CASE
LATE_PAY = "late_pay"


@dataclass(frozen=True)
class Ran:
    """How many stops were made and how many cases opened; both 0 when everything was done before."""

    stops: int
    cases: int


@action(right="clocks.run", on_what=None, own_act=False)
def run_clocks(*, actor: Actor, on: date) -> Ran:
    """Everything that the calendar asks for on a day and that was not done before, in all areas.

    Each rule is an act of its own in the trail, with the rule and its days as its source.
    """
    limits = pay_limits(on)
    with source(f"calendar: pay_days_before_block ({limits.block} days)"):
        stops = stop_for_late_pay(actor=actor, on=on)
    with source(f"calendar: pay_days_before_case ({limits.case} days)"):
        cases = open_cases_for_late_pay(actor=actor, on=on)
    return Ran(stops, cases)


@action(right="clocks.run", on_what=None)
def stop_for_late_pay(*, actor: Actor, on: date) -> int:
    """Stop placements at the employers of all months that are late enough; how many stops are new."""
    return sum(_stop(one, on) for one in late_months(Spell.objects.all(), on) if one.standing in STOPPING)


@action(right="clocks.run", on_what=None)
def open_cases_for_late_pay(*, actor: Actor, on: date) -> int:
    """Open a case for each month that is late enough and never had one; how many are new."""
    months = [one for one in late_months(Spell.objects.all(), on) if one.standing is CASE]
    return sum(_open_case(actor, one, on)[1] for one in _without_case(months))


@action(right="casework.act_on_late_pay", on_what=None)
def act_on_all_late_pay(*, actor: Actor, on: date) -> int:
    """Do for every month of the actor's areas what its lateness calls for; gives how many months were acted on."""
    late = [one for one in pay_unconfirmed(actor, on) if one.standing in STOPPING]
    for one in late:
        act_on_late_pay(actor=actor, spell=one.spell, month=one.month, on=on)
    return len(late)


@action(right="casework.follow_up", on_what="spell")
def act_on_late_pay(*, actor: Actor, spell: Spell, month: date, on: date) -> ProtectionCase | None:
    """A named officer does what late pay calls for: from 15 days on placements with the employer stop, from 30 on a
    case is opened too (and given back). Refused: month_not_worked, pay_not_late_enough.
    """
    month = month.replace(day=1)
    if month not in schedule.months_worked(spell.starts_on, spell.ends_on, on):
        raise Refused("month_not_worked")
    confirmed = PayEvidence.objects.filter(spell=spell, month=month, confirmed_by_worker=True).exists()
    found = LatePay(spell, month, schedule.pay_standing(month, confirmed, on, pay_limits(on)))
    if found.standing not in STOPPING:
        raise Refused("pay_not_late_enough")
    _stop(found, on)
    return _open_case(actor, found, on)[0] if found.standing is CASE else None


def _stop(late: LatePay, on: date) -> bool:
    """The stop for a month, unless it stands or the independent desk lifted it with a reason; whether it is new."""
    spell = late.spell
    if not spell.employer_id:
        return False
    known = EmployerFreeze.objects.filter(spell=spell, month=late.month)
    if known.filter(lifted_on=None).exists() or known.exclude(lifted_by=None).exists():
        return False
    EmployerFreeze.objects.create(
        area=spell.employer.area, employer_id=spell.employer_id, spell=spell, month=late.month, because=LATE_PAY,
        frozen_on=on,
    )  # fmt: skip
    return True


def _source_of(late: LatePay) -> str:
    return f"pay {late.month:%Y-%m}"


def _without_case(months: Iterable[LatePay]) -> list[LatePay]:
    """Those months that never had a case, open or closed."""
    had = set(
        ProtectionCase.objects.filter(kind=LATE_PAY).values_list("person_id", "employer_name", "source")
    )
    return [
        one for one in months if (one.spell.person_id, one.spell.employer_name, _source_of(one)) not in had
    ]


def _open_case(actor: Actor, late: LatePay, on: date) -> tuple[ProtectionCase, bool]:
    """The case for a month, and whether it is new; one that was closed is not opened a second time by the calendar."""
    spell = late.spell
    before = ProtectionCase.objects.still_open().filter(
        kind=LATE_PAY, person=spell.person, employer_name=spell.employer_name, source=_source_of(late)
    )
    is_new = not before.exists()
    case: ProtectionCase = open_protection_case(
        actor=actor, area=spell.area, kind=LATE_PAY, on=on, person=spell.person, source=_source_of(late),
        employer_name=spell.employer_name, words=f"{late.month:%Y-%m}",
    )  # fmt: skip
    return case, is_new
