"""Places that the pack's code list lacks: a township, or a county invented for a demo."""

from __future__ import annotations

from datetime import date

from gainful.accounts.action import action
from gainful.accounts.actor import Actor
from gainful.accounts.models import AddedArea
from gainful.accounts.places import gazetteer
from gainful.accounts.refusals import Refused
from gainful.terms.areas import Level, area_text, county_of, level_of, province_of


@action(right="areas.manage", on_what="code")
def add_area(
    *, actor: Actor, code: int, name: str, valid_from: date, valid_until: date | None = None
) -> AddedArea:
    """Add a place by its 12-digit number. Refused without a name, and where the code is known already.

    Refused too where no province (for a place below a county, no county) has the beginning of its code on that day:
    it would lie nowhere, and no list would show it.
    """
    name = _said(name)
    if valid_until is not None and valid_until < valid_from:
        raise Refused("ends_before_it_begins")
    known = gazetteer().area(code, valid_from)
    if known is not None or AddedArea.objects.filter(code=code).exists():
        raise Refused("area_known_already", place=code)
    for above in {province_of(code), county_of(code)} - {code}:
        if level_of(above) in (Level.PROVINCE, Level.COUNTY) and not gazetteer().exists(above, valid_from):
            raise Refused("area_lies_nowhere", place=area_text(code), above=area_text(above))
    return AddedArea.objects.create(code=code, name=name, valid_from=valid_from, valid_until=valid_until)


@action(right="areas.manage", on_what="code")
def rename_area(*, actor: Actor, code: int, name: str) -> AddedArea:
    """Mend the name of a place that was added here; those of the pack are not ours. Refused: area_not_added_here."""
    name = _said(name)
    row = AddedArea.objects.select_for_update().filter(code=code).first()
    if row is None:
        raise Refused("area_not_added_here", place=code)
    # A new row in the old one's place: whoever keeps the list in memory sees by its last number that it changed.
    AddedArea.objects.filter(pk=row.pk).delete()
    return AddedArea.objects.create(
        code=code, name=name, valid_from=row.valid_from, valid_until=row.valid_until
    )


def _said(name: str) -> str:
    """The name without blanks around it. Refused: area_needs_a_name."""
    if not name.strip():
        raise Refused("area_needs_a_name")
    return name.strip()
