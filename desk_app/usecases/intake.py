"""Taking a dossier in, or turning it away at the counter."""

from dataclasses import dataclass
from datetime import datetime

from desk_app.domain.calendar import OFFICE_ZONE, Calendar
from desk_app.domain.characters import clean_line
from desk_app.domain.dossier_number import DossierNumber, first_counter, next_counter
from desk_app.domain.due_date import due_date_of
from desk_app.domain.errors import BadInputError
from desk_app.domain.events import (
    Promise,
    Received,
    Recorded,
    Refused,
    SubmittedPaper,
)
from desk_app.domain.explanation import explain
from desk_app.domain.life_events import FeeLine
from desk_app.domain.likeness import likeness_of, shape_of
from desk_app.domain.lookup_code import lookup_code
from desk_app.domain.paper_name import RECEIPT
from desk_app.domain.person import Person, clean_person
from desk_app.domain.procedure import Procedure
from desk_app.domain.procedure_facts import Limit
from desk_app.ports import PrintIntent, UnitOfWork
from desk_app.settings import Settings
from desk_app.usecases.acts import ReasonMissingError
from desk_app.usecases.claims import checked_claim
from desk_app.usecases.fees import fees_of
from desk_app.usecases.held import check_reused
from desk_app.usecases.legal import profile_on
from desk_app.usecases.office import Office
from desk_app.usecases.pad_sheet import named_sheet
from desk_app.usecases.paper_lists import checked_papers, required_as_submitted
from desk_app.usecases.printable import check_letters, lines_of
from desk_app.usecases.promises import reckoned_as, terms_of
from desk_app.usecases.return_ways import checked_return

MOST_LINE, MOST_REASON, MOST_SETS = 300, 1000, 99


class NotSameKindError(BadInputError):
    """`duplicate_of` names `number`, a dossier of somebody else (`name`) or about something else (`procedure`)."""


class SetsError(BadInputError):
    """The number of sets must lie between 1 and 99; it was `value`."""


@dataclass(frozen=True, slots=True)
class Application:
    """What a person brings to the counter.

    `papers` None means all required papers (of alternatives the first). `claimed_at` is the true time of a late entry.
    `duplicate_of` and `duplicate_reason`: which dossier of the same kind the clerk was shown, and why this is another.
    `fees` are recorded with the reception; `paid_by` is empty for what is paid later.
    `pad_number` is the number printed on the sheet of a paper pad: number and slip number are the sheet's.
    """

    procedure: str
    applicant: Person
    submitter: Person | None = None
    authority: str = ""
    papers: tuple[SubmittedPaper, ...] | None = None
    sets: int = 1
    return_by: str = "counter"
    claimed_at: datetime | None = None
    late_entry_reason: str = ""
    duplicate_of: str = ""
    duplicate_reason: str = ""
    fees: tuple[FeeLine, ...] = ()
    paid_by: str = ""
    pad_number: str = ""


@dataclass(frozen=True, slots=True)
class Acknowledgement:
    """What is true once the reception is committed; `print_id` is None when nothing is to be printed."""

    number: str
    received_at: datetime
    due_at: datetime
    explanation: str
    seq: int
    print_id: int | None


def promise_for(procedure: Procedure, calendar: Calendar, settings: Settings, received_at: datetime) -> Promise:
    """Return the day and hour promised for a dossier received then, with its explanation. Saves nothing."""
    return promise_by(procedure.limit, calendar, settings, received_at)


def promise_by(limit: Limit, calendar: Calendar, settings: Settings, received_at: datetime) -> Promise:
    """Return the same for a limit; what was reckoned before on this day, as the screen has, is not reckoned again."""
    keep_hour = settings.keep_hour
    known_as = None if keep_hour else reckoned_as(limit, calendar, received_at)
    if known_as is not None and known_as in calendar.reckoned:
        return calendar.reckoned[known_as]
    promise = Promise(
        due_at=due_date_of(limit, calendar, received_at, keep_hour=keep_hour).due_at,
        explanation=explain(limit, calendar, received_at, keep_hour=keep_hour),
        calendar_version=calendar.version,
    )
    if known_as is not None:
        calendar.reckoned[known_as] = promise
    return promise


def receive(office: Office, application: Application, *, paper: str | None = None) -> Acknowledgement:
    """Take a dossier in: number, event and print intent in one transaction, durable when this returns.

    `paper` None prints nothing, empty text takes the desk's setting. Costs one sync.
    """
    with office.store.unit_of_work(office.actor) as work:
        recorded, body = take_in(office, work, application)
        print_id = None if paper is None else _intend_receipt(work, recorded, paper or work.settings()["paper"])
        work.commit()
    return acknowledged(recorded, body, print_id)


