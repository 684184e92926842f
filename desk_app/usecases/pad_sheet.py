"""A sheet of a paper pad that a late entry names: its number and its slip number are printed on it already."""

from dataclasses import dataclass
from datetime import datetime

from desk_app.domain.calendar import OFFICE_ZONE
from desk_app.domain.dossier_number import DossierNumber
from desk_app.domain.errors import BadInputError
from desk_app.ports import UnitOfWork


class PadSheetError(BadInputError):
    """`number` is not an unused sheet of a pad."""


class PadTimeError(BadInputError):
    """The sheet `number` needs the time that stands on it, from the day `on` of its pad."""


class BeforePadError(BadInputError):
    """The sheet `number` is said to be filled in `claimed_at`, before the day `on` its pad was printed for."""


@dataclass(frozen=True, slots=True)
class PadSheet:
    """What is printed on a sheet: the dossier's number and the number of the slip."""

    number: str
    slip_sequence: int


def named_sheet(work: UnitOfWork, number: str, claimed_at: datetime | None) -> PadSheet:
    """Return the free sheet called `number`; PadSheetError for none, PadTimeError or BeforePadError."""
    meant = DossierNumber.parse(number)
    if meant.agency != work.settings()["agency_code"]:
        raise PadSheetError(number=number)
    slip_sequence = work.free_pad_slip(meant.day, meant.counter)
    if slip_sequence is None:
        raise PadSheetError(number=number)
    if claimed_at is None:
        raise PadTimeError(number=number, on=meant.day)
    if claimed_at.astimezone(OFFICE_ZONE).date() < meant.day:
        raise BeforePadError(number=number, claimed_at=claimed_at, on=meant.day)
    return PadSheet(str(meant), slip_sequence)
