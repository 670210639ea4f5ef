"""Industrial and public-works projects that take on local people."""

from __future__ import annotations

from gainful.jobs.channels.base import Channel, OpeningLike


class ProjectChannel(Channel):
    """Work that ends with the project, so an opening names it and says how long the work lasts."""

    code = "project"

    def opening_lacks(self, opening: OpeningLike) -> tuple[str, ...]:
        """Also which project it is, and for how long."""
        lacking = list(super().opening_lacks(opening))
        if not opening.project_id:
            lacking.append("project_not_named")
        if opening.contract_months is None:
            lacking.append("contract_months_not_stated")
        return tuple(lacking)


CHANNEL = ProjectChannel()
