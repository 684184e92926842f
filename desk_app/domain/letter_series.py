"""The running numbers of the statutory letters: each kind of letter has a series of its own per desk and year."""

from collections.abc import Mapping

from desk_app.domain.events import Event, Refused
from desk_app.domain.life_events import Apologised, Stopped, SupplementRequested, TurnedAway

SUPPLEMENT, REFUSAL, APOLOGY, STOP = "supplement", "refusal", "apology", "stop"

SERIES_OF: Mapping[type[Event], str] = {
    SupplementRequested: SUPPLEMENT,
    Refused: REFUSAL,
    TurnedAway: REFUSAL,
    Apologised: APOLOGY,
    Stopped: STOP,
}
"""The series that an event's `letter_sequence` is counted in."""
