"""From events to the dossiers a district sees: pure, one event at a time; what cannot be shown yet is parked."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

import msgspec

from desk_app.domain.errors import IllegalMoveError
from desk_app.domain.events import EVENTS, Finished, HandedOver, Received, Refused, Started
from desk_app.domain.lifecycle import Move, State, after
from desk_app.domain.positional import time_of
from desk_app.domain.text import fold
from sync.district.intake_rows import ReceivedRow, RefusedRow
from sync.wire.reckoning import ReckonedEvent

_VERSIONS = {event.kind: event.version for event in EVENTS}
_MOVES = {Started.kind: Move.START, Finished.kind: Move.FINISH, HandedOver.kind: Move.HAND_OVER}
SHOWN = frozenset({Received.kind, Refused.kind, *_MOVES})  # kinds that change what the list shows


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a dossier stands; times are None while they have not come (or are known from before)."""

    status: State
    finished_at: datetime | None = None
    handed_over_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class DossierFacts:
    """A dossier as the district's list shows it."""

    number: str
    name: str
    procedure_code: str
    procedure_name: str
    received_at: datetime
    due_at: datetime | None
    progress: Progress

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
    """Dossiers being brought up to date: start with where the known ones stand, follow events, then read.

    `begun` are dossiers that are new, `moved` how known ones got on, `parked` what could not be shown.
    """

    def __init__(self, known: dict[str, State]) -> None:
        self._known = known
        self._received = msgspec.msgpack.Decoder(ReceivedRow)
        self._refused = msgspec.msgpack.Decoder(RefusedRow)
        self.begun: dict[str, DossierFacts] = {}
        self.moved: dict[str, Progress] = {}
        self.parked: list[ParkedEvent] = []

    def follow(self, event: ReckonedEvent) -> None:
        """Take one more event in; nothing is ever refused."""
        row = event.row
        try:
            if row.version > _VERSIONS.get(row.kind, 0):
                raise ValueError("newer program")
            if row.kind in (Received.kind, Refused.kind) and event.sent.body is not None:
                self._begin(event, event.sent.body)
            elif row.kind in _MOVES:
                self._move(event, _MOVES[row.kind])
        except (ValueError, IllegalMoveError, msgspec.MsgspecError, OverflowError) as error:
            self.parked.append(ParkedEvent(event, str(error)))

    def _begin(self, event: ReckonedEvent, body: bytes) -> None:
        number = _number(event)
        if number in self._known or number in self.begun:
            raise ValueError("the dossier exists already")
        is_received = event.row.kind == Received.kind
        intake = self._received.decode(body) if is_received else self._refused.decode(body)
        self.begun[number] = DossierFacts(
            number=number,
            name=intake.applicant.name,
            procedure_code=intake.terms.code,
            procedure_name=intake.terms.name,
            received_at=time_of(event.happened_at),
            due_at=time_of(intake.promise.due_at) if isinstance(intake, ReceivedRow) else None,
            progress=Progress(State.RECEIVED if is_received else State.REFUSED),
        )

    def _move(self, event: ReckonedEvent, move: Move) -> None:
        number = _number(event)
        begun = self.begun.get(number)
        if begun is not None:
            self.begun[number] = replace(begun, progress=_moved(begun.progress, event, move))
        elif number in self._known:
            progress = self.moved.get(number, Progress(self._known[number]))
            self.moved[number] = _moved(progress, event, move)
        else:
            raise ValueError("the dossier is not known")


def _number(event: ReckonedEvent) -> str:
    number = event.row.dossier
    if not number or "\x00" in number:
        raise ValueError("no dossier is named")
    return number


def _moved(progress: Progress, event: ReckonedEvent, move: Move) -> Progress:
    status, at = after(progress.status, move), time_of(event.happened_at)
    if move is Move.FINISH:
        return replace(progress, status=status, finished_at=at)
    if move is Move.HAND_OVER:
        return replace(progress, status=status, handed_over_at=at)
    return replace(progress, status=status)
