"""Businesses of local leaders. Whom a leader "brings along" earns more; that is no job and no spell."""

from __future__ import annotations

from gainful.jobs.channels.base import Channel, SpellLike


class Entrepreneurship(Channel):
    """A person's own business, or work in a leader's; the spell is the business of its own people."""

    code = "entrepreneurship"
    own_business = True

    def spell_lacks(self, spell: SpellLike) -> tuple[str, ...]:
        """The business, under its name."""
        return () if spell.employer_id or spell.employer_name else ("business_not_named",)


CHANNEL = Entrepreneurship()
