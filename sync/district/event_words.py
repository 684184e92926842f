"""What an event of a dossier says to people of the district, a line each; bodies are those of the desk's log."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from desk_app.domain import custody_events as custody
from desk_app.domain import decision_events as decisions
from desk_app.domain import events, life_events, scan_events
from desk_app.domain.calendar import OFFICE_ZONE
from desk_app.domain.event_facts import Event, Promise
from desk_app.domain.fees import total_of

Words = tuple[str, str]

VERDICT_WORDS: Mapping[str, str] = {
    "taken": "Đã nhận hồ sơ",
    "supplement": "Yêu cầu bổ sung",
    "granted": "Kết quả: giải quyết",
    "denied": "Kết quả: từ chối",
    "returned": "Chuyển trả",
}
UNFIT_WORDS: Mapping[str, str] = {
    "state": "đến quầy khi hồ sơ không còn đang xử lý",
    "not_away": "đến quầy khi hồ sơ đã về quầy",
}
_ABOUT = {"late": "chậm trả", "ready": "đã có kết quả", "supplement": "cần bổ sung", "closure": "dời ngày hẹn"}


def words_of(body: Event) -> Words:
    """Return (what, detail); what a newer program wrote is said to be so."""
    found = _WORDS.get(type(body))
    return ("Việc do bản phần mềm mới hơn ghi", "") if found is None else found(body)


def moment(at: datetime) -> str:
    """Return "17:00, 14/12/2026" on the office's clock."""
    there = at.astimezone(OFFICE_ZONE)
    return f"{there:%H:%M}, {day(there)}"


def day(on: date) -> str:
    """Return "14/12/2026"."""
    return f"{on.day:02}/{on.month:02}/{on.year}"


def _joined(*parts: str) -> str:
    return " · ".join(part.strip().rstrip(".") for part in parts if part and part.strip())


def _due(promise: Promise | None, word: str = "hẹn trả") -> str:
    return f"{word} {moment(promise.due_at)}" if promise is not None else ""


def _forwarded(body: life_events.Forwarded) -> Words:
    to = "Nhận lại quầy" if body.to_kind == "desk" else f"Chuyển cho {body.to_name}"
    return to, _joined(f"hẹn trả {moment(body.their_due_at)}" if body.their_due_at else "", body.note)


def _decided(body: decisions.DistrictDecided) -> Words:
    decision = body.decision
    what = f"Quầy nhận quyết định: {VERDICT_WORDS.get(decision.verdict, decision.verdict)}"
    return what, _joined(decision.decided_by, UNFIT_WORDS.get(body.unfit, body.unfit))


def _amended(body: life_events.Amended) -> Words:
    person = f"chủ hồ sơ: {body.applicant.name}" if body.applicant else ""
    terms = f"thủ tục: {body.terms.name}" if body.terms else ""
    return "Sửa ngay trong ngày" if body.same_day else "Sửa hồ sơ", _joined(body.reason, person, terms)


def _printed(body: events.SlipPrinted) -> Words:
    what = "In giấy hẹn" if body.form.startswith("receipt") else "In giấy"
    return (f"{what}, lần {body.print_number}" if body.print_number > 1 else what), ""


def _just(what: str) -> Callable[[Any], Words]:
    return lambda body: (what, "")


_WORDS: Mapping[type[Event], Callable[[Any], Words]] = {
    events.Received: lambda body: ("Tiếp nhận", _joined(_due(body.promise, "hẹn"), body.late_entry_reason)),
    events.Refused: lambda body: ("Từ chối tiếp nhận", body.reason),
    events.Started: lambda body: ("Bắt đầu giải quyết", body.note),
    events.Finished: lambda body: ("Có kết quả", _joined(body.result, body.result_number, body.signed_by)),
    events.HandedOver: _just("Đã trả kết quả"),
    events.SlipPrinted: _printed,
    events.PrintSettled: lambda body: ("Giấy đã ra" if body.came_out else "Giấy chưa ra", ""),
    events.NumberViewed: _just("Xem đủ số định danh"),
    life_events.Registered: lambda body: ("Đăng ký, chờ xem giấy tờ", body.channel),
    life_events.Accepted: lambda body: ("Tiếp nhận", _due(body.promise, "hẹn")),
    life_events.TurnedAway: lambda body: ("Từ chối tiếp nhận", body.reason),
    life_events.SupplementRequested: lambda body: (
        "Yêu cầu bổ sung, đồng hồ dừng", _joined(", ".join(item.name for item in body.items), body.reason)
    ),
    life_events.SupplementReceived: lambda body: ("Đã bổ sung", _due(body.promise)),
    life_events.ObligationRequested: lambda body: ("Yêu cầu nghĩa vụ tài chính, đồng hồ dừng", body.notice),
    life_events.ObligationSettled: lambda body: ("Đã thực hiện nghĩa vụ tài chính", _due(body.promise)),
    life_events.Forwarded: _forwarded,
    life_events.Apologised: lambda body: (
        "Xin lỗi và hẹn lại", _joined(body.reason, _due(body.promise, "hẹn lại"), body.signed_by)
    ),
    life_events.Told: lambda body: (f"Đã báo cho dân: {_ABOUT.get(body.about, body.about)}", ""),
    life_events.ApologyPublished: lambda body: ("Đã công khai lời xin lỗi", body.place),
    life_events.Withdrawn: lambda body: ("Người dân rút hồ sơ", body.reason),
    life_events.Stopped: lambda body: ("Dừng giải quyết", _joined(body.reason, body.finding)),
    life_events.Reopened: lambda body: ("Mở lại", _joined(body.reason, body.approved_by, _due(body.promise))),
    life_events.Amended: _amended,
    life_events.DueDateMoved: lambda body: (
        "Bỏ lần nghỉ đột xuất, ngày hẹn trở lại" if body.undone else "Nghỉ đột xuất, dời ngày hẹn", _due(body.promise)
    ),
    life_events.Posted: lambda body: ("Gửi bưu chính", body.tracking),
    life_events.PostDelivered: _just("Bưu chính đã phát"),
    life_events.PostReturned: lambda body: ("Bưu chính trả lại", body.reason),
    life_events.Shelved: lambda body: (f"Để ở {body.place}", ""),
    life_events.FeesRecorded: lambda body: ("Ghi phí, lệ phí", f"{total_of(body.lines)} đồng"),
    scan_events.ScanAttached: lambda body: ("Kèm bản quét", f"{body.paper_name}, {body.pages} trang"),
    scan_events.ScanRemoved: lambda body: ("Gỡ bản quét", body.reason),
    custody.CustodyTaken: lambda body: ("Nhận giữ hồ sơ từ quầy khác", body.reason),
    custody.CustodyGiven: lambda body: (f"Giao hồ sơ cho quầy {body.to_desk}", body.reason),
    custody.ConflictSettled: lambda body: ("Đã chọn giữa hai điều ghi khác nhau", body.note),
    custody.ChangesSeen: _just("Đã xem việc của quầy khác"),
    decisions.DistrictDecided: _decided,
    decisions.DecisionSeen: lambda body: ("Quầy đã xem quyết định", body.note),
}  # fmt: skip
