"""Take the pictures of docs/story.md anew, from the same run that tests/test_year.py walks on a phone.

    .venv/bin/python tools/story_pictures.py

Needs Debian's chromium and a Chinese font (tools/debian.py chromium fonts-noto-cjk). Pictures of an earlier run are
replaced, those that no step takes any more removed.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PICTURES = ROOT / "docs/story"
WALK = ROOT / "tests/test_year.py"


def main() -> int:
    """Walk the year once, keeping what is seen; gives pytest's answer."""
    PICTURES.mkdir(exist_ok=True)
    for old in PICTURES.glob("*.webp"):
        old.unlink()
    environment = os.environ | {"GAINFUL_STORY_PICTURES": str(PICTURES)}
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-m", "slow", str(WALK)],
        env=environment,
        cwd=ROOT,
        check=False,
    )
    taken = list(PICTURES.glob("*.webp"))
    print(f"{len(taken)} pictures, {sum(one.stat().st_size for one in taken) // 1000} kB, in {PICTURES}")
    return done.returncode


if __name__ == "__main__":
    sys.exit(main())
