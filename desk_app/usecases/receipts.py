"""The receipt (Mẫu số 01) of a dossier as it stood at an event: the reception, or what amended or moved it since."""

from datetime import date

from desk_app.domain.dossier import Dossier
from desk_app.domain.dossier_number import DossierNumber
from desk_app.domain.errors import DeskError
from desk_app.domain.event_facts import Promise
from desk_app.domain.events import Received, Recorded
from desk_app.domain.life_events import (
    Accepted,
    Amended,
    Apologised,
    DueDateMoved,
    FeesRecorded,
    Forwarded,
    ObligationSettled,
    Reopened,
    SupplementReceived,
)
from desk_app.domain.slip import (
    LegalProfile,
    Slip,
    SlipFee,
    SlipMark,
    SlipPaper,
    SlipReappointment,
    SlipStage,
)
from desk_app.settings import Settings
from desk_app.usecases.paper_scene import PaperScene, slip_person

_UNITS = {
    "working_day": "ngày làm việc",
    "calendar_day": "ngày",
    "working_hour": "giờ làm việc",
}


class NoSlipError(DeskError):
    """The dossier `number` was not taken in: there is no slip to print."""


def receipt(scene: PaperScene) -> Slip:
    """Return the slip: pure, so that a reprint years later says the same. NoSlipError for a refused dossier."""
    dossier, settings = scene.dossier, scene.settings
    taken = taken_in(dossier)
    assert isinstance(taken.body, Received | Accepted)  # nothing else takes a dossier in
    profile, sequence = taken.body.legal_profile, taken.body.slip_sequence
    due_at, promise = dossier.standing.promised_at, _promise(dossier)
    assert due_at is not None  # what was taken in was promised
    submitter, intake = dossier.submitter, dossier.intake
    return Slip(
        legal_profile=LegalProfile(profile),
        parent_body=settings["parent_body"],
        agency_name=scene.desk_name,
        place=settings["place"],
        sequence_text=sequence_text(settings, sequence, _given_on(scene, taken)),
        number=dossier.number,
        lookup_code=scene.codes.lookup_code,
        applicant=slip_person(dossier.applicant, settings),
        submitter=slip_person(submitter, settings) if submitter else None,
        authority=intake.authority if isinstance(intake, Received) else "",
        request=dossier.terms.name,
        papers=tuple(
            SlipPaper(paper.name, paper.originals, paper.certified, paper.copies, paper.note, paper.reused_from)
            for paper in dossier.papers
        ),
        sets=intake.sets if isinstance(intake, Received) else 1,
        limit_text=limit_text(dossier.terms.limit_value, dossier.terms.limit_unit),
        received_at=dossier.received_at,
        due_at=due_at,
        explanation=f"{promise.explanation}. Theo {calendar_words(promise.calendar_version)}",
        return_at=scene.desk_name if dossier.return_by == "counter" else "dịch vụ bưu chính công ích",
        submitter_name=(submitter or dossier.applicant).name,
        officer_name=scene.officer,
        hotline=settings["hotline"],
        marks=_marks(scene),
        seal_text=scene.codes.seal_text,
        barcode_text=scene.codes.barcode_text,
        issued_on=scene.event.header.recorded_at.date(),
        fees=_fees(dossier),
        stage=_stage(dossier),
        reappointment=_reappointment(dossier),
        footer=settings["footer"],
    )


def sequence_text(settings: Settings, sequence: int, at: date) -> str:
    """Return what follows `Số:` by the desk's pattern, e.g. `1-318/2026-TTPVHCC`."""
    return settings["slip_pattern"].format(
        desk=settings["desk"], sequence=sequence, year=at.year, suffix=settings["slip_suffix"]
    )


def calendar_words(version: str) -> str:
    """Return which calendar a date follows, from the version kept with it: `lịch 2026-11-21, xã sửa 2 mục`."""
    base, _, changes = version.partition("+")
    return f"lịch {base}" + (f", xã sửa {changes} mục" if changes else "")


def limit_text(value: int, unit: str) -> str:
    """Return the legal limit as the form wants it: `05 ngày làm việc`; for same-day procedures `trong ngày`."""
    words = _UNITS.get(unit)
    return f"{value:02d} {words}" if words else "trong ngày"


def taken_in(dossier: Dossier) -> Recorded:
    """Return the event that took the dossier in; NoSlipError for one that was not."""
    for event in dossier.history:
        if isinstance(event.body, Received | Accepted):
            return event
    raise NoSlipError(number=dossier.number)


def slip_sequence_of(dossier: Dossier) -> int:
    """Return the number in the desk's series of slips that the dossier was given."""
    body = taken_in(dossier).body
    assert isinstance(body, Received | Accepted)  # nothing else takes a dossier in
    return body.slip_sequence


def _given_on(scene: PaperScene, taken: Recorded) -> date:
    """Return the day whose year counts: a sheet of a pad says the year in which the pad was printed."""
    return DossierNumber.parse(scene.dossier.number).day if scene.on_pad else taken.header.recorded_at


def _promise(dossier: Dossier) -> Promise:
    """The newest promise: every one is decided in its own event."""
    for event in reversed(dossier.history):
        body = event.body
        if isinstance(body, DueDateMoved):
            return body.reappointed or body.promise
        if isinstance(
            body, Received | Accepted | SupplementReceived | ObligationSettled | Apologised | Reopened | Amended
        ):
            promise = body.promise
            if promise is not None:
                return promise
    raise NoSlipError(number=dossier.number)


def _marks(scene: PaperScene) -> frozenset[SlipMark]:
    marks = set()
    if scene.dossier.history[0].header.claimed_at:
        marks.add(SlipMark.LATE_ENTRY)
    if scene.on_pad:
        marks.add(SlipMark.PAPER_PAD)
    if any(isinstance(event.body, Amended) for event in scene.dossier.history):
        marks.add(SlipMark.AMENDED)
    return frozenset(marks)


def _fees(dossier: Dossier) -> tuple[SlipFee, ...]:
    for event in reversed(dossier.history):
        if isinstance(event.body, FeesRecorded):
            return tuple(SlipFee(line.name, line.amount, line.exempt_reason) for line in event.body.lines)
    return ()


def _stage(dossier: Dossier) -> SlipStage | None:
    for event in reversed(dossier.history):
        body = event.body
        if isinstance(body, Forwarded) and body.to_kind == "body" and body.their_due_at is not None:
            return SlipStage(body.to_name, body.their_due_at)
    return None


def _reappointment(dossier: Dossier) -> SlipReappointment | None:
    for event in dossier.history:
        if isinstance(event.body, Apologised) and dossier.due_at is not None:
            return SlipReappointment(dossier.due_at, f"{event.body.letter_sequence}/PXL")
    return None
