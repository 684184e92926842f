"""From events to the dossiers a district sees: pure, one event at a time; what cannot be shown yet is parked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import msgspec

from desk_app.domain.errors import IllegalMoveError
from desk_app.domain.events import EVENTS, Finished, HandedOver, Received, Refused, Started
from desk_app.domain.lifecycle import Move, State, after
from desk_app.domain.text import fold
from sync.district.intake_rows import EARLIEST, LATEST, ReceivedRow, RefusedRow
from sync.wire.reckoning import ReckonedEvent

_VERSIONS = {event.kind: event.version for event in EVENTS}
_MOVES = {Started.kind: Move.START, Finished.kind: Move.FINISH, HandedOver.kind: Move.HAND_OVER}
SHOWN = frozenset({Received.kind, Refused.kind, *_MOVES})  # kinds that change what the list shows


class Progress(msgspec.Struct, array_like=True, frozen=True, gc=False):
    """Where a dossier stands; times (milliseconds) are None while they have not come, or are known from before."""

    status: State
    finished_at: int | None = None
    handed_over_at: int | None = None


class DossierFacts(msgspec.Struct, array_like=True, frozen=True, gc=False):
    """A dossier as the district's list shows it first; `search` are its words without accents, times milliseconds."""

    number: str
    name: str
    procedure_code: str
    procedure_name: str
    received_at: int
    due_at: int | None
    search: str


@dataclass(frozen=True, slots=True)
class ParkedEvent:
    """An event that the list cannot show, and why."""

    event: ReckonedEvent
    reason: str


class Projection:
    """Dossiers being brought up to date: start with where the known ones stand, follow events, then read.

    `begun` are dossiers that are new, `moved` how known ones got on, `parked` what could not be shown.
    """

    def __init__(self, known: Mapping[str, State]) -> None:
        self._known = known
        self._received = msgspec.msgpack.Decoder(ReceivedRow)
        self._refused = msgspec.msgpack.Decoder(RefusedRow)
        self._folded: dict[tuple[str, str], str] = {}
        self.begun: dict[str, tuple[DossierFacts, Progress]] = {}
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
        code, procedure = _text(intake.terms.code), _text(intake.terms.name)
        name = _text(intake.applicant.name)
        facts = DossierFacts(
            number=number,
            name=name,
            procedure_code=code,
            procedure_name=procedure,
            received_at=_shown(event.happened_at),
            due_at=intake.promise.due_at if isinstance(intake, ReceivedRow) else None,
            search=f"{fold(f'{number} {name}')} {self._words(code, procedure)}",
        )
        self.begun[number] = facts, Progress(State.RECEIVED if is_received else State.REFUSED)

    def _words(self, code: str, name: str) -> str:
        words = self._folded.get((code, name))
        if words is None:
            words = self._folded[code, name] = fold(f"{code} {name}")
        return words

    def _move(self, event: ReckonedEvent, move: Move) -> None:
        number = _number(event)
        begun = self.begun.get(number)
        if begun is not None:
            self.begun[number] = begun[0], _moved(begun[1], event, move)
        elif number in self._known:
            progress = self.moved.get(number) or Progress(self._known[number])
            self.moved[number] = _moved(progress, event, move)
        else:
            raise ValueError("the dossier is not known")


def _number(event: ReckonedEvent) -> str:
    number = event.row.dossier
    if not number or "\x00" in number:
        raise ValueError("no dossier is named")
    return number


def _text(text: str) -> str:
    return text.replace("\x00", "\ufffd")  # NUL stands in a body if it must, in a column never


def _moved(progress: Progress, event: ReckonedEvent, move: Move) -> Progress:
    status, at = after(progress.status, move), _shown(event.happened_at)
    return Progress(
        status,
        at if move is Move.FINISH else progress.finished_at,
        at if move is Move.HAND_OVER else progress.handed_over_at,
    )


def _shown(milliseconds: int) -> int:
    if not EARLIEST <= milliseconds <= LATEST:
        raise ValueError("a time that no calendar shows")
    return milliseconds
