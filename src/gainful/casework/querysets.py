"""Reading casework, always begun with `visible_to(actor, right)`, or `worked_at` for the shared spell."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Self

from django.db.models import (
    CharField,
    Count,
    DateField,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Q,
    Subquery,
    Value,
)
from django.db.models.functions import Cast, Coalesce, Least, Substr, TruncMonth
from django.db.models.lookups import GreaterThan

from gainful.accounts.scope import AreaQuerySet

if TYPE_CHECKING:
    from gainful.accounts.actor import Actor
    from gainful.registry.models import Person


def months_of(day: Any) -> Any:
    """Months since the year 0 of a date, read off its text: the same on both databases, and quick on both."""
    text = Cast(day, CharField())
    year, month = (Cast(Substr(text, at, long), IntegerField()) for at, long in ((1, 4), (6, 2)))
    return year * 12 + month


class OfferQuerySet(AreaQuerySet):
    """Offers."""

    def waiting(self) -> Self:
        """Offers that wait for the person's own answer."""
        return self.filter(state="shown")

    def of_person(self, person: Person) -> Self:
        """Offers made to a person, those under records merged into theirs included."""
        return self.filter(Q(person=person) | Q(person__merged_into=person))

    def answered_through_somebody(self) -> Self:
        """Offers whose answer somebody else brought first: counted apart from the person's own answers."""
        return self.exclude(answered_through="", withdrawn_through="")

    def holding_a_seat(self) -> Self:
        """Accepted offers whose placement has not ended nor been called off."""
        return self.filter(state="accepted").filter(Q(spell=None) | Q(spell__state__in=["agreed", "working"]))


class SpellQuerySet(AreaQuerySet):
    """Spells. The officer of the place of work sees spells worked there: name, spell, pay, follow-ups, no more."""

    def counted(self) -> Self:
        """Spells that happened: called-off ones and those not begun are left out."""
        return self.filter(state__in=["working", "ended"])

    def working_on(self, on: date) -> Self:
        """Spells begun and not ended on a day; the last day of work still counts."""
        return self.counted().filter(starts_on__lte=on).filter(Q(ends_on=None) | Q(ends_on__gte=on))

    def worked_at(self, actor: Actor, right: str) -> Self:
        """Spells whose place of work lies in the actor's areas."""
        inside = Q(pk__in=[])
        for low, high in actor.spans(right):
            inside |= Q(place__range=(low, high))
        return self.filter(inside)

    def of_person(self, person: Person) -> Self:
        """Spells of a person, those under records merged into theirs included."""
        return self.filter(Q(person=person) | Q(person__merged_into=person))

    def overlapping(self, person: Person, starts_on: date, ends_on: date | None) -> Self:
        """The person's spells that share a day with a period; `ends_on` None means not over."""
        found = self.counted().of_person(person).filter(Q(ends_on=None) | Q(ends_on__gte=starts_on))
        return found if ends_on is None else found.filter(starts_on__lte=ends_on)

    def with_pay_late(self, last_month: date) -> Self:
        """Spells with fewer months of pay confirmed by the worker than they had months, up to a month (its first day).

        Counted off the index of pay records alone, so that months long settled cost next to nothing.
        """
        from gainful.casework.models import PayEvidence

        last = Value(last_month, output_field=DateField())
        lasted = self.alias(
            first_month=TruncMonth("starts_on"), paid_until=Least(Coalesce("ends_on", last), last)
        )
        paid = PayEvidence.objects.filter(
            spell=OuterRef("pk"),
            confirmed_by_worker=True,
            month__gte=OuterRef("first_month"),
            month__lte=OuterRef("paid_until"),
        )
        count = paid.order_by().values("spell").annotate(n=Count("pk")).values("n")
        had = months_of(F("paid_until")) - months_of(F("starts_on")) + 1
        return lasted.filter(GreaterThan(had, Coalesce(Subquery(count), 0)))

    def told_of(self) -> Self:
        """Spells whose work somebody told of: pay, or the worker's word that it came or did not; a follow-up that found
        them at work, the questions asked at work; days on the employer's roll."""
        return self.filter(_work_told_of())

    def with_told_of(self) -> Self:
        """The spells with `told`: whether somebody told of their work."""
        return self.annotate(told=_work_told_of())

    def left_soon(self, days: int, since: date, on: date) -> Self:
        """Spells that ended between two days, within some days of their start (90: the 90th day still counts)."""
        ended = self.counted().filter(ends_on__gte=since, ends_on__lte=on)
        return ended.filter(ends_on__lte=F("starts_on") + timedelta(days=days))


def _work_told_of() -> Q:
    from gainful.casework.models import FollowUp, PayEvidence, RollLine, SafetyCheck

    told = (
        PayEvidence.objects.filter(Q(confirmed_by_worker__isnull=False) | Q(received_fen__gt=0)),
        FollowUp.objects.filter(state="done", still_working=True),
        SafetyCheck.objects.exclude(moment="before_start"),
        RollLine.objects.filter(attended_days__gt=0),
    )
    found = Q()
    for rows in told:
        found |= Q(Exists(rows.order_by().filter(spell=OuterRef("pk"))))
    return found


class FollowUpQuerySet(AreaQuerySet):
    """Follow-ups."""

    def open_by(self, on: date) -> Self:
        """Follow-ups to do on a day: due by then and not done, or put off until then."""
        due = Q(state="due", due_on__lte=on)
        return self.filter(due | Q(state="put_off", put_off_until__lte=on))


class ProtectionCaseQuerySet(AreaQuerySet):
    """Protection cases; whoever a case is about never sees it."""

    def visible_to(self, actor: Actor, right: str) -> Self:
        """Cases in the actor's areas, but those about the actor."""
        return super().visible_to(actor, right).exclude(about_account_id=actor.account_id or 0)

    def still_open(self) -> Self:
        """Cases not closed."""
        return self.filter(state="open")


class StoryQuerySet(AreaQuerySet):
    """Stories."""

    def shared(self) -> Self:
        """Stories that their tellers share now."""
        return self.filter(shared_on__isnull=False, unshared_on=None, consent__withdrawn_at=None)


class ReviewQuerySet(AreaQuerySet):
    """Reviews of what payrolls, attendance rolls and insurance lists gave away."""

    def still_open(self) -> Self:
        """Reviews that wait for a decision."""
        return self.filter(state="open")

    def of_kinds(self, kinds: Collection[str]) -> Self:
        """Reviews of some kinds."""
        return self.filter(kind__in=kinds)

    def answered_for_by(self, account_id: int | None) -> Self:
        """Reviews about members of households that an account looks after."""
        return self.filter(
            person__memberships__until_on=None,
            person__memberships__household__assignments__until_on=None,
            person__memberships__household__assignments__officer_id=account_id,
        ).distinct()
