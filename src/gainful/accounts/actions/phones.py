"""The phones of offices and of independent desks: what a worker is told to call."""

from __future__ import annotations

import re

from gainful.accounts.action import action
from gainful.accounts.actor import Actor
from gainful.accounts.models import OfficePhone
from gainful.accounts.refusals import Refused

NUMBER = re.compile(r"\+?[0-9][0-9 -]{3,28}")
"""Digits, with blanks or dashes between: an office's number, a short service number too."""


@action(right="areas.manage", on_what="area")
def record_office_phone(*, actor: Actor, area: int, phone: str, of_desk: bool = False) -> OfficePhone:
    """The phone of an area's office, or of its independent desk; a later one takes the place of an earlier.

    Refused: not_a_phone.
    """
    phone = phone.strip()
    if not NUMBER.fullmatch(phone):
        raise Refused("not_a_phone")
    row, _made = OfficePhone.objects.update_or_create(area=area, of_desk=of_desk, defaults={"phone": phone})
    return row
