"""What the upper body decided on dossiers that were passed to it: the list, the next step, and having seen it."""

from desk_app.domain.decision_events import DecisionSeen
from desk_app.domain.decisions import NEXT_STEP, waiting_of
from desk_app.domain.errors import DecisionNotWaitingError
from desk_app.domain.events import Recorded
from desk_app.domain.lifecycle import Move
from desk_app.register_rows import DecisionRow
from desk_app.usecases.acts import MOST_REASON, Acted, Scene, act, cleaned
from desk_app.usecases.office import Office


def waiting(office: Office) -> tuple[DecisionRow, ...]:
    """Return the decisions nobody here has acted on, oldest first."""
    return office.store.lists.decisions()


def next_step(row: DecisionRow) -> Move | None:
    """Return the move that answers a decision; None where only a look is asked for."""
    return None if row.unfit or row.dossier is None else NEXT_STEP.get(row.decision.verdict)


def seen(office: Office, decision: bytes, note: str = "") -> Recorded:
    """Take a decision off the list without a move of the dossier; DecisionNotWaitingError."""
    row = next((row for row in waiting(office) if row.decision.decision == decision), None)
    if row is None:
        raise DecisionNotWaitingError(decision=decision.hex())
    body = DecisionSeen(decision, cleaned(office, "note", note, MOST_REASON))
    with office.store.unit_of_work(office.actor) as work:
        recorded = work.append(body, dossier=None if row.dossier is None else row.dossier.number)
        work.commit()
    return recorded


def seen_on(office: Office, number: str, note: str = "") -> Acted:
    """Take the newest decision on a dossier off the list; DecisionNotWaitingError, DossierNotFoundError."""
    said = cleaned(office, "note", note, MOST_REASON)

    def make(scene: Scene) -> DecisionSeen:
        waits = waiting_of(scene.dossier)
        if waits is None:
            raise DecisionNotWaitingError(decision=number)
        return DecisionSeen(waits.decision.decision, said)

    return act(office, number, None, make)
