"""How long several lists are, asked at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from django.db.models import Count, IntegerField, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from gainful.accounts.models import ChainHead


def _plain(rows: QuerySet) -> QuerySet:
    """The same rows without columns that were reckoned for them: those would be counted apart."""
    if not rows.query.annotations and not rows.query.distinct:
        return rows
    kept: QuerySet = rows.model._default_manager.filter(pk__in=rows.order_by().values("pk"))
    return kept


def counted(lists: Mapping[str, QuerySet]) -> dict[str, int]:
    """How long each list is, asked of the database in one statement."""
    inner = {
        name: _plain(rows)
        .order_by()
        .select_related(None)
        .annotate(everybody=Value(1))
        .values("everybody")
        .annotate(count=Count("pk"))
        .values("count")
        for name, rows in lists.items()
    }
    # Any table with a row that is always there would do: the counts hang on nothing of it.
    row = ChainHead.objects.order_by("shard").annotate(
        **{f"of_{name}": Coalesce(Subquery(rows), 0) for name, rows in inner.items()}
    )
    found = row.values_list(*(f"of_{name}" for name in inner))[:1].get()
    return dict(zip(inner, found, strict=True))


def counted_by(lists: Mapping[str, tuple[QuerySet, str]]) -> dict[str, Counter[int]]:
    """How many rows of each list name each number in a column, asked of the database in one statement."""
    found: dict[str, Counter[int]] = {name: Counter() for name in lists}
    order = list(lists)
    parts = [
        rows.order_by()
        .select_related(None)
        .annotate(of_list=Value(place, output_field=IntegerField()))
        .values_list("of_list", column)
        for place, (rows, column) in enumerate(lists.values())
    ]
    for place, number in parts[0].union(*parts[1:], all=True) if parts else ():
        found[order[place]][number] += 1
    return found
