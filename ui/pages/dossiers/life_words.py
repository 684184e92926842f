"""A sentence for every event of a dossier's life beyond reception, result and hand-over."""

from collections.abc import Sequence

from desk_app.domain.event_facts import Promise
from desk_app.domain.events import Event, SubmittedPaper
from desk_app.domain.fees import total_of, waived_of
from desk_app.domain.life_events import (
    Accepted,
    Amended,
    Apologised,
    ApologyPublished,
    DueDateMoved,
    FeesRecorded,
    Forwarded,
    ObligationRequested,
    ObligationSettled,
    PostDelivered,
    Posted,
    PostReturned,
    Registered,
    Reopened,
    RequestedItem,
    Shelved,
    Stopped,
    SupplementReceived,
    SupplementRequested,
    Told,
    TurnedAway,
    Withdrawn,
)
from desk_app.domain.scan_events import ScanAttached, ScanRemoved
from ui.office_time import at_office, date_words, grouped, moment_words

ABOUT = {"late": "chậm trả", "ready": "đã có kết quả", "supplement": "cần bổ sung", "closure": "dời ngày hẹn"}
CHANNELS = {"sms": "nhắn tin", "phone": "gọi điện", "letter": "gửi thư", "in_person": "nói tại quầy"}
FOUND = {"early": "đến trước hạn", "on_time": "đến đúng hạn", "late": "đến quá hạn"}
Words = tuple[str, str, str]


def life_words(body: Event) -> Words | None:
    """Return (what, detail, tone) of an event, None for one of another family."""
    return _waiting(body) or _moving(body) or _ending(body) or _noted(body)


def _waiting(body: Event) -> Words | None:
    match body:
        case SupplementRequested():
            asked = _items(body.items)
            by = f"trước hết {date_words(body.answer_by)}" if body.answer_by else ""
            beyond = f"ngoài danh mục, {body.override_by} đồng ý: {body.override_reason}" * bool(body.override_by)
            again = f" lần {body.ordinal}" if body.ordinal > 1 else ""
            return f"Yêu cầu bổ sung{again}: {asked}", _joined(body.reason, by, beyond, "đồng hồ dừng"), "pause"
        case SupplementReceived():
            came = _papers(body.papers) or "đủ giấy tờ"
            return f"Đã bổ sung: {came}", _joined(body.note, _new_day(body.promise), _again(body.reappointed)), "ok"
        case ObligationRequested():
            amount = f"{grouped(body.amount)} đồng" if body.amount is not None else ""
            return f"Yêu cầu nghĩa vụ tài chính: {body.notice}", _joined(amount, body.note, "đồng hồ dừng"), "pause"
        case ObligationSettled():
            what = f"Đã thực hiện nghĩa vụ tài chính: {body.receipt}"
            return what, _joined(body.note, _new_day(body.promise), _again(body.reappointed)), "ok"
    return None


def _moving(body: Event) -> Words | None:
    match body:
        case Registered():
            return "Đăng ký hồ sơ, chờ xem giấy tờ", body.channel, "ready"
        case Accepted():
            return "Nhận hồ sơ", _new_day(body.promise, "hẹn"), "ready"
        case TurnedAway():
            return "Từ chối tiếp nhận", body.reason, "late"
        case Forwarded():
            to = f"Chuyển cho {body.to_name}" if body.to_kind != "desk" else "Nhận lại quầy"
            asked = f"hẹn trả {moment_words(body.their_due_at)}" if body.their_due_at else ""
            return to, _joined(asked, FOUND.get(body.word, ""), f"túi {body.bag}" * bool(body.bag), body.note), "ready"
        case Apologised():
            who = f"{body.signed_by} ký" if body.signed_by else ""
            return "Xin lỗi và hẹn lại", _joined(body.reason, _new_day(body.promise, "hẹn lại"), who), "soon"
        case DueDateMoved():
            why = "bỏ lần nghỉ đột xuất, ngày hẹn trở lại" if body.undone else "nghỉ đột xuất, dời ngày hẹn"
            return why[:1].upper() + why[1:], _joined(_new_day(body.promise), _again(body.reappointed)), "soon"
    return None


def _ending(body: Event) -> Words | None:
    match body:
        case Withdrawn():
            return "Bà con rút hồ sơ", _joined(body.reason, _gave_back(body.returned)), "neu"
        case Stopped():
            way = f"đề nghị {body.asked_way}" * bool(body.asked_way)
            asked = f"ngày {date_words(at_office(body.asked_at))}" if body.asked_at else ""
            fees = f"trả lại {grouped(body.fees_returned)} đồng" * bool(body.fees_returned)
            back = _gave_back(body.returned)
            return "Dừng giải quyết", _joined(body.reason, way, asked, body.finding, back, fees), "late"
        case Reopened():
            moved = _joined(_new_day(body.promise) if body.promise else "giữ ngày hẹn", _again(body.reappointed))
            return "Mở lại hồ sơ", _joined(body.reason, f"{body.approved_by} đồng ý", moved), "ready"
        case Posted():
            listed = f"bảng kê {body.manifest}" * bool(body.manifest)
            return f"Gửi bưu chính, số hiệu {body.tracking}", listed, "ready"
        case PostDelivered():
            return f"Bưu chính đã phát cho {body.collector}", "", "ok"
        case PostReturned():
            return "Bưu chính trả lại kết quả", body.reason, "soon"
    return None


def _noted(body: Event) -> Words | None:
    match body:
        case Told():
            how = CHANNELS.get(body.channel, body.channel)
            return f"Đã báo cho dân: {ABOUT.get(body.about, body.about)}", _joined(how, body.note), "ok"
        case ApologyPublished():
            return "Đã công khai lời xin lỗi", body.place, "ok"
        case Amended():
            what = "Sửa ngay trong ngày" if body.same_day else "Sửa hồ sơ"
            return what, _joined(body.reason, *_amended(body)), "soon"
        case Shelved():
            return f"Để ở {body.place}", "", "neu"
        case ScanAttached():
            return f"Quét {body.pages} trang", body.paper_name, "neu"
        case ScanRemoved():
            return "Bỏ bản quét", body.reason, "neu"
        case FeesRecorded():
            waived = f"miễn {grouped(waived_of(body.lines))} đồng" * bool(waived_of(body.lines))
            receipt = f"biên lai {body.receipt}" * bool(body.receipt)
            return f"Phí, lệ phí: {grouped(total_of(body.lines))} đồng", _joined(waived, receipt), "neu"
    return None


def _amended(body: Amended) -> tuple[str, ...]:
    person = f"chủ hồ sơ: {body.applicant.name}, {body.applicant.address}" if body.applicant else ""
    terms = f"thủ tục: {body.terms.name}" if body.terms else ""
    way = {"post": "trả qua bưu điện", "counter": "trả tại quầy"}.get(body.return_by or "", "")
    return (person, terms, way, _new_day(body.promise) if body.promise else "")


def _new_day(promise: Promise, word: str = "hẹn trả") -> str:
    return f"{word} {moment_words(promise.due_at)}"


def _again(promise: Promise | None) -> str:
    return _new_day(promise, "hẹn lại") if promise else ""


def _items(items: Sequence[RequestedItem]) -> str:
    return ", ".join(item.name for item in items)


def _papers(papers: Sequence[SubmittedPaper]) -> str:
    return ", ".join(paper.name for paper in papers)


def _gave_back(papers: Sequence[SubmittedPaper]) -> str:
    return f"trả lại {_papers(papers)}" if papers else ""


def _joined(*parts: str) -> str:
    return " · ".join(part.rstrip(".") for part in parts if part)
