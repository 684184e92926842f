"""Where a night's copy is made and proven: one at a time in a folder, out of sight, and gone afterwards."""

from __future__ import annotations

import errno
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from sync.district.database_copy import clear_stale_drafts
from sync.district.errors import DistrictError

_ROOM = ".tonight-"
# What `verify` makes for itself, of a copy that was killed before all lay in one room.
_OLD_ROOM = re.compile(r"verify[a-z0-9_]{8}")
_OLD_DRAFT = re.compile(r"district-\d{4}-\d\d-\d\d\.(?:sqlite3|sql)\.unproven(?:\.unfinished)?")
_OURS = ("copy.sqlite3", "district.sqlite3", "district-keys.json")
_CANNOT_LOCK = (errno.EBADF, errno.EINVAL, errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP)


@contextmanager
def night_room(folder: Path) -> Iterator[Path]:
    """Lend a room inside the folder which nobody else may enter; DistrictError if a copy is being made, OSError.

    What a killed copy left there (a whole database, readable) goes first.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    with _alone(folder) as is_alone:
        if is_alone:
            _clear(folder)
        clear_stale_drafts(folder, datetime.now(UTC))  # of a single copy that was laid beside the nights'
        with TemporaryDirectory(prefix=_ROOM, dir=folder, ignore_cleanup_errors=True) as room:
            yield Path(room)


@contextmanager
def _alone(folder: Path) -> Iterator[bool]:
    """Hold the folder itself: no file that root made once and the district's user cannot open later."""
    if not hasattr(os, "O_DIRECTORY"):
        yield False
        return
    import fcntl

    held = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        yield _locked(held, fcntl.LOCK_EX | fcntl.LOCK_NB, folder)
    finally:
        os.close(held)


def _locked(held: int, how: int, folder: Path) -> bool:
    import fcntl

    try:
        fcntl.flock(held, how)
    except BlockingIOError as error:
        raise DistrictError(f"Another nightly copy is being made in {folder}: this one did nothing") from error
    except OSError as error:
        if error.errno not in _CANNOT_LOCK:  # some network folders: the room's own name keeps two apart there
            raise
        return False
    return True


def _clear(folder: Path) -> None:
    for path in list(folder.iterdir()):
        if path.is_symlink():
            continue
        if path.is_dir() and (path.name.startswith(_ROOM) or (_OLD_ROOM.fullmatch(path.name) and _is_ours(path))):
            shutil.rmtree(path, ignore_errors=True)
        elif _OLD_DRAFT.fullmatch(path.name):
            path.unlink(missing_ok=True)


def _is_ours(room: Path) -> bool:
    return all(path.name.startswith(_OURS) for path in room.iterdir())
