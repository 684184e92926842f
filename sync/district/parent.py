"""A server that somebody's program started for itself does not outlive it, however that program ended."""

from __future__ import annotations

import os
import signal
import sys
import threading


def follow_parent() -> None:
    """Stop this process as SIGTERM would, once its standard input ends: its other end went with the parent."""
    threading.Thread(target=_wait, daemon=True).start()


def _wait() -> None:
    while os.read(sys.stdin.fileno(), 1024):
        pass
    os.kill(os.getpid(), signal.SIGTERM)
