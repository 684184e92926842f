"""What the statutory letters of a dossier say, each read from the event it documents."""

from desk_app.domain.calendar import OFFICE_ZONE, Calendar
from desk_app.domain.dossier import Dossier
from desk_app.domain.errors import DeskError
from desk_app.domain.events import Finished, HandedOver, Refused, SubmittedPaper
from desk_app.domain.fees import total_of
from desk_app.domain.life_events import (
    Apologised,
    FeesRecorded,
    Forwarded,
    PostDelivered,
    Stopped,
    SupplementRequested,
    TurnedAway,
)
from desk_app.domain.money import dong
from desk_app.domain.papers.apology_letter import ApologyLetter
from desk_app.domain.papers.control_slip import ControlHop, ControlSlip
from desk_app.domain.papers.refusal_letter import RefusalLetter
from desk_app.domain.papers.return_receipt import ReturnedPaper, ReturnReceipt
from desk_app.domain.papers.stop_notice import StopNotice
from desk_app.domain.papers.supplement_letter import SupplementLetter
from desk_app.domain.person import Person
from desk_app.domain.terms import limit_of
from desk_app.domain.timeliness import timing_of
from desk_app.usecases.legal import profile_on
from desk_app.usecases.paper_scene import PaperScene, head_of, slip_person
from desk_app.usecases.receipts import slip_sequence_of

TIMINGS = {"early": "trước hạn", "on_time": "đúng hạn", "late": "quá hạn"}
HOP_WORDS = {"early": "Trước hạn", "on_time": "Đúng hạn", "late": "Quá hạn"}
DESK_HOLDER = "Bộ phận TN&TKQ"


class PaperNotThereError(DeskError):
    """The dossier `number` has no paper `form`: what it would document has not happened."""


def supplement(scene: PaperScene) -> SupplementLetter:
    """Return the request for supplements (Mẫu số 02)."""
    body, dossier, settings = scene.event.body, scene.dossier, scene.settings
    if not isinstance(body, SupplementRequested):
        raise PaperNotThereError(number=dossier.number, form="supplement")
    return SupplementLetter(
        head=head_of(scene, body.legal_profile, body.letter_sequence, "PBS"),
        codes=scene.codes,
        applicant=slip_person(dossier.applicant, settings),
        request=dossier.terms.name,
        items=tuple(f"{item.name}: {item.note}" if item.note else item.name for item in body.items),
        reason=body.reason,
        contact=scene.officer,
        contact_phone=settings["hotline"],
        officer_name=scene.officer,
    )


def refusal(scene: PaperScene) -> RefusalLetter:
    """Return the refusal (Mẫu số 03), of the counter or of a registered dossier."""
    body, dossier = scene.event.body, scene.dossier
    if not isinstance(body, Refused | TurnedAway):
        raise PaperNotThereError(number=dossier.number, form="refusal")
    submitter = dossier.submitter or dossier.applicant
    return RefusalLetter(
        head=head_of(scene, body.legal_profile, body.letter_sequence, "PTC"),
        codes=scene.codes,
        desk_name=scene.desk_name,
        applicant=slip_person(dossier.applicant, scene.settings),
        request=dossier.terms.name,
        reason=(body.reason,),
        submitter_name=submitter.name,
        officer_name=scene.officer,
    )


def apology(scene: PaperScene) -> ApologyLetter:
    """Return the apology with its one new day (Mẫu số 04); it comes from the body over the desk."""
    body, dossier, settings = scene.event.body, scene.dossier, scene.settings
    if not isinstance(body, Apologised) or dossier.due_at is None:
        raise PaperNotThereError(number=dossier.number, form="apology")
    body_name = settings["parent_body"] or scene.desk_name
    person = slip_person(dossier.applicant, settings)
    return ApologyLetter(
        head=head_of(scene, body.legal_profile, body.letter_sequence, "PXL"),
        codes=scene.codes,
        addressee=f"Ông (Bà) {dossier.applicant.name}",
        body_name=body_name,
        procedure=dossier.terms.name,
        personal_number=person.masked_number,
        received_at=dossier.received_at,
        due_at=dossier.due_at,
        reason=body.reason,
        new_due_on=body.promise.due_at.astimezone(OFFICE_ZONE).date(),
        recipients=("Như trên", scene.desk_name, "Lưu: VT"),
        signer_name=body.signed_by,
        signer_title=body.signed_as,
    )


def stop(scene: PaperScene) -> StopNotice:
    """Return the notice that work stopped (Mẫu số 05 of 2025)."""
    body, dossier, settings = scene.event.body, scene.dossier, scene.settings
    if not isinstance(body, Stopped):
        raise PaperNotThereError(number=dossier.number, form="stop")
    stopped_at = scene.event.happened_at
    return StopNotice(
        head=head_of(scene, body.legal_profile, body.letter_sequence, "TBD"),
        codes=scene.codes,
        desk_name=scene.desk_name,
        addressee=f"Ông (Bà) {dossier.applicant.name}",
        applicant=slip_person(dossier.applicant, settings),
        request=dossier.terms.name,
        asked_at=body.asked_at or stopped_at,
        way=body.asked_way or "trực tiếp tại quầy",
        reason=body.reason,
        checked_at=stopped_at,
        finding=body.finding or "hồ sơ chưa có quyết định hoặc thông báo kết quả giải quyết",
        stopped_at=stopped_at,
        given_back=_given_back(body.returned, body.fees_returned),
        asker_name=(dossier.submitter or dossier.applicant).name,
        officer_name=scene.officer,
    )


