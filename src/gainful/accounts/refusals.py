"""A refusal with a name: what an action raises when it will not do a thing."""

from __future__ import annotations


class Refused(Exception):
    """An action was refused. `code` is looked up in the words; `values` fill its sentence and hold no person."""

    def __init__(self, code: str, **values: object) -> None:
        self.code = code
        self.values = values
        super().__init__(code)

    def __str__(self) -> str:
        return self.code


class NotAllowed(Refused):
    """The actor does not hold the right in that area. Surfaces answer as if the thing did not exist."""
