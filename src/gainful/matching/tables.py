"""What matching may know: a seeker, an opening and a round, as values and as Arrow tables.

The Arrow schemas are the interface that every engine takes (design.md §4); the dataclasses are the same
rows for reading and for tests. There is deliberately no sex, ethnicity, religion, disability or poverty
cause here, and no record of anything ever declined: what is not in the table cannot be used.

Unknown is None and stays None. Money is integer fen a month. Areas are the 12-digit codes of terms/places.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, fields
from datetime import date
from enum import IntEnum
from typing import Any, TypeVar

import pyarrow as pa

from gainful.terms.places import LocationClass


class Scope(IntEnum):
    """The furthest place a person agreed to, or the nearest agreement that a place of work needs."""

    IN_VILLAGE = 0
    IN_TOWNSHIP = 1
    IN_COUNTY = 2
    IN_PROVINCE = 3
    ANYWHERE = 4
    ABROAD = 5


class Need(IntEnum):
    """Something the person chose to ask of a job. Never inferred from who they are."""

    HOME_EVENINGS = 0
    HOUSING_WHEN_AWAY = 1


@dataclass(frozen=True, slots=True)
class Seeker:
    """One person in one round, as known on the round's date; repr shows the number only."""

    number: int
    key: str = field(repr=False)
    home: int | None = field(repr=False)
    tier: int = field(default=255, repr=False)
    """Need tier that the caller computed; 0 is the neediest (zero-employment household), at most 255."""
    consents: bool = field(default=False, repr=False)
    """Live consent to referral on the round's date."""
    willing: bool | None = field(default=None, repr=False)
    scope: Scope | None = field(default=None, repr=False)
    """Furthest place agreed to. None: nobody has asked, so no place has been agreed."""
    no_nearer_than: Scope | None = field(default=None, repr=False)
    """Nearest place agreed to, for a person who said "outside the county"; None: anything nearer as well."""
    place_named: Scope | None = field(default=None, repr=False)
    """The class of place the person named as their wish; None when they named none ("anywhere will do")."""
    occupations: frozenset[str] | None = field(default=None, repr=False)
    """Occupations agreed to; empty: any; None: nobody has asked, so none has been agreed."""
    pay_at_least_fen: int | None = field(default=None, repr=False)
    """Lowest monthly pay agreed to; None: the person set none."""
    hours_at_most: int | None = field(default=None, repr=False)
    available_on: date | None = field(default=None, repr=False)
    education_rank: int | None = field(default=None, repr=False)
    certificates: frozenset[str] | None = field(default=None, repr=False)
    worked_as: frozenset[str] = field(default=frozenset(), repr=False)
    trained_in: frozenset[str] = field(default=frozenset(), repr=False)
    age_years: int | None = field(default=None, repr=False)
    """Full years. Used for the two legal ages (16 and 18) only."""
    care: frozenset[str] = field(default=frozenset(), repr=False)
    """Whom the person cares for, as they said it. Only ever raises a question."""
    cannot_do: frozenset[str] = field(default=frozenset(), repr=False)
    """Demands of work that the person declared they cannot meet."""
    needs: frozenset[Need] = field(default=frozenset(), repr=False)
    cannot_leave: Scope | None = field(default=None, repr=False)
    """Furthest place they stated that they can leave home for (care, health, strength). None: nothing stated."""


@dataclass(frozen=True, slots=True)
class Opening:
    """One opening in one round, as known on the round's date."""

    number: int
    key: str
    place: int | None = None
    place_class: LocationClass | None = None
    """Class of a place that has no code ("outside the province"), as seen from the round's county."""
    occupation: str | None = None
    seats_free: int = 0
    pay_low_fen: int | None = None
    pay_high_fen: int | None = None
    hours_per_week: int | None = None
    contract_months: int | None = None
    education_rank: int | None = None
    """Lowest education asked for; None: none asked."""
    certificate: str | None = None
    certificate_required: bool | None = False
    """False with a certificate named: preferred only, which never refuses anybody. None: not stated."""
    housing: bool | None = None
    demands: frozenset[str] = frozenset()
    night_work: bool | None = None
    valid_until: date | None = None
    start_by: date | None = None
    """Latest day of starting; where it is not stated, valid_until is the latest."""
    held: bool = False
    """Held back by jobs (discriminates, asks a deposit, exceeds hours, undercuts pay)."""
    held_for: tuple[str, ...] = ()
    channel: str = ""
    hazardous: bool | None = None
    last_resort: bool = False
    """A public-welfare post: for those for whom there is nothing else within reach."""
    deductions_stated: bool | None = None


@dataclass(frozen=True, slots=True)
class Round:
    """One run of matching: the date it is true for, its public name, and how long lists may be.

    The name salts the lots, so it must be fixed before the round (the date is a good one) and published.
    """

    on: date
    name: str
    at_least: int = 3
    at_most: int = 10
    courses: frozenset[str] = frozenset()
    """Certificates for which a course with free seats exists; named in what would change a refusal."""

    def __post_init__(self) -> None:
        if not 1 <= self.at_least <= self.at_most:
            raise ValueError("at_least must be between 1 and at_most")


_CODES = pa.list_(pa.string())

