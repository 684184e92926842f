"""What the district's receipts say of single dossiers."""

from __future__ import annotations

from datetime import datetime

from db.engine import Connection
from db.event_log import event_at, last_seq_of, recorded_of
from db.local_numbers import local_number
from desk_app.domain.events import Anchored
from desk_app.ports import EventCodec

_RECEIPTS_LOOKED_AT = 50  # the one that proves a dossier is among the first after its last event


def proven_at(connection: Connection, codec: EventCodec, number: str) -> datetime | None:
    """Return when the district first took in everything of a dossier, by its own clock; None if it has not."""
    last = last_seq_of(connection, number)
    if last is None or last > local_number(connection, "acknowledged"):
        return None
    anchors = connection.execute(
        "SELECT seq FROM event_index WHERE seq > ? AND kind = ? ORDER BY seq LIMIT ?",
        (last, Anchored.kind, _RECEIPTS_LOOKED_AT),
    ).fetchall()
    for (seq,) in anchors:
        stored = event_at(connection, int(seq))
        body = None if stored is None or stored.body is None else recorded_of(codec, stored).body
        if isinstance(body, Anchored) and body.last_seq >= last:
            return body.district_at
    return None


def dossiers_within(connection: Connection, first: int, last: int) -> tuple[str, ...]:
    """Return the numbers of the dossiers that have events from `first` to `last`, the oldest event first."""
    rows = connection.execute(
        "SELECT dossier FROM event_index WHERE seq BETWEEN ? AND ? AND dossier IS NOT NULL"
        " GROUP BY dossier ORDER BY min(seq)",
        (first, last),
    ).fetchall()
    return tuple(str(row[0]) for row in rows)


def waiting_since(connection: Connection, codec: EventCodec, acknowledged: int) -> datetime | None:
    """Return when the first event of a dossier after `acknowledged` was recorded; None when there is none."""
    row = connection.execute(
        "SELECT min(seq) FROM event_index WHERE seq > ? AND dossier IS NOT NULL", (acknowledged,)
    ).fetchone()
    stored = None if row is None or row[0] is None else event_at(connection, int(row[0]))
    return None if stored is None else codec.decode_header(stored.header).recorded_at
