"""Complaints: filed without a name if wished, acknowledged, answered and resolved; never by whom they are about."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import date

from gainful.accounts.action import action
from gainful.accounts.actor import Actor, Role
from gainful.accounts.models import Account, Posting
from gainful.accounts.refusals import NotAllowed, Refused
from gainful.accounts.sealed import digest
from gainful.casework import clocks
from gainful.casework.database_refusals import told_by_name
from gainful.casework.models import Grievance, GrievanceSubject
from gainful.casework.names_in_words import plain, stands_in
from gainful.casework.programme import programme, quantity
from gainful.terms.areas import NATION, contains

LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""No 0, O, 1, I or L: a code is read out and written down by hand."""
CODE_LENGTH = 12


@dataclass(frozen=True)
class Filed:
    """A complaint as filed, and the code that shows its answer; only this answer ever holds the code."""

    grievance: Grievance
    code: str


@action(right="grievance.file", on_what="area")
def file_grievance(
    *,
    actor: Actor,
    area: int,
    on: date,
    words: str,
    about: str,
    how: str = Grievance.How.OWN,
    about_name: str = "",
    contact_name: str = "",
    contact_phone: str = "",
    through: str = "",
    paper: str = "",
) -> Filed:
    """Take a complaint down. Staff of that name there, or named in the words, are at once kept from it.

    Refused: say_what_happened, say_who_speaks, name_the_paper, not_whom_it_may_be_about.
    """
    if not words.strip():
        raise Refused("say_what_happened")
    if how == Grievance.How.THROUGH_SOMEBODY and not through.strip():
        raise Refused("say_who_speaks")
    if how == Grievance.How.PAPER_AT_DESK and not paper.strip():
        raise Refused("name_the_paper")
    if about not in Grievance.About.values or how not in Grievance.How.values:
        raise Refused("not_whom_it_may_be_about")
    code = "".join(secrets.choice(LETTERS) for _ in range(CODE_LENGTH))
    by = clocks.deadlines(on, _limits(on), programme().calendar.is_working_day)
    grievance = Grievance(
        area=area, how=how, through=through, paper=paper, about=about, about_name=about_name,
        code_digest=digest(code, "grievance"), filed_on=on, received_by_id=actor.account_id,
        acknowledge_by=by.acknowledge_by, answer_by=by.answer_by, resolve_by=by.resolve_by,
    )  # fmt: skip
    for name, text in (("words", words), ("contact_name", contact_name), ("contact_phone", contact_phone)):
        grievance.seal(name, text.strip())
    grievance.save()
    for account in _staff_named(area, about_name, words, on):
        _keep_away(grievance, account, on)
    _route(grievance, on)
    return Filed(grievance, code)


@action(right="grievance.handle", on_what="grievance")
def acknowledge_grievance(*, actor: Actor, grievance: Grievance, on: date) -> Grievance:
    """Say that it was received and who looks into it. Refused: grievance_step_done."""
    grievance = _mine(actor, grievance, on)
    if grievance.acknowledged_on is not None:
        raise Refused("grievance_step_done")
    grievance.acknowledged_on, grievance.acknowledged_by_id = on, actor.account_id
    return _kept(grievance, "acknowledged_on", "acknowledged_by")


@action(right="grievance.handle", on_what="grievance")
def answer_grievance(*, actor: Actor, grievance: Grievance, on: date, answer: str) -> Grievance:
    """Tell the complainant what was found; they read it with their code. An answer acknowledges too.

    Refused: grievance_step_done, say_what_was_found.
    """
    grievance = _mine(actor, grievance, on)
    if grievance.answered_on is not None:
        raise Refused("grievance_step_done")
    if not answer.strip():
        raise Refused("say_what_was_found")
    if grievance.acknowledged_on is None:
        grievance.acknowledged_on, grievance.acknowledged_by_id = on, actor.account_id
    grievance.answered_on, grievance.answered_by_id, grievance.answer = on, actor.account_id, answer
    return _kept(grievance, "acknowledged_on", "acknowledged_by", "answered_on", "answered_by", "answer")


