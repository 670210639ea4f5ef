"""A home of its own for the command line, in processes of their own: as somebody at a terminal has it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

SRC = Path(__file__).resolve().parents[2] / "src"
SET_ELSEWHERE = (
    "DATABASE_URL",
    "GAINFUL_KEYS",
    "GAINFUL_SECRET_KEY",
    "GAINFUL_DEMO",
    "DJANGO_SETTINGS_MODULE",
)


def gainful(
    home: Path, *words: object, today: str = "2020-11-02", patience: int = 300
) -> subprocess.CompletedProcess[str]:
    """`gainful WORDS` in a home, on a day; killed after `patience` seconds."""
    return _run(home, ["from gainful.cli import app; app()", *map(str, words)], today, patience)


def python(home: Path, code: str, today: str = "2020-11-02") -> str:
    """What a few lines of Python print in a home, as an integrator's script would."""
    done = _run(home, [f"import django; django.setup(); {code}"], today, 300)
    assert done.returncode == 0, done.stderr
    return done.stdout


def _run(home: Path, words: list[str], today: str, patience: int) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if name not in SET_ELSEWHERE}
    environment |= {
        "DJANGO_SETTINGS_MODULE": "gainful.settings",
        "GAINFUL_HOME": str(home),
        "GAINFUL_TODAY": today,
        "PYTHONPATH": str(SRC),
        "COLUMNS": "200",
    }
    return subprocess.run(
        [sys.executable, "-c", *words],
        env=environment,
        capture_output=True,
        text=True,
        timeout=patience,
        check=False,
    )
