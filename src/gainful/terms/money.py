"""Money: whole fen (1/100 yuan) inside, yuan on paper. No floating point anywhere.

Office workbooks write one amount in many ways ("3,400", "0.35万", "5000元/月", "3.6k"); `yuan` reads a single
amount, `yuan_range` a span. What is no amount ("面议", to be agreed) is None: unknown is never 0.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

_SCALES = {"万": 10_000, "w": 10_000, "千": 1_000, "k": 1_000, "": 1}
_AMOUNT = re.compile(r"[¥￥]?(?P<number>\d+(?:\.\d+)?)(?P<scale>[万wk千]?)元?")
_PER_MONTH = re.compile(r"(/|每|一个?)月$|^(月薪|每月|月)")
_RANGE_MARK = re.compile(r"[-~—–至到]+")


def _plain(text: str) -> str:
    """The text in half width, lower case, without blanks, thousands marks and "per month"."""
    half = unicodedata.normalize("NFKC", text).lower()
    return _PER_MONTH.sub("", re.sub(r"[\s,]", "", half))


def _fen(number: str, scale: str) -> int | None:
    """The number as fen, or None when it is finer than a fen."""
    exact = Decimal(number) * _SCALES[scale] * 100
    return int(exact) if exact == exact.to_integral_value() else None


def yuan(text: str | int | Decimal | None) -> int | None:
    """The amount in fen that a cell says in yuan; None for a blank, words, a span, or less than a fen.

    >>> yuan("0.35万"), yuan("3,400"), yuan("面议")
    (350000, 340000, None)
    """
    if text is None:
        return None
    if isinstance(text, float):
        raise TypeError("money is never a float: pass the text or a Decimal")
    plain = _plain(str(text))
    sign = -1 if plain.startswith("-") else 1
    found = _AMOUNT.fullmatch(plain.removeprefix("-"))
    if found is None:
        return None
    fen = _fen(found["number"], found["scale"])
    return None if fen is None else sign * fen


def yuan_range(text: str | int | Decimal | None) -> tuple[int, int] | None:
    """Lowest and highest amount in fen of a cell that says one amount or a span, else None.

    A scale written once holds for both ends ("3-4k"); a span whose end is below its start is None.

    >>> yuan_range("3.6k-4.1k"), yuan_range("3200～3700元"), yuan_range(4300)
    ((360000, 410000), (320000, 370000), (430000, 430000))
    """
    single = yuan(text)
    if single is not None:
        return (single, single) if single >= 0 else None
    ends = [_AMOUNT.fullmatch(part) for part in _RANGE_MARK.split(_plain(str(text or "")))]
    if len(ends) != 2 or ends[0] is None or ends[1] is None:
        return None
    low = _fen(ends[0]["number"], ends[0]["scale"] or ends[1]["scale"])
    high = _fen(ends[1]["number"], ends[1]["scale"])
    return None if low is None or high is None or high < low else (low, high)


def format_yuan(fen: int | None, language: str = "en") -> str:
    """The amount as a person reads it: thousands marked, fen only when there are some; unknown is a dash."""
    if fen is None:
        return "—"
    whole, rest = divmod(abs(fen), 100)
    number = f"{'-' if fen < 0 else ''}{whole:,}" + (f".{rest:02d}" if rest else "")
    return f"{number} 元" if language.startswith("zh") else f"CNY {number}"
