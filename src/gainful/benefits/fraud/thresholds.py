"""The programme's thresholds of fraud tests: whole numbers, from when on something is put before a person."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from gainful.benefits.fraud.definition import FraudTest
from gainful.pack.pack import Pack
from gainful.terms.areas import NATION


def thresholds(pack: Pack, tests: Mapping[str, FraudTest], on: date) -> dict[str, int]:
    """The values that the tests ask for, of the nation as of a day; those that the pack does not set are left out."""
    names = {name for test in tests.values() for name in test.thresholds if name in pack.parameters}
    known = {name: pack.parameters.value(name, NATION, on) for name in sorted(names)}
    return {name: int(value.value) for name, value in known.items() if value is not None}
