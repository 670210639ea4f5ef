"""The command line: `gainful …`. Every command makes one domain call and exits 0 done, 1 faults found, 2 refused."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date
from functools import wraps
from pathlib import Path
from typing import Any

import typer
from rich.console import Console

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Gainful: from a county's workbooks to people in work and figures that anybody can recompute.",
)
out = Console(highlight=False, soft_wrap=True)
err = Console(stderr=True, highlight=False, soft_wrap=True)

DONE, FAULTS, REFUSED = 0, 1, 2
# How both databases say that nothing was set up yet.
NO_DATABASE = ("no such table", "does not exist", "unable to open database file")


def start() -> None:
    """Make Django ready, and what is written from here on readable by nobody but its owner."""
    os.umask(0o077)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gainful.settings")
    import django

    django.setup()


def refuse(sentence: str) -> typer.Exit:
    """Say why on stderr; raise what this returns to leave with 2."""
    err.print(f"[bold]refused:[/bold] {sentence}", markup=True)
    return typer.Exit(REFUSED)


def area_named(code: str) -> int:
    """The number of an area from its code as typed; leaves with 2 where it is no code."""
    from gainful.terms.areas import area_number

    try:
        return area_number(code)
    except ValueError:
        raise refuse(f"{code!r} is no area code: 2, 4, 6, 9 or 12 digits, or 0 for everywhere") from None


def place_named(code: str, on: date | None = None) -> int:
    """The number of an area that the list has, from its code as typed; leaves with 2 where there is none.

    `on` is the day on which it must exist; None takes one of any time. Before anything is set up here there is no
    list of one's own, and a code is taken that lies in a province of the pack.
    """
    from django.conf import settings
    from django.db import DatabaseError

    from gainful.accounts.places import gazetteer
    from gainful.pack import load
    from gainful.terms.areas import province_of

    number = area_named(code)
    try:
        known = gazetteer().exists(number, on)
    except DatabaseError:
        known = number == 0 or load(settings.GAINFUL_PACK).gazetteer().exists(province_of(number), on)
    if not known:
        when = f" on {on.isoformat()}" if on else ""
        raise refuse(
            f"no place{when} has the code {code}: correct it, or add the place with `gainful areas add`"
        )
    return number


def writable(path: Path | None) -> None:
    """Leaves with 2 where a file cannot be written, before anything is done whose report it would hold."""
    if path is None:
        return
    before = path.exists()
    try:
        with path.open("a"):
            pass
    except OSError as error:
        raise refuse(
            f"{path} cannot be written ({error.strerror}): name a file in a folder of yours"
        ) from None
    if not before:
        path.unlink()


def command(function: Callable[..., Any]) -> Callable[..., Any]:
    """Django ready, and refusals of the domain as one sentence and exit 2."""

    @wraps(function)
    def run(*arguments: Any, **named: Any) -> Any:
        from django.core.exceptions import ImproperlyConfigured
        from django.db import OperationalError, ProgrammingError

        from gainful.accounts.refusals import Refused

        try:
            start()
            return function(*arguments, **named)
        except Refused as refusal:
            from gainful.cli.operator import sentence_of

            raise refuse(sentence_of(refusal)) from None
        except ImproperlyConfigured as fault:
            raise refuse(str(fault)) from None
        except (OperationalError, ProgrammingError) as fault:
            if any(words in str(fault) for words in NO_DATABASE):
                raise refuse("there is no database here yet: run `gainful init` first") from None
            raise

    return run


from gainful.cli import (  # noqa: E402,F401
    areas,
    audit,
    benefits,
    benefits_complete,
    benefits_nation,
    benefits_pay,
    compare,
    county,
    demo,
    figures,
    forms,
    home,
    pack,
    simulate,
)