@action(right="grievance.handle", on_what="grievance")
def resolve_grievance(*, actor: Actor, grievance: Grievance, on: date, outcome: str) -> Grievance:
    """Close it with what was put right. Refused: grievance_not_answered, grievance_step_done, say_what_was_found."""
    grievance = _mine(actor, grievance, on)
    if grievance.answered_on is None:
        raise Refused("grievance_not_answered")
    if grievance.resolved_on is not None:
        raise Refused("grievance_step_done")
    if not outcome.strip():
        raise Refused("say_what_was_found")
    grievance.resolved_on, grievance.resolved_by_id, grievance.outcome = on, actor.account_id, outcome
    return _kept(grievance, "resolved_on", "resolved_by", "outcome")


@action(right="grievance.handle", on_what="grievance")
def name_subject(*, actor: Actor, grievance: Grievance, name: str, on: date) -> list[GrievanceSubject]:
    """Staff of this name turn out to be whom it is about: they and their posting see nothing of it from now on.

    Refused: grievance_resolved_already, no_staff_of_that_name.
    """
    grievance = _mine(actor, grievance, on)
    if grievance.resolved_on is not None:
        raise Refused("grievance_resolved_already")
    accounts = _staff_named(grievance.area, name, "", on)
    if not accounts:
        raise Refused("no_staff_of_that_name")
    made = [_keep_away(grievance, account, on) for account in accounts]
    _route(grievance, on)
    return made


def _limits(on: date) -> clocks.GrievanceLimits:
    """How long each step may take, as the programme sets it on a day."""
    names = ("grievance_acknowledge_working_days", "grievance_answer_days", "grievance_resolve_days")
    return clocks.GrievanceLimits(*(quantity(name, NATION, on) for name in names))


def _mine(actor: Actor, grievance: Grievance, on: date) -> Grievance:
    """The complaint as it stands, held; NotAllowed for whoever may not even read it."""
    held = Grievance.objects.select_for_update().filter(pk=grievance.pk)
    if (
        actor.account_id is None
        or not Grievance.objects.readable_by(actor, on).filter(pk=grievance.pk).exists()
    ):
        raise NotAllowed("not_allowed")
    return held.get()


def _keep_away(grievance: Grievance, account: Account, on: date) -> GrievanceSubject:
    fields = {"area": grievance.area, "named_on": on}
    return GrievanceSubject.objects.get_or_create(grievance=grievance, account=account, defaults=fields)[0]


def _kept(grievance: Grievance, *columns: str) -> Grievance:
    with told_by_name():
        grievance.save(update_fields=list(columns))
    return grievance


def _staff_named(area: int, name: str, words: str, on: date) -> list[Account]:
    """Staff named as whom it is about, or in the words, who are posted where it comes from, whatever their role."""
    wanted = plain(name)
    near = {one.account for one in _posted(on) if _meet(one.area, area)}
    found = {
        one
        for one in near
        if (wanted and plain(one.display_name) == wanted) or stands_in(one.display_name, words)
    }
    return sorted(found, key=lambda account: account.pk)


def _route(grievance: Grievance, on: date) -> None:
    """Outside the chain at once where no desk is left that may read it."""
    if grievance.about != Grievance.About.DESK and any(
        Grievance.objects.readable_by(desk.actor(on), on).filter(pk=grievance.pk).exists()
        for desk in {
            one.account for one in _posted(on, Role.INDEPENDENT_DESK) if _meet(one.area, grievance.area)
        }
    ):
        return
    grievance.outside = True
    grievance.save(update_fields=["outside"])


def _posted(on: date, *roles: Role) -> list[Posting]:
    rows = Posting.objects.in_force(on).filter(account__is_active=True).select_related("account")
    return list(rows.filter(role__in=[role.value for role in roles]) if roles else rows)


def _meet(posting: int, area: int) -> bool:
    """Whether an area and a posting's area lie one inside the other."""
    return contains(posting, area) or contains(area, posting)
