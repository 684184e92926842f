"""What a village head takes along: who has to come, for what to do and when, and never what the case is about.

There is no field for the procedure here, so no caller can print it by mistake (personal data of a neighbour).
"""

from dataclasses import dataclass
from datetime import date
from enum import Enum

from desk_app.domain.papers.letter_head import LetterHead


class Errand(Enum):
    """What the person is asked to do."""

    SUPPLEMENT = "supplement"
    COLLECT = "collect"
    NEW_DATE = "new date"


@dataclass(frozen=True)
class VillageRow:
    """One person; `address` is the place within the village, `number_tail` what they say at the counter (`1042`).

    `on` is the last day for a supplement, the first one for a result, the new day of an appointment.
    """

    name: str
    address: str
    number_tail: str
    errand: Errand
    on: date


@dataclass(frozen=True)
class VillageList:
    """The notices for one village; `addressee` is its head as addressed (`ông Nguyễn Văn Hòa, Trưởng thôn`)."""

    head: LetterHead
    village: str
    addressee: str
    head_name: str
    rows: tuple[VillageRow, ...]
    officer_name: str
