"""`gainful init · serve · backup · restore · upgrade`: this installation's own upkeep."""

from __future__ import annotations

import secrets
from pathlib import Path

import typer

from gainful.cli import FAULTS, app, command, err, out, refuse


def prepare_home() -> None:
    """Folder, secret key and sealing keys, each made once and never overwritten."""
    import os

    from django.conf import settings

    from gainful.accounts.sealed import keys_path, make_keys

    home = Path(settings.GAINFUL_HOME)
    home.mkdir(parents=True, exist_ok=True)
    # The folder's own mode keeps out others on this machine, whatever is written into it and by whom.
    home.chmod(0o700)
    for name in ("uploads", "releases"):
        (home / name).mkdir(exist_ok=True)
    secret = home / "secret_key"
    if not secret.exists():
        descriptor = os.open(secret, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_urlsafe(48))
    if not keys_path().exists() and not os.environ.get("GAINFUL_KEYS"):
        make_keys()


def migrate() -> None:
    """Bring the database's tables and guards up to this version."""
    from django.core.management import call_command

    call_command("migrate", interactive=False, verbosity=0)


@app.command()
@command
def init(
    username: str = typer.Option("administrator", help="sign-in name of the first administrator"),
) -> None:
    """Make the home folder, keys, database and the first administrator. Safe to run again."""
    from gainful.accounts.actions import bootstrap_administrator
    from gainful.accounts.models import Account
    from gainful.cli.operator import operator

    prepare_home()
    err.print("making the database, or bringing it up to this version: up to a minute")
    migrate()
    if Account.objects.exists():
        out.print("already set up: database, keys and accounts are there")
        return
    password = bootstrap_administrator(actor=operator(), username=username)
    out.print(f"first administrator: [bold]{username}[/bold]   password, shown once: [bold]{password}[/bold]")
    out.print("next: gainful areas add · gainful import DIR · gainful serve")


@app.command()
@command
def serve(
    port: int = typer.Option(8000, help="port on 127.0.0.1"),
    host: str = typer.Option("127.0.0.1", help="address to listen on; put a TLS proxy before any other"),
) -> None:
    """Serve the site until interrupted."""
    run_site(host, port)


def run_site(host: str, port: int) -> None:
    """The site and, beside it, the worker that does long work and the daily clocks; all end together."""
    import os
    import socket
    import sys

    from granian import Granian
    from granian.constants import Interfaces

    from gainful.cli.beside import Beside

    if not _has_home():
        raise refuse("there is no database here yet: run `gainful init` first")
    with socket.socket() as probe:
        if probe.connect_ex((host, port)) == 0:
            raise refuse(f"port {port} is taken: choose another with --port")
    _tidy()
    out.print(f"serving on http://{host}:{port} (stop with Ctrl-C)")
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "gainful.settings"}
    clocks = [sys.executable, "-c", "from gainful.cli import app; app(['clocks', '--daily'])"]
    long_work = [sys.executable, "-m", "django", "db_worker", "--interval", "1"]
    beside = [
        Beside(words, environment, err.print, called=called)
        for words, called in ((long_work, "the worker of long work"), (clocks, "the daily clocks"))
    ]
    try:
        Granian(
            "gainful.wsgi:application",
            address=host,
            port=port,
            interface=Interfaces.WSGI,
            workers=1,
            blocking_threads=4,
            log_access=False,
        ).serve()
    finally:
        for one in beside:
            one.end()


def _has_home() -> bool:
    """Whether anything was set up in this home: a set-up home has its keys, or is given them."""
    import os

    from gainful.accounts.sealed import keys_path

    return keys_path().exists() or bool(os.environ.get("GAINFUL_KEYS"))


def _tidy() -> None:
    """Set back runs whose process died, and let go of workbooks whose undo window is over."""
    from django.conf import settings
    from django.utils import timezone

    from gainful.accounts.actions import sweep_runs
    from gainful.cli.operator import operator, today
    from gainful.intake.actions import close_undo_windows

    Path(settings.GAINFUL_HOME, "static").mkdir(exist_ok=True)
    sweep_runs(actor=operator(), now=timezone.now())
    close_undo_windows(actor=operator(), on=today())


@app.command()
@command
def backup(to: Path = typer.Argument(help="a file that does not exist yet")) -> None:
    """Write database, uploads and releases into one file. Keys are not in it: keep them elsewhere."""
    from gainful.accounts.backup import backup as write

    write(to)
    out.print(f"written: {to}  (keys are not in it: keep keys.json elsewhere)")


@app.command()
@command
def restore(source: Path = typer.Argument(help="a file that `gainful backup` wrote")) -> None:
    """Put a backup back into an empty home, and verify what came back."""
    from gainful.accounts.backup import restore as read

    read(source)
    out.print("restored and verified")


@app.command()
@command
def upgrade() -> None:
    """Bring database and guards up to this version, put back guards that are missing, then check pack and chain."""
    from gainful.accounts.backup import upgrade as bring_up
    from gainful.cli.operator import operator

    done = bring_up(operator())
    for sentence in done.put_back:
        out.print(f"found and put back: {sentence}")
    for fault in done.faults:
        out.print(fault)
    out.print("up to date" if not done.faults else f"{len(done.faults)} faults")
    if done.faults:
        raise typer.Exit(FAULTS)
