"""Make the environment from nothing but Python: a venv from the hash-pinned lock, and the front-end parts.

Run by `make setup`. Needs only the standard library. Says what it does, and what to do when it cannot.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
BIN = VENV / "bin"


def say(text: str) -> None:
    """One line of progress."""
    print(f"setup: {text}", flush=True)


def stop(text: str) -> None:
    """End with a sentence that says what would be right."""
    sys.exit(f"setup: {text}")


def run(*command: str | Path) -> None:
    """Run a step; end with its name when it fails."""
    outcome = subprocess.run([str(part) for part in command], cwd=ROOT)
    if outcome.returncode:
        stop(f"this step failed: {' '.join(Path(str(part)).name for part in command[:4])}")


def make_venv() -> None:
    """A fresh virtual environment with pip in it."""
    if sys.version_info < (3, 11):  # noqa: UP036  (this file runs before anything else has checked)
        stop(
            f"Python 3.11 or newer is needed; this is {sys.version.split()[0]}. Try make PYTHON=python3.12 setup"
        )
    outcome = subprocess.run(
        [sys.executable, "-m", "venv", "--clear", str(VENV)], capture_output=True, text=True
    )
    if outcome.returncode:
        stop("python3 cannot make a virtual environment (on Debian and Ubuntu: apt-get install python3-venv)")


def install_python_parts() -> None:
    """The locked packages, each checked against its hash, then Gainful itself in place."""
    pip = [BIN / "python", "-m", "pip", "--disable-pip-version-check", "install", "-q"]
    run(*pip, "--require-hashes", "-r", "requirements.txt")
    run(*pip, "--no-deps", "--no-build-isolation", "-e", ".")


def install_front_end_parts() -> None:
    """Style sheet, font and accessibility checker, by the locked list, with the Node that came with the lock."""
    os.environ["PATH"] = f"{BIN}{os.pathsep}{os.environ['PATH']}"
    run(BIN / "npm", "ci", "--no-audit", "--no-fund", "--loglevel", "error")
    vendor = ROOT / "src/gainful/web/static/vendor"
    vendor.mkdir(parents=True, exist_ok=True)
    style = (ROOT / "node_modules/@tabler/core/dist/css/tabler.min.css").read_text()
    # The map it names is not served, and a browser would ask for it in vain.
    (vendor / "tabler.min.css").write_text(style.split("/*# sourceMappingURL")[0])


def main() -> None:
    """Make everything, then leave the mark that make looks at."""
    started = time.monotonic()
    say("making .venv")
    make_venv()
    say("installing Python packages from requirements.txt (about a minute)")
    install_python_parts()
    say("installing front-end parts from package-lock.json")
    shutil.rmtree(ROOT / "node_modules", ignore_errors=True)
    install_front_end_parts()
    say("compiling translations")
    run(BIN / "python", "tools/translations.py")
    (VENV / ".ready").touch()
    say(f"done in {time.monotonic() - started:.0f} s")


if __name__ == "__main__":
    main()
