"""A staged row's values as one sealed text: typed values in, the same typed values out."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from gainful.intake.models import StagedRow
from gainful.intake.rows import Record


@dataclass(frozen=True)
class Opened:
    """What a staged row holds."""

    values: dict[str, Any]
    refused: frozenset[str] = frozenset()
    unsure: dict[str, Any] = field(default_factory=dict)
    letters: dict[str, str] = field(default_factory=dict)
    left_out: str = ""
    told: dict[str, list[Any]] = field(default_factory=dict)
    """For each fact kept otherwise: what is kept, and what the row says."""


def closed(record: Record, told: Mapping[str, tuple[Any, Any]]) -> str:
    """A record, and what it tells otherwise than is kept, as one text, to be sealed."""
    return json.dumps(
        {
            "values": record.values,
            "refused": sorted(record.refused),
            "unsure": record.unsure,
            "letters": dict(record.letters),
            "left_out": record.left_out,
            "told": dict(told),
        },
        default=_as_json,
        ensure_ascii=False,
    )


def opened(row: StagedRow) -> Opened:
    """What a staged row holds, typed as it was read."""
    said = json.loads(row.unsealed("values") or "{}", object_hook=_from_json)
    return Opened(**{**said, "refused": frozenset(said["refused"])})


def _as_json(value: Any) -> Any:
    if isinstance(value, date):
        return {"day": value.isoformat()}
    raise TypeError(f"a staged value may not be {type(value).__name__}")


def _from_json(found: dict[str, Any]) -> Any:
    return date.fromisoformat(found["day"]) if found.keys() == {"day"} else found
