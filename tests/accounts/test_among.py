"""A set of row numbers as one parameter: the same rows as a list gives, however many there are."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gainful.registry.models import Membership, Person
from make import a_worker

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("beside", [0, 100_000])
def test_row_numbers_are_found_by_key_and_by_reference(beside):
    wanted, _other = [a_worker(), a_worker()], a_worker()
    ids = [one.pk for one in wanted] + list(range(10**9, 10**9 + beside))
    with CaptureQueriesContext(connection) as queries:
        assert set(Person.objects.filter(pk__among=ids)) == set(wanted)
        found = Membership.objects.filter(person__among=ids).values_list("person_id", flat=True)
        assert sorted(found) == sorted(one.pk for one in wanted)
    assert len(queries) == 2


def test_an_empty_set_fits_nobody():
    a_worker()
    assert (
        not Person.objects.filter(pk__among=[]).exists() and Person.objects.exclude(pk__among=[]).count() == 1
    )
