"""The files of scans: by commune and device, named by the root of their content; pieces gather in one beside it."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from desk_app.domain.scan_tree import CHUNK_BYTES, leaf_of, leaves_of, root_over
from sync.wire.scan_messages import PIECE_BYTES

_FOLDER_MODE, _FILE_MODE = 0o700, 0o600


@dataclass(frozen=True, slots=True)
class ScanFile:
    """Where one scan lies in `folder`, and how large it will be."""

    folder: Path
    hub: int
    device: bytes
    root: bytes
    size: int

    @property
    def whole(self) -> Path:
        """The file once every byte is here."""
        return self.folder / f"{self.hub:x}" / self.device.hex() / f"{self.root.hex()}.pdf"

    @property
    def gathering(self) -> Path:
        """The file while pieces come in."""
        return self.whole.with_suffix(".part")

    def write(self, first: int, content: bytes) -> None:
        """Put pieces in their place, durably. OSError."""
        self.whole.parent.mkdir(parents=True, exist_ok=True, mode=_FOLDER_MODE)
        flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
        descriptor = os.open(self.gathering, flags, _FILE_MODE)
        try:
            os.lseek(descriptor, first * PIECE_BYTES, os.SEEK_SET)
            view = memoryview(content)
            while view:
                view = view[os.write(descriptor, view) :]
            os.fsync(descriptor)
        finally:
            os.close(descriptor)

    def fits(self, chunk: int, leaf: bytes) -> bool:
        """Whether a chunk that was gathered is the one that was announced. OSError."""
        with self.gathering.open("rb") as file:
            file.seek(chunk * CHUNK_BYTES)
            return leaf_of(file.read(min(CHUNK_BYTES, self.size - chunk * CHUNK_BYTES))) == leaf

    def finish(self) -> bool:
        """Give the gathered file its name if it is the scan, every byte of it; else drop it. OSError."""
        content = self.gathering.read_bytes()
        if len(content) != self.size or root_over(leaves_of(content), self.size) != self.root:
            self.gathering.unlink(missing_ok=True)
            return False
        self.gathering.replace(self.whole)
        _sync(self.whole.parent)
        return True

    def is_whole(self) -> bool:
        """Whether the file is there in its full length."""
        return self.whole.is_file() and self.whole.stat().st_size == self.size

    def is_sound(self) -> bool:
        """Whether the file is there and every byte of it is what the root says; reads it all."""
        if not self.is_whole():
            return False
        return root_over(leaves_of(self.whole.read_bytes()), self.size) == self.root

    def content(self) -> bytes | None:
        """Return every byte, in memory, if they are what the root says; None otherwise."""
        try:
            content = self.whole.read_bytes()
        except OSError:
            return None
        is_it = len(content) == self.size and root_over(leaves_of(content), self.size) == self.root
        return content if is_it else None

    def chunks(self, first: int, count: int) -> bytes:
        """Return chunks of the whole file; FileNotFoundError."""
        with self.whole.open("rb") as file:
            file.seek(first * CHUNK_BYTES)
            return file.read(count * CHUNK_BYTES)

    def drop(self) -> None:
        """Delete what is there."""
        self.whole.unlink(missing_ok=True)
        self.gathering.unlink(missing_ok=True)


def free_bytes(folder: Path) -> int:
    """Return how much room the disk of the scans has."""
    return shutil.disk_usage(folder if folder.exists() else folder.parent).free


def _sync(folder: Path) -> None:
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
