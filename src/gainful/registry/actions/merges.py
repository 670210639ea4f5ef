"""Two records found to be one person, and taking that back. Nothing is copied and nothing deleted."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from gainful.accounts.action import action, require
from gainful.accounts.actor import Actor
from gainful.accounts.refusals import Refused
from gainful.registry.actions.memberships import MERGED
from gainful.registry.models import Membership, Merge, Person


@action(right="people.merge", on_what="kept")
def merge_people(*, actor: Actor, kept: Person, merged: Person, reason: str, on: date) -> Merge:
    """`merged` was the same person as `kept`: it leaves the lists, and its household counts them once.

    Its rows stay where they were written and are read with the kept record's; its consents are not the kept
    record's, which must be asked. Refused: itself, without a reason, when either was merged already, and when
    only the record to be given up belongs to a household (keep that one).
    """
    require(actor, "people.merge", merged)
    if kept.pk == merged.pk:
        raise Refused("cannot_merge_with_itself")
    if not reason.strip():
        raise Refused("merging_needs_a_reason")
    if kept.merged_into_id or merged.merged_into_id:
        raise Refused("record_was_merged")
    if merged.merged.exists():
        raise Refused("record_holds_others")
    membership = Membership.objects.filter(person=merged, until_on=None).first()
    if membership and not Membership.objects.filter(person=kept, until_on=None).exists():
        raise Refused("keep_the_one_in_a_household")
    if membership:
        membership.until_on = max(on, membership.from_on or on)
        membership.left_because = MERGED
        membership.save(update_fields=["until_on", "left_because"])
    merged.merged_into = kept
    merged.save(update_fields=["merged_into"])
    return Merge.objects.create(
        area=kept.area, kept=kept, merged=merged, reason=reason, closed_membership=membership
    )


@action(right="people.merge", on_what="merge")
def unmerge_people(*, actor: Actor, merge: Merge) -> Merge:
    """Both records are given back as they were.

    Refused when undone already, or when the number or the place in a household was given to another since.
    """
    if merge.undone_at:
        raise Refused("merge_undone_already")
    merged = merge.merged
    require(actor, "people.merge", merged)
    if merged.id_digest and Person.objects.filter(id_digest=merged.id_digest, merged_into=None).exists():
        raise Refused("number_used_since")
    membership = merge.closed_membership
    if membership:
        taken = Membership.objects.filter(number=membership.number, until_on=None).exclude(number="")
        if Membership.objects.filter(person=merged, until_on=None).exists() or taken.exists():
            raise Refused("membership_used_since")
        membership.until_on, membership.left_because = None, ""
        membership.save(update_fields=["until_on", "left_because"])
    merged.merged_into = None
    merged.save(update_fields=["merged_into"])
    merge.undone_at = timezone.now()
    merge.save(update_fields=["undone_at"])
    return merge
