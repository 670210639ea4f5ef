"""Looking after somebody in work: follow-ups done or put off.

The office of the place of work may do these too: it answers for people in work there.
"""

from __future__ import annotations

from datetime import date

from gainful.accounts.action import action
from gainful.accounts.actor import Actor
from gainful.accounts.refusals import Refused
from gainful.casework import schedule
from gainful.casework.actions.help import record_trouble
from gainful.casework.actions.raised import compare_end_with_employer, compare_pay_with_employer
from gainful.casework.actions.safety import record_signs_not_asked
from gainful.casework.asked import signs_owed
from gainful.casework.models import FollowUp, Spell
from gainful.casework.programme import evidence_rank, needs_code
from gainful.casework.shared import needs_home_or_work
from gainful.terms.periods import add_months


@action(right="casework.follow_up", on_what=None)
def record_follow_up(
    *,
    actor: Actor,
    follow_up: FollowUp,
    on: date,
    still_working: bool,
    evidence: str,
    pay_received_fen: int | None = None,
    note: str = "",
    ended_on: date | None = None,
    left_because: str = "not_said",
    not_asked_because: str = "",
    trouble: str = "",
    trouble_words: str = "",
) -> FollowUp:
    """What was found: still working, or not, and then since when and why; the spell ends with it.

    Days 30 and 90 need the questions about forced labour, by record_call, or `not_asked_because`; those then come up
    again. `trouble` is a code of what befell the household, told in its own words. Better evidence raises the spell's.
    Refused: ask_the_signs, not_open, not_due_yet, say_when_work_ended, ends_before_start, not_yet_happened,
    not_an_evidence_grade, not_a_leaving_reason, not_a_trouble, say_it_in_their_words.
    """
    needs_home_or_work(actor, "casework.follow_up", follow_up.spell)
    spell = _held(follow_up)
    follow_up = _due(follow_up, on, still_working)
    rank = evidence_rank(evidence)
    _ask_or_say_why(actor, follow_up, on, not_asked_because)
    follow_up.state, follow_up.done_on, follow_up.done_by_id = FollowUp.State.DONE, on, actor.account_id
    follow_up.still_working, follow_up.evidence, follow_up.note = still_working, evidence, note
    follow_up.pay_received_fen = pay_received_fen
    follow_up.save()
    _compare_pay(actor, follow_up, on)
    _keep_trouble(actor, follow_up, on, trouble, trouble_words)
    if not still_working:
        _end(spell, on, ended_on, left_because)
        compare_end_with_employer(actor=actor, spell=spell, on=on)
    elif rank > evidence_rank(spell.evidence):
        spell.evidence = evidence
        spell.save(update_fields=["evidence"])
    return follow_up


def _held(follow_up: FollowUp) -> Spell:
    """The job, held before its follow-up, as whoever takes a beginning back holds it."""
    return Spell.objects.select_for_update(no_key=True).get(pk=follow_up.spell_id)


def _due(follow_up: FollowUp, on: date, still_working: bool) -> FollowUp:
    """The follow-up, locked; that somebody left may be told before its day."""
    follow_up = _open(follow_up)
    if still_working and on < follow_up.due_on:
        raise Refused("not_due_yet")
    return follow_up


def _compare_pay(actor: Actor, follow_up: FollowUp, on: date) -> None:
    """The pay that the worker tells is held beside what the employer told of the month before."""
    if follow_up.pay_received_fen is not None:
        month = add_months(on.replace(day=1), -1)
        compare_pay_with_employer(
            actor=actor, spell=follow_up.spell, month=month, on=on, came=None,
            received_fen=follow_up.pay_received_fen,
        )  # fmt: skip


@action(right="casework.follow_up", on_what=None)
def put_off_follow_up(*, actor: Actor, follow_up: FollowUp, on: date, until: date, because: str) -> FollowUp:
    """Not reached: to be done again on `until`, at most 60 days after it was due. Refused: not_open,
    put_off_too_far, say_why."""
    needs_home_or_work(actor, "casework.follow_up", follow_up.spell)
    follow_up = _open(follow_up)
    if not because.strip():
        raise Refused("say_why")
    if not schedule.may_be_put_off(follow_up.due_on, until, on):
        raise Refused("put_off_too_far", days=schedule.PUT_OFF_AT_MOST)
    follow_up.state, follow_up.put_off_until = FollowUp.State.PUT_OFF, until
    follow_up.put_off_because = because
    follow_up.save(update_fields=["state", "put_off_until", "put_off_because"])
    return follow_up


def _ask_or_say_why(actor: Actor, follow_up: FollowUp, on: date, because: str) -> None:
    """Days 30 and 90 are passed with the questions about forced labour, or with the reason why nobody could ask."""
    spell, moment = follow_up.spell, f"day_{follow_up.days}"
    if signs_owed(spell, moment, on):
        record_signs_not_asked(actor=actor, spell=spell, moment=moment, on=on, because=because)


def _keep_trouble(actor: Actor, follow_up: FollowUp, on: date, kind: str, words: str) -> None:
    if kind:
        person = follow_up.spell.person
        record_trouble(actor=actor, person=person, follow_up=follow_up, kind=kind, words=words, on=on)


def _open(follow_up: FollowUp) -> FollowUp:
    """The follow-up as it stands now, held until we are done; refused when done or dropped."""
    follow_up = FollowUp.objects.select_for_update(of=("self",)).select_related("spell").get(pk=follow_up.pk)
    if follow_up.state not in (FollowUp.State.DUE, FollowUp.State.PUT_OFF):
        raise Refused("not_open", state=follow_up.state)
    return follow_up


def _end(spell: Spell, on: date, ended_on: date | None, left_because: str) -> None:
    """The spell ends with what the follow-up found; an office at the place of work may say so too."""
    if ended_on is None:
        raise Refused("say_when_work_ended")
    needs_code("leaving_reasons", left_because, "not_a_leaving_reason")
    if ended_on < spell.starts_on:
        raise Refused("ends_before_start")
    if ended_on > on:
        raise Refused("not_yet_happened")
    if spell.state == Spell.State.WORKING:
        spell.state, spell.ends_on, spell.left_because = Spell.State.ENDED, ended_on, left_because
        spell.save(update_fields=["state", "ends_on", "left_because"])
    FollowUp.objects.filter(spell=spell, state__in=["due", "put_off"]).update(state=FollowUp.State.DROPPED)
