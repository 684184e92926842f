"""The log again through every projection: what a rebuild, a restore and a new schema have in common."""

from db.commune_fold import refold
from db.engine import Connection
from db.event_log import recorded_of, stored_events
from db.foreign_log import dossiers_of_others
from db.projections.board import clear, project, project_own_part
from db.projections.shared_dossier import share
from desk_app.domain.custody_events import CUSTODY_EVENTS
from desk_app.ports import EventCodec


def refill(connection: Connection, codec: EventCodec) -> int:
    """Empty and refill every derived table; return the number of events read. The caller holds the transaction."""
    clear(connection)
    return replay(connection, connection, codec)


def replay(source: Connection, target: Connection, codec: EventCodec) -> int:
    """Project every event of one database into the tables of another (or the same); return how many are its own."""
    count = 0
    shared = set(dossiers_of_others(source))
    for number in shared:
        share(target, number)
    for event in stored_events(source):
        recorded = recorded_of(codec, event)
        dossier = recorded.header.dossier
        if dossier is not None and type(recorded.body) in CUSTODY_EVENTS and dossier not in shared:
            share(target, dossier)
            shared.add(dossier)
        (project_own_part if dossier in shared else project)(target, recorded)
        count += 1
    for number in sorted(shared):
        refold(source, target, codec, number)
    return count
