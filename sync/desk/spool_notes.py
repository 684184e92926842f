"""The two plain notes of a spool: where envelopes go, and how the courier fared. Light: the first paint reads them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import NamedTuple

SPOOL_FOLDER = "spool"
ADDRESS_FILE, REPORT_FILE = "address.json", "report.json"


class SpoolAddress(NamedTuple):
    """Where the envelopes go: all that a courier needs to know, and nothing secret. Bytes as hexadecimal text.

    `covers` is the event up to which everything is proven or sealed here; the log went as far as `log_end` then, with
    nothing but anchors in between. `refused_dictionary` names the one that the district did not know. `turn`: how often
    this desk had gone back when what it carries for another was last proven.
    """

    url: str
    ca_file: str
    device: str
    epoch: int
    receipt_key: str
    covers: int
    log_end: int
    refused_dictionary: str = ""
    turn: int = 0


class CourierReport(NamedTuple):
    """How the last run of the courier went: at what time (ISO), items delivered and left, why not more (empty: all is).

    `covers` is the event up to which the district has everything since.
    """

    at: str
    delivered: int
    left: int
    trouble: str
    covers: int = 0


def read_address(folder: Path) -> SpoolAddress | None:
    """Return where everything goes; None before anything was sealed, or when the file is damaged."""
    try:
        return SpoolAddress(**json.loads((folder / ADDRESS_FILE).read_bytes()))
    except (OSError, ValueError, TypeError, RecursionError):
        return None


def read_report(folder: Path) -> CourierReport | None:
    """Return how the courier's last run went; None before it, or when the file is damaged."""
    try:
        return CourierReport(**json.loads((folder / REPORT_FILE).read_bytes()))
    except (OSError, ValueError, TypeError, RecursionError):
        return None


def note_as_bytes(note: SpoolAddress | CourierReport) -> bytes:
    """Return the note as a file."""
    return json.dumps(note._asdict()).encode()
