"""From an extract to a release in one call each: what the surfaces and the command line use."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import date
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import pyarrow as pa

from gainful.figures.compare import Compared, compare
from gainful.figures.counting import counting_of
from gainful.figures.indicator import Indicator, load_indicators
from gainful.figures.manifest import read_manifest, verify
from gainful.figures.measure import measure
from gainful.figures.release import Provenance, publish
from gainful.pack.pack import Pack

_COUNTS = (("indicators", ".sql"), ("indicators", ".yaml"), ("parameters", ".yaml"), ("codes", ".csv"))


def indicators_of(pack: Pack) -> dict[str, Indicator]:
    """Gainful's own indicators and the pack's. Raises IndicatorError for one that is not in order."""
    return load_indicators(pack.indicators)


def day_of(extract: Path) -> date:
    """The day that an extract speaks of."""
    return date.fromisoformat(str(read_manifest(extract)["on"]))


def measure_all(
    extract: Path, pack: Pack, on: date | None = None, areas: Iterable[int] | None = None
) -> pa.Table:
    """The figures of every indicator, as of a day (the extract's own unless an earlier one is asked)."""
    day = on or day_of(extract)
    return measure(extract, indicators_of(pack), day, areas, counting=counting_of(pack, day))


def release(
    to: Path, extract: Path, pack: Pack, on: date | None = None, *, revises: str = "", because: str = ""
) -> Path:
    """Check the extract, measure it and publish the figures; returns the release's folder.

    Raises Tampered where the extract is not what was written, ReleaseRefused as `publish` does.
    """
    extract_sha256 = str(verify(extract)["sha256"])
    day = on or day_of(extract)
    provenance = Provenance(
        on=day,
        code_version=code_version(),
        pack=pack.name,
        pack_version=pack_version(pack),
        extract_sha256=extract_sha256,
        threshold=counting_of(pack, day).threshold,
    )
    figures = measure_all(extract, pack, day)
    return publish(to, figures, indicators_of(pack), provenance, revises=revises, because=because)


def compare_with_published(figures: pa.Table, pack: Pack) -> list[Compared]:
    """The article's figures, the official ones and these side by side. None without figures."""
    if not figures.num_rows:
        return []
    day = figures["as_of"][0].as_py()
    return compare(pack.official, figures, indicators_of(pack), counting_of(pack, day))


def code_version() -> str:
    """The version of Gainful that counts; "unknown" where it was not installed as a package."""
    try:
        return version("gainful")
    except PackageNotFoundError:
        return "unknown"


def pack_version(pack: Pack) -> str:
    """Sixteen hexadecimal characters that change with any file of the pack that figures depend on."""
    digest = hashlib.sha256(pack.files.text("pack.toml").encode())
    for folder, ending in _COUNTS:
        for path in pack.files.names(folder, ending):
            digest.update(f"{path}\n{pack.files.text(path)}".encode())
    return digest.hexdigest()[:16]
