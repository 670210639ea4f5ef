"""Keeping a figure from telling about a person: primary suppression, and what may be shown to everybody.

This is the first wall only. A cell resting on fewer people than the threshold loses its value; but somebody who has
the sums beside it, or two releases of neighbouring days, can compute such cells back. So releases stay internal, and
the public projection holds county totals alone, with no sum above and no split below them (decision 0010).
"""

from __future__ import annotations

from typing import Any

import pyarrow as pa

from gainful.figures.measure import FIGURES, Reason, State
from gainful.terms.places import Level

PROTECTED = (
    "person",
    "household",
    "share of persons",
    "share of households",
    "share of spells",
    "share of income",
)
_PER_PERSON = ("fen per person", "persons per person")

WITHHELD = "withheld"
"""Stands for a split by evidence with a part of fewer people than the threshold."""


def is_about_people(unit: str) -> bool:
    """Whether cells of a unit rest on people or households; workshops and businesses are not protected."""
    return unit.startswith(PROTECTED + _PER_PERSON)


def is_small(row: dict[str, Any], threshold: int) -> bool:
    """Whether a row rests on fewer than `threshold` people, or tells of as few who differ from the rest.

    Nobody at all (0) is shown: it tells of no one. A share is small also where the numerator, or all the others, are
    few. Of a ratio of people both sides count.
    """
    if row["state"] == State.NOT_COMPUTABLE or not is_about_people(row["unit"]):
        return False
    sizes = [row["counted"]]
    if row["kind"] == "share":
        sizes += [row["numerator"], row["denominator"] - row["numerator"]]
    if row["unit"].startswith("persons per person"):
        sizes.append(row["denominator"])
    return any(size is not None and 0 < size < threshold for size in sizes)


def suppress(figures: pa.Table, threshold: int) -> pa.Table:
    """The figures with small cells emptied (state suppressed), and small parts beside a shown value withheld."""
    return pa.Table.from_pylist([_suppressed(row, threshold) for row in figures.to_pylist()], schema=FIGURES)


def _suppressed(row: dict[str, Any], threshold: int) -> dict[str, Any]:
    """One row as it may stand in an internal release."""
    if not is_about_people(row["unit"]):
        return row
    if not is_small(row, threshold):
        return row | _vetted_parts(row, threshold)
    emptied = dict.fromkeys(
        ("value", "numerator", "denominator", "counted", "left_out", "well_evidenced_share")
    )
    reason = {"state": State.SUPPRESSED, "reason": Reason.FEW_PEOPLE, "reason_value": str(threshold)}
    return row | emptied | reason | {"evidence": ""}


def _vetted_parts(row: dict[str, Any], threshold: int) -> dict[str, Any]:
    """What a shown row may say of its evidence and of those left out.

    One small part of the split withholds the whole split, since the numerator less the others is that part again;
    so do few with no evidence at all. The share well evidenced stays where neither side of it is small.
    """
    left_out = row["left_out"]
    parts: dict[str, Any] = {"left_out": None if left_out and left_out < threshold else left_out}
    if not row["evidence"]:
        return parts
    split = dict(part.split("=") for part in row["evidence"].split(";"))
    sizes = [int(number) for number in split.values()]
    known = sum(sizes)
    confirmed = round(row["well_evidenced_share"] * known)
    unsaid = row["numerator"] - known
    if any(0 < size < threshold for size in (*sizes, unsaid)):
        parts["evidence"] = WITHHELD
    if any(0 < size < threshold for size in (confirmed, known - confirmed, unsaid)):
        parts["well_evidenced_share"] = None
    return parts


def public(figures: pa.Table, threshold: int) -> pa.Table:
    """What anybody may see: county totals, small ones suppressed.

    No larger area and no breakdown, so that nothing is left over to subtract from. The numbers behind evidence and
    what was left out are internal.
    """
    rows = []
    for row in suppress(figures, threshold).to_pylist():
        if row["level"] != Level.COUNTY or row["breakdown"]:
            continue
        if row["kind"] == "count":
            row["counted"] = None
        rows.append(row | {"evidence": "", "left_out": None})
    return pa.Table.from_pylist(rows, schema=FIGURES)
