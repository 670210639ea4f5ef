"""Whom a place calls: the phone of the nearest office that has one on record, and of the nearest independent desk."""

from __future__ import annotations

from gainful.accounts.models import OfficePhone
from gainful.terms.areas import area_range


def phones_for(area: int) -> dict[str, str]:
    """`office_phone` and `desk_phone` of a place, "" where none is on record; the nearest office counts."""
    found = {"office_phone": "", "desk_phone": ""}
    for one in OfficePhone.objects.filter(area__lte=area).order_by("area"):
        low, high = area_range(one.area)
        if low <= area <= high:
            found["desk_phone" if one.of_desk else "office_phone"] = one.phone
    return found
