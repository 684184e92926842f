"""Who may write a dossier here: the desk of the commune that holds it, and what it must know before it goes on."""

from __future__ import annotations

from db.commune_fold import merged_dossier
from db.engine import Connection
from db.foreign_log import own_device
from desk_app.domain.custody_events import CUSTODY_EVENTS, CustodyTaken, Seen
from desk_app.domain.decision_events import DecisionSeen, DistrictDecided
from desk_app.domain.errors import DossierHeldElsewhereError, DossierNotFoundError
from desk_app.domain.event_facts import Event
from desk_app.domain.merge import TRACES
from desk_app.ports import EventCodec

_ASKED = "SELECT custody, news FROM dossiers WHERE number = ?"


def check(connection: Connection, dossier: str, body: Event) -> bool:
    """Return whether others wrote of the dossier since this desk said what it had seen.

    DossierNotFoundError; DossierHeldElsewhereError for what only the desk that holds it may write.
    """
    row = connection.execute(_ASKED, (dossier,)).fetchone()
    if row is None:
        raise DossierNotFoundError(number=dossier)
    holder, news = row
    if isinstance(body, (*TRACES, DistrictDecided, DecisionSeen)):
        return False
    if holder is not None and not isinstance(body, CustodyTaken):
        raise DossierHeldElsewhereError(number=dossier, desk=desk_of(connection, bytes(holder)))
    return bool(news) and type(body) not in CUSTODY_EVENTS


def heads(connection: Connection, codec: EventCodec, dossier: str) -> tuple[Seen, ...]:
    """Return how far the others' events of a dossier are known here."""
    found = merged_dossier(connection, codec, dossier)
    return () if found is None else found.heads(own_device(connection))


def desk_of(connection: Connection, device: bytes) -> int:
    """Return the number of the desk that a device is; 0 if nobody has said."""
    row = connection.execute("SELECT desk FROM neighbours WHERE device = ?", (device,)).fetchone()
    return 0 if row is None else int(row[0])
