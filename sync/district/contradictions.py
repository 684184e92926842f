"""What two desks of a commune wrote of one dossier without knowing of each other, both values, for people to see.

A person at the desk that holds the dossier chooses; here it is seen that somebody has to.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from desk_app.domain.conflict import ConflictKind
from desk_app.domain.events import Recorded
from sync.district.event_words import words_of
from sync.district.models import Event
from sync.district.shared_dossiers import merged_from
from sync.district.taking_up import is_shared

_ABOUT: Mapping[ConflictKind, str] = {
    ConflictKind.MOVE: "Hai quầy cùng làm một lúc, chỉ một việc được tính",
    ConflictKind.FIELD: "Hai quầy ghi khác nhau",
    ConflictKind.CUSTODY: "Hai quầy cùng nhận giữ hồ sơ",
    ConflictKind.NUMBER: "Hai hồ sơ mang cùng một số",
    ConflictKind.CHOICE: "Hai người đã chọn khác nhau",
}


@dataclass(frozen=True, slots=True)
class Side:
    """What one of the two wrote; `detail` may name people."""

    what: str
    detail: str
    desk: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Contradiction:
    """What it is about, and the two sides in the commune's order."""

    about: str
    first: Side
    second: Side


def contradictions_of(stored: Sequence[Event], desks: Mapping[bytes, int]) -> tuple[Contradiction, ...]:
    """Return what still waits for a person of a dossier with these events; `desks` are the numbers of the devices."""
    found = merged_from(stored) if is_shared(stored) else None
    return tuple(
        Contradiction(_ABOUT[each.kind], _side(each.first, desks), _side(each.second, desks))
        for each in (found.open_conflicts if found is not None else ())
    )


def _side(event: Recorded, desks: Mapping[bytes, int]) -> Side:
    what, detail = words_of(event.body)
    name = getattr(getattr(event.body, "applicant", None), "name", "")
    detail = detail if not name or name in detail else " · ".join(part for part in (name, detail) if part)
    return Side(what, detail, desks.get(event.device, 0), event.happened_at)
