"""Organised labour export: a group is matched, contracted and travels together to work away from home."""

from __future__ import annotations

from gainful.jobs.channels.base import WITHIN_COUNTY, Channel, OpeningLike


class OrganisedExport(Channel):
    """Away from home with others: it asks for a second consent, and for where people will sleep."""

    code = "organised_export"

    def consents(self, location_class: str) -> tuple[str, ...]:
        """Placement; and outside the home county also travelling in an organised group."""
        away = location_class not in WITHIN_COUNTY
        return ("placement", "organised_export") if away else ("placement",)

    def opening_lacks(self, opening: OpeningLike) -> tuple[str, ...]:
        """Also the housing, and the length of the contract, since going home early costs the way back."""
        lacking = list(super().opening_lacks(opening))
        if not opening.housing:
            lacking.append("housing_not_stated")
        if opening.contract_months is None:
            lacking.append("contract_months_not_stated")
        return tuple(lacking)


CHANNEL = OrganisedExport()
