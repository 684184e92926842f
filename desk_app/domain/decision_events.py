"""What the upper body decided on a dossier that was passed to it (liên thông): kinds 70 to 72.

A decision never does the desk's own work: the letter to the citizen, the result, the next forwarding stay moves of the
clerk. It says whose turn it is.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum

from desk_app.domain.event_facts import Event
from desk_app.domain.lifecycle import RUNNING_STATES, State

BODY = "body"


class Verdict(Enum):
    """What was decided; the value is its word on the wire and on the command line."""

    TAKEN = "taken"
    SUPPLEMENT = "supplement"
    GRANTED = "granted"
    DENIED = "denied"
    RETURNED = "returned"


class Unfit(Enum):
    """Why a decision does not fit where the dossier stands."""

    STATE = "state"  # nobody works on it any more, or the citizen is being waited for
    NOT_AWAY = "not_away"  # the desk or an officer holds it, not another body


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision: who, when, what, why. `verdict` is a `Verdict`'s value, or the word of a newer program.

    `items` are the papers asked for; `result_number` and `signed_on` are of the paper that came of it.
    """

    decision: bytes
    number: str
    verdict: str
    decided_at: datetime
    decided_by: str
    office: str
    reason: str = ""
    items: tuple[str, ...] = ()
    result_number: str = ""
    signed_on: date | None = None


@dataclass(frozen=True, slots=True)
class DistrictDecided(Event):
    """A decision came down, `signed` as the district signed it; `unfit` says why it fits no longer, empty: it does."""

    kind = 70
    decision: Decision
    unfit: str = ""
    signed: bytes = b""


@dataclass(frozen=True, slots=True)
class DecisionUnplaced(Event):
    """A decision came down for a dossier that this log does not have."""

    kind = 71
    decision: Decision
    signed: bytes = b""


@dataclass(frozen=True, slots=True)
class DecisionSeen(Event):
    """A clerk has dealt with a decision that no move of the desk answers."""

    kind = 72
    decision: bytes
    note: str = ""


DECISION_EVENTS: tuple[type[Event], ...] = (DistrictDecided, DecisionUnplaced, DecisionSeen)


def why_unfit(state: State, holder_kind: str) -> str:
    """Return why a decision on a dossier that stands so does not fit; empty when it does."""
    if state not in RUNNING_STATES:
        return Unfit.STATE.value
    return "" if holder_kind == BODY and state is State.IN_PROGRESS else Unfit.NOT_AWAY.value


def gives_back(body: DistrictDecided, holder_kind: str) -> bool:
    """Is the dossier the desk's again by this decision?"""
    return not body.unfit and holder_kind == BODY and body.decision.verdict != Verdict.TAKEN.value
