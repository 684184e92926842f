"""Scans joined to an opened desk: the page maker of the paper room. Loaded when somebody wants to scan."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from desk_app.scan_ports import PageMaker, ScanDocument
from printing.scanning.beside import PagesBeside
from printing.scanning.scanner import Scanner, ScannerDevice
from printing.scanning.taking import names_in_folder, read_from_folder


def page_maker() -> PageMaker:
    """Return the maker of pages, which opens strangers' files in a process of their own."""
    return PagesBeside()


def document_of_folder(folder: str, names: Sequence[str] = ()) -> ScanDocument:
    """Return the pages of a folder's files, of `names` or of all that may be scans, oldest first; ScanRefusedError."""
    place = Path(folder)
    files = read_from_folder(place, names or names_in_folder(place))
    return PagesBeside().from_bytes([(file.name, file.content) for file in files])


def scans_in(folder: str) -> list[str]:
    """Return the names of a folder's files that may be scans, oldest first; FileUnreadableError."""
    return names_in_folder(Path(folder))


def scanner_devices() -> tuple[ScannerDevice, ...]:
    """Return the scanners that answer; some seconds. ScannerSilentError."""
    return Scanner().devices()


def document_of_scanner(device: str, *, from_feeder: bool) -> ScanDocument:
    """Return one page from the glass, or all that lies in the feeder; NoScannerError, ScannerFailedError."""
    scanner = Scanner()
    files = scanner.feeder(device) if from_feeder else [scanner.page(device)]
    return PagesBeside().from_bytes([(file.name, file.content) for file in files])
