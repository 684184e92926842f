"""What the district would not take stays visible: the acts it refused, why, until a receipt proves them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime

from desk_app.domain.positional import milliseconds_of, time_of
from desk_app.ports import Store

_NAME = "refused-by-district"


@dataclass(frozen=True, slots=True)
class Refused:
    """Events `first` … `last` were refused at `at` for `reason` (a word of the wire); `numbers` are their dossiers."""

    reason: str
    first: int
    last: int
    at: datetime
    numbers: tuple[str, ...]


def refusal_noted(store: Store, reason: str, first: int, last: int, at: datetime) -> None:
    """Remember a refusal; a newer one takes its place."""
    store.drafts.keep(_NAME, json.dumps([reason, first, last, milliseconds_of(at)]))


def refusal_in_force(store: Store) -> Refused | None:
    """Return what is refused and not proven since; None when nothing is."""
    kept = store.drafts.kept(_NAME)
    if kept is None:
        return None
    reason, first, last, at = json.loads(kept)
    acknowledged = store.outbox.acknowledged()
    if last <= acknowledged:
        return None
    numbers = store.register.dossiers_within(max(first, acknowledged + 1), last)
    return Refused(str(reason), int(first), int(last), time_of(at), numbers)
