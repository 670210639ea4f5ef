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
from gainful.benefits.deciding import refuse_unlike_the_rule
from gainful.benefits.limits import limit_of
from gainful.benefits.models import Claim, NewlyDue, RuleTurn
from gainful.benefits.newly_due import Fit, Turned, being_told, why_passed
from gainful.registry.models import Person

TOLD = (RuleTurn.Kind.BEGINS, RuleTurn.Kind.CHANGES)


@action(right="clocks.run", on_what="county")
def note_turns(*, actor: Actor, county: int, turns: Iterable[Turned], on: date) -> int:
    """Write down each rule that turned in a county; how many are new. Those that begin or change are to be told.

    A rule turns once a day: what another run of the day wrote down already is left as it is. A later turn ends the
    telling of an earlier one.
    """
    today = set(RuleTurn.objects.filter(area=county, seen_on=on).values_list("rule", flat=True))
    new = [one for one in turns if one.rule not in today]
    earlier = RuleTurn.objects.filter(area=county, rule__in=[one.rule for one in new], telling=True)
    earlier.update(telling=False)
    for one in new:
        RuleTurn.objects.create(
            area=county, rule=one.rule, standing=one.standing, kind=one.kind, seen_on=on, telling=one.kind in TOLD
        )  # fmt: skip
    return len(new)


@action(right="clocks.run", on_what="county")
def tell_of_turns(*, actor: Actor, county: int, fitting: Iterable[Fit], last: bool, on: date) -> int:
    """Write down some of the people whom the turned rules of a county fit; how many are new. With `last` all are.

    Who was written down for a turn already is left as it is.
    """
    made = being_told(county)
    told = {(fit.asked.rule.name, fit.limit.once_for, fit.asked.case.about): fit for fit in fitting}
    people = [fit.person.pk for fit in told.values()]
    rows = NewlyDue.objects.filter(turn__in=list(made.values()), person__in=people)
    before = set(rows.values_list("turn__rule", "once_for", "about"))
    found = 0
    for about, fit in told.items():
        if about[0] in made and about not in before:
            found += _write_down(made[about[0]], fit, on)
    if last:
        RuleTurn.objects.filter(pk__in=[one.pk for one in made.values()]).update(telling=False)
    return found


def _write_down(turn: RuleTurn, fit: Fit, on: date) -> int:
    """A later turn of the same rule takes the place of an earlier one that nobody has come to yet; 1 where it is new.

    What counts against a household or an employer may have been written down for another of its people.
    """
    about = {"once_for": fit.limit.once_for, "about": fit.asked.case.about}
    if NewlyDue.objects.filter(turn=turn, **about).exists():
        return 0
    waiting = NewlyDue.objects.filter(turn__rule=turn.rule, ended_on=None, **about)
    waiting.update(outcome=NewlyDue.Outcome.PASSED, passed_because=NewlyDue.Why.LATER_TURN, ended_on=on)
    NewlyDue.objects.create(
        area=fit.person.area, turn=turn, person=fit.person, amount_fen=fit.asked.answer.amount_fen, found_on=on,
        **about,
    )  # fmt: skip
    return 1


@action(right="clocks.run", on_what=None)
def pass_newly_due(*, actor: Actor, passed: Iterable[tuple[int, str]], on: date) -> int:
    """End what waits, by its number, that nobody can claim any more, each with why; how many. What ended meanwhile
    stays as it ended."""
    found = 0
    for pk, why in passed:
        waiting = NewlyDue.objects.filter(pk=pk, ended_on=None)
        found += waiting.update(outcome=NewlyDue.Outcome.PASSED, passed_because=why, ended_on=on)
    return found


@action(right="claims.ask", on_what=None)
def claim_newly_due(*, actor: Actor, newly_due: NewlyDue, on: date) -> Claim | None:
    """Open the claim for somebody who was told, as found on record; None where it is not due any more, which ends it.

    Refused: told_of_already, cannot_tell_yet or no_amount_loaded where the record cannot tell any more (it goes on
    waiting), and whatever stands in the way of the claim (claimed_already, excluded_by_a_claim,
    too_late_to_apply, all_months_claimed, employer_not_known).
    """
    person, one = _waiting(actor, newly_due)
    rule = rules().get(one.turn.rule)
    for case in cases_of(person, on) if rule is not None and rule.in_force(on) else ():
        if rule is None or not case.takes(rule) or case.about != one.about:
            continue
        limit = limit_of(rule, case, person, on)
        asked = ask(rule, case, on)
        if limit is None or limit.once_for != one.once_for:
            continue
        if asked.answer.due is None:
            # Unknown is not no: it goes on waiting.
            refuse_unlike_the_rule(asked, True)
        if asked.answer.due:
            # Opening the claim ends what waits for it.
            return _open(actor, person, asked, on, Claim.Found.PROPOSED, Claim.How.FOUND)
    _end(
        one,
        NewlyDue.Outcome.PASSED,
        actor,
        on,
        why_passed(one, cases_of(person, on), on) or NewlyDue.Why.NOT_DUE,
    )
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


def _end(one: NewlyDue, outcome: str, actor: Actor, on: date, why: str = "") -> None:
    one.outcome, one.passed_because, one.ended_on, one.ended_by_id = outcome, why, on, actor.account_id
    one.save(update_fields=["outcome", "passed_because", "ended_on", "ended_by"])
