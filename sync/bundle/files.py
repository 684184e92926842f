"""Files on a stick: written whole or not at all, read back, never followed, never larger or more than expected.

A stick comes from anywhere. Nothing on it is executed, no link on it is followed, no name on it is used for more than
being compared with the names that belong here.
"""

from __future__ import annotations

import errno
import os
import shutil
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sync.errors import (
    StickFailedError,
    StickFullError,
    StickGoneError,
    StickLinkError,
    StickReadBackError,
    StickTooLargeError,
    StickTooManyError,
)

PART = ".part"
_BINARY: int = getattr(os, "O_BINARY", 0)
_NOT_THROUGH_LINKS: int = getattr(os, "O_NOFOLLOW", 0)
_NOT_WAITING: int = getattr(os, "O_NONBLOCK", 0)  # a named pipe would otherwise hold the reader for ever
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_GONE = (errno.ENOENT, errno.ENOTDIR, errno.ENODEV, errno.ENXIO, errno.ENOMEDIUM)


def write_whole(path: Path, content: bytes) -> None:
    """Put the file there durably: another name first, sync, rename, sync of the folder, and read back.

    StickFullError, StickGoneError, StickFailedError, StickReadBackError. Whatever happens, `path` is the old file or
    the new one.
    """
    part = path.with_name(path.name + PART)
    with _told(path):
        part.unlink(missing_ok=True)  # left by a cut; a link would be taken away here, not followed
        descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _NOT_THROUGH_LINKS | _BINARY, 0o600)
        try:
            _write_all(descriptor, content)
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        part.replace(path)
        sync_folder(path.parent)
    if content_of(path, len(content)) != content:
        raise StickReadBackError(name=path.name)


def content_of(path: Path, most: int) -> bytes | None:
    """Return what a plain file holds, None when there is none; StickLinkError, StickTooLargeError (`most` bytes)."""
    with _told(path):
        if not _is_plain(path, stat.S_ISREG):
            return None
        descriptor = os.open(path, os.O_RDONLY | _NOT_THROUGH_LINKS | _NOT_WAITING | _BINARY)
        try:
            facts = os.fstat(descriptor)
            if not stat.S_ISREG(facts.st_mode):
                raise StickLinkError(name=path.name)
            if facts.st_size > most:
                raise StickTooLargeError(name=path.name, most=most)
            _forget_cached(descriptor)
            return _read_at_most(descriptor, most, path.name)
        finally:
            os.close(descriptor)


def names_in(folder: Path, most: int) -> tuple[str, ...]:
    """Return the names in a folder, sorted; none when it is not there. StickLinkError; StickTooManyError."""
    with _told(folder):
        if not _is_plain(folder, stat.S_ISDIR):
            return ()
        names: list[str] = []
        with os.scandir(folder) as entries:
            for entry in entries:
                names.append(entry.name)
                if len(names) > most:
                    raise StickTooManyError(name=folder.name, most=most)
    return tuple(sorted(names))


def check_folder(folder: Path) -> None:
    """Make sure that a folder is one, or not there at all; StickLinkError for a link or anything else."""
    with _told(folder):
        _is_plain(folder, stat.S_ISDIR)


def make_folder(folder: Path) -> None:
    """Make a folder in one that is there; one that exists must be a folder and no link."""
    with _told(folder):
        if not _is_plain(folder, stat.S_ISDIR):
            folder.mkdir(mode=0o700)
            sync_folder(folder.parent)


def remove(path: Path) -> None:
    """Take a file away (of a link the link); none there is fine."""
    with _told(path):
        path.unlink(missing_ok=True)


def free_bytes(folder: Path) -> int:
    """Return how much room is left where the folder lies."""
    with _told(folder):
        return shutil.disk_usage(folder).free


def sync_folder(folder: Path) -> None:
    """Make new names in the folder durable; some file systems of sticks know no sync of folders."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):
            raise
    finally:
        os.close(descriptor)


def _is_plain(path: Path, is_kind: Callable[[int], bool]) -> bool:
    """Whether it is there at all; StickLinkError when it is a link, a pipe, a device or of the other kind."""
    try:
        mode = path.lstat().st_mode
    except FileNotFoundError:
        return False
    if not is_kind(mode):
        raise StickLinkError(name=path.name)
    return True


def _write_all(descriptor: int, content: bytes) -> None:
    view = memoryview(content)
    while view:
        view = view[os.write(descriptor, view) :]


def _read_at_most(descriptor: int, most: int, name: str) -> bytes:
    taken = bytearray()
    while block := os.read(descriptor, 1 << 20):
        taken += block
        if len(taken) > most:
            raise StickTooLargeError(name=name, most=most)
    return bytes(taken)


def _forget_cached(descriptor: int) -> None:
    # What is read back shall come from the stick, not from the memory that has just been written.
    if hasattr(os, "posix_fadvise"):
        os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """Tell what the system says as what happened to the stick."""
    try:
        yield
    except OSError as error:
        folder = str(path.parent)
        if error.errno in _FULL:
            raise StickFullError(folder=folder) from error
        if error.errno in _GONE:
            raise StickGoneError(folder=folder) from error
        if error.errno == errno.ELOOP:
            raise StickLinkError(name=path.name) from error
        raise StickFailedError(folder=folder, reason=error.strerror or type(error).__name__) from error