SEEKERS = pa.schema(
    [
        pa.field("number", pa.int32(), nullable=False),
        pa.field("key", pa.string(), nullable=False),
        pa.field("home", pa.int64()),
        pa.field("tier", pa.uint8(), nullable=False),
        pa.field("consents", pa.bool_(), nullable=False),
        ("willing", pa.bool_()),
        ("scope", pa.int8()),
        ("no_nearer_than", pa.int8()),
        ("place_named", pa.int8()),
        ("occupations", _CODES),
        ("pay_at_least_fen", pa.int64()),
        ("hours_at_most", pa.int16()),
        ("available_on", pa.date32()),
        ("education_rank", pa.int16()),
        ("certificates", _CODES),
        ("worked_as", _CODES),
        ("trained_in", _CODES),
        ("age_years", pa.int16()),
        ("care", _CODES),
        ("cannot_do", _CODES),
        ("needs", pa.list_(pa.int8())),
        ("cannot_leave", pa.int8()),
    ]
)

OPENINGS = pa.schema(
    [
        pa.field("number", pa.int32(), nullable=False),
        pa.field("key", pa.string(), nullable=False),
        ("place", pa.int64()),
        ("place_class", pa.string()),
        ("occupation", pa.string()),
        pa.field("seats_free", pa.int32(), nullable=False),
        ("pay_low_fen", pa.int64()),
        ("pay_high_fen", pa.int64()),
        ("hours_per_week", pa.int16()),
        ("contract_months", pa.int16()),
        ("education_rank", pa.int16()),
        ("certificate", pa.string()),
        ("certificate_required", pa.bool_()),
        ("housing", pa.bool_()),
        ("demands", _CODES),
        ("night_work", pa.bool_()),
        ("valid_until", pa.date32()),
        ("start_by", pa.date32()),
        pa.field("held", pa.bool_(), nullable=False),
        ("held_for", _CODES),
        ("channel", pa.string()),
        ("hazardous", pa.bool_()),
        pa.field("last_resort", pa.bool_(), nullable=False),
        ("deductions_stated", pa.bool_()),
    ]
)

ENTRIES = pa.schema(
    [
        pa.field(name, kind, nullable=False)
        for name, kind in (
            ("seeker", pa.int32()),
            ("rank", pa.int16()),
            ("opening", pa.int32()),
            ("score", pa.int32()),
            ("price", pa.int32()),
            ("claim", pa.int32()),
            ("location_class", pa.string()),
        )
    ]
)
"""One row a place on a shortlist (or an admissible pair, rank 0), by seeker and rank."""

SEATS = pa.schema(
    [
        pa.field(name, kind, nullable=False)
        for name, kind in (
            ("seeker", pa.int32()),
            ("opening", pa.int32()),
            ("score", pa.int32()),
            ("claim", pa.int32()),
        )
    ]
)
"""One row a seat kept for a person, by seeker."""

CUT_OFFS = pa.schema(
    [
        pa.field("opening", pa.int32(), nullable=False),
        pa.field("code", pa.string(), nullable=False),
        pa.field("seats", pa.int32(), nullable=False),
        pa.field("taken", pa.int32(), nullable=False),
        pa.field("asked", pa.int32(), nullable=False),
        ("tier", pa.uint8()),
        ("claim", pa.int32()),
        ("lot", pa.uint64()),
    ]
)
"""One row an opening: the last person admitted, by tier, claim and lot; nulls while seats are left."""

Row = TypeVar("Row", Seeker, Opening)


def to_table(rows: Iterable[Row], schema: pa.Schema) -> pa.Table:
    """The rows as an Arrow table of SEEKERS or OPENINGS; sets become sorted lists."""
    rows = list(rows)
    columns = {
        name: pa.array([_out(getattr(row, name)) for row in rows], type=schema.field(name).type)
        for name in schema.names
    }
    return pa.table(columns, schema=schema)


def seekers_of(table: pa.Table) -> list[Seeker]:
    """The rows of a SEEKERS table; ValueError when the table has other columns or types."""
    return _rows(
        table,
        SEEKERS,
        Seeker,
        {"scope": Scope, "no_nearer_than": Scope, "place_named": Scope},
        {"needs": Need},
    )


def openings_of(table: pa.Table) -> list[Opening]:
    """The rows of an OPENINGS table; ValueError when the table has other columns or types."""
    return _rows(table, OPENINGS, Opening, {"place_class": LocationClass}, {})


def _out(value: Any) -> Any:
    if isinstance(value, frozenset):
        return sorted(value)
    return list(value) if isinstance(value, tuple) else value


def _rows(
    table: pa.Table, schema: pa.Schema, kind: type[Row], one: dict[str, Any], many: dict[str, Any]
) -> list[Row]:
    if not table.schema.equals(schema):
        raise ValueError(f"not a table of {kind.__name__} rows: {table.schema.names}")
    types = {f.name: str(f.type) for f in fields(kind)}
    columns: list[list[Any]] = []
    for name in schema.names:
        values = table.column(name).to_pylist()
        if name in one:
            values = [None if v is None else one[name](v) for v in values]
        elif types[name].startswith("frozenset"):
            make = many.get(name, str)
            nothing: frozenset[Any] | None = None if "None" in types[name] else frozenset()
            values = [nothing if v is None else frozenset(map(make, v)) for v in values]
        elif types[name].startswith("tuple"):
            values = [tuple(v or ()) for v in values]
        columns.append(values)
    return [kind(**dict(zip(schema.names, row, strict=True))) for row in zip(*columns, strict=True)]
