"""Openings: recorded, screened, held back with the words that did it, released by a named officer, closed."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import TypedDict, Unpack

from django.conf import settings

from gainful.accounts.action import action, require
from gainful.accounts.actor import Actor
from gainful.accounts.refusals import NotAllowed, Refused
from gainful.jobs.actions.employers import record_employer
from gainful.jobs.channels import channels
from gainful.jobs.channels.project import CHANNEL as PROJECT_CHANNEL
from gainful.jobs.models import Employer, Opening, Project, Workshop
from gainful.jobs.screening import PROPOSED, of_a_text, proposed, screen_opening
from gainful.pack import load
from gainful.terms.areas import county_of

PROJECT = PROJECT_CHANNEL.code


class OpeningTerms(TypedDict, total=False):
    """What an opening states beyond its heading; what is left out is not stated, or stays."""

    workshop: Workshop | None
    project: Project | None
    number: str
    occupation: str
    place: int | None
    place_text: str
    pay_low_fen: int | None
    pay_high_fen: int | None
    pay_text: str
    education: str
    certificate: str
    certificate_required: bool | None
    skill_text: str
    other_text: str
    housing: str
    hours_per_week: int | None
    contract_months: int | None
    valid_until: date | None
    deductions_stated: bool | None
    deductions_text: str
    contact_name: str
    contact_phone: str


EMPLOYERS_TERMS = {
    name: kind
    for name, kind in OpeningTerms.__annotations__.items()
    if name not in ("workshop", "project", "number")
}
"""What an employer may state themselves; which recognised workshop or project it is, the office says."""
NOT_FOR_EMPLOYERS = ("public_post",)


class OpeningChanges(OpeningTerms, total=False):
    """The terms, and the heading too."""

    title: str
    seats: int
    channel: str


def _begun(opening: Opening, on: date, *, by_employer: bool = False) -> Opening:
    """A new opening, checked, screened and kept."""
    _check(opening, by_employer=by_employer)
    _screen(opening, on, by_employer=by_employer)
    opening.save(force_insert=True)
    return opening


@action(right="jobs.record", on_what="area")
def record_opening(
    *,
    actor: Actor,
    area: int,
    employer: Employer,
    channel: str,
    title: str,
    seats: int,
    on: date,
    **terms: Unpack[OpeningTerms],
) -> Opening:
    """Seats of one kind of work, screened: what is unlawful in it holds it back, with the words that did it.

    Refused: a channel that has no openings, no seats, a pay range out of order, and terms that do not exist.
    """
    opening = Opening(area=area, employer=employer, channel=channel, title=title, seats=seats, recorded_on=on)
    _put(opening, terms, OpeningTerms.__annotations__)
    return _begun(opening, on)


@action(right="jobs.record", on_what="area")
def record_opening_by_hand(
    *,
    actor: Actor,
    area: int,
    employer_name: str,
    channel: str,
    title: str,
    seats: int,
    on: date,
    **terms: Unpack[OpeningTerms],
) -> Opening:
    """An opening whose employer is only named: one known to the office by that name is taken, else recorded."""
    name = employer_name.strip()
    known = Employer.objects.filter(area=area, name=name).order_by("pk").first()
    employer = known or record_employer(actor=actor, area=area, name=name)
    opening: Opening = record_opening(
        actor=actor, area=area, employer=employer, channel=channel, title=title, seats=seats, on=on, **terms
    )
    return opening


@action(right="jobs.record", on_what="opening")
def correct_opening(*, actor: Actor, opening: Opening, on: date, changes: OpeningChanges) -> Opening:
    """Put right what an opening states, and screen it again; writes nothing when nothing differs.

    Refused for a closed opening, and for what `record_opening` refuses.
    """
    _not_closed(opening)
    changed = _put(opening, changes, OpeningChanges.__annotations__)
    if not changed:
        return opening
    _check(opening)
    _screen(opening, on)
    opening.save(update_fields=[*changed, "state", "held_because", "warned_of"])
    return opening


@action(right="jobs.record", on_what="project")
def tie_openings(*, actor: Actor, project: Project, openings: Collection[Opening]) -> int:
    """These openings are the project's: who is hired through them counts for its local hire clause; how many were tied.

    Refused: tied_to_another_project, opening_of_no_project, project_of_another_county.
    """
    tied = 0
    rows = Opening.objects.select_for_update().filter(pk__in=[one.pk for one in openings]).order_by("pk")
    for opening in rows:
        require(actor, "jobs.record", opening)
        if opening.project_id not in (None, project.pk):
            raise Refused("tied_to_another_project", title=opening.title)
        _check_project(opening, project)
        if opening.project_id is None:
            opening.project = project
            opening.save(update_fields=["project"])
            tied += 1
    return tied


@action(right="jobs.record", on_what="opening")
def state_deductions(*, actor: Actor, opening: Opening, on: date, deductions_text: str) -> Opening:
    """What the employer answered when asked what is taken off the pay; "none" is an answer, silence none."""
    _not_closed(opening)
    if not deductions_text.strip():
        raise Refused("deductions_not_stated")
    changes: OpeningChanges = {"deductions_stated": True, "deductions_text": deductions_text}
    return correct_opening(actor=actor, opening=opening, on=on, changes=changes)


@action(right="employer.report", on_what="employer")
def propose_opening(
    *,
    actor: Actor,
    employer: Employer,
    channel: str,
    title: str,
    seats: int,
    on: date,
    **terms: Unpack[OpeningTerms],
) -> Opening:
    """Seats that an employer proposes themselves: screened like any, and held back until an officer releases them.

    Refused: employer_frozen, channel_not_for_employers, and what record_opening refuses.
    """
    _needs_own(actor, employer)
    opening = Opening(
        area=employer.area, employer=employer, channel=channel, title=title, seats=seats, recorded_on=on
    )
    _put(opening, terms, EMPLOYERS_TERMS)
    return _begun(opening, on, by_employer=True)


@action(right="employer.report", on_what="opening")
def propose_change(*, actor: Actor, opening: Opening, on: date, changes: OpeningChanges) -> Opening:
    """What an employer changes in an opening of their own: screened again, held back until an officer releases it.

    Writes nothing when nothing differs. Refused: as propose_opening, and opening_closed.
    """
    _needs_own(actor, opening.employer)
    _not_closed(opening)
    changed = _put(opening, changes, EMPLOYERS_TERMS | {"title": str, "seats": int, "channel": str})
    if not changed:
        return opening
    _check(opening, by_employer=True)
    _screen(opening, on, by_employer=True)
    opening.save(update_fields=[*changed, "state", "held_because", "warned_of"])
    return opening


@action(right="employer.report", on_what="opening")
def close_own_opening(*, actor: Actor, opening: Opening, on: date) -> Opening:
    """The employer takes nobody more from this day; those at work there stay. A second time changes nothing."""
    _needs_own(actor, opening.employer)
    if opening.state != Opening.State.CLOSED:
        opening.state, opening.closed_on = Opening.State.CLOSED, on
        opening.closed_because = "employer_withdrew"
        opening.save(update_fields=["state", "closed_on", "closed_because"])
    return opening


@action(right="jobs.record", on_what="opening")
def release_held_opening(*, actor: Actor, opening: Opening, on: date, because: str) -> Opening:
    """A named officer answers for an opening held back over its hours or pay, or proposed by its employer; the reason
    is kept with it.

    Refused without a name or reason, when it is not held, and while its text discriminates, asks a fee or
    keeps documents: that text must go.
    """
    if opening.state != Opening.State.HELD:
        raise Refused("opening_is_not_held")
    if actor.account_id is None:
        raise Refused("release_needs_a_named_officer")
    if not because.strip():
        raise Refused("release_needs_a_reason")
    standing = [finding["words"] for finding in opening.held_because if of_a_text(finding)]
    if standing:
        raise Refused("unlawful_text_stands", words=", ".join(standing))
    before = [one for one in opening.released_for if one not in opening.held_because]
    opening.released_for, opening.held_because = [*before, *opening.held_because], []
    opening.released_on, opening.released_by_id, opening.released_because = on, actor.account_id, because
    opening.state = Opening.State.OPEN
    opening.save(
        update_fields=[
            "released_for",
            "held_because",
            "released_on",
            "released_by",
            "released_because",
            "state",
        ]
    )
    return opening


@action(right="jobs.record", on_what="opening")
def close_opening(*, actor: Actor, opening: Opening, on: date, because: str = "") -> Opening:
    """No more seats are offered from this day. A second time changes nothing."""
    if opening.state != Opening.State.CLOSED:
        opening.state, opening.closed_on, opening.closed_because = Opening.State.CLOSED, on, because
        opening.save(update_fields=["state", "closed_on", "closed_because"])
    return opening


def _put(opening: Opening, changes: OpeningTerms, allowed: dict) -> list[str]:
    """Put the changes on an opening and name the columns that differ."""
    unknown = set(changes) - set(allowed)
    if unknown:
        raise Refused("not_a_term_of_an_opening", names=", ".join(sorted(unknown)))
    changed = []
    for name, value in changes.items():
        if name == "contact_phone":
            if opening.unsealed("contact_phone") != (value or None):
                opening.seal("contact_phone", value)  # type: ignore[arg-type]
                changed.append("contact_phone_sealed")
        elif getattr(opening, name) != value:
            setattr(opening, name, value)
            changed.append(name)
    return changed


def _needs_own(actor: Actor, employer: Employer) -> None:
    """Raise NotAllowed unless the actor acts for this very employer."""
    if actor.employer_id is None or actor.employer_id != employer.pk:
        raise NotAllowed("not_allowed", right="employer.report")


def _check(opening: Opening, by_employer: bool = False) -> None:
    if by_employer and opening.employer.frozen_on is not None:
        raise Refused("employer_frozen")
    if by_employer and opening.channel in NOT_FOR_EMPLOYERS:
        raise Refused("channel_not_for_employers", channel=opening.channel)
    channel = channels().get(opening.channel)
    if channel is None or not channel.has_openings:
        raise Refused("channel_has_no_openings", channel=opening.channel)
    if opening.seats < 1:
        raise Refused("opening_has_no_seats")
    if opening.project is not None:
        _check_project(opening, opening.project)
    low, high = opening.pay_low_fen, opening.pay_high_fen
    if low is not None and high is not None and high < low:
        raise Refused("pay_range_out_of_order")
    if min(low or 0, high or 0) < 0 or not 0 <= (opening.hours_per_week or 0) <= 168:
        raise Refused("pay_or_hours_out_of_bounds")


def _check_project(opening: Opening, project: Project) -> None:
    """A project takes people on through openings of its own county and of the channel of projects."""
    if opening.channel != PROJECT:
        raise Refused("opening_of_no_project", channel=opening.channel)
    if county_of(opening.area) != county_of(project.area):
        raise Refused("project_of_another_county")


def _not_closed(opening: Opening) -> None:
    if opening.state == Opening.State.CLOSED:
        raise Refused("opening_closed")


def _screen(opening: Opening, on: date, by_employer: bool = False) -> None:
    """Hold the opening back or let it stand open; what an officer answered for does not hold it again. What an
    employer proposes waits for an officer, whoever corrects it meanwhile."""
    waits = by_employer or any(one["code"] == PROPOSED for one in opening.held_because)
    texts = (opening.title, opening.skill_text, opening.other_text, opening.deductions_text, opening.pay_text)
    screened = screen_opening(
        texts=texts,
        channel=opening.channel,
        place=opening.place or opening.area,
        hours_per_week=opening.hours_per_week,
        pay_low_fen=opening.pay_low_fen,
        pack=load(settings.GAINFUL_PACK),
        on=on,
    )
    held = [finding.as_kept() for finding in screened.held]
    opening.held_because = [finding for finding in held if finding not in opening.released_for]
    if waits:
        opening.held_because.append(proposed(opening.title).as_kept())
    opening.warned_of = [finding.as_kept() for finding in screened.warned]
    opening.state = Opening.State.HELD if opening.held_because else Opening.State.OPEN
