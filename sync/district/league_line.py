"""A line of the league and the period it speaks of: plain facts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

import msgspec

from desk_app.domain.day_table import OFFICE_ZONE
from sync.district.errors import DistrictInputError

_FIRST_DAY = date(2000, 1, 1)
_YEARS_AHEAD = 1


class PeriodError(DistrictInputError):
    """A period is turned round, or lies where no desk ever was."""


class CommuneLine(msgspec.Struct, frozen=True):
    """A commune in the league. `late` of `counted` dossiers, `rate` hundredths of a percent (None: nothing counted).

    `ended` and `open` add up to `counted`, `late_ended` and `late_open` to `late`, and so do `late_by_commune`,
    `late_by_body` and `late_by_citizen`: who held most of the lateness. `proof` is how many late ones and how many in
    time each class of proof has. `unreadable` ones were erased and are counted nowhere. `log_size` and `log_root`
    (hexadecimal) are the commune's log that this was reckoned from, `set_apart` how many batches of second histories
    were kept beside it then.
    """

    agency: str
    commune: str
    ended: int
    open: int
    late_ended: int
    late_open: int
    late_by_commune: int
    late_by_body: int
    late_by_citizen: int
    proof: dict[str, tuple[int, int]]
    unreadable: int
    log_size: int = 0
    log_root: str = ""
    set_apart: int = 0

    @property
    def counted(self) -> int:
        """The denominator."""
        return self.ended + self.open

    @property
    def late(self) -> int:
        """The numerator."""
        return self.late_ended + self.late_open

    @property
    def rate(self) -> int | None:
        """Hundredths of a percent, halves up."""
        return rate_of(self.late, self.counted)


@dataclass(frozen=True, slots=True)
class Period:
    """From the first to the last day, both counted; open dossiers are judged as of `as_of`."""

    since: date
    until: date
    as_of: datetime

    @property
    def begins(self) -> datetime:
        """Midnight before the first day."""
        return datetime.combine(self.since, datetime.min.time(), OFFICE_ZONE)


def period_of(since: date, until: date, now: datetime) -> Period:
    """Return the period, judged at its end, or at the last full hour while it runs; PeriodError."""
    if until < since:
        raise PeriodError("--to lies before --from")
    if since < _FIRST_DAY or until.year > now.year + _YEARS_AHEAD:
        raise PeriodError(f"a period lies between {_FIRST_DAY} and the end of {now.year + _YEARS_AHEAD}")
    ends = datetime.combine(until + timedelta(days=1), datetime.min.time(), OFFICE_ZONE)
    hour = now.astimezone(OFFICE_ZONE).replace(minute=0, second=0, microsecond=0)
    return Period(since, until, min(ends, hour))


def rate_of(late: int, counted: int) -> int | None:
    """Return hundredths of a percent, halves up; None for no dossiers."""
    return (late * 20_000 + counted) // (2 * counted) if counted else None
