"""The base tables that facts are built from: people, households, jobs, courses, own businesses, loans,
employers and workshops, by row.

A folder holds one Parquet file a table. People and households are numbered by their rows here; their public keys
stand once, in `people` and `households`. No name, personal number, phone, account or village is a column.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from types import MappingProxyType

import pyarrow as pa

NUMBER, DAY, CODE, YES, FEN, COUNT = (
    pa.int64(), pa.date32(), pa.string(), pa.bool_(), pa.int64(), pa.int32()
)  # fmt: skip
MOMENT = pa.timestamp("us", tz="UTC")
ID = pa.field("id", NUMBER, nullable=False)
PERSON = pa.field("person", NUMBER, nullable=False)
HOUSEHOLD = pa.field("household", NUMBER, nullable=False)


def _table(*fields: pa.Field, **columns: pa.DataType) -> pa.Schema:
    return pa.schema([*fields, *(pa.field(name, kind) for name, kind in columns.items())])


# "" is a code that nobody stated; `main` is the person whom a record was merged into, else the person.
TABLES: Mapping[str, pa.Schema] = MappingProxyType({
    "people": _table(
        PERSON, main=NUMBER, key=CODE, area=NUMBER, born_on=DAY, died_on=DAY, labour_capacity=CODE,
        education=CODE, student=CODE, health=CODE, home_recorded_at=MOMENT,
    ),
    "households": _table(HOUSEHOLD, key=CODE, area=NUMBER, registered_year=COUNT),
    "memberships": _table(ID, HOUSEHOLD, PERSON, from_on=DAY, until_on=DAY),
    "events": _table(ID, HOUSEHOLD, kind=CODE, year=COUNT, happened_on=DAY),
    "incomes": _table(HOUSEHOLD, year=COUNT, net_per_head_fen=FEN, wage_fen=FEN),
    "wishes": _table(ID, PERSON, asked_on=DAY, willing=YES),
    "spells": _table(
        ID, PERSON, key=CODE, job=CODE, channel=CODE, occupation=CODE, location_class=CODE, starts_on=DAY,
        ends_on=DAY, contract_months=COUNT, insured=YES, evidence=CODE, pay_low_fen=FEN, hours_per_week=COUNT,
        employer=NUMBER, workshop=NUMBER,
    ),
    "pay": _table(pa.field("spell", NUMBER), month=DAY, received_fen=FEN, recorded_on=DAY),
    "rolled": _table(pa.field("spell", NUMBER), month=DAY, trained=YES, told_on=DAY),
    "seats": _table(
        ID, PERSON, key=CODE, occupation=CODE, starts_on=DAY, ends_on=DAY, days=COUNT, attended_days=COUNT,
        passed=YES,
    ),
    "employers": _table(pa.field("employer", NUMBER), key=CODE, area=NUMBER, kind=CODE),
    "workshops": _table(
        pa.field("workshop", NUMBER), key=CODE, area=NUMBER, employer=NUMBER, recognised_on=DAY, exited_on=DAY,
    ),
    "statements": _table(
        ID, pa.field("employer", NUMBER), workshop=NUMBER, fact=CODE, lasts=CODE, value=CODE, since=DAY, year=COUNT,
    ),
    "businesses": _table(pa.field("business", NUMBER), PERSON, key=CODE, registered_on=DAY),
    "said_of_businesses": _table(
        ID, pa.field("business", NUMBER), fact=CODE, lasts=CODE, value=CODE, since=DAY, year=COUNT,
    ),
    "loans": _table(
        pa.field("loan", NUMBER), PERSON, key=CODE, applied_on=DAY, amount_fen=FEN, months=COUNT, partners=COUNT,
    ),
    "said_of_loans": _table(
        ID, pa.field("loan", NUMBER), fact=CODE, lasts=CODE, value=CODE, since=DAY, year=COUNT,
    ),
    "loan_interest": _table(
        ID, pa.field("loan", NUMBER), key=CODE, period_from=DAY, period_to=DAY, paid_fen=FEN, paid_on=DAY,
    ),
    "recognitions": _table(pa.field("workshop", NUMBER), recognised_on=DAY, exited_on=DAY),
    "certificates": _table(ID, pa.field("seat", NUMBER), level=CODE, awarded_on=DAY),
    "claimed": _table(
        ID, pa.field("person", NUMBER), employer=NUMBER, seat=NUMBER, rule=CODE, asked_on=DAY, for_on=DAY, sure=YES,
    ),
    "tells": _table(pa.field("rule", CODE), fact=CODE, within=CODE, enough=NUMBER),
    "kept": _table(pa.field("area", NUMBER), fact=CODE, since=DAY, by=MOMENT),
})  # fmt: skip
"""Every base table by name. Spells are those that happened; pay is what the worker confirmed.

Statements are what papers say of employers, and of people's own businesses and loans: the value as JSON (of the taxes
of a year their sum), and how long one of the kind holds. `claimed` are claims that say what was paid before, `tells`
which fact each benefit tells, `kept` where the books are complete."""


@dataclass(frozen=True)
class Meanings:
    """What codes of the programme mean to the facts: who is able, which evidence proves, which channel is which."""

    able: Sequence[str]
    not_able: Sequence[str]
    at_school: Sequence[str]
    proving: Sequence[str]
    last_resort: Sequence[str]
    organised: Sequence[str]
    working_age: int

    def as_variables(self) -> dict[str, object]:
        """By the name that the queries call them."""
        return {
            name: value if isinstance(value, int) else list(value) for name, value in asdict(self).items()
        }


def path_of(folder: Path, name: str) -> Path:
    """Where a base table lies."""
    return folder / f"{name}.parquet"
