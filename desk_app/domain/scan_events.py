"""What happens to the scans of a dossier's papers: kinds 61 and 62. The pages lie in files of their own, not here."""

from dataclasses import dataclass

from desk_app.domain.event_facts import Event


@dataclass(frozen=True, slots=True)
class ScanAttached(Event):
    """Pages of a paper were kept: a PDF of `size` bytes, named by the root of its hash tree (`scan_tree.root_of`).

    `paper` is the paper's place on the dossier's list from 1, 0 for a paper that is not on it; `source` is scanner,
    folder or file. The event's own seq names the scan.
    """

    kind = 61
    paper: int
    paper_name: str
    pages: int
    size: int
    root: bytes
    source: str = ""


@dataclass(frozen=True, slots=True)
class ScanRemoved(Event):
    """The scan that event `scan` attached counts no more, and its file is deleted, for a reason somebody gave."""

    kind = 62
    scan: int
    root: bytes
    reason: str


SCAN_EVENTS: tuple[type[Event], ...] = (ScanAttached, ScanRemoved)
