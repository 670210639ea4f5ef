"""Whom a place calls: the phone of the nearest office that has one on record, and of the nearest independent desk."""

from __future__ import annotations

from gainful.accounts.models import OfficePhone
from gainful.terms.areas import NATION, area_number, chain_of_codes


def phones_for(area: int) -> dict[str, str]:
    """`office_phone` and `desk_phone` of a place, "" where none is on record; the nearest office counts."""
    found = {"office_phone": "", "desk_phone": ""}
    around = [NATION, *map(area_number, chain_of_codes(area))]
    for one in OfficePhone.objects.filter(area__in=around).order_by("area"):
        found["desk_phone" if one.of_desk else "office_phone"] = one.phone
    return found
