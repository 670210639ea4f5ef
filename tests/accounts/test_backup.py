"""Backup and restore drills on both databases, in processes of their own with a home of their own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import pytest

pytestmark = pytest.mark.both_databases
SRC = Path(__file__).resolve().parents[2] / "src"
SETUP = """
import sys, django; django.setup()
from pathlib import Path
from datetime import date
from django.conf import settings
from gainful.accounts import backup, audit, checkpoints
from gainful.accounts.actor import Actor, Grant, Role
from gainful.accounts.models import Account, AddedArea, Act
from gainful.accounts.refusals import Refused
grants = tuple(Grant(role, 0) for role in Role if role != "worker")
operator = Actor(None, "command line", grants, on=date(2020, 11, 2))
"""
FILL = """
from django.core.management import call_command
home = Path(settings.GAINFUL_HOME)
home.mkdir(parents=True)
call_command("migrate", verbosity=0)
from gainful.accounts.actions import add_area, bootstrap_administrator
bootstrap_administrator(actor=operator, username="first")
add_area(actor=operator, code=621298000000, name="某县", valid_from=date(2014, 1, 1))
for folder in ("uploads", "releases/2020-10"):
    (home / folder).mkdir(parents=True)
(home / "uploads" / "a.sealed").write_bytes(b"sealed")
(home / "releases/2020-10" / "manifest.json").write_text("{}")
"""
SHOW = """
print(Account.objects.get().username, AddedArea.objects.get().name, audit.verify().first_bad)
"""


class Site:
    """One installation: a home, a database and the keys in the environment."""

    def __init__(self, home: Path, url: str | None) -> None:
        self.environment = os.environ | {
            "GAINFUL_HOME": str(home),
            "PYTHONPATH": str(SRC),
            "DJANGO_SETTINGS_MODULE": "gainful.settings",
            "DATABASE_URL": url or "",
        }

    def run(self, text: str) -> str:
        """Run Python there; what it printed, a refusal's code included."""
        lines = "\n".join("    " + line for line in text.strip().splitlines())
        refused = "except Refused as refusal:\n    print('refused', refusal.code, refusal.values)\n"
        program = f"{SETUP}\ntry:\n{lines}\n{refused}"
        done = subprocess.run(
            [sys.executable, "-c", program], env=self.environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr[-2000:]
        return done.stdout.strip()


@pytest.fixture
def sites(tmp_path):
    """Two empty installations; on PostgreSQL two databases beside the tests' own, dropped afterwards."""
    given = os.environ.get("DATABASE_URL", "")
    if not given.startswith("postgres"):
        yield Site(tmp_path / "one", None), Site(tmp_path / "two", None)
        return
    import psycopg

    names = [
        f"{os.environ.get('GAINFUL_TEST_DB', 'test_gainful')}_drill{number}_{os.getpid()}"
        for number in (1, 2)
    ]
    urls = [urlunsplit(urlsplit(given)._replace(path="/" + name)) for name in names]
    with psycopg.connect(given, autocommit=True) as server:
        for name in names:
            server.execute(f'CREATE DATABASE "{name}"')
        yield Site(tmp_path / "one", urls[0]), Site(tmp_path / "two", urls[1])
        for name in names:
            server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def test_what_was_backed_up_comes_back_and_verifies(sites, tmp_path):
    one, two = sites
    file = tmp_path / "kept" / "today.backup"
    assert one.run(FILL + f"backup.backup(Path({str(file)!r}))" + SHOW) == "first 某县 None"
    assert two.run(f"backup.restore(Path({str(file)!r}))" + SHOW) == "first 某县 None"
    assert (tmp_path / "two/uploads/a.sealed").read_bytes() == b"sealed"
    assert (tmp_path / "two/releases/2020-10/manifest.json").exists()
    assert one.run(f"backup.backup(Path({str(file)!r}))").startswith("refused backup_exists_already")
    assert two.run(f"backup.restore(Path({str(file)!r}))").startswith("refused home_not_empty")


def test_a_command_refused_before_leaves_nothing_in_the_way(sites, tmp_path):
    first, second = sites
    first.run(FILL)
    first.run(f"backup.backup(Path({str(tmp_path / 'kept.zip')!r}))")
    second.run(
        "Path(settings.GAINFUL_HOME).mkdir(); from django.db import connection; connection.ensure_connection()"
    )
    second.run(f"backup.restore(Path({str(tmp_path / 'kept.zip')!r}))")
    assert second.run(SHOW) == first.run(SHOW)


def test_a_restored_site_goes_on_working_and_verifying(sites, tmp_path):
    one, two = sites
    file = tmp_path / "today.backup"
    one.run(FILL + f"backup.backup(Path({str(file)!r}))")
    two.run(f"backup.restore(Path({str(file)!r}))")
    more = """
from gainful.accounts.actions import add_area
add_area(actor=operator, code=621297000000, name="另县", valid_from=date(2014, 1, 1))
print(audit.verify().first_bad, backup.upgrade(operator).faults)
"""
    assert two.run(more) == "None []"


def test_no_key_is_in_a_backup(sites, tmp_path):
    one, _ = sites
    file = tmp_path / "today.backup"
    one.run(
        FILL
        + "(home / 'keys.json').write_text('{}'); (home / 'secret_key').write_text('secret')\n"
        + f"backup.backup(Path({str(file)!r}))"
    )
    keys = json.loads(os.environ["GAINFUL_KEYS"]).values()
    with zipfile.ZipFile(file) as kept:
        assert not {name for name in kept.namelist() if "key" in name}
        content = b"".join(kept.read(name) for name in kept.namelist())
    assert not [key for key in keys if key.encode() in content or bytes.fromhex(key) in content]


def test_a_damaged_backup_or_other_keys_touch_nothing(sites, tmp_path):
    one, two = sites
    file, damaged = tmp_path / "today.backup", tmp_path / "damaged.backup"
    one.run(FILL + f"backup.backup(Path({str(file)!r}))")
    with zipfile.ZipFile(file) as source, zipfile.ZipFile(damaged, "w") as target:
        for name in source.namelist():
            target.writestr(name, b"other" if name == "uploads/a.sealed" else source.read(name))
    assert two.run(f"backup.restore(Path({str(damaged)!r}))").startswith("refused backup_damaged")
    (tmp_path / "no.backup").write_text("no backup")
    assert two.run(f"backup.restore(Path({str(tmp_path / 'no.backup')!r}))").startswith(
        "refused not_a_backup"
    )
    keys = json.loads(two.environment["GAINFUL_KEYS"]) | {"seal": "99" * 32}
    two.environment["GAINFUL_KEYS"] = json.dumps(keys)
    assert two.run(f"backup.restore(Path({str(file)!r}))").startswith("refused keys_are_others")
    two.environment["GAINFUL_KEYS"] = ""
    assert two.run(f"backup.restore(Path({str(file)!r}))").startswith("refused keys_missing")
    assert not (tmp_path / "two/uploads").exists()
