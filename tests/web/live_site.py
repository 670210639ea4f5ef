"""A site of its own on a free port, furnished, and the browser that visits it."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = Path("/usr/bin/chromium")
AXE = ROOT / "node_modules/axe-core/axe.min.js"
SET_ELSEWHERE = ("DATABASE_URL", "GAINFUL_KEYS")
START = "from gainful.cli import app; app(['serve', '--port', '{port}'])"


class Site:
    """The address of a site that runs, its pages, and the sessions that open them."""

    def __init__(self, address: str, furnished: dict[str, Any]) -> None:
        self.address = address
        self.pages: list[dict[str, str]] = furnished["pages"]
        self.sessions: dict[str, str] = furnished["sessions"]
        self.furnished = furnished

    def cookies(self, who: str, language: str) -> list[dict[str, Any]]:
        """What somebody's browser carries."""
        said = {"sessionid": self.sessions.get(who, ""), "django_language": language}
        return [{"name": name, "value": value, "url": self.address} for name, value in said.items() if value]


@contextmanager
def running(home: Path) -> Iterator[Site]:
    """A furnished home, served until the end; both processes are this one's own."""
    paths = [ROOT / "src", ROOT / "tests", ROOT / "tests/web", ROOT / "tests/intake"]
    environment = {name: value for name, value in os.environ.items() if name not in SET_ELSEWHERE}
    environment |= {
        "DJANGO_SETTINGS_MODULE": "gainful.settings",
        "GAINFUL_HOME": str(home),
        "GAINFUL_DEMO": "1",
        "GAINFUL_SECRET_KEY": "only-for-tests",
        "GAINFUL_TODAY": "2020-11-02",
        "GAINFUL_HOSTS": "127.0.0.1,testserver",
        "PYTHONPATH": os.pathsep.join(map(str, paths)),
    }
    made = subprocess.run(
        [sys.executable, "-m", "matrix.furnished"],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert made.returncode == 0, made.stderr
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = (home / "site.log").open("w")
    start = [sys.executable, "-c", START.format(port=port)]
    site = subprocess.Popen(start, env=environment, stdout=log, stderr=log)
    try:
        _wait(port, site, home / "site.log")
        yield Site(f"http://127.0.0.1:{port}", json.loads(made.stdout))
    finally:
        site.terminate()
        site.wait(timeout=30)
        log.close()


def _wait(port: int, site: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(300):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        assert site.poll() is None, log.read_text()
        time.sleep(0.2)
    raise AssertionError(f"the site did not start: {log.read_text()}")


@contextmanager
def chromium() -> Iterator[Any]:
    """Debian's chromium, without a window."""
    from playwright.sync_api import sync_playwright

    if not CHROMIUM.exists():
        pytest.fail("install Debian's chromium")
    with sync_playwright() as started:
        browser = started.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        try:
            yield browser
        finally:
            browser.close()
