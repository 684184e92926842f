"""The other desks of the commune in the words of the office: who holds a dossier, and what contradicts."""

from __future__ import annotations

from desk_app.domain.conflict import Conflict, ConflictKind
from desk_app.domain.custody_events import FIRST, ChangesSeen, ConflictSettled, CustodyGiven, CustodyTaken
from desk_app.domain.events import Event, Finished, HandedOver, Received, Recorded, Refused
from desk_app.domain.fees import total_of
from desk_app.domain.life_events import (
    Amended,
    Apologised,
    DueDateMoved,
    FeesRecorded,
    Forwarded,
    PostDelivered,
    Registered,
    Shelved,
    Stopped,
    Withdrawn,
)
from desk_app.domain.standing import MOVE_OF
from ui.messages import MOVE_WORDS
from ui.office_time import grouped, moment_words

_FIELDS = {
    "applicant": "chủ hồ sơ", "submitter": "người nộp", "papers": "giấy tờ", "terms": "thủ tục",
    "return_by": "cách trả", "due_at": "ngày hẹn trả", "place": "chỗ để", "fees": "phí, lệ phí", "holder": "người giữ",
}  # fmt: skip


def desk_words(desk: int | None) -> str:
    """Return what a desk of the commune is called; None is this one, 0 one whose number is not known."""
    if desk is None:
        return "Quầy này"
    return f"Quầy {desk}" if desk else "Quầy khác"


def holder_words(held_by: int | None) -> str:
    """Return who holds a dossier; empty where this desk does."""
    return "" if held_by is None else f"{desk_words(held_by)} đang giữ"


def conflict_words(conflict: Conflict) -> str:
    """Return in one line what two desks wrote without knowing of each other."""
    match conflict.kind:
        case ConflictKind.MOVE:
            return "Hai quầy cùng làm một lúc, chỉ một việc được tính"
        case ConflictKind.FIELD:
            return f"Hai quầy ghi khác nhau: {_FIELDS.get(conflict.field, conflict.field)}"
        case ConflictKind.CUSTODY:
            return "Hai quầy cùng nhận giữ hồ sơ"
        case ConflictKind.NUMBER:
            return "Hai hồ sơ mang cùng một số"
        case ConflictKind.CHOICE:
            return "Hai người đã chọn khác nhau"


def side_words(event: Recorded) -> str:
    """Return what one of the two did, with the value that matters, and when."""
    return f"{deed_words(event)} ({moment_words(event.happened_at)})"


def deed_words(event: Recorded) -> str:
    """Return what one of the two did, with the value that matters."""
    body = event.body
    detail = _value(body)
    move = MOVE_OF.get(type(body))
    what = MOVE_WORDS[move] if move is not None else _WHAT.get(type(body), "")
    return ": ".join(part for part in (what, detail) if part)


def custody_words(body: Event) -> tuple[str, str, str] | None:
    """Return (what, detail, tone) of an event about who writes a dossier; None for another."""
    match body:
        case CustodyTaken():
            return "Nhận giữ hồ sơ", body.reason, "ready"
        case CustodyGiven():
            return f"Giao hồ sơ cho quầy {body.to_desk}", body.reason, "ready"
        case ConflictSettled():
            chosen = "Chọn việc ghi trước" if body.choice == FIRST else "Chọn việc ghi sau"
            return chosen, " · ".join(part for part in (_FIELDS.get(body.field, ""), body.note) if part), "ok"
        case ChangesSeen():
            return "Đã thấy việc của quầy khác", "", "neu"
    return None


_WHAT: dict[type[Event], str] = {
    Shelved: "Để ở", FeesRecorded: "Phí, lệ phí", DueDateMoved: "Dời ngày hẹn", CustodyTaken: "Nhận giữ hồ sơ",
    CustodyGiven: "Giao hồ sơ", Received: "Nhận hồ sơ của", Refused: "Từ chối", Registered: "Đăng ký hồ sơ của",
    ConflictSettled: "Đã chọn",
}  # fmt: skip


def _value(body: Event) -> str:
    match body:
        case HandedOver() | PostDelivered():
            return body.collector
        case Finished():
            return body.result_number or body.result or body.note
        case Withdrawn() | Stopped() | Refused():
            return body.reason
        case Shelved():
            return body.place
        case FeesRecorded():
            return f"{grouped(total_of(body.lines))} đồng"
        case Forwarded():
            return body.to_name or "quầy"
        case DueDateMoved() | Apologised():
            return moment_words(body.promise.due_at)
        case Amended():
            return body.applicant.name if body.applicant else body.reason
        case Received() | Registered():
            return body.applicant.name
        case CustodyGiven():
            return f"quầy {body.to_desk}"
        case ConflictSettled():
            return "việc ghi trước" if body.choice == FIRST else "việc ghi sau"
    return ""
