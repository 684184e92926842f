"""What two desks said of one dossier without knowing of each other: both values, for a person to choose."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from desk_app.domain.dossier import Dossier
from desk_app.domain.events import Recorded

_NAME_BYTES = 16


class ConflictKind(Enum):
    """What the two disagree about."""

    MOVE = "move"  # the later event is a move that was no longer possible
    FIELD = "field"  # both set the same fact, to different values
    CUSTODY = "custody"  # both took the dossier over
    NUMBER = "number"  # two dossiers under one number
    CHOICE = "choice"  # a conflict was settled twice, differently


@dataclass(frozen=True, slots=True)
class Conflict:
    """`first` came before `second` in the commune's order; what `shown` says holds until a person chooses.

    `field` names the fact (empty for a move). `settled` is the event by which a person chose; None while open.
    `alternative` is the dossier as the later move would have left it; None where it was never possible.
    """

    kind: ConflictKind
    field: str
    first: Recorded
    second: Recorded
    settled: Recorded | None = None
    alternative: Dossier | None = None
    about: Conflict | None = None

    @property
    def name(self) -> bytes:
        """What a settling event calls it by, together with the field."""
        return self.second.chain[:_NAME_BYTES]

    @property
    def is_open(self) -> bool:
        """Does it wait for a person?"""
        return self.settled is None
