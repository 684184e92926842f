"""A dossier that several desks wrote, folded anew into the register: the same rows in whatever order events came."""

from __future__ import annotations

from dataclasses import replace

from db.engine import Connection
from db.event_log import events_of
from db.foreign_log import foreign_events_of, own_device, own_events_of
from db.projections import foreign_numbers, shared_dossier
from desk_app.domain.dossier import Dossier, dossier_of
from desk_app.domain.merge import Merged, merged
from desk_app.ports import EventCodec


def refold(source: Connection, target: Connection, codec: EventCodec, number: str) -> None:
    """Bring the rows of one dossier in `target` to what the events in `source` say; about 1 ms."""
    device = own_device(target)
    foreign = foreign_events_of(source, codec, number)
    events = [*own_events_of(source, target, codec, number, device), *foreign]
    shared_dossier.share(target, number)
    shared_dossier.forget(target, number)
    if foreign:  # also without the intake: a machine that this one was copied from gave it, and never says so here
        foreign_numbers.count(target, number)
    found = merged(events)
    if found is not None:
        shared_dossier.write(target, found, device)


def merged_dossier(connection: Connection, codec: EventCodec, number: str) -> Merged | None:
    """Return the dossier with its conflicts and its holder; None for one that is not known here."""
    device = own_device(connection)
    own = own_events_of(connection, connection, codec, number, device)
    return merged([*own, *foreign_events_of(connection, codec, number)])


def whole_dossier(connection: Connection, codec: EventCodec, number: str) -> Dossier | None:
    """Return the dossier with everybody's events; others have no place (0) in this log. None for one not known here."""
    row = connection.execute("SELECT 1 FROM own_persons WHERE dossier = ?", (number,)).fetchone()
    if row is None:
        events = events_of(connection, codec, number)
        return dossier_of(events) if events else None
    found = merged_dossier(connection, codec, number)
    if found is None:
        return None
    own = own_device(connection)
    history = tuple(event if event.device == own else replace(event, seq=0) for event in found.dossier.history)
    return replace(found.dossier, history=history)
