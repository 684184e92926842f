"""What the use cases need for scans: where they are kept, and who makes pages of files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class ScanDocument:
    """Normalised pages, ready to be kept: a PDF of pictures alone."""

    content: bytes
    pages: int


@dataclass(frozen=True, slots=True)
class ScanRow:
    """A scan that counts; `scan` is the seq of the event that attached it. `due_at` is its dossier's."""

    scan: int
    number: str
    paper: int
    paper_name: str
    pages: int
    size: int
    root: bytes
    source: str
    attached_at: datetime
    officer: str
    is_at_district: bool
    due_at: datetime | None = None


class Scans(Protocol):
    """The scans of an opened desk. Belongs to the store lane; every call is short."""

    def of_dossier(self, number: str) -> tuple[ScanRow, ...]:
        """Return the scans of a dossier, by paper, oldest first."""

    def row(self, scan: int) -> ScanRow:
        """Return one scan; ScanNotFoundError."""

    def free_bytes(self) -> int:
        """Return how much room the disk has."""

    def keep(self, content: bytes) -> bytes:
        """Write the file, durable and encrypted, and return its root. It counts once an event names it."""

    def content(self, scan: ScanRow) -> bytes:
        """Return what was kept, proven byte by byte; ScanMissingError, ScanDamagedError."""

    def clear_away(self) -> int:
        """Delete files that no event names (a power cut came between, or the scan was removed); return how many."""


class PageMaker(Protocol):
    """Makes small pages of whatever came, somewhere where a hostile file harms nobody."""

    def from_files(self, paths: Sequence[str]) -> ScanDocument:
        """Return the pages of the files, in their order; ScanRefusedError."""

    def from_bytes(self, files: Sequence[tuple[str, bytes]]) -> ScanDocument:
        """Return the pages of (name, content), in their order; ScanRefusedError."""

    def picture(self, content: bytes, page: int, width: int) -> bytes:
        """Return page `page` (from 1) of a document as PNG, `width` pixels wide; PageNotFoundError."""
