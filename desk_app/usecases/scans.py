"""Scans of a dossier's papers: attached, seen, removed with a reason. Their pages were made small before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from desk_app.domain.dossier import Dossier
from desk_app.domain.errors import BadInputError, TextMissingError
from desk_app.domain.scan_errors import NoRoomForScansError, ScanNotFoundError
from desk_app.domain.scan_events import ScanAttached, ScanRemoved
from desk_app.scan_ports import ScanDocument, ScanRow
from desk_app.usecases.acts import MOST_REASON, cleaned
from desk_app.usecases.office import Office

LEAST_FREE_MB = 200
"""Below this nothing is attached: what is left belongs to the citizens who stand at the counter."""
_MB = 1024 * 1024
SOURCES = ("scanner", "folder", "file")


class PaperPlaceError(BadInputError):
    """The dossier has no paper number `paper`; its list has `most`."""


@dataclass(frozen=True, slots=True)
class PaperScans:
    """A paper of the dossier's list (0: of no paper on it) and what was scanned of it."""

    paper: int
    name: str
    scans: tuple[ScanRow, ...]


def attach(office: Office, number: str, document: ScanDocument, paper: int = 0, source: str = "file") -> ScanRow:
    """Keep the pages and record them under paper `paper` (from 1; 0: no paper of the list). Two syncs and one event.

    NoRoomForScansError, PaperPlaceError, DossierNotFoundError; nothing counts then. A power cut in between leaves a
    file without an event, which `clear_away` deletes.
    """
    check_room(office)
    name = paper_at(office.store.register.dossier(number), paper)
    root = office.store.scans.keep(document.content)
    body = ScanAttached(paper, name, document.pages, len(document.content), root, source if source in SOURCES else "")
    with office.store.unit_of_work(office.actor) as work:
        recorded = work.append(body, dossier=number)
        work.commit()
    return office.store.scans.row(recorded.seq)


def remove(office: Office, number: str, scan: int, reason: str) -> None:
    """Record that a scan counts no more, and delete its file. TextMissingError without a reason, ScanNotFoundError."""
    why = cleaned(office, "reason", reason, MOST_REASON)
    if not why:
        raise TextMissingError(field="reason")
    row = scan_of(office, number, scan)
    with office.store.unit_of_work(office.actor) as work:
        work.append(ScanRemoved(scan, row.root, why), dossier=number)
        work.commit()
    office.store.scans.clear_away()


def scan_of(office: Office, number: str, scan: int) -> ScanRow:
    """Return a scan of this dossier; ScanNotFoundError."""
    row = office.store.scans.row(scan)
    if row.number != number:
        raise ScanNotFoundError(scan=scan)
    return row


def by_paper(dossier: Dossier, rows: Sequence[ScanRow]) -> tuple[PaperScans, ...]:
    """Return every paper of the dossier with its scans, then the scans of no paper on the list, if any."""
    papers = [
        PaperScans(place, paper.name, tuple(row for row in rows if row.paper == place))
        for place, paper in enumerate(dossier.papers, 1)
    ]
    rest = tuple(row for row in rows if not 1 <= row.paper <= len(dossier.papers))
    return (*papers, PaperScans(0, "", rest)) if rest else tuple(papers)


def check_room(office: Office) -> None:
    """NoRoomForScansError when the disk is so full that it is kept for dossiers."""
    free = office.store.scans.free_bytes() // _MB
    if free < LEAST_FREE_MB:
        raise NoRoomForScansError(free=free, least=LEAST_FREE_MB)


def paper_at(dossier: Dossier, paper: int) -> str:
    """Return the name of a paper by its place on the list; empty for place 0. PaperPlaceError."""
    if not 0 <= paper <= len(dossier.papers):
        raise PaperPlaceError(paper=paper, most=len(dossier.papers))
    return dossier.papers[paper - 1].name if paper else ""
