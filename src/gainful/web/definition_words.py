"""What a figure counts, in the reader's words: the parameters of its definition said by their values."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from gainful.figures.counting import counting_of
from gainful.words import label, language, pack

PARAMETER = re.compile(r":([a-z_]+)")
CODES_OF = {"classes": "location_classes", "channels": "channels", "kinds": "service_needs"}
"""The code list of a parameter, by the last word of its name."""


def in_plain_words(meaning: Mapping[str, str], on: date) -> dict[str, str]:
    """A definition's sentences with each parameter said by the values that it has as of a day."""
    values = counting_of(pack(), on).values(on)

    def said(found: re.Match[str]) -> str:
        name = found[1]
        value, code_list = values.get(name), CODES_OF.get(name.rsplit("_", 1)[-1])
        if isinstance(value, list) and code_list:
            between = "、" if language() == "zh" else ", "
            return between.join(label(code_list, code) for code in value)
        return found[0] if value is None else str(value)

    return {name: PARAMETER.sub(said, sentence) for name, sentence in meaning.items()}
