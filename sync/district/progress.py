"""What an event makes of a dossier's row: states by the domain's table of moves, days from the bodies, nothing else."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from msgspec.structs import replace

from desk_app.domain.decision_events import BODY, DistrictDecided, Verdict
from desk_app.domain.errors import SecondReappointmentError
from desk_app.domain.events import Event, Finished, HandedOver, Received, Refused
from desk_app.domain.life_events import (
    Accepted,
    Amended,
    Apologised,
    DueDateMoved,
    Forwarded,
    ObligationSettled,
    PostDelivered,
    Registered,
    Reopened,
    Stopped,
    SupplementReceived,
    TurnedAway,
    Withdrawn,
)
from desk_app.domain.lifecycle import after
from desk_app.domain.positional import time_of
from desk_app.domain.standing import MOVE_OF
from desk_app.domain.text import fold
from sync.district.dossier_facts import DossierFacts
from sync.district.intake_rows import (
    AcceptedRow,
    AmendedRow,
    ApologisedRow,
    DistrictDecidedRow,
    DueDateMovedRow,
    ForwardedRow,
    ObligationSettledRow,
    PromiseRow,
    ReceivedRow,
    RefusedRow,
    RegisteredRow,
    ReopenedRow,
    Row,
    SupplementReceivedRow,
)

Step = Callable[[DossierFacts, Any, int], DossierFacts]

ROWS: Mapping[type[Event], type[Row]] = {
    Received: ReceivedRow,
    Refused: RefusedRow,
    Registered: RegisteredRow,
    Accepted: AcceptedRow,
    SupplementReceived: SupplementReceivedRow,
    ObligationSettled: ObligationSettledRow,
    Forwarded: ForwardedRow,
    DistrictDecided: DistrictDecidedRow,
    Apologised: ApologisedRow,
    Reopened: ReopenedRow,
    Amended: AmendedRow,
    DueDateMoved: DueDateMovedRow,
}
"""The bodies that are read; of every other event its kind and time are enough."""

_READ = frozenset(event.kind for event in ROWS)
_MOVES = {event.kind: move for event, move in MOVE_OF.items()}


def followed(facts: DossierFacts, kind: int, row: Any, at: int) -> DossierFacts:
    """Return the facts after one more event; IllegalMoveError, SecondReappointmentError as at the desk.

    Of an erased event (`row` None) only the move is known.
    """
    move = _MOVES.get(kind)
    if move is not None:
        status = after(facts.status, move)
        if status is not facts.status:
            facts = replace(facts, status=status)
    if facts.changed_at is None or at > facts.changed_at:
        facts = replace(facts, changed_at=at)
    step = _STEPS.get(kind)
    return facts if step is None or (row is None and kind in _READ) else step(facts, row, at)


def words_of(number: str, name: str, procedure: str) -> str:
    """Return the searched words; `procedure` is folded already."""
    return f"{fold(f'{number} {name}')} {procedure}"


def column_text(text: str) -> str:
    """Return `text` as a PostgreSQL column takes it: NUL stands in bodies if it must, never in a column."""
    return text.replace("\x00", "\ufffd")


def _accepted(facts: DossierFacts, row: AcceptedRow, at: int) -> DossierFacts:
    due_at = row.promise.due_at
    code = column_text(row.lookup_code)
    return replace(facts, received_at=at, due_at=due_at, original_due_at=due_at, lookup_code=code)


def _promised(facts: DossierFacts, row: SupplementReceivedRow | ObligationSettledRow, at: int) -> DossierFacts:
    return replace(facts, due_at=row.promise.due_at, reappointed_at=_moved_new_day(facts, row.reappointed))


def _forwarded(facts: DossierFacts, row: ForwardedRow, at: int) -> DossierFacts:
    kind = column_text(row.to_kind)
    return replace(facts, holder_kind=kind, holder="" if kind == "desk" else column_text(row.to_name))


def _decided(facts: DossierFacts, row: DistrictDecidedRow, at: int) -> DossierFacts:
    stays = row.unfit or facts.holder_kind != BODY or row.decision.verdict == Verdict.TAKEN.value
    return facts if stays else replace(facts, holder_kind="desk", holder="")


def _apologised(facts: DossierFacts, row: ApologisedRow, at: int) -> DossierFacts:
    if facts.reappointed_at is not None:
        raise SecondReappointmentError(promised_at=time_of(facts.reappointed_at))
    return replace(facts, reappointed_at=row.promise.due_at)


def _finished(facts: DossierFacts, row: None, at: int) -> DossierFacts:
    return replace(facts, finished_at=at, holder_kind="desk", holder="")


def _handed_over(facts: DossierFacts, row: None, at: int) -> DossierFacts:
    return replace(facts, handed_over_at=at)


def _ended(facts: DossierFacts, row: None, at: int) -> DossierFacts:
    return replace(facts, ended_at=at, holder_kind="desk", holder="")


def _reopened(facts: DossierFacts, row: ReopenedRow, at: int) -> DossierFacts:
    due_at = row.promise.due_at if row.promise else facts.due_at
    again = _moved_new_day(facts, row.reappointed)
    return replace(facts, finished_at=None, handed_over_at=None, ended_at=None, due_at=due_at, reappointed_at=again)


def _amended(facts: DossierFacts, row: AmendedRow, at: int) -> DossierFacts:
    changed = replace(
        facts,
        name=column_text(row.applicant.name) if row.applicant else facts.name,
        procedure_code=column_text(row.terms.code) if row.terms else facts.procedure_code,
        procedure_name=column_text(row.terms.name) if row.terms else facts.procedure_name,
        limit_unit=column_text(row.terms.limit_unit) if row.terms else facts.limit_unit,
        due_at=row.promise.due_at if row.promise else facts.due_at,
    )
    procedure = fold(f"{changed.procedure_code} {changed.procedure_name}")
    return replace(changed, search=words_of(changed.number, changed.name, procedure))


def _due_date_moved(facts: DossierFacts, row: DueDateMovedRow, at: int) -> DossierFacts:
    again = _moved_new_day(facts, row.reappointed)
    return replace(facts, due_at=row.promise.due_at, reappointed_at=again)


def _moved_new_day(facts: DossierFacts, moved: PromiseRow | None) -> int | None:
    """A moved new day counts only where somebody apologised."""
    return moved.due_at if moved is not None and facts.reappointed_at is not None else facts.reappointed_at


_STEPS: Mapping[int, Step] = {
    Accepted.kind: _accepted,
    SupplementReceived.kind: _promised,
    ObligationSettled.kind: _promised,
    Forwarded.kind: _forwarded,
    DistrictDecided.kind: _decided,
    Apologised.kind: _apologised,
    Finished.kind: _finished,
    HandedOver.kind: _handed_over,
    PostDelivered.kind: _handed_over,
    TurnedAway.kind: _ended,
    Withdrawn.kind: _ended,
    Stopped.kind: _ended,
    Reopened.kind: _reopened,
    Amended.kind: _amended,
    DueDateMoved.kind: _due_date_moved,
}

MOVING = frozenset({*_MOVES, *_STEPS})
"""The kinds that change a dossier's row."""
