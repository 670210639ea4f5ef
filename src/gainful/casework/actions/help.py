"""Help: what befell a household as it told it, and what a person said to the help offered to them."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import IntegrityError, transaction

from gainful.accounts.action import action, require
from gainful.accounts.actor import Actor
from gainful.accounts.refusals import Refused
from gainful.casework.help import Matter, matter_of
from gainful.casework.models import Contact, FollowUp, HelpOffered, Spell, Trouble
from gainful.casework.programme import needs_code
from gainful.casework.shared import needs_home_or_work
from gainful.registry.models import HouseholdIncome, Person

LATER_AT_MOST = 90
"""Days by which an offer of help may be put off at the person's wish."""


@action(right="casework.follow_up", on_what="person")
def offer_help(
    *,
    actor: Actor,
    person: Person,
    trigger: str,
    about: str,
    on: date,
    offered: str,
    said: str,
    words: str = "",
    again_on: date | None = None,
) -> HelpOffered:
    """What was offered on a matter (a trigger, and the key of the row it is read off), and what the person said.

    Accepted or declined ends the matter, "later" brings it up again on a day. Nothing else changes by any answer.
    Refused: no_help_due, say_what_was_offered, not_an_answer, say_when_again.
    """
    matter = matter_of(actor, trigger, about, on)
    if matter is None or matter.person != person:
        raise Refused("no_help_due")
    if not offered.strip():
        raise Refused("say_what_was_offered")
    if said not in HelpOffered.Said.values:
        raise Refused("not_an_answer")
    later = said == HelpOffered.Said.LATER
    if later and not (again_on and on < again_on <= on + timedelta(days=LATER_AT_MOST)):
        raise Refused("say_when_again", days=LATER_AT_MOST)
    help = HelpOffered(
        area=person.area, person=person, trigger=trigger, matter=matter.name, month=matter.month
    )
    _hang_on(help, matter)
    help.offered, help.said = offered.strip(), said
    help.seal("words", words.strip())
    help.said_on, help.again_on, help.recorded_by_id = on, again_on if later else None, actor.account_id
    try:
        with transaction.atomic():
            help.save(force_insert=True)
    except IntegrityError as error:
        raise Refused("no_help_due") from error
    return help


def _hang_on(help: HelpOffered, matter: Matter) -> None:
    row = matter.row
    help.spell = row if isinstance(row, Spell) else None
    help.trouble = row if isinstance(row, Trouble) else None
    help.income = row if isinstance(row, HouseholdIncome) else None


@action(right="casework.follow_up", on_what=None)
def record_trouble(
    *,
    actor: Actor,
    person: Person,
    kind: str,
    words: str,
    on: date,
    contact: Contact | None = None,
    follow_up: FollowUp | None = None,
) -> Trouble:
    """What befell a household, as it said on a day: at a contact, or at a follow-up by either office of the job.

    Refused: not_a_trouble, say_it_in_their_words.
    """
    if follow_up is not None:
        needs_home_or_work(actor, "casework.follow_up", follow_up.spell)
    else:
        require(actor, "casework.follow_up", person)
    needs_code("household_troubles", kind, "not_a_trouble")
    if not words.strip():
        raise Refused("say_it_in_their_words")
    trouble = Trouble(area=person.area, person=person, kind=kind, told_on=on, told_to_id=actor.account_id)
    trouble.contact, trouble.follow_up = contact, follow_up
    trouble.seal("words", words.strip())
    trouble.save(force_insert=True)
    return trouble
