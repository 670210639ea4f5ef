"""Remarks that many figures share, said once above them instead of beside each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

SHARED = 3
"""A remark that so many figures share is said once."""


def _most_shared(notes: Iterable[str]) -> tuple[str, int]:
    """The remark that most share and how many do; ("", 0) where fewer than three do."""
    counts = Counter(note for note in notes if note).most_common(1)
    return counts[0] if counts and counts[0][1] >= SHARED else ("", 0)


def said_once(groups: Mapping[str, list[Any]]) -> dict[str, Any]:
    """The same groups of figures; the remark that most of them share is left to `shared_note`, empty for none."""
    note, count = _most_shared(one.note for rows in groups.values() for one in rows)
    shorter = {
        name: [replace(one, note="") if note and one.note == note else one for one in rows]
        for name, rows in groups.items()
    }
    return {**shorter, "shared_note": note, "shared_count": count}


def why_once(lines: list[dict[str, Any]]) -> dict[str, Any]:
    """The same lines; the reason that most of them share is left to `shared_note`, empty for none."""
    why, count = _most_shared(one["why"] for one in lines)
    shorter = [one | {"why": "" if one["why"] == why else one["why"]} for one in lines]
    return {"lines": shorter, "shared_note": why, "shared_count": count}
