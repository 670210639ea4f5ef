"""Whether a text names somebody: width, capitals, blanks and honorifics left aside."""

from __future__ import annotations

import re
import unicodedata

AFTER = (
    "同志", "主任", "副主任", "科长", "副科长", "局长", "副局长", "书记", "副书记", "镇长", "乡长", "县长", "站长",
    "所长",
    "队长", "组长", "村长", "干部", "专干", "经办员", "办事员", "工作人员", "老师", "先生", "女士", "小姐", "师傅",
)  # fmt: skip
"""What is put after a name out of courtesy or for an office."""
BEFORE = re.compile(r"^(?:mr|mrs|ms|miss|dr|officer|director|comrade)\.?\s+(?=\S)", re.IGNORECASE)
LEAST = 2
"""A name of one character is found in any text."""


def plain(name: str) -> str:
    """A name as it is compared."""
    text = unicodedata.normalize("NFKC", name).strip()
    text = "".join(BEFORE.sub("", text).split()).casefold()
    for word in sorted(AFTER, key=len, reverse=True):
        if text.endswith(word) and len(text) - len(word) >= LEAST:
            return text.removesuffix(word)
    return text


def stands_in(name: str, words: str) -> bool:
    """Whether a full name stands in a text. A single word of Latin letters may be any word and is not looked for."""
    name = unicodedata.normalize("NFKC", name).strip()
    if name.isascii():
        parts = [re.escape(part) for part in name.split()]
        pattern = r"\b" + r"\s+".join(parts) + r"\b"
        text = unicodedata.normalize("NFKC", words)
        return len(parts) > 1 and re.search(pattern, text, re.IGNORECASE) is not None
    return len(plain(name)) >= LEAST and plain(name) in _joined(words)


def _joined(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split()).casefold()
