"""Sessions that a killed child or a browser left open: PostgreSQL drops no database that somebody still uses."""

from __future__ import annotations

import sys
import time

from django.db import connection

PATIENCE_SECONDS = 10
OTHERS = """SELECT pid, state, backend_start, query_start, left(query, 200) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()"""


def end_strays() -> None:
    """Wait until the others have gone; whoever stays is named on the error channel and ended."""
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        for _ in range(PATIENCE_SECONDS * 10):
            cursor.execute(OTHERS)
            if not (others := cursor.fetchall()):
                return
            time.sleep(0.1)
        for other in others:
            print("tests: a session was left open:", *other, file=sys.__stderr__, flush=True)
            cursor.execute("SELECT pg_terminate_backend(%s)", [other[0]])
