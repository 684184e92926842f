"""What the book of days answers with: a day's closing and its numbers, bags, closures, pads, fees.

Times are aware (+07:00); None where a thing has not come.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum

from desk_app.domain.dossier_number import counters_to
from desk_app.domain.office_events import DayClosed, DayCounts
from desk_app.register_rows import DossierRow


class GapReason(Enum):
    """Why a counter of a day has no dossier."""

    PAD = "pad"  # a sheet of a pad that nobody has used yet
    SPOILED = "spoiled"  # a sheet of a pad that never will be used: the clerk's words say why
    RESTORE = "restore"  # left out when the database was rebuilt, or given by a predecessor
    SET_HIGHER = "set_higher"  # the first number of the day was set higher after work had begun
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class DayGap:
    """Counters of a day from `first` to `last` that no dossier has; `words` are the clerk's own, where there are."""

    first: int
    last: int
    reason: GapReason
    words: str = ""


@dataclass(frozen=True, slots=True)
class DayFacts:
    """What the closing page of a day says.

    Numbers are empty on a day without any. `due_next` counts unfinished dossiers promised for the next working day,
    `not_at_district` all dossiers of which the district has not proven everything. `first_seq` is the day's first
    event (the log's last when the day has none), `last_sent_at` the last exchange with the district.
    """

    on: date
    received: int
    refused: int
    finished: int
    handed_over: int
    first_number: str
    last_number: str
    gaps: tuple[DayGap, ...]
    due_next: int
    not_at_district: int
    seq: int
    head: bytes
    counts: DayCounts = field(default_factory=DayCounts)
    due_next_on: date | None = None
    first_seq: int = 0
    last_sent_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Closing:
    """A day that was closed: its place in the log, when, by whom entered, and what was signed."""

    seq: int
    at: datetime
    officer: str
    body: DayClosed


@dataclass(frozen=True, slots=True)
class Bag:
    """A bag: what it was packed with, and what its receiver found. Times are None until it was packed, or opened.

    `taken_out` are listed in it, and were packed into another bag or found in one since.
    """

    bag: str
    from_name: str
    to_name: str
    numbers: tuple[str, ...]
    packed_at: datetime | None
    packed_by: str
    received_at: datetime | None
    received_by: str
    missing: tuple[str, ...]
    surplus: tuple[str, ...]
    note: str
    taken_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ClosureMove:
    """A dossier whose day a closure moved: its due time before and after."""

    number: str
    due_before: datetime | None
    due_after: datetime
    undone: bool


@dataclass(frozen=True, slots=True)
class Closure:
    """An unplanned closure; `seq` is its place in the log, `undone_at` when it was taken back."""

    seq: int
    days: tuple[date, ...]
    reason: str
    declared_at: datetime
    moves: tuple[ClosureMove, ...]
    undone_at: datetime | None


@dataclass(frozen=True, slots=True)
class Pad:
    """A block of counters printed on paper; `used` and `spoiled` are counters, `slip_first` the first sheet's slip."""

    seq: int
    on: date
    first: int
    last: int
    slip_first: int
    used: tuple[int, ...]
    spoiled: tuple[int, ...]

    @property
    def free(self) -> tuple[int, ...]:
        """Return the counters that a late entry may still name."""
        gone = {*self.used, *self.spoiled}
        return tuple(counter for counter in counters_to(self.first, self.last) if counter not in gone)


@dataclass(frozen=True, slots=True)
class FeeRow:
    """The fees of a dossier as they stand: đồng in all, how they were paid (empty: not yet), the receipt."""

    dossier: DossierRow
    amount: int
    paid_by: str
    receipt: str
    recorded_at: datetime
