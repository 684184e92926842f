"""Why the district would not take something, and the next step, as a clerk is told."""

from collections.abc import Mapping
from types import MappingProxyType

_CALL = "Xin gọi huyện; hồ sơ vẫn an toàn trên máy này."
_WORDS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "GAP": ("thiếu việc ghi trước đó", "Máy tự gửi lại từ chỗ thiếu."),
        "FORK": ("một máy khác dùng dữ liệu của quầy này", "Máy này gửi tiếp bằng dãy mới; xin gọi huyện."),
        "DAMAGED": ("dữ liệu tới nơi bị hỏng", "Máy tự gửi lại; còn báo lần nữa thì xin gọi huyện."),
        "NOT_ENROLLED": ("chưa nhận ra quầy này", "Xin huyện một mã ghi danh mới rồi ghi ở trang Cài đặt."),
        "REVOKED": ("huyện đã thu hồi máy này", "Xin gọi huyện trước khi dùng máy này tiếp."),
        "DICTIONARY": ("phần mềm của huyện là bản khác", "Máy tự gói lại và gửi; còn báo lần nữa thì xin gọi huyện."),
        "TOO_LARGE": ("gói gửi quá lớn", "Máy tự chia nhỏ và gửi lại; còn báo lần nữa thì xin gọi huyện."),
        "SALT": ("thiếu phần mở đầu của hồ sơ", "Máy tự gửi kèm phần còn thiếu; còn báo lần nữa thì xin gọi huyện."),
    }
)


def refusal_words(reason: str) -> tuple[str, str]:
    """Return why, and what happens or is to be done next; a newer district's reason has words too."""
    return _WORDS.get(reason, ("huyện không nói rõ lý do", _CALL))
