"""Mending one refused row: its facts as texts to correct, and the corrected texts as a table of one row."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from gainful.intake.forms import Column, Form, Forms
from gainful.intake.staged import Opened
from gainful.pack import Pack


@dataclass(frozen=True)
class Field:
    """One fact of the row as a person corrects it."""

    fact: str
    header: str
    text: str
    refused: bool
    required: bool
    choices: tuple[str, ...] = ()


def fields(form: Form, said: Opened, pack: Pack) -> list[Field]:
    """The row's facts in the order of the form; a refused cell shows what is left of it."""
    found, seen = [], set()
    for column in form.columns.values():
        header = column.headers[0]
        if header in seen:
            continue
        seen.add(header)
        value = said.values.get(column.fact, said.unsure.get(column.fact))
        found.append(
            Field(
                column.fact,
                header,
                text_of(column, value, pack),
                column.fact in said.refused,
                column.required,
                _choices(column, pack),
            )
        )
    return found


def text_of(column: Column, value: Any, pack: Pack) -> str:
    """A fact as an office writes it, so that reading it again gives the same fact."""
    if value is None:
        return ""
    first = pack.languages[0].split("-")[0]
    if column.type == "code":
        return pack.codes[column.list].label(value, first)
    if column.type == "codes":
        return "、".join(pack.codes[column.list].label(code, first) for code in value)
    if column.type == "yes_no":
        return pack.codes["yes_no"].label("yes" if value else "no", first)
    if column.type == "money":
        return _yuan(value)
    if column.type == "money_range":
        low, high = value
        return _yuan(low) if low == high else f"{_yuan(low)}-{_yuan(high)}"
    return value.isoformat() if isinstance(value, date) else str(value)


def table(forms: Forms, form: Form, texts: Mapping[str, str], unit: str, filed_on: date) -> bytes:
    """A CSV of one row under its header and filing line: what a corrected row is handed in as."""
    out = io.StringIO()
    write = csv.writer(out)
    filing = forms.common.filing
    write.writerow([f"{filing['unit'][0]}：{unit}        {filing['date'][0]}：{filed_on.isoformat()}"])
    columns = {column.headers[0]: column for column in form.columns.values()}
    shown = {header: texts.get(column.fact, "") for header, column in columns.items()}
    write.writerow(shown)
    write.writerow(shown.values())
    return out.getvalue().encode("utf-8-sig")


def _choices(column: Column, pack: Pack) -> tuple[str, ...]:
    name = {"code": column.list, "yes_no": "yes_no"}.get(column.type, "")
    first = pack.languages[0].split("-")[0]
    return tuple(dict.fromkeys(item.names[first] for item in pack.codes[name])) if name else ()


def _yuan(fen: int) -> str:
    return format(Decimal(fen) / 100, "f")
