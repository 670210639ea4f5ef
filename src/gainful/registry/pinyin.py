"""Names as they are typed without an input method: whole pinyin, initials, and the given name alone."""

from __future__ import annotations

import itertools
import re
from functools import lru_cache

from pypinyin import Style, pinyin

MOST_READINGS = 8


@lru_cache(maxsize=20_000)
def _readings(character: str) -> tuple[str, ...]:
    """How one character may be read, without tones; a character that has no reading stands for itself."""
    return tuple(dict.fromkeys(pinyin(character, style=Style.NORMAL, heteronym=True)[0]))


def pinyin_forms(name: str) -> str:
    """All that a name may be searched by, blank between: "zhangwei zw wei".

    A character of several readings gives several forms (at most eight), since a surname's reading is rarely
    the common one.
    """
    letters = re.sub(r"[\s·•.]", "", name.lower())
    if not letters:
        return ""
    readings = [_readings(character) for character in letters]
    forms: dict[str, None] = {}
    for syllables in itertools.islice(itertools.product(*readings), MOST_READINGS):
        initials = "".join(syllable[0] for syllable in syllables)
        for form in ("".join(syllables), initials, "".join(syllables[1:])):
            if form:
                forms[form] = None
    return " ".join(forms)[:200]