def control(scene: PaperScene) -> ControlSlip:
    """Return the control slip (Mẫu số 06, of 2018 số 05) with every hop so far."""
    dossier, settings = scene.dossier, scene.settings
    if dossier.due_at is None:
        raise PaperNotThereError(number=dossier.number, form="control")
    profile = profile_on(settings, scene.event.happened_at.astimezone(OFFICE_ZONE).date())
    hops = _hops(dossier, scene.officer)
    bodies = tuple(dict.fromkeys(hop.receiver for hop in hops if hop.receiver != DESK_HOLDER))
    return ControlSlip(
        head=head_of(scene, profile, slip_sequence_of(dossier), "PKS"),
        number=dossier.number,
        barcode_text=scene.codes.barcode_text,
        solving_body=bodies[0] if bodies else settings["parent_body"],
        cooperating_bodies="; ".join(bodies[1:]),
        applicant_name=dossier.applicant.name,
        received_at=dossier.received_at,
        due_at=dossier.due_at,
        hops=hops,
    )


def return_receipt(scene: PaperScene, calendar: Calendar) -> ReturnReceipt:
    """Return the receipt of the result (Giấy biên nhận trả kết quả)."""
    body, dossier = scene.event.body, scene.dossier
    finished_at, due_at = dossier.finished_at, dossier.due_at
    if not isinstance(body, HandedOver | PostDelivered) or finished_at is None or due_at is None:
        raise PaperNotThereError(number=dossier.number, form="return-receipt")
    timing = timing_of(limit_of(dossier.terms), calendar, due_at, finished_at, ended=True)
    handed = body if isinstance(body, HandedOver) else None
    return ReturnReceipt(
        head=head_of(scene, profile_on(scene.settings, scene.event.happened_at.date()), 0, ""),
        codes=scene.codes,
        desk_name=scene.desk_name,
        applicant_name=dossier.applicant.name,
        request=dossier.terms.name,
        receiver=slip_person(_receiver(dossier, body.collector), scene.settings),
        receiver_role=_role(handed),
        papers=_papers(dossier, handed),
        due_at=due_at,
        finished_at=finished_at,
        handed_over_at=scene.event.happened_at,
        timeliness=TIMINGS[timing.value],
        fee_text=_paid(dossier),
        statement=_statement(handed),
        officer_name=scene.officer,
    )


def finished_in(scene: PaperScene) -> int:
    """Return the place in the log of the newest end of work: by the calendar in force then it was early or late."""
    ends = [event.seq for event in scene.dossier.history if isinstance(event.body, Finished) and event.seq]
    return max(ends, default=scene.event.seq)


def _hops(dossier: Dossier, officer: str) -> tuple[ControlHop, ...]:
    giver, hops = DESK_HOLDER, []
    for event in dossier.history:
        body = event.body
        if isinstance(body, Forwarded):
            receiver = DESK_HOLDER if body.to_kind == "desk" else body.to_name
            word = HOP_WORDS.get(body.word, "")
            hops.append(ControlHop(giver, receiver, event.happened_at, officer, body.to_name, word, body.note))
            giver = receiver
        elif isinstance(body, Finished) and giver != DESK_HOLDER:
            hops.append(ControlHop(giver, DESK_HOLDER, event.happened_at, giver, officer))
            giver = DESK_HOLDER
    return tuple(hops)


def _given_back(returned: tuple[SubmittedPaper, ...], fees: int) -> str:
    papers = "; ".join(paper.name for paper in returned) or "không có giấy tờ phải trả lại"
    return papers + (f"; hoàn {dong(fees)} phí, lệ phí" if fees else "")


def _receiver(dossier: Dossier, collector: str) -> Person:
    known = (dossier.applicant, dossier.submitter)
    return next((person for person in known if person and person.name == collector), Person(collector))


def _role(handed: HandedOver | None) -> str:
    if handed is None:
        return "nhận qua bưu chính công ích"
    if handed.relation == "representative":
        return f"theo {handed.authority or handed.proof}"
    return "chủ hồ sơ" if handed.relation == "applicant" else "người nộp hồ sơ"


def _papers(dossier: Dossier, handed: HandedOver | None) -> tuple[ReturnedPaper, ...]:
    finished = next(event.body for event in reversed(dossier.history) if isinstance(event.body, Finished))
    result = ReturnedPaper(
        finished.result or f"Kết quả: {dossier.terms.name}", 1, finished.result_number, finished.signed_on
    )
    originals = handed.returned if handed else ()
    return (result, *(ReturnedPaper(paper.name, paper.originals, is_original_back=True) for paper in originals))


def _paid(dossier: Dossier) -> str:
    for event in reversed(dossier.history):
        if isinstance(event.body, FeesRecorded):
            total = total_of(event.body.lines)
            return dong(total) if total else "không thu"
    return ""


def _statement(handed: HandedOver | None) -> str:
    if handed is None:
        return "Kết quả được phát qua dịch vụ bưu chính công ích."
    return handed.statement or "Giấy hẹn đã thu lại."
