"""Who did what on the district's side: one line for every act that matters, written with the act itself."""

# mypy: disable-error-code="no-any-unimported, misc"

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from desk_app.domain.positional import milliseconds_of

if TYPE_CHECKING:
    from django.db.models import QuerySet

BY_COMMAND = "(lệnh trên máy chủ)"
BY_DEVICE = "(máy ở quầy)"
_NOTE_MOST = 500


class Deed(StrEnum):
    """What was done; the values are kept."""

    SIGNED_IN = "signed in"
    REFUSED = "refused"
    PASSWORD_CHANGED = "password changed"
    OFFICER_ADDED = "officer added"
    PASSWORD_GIVEN = "password given"
    ROLE_CHANGED = "role changed"
    OFFICER_DISABLED = "officer disabled"
    OFFICER_ENABLED = "officer enabled"
    CODE_MADE = "code made"
    CODE_WITHDRAWN = "code withdrawn"
    DEVICE_TAKEN_IN = "device taken in"
    KEYS_COMPARED = "keys compared"
    DEVICE_REVOKED = "device revoked"
    CONFLICT_SETTLED = "conflict settled"
    DECIDED = "decided"
    PUBLISHED = "published"
    SIGNED_OUT = "signed out"
    KEYS_GIVEN = "kept keys given"
    BACKED_UP = "backed up"
    PUT_BACK = "put back"
    KEYS_ROTATED = "keys rotated"
    KEYS_REPLACED = "keys replaced"
    KEYS_BACKED_UP = "keys backed up"
    KEYS_PUT_BACK = "keys put back"
    LIST_REBUILT = "list rebuilt"
    SCANS_CHECKED = "scans checked"
    STICK_TAKEN = "stick taken"
    LEAGUE_GIVEN = "league given out"
    SCAN_READ = "scan read"

    @property
    def word(self) -> str:
        """What people read."""
        return _WORDS[self]


_WORDS = {
    Deed.SIGNED_IN: "Đăng nhập",
    Deed.REFUSED: "Bị từ chối: không có quyền",
    Deed.PASSWORD_CHANGED: "Đổi mật khẩu của mình",
    Deed.OFFICER_ADDED: "Thêm người dùng",
    Deed.PASSWORD_GIVEN: "Cấp mật khẩu dùng một lần",
    Deed.ROLE_CHANGED: "Đổi vai trò",
    Deed.OFFICER_DISABLED: "Khóa tài khoản",
    Deed.OFFICER_ENABLED: "Mở lại tài khoản",
    Deed.CODE_MADE: "Cấp mã ghi danh",
    Deed.CODE_WITHDRAWN: "Hủy mã ghi danh",
    Deed.DEVICE_TAKEN_IN: "Máy ghi danh bằng mã",
    Deed.KEYS_COMPARED: "So chuỗi đối chiếu, khớp",
    Deed.DEVICE_REVOKED: "Thu hồi máy",
    Deed.CONFLICT_SETTLED: "Ghi cách giải quyết",
    Deed.DECIDED: "Ký quyết định gửi về quầy",
    Deed.PUBLISHED: "Công bố danh mục, lịch",
    Deed.SIGNED_OUT: "Rời máy",
    Deed.KEYS_GIVEN: "Đưa khóa đã gửi giữ cho máy mới, bằng mã",
    Deed.BACKED_UP: "Sao lưu cơ sở dữ liệu",
    Deed.PUT_BACK: "Đưa cơ sở dữ liệu về bản sao lưu",
    Deed.KEYS_ROTATED: "Thay khóa của máy chủ, khóa cũ bàn giao",
    Deed.KEYS_REPLACED: "Thay khóa của máy chủ vì bị lộ",
    Deed.KEYS_BACKED_UP: "Sao lưu khóa của máy chủ",
    Deed.KEYS_PUT_BACK: "Đưa khóa của máy chủ về từ bản sao lưu",
    Deed.LIST_REBUILT: "Lập lại danh sách hồ sơ từ nhật ký",
    Deed.SCANS_CHECKED: "Kiểm tra bản quét, xin lại bản hỏng",
    Deed.STICK_TAKEN: "Nhận từ thẻ nhớ",
    Deed.LEAGUE_GIVEN: "Tải bảng trễ hạn có chữ ký",
    Deed.SCAN_READ: "Tải bản quét",
}


@dataclass(frozen=True, slots=True)
class ActLine:
    """A line of the list of acts."""

    at: datetime
    officer: str
    word: str
    subject: str
    note: str


def note_act(officer: str, deed: Deed, at: datetime, *, subject: str = "", note: str = "", hub: int = 0) -> None:
    """Write the line; inside the caller's transaction, so that there is no act without it."""
    from sync.district.models import Act

    Act.objects.create(
        hub=hub, act=milliseconds_of(at).to_bytes(8, "big") + secrets.token_bytes(8), at=at, officer=officer,
        deed=deed.value, subject=one_line(subject), note=one_line(note),
    )  # fmt: skip


def acts_with(text: str = "") -> QuerySet[Any]:
    """Return acts, newest first, whose officer, subject or note holds `text`."""
    from django.db.models import Q

    from sync.district.models import Act

    rows = Act.objects.order_by("-at", "-act")
    wanted = text.replace("\x00", "").strip()
    if wanted:
        rows = rows.filter(Q(officer__icontains=wanted) | Q(subject__icontains=wanted) | Q(note__icontains=wanted))
    return rows


def act_line(row: Any) -> ActLine:
    """Return a row as the page shows it; a deed of a newer program as it is kept."""
    known = row.deed in Deed._value2member_map_
    return ActLine(row.at, row.officer, Deed(row.deed).word if known else row.deed, row.subject, row.note)


def one_line(text: str) -> str:
    """Return a text as a line of the list holds it."""
    return " ".join(text.replace("\x00", "").split())[:_NOTE_MOST]
