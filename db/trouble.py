"""The edge of the room: what the engine and the file system say, in the desk's own words."""

import errno
import sys
from types import TracebackType

from db.engine import DatabaseError
from db.errors import DatabaseDamagedError, DiskFullError, StorageFailedError

if sys.platform != "win32":
    import resource

_FULL = ("SQLITE_FULL",)
_IO = "SQLITE_IOERR"
_DAMAGED = ("SQLITE_CORRUPT", "SQLITE_NOTADB")
_NO_SPACE = frozenset({errno.ENOSPC, errno.EFBIG, errno.EDQUOT})


class translated:  # reads as the word it is: `with translated():`
    """Turn engine and file errors inside the block into DeskErrors; anything else passes.

    A class of its own, since a save goes through it a dozen times and a generator costs three times as much.
    """

    __slots__ = ("_home",)

    def __init__(self, home: str = "") -> None:
        self._home = home

    def __enter__(self) -> None:
        return None

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is None:
            return
        if isinstance(error, DatabaseError):
            meaning = _meaning(error, self._home)
            if meaning is not error:
                raise meaning from error
        elif isinstance(error, OSError):
            if error.errno in _NO_SPACE:
                raise DiskFullError() from error
            raise StorageFailedError(reason=error.strerror or str(error)) from error


def _meaning(error: Exception, home: str) -> Exception:
    name = getattr(error, "sqlite_errorname", "")
    text = str(error)
    if name.startswith(_FULL) or "disk is full" in text:
        return DiskFullError()
    if name.startswith(_DAMAGED) or "malformed" in text or "not a database" in text:
        return DatabaseDamagedError(home=home, reason=text)
    if name.startswith(_IO) and _files_are_limited():
        return DiskFullError()  # SQLite knows ENOSPC as full, but a limit on the size of files only as a failed write
    if name.startswith(_IO) or "disk I/O error" in text:
        return StorageFailedError(reason=text)
    if name.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM", "SQLITE_BUSY", "SQLITE_LOCKED")):
        return StorageFailedError(reason=text)
    return error


def _files_are_limited() -> bool:
    if sys.platform == "win32":
        return False
    return resource.getrlimit(resource.RLIMIT_FSIZE)[0] != resource.RLIM_INFINITY
