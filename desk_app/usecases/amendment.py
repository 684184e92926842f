"""The record is put right: the same day as a correction, later as an amendment; the first words stay in the log."""

from dataclasses import dataclass, replace
from datetime import datetime

from desk_app.domain.calendar import OFFICE_ZONE
from desk_app.domain.dossier import Dossier
from desk_app.domain.errors import BadInputError
from desk_app.domain.event_facts import ProcedureTerms, Promise, SubmittedPaper
from desk_app.domain.events import Received
from desk_app.domain.life_events import Accepted, Amended
from desk_app.domain.lifecycle import OPEN_STATES, Move, State
from desk_app.domain.person import Person, clean_person
from desk_app.domain.reappointment import is_past
from desk_app.domain.recompute import due_from_start
from desk_app.domain.terms import limit_of
from desk_app.domain.waiting import open_wait, waits_of
from desk_app.usecases.acts import Acted, Scene, act, reason_of
from desk_app.usecases.office import Office
from desk_app.usecases.paper_lists import checked_papers
from desk_app.usecases.promises import promise_of, terms_of
from desk_app.usecases.return_ways import checked_return

_WITHOUT_DAY = (State.WITHDRAWN, State.STOPPED)
"""A slip that promises a day would be wrong there: nothing will be handed over."""


class NothingToAmendError(BadInputError):
    """The amendment changes nothing."""


@dataclass(frozen=True, slots=True)
class Amendment:
    """What was wrong, as it should be; None leaves it. A new `procedure` is reckoned from the same reception.

    `submitter` is who really handed the papers in, `papers` everything that really lies with the dossier.
    """

    reason: str
    name: str | None = None
    address: str | None = None
    phone: str | None = None
    email: str | None = None
    personal_number: str | None = None
    procedure: str | None = None
    return_by: str | None = None
    submitter: Person | None = None
    papers: tuple[SubmittedPaper, ...] | None = None


def amend(
    office: Office, number: str, amendment: Amendment, *, claimed_at: datetime | None = None, paper: str | None = ""
) -> Acted:
    """Record the amendment; the amended slip goes into the print queue unless `paper` is None.

    A changed procedure of an open dossier brings a new day, explained. The day stays when the dossier has ended, when
    it is past, and once an apology named the one new day: else this would be a second re-appointment.
    """
    reason = reason_of(office, Move.AMEND, amendment.reason)
    if amendment.return_by is not None:
        checked_return(amendment.return_by)

    def make(scene: Scene) -> Amended:
        dossier = scene.dossier
        changes = {
            field: value
            for field in ("name", "address", "phone", "email", "personal_number")
            if (value := getattr(amendment, field)) is not None
        }
        applicant = clean_person(replace(dossier.applicant, **changes)) if changes else None
        submitter = clean_person(amendment.submitter) if amendment.submitter is not None else None
        papers = checked_papers(amendment.papers) if amendment.papers is not None else None
        terms, promise = _new_terms(scene, amendment.procedure)
        body = Amended(
            reason=reason,
            same_day=dossier.received_at.astimezone(OFFICE_ZONE).date() == scene.at.date(),
            applicant=None if applicant == dossier.applicant else applicant,
            submitter=None if submitter == dossier.submitter else submitter,
            papers=None if papers == dossier.papers else papers,
            terms=terms,
            promise=promise,
            return_by=None if amendment.return_by == dossier.return_by else amendment.return_by,
        )
        if body == Amended(reason, body.same_day):
            raise NothingToAmendError(number=number)
        return body

    dossier = office.store.register.dossier(number)
    was_received = any(isinstance(event.body, Received | Accepted) for event in dossier.history)
    has_slip = paper if was_received and dossier.state not in _WITHOUT_DAY else None
    return act(office, number, Move.AMEND, make, claimed_at=claimed_at, form="receipt", paper=has_slip)


def _new_terms(scene: Scene, code: str | None) -> tuple[ProcedureTerms | None, Promise | None]:
    dossier = scene.dossier
    if code is None or code.strip() == dossier.terms.code:
        return None, None
    catalogue, calendar = scene.work.catalogue(), scene.work.calendar()
    terms = terms_of(catalogue.get(code), catalogue.version)
    waits = waits_of(dossier.history)
    if dossier.state not in OPEN_STATES or _day_stands(dossier, scene.at):
        return terms, None
    keep_hour = scene.work.settings().keep_hour
    moved = due_from_start(limit_of(terms), calendar, dossier.received_at, waits, keep_hour=keep_hour)
    return terms, promise_of(moved, calendar)


def _day_stands(dossier: Dossier, at: datetime) -> bool:
    """Is the day past (while the dossier waits: at the request), or did an apology name the one new day already?"""
    if dossier.standing.reappointed_at is not None:
        return True
    wait = open_wait(dossier.history)
    return dossier.due_at is not None and is_past(limit_of(dossier.terms), dossier.due_at, wait.since if wait else at)
