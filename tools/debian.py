"""Make sure that a program of Debian's is there: `python tools/debian.py chromium fonts-noto-cjk`.

Installs what lacks when run as root with apt-get; otherwise says aloud what to install, and fails.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys


def lacking(packages: list[str]) -> list[str]:
    """The packages that are not installed."""
    found = []
    for package in packages:
        known = subprocess.run(["dpkg-query", "-W", "-f=${Status}", package], capture_output=True, text=True)
        if "install ok installed" not in known.stdout:
            found.append(package)
    return found


def main() -> int:
    """Install what lacks, or say so."""
    packages = sys.argv[1:]
    if not shutil.which("dpkg-query"):
        print(f"not a Debian system: install these yourself: {' '.join(packages)}")
        return 0 if all(shutil.which(name) or name.startswith("fonts-") for name in packages) else 1
    missing = lacking(packages)
    if missing and os.geteuid() == 0:
        print(f"debian: installing {' '.join(missing)}", flush=True)
        environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(["apt-get", "update", "-qq"], env=environment, stdout=subprocess.DEVNULL)
        command = ["apt-get", "install", "-y", "-qq", *missing]
        subprocess.run(command, env=environment, stdout=subprocess.DEVNULL)
        missing = lacking(packages)
    if missing:
        print("!" * 72 + f"\nMISSING: install these with apt-get: {' '.join(missing)}\n" + "!" * 72)
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
