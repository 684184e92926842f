"""What stands on the folder of a dossier."""

from dataclasses import dataclass
from datetime import datetime

LABEL_FORMATS = ("2x4", "2x7", "3x7", "3x8")
"""Kinds of label sheets by their labels across and down; `printing.label_formats` has their measures."""


@dataclass(frozen=True)
class FolderLabel:
    """One label: `request` is the procedure's short name where there is one, `book` the entry (`HT-01/2026 · 318`)."""

    agency: str
    number: str
    lookup_code: str
    applicant: str
    request: str
    due_at: datetime
    sheets: int
    book: str = ""
    shelf: str = ""


@dataclass(frozen=True)
class LabelSheets:
    """Labels on sheets of one of LABEL_FORMATS: the `first` free label (1 is the top left one, counted along the
    rows), and how far this printer must be shifted `right` and `down`, mm.
    """

    labels: tuple[FolderLabel, ...]
    format: str = LABEL_FORMATS[0]
    first: int = 1
    right: float = 0.0
    down: float = 0.0


def places_on(label_format: str) -> int:
    """Return how many labels a sheet of that format has."""
    across, down = label_format.split("x")
    return int(across) * int(down)
