"""Workers read whom to call: the phone of the nearest office, and of the nearest independent desk."""

from __future__ import annotations

import pytest

from cast import COUNTY, OTHER_COUNTY_TOWNSHIP, TOWNSHIP
from gainful.accounts.actions import record_office_phone
from gainful.accounts.models import OfficePhone
from gainful.accounts.phones import phones_for
from gainful.accounts.refusals import NotAllowed, Refused

pytestmark = pytest.mark.django_db


def test_the_nearest_office_counts_and_the_desk_is_its_own(cast):
    admin = cast.administrator
    record_office_phone(actor=admin, area=COUNTY, phone="0939 1234567")
    record_office_phone(actor=admin, area=COUNTY, phone="12333", of_desk=True)
    assert phones_for(TOWNSHIP) == {"office_phone": "0939 1234567", "desk_phone": "12333"}
    record_office_phone(actor=admin, area=TOWNSHIP, phone="0939-7654321")
    assert phones_for(TOWNSHIP)["office_phone"] == "0939-7654321"
    assert phones_for(COUNTY)["office_phone"] == "0939 1234567"
    assert phones_for(OTHER_COUNTY_TOWNSHIP) == {"office_phone": "", "desk_phone": ""}


def test_a_later_phone_takes_the_place_of_an_earlier_and_only_a_number_is_one(cast):
    admin = cast.administrator
    record_office_phone(actor=admin, area=COUNTY, phone="0939 1234567")
    record_office_phone(actor=admin, area=COUNTY, phone="0939 1111111")
    assert OfficePhone.objects.get().phone == "0939 1111111"
    for wrong in ("", "call me", "12"):
        with pytest.raises(Refused, match="not_a_phone"):
            record_office_phone(actor=admin, area=COUNTY, phone=wrong)
    with pytest.raises(NotAllowed):
        record_office_phone(actor=cast.officer, area=COUNTY, phone="12333")
