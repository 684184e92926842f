"""Where a dossier stands: the small set of facts that every reader of the log (desk, register, district) derives alike.

One table says which event is which move, one function follows an event. Nothing here needs a calendar: new dates come
decided inside their events.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from desk_app.domain.decision_events import DistrictDecided, gives_back
from desk_app.domain.errors import SecondReappointmentError
from desk_app.domain.events import Event, Finished, HandedOver, Received, Refused, Started
from desk_app.domain.life_events import (
    Accepted,
    Amended,
    Apologised,
    DueDateMoved,
    Forwarded,
    ObligationRequested,
    ObligationSettled,
    PostDelivered,
    Posted,
    PostReturned,
    Registered,
    Reopened,
    Stopped,
    SupplementReceived,
    SupplementRequested,
    TurnedAway,
    Withdrawn,
)
from desk_app.domain.lifecycle import WAITING_STATES, Move, State, after

MOVE_OF: Mapping[type[Event], Move] = {
    Accepted: Move.ACCEPT,
    TurnedAway: Move.TURN_AWAY,
    Started: Move.START,
    SupplementRequested: Move.REQUEST_SUPPLEMENT,
    SupplementReceived: Move.RECEIVE_SUPPLEMENT,
    ObligationRequested: Move.REQUEST_OBLIGATION,
    ObligationSettled: Move.SETTLE_OBLIGATION,
    Forwarded: Move.FORWARD,
    Apologised: Move.APOLOGISE,
    Finished: Move.FINISH,
    HandedOver: Move.HAND_OVER,
    Posted: Move.POST,
    PostReturned: Move.POST_RETURNED,
    PostDelivered: Move.DELIVER,
    Withdrawn: Move.WITHDRAW,
    Stopped: Move.STOP,
    Reopened: Move.REOPEN,
    Amended: Move.AMEND,
}
"""The move that an event is; events that are none of these move nothing."""

BEGINNINGS: Mapping[type[Event], State] = {
    Received: State.RECEIVED,
    Refused: State.REFUSED,
    Registered: State.REGISTERED,
}
"""The state in which a dossier begins by this event."""


@dataclass(frozen=True, slots=True)
class Standing:
    """The facts that lists, gates and reports need of one dossier; times are aware, None until they come.

    `due_at` decides what is late: the first promise, moved by waiting times and closures, never by an apology.
    `reappointed_at` is the one new day of the apology, moved by the same waits and closures. `holder` is empty while
    the desk holds it. `ended_at` is when it was refused, withdrawn or stopped; a reopening takes `finished_at` back.
    """

    state: State
    received_at: datetime
    due_at: datetime | None = None
    reappointed_at: datetime | None = None
    started_at: datetime | None = None
    waiting_since: datetime | None = None
    supplements: int = 0
    holder_kind: str = "desk"
    holder: str = ""
    posted: bool = False
    finished_at: datetime | None = None
    handed_over_at: datetime | None = None
    ended_at: datetime | None = None

    @property
    def promised_at(self) -> datetime | None:
        """The day the citizen was told last."""
        return self.reappointed_at or self.due_at


def begin(body: Event, at: datetime) -> Standing:
    """Return the standing that a dossier's first event gives; ValueError when no dossier begins so."""
    state = BEGINNINGS.get(type(body))
    if state is None:
        raise ValueError(f"a dossier cannot begin with {type(body).__name__}")
    return Standing(
        state=state,
        received_at=at,
        due_at=body.promise.due_at if isinstance(body, Received) else None,
        ended_at=at if state is State.REFUSED else None,
    )


def follow(standing: Standing, body: Event, at: datetime) -> Standing:
    """Return the standing after one more event that happened `at`; events that move nothing leave it as it is.

    IllegalMoveError for a move this state does not allow, SecondReappointmentError for a second apology.
    """
    kind = type(body)
    move = MOVE_OF.get(kind)
    if move is not None:
        standing = _moved(standing, move, at)
    change = _CHANGES.get(kind)
    return standing if change is None else change(standing, body, at)


