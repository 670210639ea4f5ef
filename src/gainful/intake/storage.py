"""Uploaded originals on disk: sealed under random names, opened only to be read or annotated, then deleted."""

from __future__ import annotations

import hashlib
import secrets
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCMSIV
from django.conf import settings

from gainful.accounts.sealed import Unsealable, key_for

_NONCE = 12


def folder() -> Path:
    """Where uploads are kept."""
    path = Path(settings.GAINFUL_HOME) / "uploads"
    path.mkdir(parents=True, exist_ok=True)
    return path


def keep(content: bytes) -> tuple[str, str]:
    """Seal a file's bytes under a random name; returns that name and the bytes' SHA-256."""
    name = secrets.token_hex(16)
    nonce = secrets.token_bytes(_NONCE)
    sealed = AESGCMSIV(key_for("seal")).encrypt(nonce, content, name.encode())
    path = folder() / name
    path.touch(mode=0o600)
    with path.open("wb") as file:
        file.writelines((nonce, sealed))
    return name, hashlib.sha256(content).hexdigest()


def content_of(name: str) -> bytes:
    """The bytes that were kept. Raises FileNotFoundError once deleted, Unsealable when altered."""
    raw = (folder() / Path(name).name).read_bytes()
    try:
        return AESGCMSIV(key_for("seal")).decrypt(raw[:_NONCE], raw[_NONCE:], name.encode())
    except InvalidTag as error:
        raise Unsealable("an uploaded file") from error


def discard(name: str) -> None:
    """Delete a kept file; one already gone is no fault."""
    (folder() / Path(name).name).unlink(missing_ok=True)


@contextmanager
def opened(files: dict[str, str]) -> Iterator[list[Path]]:
    """Kept files laid out under their given names in a folder that only we can read, gone afterwards.

    `files` is given name → kept name. Given names are reduced to their last part, and never leave the folder.
    """
    with tempfile.TemporaryDirectory(prefix="gainful-intake-") as place:
        laid_out = []
        for given, kept in files.items():
            path = Path(place) / Path(given.replace("\\", "/")).name
            path.write_bytes(content_of(kept))
            laid_out.append(path)
        yield laid_out
