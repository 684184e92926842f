"""The edge of the room: what the engine and the file system say, in the desk's own words."""

import errno
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from db.engine import DatabaseError
from db.errors import DatabaseDamagedError, DiskFullError, StorageFailedError

if sys.platform != "win32":
    import resource

_FULL = ("SQLITE_FULL",)
_IO = "SQLITE_IOERR"
_DAMAGED = ("SQLITE_CORRUPT", "SQLITE_NOTADB")
_NO_SPACE = frozenset({errno.ENOSPC, errno.EFBIG, errno.EDQUOT})


@contextmanager
def translated(home: str = "") -> Iterator[None]:
    """Turn engine and file errors inside the block into DeskErrors; anything else passes."""
    try:
        yield
    except DatabaseError as error:
        meaning = _meaning(error, home)
        if meaning is error:
            raise
        raise meaning from error
    except OSError as error:
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
