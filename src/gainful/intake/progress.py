"""Progress of long work: a function called with the step, how much is done, and how much there is.

It may raise Stopped when somebody asked the work to stop; the transaction under way is then rolled back whole.
"""

from __future__ import annotations

from typing import Protocol


class Stopped(Exception):
    """Somebody asked the work to stop."""


class Progress(Protocol):
    """Called often; must be cheap."""

    def __call__(self, step: str, done: int, total: int) -> None:
        """Note how far the work is."""


def silent(step: str, done: int, total: int) -> None:
    """Tells nobody."""
