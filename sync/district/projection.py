"""From events to the dossiers a district sees: pure, one event at a time; what cannot be shown yet is parked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import msgspec

from desk_app.domain.errors import IllegalMoveError, SecondReappointmentError
from desk_app.domain.events import EVENTS, Received
from desk_app.domain.lifecycle import State
from desk_app.domain.standing import BEGINNINGS
from desk_app.domain.text import fold
from sync.district.dossier_facts import DossierFacts
from sync.district.intake_rows import EARLIEST, LATEST, ReceivedRow, RefusedRow, RegisteredRow
from sync.district.progress import MOVING, ROWS, column_text, followed, words_of
from sync.wire.reckoning import ReckonedEvent

_VERSIONS = {event.kind: event.version for event in EVENTS}
_BEGINNINGS = {event.kind: state for event, state in BEGINNINGS.items()}
_ROWS = {event.kind: row for event, row in ROWS.items()}
SHOWN = MOVING | set(_BEGINNINGS)  # kinds that change what the list shows


NEWER_PROGRAM = "newer program"
"""Why an event is parked that a later program will take up."""


def is_known(kind: int, version: int) -> bool:
    """Whether this program can read such an event."""
    return version <= _VERSIONS.get(kind, 0)


@dataclass(frozen=True, slots=True)
class ParkedEvent:
    """An event that the list cannot show, and why."""

    event: ReckonedEvent
    reason: str


class Projection:
    """Dossiers being brought up to date: start with the known ones, follow events, then read.

    `begun` are dossiers that are new, `moved` known ones that changed, `parked` what could not be shown.
    """

    def __init__(self, known: Mapping[str, DossierFacts]) -> None:
        self._known = known
        self._decoders: dict[int, msgspec.msgpack.Decoder[Any]] = {}
        self._folded: dict[tuple[str, str], str] = {}
        self.begun: dict[str, DossierFacts] = {}
        self.moved: dict[str, DossierFacts] = {}
        self.parked: list[ParkedEvent] = []

    def follow(self, event: ReckonedEvent) -> None:
        """Take one more event in; nothing is ever refused."""
        row = event.row
        try:
            if not is_known(row.kind, row.version):
                raise ValueError(NEWER_PROGRAM)
            if row.kind in _BEGINNINGS and event.sent.body is not None:
                self._begin(event, self._body(event))
            elif row.kind in MOVING:
                self._move(event)
        except SecondReappointmentError:
            self.parked.append(ParkedEvent(event, "a second new day: the law allows one"))
        except (ValueError, IllegalMoveError, msgspec.MsgspecError, OverflowError) as error:
            self.parked.append(ParkedEvent(event, str(error)))

    def _begin(self, event: ReckonedEvent, intake: ReceivedRow | RefusedRow | RegisteredRow) -> None:
        number = _number(event)
        if number in self._known or number in self.begun:
            raise ValueError("the dossier exists already")
        code, procedure = column_text(intake.terms.code), column_text(intake.terms.name)
        name, at = column_text(intake.applicant.name), _shown(event.happened_at)
        state = _BEGINNINGS[event.row.kind]
        due_at = intake.promise.due_at if event.row.kind == Received.kind else None  # type: ignore[union-attr]
        self.begun[number] = DossierFacts(
            number=number,
            name=name,
            procedure_code=code,
            procedure_name=procedure,
            received_at=at,
            status=state,
            due_at=due_at,
            original_due_at=due_at,
            search=words_of(number, name, self._words(code, procedure)),
            ended_at=at if state is State.REFUSED else None,
            limit_unit=column_text(intake.terms.limit_unit),
            changed_at=at,
            lookup_code=_code(intake),
        )

    def _words(self, code: str, name: str) -> str:
        words = self._folded.get((code, name))
        if words is None:
            words = self._folded[code, name] = fold(f"{code} {name}")
        return words

    def _move(self, event: ReckonedEvent) -> None:
        number = _number(event)
        begun = self.begun.get(number)
        facts = begun or self.moved.get(number) or self._known.get(number)
        if facts is None:
            raise ValueError("the dossier is not known")
        after = followed(facts, event.row.kind, self._body(event), _shown(event.happened_at))
        (self.moved if begun is None else self.begun)[number] = after

    def _body(self, event: ReckonedEvent) -> Any:
        kind, body = event.row.kind, event.sent.body
        if body is None or kind not in _ROWS:
            return None
        decoder = self._decoders.get(kind)
        if decoder is None:  # making one costs as much as reading ten bodies: only of the kinds that come
            decoder = self._decoders[kind] = msgspec.msgpack.Decoder(_ROWS[kind])
        return decoder.decode(body)


def _code(intake: ReceivedRow | RefusedRow | RegisteredRow) -> str:
    return column_text(intake.lookup_code) if isinstance(intake, ReceivedRow) else ""


def _number(event: ReckonedEvent) -> str:
    number = event.row.dossier
    if not number or "\x00" in number:
        raise ValueError("no dossier is named")
    return number


def _shown(milliseconds: int) -> int:
    if not EARLIEST <= milliseconds <= LATEST:
        raise ValueError("a time that no calendar shows")
    return milliseconds
