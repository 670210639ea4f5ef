"""The installation's own gazetteer: the pack's areas and the places that were added here."""

from __future__ import annotations

from functools import lru_cache

from django.conf import settings
from django.db.models import Count, Max, Sum

from gainful.accounts.models import AddedArea
from gainful.pack import load
from gainful.terms.places import Area, Gazetteer, level_of


def gazetteer() -> Gazetteer:
    """Every area this installation knows; asks the database once whether a place was added since."""
    seen = AddedArea.objects.aggregate(count=Count("id"), last=Max("id"), codes=Sum("code"))
    return _gazetteer(settings.GAINFUL_PACK, seen["count"], seen["last"] or 0, seen["codes"] or 0)


@lru_cache(maxsize=4)
def _gazetteer(pack: str, count: int, last: int, codes: int) -> Gazetteer:
    # The codes tell lists apart whose rows were taken back, so that another began with the same numbers.
    added = [
        Area(row.code, row.name, level_of(row.code), valid_from=row.valid_from, valid_to=row.valid_until)
        for row in AddedArea.objects.order_by("code")
    ]
    return load(pack).gazetteer(added)
