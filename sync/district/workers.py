"""Several processes behind one port: one Python process works for one desk at a time, PostgreSQL for many."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import threading
from collections.abc import Callable

from sync.district.errors import DistrictError


class WorkerEndedError(DistrictError):
    """A process that answers ended by itself."""


def in_workers(count: int, answer: Callable[[], None], ready: Callable[[], None]) -> None:
    """Do `answer` in `count` processes until this one is told to stop; `ready` once they run. WorkerEndedError.

    Nobody must have started a thread or opened a database before. They end together: when one ends by itself the others
    are stopped, and whoever started this one (systemd) starts all anew; when this one is killed they follow.
    """
    follow, held = os.pipe()  # at whose end the children see that this process is gone
    children: list[int] = []
    try:
        for _ in range(count):
            children.append(_child(answer, follow, held))
        os.close(follow)
        ready()
        ended, status = os.wait()
        children.remove(ended)
        raise WorkerEndedError(
            f"A process that answers has ended ({os.waitstatus_to_exitcode(status)}); all are stopped"
        )
    finally:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        for child in children:
            os.kill(child, signal.SIGTERM)
        for child in children:
            with contextlib.suppress(ChildProcessError):
                os.waitpid(child, 0)
        os.close(held)


def _child(answer: Callable[[], None], follow: int, held: int) -> int:
    child = os.fork()
    if child:
        return child
    status = 1
    try:
        os.close(held)
        threading.Thread(target=_follow, args=(follow,), daemon=True).start()
        answer()
        status = 0
    except SystemExit:
        status = 0
    finally:
        sys.stderr.flush()
        os._exit(status)


def _follow(pipe: int) -> None:
    os.read(pipe, 1)
    os._exit(1)
