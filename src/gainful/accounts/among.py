"""A set of row numbers that was read once, as one parameter of a query: `filter(person__among=ids)`.

A subquery in its place would be planned anew inside each query that uses it, and planned badly on a database
that has not counted its rows yet (a county just imported); a list would be one parameter a row, and SQLite
takes 32,766 of them.
"""

from __future__ import annotations

import json
from typing import Any

from django.db.models import Field, ForeignObject, Lookup


@ForeignObject.register_lookup
@Field.register_lookup
class Among(Lookup):
    """Whether a row number is among those given; an empty set fits nothing."""

    lookup_name = "among"
    prepare_rhs = False

    def as_postgresql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        """One array of numbers."""
        column, params = self.process_lhs(compiler, connection)
        return f"{column} = ANY(%s::bigint[])", [*params, list(self.rhs)]

    def as_sqlite(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        """One text of JSON, read by the database's own function."""
        column, params = self.process_lhs(compiler, connection)
        within = "IN (SELECT value FROM json_each(%s))"
        return f"{column} {within}", [*params, json.dumps(list(self.rhs))]
