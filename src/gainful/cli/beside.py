"""Programs that run beside the site for as long as it does: one that ends by itself is started anew, and it is said."""

from __future__ import annotations

import subprocess
import threading
from collections.abc import Callable, Mapping, Sequence

PAUSE_S = 3.0


class Beside:
    """One such program, looked after by a thread of its own until `end`."""

    def __init__(
        self, words: Sequence[str], environment: Mapping[str, str], say: Callable[[str], None],
        *, called: str, pause_s: float = PAUSE_S,
    ) -> None:  # fmt: skip
        self._words, self._environment, self._say = list(words), dict(environment), say
        self._called, self._pause_s = called, pause_s
        self._over = threading.Event()
        self._process = self._start()
        self._watch = threading.Thread(target=self._look_after, daemon=True)
        self._watch.start()

    def _start(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen(self._words, env=self._environment)

    def _look_after(self) -> None:
        while True:
            code = self._process.wait()
            if self._over.is_set():
                return
            self._say(f"{self._called} ended (code {code}); it is started anew")
            if self._over.wait(self._pause_s):
                return
            self._process = self._start()
            if self._over.is_set():
                self._process.terminate()

    def end(self) -> None:
        """Let the program end, and wait until it has."""
        self._over.set()
        self._process.terminate()
        self._watch.join()
