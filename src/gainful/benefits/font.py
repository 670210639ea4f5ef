"""Which characters a font file draws, read off its own table, so that a letter never shows a box in place of a name."""

from __future__ import annotations

import struct
from functools import cache
from pathlib import Path


@cache
def characters(path: Path) -> frozenset[str]:
    """The characters that a TrueType or OpenType file has a glyph for; none where it is missing or no font."""
    try:
        font = path.read_bytes()
        cmap = _table(font, b"cmap")
        count = struct.unpack_from(">H", font, cmap + 2)[0]
        found: set[int] = set()
        for at in range(count):
            start = cmap + struct.unpack_from(">I", font, cmap + 4 + 8 * at + 4)[0]
            kind = struct.unpack_from(">H", font, start)[0]
            found |= (
                _of_segments(font, start) if kind == 4 else _of_groups(font, start) if kind == 12 else set()
            )
    except (OSError, struct.error, KeyError):
        return frozenset()
    return frozenset(map(chr, found))


def _table(font: bytes, tag: bytes) -> int:
    for at in range(struct.unpack_from(">H", font, 4)[0]):
        name, _sum, offset, _length = struct.unpack_from(">4sIII", font, 12 + 16 * at)
        if name == tag:
            return int(offset)
    raise KeyError(tag)


def _of_groups(font: bytes, start: int) -> set[int]:
    """Format 12: groups of characters with glyphs one after the other; glyph 0 is the box."""
    found: set[int] = set()
    for at in range(struct.unpack_from(">I", font, start + 12)[0]):
        first, last, glyph = struct.unpack_from(">III", font, start + 16 + 12 * at)
        found.update(range(first + (glyph == 0), last + 1))
    return found


def _of_segments(font: bytes, start: int) -> set[int]:
    """Format 4: segments of the first 65,536 characters."""
    twice = struct.unpack_from(">H", font, start + 6)[0]
    count, ends = twice // 2, start + 14
    found: set[int] = set()
    for at in range(count):
        last = struct.unpack_from(">H", font, ends + 2 * at)[0]
        first = struct.unpack_from(">H", font, ends + twice + 2 + 2 * at)[0]
        delta = struct.unpack_from(">h", font, ends + 2 * twice + 2 + 2 * at)[0]
        where = ends + 3 * twice + 2 + 2 * at
        offset = struct.unpack_from(">H", font, where)[0]
        for code in range(first, min(last, 0xFFFE) + 1):
            glyph = code
            if offset:
                glyph = struct.unpack_from(">H", font, where + offset + 2 * (code - first))[0]
            if (offset and glyph) or (not offset and (glyph + delta) & 0xFFFF):
                found.add(code)
    return found
