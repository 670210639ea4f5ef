"""Backup, restore and upgrade of one installation: database, uploads and releases, in one file, never a key.

The file is a zip with a manifest: SHA-256 of every member, rows of every table, and a mark by which restore knows
that the keys beside it are the ones the sealed columns need.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import shutil
import sqlite3
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone

import gainful
from gainful.accounts import checkpoints, schema
from gainful.accounts.actor import Actor
from gainful.accounts.audit import verify
from gainful.accounts.backup_postgresql import dump, load
from gainful.accounts.refusals import Refused
from gainful.accounts.sealed import key_for

FORM = 1
FOLDERS = ("uploads", "releases")
DATABASE, MANIFEST, CHECKPOINTS = "database", "manifest.json", "checkpoints.jsonl"
PURPOSES = ("seal", "lookup", "pseudonym", "audit")


def backup(path: Path) -> None:
    """Write a backup into a file that does not exist yet, while the site goes on working.

    Raises Refused where the file exists or PostgreSQL's own tool fails.
    """
    if path.exists():
        raise Refused("backup_exists_already", file=path.name)
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=path.parent) as folder:
        copy, kept = Path(folder) / DATABASE, Path(folder) / CHECKPOINTS
        # Before the database: each checkpoint then names an entry that the copy has.
        if checkpoints.checkpoints_path().is_file():
            shutil.copyfile(checkpoints.checkpoints_path(), kept)
        counts = _copy_database(copy)
        written = Path(folder) / "backup.zip"
        _write(written, copy, kept, counts)
        written.chmod(0o600)
        written.rename(path)


def _copy_database(copy: Path) -> dict[str, int]:
    """Copy the database as it stands at one moment; the rows of each table at that moment."""
    if connection.vendor == "postgresql":
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            cursor.execute("SELECT pg_export_snapshot()")
            dump(copy, snapshot=cursor.fetchone()[0])
            return _counts(cursor)
    connection.ensure_connection()
    with closing(sqlite3.connect(copy)) as target:
        connection.connection.backup(target)
        return _counts(target.cursor())


def _counts(cursor: Any) -> dict[str, int]:
    found = {}
    for table in sorted(connection.introspection.table_names()):
        cursor.execute("SELECT count(*) FROM " + connection.ops.quote_name(table))  # noqa: S608 our own tables
        found[table] = cursor.fetchone()[0]
    return found


def _write(path: Path, copy: Path, kept: Path, counts: dict[str, int]) -> None:
    members = [(DATABASE, copy), *([(CHECKPOINTS, kept)] if kept.exists() else []), *_files()]
    created = datetime.now(UTC).isoformat(timespec="seconds")
    hashes = {}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as file:
        for name, source in members:
            file.write(source, name)
            hashes[name] = _sha256(source)
        manifest = {
            "form": FORM,
            "version": gainful.__version__,
            "vendor": connection.vendor,
            "created": created,
            "keys": _mark_of_keys(created),
            "rows": counts,
            "sha256": hashes,
        }
        file.writestr(MANIFEST, json.dumps(manifest, indent=1))


def _files() -> Iterator[tuple[str, Path]]:
    home = Path(settings.GAINFUL_HOME)
    for folder in FOLDERS:
        for path in sorted((home / folder).rglob("*")):
            if path.is_file():
                yield str(path.relative_to(home)), path


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _mark_of_keys(created: str) -> str:
    """A mark of all four keys together, from which none can be told."""
    mark = created.encode()
    for purpose in PURPOSES:
        mark = hmac.new(key_for(purpose), mark, hashlib.sha256).digest()
    return mark.hex()


def restore(path: Path) -> None:
    """Put a backup back into an empty home, beside the keys it was made with, and verify what came back.

    Nothing is touched before every hash has been checked. Raises Refused where the file is no whole backup, the keys
    are missing or others, the home is not empty, or what came back does not verify.
    """
    if not zipfile.is_zipfile(path):
        raise Refused("not_a_backup", file=path.name)
    home = Path(settings.GAINFUL_HOME)
    home.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path) as file, tempfile.TemporaryDirectory(dir=home) as folder:
        manifest = _checked(file, Path(folder), path.name)
        _refuse_full_home(home)
        _put_database(Path(folder) / DATABASE)
        for name in manifest["sha256"]:
            if name != DATABASE:
                (home / name).parent.mkdir(parents=True, exist_ok=True)
                (Path(folder) / name).rename(home / name)
    faults = _faults_after(manifest)
    if faults:
        raise Refused("restored_with_faults", what="; ".join(faults))
    checkpoints.begin_again()


def _checked(file: zipfile.ZipFile, folder: Path, name: str) -> dict[str, Any]:
    """Unpack every member, and the manifest once all hashes and the keys are found right."""
    try:
        manifest: dict[str, Any] = json.loads(file.read(MANIFEST))
        hashes: dict[str, str] = manifest["sha256"]
        for member in hashes:
            # extract() cleans names; a name that it would change is none of ours.
            if Path(file.extract(member, folder)) != folder / member or ".." in Path(member).parts:
                raise Refused("not_a_backup", file=name)
    except (KeyError, ValueError, zipfile.BadZipFile) as fault:
        raise Refused("not_a_backup", file=name) from fault
    if manifest["form"] != FORM or manifest["vendor"] != connection.vendor:
        raise Refused("backup_of_another_kind", vendor=manifest["vendor"])
    if any(_sha256(folder / member) != sha for member, sha in hashes.items()):
        raise Refused("backup_damaged", file=name)
    try:
        fits = hmac.compare_digest(manifest["keys"], _mark_of_keys(manifest["created"]))
    except ImproperlyConfigured as fault:
        raise Refused("keys_missing") from fault
    if not fits:
        raise Refused("keys_are_others")
    return manifest


def _refuse_full_home(home: Path) -> None:
    """A SQLite file without a table is none: whoever asks before there is a database leaves one."""
    may_be = connection.vendor == "postgresql" or Path(str(connection.settings_dict["NAME"])).exists()
    if (may_be and connection.introspection.table_names()) or any(_files()):
        raise Refused("home_not_empty", home=home.name)


def _put_database(copy: Path) -> None:
    if connection.vendor == "postgresql":
        load(copy)
    else:
        connection.close()
        name = str(connection.settings_dict["NAME"])
        for beside in ("-wal", "-shm"):
            Path(name + beside).unlink(missing_ok=True)
        copy.rename(name)


def _faults_after(manifest: dict[str, Any]) -> list[str]:
    with connection.cursor() as cursor:
        now = _counts(cursor)
    faults = [
        f"{table}: {now.get(table)}" for table, rows in manifest["rows"].items() if now.get(table) != rows
    ]
    bad = verify().first_bad
    return faults + ([bad] if bad else [])


@dataclass(frozen=True)
class Upgraded:
    """What an upgrade found wrong with the database's own and put back, and the faults that are left."""

    put_back: list[str]
    faults: list[str]


def upgrade(actor: Actor) -> Upgraded:
    """Bring tables and guards up to this version, and put back guards, indexes and limits that are not in order.

    What was put back is noted in the trail by one act. Left are the faults of pack, tables and trail. Raises Refused
    where a row stands in the way of a new limit: rows_break_a_limit.
    """
    from gainful.accounts.actions import note_restorations
    from gainful.pack import check

    call_command("migrate", interactive=False, verbosity=0)
    with transaction.atomic():
        mended = schema.mend(schema.faults())
        if mended.done:
            note_restorations(actor=actor, found=mended.done, at=timezone.now())
    faults = [f"pack: {problem.file}: {problem.found}" for problem in check(settings.GAINFUL_PACK)]
    faults += mended.left
    bad = verify().first_bad
    if bad and not any(fault.startswith(bad) for fault in faults):
        faults.append(bad)
    if not bad:
        checkpoints.condense()
    return Upgraded(mended.done, faults)