def take_in(office: Office, work: UnitOfWork, application: Application) -> tuple[Recorded, Received]:
    """Write the reception into `work`, with its number; nothing is true before the commit."""
    now = office.clock.now()
    claimed_at = checked_claim(application.claimed_at, now)
    settings, calendar, catalogue = work.settings(), work.calendar(), work.catalogue()
    procedure = catalogue.get(application.procedure)
    sheet = named_sheet(work, application.pad_number, claimed_at) if application.pad_number else None
    body = Received(
        salt=office.chance.draw(16),
        lookup_code=lookup_code(office.chance.draw(8)),
        slip_sequence=sheet.slip_sequence if sheet else work.next_slip_sequence(now.year),
        legal_profile=profile_on(settings, (claimed_at or now).date()),
        terms=terms_of(procedure, catalogue.version),
        promise=promise_for(procedure, calendar, settings, (claimed_at or now).replace(microsecond=0)),
        applicant=clean_person(application.applicant),
        submitter=clean_person(application.submitter) if application.submitter else None,
        authority=clean_line("authority", application.authority, MOST_LINE),
        papers=submitted_papers(application, procedure),
        sets=_checked_sets(application.sets),
        return_by=checked_return(application.return_by),
        late_entry_reason=clean_line("late_entry_reason", application.late_entry_reason, MOST_LINE),
        duplicate_of=application.duplicate_of.strip(),
        duplicate_reason=_checked_duplicate(application),
    )
    if body.duplicate_of:
        _check_same_kind(work, body)
    check_letters(office.letters, lines_of(body))
    check_reused(office, body.applicant, body.papers, (claimed_at or now).astimezone(OFFICE_ZONE).date())
    number = sheet.number if sheet else allot_number(work, settings, now)
    recorded = work.append(body, dossier=number, claimed_at=claimed_at)
    if application.fees:
        fees = fees_of(office, application.fees, application.paid_by, at_reception=True)
        work.append(fees, dossier=number_of(recorded), claimed_at=claimed_at)
    return recorded, body


def refuse(office: Office, application: Application, reason: str) -> Recorded:
    """Turn a dossier away with the reason the citizen is told; it keeps a number so that it can be found again."""
    reason = clean_line("reason", " ".join(reason.split()), MOST_REASON)
    if not reason:
        raise ReasonMissingError(move="refuse")
    now = office.clock.now()
    claimed_at = checked_claim(application.claimed_at, now)
    with office.store.unit_of_work(office.actor) as work:
        settings, catalogue = work.settings(), work.catalogue()
        procedure = catalogue.get(application.procedure)
        body = Refused(
            salt=office.chance.draw(16),
            legal_profile=profile_on(settings, (claimed_at or now).date()),
            terms=terms_of(procedure, catalogue.version),
            applicant=clean_person(application.applicant),
            submitter=clean_person(application.submitter) if application.submitter else None,
            papers=submitted_papers(application, procedure),
            reason=reason,
            letter_sequence=work.next_form_sequence("refusal", now.year),
        )
        recorded = work.append(body, dossier=allot_number(work, settings, now), claimed_at=claimed_at)
        work.commit()
    return recorded


def allot_number(work: UnitOfWork, settings: Settings, now: datetime) -> str:
    """Return the next dossier number of this desk and day; it counts as given once the work is committed."""
    today = now.astimezone(OFFICE_ZONE).date()
    desk = settings.desk
    highest = work.highest_counter(settings["agency_code"], today, desk)
    first = first_counter(desk, int(settings["first_number"]))
    return str(DossierNumber(settings["agency_code"], today, next_counter(desk, highest, first)))


def acknowledged(recorded: Recorded, body: Received, print_id: int | None = None) -> Acknowledgement:
    """Return what is true once the reception is committed."""
    return Acknowledgement(
        number=number_of(recorded),
        received_at=recorded.happened_at,
        due_at=body.promise.due_at,
        explanation=body.promise.explanation,
        seq=recorded.seq,
        print_id=print_id,
    )


def number_of(recorded: Recorded) -> str:
    """Return the dossier an event of a dossier belongs to."""
    return recorded.header.dossier or ""


def _intend_receipt(work: UnitOfWork, recorded: Recorded, paper: str) -> int:
    number = number_of(recorded)
    return work.intend_print(PrintIntent(number, RECEIPT, paper, work.next_print_number(number, RECEIPT)))


def submitted_papers(application: Application, procedure: Procedure) -> tuple[SubmittedPaper, ...]:
    """Return the papers of an application, checked; all required ones when it names none."""
    if application.papers is None:
        return required_as_submitted(procedure)
    return checked_papers(application.papers)


def _checked_duplicate(application: Application) -> str:
    reason = clean_line("duplicate_reason", application.duplicate_reason, MOST_LINE)
    if application.duplicate_of and not reason:
        raise ReasonMissingError(move="receive")
    return reason


def _check_same_kind(work: UnitOfWork, body: Received) -> None:
    known = work.dossier(body.duplicate_of)
    likeness = likeness_of(shape_of(body.applicant), shape_of(known.applicant))
    if known.terms.code != body.terms.code or not likeness.is_likely:
        raise NotSameKindError(number=body.duplicate_of, name=known.applicant.name, procedure=known.terms.name)


def _checked_sets(value: int) -> int:
    if not 1 <= value <= MOST_SETS:
        raise SetsError(value=value)
    return value
