"""Own-account and flexible work: recorded, never brought about."""

from __future__ import annotations

from gainful.jobs.channels.base import Channel, SpellLike


class OwnAccount(Channel):
    """Nobody employs the person, so nothing is demanded but that they say it."""

    code = "own_account"
    has_openings = False
    can_place = False
    own_business = True
    minimum_wage_applies = False

    def spell_lacks(self, spell: SpellLike) -> tuple[str, ...]:
        """Nothing: there is no employer to name."""
        return ()


CHANNEL = OwnAccount()
