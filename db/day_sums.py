"""What a closing page reckons from two sides: numbers given against dossiers received, and money against the log."""

from __future__ import annotations

from collections import Counter
from datetime import date

from db.engine import Connection
from db.event_log import events_of
from db.spans import day_span
from desk_app.domain.day_money import added, money_between
from desk_app.domain.events import Recorded
from desk_app.domain.life_events import FeesRecorded, Registered, Stopped
from desk_app.domain.office_events import COUNTER, DayMoney, DayNumbers, WayCount
from desk_app.ports import EventCodec

_RECEIVED = "SELECT number FROM dossiers WHERE id > 0 AND received_at >= ? AND received_at < ? AND state NOT IN (1, 3)"
_EARLIER = """SELECT number FROM dossiers
    WHERE id > 0 AND number BETWEEN ? AND ? AND received_at < ? AND state NOT IN (1, 3)"""


def ways_on(connection: Connection, codec: EventCodec, on: date) -> tuple[WayCount, ...]:
    """Return which ways came in what was received on a day, the most first: each dossier's first event tells."""
    came: Counter[str] = Counter()
    for (number,) in connection.execute(_RECEIVED, day_span(on)).fetchall():
        first = next(iter(events_of(connection, codec, str(number))), None)
        came[first.body.channel if first is not None and isinstance(first.body, Registered) else COUNTER] += 1
    return tuple(WayCount(way, count) for way, count in came.most_common())


def numbers_on(connection: Connection, given: tuple[str, ...], on: date) -> DayNumbers:
    """Return how the numbers `given` on a day (by the day of recording) come to what was received on it."""
    start, end = day_span(on)
    received = {str(row[0]) for row in connection.execute(_RECEIVED, (start, end))}
    left = set(given) - received
    rows = connection.execute(_EARLIER, (min(left), max(left), start)) if left else ()
    late = left.intersection(str(row[0]) for row in rows)
    return DayNumbers(len(given), len(late), len(left - late), len(received.difference(given)))


def money_on(connection: Connection, codec: EventCodec, written: tuple[Recorded, ...]) -> DayMoney | None:
    """Return the money in what was `written` on a day; None on a day that has none."""
    if not written:
        return None
    first, last = min(event.seq for event in written), max(event.seq for event in written)
    numbers = dict.fromkeys(
        event.header.dossier
        for event in written
        if event.header.dossier and isinstance(event.body, FeesRecorded | Stopped)
    )
    found = added(money_between(events_of(connection, codec, number), first, last) for number in numbers)
    return None if found == DayMoney() else found
