"""Texts of a page by language: one text alone is said in every language, a mapping has each of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

Report = Callable[[str, str, str], None]
"""Called with the code, the place on the page and the sentence of a problem."""

BETWEEN = {"en": "; ", "zh": "；"}
"""What stands between two sources, by language."""


def in_languages(written: object) -> dict[str, str] | None:
    """A text by language; one text alone is said in every language. None for what is no text."""
    if isinstance(written, str) and written.strip():
        return {"en": written, "zh": written}
    if isinstance(written, Mapping) and all(
        isinstance(written.get(language), str) and written[language].strip() for language in ("en", "zh")
    ):
        return {str(language): str(text) for language, text in written.items()}
    return None


def read_source(page: Mapping[Any, Any], where: str, report: Report) -> dict[str, str] | None:
    """Where a page, a parameter or a value comes from, by language; None where it names nothing, or names it wrongly.

    A document's own title is one text for both languages; everything else is written in both.
    """
    if "source" not in page:
        return None
    said = in_languages(page["source"])
    if said is None:
        report("shape", where, "a source is a text, or one in each language: en, zh")
    return said


def named_once(sources: Iterable[Mapping[str, str]], language: str) -> str:
    """Sources in one line, none twice: one that stands within another is that other."""
    between = BETWEEN[language]
    parts = [part for one in sources for part in one.get(language, "").split(between) if part]
    kept: list[str] = []
    for part in parts:
        if not any(part in other for other in kept):
            kept = [other for other in kept if other not in part] + [part]
    return between.join(kept)
