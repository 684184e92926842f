"""From events to the dossiers a district sees: pure, one event at a time; what cannot be shown yet is parked."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from desk_app.domain.errors import IllegalMoveError
from desk_app.domain.events import EVENTS, Event, Finished, HandedOver, Received, Refused, Started, UnknownEvent
from desk_app.domain.lifecycle import Move, State, after
from desk_app.domain.positional import time_of
from desk_app.domain.text import fold
from sync.wire.codec import MessagePackCodec
from sync.wire.reckoning import ReckonedEvent

_SHOWN = frozenset(event.kind for event in (Received, Refused, Started, Finished, HandedOver))
_VERSIONS = {event.kind: event.version for event in EVENTS}
_MOVES: dict[type[Event], Move] = {Started: Move.START, Finished: Move.FINISH, HandedOver: Move.HAND_OVER}


@dataclass(frozen=True, slots=True)
class DossierFacts:
    """A dossier as the district's list shows it."""

    number: str
    status: State
    name: str
    procedure_code: str
    procedure_name: str
    received_at: datetime
    due_at: datetime | None
    finished_at: datetime | None = None
    handed_over_at: datetime | None = None

    @property
    def search(self) -> str:
        """The words it is found by, without accents, in small letters."""
        return fold(f"{self.number} {self.name} {self.procedure_code} {self.procedure_name}")


@dataclass(frozen=True, slots=True)
class ParkedEvent:
    """An event that the list cannot show, and why."""

    event: ReckonedEvent
    reason: str


class Projection:
    """Dossiers being brought up to date: start with the known ones, follow events, read `changed` and `parked`."""

    def __init__(self, known: dict[str, DossierFacts]) -> None:
        self._dossiers = dict(known)
        self._codec = MessagePackCodec()
        self.changed: dict[str, DossierFacts] = {}
        self.parked: list[ParkedEvent] = []

    def follow(self, event: ReckonedEvent) -> None:
        """Take one more event in; nothing is ever refused."""
        row = event.row
        if row.version > _VERSIONS.get(row.kind, 0):
            self.parked.append(ParkedEvent(event, "newer program"))
        elif row.kind in _SHOWN and event.sent.body is not None:
            try:
                self._show(event, self._codec.decode_body(row.kind, row.version, event.sent.body))
            except (ValueError, IllegalMoveError) as error:
                self.parked.append(ParkedEvent(event, str(error)))

    def _show(self, event: ReckonedEvent, body: Event) -> None:
        number = event.row.dossier
        if number is None or isinstance(body, UnknownEvent):
            raise ValueError("no dossier is named")
        known = self._dossiers.get(number)
        at = time_of(event.happened_at)
        if isinstance(body, Received | Refused):
            if known is not None:
                raise ValueError("the dossier exists already")
            self._put(_begun(number, body, at))
        elif known is None:
            raise ValueError("the dossier is not known")
        else:
            self._put(_moved(known, body, at))

    def _put(self, facts: DossierFacts) -> None:
        self._dossiers[facts.number] = self.changed[facts.number] = facts


def _begun(number: str, body: Received | Refused, at: datetime) -> DossierFacts:
    is_received = isinstance(body, Received)
    return DossierFacts(
        number=number,
        status=State.RECEIVED if is_received else State.REFUSED,
        name=body.applicant.name,
        procedure_code=body.terms.code,
        procedure_name=body.terms.name,
        received_at=at,
        due_at=body.promise.due_at if isinstance(body, Received) else None,
    )


def _moved(known: DossierFacts, body: Event, at: datetime) -> DossierFacts:
    moved = replace(known, status=after(known.status, _MOVES[type(body)]))
    if isinstance(body, Finished):
        return replace(moved, finished_at=at)
    if isinstance(body, HandedOver):
        return replace(moved, handed_over_at=at)
    return moved
