"""The clerk's window as a child process that can be killed; it tells what it did, one JSON object a line."""

import json
import os
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

_SILENCE_SECONDS = 120.0


class ClerkFailedError(RuntimeError):
    """The clerk's process ended badly or fell silent."""


class ClerkProcess:
    """Starts `python -m ui.day.clerk`; `next()` waits for the next thing it tells."""

    def __init__(self, arguments: Sequence[str], log: Path) -> None:
        self._log = log
        self._errors = log.open("a", encoding="utf-8")
        self._process = subprocess.Popen(
            [sys.executable, "-m", "ui.day.clerk", *arguments],
            stdout=subprocess.PIPE, stderr=self._errors, text=True, encoding="utf-8",
            cwd=Path(__file__).parents[2], env=_environment(),
        )  # fmt: skip
        self._told: queue.Queue[str | None] = queue.Queue()
        threading.Thread(target=self._listen, daemon=True).start()

    def next(self) -> dict[str, Any] | None:
        """Return what the clerk tells next; None when the process ended well. ClerkFailedError otherwise."""
        try:
            line = self._told.get(timeout=_SILENCE_SECONDS)
        except queue.Empty:
            self._process.kill()
            raise ClerkFailedError(f"no word from the window for {_SILENCE_SECONDS:.0f} s; see {self._log}") from None
        if line is not None:
            told: dict[str, Any] = json.loads(line)
            return told
        status = self._process.wait()
        if status not in (0, -signal.SIGKILL):
            raise ClerkFailedError(f"the window ended with status {status}; see {self._log}")
        return None

    def kill(self) -> list[dict[str, Any]]:
        """End the process as a power cut would, in the middle of whatever it does; return what it had told."""
        self._process.kill()
        self._process.wait()
        rest = []
        while (line := self._told.get()) is not None:
            rest.append(json.loads(line))
        return rest

    def _listen(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            if line.endswith("\n"):
                self._told.put(line)
        self._told.put(None)
        self._errors.close()


def _environment() -> dict[str, str]:
    return {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONUTF8": "1"}
