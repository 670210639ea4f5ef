"""Run a command with a PostgreSQL of its own: `python tools/postgres.py COMMAND …`.

Finds PostgreSQL 15 or newer, or installs Debian's package when run as root; starts a throw-away cluster on
loopback as an ordinary user (initdb refuses root); sets DATABASE_URL; takes everything down afterwards.
Where PostgreSQL cannot be had it says so loudly: exit 0 on a laptop, 1 in CI.
"""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile
from pathlib import Path


def find() -> Path | None:
    """The folder of PostgreSQL's programs, the newest found."""
    versions = [p for p in Path("/usr/lib/postgresql").glob("*/bin") if p.parent.name.isdigit()]
    for folder in sorted(versions, key=lambda p: int(p.parent.name), reverse=True):
        if int(folder.parent.name) >= 15 and (folder / "initdb").exists():
            return folder
    found = shutil.which("initdb")
    return Path(found).resolve().parent if found else None


def install() -> None:
    """Debian's package, when root may install it."""
    if os.geteuid() or not shutil.which("apt-get"):
        return
    print("postgres: installing Debian's postgresql", flush=True)
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for command in (["apt-get", "update", "-qq"], ["apt-get", "install", "-y", "-qq", "postgresql"]):
        subprocess.run(command, env=environment, stdout=subprocess.DEVNULL)


def ordinary_user() -> str | None:
    """Whom to run the server as: nobody special, but never root."""
    if os.geteuid():
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


def as_user(user: str | None, *command: str | Path) -> None:
    """Run one program, as that user when we are root."""
    subprocess.run([str(part) for part in command], check=True, user=user, cwd="/", stdout=subprocess.DEVNULL)


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def run_with(programs: Path, command: list[str]) -> int:
    """Start a cluster, run the command with DATABASE_URL set, stop and remove the cluster."""
    user, port = ordinary_user(), free_port()
    folder = Path(tempfile.mkdtemp(prefix="gainful-pg-"))
    if user:
        shutil.chown(folder, user)
    options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder} -c fsync=off"
    options += " -c max_connections=200 -c full_page_writes=off"
    try:
        cluster = folder / "data"
        as_user(
            user,
            programs / "initdb",
            "-D",
            cluster,
            "-A",
            "trust",
            "-U",
            "gainful",
            "-E",
            "UTF8",
            "--locale=C",
        )
        as_user(user, programs / "pg_ctl", "-D", cluster, "-o", options, "-l", folder / "log", "-w", "start")
        try:
            as_user(
                user,
                programs / "createdb",
                "-h",
                "127.0.0.1",
                "-p",
                str(port),
                "-U",
                "gainful",
                "gainful_app",
            )
            url = f"postgresql://gainful@127.0.0.1:{port}/gainful_app"
            return subprocess.run(command, env=os.environ | {"DATABASE_URL": url}).returncode
        finally:
            as_user(user, programs / "pg_ctl", "-D", cluster, "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def main() -> int:
    """Run, or say aloud why not."""
    programs = find()
    if programs is None:
        install()
        programs = find()
    if programs is None:
        print(
            "!" * 72
            + "\nPostgreSQL IS MISSING: nothing was run against it. Install Debian's postgresql.\n"
            + "!" * 72
        )
        return 1 if os.environ.get("CI") else 0
    return run_with(programs, sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
