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

    def missing(self, number: str = "") -> tuple[ScanRow, ...]:
        """Return the scans whose file is not here, of one dossier or of all; looks at each file."""

    def unsent(self) -> int:
        """Return how many scans that count the district is not proven to have whole."""

    def clear_away(self) -> int:
        """Delete files that no event names (a power cut came between, or the scan was removed); return how many."""


@dataclass(frozen=True, slots=True)
class ScanOffered:
    """A scan as it is offered: the event that attached it, and the 32-byte hash of each of its chunks, end to end."""

    row: ScanRow
    leaves: bytes


class ScanOutbox(Protocol):
    """The scans as the wire sees them; every call is short and runs on the store lane."""

    def waiting(self, last_seq: int, most: int) -> tuple[ScanRow, ...]:
        """Return scans that the district lacks, attached by events up to `last_seq`; due soonest first."""

    def offered(self, row: ScanRow) -> ScanOffered:
        """Return a scan with its hashes; ScanMissingError, ScanDamagedError."""

    def chunks(self, scan: ScanRow, first: int, count: int | None) -> bytes:
        """Return some chunks, proven; ScanMissingError, ScanDamagedError."""

    def gone(self, last_seq: int) -> tuple[tuple[int, bytes], ...]:
        """Return (seq of the removal, root) of scans the district may have and that count no more."""

    def sent(self, root: bytes, at: datetime) -> None:
        """Note that the district has all of a scan."""

    def lacking(self, roots: Sequence[bytes]) -> None:
        """Note that the district has not, or no longer, all of these."""

    def dropped(self, roots: Sequence[bytes]) -> None:
        """Note that the district holds nothing of these any more, and was not offered them since."""

    def bytes_sent(self, day: int) -> int:
        """Return how many bytes of scans went out on a day (an ordinal)."""

    def note_bytes_sent(self, day: int, count: int) -> None:
        """Count bytes that went out."""


class PageMaker(Protocol):
    """Makes small pages of whatever came, somewhere where a hostile file harms nobody."""

    def from_files(self, paths: Sequence[str]) -> ScanDocument:
        """Return the pages of the files, in their order; ScanRefusedError."""

    def from_bytes(self, files: Sequence[tuple[str, bytes]]) -> ScanDocument:
        """Return the pages of (name, content), in their order; ScanRefusedError."""

    def picture(self, content: bytes, page: int, width: int) -> bytes:
        """Return page `page` (from 1) of a document as PNG, `width` pixels wide; PageNotFoundError."""
