"""What the database should hold of its own, against what it holds: tables, limits, indexes, keys, guards.

The wanted side is never a stored fingerprint. It is made anew from the models and the guards' own statements, in an
empty database that lives for a moment (SQLite: in memory; PostgreSQL: temporary tables of the same server, so that
both sides are told by the same version). A test holds that a database made by the migrations has no fault.

Compared is what decides whether a row may be written: columns with their kinds and defaults, CHECK, UNIQUE and
foreign keys, unique and other indexes, triggers, functions, and on PostgreSQL rules and whether all of it is switched
on. An index too many that is not unique is somebody's tuning and no fault.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.db import DatabaseError, models, transaction
from django.db import connection as default_connection

from gainful.accounts.guards import BEYOND


@dataclass(frozen=True)
class Fault:
    """One difference: its sentence, and the statements that mend it; without any, `advice` says what does."""

    sentence: str
    mend: tuple[str, ...] = ()
    advice: str = ""

    def __str__(self) -> str:
        return f"{self.sentence}: {self.advice}" if self.advice else self.sentence


@dataclass
class Mended:
    """What was put back, and what is left as it was found, with what to do about it."""

    done: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)


UNKNOWN = "an upgrade leaves alone what it does not know; remove it by hand if nobody wants it"


def all_models() -> list[type[models.Model]]:
    """Every table of ours and of the libraries beside it, to which ours refer."""
    found = [model for model in apps.get_models() if model._meta.managed and not model._meta.proxy]
    return sorted(found, key=lambda model: model._meta.db_table)


def own_tables() -> set[str]:
    """The tables that are compared: every chapter's, and those of libraries that decide who gets in."""
    configs = [config for config in apps.get_app_configs() if config.name.startswith("gainful.")]
    found = [model for config in configs for model in config.get_models(include_auto_created=True)]
    return {model._meta.db_table for model in found if model._meta.managed} | set(BEYOND)


def faults(connection: Any = default_connection) -> list[Fault]:
    """What lacks, was altered, is switched off or is too many; an empty list when all is as it should be.

    Reads only (on PostgreSQL it makes temporary tables, and takes them back): not inside a read-only transaction.
    """
    from gainful.accounts import schema_postgresql, schema_sqlite

    kind = schema_sqlite if connection.vendor == "sqlite" else schema_postgresql
    return kind.faults(connection)


def sentences(connection: Any = default_connection) -> list[str]:
    """The faults, one sentence each."""
    return [fault.sentence for fault in faults(connection)]


def mend(found: Sequence[Fault], connection: Any = default_connection) -> Mended:
    """Put back what can be, each thing by itself; what cannot is left and told."""
    mended = Mended()
    for fault in found:
        if not fault.mend:
            mended.left.append(str(fault))
            continue
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                for statement in fault.mend:
                    cursor.execute(statement)
        except DatabaseError as refusal:
            said = (str(refusal).strip().splitlines() or ["no reason given"])[0]
            mended.left.append(f"{fault.sentence}: it cannot be put back, since the database says: {said}")
        else:
            mended.done.append(fault.sentence)
    return mended
