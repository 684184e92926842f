"""The events of the commune's other desks, byte for byte as they came; never part of this desk's own chain."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from itertools import groupby

from db.engine import Connection
from db.event_log import event_at, recorded_of
from desk_app.domain.chain import link
from desk_app.domain.events import Recorded
from desk_app.ports import EventCodec, StoredEvent

_OPENINGS = "(20, 21, 40)"
_RANGE = """SELECT seq, header, digest, body, chain FROM foreign_events
    WHERE device = ? AND seq > ? AND seq <= ? ORDER BY seq"""
_LINKS = """SELECT seq, chain, header, digest FROM foreign_events
    WHERE device = ? AND seq > ? AND seq <= ? ORDER BY seq DESC"""
_ADD = "INSERT OR IGNORE INTO foreign_events VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
_OF = "SELECT device, seq, header, digest, body, chain FROM foreign_events WHERE dossier = ? AND body IS NOT NULL"


def add(connection: Connection, device: bytes, epoch: int, event: StoredEvent, kind: int, dossier: str | None) -> bool:
    """Keep the event; return whether it was new."""
    values = (device, event.seq, event.chain, epoch, kind, dossier, event.header, event.digest, event.body)
    return connection.execute(_ADD, values).rowcount > 0


def history(connection: Connection, device: bytes, after: int, last: int, head: bytes) -> Iterator[StoredEvent]:
    """Yield a device's events after `after` as they lead to event `last`, whose chain head is `head`.

    Of a device whose disk was copied two histories may lie here: only one of them is told.
    """
    path: dict[int, bytes] = {}
    rows = (StoredEvent(*row) for row in connection.execute(_RANGE, (device, after, last)))
    for seq, here in groupby(rows, key=lambda event: event.seq):
        events = list(here)
        if len(events) > 1:
            path = path or _path(connection, device, after, last, head)
            events = [event for event in events if event.chain == path.get(seq)]
        if not events:
            return
        yield events[0]


def leads(connection: Connection, device: bytes, earlier: tuple[int, bytes], later: tuple[int, bytes]) -> bool:
    """Whether a device's events that are held here lead from one (seq, chain head) to the other."""
    (position, head), (last, wanted) = earlier, later
    for event in history(connection, device, position, last, wanted):
        if event.seq != position + 1 or link(head, event.header, event.digest) != event.chain:
            return False
        position, head = event.seq, event.chain
    return (position, head) == (last, wanted)


def _path(connection: Connection, device: bytes, after: int, last: int, head: bytes) -> dict[int, bytes]:
    """Return the chain head at each place, reckoned back from the last one."""
    links = connection.execute(_LINKS, (device, after, last)).fetchall()
    path: dict[int, bytes] = {last: head}
    wanted: set[bytes] = {head}
    for seq, chain, before in _with_predecessors(links):
        if chain in wanted:
            path[seq] = chain
            wanted.add(before)
    return path


def _with_predecessors(links: list[tuple[int, bytes, bytes, bytes]]) -> Iterator[tuple[int, bytes, bytes]]:
    heads: dict[int, list[bytes]] = {}
    for seq, chain, _, _ in links:
        heads.setdefault(int(seq), []).append(bytes(chain))
    for seq, chain, header, digest in links:  # the newest first
        for before in heads.get(int(seq) - 1, ()):
            if link(before, bytes(header), bytes(digest)) == bytes(chain):
                yield int(seq), bytes(chain), before
                break
        else:
            yield int(seq), bytes(chain), b""


def foreign_events_of(connection: Connection, codec: EventCodec, dossier: str) -> list[Recorded]:
    """Return what other desks wrote of a dossier, in no order; what a newer program cannot be read from is left out."""
    events: list[Recorded] = []
    for device, *stored in connection.execute(_OF, (dossier,)).fetchall():
        read = _read(codec, device, StoredEvent(*stored))
        if read is not None:
            events.append(read)
    return events


def _read(codec: EventCodec, device: bytes, stored: StoredEvent) -> Recorded | None:
    try:
        event = recorded_of(codec, stored)
    except ValueError:
        return None  # damaged at the desk that wrote it: it is kept, and nothing is said from it
    return Recorded(event.seq, event.header, event.body, event.chain, device)


def own_events_of(
    source: Connection, index: Connection, codec: EventCodec, dossier: str, device: bytes
) -> list[Recorded]:
    """Return this desk's events of a dossier by the `index`, each naming the `device`."""
    rows = index.execute("SELECT seq FROM event_index WHERE dossier = ? ORDER BY seq", (dossier,)).fetchall()
    stored = [event_at(source, int(seq)) for (seq,) in rows]
    events = [recorded_of(codec, each) for each in stored if each is not None and each.body is not None]
    return [Recorded(each.seq, each.header, each.body, each.chain, device) for each in events]


def own_device(connection: Connection) -> bytes:
    """Return the id of this desk's device; empty before the log begins."""
    row = connection.execute("SELECT public_key FROM stream").fetchone()
    return b"" if row is None else sha256(bytes(row[0])).digest()[:16]


def dossiers_of_others(connection: Connection) -> Iterator[str]:
    """Yield the numbers of dossiers that another desk wrote something of."""
    for (number,) in connection.execute(
        "SELECT DISTINCT dossier FROM foreign_events WHERE dossier IS NOT NULL ORDER BY dossier"
    ).fetchall():
        yield str(number)


def opening_bodies(connection: Connection, dossier: str) -> list[tuple[int, bytes]]:
    """Return kind and body of the events of other desks that begin a dossier."""
    rows = connection.execute(
        f"SELECT kind, body FROM foreign_events WHERE dossier = ? AND kind IN {_OPENINGS} AND body IS NOT NULL",
        (dossier,),
    )
    return [(int(kind), bytes(body)) for kind, body in rows]
