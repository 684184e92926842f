"""The spool: sealed batches that wait for the courier, what came back for them, and where they are to go.

Everything in it can be lost without losing an event: the log has it, and the next opening seals it again.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterator
from pathlib import Path

from sync.desk.safe_file import TEMPORARY, sync_folder, write_proven
from sync.desk.spool_item import DamagedItemError, SpoolItem, item_as_bytes, item_of
from sync.desk.spool_notes import (
    ADDRESS_FILE,
    REPORT_FILE,
    CourierReport,
    SpoolAddress,
    note_as_bytes,
    read_address,
    read_report,
)
from sync.errors import SpoolFailedError

SEALED, RECEIPT, REFUSAL = ".sealed", ".receipt", ".refusal"
_UNBELIEVED = ".unbelieved"
_STALE_SECONDS = 3600.0


class Spool:
    """The folder; made when the first item is put there. Readable without any key."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def address(self) -> SpoolAddress | None:
        """Return where everything goes; None before anything was sealed, or when the file is damaged."""
        return read_address(self.folder)

    def keep_address(self, address: SpoolAddress) -> None:
        """Say where everything goes, unless that is what it says."""
        if address != self.address():
            self._put(ADDRESS_FILE, note_as_bytes(address))

    def report(self) -> CourierReport | None:
        """Return how the courier's last run went."""
        return read_report(self.folder)

    def keep_report(self, report: CourierReport) -> None:
        """Say how it went."""
        self._put(REPORT_FILE, note_as_bytes(report))

    def items(self) -> tuple[SpoolItem, ...]:
        """Return every whole item by epoch and place; a damaged one is as if it were not there."""
        return tuple(item for _, item in self._read_items())

    def damaged(self) -> tuple[str, ...]:
        """Return the names of items that cannot be read."""
        whole = {name for name, _ in self._read_items()}
        return tuple(name for name in self._names(SEALED) if name not in whole)

    def put(self, item: SpoolItem) -> None:
        """Write an item; SpoolFailedError unless it was read back as it is."""
        self._put(item.name + SEALED, item_as_bytes(item))

    def answers(self, ending: str) -> tuple[tuple[str, bytes], ...]:
        """Return the (name of the item, signed note) of every receipt or refusal that is here."""
        read = ((name, self._read(name + ending)) for name in self._names(ending))
        return tuple((name, content) for name, content in read if content is not None)

    def has_receipts(self) -> bool:
        """Whether a courier brought something; costs one look into the folder."""
        return bool(self._names(RECEIPT))

    def keep_answer(self, name: str, ending: str, note: bytes) -> None:
        """Store what the district said of an item: durable before anything else is done."""
        self._put(name + ending, note)

    def set_aside(self, name: str) -> Path:
        """Keep a receipt that is not believed under another name, so that it is said once; return where it lies."""
        kept = self.folder / (name + _UNBELIEVED)
        with _told(kept), contextlib.suppress(FileNotFoundError):
            (self.folder / (name + RECEIPT)).replace(kept)
        return kept

    def drop(self, name: str, *endings: str) -> None:
        """Remove these files of an item (left out: all); the item goes before its receipt."""
        for ending in endings or (SEALED, REFUSAL, RECEIPT):
            with _told(self.folder / (name + ending)):
                (self.folder / (name + ending)).unlink(missing_ok=True)

    def settle(self) -> None:
        """Make removals durable and clear away what a crash left half written."""
        if not self.folder.is_dir():
            return
        with _told(self.folder):
            for path in self.folder.glob(f"*{TEMPORARY}"):
                with contextlib.suppress(FileNotFoundError):
                    if abs(time.time() - path.stat().st_mtime) > _STALE_SECONDS:
                        path.unlink()
            sync_folder(self.folder)

    def _read_items(self) -> Iterator[tuple[str, SpoolItem]]:
        for name in self._names(SEALED):
            content = self._read(name + SEALED)
            with contextlib.suppress(DamagedItemError):
                if content is not None:
                    yield name, item_of(content)

    def _names(self, ending: str) -> list[str]:
        try:
            return sorted(path.name.removesuffix(ending) for path in self.folder.iterdir() if path.suffix == ending)
        except OSError:
            return []

    def _read(self, name: str) -> bytes | None:
        try:
            return (self.folder / name).read_bytes()
        except OSError:
            return None  # taken away a moment ago: the desk has imported it

    def _put(self, name: str, content: bytes) -> None:
        with _told(self.folder):
            self.folder.mkdir(mode=0o700, exist_ok=True)
        write_proven(self.folder / name, content)


@contextlib.contextmanager
def _told(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise SpoolFailedError(path=str(path), reason=error.strerror or str(error)) from error
