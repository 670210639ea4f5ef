"""PostgreSQL's own tools for a backup: pg_dump's custom format at one snapshot, and pg_restore."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from django.db import connection

from gainful.accounts.refusals import Refused


def dump(path: Path, *, snapshot: str) -> None:
    """Write the database as that exported snapshot sees it. Raises Refused with the tool's complaint."""
    _run("pg_dump", "--format=custom", "--no-owner", f"--snapshot={snapshot}", f"--file={path}", _name())


def load(path: Path) -> None:
    """Read a dump into the empty database, all or nothing; triggers come after the rows, so none fires."""
    connection.close()
    _run(
        "pg_restore",
        "--no-owner",
        "--exit-on-error",
        "--single-transaction",
        f"--dbname={_name()}",
        str(path),
    )


def _name() -> str:
    return str(connection.settings_dict["NAME"])


def _tool(name: str) -> str:
    """The newest of Debian's side-by-side versions, else whatever is on the path."""
    folders = [path for path in Path("/usr/lib/postgresql").glob("*/bin") if (path / name).exists()]
    newest = max(folders, key=lambda path: int(path.parent.name), default=None)
    found = str(newest / name) if newest else shutil.which(name)
    if not found:
        raise Refused("tool_missing", tool=name)
    return found


def _run(tool: str, *arguments: str) -> None:
    """Run a tool on this database; the password goes by the environment, where no list of processes shows it."""
    given = connection.settings_dict
    names = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD"}
    environment = os.environ | {name: str(given[key]) for name, key in names.items() if given.get(key)}
    done = subprocess.run(
        [_tool(tool), *arguments], env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        complaint = (done.stderr.strip().splitlines() or [""])[0]
        raise Refused("tool_failed", tool=tool, said=complaint)
