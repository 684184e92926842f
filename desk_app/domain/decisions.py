"""Which decision of the upper body still waits for the desk, and the move that answers it."""

from collections.abc import Mapping

from desk_app.domain.decision_events import DecisionSeen, DistrictDecided, Verdict
from desk_app.domain.dossier import Dossier
from desk_app.domain.events import Finished, HandedOver
from desk_app.domain.life_events import (
    Forwarded,
    ObligationRequested,
    Reopened,
    Stopped,
    SupplementRequested,
    Withdrawn,
)
from desk_app.domain.lifecycle import Move

ANSWERS = (Finished, HandedOver, Forwarded, ObligationRequested, Reopened, Stopped, SupplementRequested, Withdrawn)
"""Events by which the desk has acted on a decision that fits."""

NEXT_STEP: Mapping[str, Move | None] = {
    Verdict.TAKEN.value: None,
    Verdict.SUPPLEMENT.value: Move.REQUEST_SUPPLEMENT,
    Verdict.GRANTED.value: Move.FINISH,
    Verdict.DENIED.value: Move.STOP,
    Verdict.RETURNED.value: Move.FORWARD,
}
"""What the desk usually does next; a returned dossier goes to whoever mends it."""


def waiting_of(dossier: Dossier) -> DistrictDecided | None:
    """Return the newest decision on a dossier that nobody here has acted on; None when there is none."""
    waiting: dict[bytes, DistrictDecided] = {}
    for event in dossier.history:
        body = event.body
        if isinstance(body, DistrictDecided):
            if body.unfit or body.decision.verdict != Verdict.TAKEN.value:
                waiting[body.decision.decision] = body
        elif isinstance(body, DecisionSeen):
            waiting.pop(body.decision, None)
        elif isinstance(body, ANSWERS):
            waiting = {key: each for key, each in waiting.items() if each.unfit}
    return next(reversed(waiting.values()), None)
