"""A dossier is the fold of its events; nothing here is stored as fact of its own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from desk_app.domain.events import Finished, HandedOver, Received, Recorded, Refused, Started
from desk_app.domain.lifecycle import Move, State, after


@dataclass(frozen=True, slots=True)
class Dossier:
    """A dossier as its history tells it.

    `intake` is the reception or the refusal; `due_at` is None for a refused one; `finished_at` decides timeliness,
    `handed_over_at` never does. `history` is every event of the dossier, oldest first.
    """

    number: str
    state: State
    intake: Received | Refused
    received_at: datetime
    due_at: datetime | None
    officer: str
    history: tuple[Recorded, ...]
    started_at: datetime | None = None
    finished_at: datetime | None = None
    handed_over_at: datetime | None = None
    collector: str = ""

    @property
    def last_seq(self) -> int:
        """The log position of the newest event of this dossier."""
        return self.history[-1].seq


def begin(event: Recorded) -> Dossier:
    """Return the dossier that its first event opens; ValueError when that is neither a reception nor a refusal."""
    body = event.body
    if event.header.dossier is None:
        raise ValueError("the first event names no dossier")
    if isinstance(body, Received):
        state, due_at = State.RECEIVED, body.promise.due_at
    elif isinstance(body, Refused):
        state, due_at = State.REFUSED, None
    else:
        raise ValueError(f"a dossier cannot begin with {type(body).__name__}")
    return Dossier(
        number=event.header.dossier,
        state=state,
        intake=body,
        received_at=event.happened_at,
        due_at=due_at,
        officer=event.header.actor,
        history=(event,),
    )


def follow(dossier: Dossier, event: Recorded) -> Dossier:
    """Return the dossier after one more event; kinds that move nothing only lengthen the history."""
    grown = replace(dossier, history=(*dossier.history, event))
    body, at = event.body, event.happened_at
    if isinstance(body, Started):
        return replace(grown, state=after(dossier.state, Move.START), started_at=at)
    if isinstance(body, Finished):
        return replace(grown, state=after(dossier.state, Move.FINISH), finished_at=at)
    if isinstance(body, HandedOver):
        return replace(grown, state=after(dossier.state, Move.HAND_OVER), handed_over_at=at, collector=body.collector)
    return grown


def dossier_of(events: Iterable[Recorded]) -> Dossier:
    """Return the fold of a dossier's events, oldest first."""
    stream = iter(events)
    dossier = begin(next(stream))
    for event in stream:
        dossier = follow(dossier, event)
    return dossier
