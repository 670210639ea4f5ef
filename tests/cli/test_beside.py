"""What runs beside the site is started anew when it ends by itself, and ends with the site."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

from gainful.cli.beside import Beside


def begun(log: Path) -> list[int]:
    """The process numbers of those that began, in their order."""
    return [int(line) for line in log.read_text().splitlines()] if log.exists() else []


def eventually(holds, seconds: float = 60) -> bool:
    until = time.monotonic() + seconds
    while not holds() and time.monotonic() < until:
        time.sleep(0.05)
    return bool(holds())


def program(log: Path, stays: str) -> list[str]:
    words = f"import os, time; print(os.getpid(), file=open({str(log)!r}, 'a'), flush=True); {stays}"
    return [sys.executable, "-c", words]


def is_alive(number: int) -> bool:
    return Path(f"/proc/{number}").exists() if Path("/proc").exists() else not os.system(f"kill -0 {number}")


def test_what_ends_by_itself_is_started_anew_and_said(tmp_path):
    log, said = tmp_path / "log", []
    one = Beside(
        program(log, "raise SystemExit(3)"), os.environ, said.append, called="the worker", pause_s=0.05
    )
    assert eventually(lambda: len(begun(log)) >= 3)
    one.end()
    count = len(begun(log))
    assert said[0] == "the worker ended (code 3); it is started anew"
    time.sleep(0.5)
    assert len(begun(log)) == count


def test_it_ends_with_the_site(tmp_path):
    log, said = tmp_path / "log", []
    one = Beside(program(log, "time.sleep(600)"), os.environ, said.append, called="the worker")
    assert eventually(lambda: len(begun(log)) == 1)
    one.end()
    assert said == [] and not is_alive(begun(log)[0])
