"""Calls of `desk` without the time it takes to load it: a process that has loaded it forks for each."""

from __future__ import annotations

import atexit
import json
import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
_PATIENCE_SECONDS = 120


class Warm:
    """The process that forks; it ends with this one."""

    def __init__(self) -> None:
        self._ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._ours.settimeout(_PATIENCE_SECONDS)
        self._process = subprocess.Popen(
            (sys.executable, "-m", "tests.journeys.warm_process", str(theirs.fileno())),
            cwd=ROOT, pass_fds=(theirs.fileno(),), env={**os.environ, "PYTHONPATH": str(ROOT)},
        )  # fmt: skip
        theirs.close()

    def end(self) -> None:
        """Let the process go; a call that hangs goes too."""
        self._ours.close()
        try:
            self._process.wait(1)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def call(self, words: Sequence[str], feed: str, environment: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
        """Run `desk` to its end, in a process of its own."""
        with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as told, tempfile.TemporaryFile() as wrong:
            given.write(feed.encode())
            given.seek(0)
            question = json.dumps({"words": list(words), "environment": dict(environment)}).encode()
            socket.send_fds(self._ours, [question], [given.fileno(), told.fileno(), wrong.fileno()])
            status = int(self._ours.recv(16))
            told.seek(0)
            wrong.seek(0)
            return subprocess.CompletedProcess(tuple(words), status, told.read().decode(), wrong.read().decode())


@cache
def warm() -> Warm:
    """Return the process, started at the first call."""
    started = Warm()
    atexit.register(started.end)
    return started
