"""A dossier as it stood at an earlier event, whoever wrote it.

In the history of a dossier events of other desks have no place in this desk's log: their `seq` is 0.
"""

from __future__ import annotations

from collections.abc import Sequence

from desk_app.domain.dossier import Dossier, dossier_of
from desk_app.domain.events import Recorded
from desk_app.domain.merge import merged


def until(history: Sequence[Recorded], seq: int) -> tuple[Recorded, ...]:
    """Return the history up to event `seq` of this log, with what others wrote before; all of it if it had none yet."""
    places = [place for place, event in enumerate(history) if 0 < event.seq <= seq]
    return tuple(history[: places[-1] + 1]) if places else tuple(history)


def dossier_from(events: Sequence[Recorded]) -> Dossier:
    """Return the fold of a dossier's events, oldest first; ValueError when its beginning is not among them."""
    if not any(event.device for event in events):
        return dossier_of(events)
    found = merged(events)
    if found is None:
        raise ValueError("the dossier has no beginning")
    return found.dossier


def last_own_seq(history: Sequence[Recorded]) -> int:
    """Return the place in this desk's log of its newest event on the dossier; 0 if it wrote none."""
    return max((event.seq for event in history), default=0)
