"""How far this machine's clock is off, as far as its own log and the district's receipts can tell."""

from datetime import timedelta

from db.engine import Connection
from db.event_log import event_at
from db.local_numbers import local_number, set_local_number
from desk_app.domain.clock_watch import LEAST_JUMP_MS, off_by_receipt
from desk_app.domain.events import Anchored, ClockJumped, Recorded
from desk_app.domain.positional import milliseconds_of
from desk_app.ports import EventCodec

_OFF = "clock_off_ms"


def clock_off(connection: Connection) -> timedelta:
    """Return how far the clock is thought to be off, ahead positive; zero while nothing speaks against it."""
    off = local_number(connection, _OFF)
    return timedelta(milliseconds=off) if abs(off) >= LEAST_JUMP_MS else timedelta(0)


def follow(connection: Connection, codec: EventCodec, recorded: Recorded) -> None:
    """Take a jump, or what a receipt proves, into account; the caller holds the transaction."""
    body = recorded.body
    if isinstance(body, ClockJumped):
        set_local_number(connection, _OFF, local_number(connection, _OFF) + body.by_ms)
    elif isinstance(body, Anchored):
        newest = event_at(connection, body.last_seq)
        if newest is not None:
            then = milliseconds_of(codec.decode_header(newest.header).recorded_at)
            came = milliseconds_of(recorded.header.recorded_at)
            off = off_by_receipt(then, milliseconds_of(body.district_at), came)
            # One that the courier brought is older than the morning's jump: its silence says nothing of it.
            if off or not _jumped_after(connection, body.last_seq):
                set_local_number(connection, _OFF, off)


def _jumped_after(connection: Connection, seq: int) -> bool:
    query = "SELECT 1 FROM event_index WHERE kind = ? AND seq > ? LIMIT 1"
    return connection.execute(query, (ClockJumped.kind, seq)).fetchone() is not None
