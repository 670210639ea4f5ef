"""The reference pages of this chapter, written from what the code holds: `python -m gainful.figures.reference PACK`."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

from gainful.figures.indicator import Indicator, load_indicators
from gainful.figures.measure import FIGURES
from gainful.figures.tables import columns_page
from gainful.pack.pack import load

PAGES = Path(__file__).parents[3] / "docs" / "reference"


def indicators_page(indicators: Mapping[str, Indicator]) -> str:
    """All indicators with their meaning, and the columns of the figures table, as Markdown."""
    about = (
        "Written by `python -m gainful.figures.reference PACK`. Each is one .sql file, part of every release."
    )
    lines = ["# Indicators", "", about, ""]
    for indicator in indicators.values():
        lines += [f"## {indicator.name}", "", f"{indicator.title} ({indicator.title_zh})", ""]
        parts = {
            "kind": indicator.kind, "unit": indicator.unit, "period": indicator.period, "as of": f"`{indicator.as_of}`",
            "breakdown": _breakdown(indicator), "counts": indicator.counts, "does not count": indicator.does_not_count,
            "needs": ", ".join(f"{table} complete since `:{name}`" for table, name in indicator.needs),
            "reads": ", ".join(sorted(indicator.tables)), "source": indicator.source,
        }  # fmt: skip
        lines += [f"- **{key}**: {value}" for key, value in parts.items() if value]
        lines.append("")
    lines += ["## The figures table", "", "| column | type | meaning |", "|---|---|---|"]
    lines += [f"| {column.name} | {column.type} | {column.metadata[b'doc'].decode()} |" for column in FIGURES]
    return "\n".join([*lines, ""])


def _breakdown(indicator: Indicator) -> str:
    """The breakdown in words; empty for none."""
    how = "adds up to the whole" if indicator.adds_up else "each apart, no sum"
    return f"{indicator.breakdown} ({how})" if indicator.breakdown else ""


def pages(pack: str) -> dict[str, str]:
    """The text of each page by file name."""
    return {
        "indicators.md": indicators_page(load_indicators(load(pack).indicators)),
        "event_tables.md": columns_page(),
    }


if __name__ == "__main__":
    for name, text in pages(sys.argv[1]).items():
        (PAGES / name).write_text(text, encoding="utf-8")
