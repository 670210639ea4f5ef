"""Why a run asked no rule of any row: what was asked for, beside what the tables hold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import pyarrow.compute as pc
import pyarrow.parquet as pq

from gainful.benefits.facts_table import ON, SUBJECT
from gainful.rules.benefit import Benefit


def asked_of_nothing(
    sources: Sequence[Path],
    columns: Mapping[Path, Sequence[str]],
    rules: Mapping[str, Benefit],
    days: Sequence[date],
) -> list[str]:
    """Why no rule was asked of a row: the days and subjects that each table holds, beside those asked for."""
    asked = {
        ON: [day.isoformat() for day in days],
        SUBJECT: sorted({rule.subject for rule in rules.values()}),
    }
    said = [f"none of these rules is asked of a row: asked are {_few(asked[SUBJECT])} on {_few(asked[ON])}"]
    for source in sources:
        table = pq.read_table(source, columns=[one for one in (SUBJECT, ON) if one in columns[source]])
        held = {one: sorted(str(value) for value in pc.unique(table[one]).to_pylist() if value is not None)
                for one in table.column_names}  # fmt: skip
        parts = [
            f"{word} {_few(held[one])}" for one, word in ((SUBJECT, "subjects"), (ON, "days")) if one in held
        ]
        said.append(f"{source.name} holds {pq.read_metadata(source).num_rows} rows; " + "; ".join(parts))
    return said


def _few(values: Sequence[str], most: int = 6) -> str:
    """Some values, of many the first and the last."""
    if not values:
        return "none"
    return ", ".join(values) if len(values) <= most else f"{values[0]} … {values[-1]} ({len(values)})"
