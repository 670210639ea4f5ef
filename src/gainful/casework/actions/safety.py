"""The signs of forced labour, asked before the start and on days 30 and 90, away from employer and placing officer.

A grave sign alone (documents kept, movement restricted, violence, debt), or any two others, freezes placements with
that employer and opens a case for the independent desk on the same day.
"""

from __future__ import annotations

from datetime import date, timedelta

from gainful.accounts.action import action
from gainful.accounts.actor import Actor
from gainful.accounts.refusals import Refused
from gainful.casework.actions.protection import open_protection_case
from gainful.casework.models import EmployerFreeze, SafetyCheck, SignsNotAsked, Spell
from gainful.casework.schedule import PUT_OFF_AT_MOST
from gainful.casework.shared import needs_home_or_work, placed_it
from gainful.casework.signs import GRAVE_SIGNS, SIGNS, is_grave
from gainful.jobs.same_employer import only_one_named
from gainful.terms.areas import area_range, county_of


@action(right="casework.follow_up", on_what=None)
def record_safety_check(
    *, actor: Actor, spell: Spell, moment: SafetyCheck.Moment | str, on: date, answers: dict[str, bool | None]
) -> SafetyCheck:
    """What the worker answered to each of the eleven signs: yes, no, or None where they did not say.

    Refused: not_a_sign, ask_every_sign, not_a_moment, asked_by_placing_officer, asked_already.
    """
    needs_home_or_work(actor, "casework.follow_up", spell)
    if moment not in SafetyCheck.Moment.values:
        raise Refused("not_a_moment", moment=moment)
    for sign in set(answers) - set(SIGNS):
        raise Refused("not_a_sign", sign=sign)
    if set(answers) != set(SIGNS):
        raise Refused("ask_every_sign")
    if placed_it(actor, spell):
        raise Refused("asked_by_placing_officer")
    # Who comes second waits here, and is then told that it was asked already.
    Spell.objects.select_for_update(no_key=True).get(pk=spell.pk)
    if SafetyCheck.objects.filter(spell=spell, moment=moment).exists():
        raise Refused("asked_already")
    check = SafetyCheck.objects.create(
        area=spell.area,
        spell=spell,
        moment=moment,
        asked_on=on,
        asked_by_id=actor.account_id,
        answers=answers,
        grave=is_grave(answers),
    )
    if check.grave:
        _protect(actor, spell, on, answers)
    return check


AGAIN_AFTER_DAYS = 7


@action(right="casework.follow_up", on_what=None)
def ask_signs(
    *, actor: Actor, spell: Spell, moment: str, on: date, alone: bool, answers: dict[str, bool | None]
) -> SafetyCheck:
    """The eleven questions by themselves, before the start or made up for. Refused: ask_them_alone, and as
    record_safety_check."""
    needs_home_or_work(actor, "casework.follow_up", spell)
    if not alone:
        raise Refused("ask_them_alone")
    check: SafetyCheck = record_safety_check(actor=actor, spell=spell, moment=moment, on=on, answers=answers)
    return check


@action(right="casework.follow_up", on_what=None)
def record_signs_not_asked(
    *, actor: Actor, spell: Spell, moment: str, on: date, because: str, again_on: date | None = None
) -> SignsNotAsked:
    """The questions could not be asked, because …; they come up again on a day, in a week unless said otherwise.

    Refused: ask_the_signs (nothing says why not), not_a_moment, asked_already, put_off_too_far.
    """
    needs_home_or_work(actor, "casework.follow_up", spell)
    if moment not in SafetyCheck.Moment.values:
        raise Refused("not_a_moment", moment=moment)
    if not because.strip():
        raise Refused("ask_the_signs")
    if SafetyCheck.objects.filter(spell=spell, moment=moment).exists():
        raise Refused("asked_already")
    again_on = again_on or on + timedelta(days=AGAIN_AFTER_DAYS)
    if not on < again_on <= on + timedelta(days=PUT_OFF_AT_MOST):
        raise Refused("put_off_too_far", days=PUT_OFF_AT_MOST)
    return SignsNotAsked.objects.create(
        area=spell.area, spell=spell, moment=moment, because=because.strip(), tried_on=on,
        tried_by_id=actor.account_id, again_on=again_on,
    )  # fmt: skip


def _protect(actor: Actor, spell: Spell, on: date, answers: dict[str, bool | None]) -> None:
    """Freeze placements with the employer, and open the case on the same day.

    A job that was only recorded names its employer in words: the one of that name in the county, never one of two.
    """
    employer = spell.employer or only_one_named(spell.employer_name, *area_range(county_of(spell.area)))
    if employer is not None:
        open_freeze = EmployerFreeze.objects.filter(
            employer=employer, because="forced_labour_signs", lifted_on=None
        )
        if not open_freeze.exists():
            EmployerFreeze.objects.create(
                area=employer.area,
                employer=employer,
                because="forced_labour_signs",
                frozen_on=on,
            )
    signs = [sign for sign in SIGNS if answers[sign]]
    area = spell.area if actor.may("protection.open", spell.area) else spell.place or spell.area
    open_protection_case(
        actor=actor,
        area=area,
        kind="forced_labour_signs",
        on=on,
        person=spell.person,
        employer_name=spell.employer_name,
        words=", ".join(sorted(signs, key=lambda sign: sign not in GRAVE_SIGNS)),
        source="safety_check",
        about_account=spell.offer.shown_by if spell.offer else None,
    )
