"""Reads of the registry, always begun with `visible_to(actor, right)`."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import Case, Count, Exists, F, IntegerField, OuterRef, Q, Subquery, Value, When

from gainful.accounts.scope import AreaQuerySet
from gainful.pack import load
from gainful.registry.duplicates import Record
from gainful.registry.identity import number_digest, tail_digest
from gainful.terms.areas import NATION
from gainful.terms.periods import add_months

if TYPE_CHECKING:
    from gainful.registry.models import Person

HEAD = "head"
AT_SCHOOL = "student"


def able_codes(able: bool) -> list[str]:
    """The labour capacities that the pack marks as able to work, or those that it marks as not."""
    codes = load(settings.GAINFUL_PACK).codes["labour_capacity"]
    word = "yes" if able else "no"
    return [code.code for code in codes if code.attributes.get("able", "").lower() == word]


def latest_birth_to_work(on: date) -> date:
    """The latest birth date of somebody who has the age to work on a date, by the pack's minimum age."""
    age = load(settings.GAINFUL_PACK).parameters.value("minimum_working_age", NATION, on)
    if age is None:
        raise LookupError("the pack has no minimum working age for that date")
    return add_months(on, -12 * int(age.value))


class HouseholdQuerySet(AreaQuerySet):
    """Households."""

    def registered_on(self, on: date) -> Self:
        """Households registered by a date, exited ones included (they stay supported), mistakes left out."""
        struck = Q(registration_events__kind="struck_off", registration_events__year__lte=on.year)
        return self.filter(Q(registered_year=None) | Q(registered_year__lte=on.year)).exclude(struck)

    def search(self, text: str) -> Self:
        """Households by number, village, or the name or pinyin of a member."""
        from gainful.registry.models import Membership, Person

        text = text.strip()
        if not text:
            return self
        people = Person.objects.all().search(text)
        members = Membership.objects.filter(household=OuterRef("pk"), until_on=None, person__in=people)
        return self.filter(Q(number__contains=text) | Q(village__contains=text) | Exists(members))

    def with_size(self, on: date) -> Self:
        """Adds `size`: the members on a date, those with a refused number included."""
        from gainful.registry.models import Membership

        counted = (
            Membership.objects.all()
            .in_force(on)
            .filter(household=OuterRef("pk"))
            .order_by()
            .values("household")
            .annotate(n=Count("pk"))
            .values("n")
        )
        return self.annotate(size=models.functions.Coalesce(Subquery(counted), Value(0)))

    def with_head(self) -> Self:
        """Adds `head_name`: the name of the head of household, blank where nobody knows or it is refused."""
        from gainful.registry.models import Membership

        head = Membership.objects.filter(household=OuterRef("pk"), until_on=None, relation=HEAD)
        return self.annotate(head_name=Subquery(head.order_by("pk").values("person__name")[:1]))


class MembershipQuerySet(AreaQuerySet):
    """Memberships. `until_on` is the first day on which the person no longer belongs."""

    def in_force(self, on: date) -> Self:
        """Memberships begun and not ended on a day. An unknown beginning is the household's registration."""
        begun = Q(from_on=None) | Q(from_on__lte=on)
        return self.filter(begun).filter(Q(until_on=None) | Q(until_on__gt=on))

    def head_first(self) -> Self:
        """The head first, then as recorded."""
        rank = Case(When(relation=HEAD, then=0), default=1, output_field=IntegerField())
        return self.order_by("household__number", rank, "pk")


