"""What event bodies are made of: the body itself, a paper, the terms of a procedure, a promise."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class Event:
    """A body; `kind` and `version` name its layout."""

    kind: ClassVar[int]
    version: ClassVar[int] = 1


@dataclass(frozen=True, slots=True)
class SubmittedPaper:
    """A paper as handed in: how many originals, certified and plain copies; `note` says presented only …

    `reused_from` is the dossier number that already holds it, `valid_until` the last day it may be used.
    """

    name: str
    originals: int = 0
    copies: int = 0
    certified: int = 0
    note: str = ""
    reused_from: str = ""
    valid_until: date | None = None


@dataclass(frozen=True, slots=True)
class ProcedureTerms:
    """The procedure as it stood on the day of reception: what a dossier keeps for ever."""

    code: str
    name: str
    field: str
    limit_value: int
    limit_unit: str
    limit_cutoff: str
    catalogue_version: str


@dataclass(frozen=True, slots=True)
class Promise:
    """The day named on the slip and how it was reckoned."""

    due_at: datetime
    explanation: str
    calendar_version: str
