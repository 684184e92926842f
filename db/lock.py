"""One opener at a time: a lock of the operating system, which a crash releases by itself."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from db.errors import DeskAlreadyOpenError

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl


class DeskLock:
    """Held from opening to closing; DeskAlreadyOpenError when somebody else holds it."""

    def __init__(self, path: Path) -> None:
        self._descriptor: int | None = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            _take(self._descriptor)
        except OSError as error:
            self.release()
            raise DeskAlreadyOpenError(home=str(path.parent)) from error

    def release(self) -> None:
        """Let the next one in; a second call changes nothing."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None


def _take(descriptor: int) -> None:
    if sys.platform == "win32":
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
    else:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
