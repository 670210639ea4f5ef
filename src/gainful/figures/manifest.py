"""A folder's manifest: every file with its size and sha256, and one hash of the whole."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

NAME = "manifest.json"


class Tampered(ValueError):
    """A folder does not hold what its manifest says; the message names the first file that differs."""


def sha256_of(path: Path) -> str:
    """The file's sha256, 64 hexadecimal characters."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file() and path != folder / NAME)


def _whole(files: Mapping[str, str], facts: Mapping[str, object]) -> str:
    text = json.dumps([dict(files), dict(facts)], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def write_manifest(folder: Path, facts: Mapping[str, object]) -> str:
    """Write the manifest of everything now in the folder, with further facts; returns the hash of the whole."""
    files = {path.relative_to(folder).as_posix(): sha256_of(path) for path in _files(folder)}
    whole = _whole(files, facts)
    text = json.dumps(
        {"sha256": whole, **facts, "files": files}, ensure_ascii=False, indent=1, sort_keys=True
    )
    (folder / NAME).write_text(text + "\n", encoding="utf-8")
    return whole


def read_manifest(folder: Path) -> dict[str, object]:
    """The manifest as written. Raises Tampered when there is none."""
    path = folder / NAME
    if not path.is_file():
        raise Tampered(f"{folder.name}: no {NAME}")
    return dict(json.loads(path.read_text(encoding="utf-8")))


def verify(folder: Path) -> dict[str, object]:
    """The manifest, after checking every file against it. Raises Tampered naming the first that differs.

    Whoever can rewrite the folder can rewrite its manifest too: keep the hash of the whole elsewhere as well.
    """
    manifest = read_manifest(folder)
    said: dict[str, str] = dict(manifest["files"])  # type: ignore[call-overload]
    found = {path.relative_to(folder).as_posix(): path for path in _files(folder)}
    for name in sorted(said.keys() | found.keys()):
        if name not in found:
            raise Tampered(f"{folder.name}: {name} is missing")
        if name not in said:
            raise Tampered(f"{folder.name}: {name} is not in the manifest")
        if sha256_of(found[name]) != said[name]:
            raise Tampered(f"{folder.name}: {name} was changed")
    facts = {key: value for key, value in manifest.items() if key not in ("sha256", "files")}
    if _whole(said, facts) != manifest["sha256"]:
        raise Tampered(f"{folder.name}: {NAME} was changed")
    return manifest
