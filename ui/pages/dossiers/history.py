"""The history of a dossier in the words of the office."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from desk_app.domain.decision_events import DistrictDecided
from desk_app.domain.decisions import waiting_of
from desk_app.domain.dossier import Dossier
from desk_app.domain.events import (
    Event,
    Finished,
    HandedOver,
    NumberViewed,
    PrintSettled,
    Received,
    Recorded,
    Refused,
    SlipPrinted,
    Started,
)
from desk_app.domain.life_events import (
    ObligationRequested,
    ObligationSettled,
    Reopened,
    Stopped,
    SupplementReceived,
    SupplementRequested,
    Withdrawn,
)
from desk_app.domain.lifecycle import RUNNING_STATES, State
from ui.commune_words import custody_words, desk_words
from ui.decision_words import decision_words, next_words
from ui.office_time import at_office, date_words, hour_words, moment_words
from ui.pages.dossiers.life_words import life_words
from ui.paper_words import form_words
from ui.tables.dossier_words import tail_of
from ui.tables.time_line import Step

RELATIONS = {"applicant": "chính chủ", "submitter": "người nộp", "representative": "người được ủy quyền"}
PROOFS = {
    "slip": "quét giấy hẹn",
    "card": "quét thẻ căn cước",
    "number": "gõ số hồ sơ",
    "same_visit": "nhận ngay lúc nộp",
}
PAPERS = {
    "a4": "A4",
    "a5": "A5",
    "a4_two": "2 liên A5 trên A4",
    "roll80": "giấy cuộn 80 mm",
    "roll58": "giấy cuộn 58 mm",
}
_STOPS = (SupplementRequested, ObligationRequested)
_GOES_ON = (SupplementReceived, ObligationSettled, Withdrawn, Stopped, Reopened)
_POSTED = ("Đang ở bưu điện, chờ phát", "ready")
_OPEN = {
    State.RECEIVED: ("Đang giải quyết", "ok"),
    State.IN_PROGRESS: ("Đang giải quyết", "ok"),
    State.SUPPLEMENT_REQUESTED: ("Đang chờ bà con bổ sung, đồng hồ dừng", "pause"),
    State.OBLIGATION_REQUESTED: ("Đang chờ nghĩa vụ tài chính, đồng hồ dừng", "pause"),
    State.RESULT_READY: ("Đang chờ người nhận", "ready"),
    State.REGISTERED: ("Đang chờ xem giấy tờ", "soon"),
}


@dataclass(frozen=True)
class Others:
    """The commune's desk numbers by device, and the names of the other desks' officers by device and id."""

    desks: Mapping[bytes, int]
    officers: Mapping[tuple[bytes, str], str]


def steps_of(dossier: Dossier, officers: Mapping[str, str], others: Others | None = None) -> list[Step]:
    """Return every event of the dossier, oldest first, and what is going on now."""
    elsewhere = others or Others({}, {})
    steps: list[Step] = []
    stands = False
    for event in dossier.history:
        stands = (stands or isinstance(event.body, _STOPS)) and not isinstance(event.body, _GOES_ON)
        steps += [replace(step, paused=stands) for step in (_step(event, officers, elsewhere), *_reasons(event.body))]
    decided = waiting_of(dossier)
    if decided is not None:
        steps.append(Step("", next_words(decided), "", "late" if decided.unfit else "soon", open=True))
    going_on = _POSTED if dossier.standing.posted else _OPEN.get(dossier.state)
    if going_on is not None:
        promised = dossier.standing.promised_at
        due = f"hẹn trả {moment_words(promised)}" if promised and dossier.state in RUNNING_STATES else ""
        steps.append(Step("", going_on[0], due, going_on[1], open=True))
    return steps


def _step(event: Recorded, officers: Mapping[str, str], others: Others) -> Step:
    body, at = event.body, at_office(event.happened_at)
    when = f"{at.day:02}/{at.month:02} {hour_words(at)}"
    who = _who(event, officers, others)
    who = "" if isinstance(body, DistrictDecided) else who  # no officer of the desk, but the wire
    what, under, tone = _words(body, who)
    if event.header.claimed_at is not None:
        recorded = at_office(event.header.recorded_at)
        under += f" · ghi bù lúc {hour_words(recorded)}, {date_words(recorded)}"
    return Step(when, what, under, tone)


def _who(event: Recorded, officers: Mapping[str, str], others: Others) -> str:
    """An event of another desk says whose it is."""
    actor = event.header.actor
    if not event.device or event.seq:
        return officers.get(actor, actor)
    name = others.officers.get((event.device, actor), actor)
    return f"{desk_words(others.desks.get(event.device, 0)).lower()}, {name}"


def _words(body: object, who: str) -> tuple[str, str, str]:
    match body:
        case Received():
            return "Nhận hồ sơ", f"{who} · hẹn {_day_hour(body)}", "ready"
        case Refused():
            return "Từ chối tiếp nhận", f"{who} · {body.reason}", "late"
        case Started():
            return "Bắt đầu giải quyết", _joined(who, body.note), "ready"
        case Finished():
            number = f"số {body.result_number}" * bool(body.result_number)
            signed = f"{body.signed_by} ký" * bool(body.signed_by)
            return "Có kết quả", _joined(who, body.result, number, signed, body.note), "ok"
        case HandedOver():
            how = PROOFS.get(body.proof, body.proof)
            relation = RELATIONS.get(body.relation, body.relation)
            back = f"trả lại {', '.join(paper.name for paper in body.returned)}" * bool(body.returned)
            return f"Trả cho {body.collector}", _joined(who, relation, how, body.authority, body.statement, back), "ok"
        case SlipPrinted():
            again = f"In lại lần {body.print_number - 1}" if body.print_number > 1 else "In giấy hẹn"
            again = again if body.form.startswith("receipt") else f"In {form_words(body.form).lower()}"
            return again, _joined(who, PAPERS.get(body.paper, body.paper)), "neu"
        case PrintSettled():
            came = "Giấy đã ra" if body.came_out else "Giấy chưa ra, in lại"
            return came, who, "neu"
        case NumberViewed():
            return "Xem đủ số định danh", who, "neu"
    known = (life_words(body) or decision_words(body) or custody_words(body)) if isinstance(body, Event) else None
    if known is None:
        return "Việc do bản phần mềm mới hơn ghi", who, "neu"
    what, under, tone = known
    return what, _joined(who, under), tone


def _reasons(body: object) -> list[Step]:
    """Return why it was entered late, and why it was taken in beside another of the same kind, a line each."""
    if not isinstance(body, Received):
        return []
    late = [Step("", "Vì sao ghi bù", body.late_entry_reason, "soon")] * bool(body.late_entry_reason)
    beside = f"Vẫn nhận, dù có hồ sơ cùng loại {tail_of(body.duplicate_of)}"
    return late + [Step("", beside, body.duplicate_reason, "soon")] * bool(body.duplicate_of)


def _day_hour(body: Received) -> str:
    due = at_office(body.promise.due_at)
    return f"{date_words(due)} {hour_words(due)}"


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)
