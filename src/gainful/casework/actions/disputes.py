"""A resolution disputed by the complainant, by the code they have; settled outside the chain, by somebody else."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import IntegrityError, transaction

from gainful.accounts.action import action
from gainful.accounts.actor import Actor
from gainful.accounts.refusals import NotAllowed, Refused
from gainful.casework.database_refusals import told_by_name
from gainful.casework.models import Grievance, GrievanceDispute
from gainful.casework.programme import quantity
from gainful.terms.areas import NATION


@action(right="grievance.file", on_what="grievance")
def dispute_resolution(*, actor: Actor, grievance: Grievance, on: date, words: str) -> GrievanceDispute:
    """The complainant says that it is not resolved: it stands open again and outside the chain, for all to see there.

    Refused: say_what_is_not_right, nothing_to_dispute, disputed_already.
    """
    if not words.strip():
        raise Refused("say_what_is_not_right")
    grievance = Grievance.objects.select_for_update().get(pk=grievance.pk)
    if grievance.resolved_on is None:
        raise Refused("nothing_to_dispute")
    dispute = GrievanceDispute(
        area=grievance.area, grievance=grievance, disputed_on=on,
        settle_by=on + timedelta(days=quantity("grievance_answer_days", NATION, on)),
    )  # fmt: skip
    dispute.seal("words", words.strip())
    try:
        with transaction.atomic(), told_by_name():
            dispute.save(force_insert=True)
    except IntegrityError as error:
        raise Refused("disputed_already") from error
    return dispute


@action(right="grievance.see_escalated", on_what="dispute")
def settle_dispute(*, actor: Actor, dispute: GrievanceDispute, on: date, outcome: str) -> GrievanceDispute:
    """Somebody outside the chain, who neither answered nor resolved it, says what was found now.

    Refused: say_what_was_found, dispute_settled_already, who_answered_settles_no_dispute,
    complained_about_handles_nothing.
    """
    readable = Grievance.objects.readable_by(actor, on).filter(pk=dispute.grievance_id)
    if actor.account_id is None or not readable.exists():
        raise NotAllowed("not_allowed")
    if not outcome.strip():
        raise Refused("say_what_was_found")
    dispute = GrievanceDispute.objects.select_for_update().get(pk=dispute.pk)
    if dispute.settled_on is not None:
        raise Refused("dispute_settled_already")
    dispute.settled_on, dispute.settled_by_id, dispute.outcome = on, actor.account_id, outcome.strip()
    with told_by_name():
        dispute.save(update_fields=["settled_on", "settled_by", "outcome"])
    return dispute
