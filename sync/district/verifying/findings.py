"""What a verification finds, and where."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum


class Weight(IntEnum):
    """How much a finding says; the heaviest one is the exit status."""

    WARNING = 1
    CONTRADICTION = 2


UNREADABLE = 3
"""The exit status when nothing could be read."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is not as it was sealed: the table, the commune, the device (hex), epoch, event and dossier."""

    weight: Weight
    what: str
    table: str
    agency: str = ""
    device: str = ""
    epoch: int | None = None
    seq: int | None = None
    dossier: str = ""

    def __str__(self) -> str:
        places = (
            self.agency,
            self.device and f"device {self.device}",
            "" if self.epoch is None else f"epoch {self.epoch}",
            "" if self.seq is None else f"event {self.seq}",
            self.dossier and f"dossier {self.dossier}",
        )
        where = ", ".join(filter(None, places))
        return ": ".join(filter(None, (self.weight.name.lower(), self.table, where, self.what)))


Findings = Iterator[Finding]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a check is; makes the findings."""

    table: str
    agency: str = ""
    device: str = ""
    epoch: int | None = None

    def wrong(self, what: str, seq: int | None = None, dossier: str | None = None) -> Finding:
        """Return a contradiction here."""
        return Finding(Weight.CONTRADICTION, what, self.table, self.agency, self.device, self.epoch, seq, dossier or "")

    def doubtful(self, what: str, seq: int | None = None, dossier: str | None = None) -> Finding:
        """Return a warning here."""
        return Finding(Weight.WARNING, what, self.table, self.agency, self.device, self.epoch, seq, dossier or "")