class PersonQuerySet(AreaQuerySet):
    """People."""

    def current(self) -> Self:
        """People alive, not moved away and not merged into another record."""
        return self.filter(merged_into=None, died_on=None, moved_away_on=None)

    def identified(self) -> Self:
        """People whose personal number is good."""
        return self.filter(id_state="valid")

    def not_identified(self) -> Self:
        """People whose number was refused or never given: counted, not placeable, and to be mended."""
        return self.exclude(id_state="valid")

    def with_id(self, id_number: str) -> Self:
        """The person of a personal number, at most one."""
        return self.filter(id_digest=number_digest(id_number), merged_into=None)

    def records_of(self, person: Person) -> Self:
        """The record of a person with those merged into it."""
        return self.filter(Q(pk=person.pk) | Q(merged_into=person.pk))

    def search(self, text: str) -> Self:
        """People by name, pinyin (whole, given name or initials) or the last four characters of the number."""
        text = text.strip()
        if not text:
            return self
        plain = text.lower().replace(" ", "")
        found = (
            Q(name__contains=text) | Q(name_pinyin__startswith=plain) | Q(name_pinyin__contains=f" {plain}")
        )
        if len(plain) == 4:
            found |= Q(id_tail_digest=tail_digest(plain))
        return self.filter(found)

    def by_household(self) -> Self:
        """Adds `household_id` and `household_number` of the present household, in its order, the head first."""
        from gainful.registry.models import Membership

        held = Membership.objects.filter(person=OuterRef("pk"), until_on=None)
        rank = Case(When(relation_now=HEAD, then=0), default=1, output_field=IntegerField())
        return self.annotate(
            household_id=Subquery(held.values("household_id")[:1]),
            household_number=Subquery(held.values("household__number")[:1]),
            relation_now=Subquery(held.values("relation")[:1]),
        ).order_by(F("household_number").asc(nulls_last=True), rank, "pk")

    def in_village(self, village: str) -> Self:
        """People whose present household is in a village."""
        return self.filter(memberships__until_on=None, memberships__household__village=village)

    def working_age_and_able(self, on: date) -> Self:
        """People known to have the age and the capacity to work, and not known to be at school.

        There is no upper age. Whose age or capacity is unknown is neither here nor among `not_able`.
        """
        return self.filter(
            born_on__lte=latest_birth_to_work(on), labour_capacity__in=able_codes(True)
        ).exclude(student=AT_SCHOOL)

    def not_able(self, on: date) -> Self:
        """People known to be too young, without labour capacity, or at school."""
        return self.filter(
            Q(born_on__gt=latest_birth_to_work(on))
            | Q(labour_capacity__in=able_codes(False))
            | Q(student=AT_SCHOOL)
        )

    def ability_unknown(self, on: date) -> Self:
        """People whose age or labour capacity nobody has recorded, where nothing known says that they cannot."""
        known = [*able_codes(True), *able_codes(False)]
        return self.filter(Q(born_on=None) | ~Q(labour_capacity__in=known)).exclude(
            Q(born_on__gt=latest_birth_to_work(on), born_on__isnull=False)
            | Q(labour_capacity__in=able_codes(False))
            | Q(student=AT_SCHOOL)
        )

    def asked_by(self, on: date) -> Self:
        """People who have answered about work on or before a date."""
        return self.filter(Exists(_wishes_of("pk", on)))

    def nobody_has_asked(self, on: date) -> Self:
        """Able people of working age who have never answered about work.

        Those in work are among them until casework takes them out (it knows the spells).
        """
        return self.current().working_age_and_able(on).exclude(Exists(_wishes_of("pk", on)))

    def with_latest_wish(self, on: date) -> Self:
        """Adds `wish_id`: the latest wish known on a date, one under a merged record included."""
        return self.annotate(wish_id=Subquery(_wishes_of("pk", on).values("id")[:1]))

    def willing(self, on: date) -> Self:
        """People whose latest answer by a date is that they want work; no answer is not a no."""
        latest = Subquery(_wishes_of("pk", on).values("willing")[:1])
        return self.annotate(latest_willing=latest).filter(latest_willing=True)

    def consenting(self, purpose: str) -> Self:
        """People with a live consent of their own to a purpose."""
        from gainful.registry.models import Consent

        return self.filter(Exists(Consent.objects.live(purpose).filter(person=OuterRef("pk"))))

    def duplicate_records(self) -> list[Record]:
        """What `duplicates.find` compares, with the numbers opened; for use at once, never to be kept."""
        village = Subquery(
            self.model.memberships.rel.related_model.objects.filter(
                person=OuterRef("pk"), until_on=None
            ).values("household__village")[:1]
        )
        return [
            Record(
                key=person.key,
                area=person.area,
                number=person.unsealed("id_number") or "",
                name=person.name,
                born_on=person.born_on,
                village=person.village or "",
            )
            for person in self.filter(merged_into=None).annotate(village=village)
        ]


def _wishes_of(person: str, on: date) -> WishQuerySet:
    """Wishes known on a date of the outer row's person or of a record merged into it, the latest first."""
    from gainful.registry.models import Person, Wish

    # Two look-ups by index; an OR across the join would scan every wish for every person.
    outer = OuterRef(OuterRef(person))
    records = Person.objects.filter(Q(pk=outer) | Q(merged_into=outer))
    return Wish.objects.filter(person__in=records.values("pk"), asked_on__lte=on).order_by("-asked_on", "-id")


class WishQuerySet(AreaQuerySet):
    """Wishes."""

    def of_person(self, person: Person) -> Self:
        """A person's answers, those under records merged into theirs included, the latest first."""
        mine = Q(person=person) | Q(person__merged_into=person)
        return self.filter(mine).order_by("-asked_on", "-id")

    def latest_by_person(self, on: date) -> Self:
        """One wish a record: the latest asked on or before a date."""
        from gainful.registry.models import Wish

        latest = Wish.objects.filter(person=OuterRef("person"), asked_on__lte=on)
        return self.filter(id=Subquery(latest.order_by("-asked_on", "-id").values("id")[:1]))

    def of_how_far_they_can_leave(self, on: date) -> Self:
        """One wish a record that has any: the latest by a date that says how far the person can leave home."""
        from gainful.registry.models import Wish

        said = Wish.objects.filter(person=OuterRef("person"), asked_on__lte=on).exclude(stays_within="")
        return self.filter(id=Subquery(said.order_by("-asked_on", "-id").values("id")[:1]))


class ConsentQuerySet(AreaQuerySet):
    """Consents."""

    def live(self, purpose: str | None = None) -> Self:
        """Consents not withdrawn at this instant."""
        live = self.filter(withdrawn_at=None)
        return live.filter(purpose=purpose) if purpose else live

    def live_people(self, purpose: str) -> models.QuerySet:
        """Ids of the people whose consent to a purpose is live."""
        return self.live(purpose).values_list("person_id", flat=True)
