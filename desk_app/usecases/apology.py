"""A late result: the one apology with its one new day, the telling, and the publication; each recorded apart."""

from dataclasses import dataclass
from datetime import date, datetime

from desk_app.domain.calendar import Calendar
from desk_app.domain.dossier import Dossier
from desk_app.domain.errors import BadInputError, DeskError
from desk_app.domain.event_facts import Promise
from desk_app.domain.explanation_words import weekday_and_date
from desk_app.domain.life_events import Apologised, ApologyPublished, Told
from desk_app.domain.lifecycle import Move, State
from desk_app.domain.moves import check_move, was_ready_in_time
from desk_app.domain.person import clean_name
from desk_app.domain.reappointment import DEFAULT_DAYS, check_new_day, default_new_day
from desk_app.domain.standing import Standing
from desk_app.usecases.acts import MOST_REASON, Acted, Scene, act, cleaned, reason_of
from desk_app.usecases.claims import checked_day
from desk_app.usecases.legal import profile_on
from desk_app.usecases.office import Office

ABOUT = ("late", "ready", "supplement", "closure")
CHANNELS = ("sms", "phone", "letter", "in_person")


class TellingError(BadInputError):
    """`value` is no subject or channel of telling; `allowed` are."""


class NothingToApologiseError(BadInputError):
    """The dossier has no promised day, so there is nothing to apologise for."""


class ReadyInTimeError(DeskError):
    """The result of `number` was ready at `finished_at`, within its term `due_at`: nothing was late."""


@dataclass(frozen=True, slots=True)
class Apology:
    """What the letter needs beyond the dossier; `new_on` None takes the next possible day.

    Nobody in `signed_by` nor in the setting leaves the name to the hand of who signs: the clerk is not the head.
    """

    reason: str
    new_on: date | None = None
    signed_by: str = ""
    signed_as: str = ""


@dataclass(frozen=True, slots=True)
class ApologyDraft:
    """An apology ready to be looked at: the day promised first, and the new day proposed."""

    number: str
    due_at: datetime
    new_on: date
    signed_by: str
    signed_as: str


def draft_apology(office: Office, number: str) -> ApologyDraft:
    """Return the apology as one key would write it; saves nothing. Refuses where `apologise` would."""
    store, now = office.store, office.clock.now()
    dossier = store.register.dossier(number)
    standing = dossier.standing
    check_move(dossier, Move.APOLOGISE)
    if standing.due_at is None:
        raise NothingToApologiseError(number=number)
    _check_late(dossier)
    settings = store.settings()
    new_on = _proposed(standing, standing.due_at, store.calendar(), now)
    return ApologyDraft(number, standing.due_at, new_on, settings["signer_name"], settings["signer_title"])


def apologise(
    office: Office, number: str, apology: Apology, *, claimed_at: datetime | None = None, paper: str | None = ""
) -> Acted:
    """Record the apology and the one new day; its letter goes into the print queue unless `paper` is None.

    SecondReappointmentError for a second one; the errors of `reappointment.check_new_day` for the day.
    """
    reason = reason_of(office, Move.APOLOGISE, apology.reason)

    def make(scene: Scene) -> Apologised:
        settings, calendar, due_at = scene.work.settings(), scene.work.calendar(), scene.dossier.due_at
        if due_at is None:
            raise NothingToApologiseError(number=number)
        _check_late(scene.dossier)
        new_on = apology.new_on or _proposed(scene.dossier.standing, due_at, calendar, scene.at)
        new_at = check_new_day(calendar, due_at, new_on, scene.at)
        checked_day("new_on", new_on, scene.at)
        return Apologised(
            legal_profile=profile_on(settings, scene.at.date()),
            letter_sequence=scene.work.next_form_sequence("apology", scene.at.year),
            reason=reason,
            promise=Promise(new_at, _explained(due_at, new_at), calendar.version),
            signed_by=clean_name(signer) if (signer := apology.signed_by or settings["signer_name"]) else "",
            signed_as=cleaned(office, "signed_as", apology.signed_as or settings["signer_title"]),
        )

    return act(office, number, Move.APOLOGISE, make, claimed_at=claimed_at, form="apology", paper=paper)


def _check_late(dossier: Dossier) -> None:
    standing = dossier.standing
    if was_ready_in_time(dossier):
        raise ReadyInTimeError(number=dossier.number, finished_at=standing.finished_at, due_at=standing.due_at)


def _proposed(standing: Standing, due_at: datetime, calendar: Calendar, at: datetime) -> date:
    """A result that is ready needs no more days than the next one."""
    days = 1 if standing.state is State.RESULT_READY else DEFAULT_DAYS
    return default_new_day(calendar, due_at, at, days)


def _explained(old: datetime, new: datetime) -> str:
    return f"hẹn lại từ {weekday_and_date(old.date())} sang {weekday_and_date(new.date())}; chỉ hẹn lại một lần"


def tell(
    office: Office, number: str, about: str, channel: str, note: str = "", *, claimed_at: datetime | None = None
) -> Acted:
    """Record that the citizen was told: of what, and which way."""
    if about not in ABOUT:
        raise TellingError(value=about, allowed=ABOUT)
    if channel not in CHANNELS:
        raise TellingError(value=channel, allowed=CHANNELS)
    body = Told(about, channel, cleaned(office, "note", note, MOST_REASON))
    return act(office, number, None, lambda scene: body, claimed_at=claimed_at)


def publish(office: Office, number: str, place: str, *, claimed_at: datetime | None = None) -> Acted:
    """Record that the apology was published, and where."""
    body = ApologyPublished(cleaned(office, "place", place))
    return act(office, number, None, lambda scene: body, claimed_at=claimed_at)
