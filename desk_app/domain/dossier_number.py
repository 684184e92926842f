"""Dossier numbers that never collide: `000.00.18.H32-261121-1042`, agency, day of recording, counter of the day.

The first digit of a counter is the desk (1-9), so desks need no coordination and no line; 0xxx is left to other issuers
(the online portal). Behind the desk digit runs the desk's own count, three digits wide until it needs more: after 1999
comes 11000, after 19999 comes 110000. From the fifth digit on the count never begins with 0, so every counter has one
reading.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from desk_app.domain.errors import DeskNumberError, DossierNumberError, FirstNumberError

OTHER_ISSUER = 0
DESKS = range(1, 10)
MOST_DIGITS = 8
MOST_EPOCHS = 9_999  # of a desk: as many as have a block of counters
_BLOCK = 1_000

_FORM = re.compile(r"([0-9A-Z.]{3,20})-([0-9]{2})([0-9]{2})([0-9]{2})-([0-9]{4,8})")


@dataclass(frozen=True, slots=True, order=True)
class DossierNumber:
    """One dossier's number; `width` keeps the leading zeros of a foreign one, so that it prints as received."""

    agency: str
    day: date
    counter: int
    width: int = 4

    @classmethod
    def parse(cls, text: str) -> "DossierNumber":
        """Return the number in `text`, ours or another issuer's. DossierNumberError when it is none."""
        match = _FORM.fullmatch(text.strip())
        if match is None:
            raise DossierNumberError(text=text)
        agency, year, month, day, counter = match.groups()
        try:
            on = date(2000 + int(year), int(month), int(day))
        except ValueError as error:
            raise DossierNumberError(text=text) from error
        return cls(agency, on, int(counter), len(counter))

    def __str__(self) -> str:
        return f"{self.agency}-{self.day:%y%m%d}-{self.counter:0{self.width}}"

    @property
    def tail(self) -> str:
        """What stays readable in a narrow place: `…261204-1042`."""
        return f"…{self.day:%y%m%d}-{self.counter:0{self.width}}"


def desk_of(counter: int) -> int:
    """Return the desk (1-9) that allots this counter, or 0 for another issuer's."""
    digits = str(counter)
    grown = len(digits) > 4
    if not 4 <= len(digits) <= MOST_DIGITS or (grown and digits[1] == "0"):
        return OTHER_ISSUER
    return int(digits[0])


def first_counter(desk: int, first: int) -> int:
    """Return the counter a day begins with: 38 and 1038 both mean 1038 at desk 1.

    DeskNumberError for no desk, FirstNumberError for a number of another desk or of none.
    """
    if desk not in DESKS:
        raise DeskNumberError(desk=desk)
    if 0 <= first <= 999:
        return _counter(desk, first)
    if first < 0 or desk_of(first) != desk:
        raise FirstNumberError(first=first, desk=desk)
    return first


def next_counter(desk: int, highest_seen: int | None, first: int) -> int:
    """Return the counter to allot next: above every number of the day seen anywhere, and not below `first`.

    `highest_seen` is the highest counter of this desk on this day, None on an untouched day. The errors of
    `first_counter`; FirstNumberError also when `highest_seen` is another desk's.
    """
    start = first_counter(desk, first)
    if highest_seen is None:
        return start
    if desk_of(highest_seen) != desk:
        raise FirstNumberError(first=highest_seen, desk=desk)
    return max(start, _counter(desk, _count(highest_seen) + 1))


def after_rebuild(highest_seen: int, gap: int) -> int:
    """Return the counter a desk rebuilt on the same day goes on with: `gap` numbers above the highest seen anywhere.

    It is the `first` of `next_counter` for the rest of that day. The gap (at least 1) must be wider than what
    was allotted after the highest one seen; after a second rebuild on one day that includes the first gap.
    """
    if gap < 1 or desk_of(highest_seen) == OTHER_ISSUER:
        raise FirstNumberError(first=highest_seen, desk=desk_of(highest_seen))
    return _counter(desk_of(highest_seen), _count(highest_seen) + gap)


def before_block(desk: int, epoch: int) -> int:
    """Return the counter after which the block lies that one epoch of a desk has to itself, every day.

    Two devices that both go on from one history never give the same number: each day of a forked epoch begins at its
    own thousand (desk 1, epoch 2: 12000), which no day's work of another reaches.
    """
    return _counter(desk, epoch * _BLOCK - 1)


def counters_to(first: int, last: int) -> Iterator[int]:
    """Yield the counters of a desk from `first` to `last`, both included: 1999 is followed by 11000."""
    counter = first
    while counter <= last:
        yield counter
        counter = _counter(desk_of(first), _count(counter) + 1)


def counters_between(first: int, last: int) -> int:
    """Return how many steps lead from one counter of a desk to another: 1 from 1999 to 11000."""
    return _count(last) - _count(first)


def _count(counter: int) -> int:
    return int(str(counter)[1:])


def _counter(desk: int, count: int) -> int:
    """Return the counter of a desk's count; no day of any office reaches the ten millionth dossier."""
    counter = int(f"{desk}{count:03}")
    if desk_of(counter) != desk:
        raise FirstNumberError(first=counter, desk=desk)
    return counter
