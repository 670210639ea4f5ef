"""A refusal by the database's own guards, told with the same names as a refusal by an action."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import IntegrityError

from gainful.accounts.refusals import Refused

_REASON = re.compile(r"refused: (\w+)")


@contextmanager
def told_by_name() -> Iterator[None]:
    """Turns a guard's refusal into Refused with its reason; any other fault of integrity stays what it is."""
    try:
        yield
    except IntegrityError as error:
        reason = _REASON.search(str(error))
        if reason is None:
            raise
        raise Refused(reason.group(1)) from error
