"""The desk where releases are made: extract, measure and publish in one go, at this installation's own home."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pyarrow as pa
from django.conf import settings

from gainful import __version__
from gainful.accounts.action import require
from gainful.accounts.actor import Actor
from gainful.accounts.running import Progress, silent
from gainful.figures.actions import publish_release
from gainful.figures.compare import Compared, compare, compare_series
from gainful.figures.counting import Counting, counting_of
from gainful.figures.extract import extract
from gainful.figures.indicator import Indicator, load_indicators
from gainful.figures.measure import measure
from gainful.figures.release import Provenance, ReleaseRefused, figures_of, latest_release, releases
from gainful.pack import Pack, load
from gainful.terms.places import NATION, Level

LEVELS = (Level.NATION, Level.PROVINCE, Level.PREFECTURE, Level.COUNTY, Level.TOWNSHIP)


@dataclass(frozen=True)
class Definitions:
    """What is counted here: the pack, its indicators, its parameters as of a day."""

    pack: Pack
    indicators: dict[str, Indicator]
    counting: Counting


def definitions(on: date) -> Definitions:
    """The definitions in use on a day."""
    pack = load(settings.GAINFUL_PACK)
    return Definitions(pack, load_indicators(pack.indicators), counting_of(pack, on))


def releases_home() -> Path:
    """Where this installation's releases stand."""
    return Path(settings.GAINFUL_HOME) / "releases"


def make_release(
    *, actor: Actor, on: date, revises: str = "", because: str = "", progress: Progress = silent
) -> Path:
    """Extract everybody, measure every indicator as of a day, publish; the extract is deleted afterwards.

    Raises NotAllowed without the right to release, ReleaseRefused where the day was released already, is
    to come, or lies less than 28 days from another release's.
    """
    require(actor, "figures.release", NATION)
    if actor.on is not None and on > actor.on:
        raise ReleaseRefused("day_to_come", on=on)
    known = definitions(on)
    place = Path(settings.GAINFUL_HOME) / "extracts" / f"{on.isoformat()}-for-release"
    shutil.rmtree(place, ignore_errors=True)
    try:
        progress("extracting", 0, 3)
        sha256 = extract(place, on, actor=actor, pack=known.pack)
        progress("measuring", 1, 3)
        figures = measure(place, known.indicators, on, counting=known.counting, levels=LEVELS)
        progress("publishing", 2, 3)
        released: Path = publish_release(
            actor=actor,
            to=releases_home(),
            figures=figures,
            indicators=known.indicators,
            provenance=_provenance(known, on, sha256),
            revises=revises,
            because=because,
        )
        progress("done", 3, 3)
    finally:
        shutil.rmtree(place, ignore_errors=True)
    return released


def _provenance(known: Definitions, on: date, sha256: str) -> Provenance:
    return Provenance(
        on=on,
        code_version=__version__,
        pack=known.pack.name,
        pack_version=known.pack.version,
        extract_sha256=sha256,
        threshold=known.counting.threshold,
    )


def release_named(name: str = "") -> Path | None:
    """A standing release by name, the latest without one; None where there is none."""
    home = releases_home()
    if not name:
        return latest_release(home)
    return home / name if name in releases(home) else None


def compared(release: Path, on: date, *, for_everybody: bool, series: bool = False) -> list[Compared]:
    """The published figures beside a release's own."""
    known = definitions(on)
    figures: pa.Table = figures_of(release, for_everybody=for_everybody)
    side_by_side = compare_series if series else compare
    return side_by_side(known.pack.official, figures, known.indicators, known.counting)