def check(standing: Standing, move: Move) -> None:
    """Refuse a move that `follow` would refuse, before anything is written."""
    after(standing.state, move)
    if move is Move.APOLOGISE and standing.reappointed_at is not None:
        raise SecondReappointmentError(promised_at=standing.reappointed_at)


def _moved(standing: Standing, move: Move, at: datetime) -> Standing:
    check(standing, move)
    reached = after(standing.state, move)
    if reached is standing.state:
        return standing
    return replace(standing, state=reached, waiting_since=at if reached in WAITING_STATES else None)


def _accepted(standing: Standing, body: Accepted, at: datetime) -> Standing:
    return replace(standing, received_at=at, due_at=body.promise.due_at)


def _started(standing: Standing, body: Started, at: datetime) -> Standing:
    return replace(standing, started_at=at)


def _supplement_requested(standing: Standing, body: SupplementRequested, at: datetime) -> Standing:
    return replace(standing, supplements=standing.supplements + 1)


def _amended(standing: Standing, body: Amended, at: datetime) -> Standing:
    return standing if body.promise is None else replace(standing, due_at=body.promise.due_at)


def _promised(
    standing: Standing, body: SupplementReceived | ObligationSettled | Reopened | DueDateMoved, at: datetime
) -> Standing:
    """A wait or a closure moves both days; there is never a new day where no apology was given."""
    due_at = body.promise.due_at if body.promise else standing.due_at
    moved = body.reappointed is not None and standing.reappointed_at is not None
    reappointed_at = body.reappointed.due_at if moved and body.reappointed else standing.reappointed_at
    return replace(standing, due_at=due_at, reappointed_at=reappointed_at)


def _forwarded(standing: Standing, body: Forwarded, at: datetime) -> Standing:
    return replace(standing, holder_kind=body.to_kind, holder="" if body.to_kind == "desk" else body.to_name)


def _decided(standing: Standing, body: DistrictDecided, at: datetime) -> Standing:
    return replace(standing, holder_kind="desk", holder="") if gives_back(body, standing.holder_kind) else standing


def _apologised(standing: Standing, body: Apologised, at: datetime) -> Standing:
    return replace(standing, reappointed_at=body.promise.due_at)


def _finished(standing: Standing, body: Finished, at: datetime) -> Standing:
    return replace(standing, finished_at=at, holder_kind="desk", holder="")


def _handed_over(standing: Standing, body: HandedOver | PostDelivered, at: datetime) -> Standing:
    return replace(standing, handed_over_at=at, posted=False)


def _posted(standing: Standing, body: Posted, at: datetime) -> Standing:
    return replace(standing, posted=True)


def _post_returned(standing: Standing, body: PostReturned, at: datetime) -> Standing:
    return replace(standing, posted=False)


def _ended(standing: Standing, body: Withdrawn | Stopped | TurnedAway, at: datetime) -> Standing:
    return replace(standing, ended_at=at, holder_kind="desk", holder="")


def _reopened(standing: Standing, body: Reopened, at: datetime) -> Standing:
    open_again = replace(standing, finished_at=None, handed_over_at=None, ended_at=None, posted=False)
    return _promised(open_again, body, at)


_CHANGES: dict[type[Event], Callable[[Standing, Any, datetime], Standing]] = {
    Accepted: _accepted,
    TurnedAway: _ended,
    Started: _started,
    SupplementRequested: _supplement_requested,
    SupplementReceived: _promised,
    ObligationSettled: _promised,
    Forwarded: _forwarded,
    DistrictDecided: _decided,
    Apologised: _apologised,
    Finished: _finished,
    HandedOver: _handed_over,
    Posted: _posted,
    PostReturned: _post_returned,
    PostDelivered: _handed_over,
    Withdrawn: _ended,
    Stopped: _ended,
    Reopened: _reopened,
    Amended: _amended,
    DueDateMoved: _promised,
}
