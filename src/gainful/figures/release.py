"""Releases: dated folders that never change. One function publishes; a correction is a new release.

A release holds the figures (CSV and Parquet), the public projection, the text of every definition, and a manifest:
code version, pack version, hash of the extract it was counted from, what it revises, sha256 of each file.
"""

from __future__ import annotations

import csv
import io
import os
import re
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from gainful.figures.disclosure import public, suppress
from gainful.figures.indicator import Indicator
from gainful.figures.manifest import NAME, Tampered, read_manifest, verify
from gainful.figures.manifest import write_manifest as _write_manifest
from gainful.figures.measure import FIGURES

FIGURES_FILE, PUBLIC_FILE = "figures", "public"
_NAME = re.compile(r"\d{4}-\d{2}-\d{2}(-r\d+)?")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class ReleaseRefused(ValueError):
    """A release cannot be made; `code` says why."""

    def __init__(self, code: str, **values: object) -> None:
        self.code, self.values = code, values
        super().__init__(f"{code}: {values}" if values else code)


@dataclass(frozen=True)
class Provenance:
    """Where a release's figures come from."""

    on: date
    code_version: str
    pack: str
    pack_version: str
    extract_sha256: str
    threshold: int


def publish(
    to: Path,
    figures: pa.Table,
    indicators: Mapping[str, Indicator],
    provenance: Provenance,
    *,
    revises: str = "",
    because: str = "",
) -> Path:
    """Write a release under `to` and return its folder, named by its day (`2020-10-31`, a correction `…-r2`).

    Small cells are suppressed here, whatever the caller did. Refuses (ReleaseRefused): a day that is released already
    and not said to be revised; a revision of a release that does not stand or without a reason; figures of another
    day; an indicator without its definition. A reader never sees half a release: it appears whole, read-only.
    """
    _check(figures, indicators, provenance)
    to.mkdir(parents=True, exist_ok=True)
    name = _next_name(to, provenance.on, revises, because)
    parts = Path(tempfile.mkdtemp(prefix=".release-", dir=to))
    try:
        _write_files(parts, figures, indicators, provenance.threshold)
        _write_manifest(parts, _facts(name, figures, provenance, revises, because))
        _make_read_only(parts)
        try:
            os.rename(parts, to / name)
        except OSError as error:
            raise ReleaseRefused("already_released", name=name) from error
        os.chmod(to / name, 0o555)
    finally:
        if parts.exists():
            os.chmod(parts, 0o755)
            for folder in [path for path in parts.rglob("*") if path.is_dir()]:
                os.chmod(folder, 0o755)
            shutil.rmtree(parts)
    return to / name


def _check(figures: pa.Table, indicators: Mapping[str, Indicator], provenance: Provenance) -> None:
    days = set(figures["as_of"].to_pylist())
    if days - {provenance.on}:
        raise ReleaseRefused("figures_of_another_day", on=provenance.on)
    missing = set(figures["indicator"].to_pylist()) - set(indicators)
    if missing:
        raise ReleaseRefused("no_definition", indicators=sorted(missing))


def _next_name(to: Path, on: date, revises: str, because: str) -> str:
    """The folder name: the day, or the day and the number of the revision."""
    standing = [name for name in releases(to) if name.startswith(on.isoformat())]
    if not revises:
        if standing:
            raise ReleaseRefused("already_released", name=standing[-1])
        return on.isoformat()
    if not standing:
        raise ReleaseRefused("nothing_to_revise", revises=revises, on=on)
    if revises != standing[-1]:
        raise ReleaseRefused("revises_not_the_latest", revises=revises, latest=standing[-1])
    if not because.strip():
        raise ReleaseRefused("a_revision_needs_its_reason", revises=revises)
    return f"{on.isoformat()}-r{len(standing) + 1}"


def _facts(
    name: str, figures: pa.Table, provenance: Provenance, revises: str, because: str
) -> dict[str, object]:
    """The manifest's facts."""
    return {
        "release": name, "on": provenance.on.isoformat(), "code_version": provenance.code_version,
        "pack": provenance.pack, "pack_version": provenance.pack_version,
        "extract_sha256": provenance.extract_sha256, "suppressed_below": provenance.threshold,
        "rows": figures.num_rows, "revises": revises, "because": because,
    }  # fmt: skip


def _write_files(parts: Path, figures: pa.Table, indicators: Mapping[str, Indicator], threshold: int) -> None:
    """Figures, public projection and definitions."""
    for name, table in (
        (FIGURES_FILE, suppress(figures, threshold)),
        (PUBLIC_FILE, public(figures, threshold)),
    ):
        pq.write_table(table, parts / f"{name}.parquet", compression="zstd")
        (parts / f"{name}.csv").write_text(as_csv(table), encoding="utf-8")
    (parts / "definitions").mkdir()
    for name in sorted(set(figures["indicator"].to_pylist())):
        (parts / "definitions" / f"{name}.sql").write_text(indicators[name].text, encoding="utf-8")


def as_csv(table: pa.Table) -> str:
    """A table as CSV with a header; unknown is an empty cell; a text that a spreadsheet would run is escaped."""
    page = io.StringIO()
    writer = csv.writer(page, lineterminator="\n")
    writer.writerow(table.column_names)
    for row in table.to_pylist():
        writer.writerow([_cell(value) for value in row.values()])
    return page.getvalue()


def _cell(value: Any) -> str:
    """One value as text; whole numbers without a decimal point."""
    if value is None:
        return ""
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    text = str(value)
    return f"'{text}" if isinstance(value, str) and text.startswith(_FORMULA) else text


def _make_read_only(parts: Path) -> None:
    """Files 444, inner folders 555; the folder itself is closed once it stands in its place."""
    for path in sorted(parts.rglob("*"), reverse=True):
        os.chmod(path, 0o555 if path.is_dir() else 0o444)


def releases(to: Path) -> list[str]:
    """The names of the standing releases, oldest first."""
    if not to.is_dir():
        return []
    names = [path.name for path in to.iterdir() if _NAME.fullmatch(path.name) and (path / NAME).is_file()]
    return sorted(names, key=_order)


def _order(name: str) -> tuple[str, int]:
    day, _, revision = name.partition("-r")
    return (day, int(revision or 1))


def latest_release(to: Path) -> Path | None:
    """The folder of the latest release, its latest correction; None when there is none."""
    names = releases(to)
    return to / names[-1] if names else None


def verify_release(path: Path) -> dict[str, object]:
    """The release's manifest, after checking every file. Raises Tampered naming the first that differs."""
    manifest = verify(path)
    if manifest.get("release") != path.name:
        raise Tampered(f"{path.name}: the manifest is of {manifest.get('release')}")
    return manifest


def figures_of(path: Path, *, for_everybody: bool) -> pa.Table:
    """A release's figures: the public projection, or the internal table for those who hold the right to it."""
    name = PUBLIC_FILE if for_everybody else FIGURES_FILE
    return pq.read_table(path / f"{name}.parquet").cast(FIGURES)


def definition_of(path: Path, indicator: str) -> str:
    """The text of a definition as released. Raises KeyError for an indicator that the release does not hold."""
    files = dict(read_manifest(path)["files"])  # type: ignore[call-overload]
    if f"definitions/{indicator}.sql" not in files:
        raise KeyError(indicator)
    return (path / "definitions" / f"{indicator}.sql").read_text(encoding="utf-8")
