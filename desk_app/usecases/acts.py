"""One act on one dossier: checked, written, and its paper asked for, in one transaction."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from desk_app.domain.calendar import OFFICE_ZONE
from desk_app.domain.characters import clean_line
from desk_app.domain.dossier import Dossier
from desk_app.domain.errors import BadInputError, TextMissingError
from desk_app.domain.events import Event, Recorded, Started
from desk_app.domain.lifecycle import STARTING_MOVES, Move, State
from desk_app.domain.moves import check_move
from desk_app.domain.paper_name import RECEIPT, PaperName
from desk_app.ports import PrintIntent, UnitOfWork
from desk_app.usecases.claims import checked_claim
from desk_app.usecases.office import Office
from desk_app.usecases.printable import check_letters

MOST_LINE, MOST_REASON = 300, 1000
PUT_BACK_AT_MOST = timedelta(days=7)
_USUAL = {"return-receipt": "a5"}


class ReasonMissingError(BadInputError):
    """An act that needs a reason came without one (`move`)."""


class ClaimOrderError(BadInputError):
    """The claimed time lies before what is known of the dossier already (`after`)."""


@dataclass(frozen=True, slots=True)
class Scene:
    """What an act is decided on: the dossier before it, the open transaction, and the time it happened."""

    work: UnitOfWork
    dossier: Dossier
    at: datetime


@dataclass(frozen=True, slots=True)
class Acted:
    """What is true once the act is committed; `due_at` is the day now promised, `print_id` None without a paper."""

    number: str
    seq: int
    at: datetime
    state: State
    due_at: datetime | None
    print_id: int | None


def act(
    office: Office,
    number: str,
    move: Move | None,
    make: Callable[[Scene], Event],
    *,
    claimed_at: datetime | None = None,
    form: str = "",
    paper: str | None = None,
) -> Acted:
    """Record what `make` returns as `move` (None for an event that moves nothing). Costs one sync.

    A received dossier is started first where that is understood. With `form`, and a `paper` that is not None, the
    paper of this event goes into the print queue. IllegalMoveError, SecondReappointmentError, ClaimOrderError,
    DossierNotFoundError; nothing is written then.
    """
    now = office.clock.now()
    claimed_at = checked_claim(claimed_at, now)
    with office.store.unit_of_work(office.actor) as work:
        dossier = work.dossier(number)
        _check_order(dossier, claimed_at)
        claimed_at = claimed_at or _not_before(dossier, now)
        at = (claimed_at or now).astimezone(OFFICE_ZONE)
        if dossier.state is State.RECEIVED and move in STARTING_MOVES:
            work.append(Started(), dossier=number, claimed_at=claimed_at)
            dossier = work.dossier(number)
        if move is not None:
            check_move(dossier, move)
        recorded = work.append(make(Scene(work, dossier, at)), dossier=number, claimed_at=claimed_at)
        print_id = None if paper is None or not form else ask_paper(work, number, PaperName(form, recorded.seq), paper)
        standing = work.dossier(number).standing
        work.commit()
    return Acted(number, recorded.seq, recorded.happened_at, standing.state, standing.promised_at, print_id)


def ask_paper(work: UnitOfWork, number: str, name: PaperName, paper: str = "") -> int:
    """Put a paper of a dossier (or of the desk: an empty number) into the print queue; return the print's id."""
    return work.intend_print(next_intent(work, number, name, paper))


def next_intent(work: UnitOfWork, number: str, name: PaperName, paper: str = "") -> PrintIntent:
    """Return the next print of a paper: on `paper`, else the desk's setting for receipts and A4 for all others."""
    usual = work.settings()["paper"] if name.form == RECEIPT else _USUAL.get(name.form, "a4")
    return PrintIntent(number, str(name), paper or usual, work.next_print_number(number, str(name)))


def cleaned(office: Office, field: str, text: str, most: int = MOST_LINE) -> str:
    """Return typed text as one line that every paper here can show."""
    line = clean_line(field, " ".join(text.split()), most)
    check_letters(office.letters, [(field, line)])
    return line


def reason_of(office: Office, move: Move, text: str) -> str:
    """Return the reason of an act; ReasonMissingError for none."""
    reason = cleaned(office, "reason", text, MOST_REASON)
    if not reason:
        raise ReasonMissingError(move=move.value)
    return reason


def stated(office: Office, field: str, text: str) -> str:
    """Return what a record is nothing without (a receipt, a tracking number); TextMissingError for nothing."""
    line = cleaned(office, field, text, MOST_REASON)
    if not line:
        raise TextMissingError(field=field)
    return line


def newest(dossier: Dossier, *kinds: type[Event]) -> Recorded | None:
    """Return the newest event of these kinds."""
    return next((event for event in reversed(dossier.history) if isinstance(event.body, kinds)), None)


def _not_before(dossier: Dossier, now: datetime) -> datetime | None:
    """Return the time of the dossier's newest event when the clock stands a little before it, None otherwise.

    Who puts the clock back a day makes no late result early: what follows did not happen before what it follows. A
    clock that is back by more was rather wrong then (a flat battery); the jump itself is in the log either way.
    """
    last = max(event.happened_at for event in dossier.history)
    return last if now < last <= now + PUT_BACK_AT_MOST else None


def _check_order(dossier: Dossier, claimed_at: datetime | None) -> None:
    last = max(event.happened_at for event in dossier.history)
    if claimed_at is not None and claimed_at < last:
        raise ClaimOrderError(after=last)
