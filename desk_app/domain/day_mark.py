"""Days that differ from their weekday, and what a commune may change about its calendar."""

from dataclasses import dataclass
from datetime import date
from enum import Enum

from desk_app.domain.day_table import Shift


class DayType(Enum):
    """What a marked day is."""

    OFF = "off"
    WORKING = "working"


class Certainty(Enum):
    """How sure the calendar is of a marked day."""

    OFFICIAL = "official"
    COMPUTED = "computed"
    UNCONFIRMED = "unconfirmed"


@dataclass(frozen=True, slots=True)
class DayMark:
    """A day that differs from its weekday; `name` is what people call it."""

    on: date
    type: DayType
    name: str
    certainty: Certainty

    @property
    def is_open(self) -> bool:
        """A day not confirmed stays closed until the commune says otherwise: a date too late harms nobody."""
        return self.type is DayType.WORKING and self.certainty is not Certainty.UNCONFIRMED


@dataclass(frozen=True, slots=True)
class CalendarChange:
    """The commune's own word on one day; `type` None makes it an ordinary day again."""

    on: date
    type: DayType | None
    name: str = ""


@dataclass(frozen=True, slots=True)
class WorkingTimeChange:
    """The commune's own sessions on a weekday (Monday is 0); no session closes it.

    `counts` False: the counter takes in during these sessions, and the day is no working day.
    """

    weekday: int
    shifts: tuple[Shift, ...]
    counts: bool = True


Change = CalendarChange | WorkingTimeChange
