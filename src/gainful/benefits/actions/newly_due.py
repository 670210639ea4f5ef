"""A rule that turned is told to the people it fits: found once a turn, ended by a claim or by the person's own no."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from gainful.accounts.action import action, require
from gainful.accounts.actor import Actor
from gainful.accounts.refusals import Refused
from gainful.benefits.actions.claims import _open
from gainful.benefits.asked import ask, rules
from gainful.benefits.cases import cases_of
from gainful.benefits.limits import limit_of
from gainful.benefits.models import Claim, NewlyDue, RuleTurn
from gainful.benefits.newly_due import Fit, Turned
from gainful.registry.models import Person


@action(right="clocks.run", on_what="county")
def tell_of_turns(
    *, actor: Actor, county: int, turns: Iterable[Turned], fitting: Iterable[Fit], on: date
) -> int:
    """Write down each rule that turned in a county, and each person whom it fits; how many people are new.

    A rule turns once a day: what another run of the day wrote down already is left as it is.
    """
    today = set(RuleTurn.objects.filter(area=county, seen_on=on).values_list("rule", flat=True))
    made = {
        one.rule: RuleTurn.objects.create(
            area=county, rule=one.rule, standing=one.standing, kind=one.kind, seen_on=on
        )
        for one in turns
        if one.rule not in today
    }
    found: set[tuple[str, str, str]] = set()
    for fit in fitting:
        name = fit.asked.rule.name
        about = (name, fit.limit.once_for, fit.asked.case.about)
        if name in made and about not in found:
            found.add(about)
            _write_down(made[name], fit, on)
    return len(found)


def _write_down(turn: RuleTurn, fit: Fit, on: date) -> None:
    """A later turn of the same rule takes the place of an earlier one that nobody has come to yet."""
    waiting = NewlyDue.objects.filter(
        turn__rule=turn.rule, once_for=fit.limit.once_for, about=fit.asked.case.about, ended_on=None
    )
    waiting.update(outcome=NewlyDue.Outcome.PASSED, ended_on=on)
    NewlyDue.objects.create(
        area=fit.person.area, turn=turn, person=fit.person, about=fit.asked.case.about,
        once_for=fit.limit.once_for, amount_fen=fit.asked.answer.amount_fen, found_on=on,
    )  # fmt: skip


@action(right="claims.ask", on_what=None)
def claim_newly_due(*, actor: Actor, newly_due: NewlyDue, on: date) -> Claim | None:
    """Open the claim for somebody who was told, as found on record; None where it is not due any more, which ends it.

    Refused: told_of_already, and whatever stands in the way of the claim (claimed_already, excluded_by_a_claim,
    too_late_to_apply, all_months_claimed, employer_not_known).
    """
    person, one = _waiting(actor, newly_due)
    rule = rules().get(one.turn.rule)
    for case in cases_of(person, on) if rule is not None and rule.in_force(on) else ():
        if rule is None or (case.subject, case.about) != (rule.subject, one.about):
            continue
        limit = limit_of(rule, case, person, on)
        asked = ask(rule, case, on)
        if limit is not None and limit.once_for == one.once_for and asked.answer.due:
            # Opening the claim ends what waits for it.
            return _open(actor, person, asked, on, Claim.Found.PROPOSED, Claim.How.FOUND)
    _end(one, NewlyDue.Outcome.PASSED, actor, on)
    return None


@action(right="claims.ask", on_what=None)
def say_no_to_newly_due(*, actor: Actor, newly_due: NewlyDue, on: date) -> NewlyDue:
    """The person was told and does not want it. No reason is asked, nothing else changes, and they may ask for it
    later. Refused: told_of_already."""
    _person, one = _waiting(actor, newly_due)
    _end(one, NewlyDue.Outcome.SAID_NO, actor, on)
    return one


def _waiting(actor: Actor, newly_due: NewlyDue) -> tuple[Person, NewlyDue]:
    """The person, held first as whoever opens a claim holds them, and what waits; asked where they live now."""
    person = Person.objects.select_for_update().get(pk=newly_due.person_id)
    require(actor, "claims.ask", person)
    found = NewlyDue.objects.select_for_update(of=("self",)).select_related("turn").get(pk=newly_due.pk)
    if found.ended_on is not None:
        raise Refused("told_of_already")
    return person, found


def _end(one: NewlyDue, outcome: str, actor: Actor, on: date) -> None:
    one.outcome, one.ended_on, one.ended_by_id = outcome, on, actor.account_id
    one.save(update_fields=["outcome", "ended_on", "ended_by"])
