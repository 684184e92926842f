"""What a closing page counts beyond the day's own rows: who was here before, who is left, and what was written."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from db.day_sums import money_on, numbers_on, ways_on
from db.engine import Connection
from db.event_log import recorded_of
from db.spans import day_span
from desk_app.domain.events import PrintSettled, Received, Recorded, Refused, SlipPrinted
from desk_app.domain.life_events import Apologised, Registered, SupplementRequested
from desk_app.domain.office_events import DayCounts
from desk_app.domain.paper_name import RECEIPT, paper_name
from desk_app.domain.positional import milliseconds_of
from desk_app.ports import EventCodec, StoredEvent

# Work on a dossier is over with its result, or with its withdrawal or stop.
_OVER = "coalesce(finished_at, ended_at)"
_TAKEN_IN = "state NOT IN (1, 3)"
# Every dossier of the commune counts on the page of one desk: that which writes it.
HELD_HERE = "custody IS NULL"
_COUNTS = f"""SELECT
    coalesce(sum(received_at < ?1 AND ({_OVER} IS NULL OR {_OVER} >= ?1)), 0),
    coalesce(sum(finished_at IS NULL AND ended_at >= ?1 AND ended_at < ?2), 0),
    coalesce(sum(received_at < ?2 AND ({_OVER} IS NULL OR {_OVER} >= ?2)), 0),
    coalesce(sum(finished_at < ?2 AND posted = 0 AND (handed_over_at IS NULL OR handed_over_at >= ?2)), 0)
    FROM dossiers WHERE {HELD_HERE} AND {_TAKEN_IN}"""
_BEFORE = "SELECT seq, header, digest, body, chain FROM events WHERE body IS NOT NULL ORDER BY seq DESC"


def counts_on(connection: Connection, codec: EventCodec, on: date, given: tuple[str, ...]) -> tuple[DayCounts, int]:
    """Return the counts of a day, on which these numbers were `given`, and the place of its first event (0: none).

    Who was carried in, ended and left is as the register stands now: a dossier opened again counts as never finished,
    one entered late with a time of another day counts on that day. What was written is what the log has of this day.
    Lateness is law, so the two counts of it are left at zero here.
    """
    carried_in, ended, in_progress, uncollected = connection.execute(_COUNTS, day_span(on)).fetchone() or (0, 0, 0, 0)
    events = tuple(_written_on(connection, codec, on))
    printed = [event for event in events if isinstance(event.body, SlipPrinted)]
    again = {event.header.dossier: None for event in printed if _number(event) > 1 and event.header.dossier}
    counts = DayCounts(
        carried_in=carried_in,
        ended=ended,
        in_progress=in_progress,
        uncollected=uncollected,
        entered_late=_count(events, Received, Registered, Refused, late=True),
        prints=sum(_form(event) == RECEIPT for event in printed),
        supplements_asked=_count(events, SupplementRequested),
        apologies=_count(events, Apologised),
        reprinted=tuple(again),
        spoiled=sum(isinstance(event.body, PrintSettled) and not event.body.came_out for event in events),
        sheets=len(printed),
        ways=ways_on(connection, codec, on),
        numbers=numbers_on(connection, given, on),
        money=money_on(connection, codec, events),
    )
    return counts, min((event.seq for event in events), default=0)


def _written_on(connection: Connection, codec: EventCodec, on: date) -> Iterator[Recorded]:
    """Yield the events recorded on a day, newest first; reading stops at the first of an earlier day."""
    start, end = day_span(on)
    for row in connection.execute(_BEFORE):
        recorded = recorded_of(codec, StoredEvent(*row))
        at = milliseconds_of(recorded.header.recorded_at)
        if at < start:
            return
        if at < end:
            yield recorded


def _count(events: tuple[Recorded, ...], *kinds: type, late: bool = False) -> int:
    return sum(isinstance(event.body, kinds) and (not late or event.header.claimed_at is not None) for event in events)


def _form(event: Recorded) -> str:
    return paper_name(event.body.form).form if isinstance(event.body, SlipPrinted) else ""


def _number(event: Recorded) -> int:
    return event.body.print_number if isinstance(event.body, SlipPrinted) else 0
