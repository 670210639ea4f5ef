"""How long several lists are, asked at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Count, QuerySet, Value

from gainful.accounts.changes import tables_named


def _plain(rows: QuerySet) -> QuerySet:
    """The same rows without columns that were reckoned for them: those would be counted apart."""
    if not rows.query.annotations and not rows.query.distinct:
        return rows
    kept: QuerySet = rows.model._default_manager.filter(pk__in=rows.order_by().values("pk"))
    return kept


def _length(rows: QuerySet) -> QuerySet:
    """One row with how many rows there are; none where there is none."""
    plain = _plain(rows).order_by().select_related(None)
    found: QuerySet = plain.annotate(everybody=Value(1)).values("everybody").annotate(count=Count("pk"))
    return found.values("count")


def counted(lists: Mapping[str, QuerySet]) -> dict[str, int]:
    """How long each list is, asked of the database in one statement."""
    return lengths_of({name: Listed(rows) for name, rows in lists.items()})


_SUBJECTS = -(2**62)
"""Stands in a statement that is kept for the numbers of the subjects, which are put in each time."""


@dataclass(frozen=True)
class _Text:
    """A statement as text: writing it out of a queryset takes longer than the database takes to answer it."""

    sql: str
    values: tuple[Any, ...]

    @classmethod
    def of(cls, rows: QuerySet) -> _Text | None:
        """The statement of these rows; None of rows that can never be any."""
        try:
            sql, values = rows.query.sql_with_params()
        except EmptyResultSet:
            return None
        return cls(sql, tuple(values))

    def about(self, subjects: Collection[int]) -> _Text:
        """The statement with these numbers where the subjects stand."""
        pieces = self.sql.split("%s")
        marks = [", ".join(["%s"] * len(subjects)) if one == _SUBJECTS else "%s" for one in self.values]
        sql = "".join(piece + mark for piece, mark in zip(pieces, [*marks, ""], strict=True))
        values = ((one,) if one != _SUBJECTS else subjects for one in self.values)
        return _Text(sql, tuple(number for some in values for number in some))


class Listed:
    """The rows of a list, and what is asked about them, each statement written out once."""

    def __init__(self, rows: QuerySet, column: str = "pk") -> None:
        self._rows, self._column = rows.order_by().select_related(None), column

    @cached_property
    def tables(self) -> frozenset[str]:
        """The tables that decide what stands on the list."""
        text = _Text.of(self._rows)
        return tables_named(text.sql) if text else frozenset()

    @cached_property
    def length(self) -> _Text | None:
        """How many rows there are."""
        return _Text.of(_length(self._rows))

    @cached_property
    def subjects(self) -> _Text | None:
        """The subject of each row."""
        return _Text.of(self._rows.values_list(self._column))

    @cached_property
    def subjects_among(self) -> _Text | None:
        """The subject of each row, of the rows of some subjects."""
        some = self._rows.filter(**{f"{self._column}__in": [_SUBJECTS]})
        return _Text.of(some.values_list(self._column))


def _asked(sql: str, values: Iterable[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, list(values))
        rows: list[tuple[Any, ...]] = cursor.fetchall()
        return rows


def lengths_of(lists: Mapping[str, Listed]) -> dict[str, int]:
    """How long each list is, asked of the database in one statement."""
    texts = {name: text for name, one in lists.items() if (text := one.length)}
    if not texts:
        return dict.fromkeys(lists, 0)
    sql = "SELECT " + ", ".join(f"COALESCE(({text.sql}), 0)" for text in texts.values())
    (row,) = _asked(sql, (value for text in texts.values() for value in text.values))
    return dict.fromkeys(lists, 0) | dict(zip(texts, row, strict=True))


def subjects_of(lists: Mapping[str, tuple[Listed, Collection[int] | None]]) -> dict[str, Counter[int]]:
    """How many rows of each list name each subject, of all or of those named, asked in one statement."""
    texts = []
    for place, (one, among) in enumerate(lists.values()):
        if among is None:
            text = one.subjects
        else:
            text = one.subjects_among.about(among) if among and one.subjects_among else None
        if text:
            part = f"SELECT {place}, subjects.* FROM ({text.sql}) AS subjects"  # noqa: S608 Django's own text
            texts.append((part, text.values))
    found: dict[str, Counter[int]] = {name: Counter() for name in lists}
    order = list(lists)
    sql = " UNION ALL ".join(part for part, _values in texts)
    rows = _asked(sql, (one for _part, values in texts for one in values)) if texts else []
    for place, number in rows:
        found[order[place]][number] += 1
    return found
