"""A chapter imports only the chapters before it; the pure ones never meet Django."""

from __future__ import annotations

import subprocess
import sys

from shape.source import ROOT


def test_the_chapter_contracts_hold():
    outcome = subprocess.run(
        [
            sys.executable,
            "-c",
            "from importlinter.cli import lint_imports_command as run; run()",
            "--config",
            ".importlinter",
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert outcome.returncode == 0, outcome.stdout[-3000:] + outcome.stderr[-500:]


def test_pure_chapters_load_without_django():
    chapters = [
        "terms.places",
        "terms.facts",
        "rules.benefit",
        "pack",
        "matching.recommend",
        "figures.measure",
        "simulate.drill",
        "simulate.score",
    ]
    program = ";".join(f"import gainful.{name}" for name in chapters)
    program += ";import sys;assert not [m for m in sys.modules if m.split('.')[0] == 'django']"
    subprocess.run([sys.executable, "-c", program], check=True, cwd=ROOT / "src")
