"""Work that people found themselves, through kin or friends: recorded, never brought about."""

from __future__ import annotations

from gainful.jobs.channels.base import Channel


class SelfArranged(Channel):
    """An ordinary job with an employer, found without the programme."""

    code = "self_arranged"
    has_openings = False
    can_place = False


CHANNEL = SelfArranged()
