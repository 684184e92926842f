"""Working days numbered one after the other, so that a due date is a look-up and not a walk."""

from array import array
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from itertools import accumulate, compress

# Office time is +07:00 always, whatever zone the machine is set to.
OFFICE_ZONE = timezone(timedelta(hours=7))

LAST_ORDINAL = date.max.toordinal()


@dataclass(frozen=True, slots=True)
class Shift:
    """One session of service; the closing instant itself is still inside."""

    opens: time
    closes: time

    @property
    def length(self) -> int:
        """Microseconds of service."""
        return microseconds(self.closes) - microseconds(self.opens)


NO_RECEPTIONS: tuple[tuple[Shift, ...], ...] = ((),) * 7


def microseconds(clock: time) -> int:
    """Return the microseconds since midnight."""
    return ((clock.hour * 60 + clock.minute) * 60 + clock.second) * 1_000_000 + clock.microsecond


@dataclass(frozen=True, slots=True)
class DayTable:
    """A window of days, counted from `first` (a proleptic ordinal; `midnight` is its start). Costs 0.4 µs a day.

    `kinds[day]` is 0 for a closed day, else 1 + the weekday whose sessions it takes. `before[day]` is how many working
    days lie before it, which is also the place in `working` of the first working day on or after it. `served[k]` is
    the service time in microseconds before the working day number k. By kind: `shifts`, `sessions` (the same as
    microseconds of the day) and `last_closing`. By number of the working day: `dates` and `service_ends`. By weekday
    from Monday: `receptions`, the sessions of a day that takes in and does not count; `marked` are ordinals.
    A window too short raises IndexError.
    """

    first: int
    midnight: datetime
    size: int
    kinds: bytes
    before: Sequence[int]
    working: Sequence[int]
    served: Sequence[int]
    shifts: tuple[tuple[Shift, ...], ...]
    sessions: tuple[tuple[tuple[int, int], ...], ...]
    last_closing: tuple[time, ...]
    dates: Sequence[date]
    service_ends: Sequence[datetime]
    receptions: tuple[tuple[Shift, ...], ...]
    marked: frozenset[int]

    def takes_in(self, day: int, clock: time) -> bool:
        """Is this closed day one of reception that is not over at `clock`? A marked day never is."""
        sessions = self.receptions[(self.first + day - 1) % 7]
        return bool(sessions) and clock <= sessions[-1].closes and self.first + day not in self.marked

    def instant_after(self, place: int, clock: time, amount: int) -> datetime:
        """Return the instant when `amount` microseconds of service have passed since `clock` on working day `place`.

        Between sessions no service passes. A span that ends with a session ends at its closing, not at the next
        opening.
        """
        target = self.served[place] + amount
        now = ((clock.hour * 60 + clock.minute) * 60 + clock.second) * 1_000_000 + clock.microsecond
        for opens, closes in self.sessions[self.kinds[self.working[place]]]:
            if opens < now:
                target += (now if now < closes else closes) - opens
        ending = bisect_left(self.served, target) - 1
        day = self.working[ending]
        left = target - self.served[ending]
        for opens, closes in self.sessions[self.kinds[day]]:
            length = closes - opens
            if left <= length:
                return self.midnight + timedelta(day, 0, opens + left)
            left -= length
        raise IndexError(place)


def build_day_table(
    weekly: Sequence[tuple[Shift, ...]],
    exceptions: Mapping[int, int],
    first: int,
    size: int,
    receptions: tuple[tuple[Shift, ...], ...] = NO_RECEPTIONS,
) -> DayTable:
    """Return the table of `size` days from ordinal `first`; `exceptions` maps an ordinal to its kind."""
    week = bytes(place + 1 if weekly[place] else 0 for place in range(7))
    turn = (first - 1) % 7  # ordinal 1 is a Monday
    kinds = bytearray(((week[turn:] + week[:turn]) * (size // 7 + 1))[:size])
    for ordinal, kind in exceptions.items():
        if first <= ordinal < first + size:
            kinds[ordinal - first] = kind
    shifts = ((), *weekly)
    lengths = [sum(shift.length for shift in sessions) for sessions in shifts]
    closings = tuple(sessions[-1].closes if sessions else time(0) for sessions in shifts)
    zoned = [closing.replace(tzinfo=OFFICE_ZONE) for closing in closings]
    working = array("i", compress(range(size), kinds))
    dates = [date.fromordinal(first + day) for day in working]
    return DayTable(
        first=first,
        midnight=datetime.combine(date.fromordinal(first), time(0, tzinfo=OFFICE_ZONE)),
        size=size,
        kinds=bytes(kinds),
        before=array("i", accumulate(map(bool, kinds), initial=0)),
        working=working,
        served=list(accumulate((lengths[kind] for kind in kinds if kind), initial=0)),
        shifts=shifts,
        sessions=tuple(
            tuple((microseconds(shift.opens), microseconds(shift.closes)) for shift in sessions) for sessions in shifts
        ),
        last_closing=closings,
        dates=dates,
        service_ends=list(map(datetime.combine, dates, (zoned[kind] for kind in kinds if kind))),
        receptions=receptions,
        marked=frozenset(exceptions),
    )
