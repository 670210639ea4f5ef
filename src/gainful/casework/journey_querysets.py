"""Reading journeys and their passengers; journeys are a county's, passengers only those of the reader's own areas."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Self

from django.db.models import Count, Q

from gainful.accounts.scope import AreaQuerySet

if TYPE_CHECKING:
    from gainful.registry.models import Person

NOT_CHECKED = Q(passengers__state="seated", passengers__arrived=None)


class JourneyQuerySet(AreaQuerySet):
    """Journeys, begun with `of_their_counties(actor, right)` to read, `visible_to` to write."""

    def departures_due(self, on: date) -> Self:
        """Planned journeys that leave on the day, or should have left and nobody recorded it."""
        return self.filter(state="planned", leaves_on__lte=on)

    def arrivals_unchecked(self, on: date) -> Self:
        """Journeys that had departed by the day, with somebody aboard whose arrival nobody has checked."""
        return self.filter(NOT_CHECKED, state="departed", departed_on__lte=on).distinct()

    def with_counts(self) -> Self:
        """With `aboard` (people on the manifest) and `unchecked` (of them, arrival not checked)."""
        seated = Q(passengers__state="seated")
        return self.annotate(
            aboard=Count("passengers", filter=seated), unchecked=Count("passengers", filter=NOT_CHECKED)
        )


class PassengerQuerySet(AreaQuerySet):
    """Passengers."""

    def aboard(self) -> Self:
        """Those on the manifest; taken-off ones are left out."""
        return self.filter(state="seated")

    def of_person(self, person: Person) -> Self:
        """Seats of a person, those under records merged into theirs included."""
        return self.filter(Q(person=person) | Q(person__merged_into=person))

    def returns_due(self) -> Self:
        """People who travelled out, are not staying, and whose way home is not settled yet.

        Not staying: consent withdrawn, placement called off (a hire taken back included), the job over, or not
        arrived where they were going.
        """
        not_staying = (
            Q(spell__state__in=["called_off", "ended"])
            | Q(consent__withdrawn_at__isnull=False)
            | Q(arrived=False)
        )
        travelled = self.aboard().filter(journey__direction="out", journey__state="departed")
        return travelled.filter(not_staying, way_back=None)


class TravelAnswerQuerySet(AreaQuerySet):
    """Answers to changed journeys."""

    def standing(self) -> Self:
        """The latest asking of each person and journey."""
        return self.exclude(state="asked_anew")

    def of_person(self, person: Person) -> Self:
        """Answers of a person, those under records merged into theirs included."""
        return self.filter(Q(person=person) | Q(person__merged_into=person))

    def waiting(self) -> Self:
        """Those who have not answered, of journeys that are still to leave and placements that stand."""
        return self.filter(state="waiting", journey__state="planned", spell__state="agreed")
