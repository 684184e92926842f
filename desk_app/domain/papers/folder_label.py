"""What stands on the folder of a dossier."""

from dataclasses import dataclass
from datetime import datetime


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
