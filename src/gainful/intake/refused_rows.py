"""Findings for rows that only the database refuses: what the sheets could not know is said at the row as well."""

from __future__ import annotations

from collections.abc import Iterable

from gainful.intake.models import RowFinding, StagedRow
from gainful.intake.sentences import Severity, sentences
from gainful.words import refusals


def refused_findings(rows: Iterable[StagedRow], said: Iterable[RowFinding]) -> list[RowFinding]:
    """One unsaved finding of severity refused for each refused row that has none among `said`, with its reason."""
    at = {(one.file, one.sheet, one.row) for one in said if one.severity == Severity.REFUSED}
    return [
        _finding(row)
        for row in rows
        if row.effect == StagedRow.Effect.REFUSED and (row.file, row.sheet, row.row) not in at
    ]


def _finding(row: StagedRow) -> RowFinding:
    words = refusals().get(row.because)
    # A sentence that needs values cannot be said afterwards; the row then says that it was not taken.
    plain = words if words and "{" not in words["zh"] + words["en"] else None
    zh, en = (plain["zh"], plain["en"]) if plain else sentences("row_not_taken")
    return RowFinding(
        area=row.area,
        batch_id=row.batch_id,
        file=row.file,
        sheet=row.sheet,
        row=row.row,
        code=row.because if plain else "row_not_taken",
        severity=str(Severity.REFUSED),
        message_zh=zh,
        message_en=en,
    )
