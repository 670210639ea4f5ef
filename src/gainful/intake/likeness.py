"""Whether two writings of a personal number may be one person's: only ever used with the name."""

from __future__ import annotations


def alike(seen: str | None, number: str) -> bool:
    """Whether what a refused cell showed may be this number: one slip of the pen, or its last digits lost.

    Used with the person's name, and only to say where the mistake is: no number is ever completed from another.
    """
    if not seen:
        return False
    if len(seen) == len(number):
        differing = [at for at, (a, b) in enumerate(zip(seen, number, strict=True)) if a != b]
        swapped = len(differing) == 2 and differing[1] == differing[0] + 1
        return len(differing) <= 1 or swapped
    if abs(len(seen) - len(number)) == 1:
        longer, shorter = sorted((seen, number), key=len, reverse=True)
        return any(longer[:at] + longer[at + 1 :] == shorter for at in range(len(longer)))
    if len(seen) == 15 and seen.isdecimal() and number[:15].isdecimal():
        return abs(int(seen) - int(number[:15])) <= 1  # rounding may have carried into the last digit kept
    return 4 < len(seen) < 15 and number.startswith(seen[:-1])
