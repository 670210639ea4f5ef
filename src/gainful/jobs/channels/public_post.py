"""Public-welfare posts: temporary posts of last resort, paid by local rules and not by the minimum wage."""

from __future__ import annotations

from gainful.jobs.channels.base import Channel, OpeningLike


class PublicPost(Channel):
    """For those who cannot leave home or for whom nothing else was found; always for a stated term."""

    code = "public_post"
    last_resort = True
    minimum_wage_applies = False

    def opening_lacks(self, opening: OpeningLike) -> tuple[str, ...]:
        """Also the term of the post."""
        term = () if opening.contract_months is not None else ("term_not_stated",)
        return super().opening_lacks(opening) + term


CHANNEL = PublicPost()
