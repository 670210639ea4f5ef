"""The reference page of fraud tests and their tables: `python -m gainful.benefits.fraud.reference PACK`."""

from __future__ import annotations

import sys
from pathlib import Path

from gainful.benefits.fraud.definition import own_tests
from gainful.benefits.fraud.run import SEEN
from gainful.benefits.fraud.tables import TABLES
from gainful.pack.pack import Pack, load

PAGE = Path(__file__).parents[4] / "docs" / "reference" / "fraud_tests.md"


def page(pack: Pack) -> str:
    """All tests with their meaning and the pack's thresholds, then the tables that they read, as Markdown."""
    lines = [
        "# Fraud tests", "", "Written by `python -m gainful.benefits.fraud.reference PACK`. Each is one .sql file. "
        "What one sees is a question for a person; it stops nobody's benefit.", "",
    ]  # fmt: skip
    for name, test in own_tests().items():
        told, chinese = test.told["en"], test.told["zh"]
        lines += [f"## {name}", "", f"{told['title']} ({chinese['title']})", ""]
        lines += [f"- **subject**: {test.subject.value}"]
        lines += [
            f"- **{key}**: {told[key]}" for key in ("looks for", "does not see", "innocent", "ask", "seen")
        ]
        alarms = test.false_alarms
        lines += [f"- **false alarms**: {1000 * alarms.share:.2f} in a thousand ({alarms})"]
        lines += [f"- **threshold**: {_threshold(pack, one)}" for one in sorted(test.thresholds)]
        lines.append("")
    lines += ["# Tables that they read", "", "One Parquet file each. An empty cell means: not known.", ""]
    for table, schema in TABLES.items():
        lines += [f"## {table}", "", "| column | type | may be empty | meaning |", "|---|---|---|---|"]
        lines += [
            f"| {one.name} | {one.type} | {'yes' if one.nullable else 'no'} | {one.metadata[b'doc'].decode()} |"
            for one in schema
        ]
        lines.append("")
    lines += ["# Rows that a test returns", "", ", ".join(f"`{one.name}` ({one.type})" for one in SEEN), ""]
    return "\n".join(lines)


def _threshold(pack: Pack, name: str) -> str:
    if name not in pack.parameters:
        return f"`{name}`: not set"
    found = pack.parameters.by_name[name]
    values = ", ".join(f"{one.value} from {one.valid_from}" for one in found.values)
    return f"`{name}` ({found.unit}): {values}. {found.names.get('en', '')}"


if __name__ == "__main__":
    PAGE.write_text(page(load(sys.argv[1])), encoding="utf-8")
