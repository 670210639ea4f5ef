"""Public posts: a term of last resort, the way out into an ordinary job, and signs that a person looks into."""

from __future__ import annotations

from datetime import date, timedelta

from gainful.accounts.action import action, require
from gainful.accounts.actor import Actor
from gainful.accounts.refusals import Refused
from gainful.casework.actions.spells import end_spell
from gainful.casework.models import PostTerm, SignReview, Spell
from gainful.casework.place_signs import POST_SIGNS, WORKSHOP_SIGNS
from gainful.casework.posts import (
    is_post,
    last_resort_is_checked,
    said_they_cannot_leave,
    something_else_fits,
)
from gainful.casework.programme import quantity
from gainful.jobs.models import Workshop
from gainful.terms.periods import add_months


@action(right="casework.record_spell", on_what="spell")
def record_post_term(
    *,
    actor: Actor,
    spell: Spell,
    ends_on: date,
    because: str,
    persons_word: str,
    on: date,
    monthly_wage_fen: int | None = None,
    ledger: str = "",
    ledger_of: date | None = None,
) -> PostTerm:
    """The term of a post, and why it is the last resort, with the person's own word; a later one replaces it.

    A post that a `ledger` of the day `ledger_of` tells of, and that began before the programme checked the last resort,
    is kept as unchecked. Any other is checked against the person's own list.
    Refused: not_a_post, not_working, post_needs_the_persons_word, not_a_reason_for_a_post, post_term_too_long,
    ends_before_start, something_else_fits, ask_the_person_first, post_wage_is_no_money, say_which_ledger,
    not_from_before_the_check, ask_whether_they_can_leave.
    """
    spell = _post_to_begin(spell)
    if not persons_word.strip():
        raise Refused("post_needs_the_persons_word")
    if monthly_wage_fen is not None and monthly_wage_fen <= 0:
        raise Refused("post_wage_is_no_money")
    _needs_a_reason(spell, because, on)
    told = _told(spell, because, ledger.strip(), ledger_of)
    _needs_an_end(spell, ends_on, because, on)
    term, _made = PostTerm.objects.update_or_create(
        spell=spell,
        defaults={
            "area": spell.area, "ends_on": ends_on, "monthly_wage_fen": monthly_wage_fen, "because": because,
            "persons_word": persons_word.strip(), "agreed_on": on, "recorded_by_id": actor.account_id, **told,
        },
    )  # fmt: skip
    return term


@action(right="casework.record_spell", on_what="spell")
def leave_post(
    *, actor: Actor, spell: Spell, ends_on: date, left_because: str, on: date, job: Spell | None = None
) -> Spell:
    """The person leaves a post, into an ordinary job where there is one, which then follows the post.

    Refused: not_a_post, not_an_ordinary_job, and what end_spell refuses.
    """
    if not is_post(spell.channel):
        raise Refused("not_a_post")
    spell = end_spell(actor=actor, spell=spell, on=on, ends_on=ends_on, left_because=left_because)
    if job is None:
        return spell
    require(actor, "casework.record_spell", job)
    job = Spell.objects.select_for_update().get(pk=job.pk)
    if job.person_id != spell.person_id or is_post(job.channel) or job.state != Spell.State.WORKING:
        raise Refused("not_an_ordinary_job")
    job.follows = spell
    job.save(update_fields=["follows"])
    return spell


@action(right="jobs.record", on_what="workshop")
def review_workshop_sign(*, actor: Actor, workshop: Workshop, sign: str, found: str, on: date) -> SignReview:
    """A person looked into a sign of a workshop, and nothing else changes.

    Refused: not_a_place_sign, say_what_was_found.
    """
    return _reviewed(actor, sign, WORKSHOP_SIGNS, found, on, area=workshop.area, workshop=workshop)


@action(right="jobs.record", on_what="spell")
def review_post_sign(*, actor: Actor, spell: Spell, sign: str, found: str, on: date) -> SignReview:
    """A person looked into a sign of a post, and nothing else changes.

    Refused: not_a_place_sign, say_what_was_found.
    """
    return _reviewed(actor, sign, POST_SIGNS, found, on, area=spell.area, spell=spell)


def _post_to_begin(spell: Spell) -> Spell:
    """A post that somebody holds or is to hold, held until we are done."""
    spell = Spell.objects.select_for_update().get(pk=spell.pk)
    if not is_post(spell.channel):
        raise Refused("not_a_post")
    if spell.state not in (Spell.State.AGREED, Spell.State.WORKING):
        raise Refused("not_working", state=spell.state)
    return spell


def _reviewed(
    actor: Actor, sign: str, signs: tuple[str, ...], found: str, on: date, **about: object
) -> SignReview:
    if sign not in signs:
        raise Refused("not_a_place_sign")
    if not found.strip():
        raise Refused("say_what_was_found")
    return SignReview.objects.create(
        sign=sign, found=found.strip(), reviewed_on=on, reviewed_by_id=actor.account_id, **about
    )


def _needs_a_reason(spell: Spell, because: str, on: date) -> None:
    """A post is the last resort: nothing else fits, within reach where they cannot leave; or it was there before."""
    if because not in PostTerm.Because or because == PostTerm.Because.HELD_BEFORE:
        raise Refused("not_a_reason_for_a_post")
    if because == PostTerm.Because.FROM_LEDGER:
        return
    if because == PostTerm.Because.CANNOT_LEAVE and not said_they_cannot_leave(spell.person, on):
        raise Refused("ask_whether_they_can_leave")
    if something_else_fits(spell.person, on):
        raise Refused("something_else_fits")


def _told(spell: Spell, because: str, ledger: str, ledger_of: date | None) -> dict[str, str | date | None]:
    """The ledger that tells of an unchecked post: of before the first day of the check, and not older than the post."""
    if because != PostTerm.Because.FROM_LEDGER:
        return {"ledger": "", "ledger_of": None}
    if spell.origin != Spell.Origin.RECORDED:
        raise Refused("not_a_reason_for_a_post")
    if not ledger or ledger_of is None:
        raise Refused("say_which_ledger")
    if last_resort_is_checked(spell.area, ledger_of) or spell.starts_on > ledger_of:
        raise Refused("not_from_before_the_check")
    return {"ledger": ledger, "ledger_of": ledger_of}


def _needs_an_end(spell: Spell, ends_on: date, because: str, on: date) -> None:
    """A term ends after it began, no later than the programme allows, and not in the past unless it was so before."""
    if ends_on < spell.starts_on or (ends_on < on and because != PostTerm.Because.FROM_LEDGER):
        raise Refused("ends_before_start")
    months = quantity("public_post_months", spell.area, on)
    if ends_on > add_months(spell.starts_on, months) - timedelta(days=1):
        raise Refused("post_term_too_long", months=months)
