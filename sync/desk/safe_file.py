"""Files of the spool: either whole or not there, whatever happens in between, and read back before they count."""

from __future__ import annotations

import os
import threading
from pathlib import Path

from sync.errors import SpoolFailedError

TEMPORARY = ".tmp"
# Windows would otherwise write CR LF for LF, also into ciphertext.
_BINARY: int = getattr(os, "O_BINARY", 0)


def write_proven(path: Path, content: bytes) -> None:
    """Write the file durably, for its owner only: temporary file, sync, rename, sync of the folder, read back.

    SpoolFailedError when the disk does not take it, or gives something else back.
    """
    temporary = path.with_name(f"{path.name}.{os.getpid()}-{threading.get_ident()}{TEMPORARY}")
    try:
        _write_synced(temporary, content)
        temporary.replace(path)
        sync_folder(path.parent)
        came_back = path.read_bytes()
    except OSError as error:
        raise SpoolFailedError(path=str(path), reason=error.strerror or str(error)) from error
    if came_back != content:
        raise SpoolFailedError(path=str(path), reason="read back differently")


def sync_folder(folder: Path) -> None:
    """Make new names in the folder durable (Windows does so by itself)."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _write_synced(path: Path, content: bytes) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | _BINARY, 0o600)
    try:
        view = memoryview(content)
        while view:
            view = view[os.write(descriptor, view) :]
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
