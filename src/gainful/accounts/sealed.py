"""Sealing ids, accounts and phones: AES-GCM-SIV, bound to the very cell it stands in; look-up by keyed digest.

The keys live outside the database and its backups: in GAINFUL_HOME/keys.json (mode 600) or GAINFUL_KEYS.
The sealing key and the look-up key differ, so that a leaked look-up key opens nothing.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import os
import secrets
from functools import cache
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCMSIV
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured


class Unsealable(Exception):
    """A sealed text does not belong to the cell it stands in, or was sealed with another key."""


def keys_path() -> Path:
    """Where the keys are kept when the environment does not hold them."""
    return Path(settings.GAINFUL_HOME) / "keys.json"


def make_keys(path: Path | None = None) -> Path:
    """Write new keys, readable by the owner alone. Existing keys are never overwritten."""
    path = path or keys_path()
    path.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps({name: secrets.token_hex(32) for name in ("seal", "lookup", "pseudonym", "audit")})
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(text)
    return path


@cache
def _keys() -> dict[str, bytes]:
    text = os.environ.get("GAINFUL_KEYS") or (keys_path().read_text() if keys_path().is_file() else "")
    if not text:
        raise ImproperlyConfigured(f"no keys: run `gainful init`, which writes {keys_path().name}")
    return {name: bytes.fromhex(value) for name, value in json.loads(text).items()}


def key_for(purpose: str) -> bytes:
    """The 32-byte key of one purpose: seal, lookup, pseudonym or audit."""
    return _keys()[purpose]


def seal(text: str, *, table: str, column: str, key: str) -> str:
    """The sealed form of a text for one cell; sealing the same text for another cell gives another form."""
    nonce = secrets.token_bytes(12)
    aad = f"{table}|{column}|{key}".encode()
    sealed = AESGCMSIV(key_for("seal")).encrypt(nonce, text.encode(), aad)
    return "1:" + base64.b64encode(nonce + sealed).decode()


def unseal(sealed: str, *, table: str, column: str, key: str) -> str:
    """The text behind a sealed form. Raises Unsealable where it was moved from another cell."""
    raw = base64.b64decode(sealed.removeprefix("1:"))
    aad = f"{table}|{column}|{key}".encode()
    try:
        return AESGCMSIV(key_for("seal")).decrypt(raw[:12], raw[12:], aad).decode()
    except InvalidTag as error:
        raise Unsealable(f"{table}.{column}") from error


def digest(text: str, kind: str) -> str:
    """Keyed digest for look-up, 32 hexadecimal characters; `kind` keeps a phone from matching an account."""
    return hmac.new(key_for("lookup"), f"{kind}|{text}".encode(), hashlib.sha256).hexdigest()[:32]


class SealedMixin:
    """A row with sealed columns, named in SEALED. Each is kept in `<name>_sealed`, bound to the row's key."""

    SEALED: tuple[str, ...] = ()

    def seal(self, name: str, text: str | None) -> None:
        """Put a text into a sealed column; None or '' empties it."""
        table, key = self._meta.db_table, self.key  # type: ignore[attr-defined]
        assert name in self.SEALED, name
        value = seal(text, table=table, column=name, key=key) if text else ""
        setattr(self, f"{name}_sealed", value)

    def unsealed(self, name: str) -> str | None:
        """The text of a sealed column, None when empty."""
        value = getattr(self, f"{name}_sealed")
        if not value:
            return None
        table, key = self._meta.db_table, self.key  # type: ignore[attr-defined]
        return unseal(value, table=table, column=name, key=key)
