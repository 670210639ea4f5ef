"""Workshops: work brought to the township or village."""

from __future__ import annotations

from gainful.jobs.channels.base import Channel, OpeningLike, SpellLike


class WorkshopChannel(Channel):
    """Only a named, recognised workshop counts, so openings and spells must name theirs."""

    code = "workshop"
    counts_as_workshop = True

    def opening_lacks(self, opening: OpeningLike) -> tuple[str, ...]:
        """Also which workshop it is."""
        named = () if opening.workshop_id else ("workshop_not_named",)
        return super().opening_lacks(opening) + named

    def spell_lacks(self, spell: SpellLike) -> tuple[str, ...]:
        """Which workshop it is."""
        return () if spell.workshop_id else ("workshop_not_named",)


CHANNEL = WorkshopChannel()
