"""Finding dossiers again and seeing what is to be done."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from desk_app.domain import slip_seal
from desk_app.domain.calendar import OFFICE_ZONE, Calendar
from desk_app.domain.dossier import Dossier
from desk_app.domain.errors import DossierNotFoundError
from desk_app.domain.events import NumberViewed
from desk_app.domain.lifecycle import Move
from desk_app.domain.moves import moves_of
from desk_app.domain.narrow_barcode import number_part
from desk_app.ports import DossierRow, PrintRow, TodayLists
from desk_app.usecases.office import Office
from desk_app.usecases.refusals import Refused, refusal_in_force

_HORIZON_DAYS = 60
_DAY_AND_COUNTER = 10


@dataclass(frozen=True, slots=True)
class Detail:
    """Everything the detail page shows; `moves` are the only ones offered.

    `proven_at` is when the district had taken in everything of it, None while something is only here; `refused` is
    what it would not take.
    """

    dossier: Dossier
    row: DossierRow
    prints: tuple[PrintRow, ...]
    moves: tuple[Move, ...]
    proven_at: datetime | None = None
    refused: Refused | None = None


def today(office: Office) -> TodayLists:
    """Return the day's lists; tomorrow is the next working day."""
    now = office.clock.now()
    return office.store.register.today(
        now, next_working_day(office.store.calendar(), now.astimezone(OFFICE_ZONE).date())
    )


def next_working_day(calendar: Calendar, on: date) -> date:
    """Return the first working day after `on` (or the day itself plus 60 when all are closed)."""
    for step in range(1, _HORIZON_DAYS):
        if calendar.is_working_day(on + timedelta(days=step)):
            return on + timedelta(days=step)
    return on + timedelta(days=_HORIZON_DAYS)


def show(office: Office, number: str) -> Detail:
    """Return a dossier with its history; DossierNotFoundError."""
    register = office.store.register
    dossier, refused = register.dossier(number), refusal_in_force(office.store)
    return Detail(
        dossier=dossier,
        row=register.row(number),
        prints=register.prints(number=number),
        moves=moves_of(dossier),
        proven_at=register.proven_at(number),
        refused=refused if refused is not None and number in refused.numbers else None,
    )


def number_scanned(office: Office, text: str) -> str:
    """Return the dossier number that a scan or a typed part means: bar code, digits, QR; DossierNotFoundError.

    A counter alone means today's; of older days the newest, which the page then shows.
    """
    try:
        return number_meant(office, text)
    except DossierNotFoundError:
        return office.store.register.number_ending(_part(text))


def number_meant(office: Office, text: str) -> str:
    """Return the number for an act without looking: whole, with its day, or today's counter; DossierNotFoundError."""
    part = _part(text)
    if part.isdigit() and len(part) < _DAY_AND_COUNTER:
        part = f"{office.clock.now().astimezone(OFFICE_ZONE):%y%m%d}-{part}"
    number = office.store.register.number_ending(part)
    if _digits(number) == _digits(part) or _digits(number.partition("-")[2]) == _digits(part):
        return number
    raise DossierNotFoundError(number=text.strip())


def _part(text: str) -> str:
    text = text.strip()
    return slip_seal.number_in(text) or number_part(text) or text


def _digits(text: str) -> str:
    return "".join(character for character in text.upper() if character.isalnum())


def view_personal_number(office: Office, number: str, where: str) -> str:
    """Return the applicant's whole personal number and log that it was seen."""
    with office.store.unit_of_work(office.actor) as work:
        dossier = work.dossier(number)
        work.append(NumberViewed(where), dossier=number)
        work.commit()
    return dossier.intake.applicant.personal_number
