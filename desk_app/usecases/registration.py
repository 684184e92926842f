"""A dossier that comes without its person, by post or from the portal: registered, then taken in or turned away."""

from datetime import datetime

from desk_app.domain.events import SubmittedPaper
from desk_app.domain.life_events import Accepted, Registered, TurnedAway
from desk_app.domain.lifecycle import Move
from desk_app.domain.lookup_code import lookup_code
from desk_app.domain.person import clean_person
from desk_app.domain.terms import limit_of
from desk_app.usecases.acts import Acted, Scene, act, cleaned, reason_of
from desk_app.usecases.held import check_reused
from desk_app.usecases.intake import Application, allot_number, promise_by, submitted_papers
from desk_app.usecases.legal import profile_on
from desk_app.usecases.office import Office
from desk_app.usecases.paper_lists import checked_papers
from desk_app.usecases.promises import terms_of
from desk_app.usecases.return_ways import checked_return

CHANNELS = ("post", "portal")


def register(office: Office, application: Application, channel: str) -> str:
    """Register a dossier (state 1) that came by `channel` (one of CHANNELS) and return its number.

    No day is promised before its papers are checked.
    """
    channel = cleaned(office, "channel", channel)
    now = office.clock.now()
    with office.store.unit_of_work(office.actor) as work:
        settings, catalogue = work.settings(), work.catalogue()
        procedure = catalogue.get(application.procedure)
        body = Registered(
            salt=office.chance.draw(16),
            terms=terms_of(procedure, catalogue.version),
            applicant=clean_person(application.applicant),
            submitter=clean_person(application.submitter) if application.submitter else None,
            papers=submitted_papers(application, procedure),
            channel=channel,
        )
        number = allot_number(work, settings, now)
        work.append(body, dossier=number)
        work.commit()
    return number


def accept(
    office: Office,
    number: str,
    papers: tuple[SubmittedPaper, ...] | None = None,
    return_by: str = "counter",
    *,
    claimed_at: datetime | None = None,
    paper: str | None = None,
) -> Acted:
    """Take a registered dossier in: from now on its day counts. With `paper`, the receipt goes to the queue."""
    checked_return(return_by)
    code, checked = lookup_code(office.chance.draw(8)), None if papers is None else checked_papers(papers)

    def make(scene: Scene) -> Accepted:
        calendar, settings = scene.work.calendar(), scene.work.settings()
        check_reused(office, scene.dossier.applicant, checked or (), scene.at.date())
        return Accepted(
            lookup_code=code,
            slip_sequence=scene.work.next_slip_sequence(scene.at.year),
            legal_profile=profile_on(settings, scene.at.date()),
            promise=promise_by(limit_of(scene.dossier.terms), calendar, settings, scene.at.replace(microsecond=0)),
            papers=scene.dossier.papers if checked is None else checked,
            return_by=return_by,
        )

    return act(office, number, Move.ACCEPT, make, claimed_at=claimed_at, form="receipt", paper=paper)


def turn_away(
    office: Office, number: str, reason: str, *, claimed_at: datetime | None = None, paper: str | None = ""
) -> Acted:
    """Turn a registered dossier away in writing (Mẫu số 03)."""
    reason = reason_of(office, Move.TURN_AWAY, reason)

    def make(scene: Scene) -> TurnedAway:
        settings = scene.work.settings()
        return TurnedAway(
            profile_on(settings, scene.at.date()), reason, scene.work.next_form_sequence("refusal", scene.at.year)
        )

    return act(office, number, Move.TURN_AWAY, make, claimed_at=claimed_at, form="refusal", paper=paper)
