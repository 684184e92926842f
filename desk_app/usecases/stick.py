"""The stick that was written and has not brought its answer back, remembered beside the log for the screen."""

from __future__ import annotations

from datetime import datetime

from desk_app.domain.positional import milliseconds_of, time_of
from desk_app.ports import Store

_NAME = "stick-under-way"


def stick_left(store: Store, at: datetime, last_seq: int) -> None:
    """Remember that everything up to event `last_seq` was laid on a stick at `at`; it counts as sent nowhere."""
    store.drafts.keep(_NAME, f"{milliseconds_of(at)} {last_seq}")


def stick_under_way(store: Store) -> datetime | None:
    """Return when the stick was written whose receipt is still to come; None when nothing of it is missing."""
    kept = (store.drafts.kept(_NAME) or "").split()
    if len(kept) != 2 or not all(part.lstrip("-").isdigit() for part in kept):
        return None
    at, last_seq = map(int, kept)
    return time_of(at) if last_seq > store.outbox.acknowledged() else None
