"""Every error as one Vietnamese sentence (what happened) and an advice (what to do). A test proves none is missing.

Errors are known by their name, not their class: the screen's parts name no concrete room.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Protocol

from desk_app.domain.errors import DeskError
from desk_app.domain.lifecycle import Move, State
from ui.office_time import moment_words
from ui.sentences import dossiers, machine, office, scans, typed
from ui.sentences.message import Message


class Restored(Protocol):
    """What opening says when the database was rebuilt."""

    @property
    def source(self) -> str:
        """Where it was rebuilt from."""

    @property
    def events(self) -> int:
        """How many events it holds now."""

    @property
    def lost(self) -> int:
        """How many events the desk is known to have had and the copy did not hold."""


_SENTENCES: Mapping[str, Message] = {
    **typed.SENTENCES,
    **dossiers.SENTENCES,
    **office.SENTENCES,
    **machine.SENTENCES,
    **scans.SENTENCES,
}

MOVE_WORDS: Mapping[Move, str] = {
    Move.ACCEPT: "Tiếp nhận",
    Move.TURN_AWAY: "Từ chối tiếp nhận",
    Move.START: "Chuyển cho chuyên môn",
    Move.REQUEST_SUPPLEMENT: "Yêu cầu bổ sung",
    Move.RECEIVE_SUPPLEMENT: "Nhận bổ sung",
    Move.REQUEST_OBLIGATION: "Yêu cầu nghĩa vụ tài chính",
    Move.SETTLE_OBLIGATION: "Đã thực hiện nghĩa vụ tài chính",
    Move.FORWARD: "Chuyển hồ sơ",
    Move.APOLOGISE: "Xin lỗi và hẹn lại",
    Move.FINISH: "Có kết quả",
    Move.HAND_OVER: "Trả kết quả",
    Move.POST: "Gửi bưu chính",
    Move.POST_RETURNED: "Bưu chính trả lại",
    Move.DELIVER: "Bưu chính đã phát",
    Move.WITHDRAW: "Rút hồ sơ",
    Move.STOP: "Dừng giải quyết",
    Move.REOPEN: "Mở lại",
    Move.AMEND: "Sửa hồ sơ",
}

_FIELDS = {
    "name": "họ tên", "address": "địa chỉ", "phone": "điện thoại", "email": "thư điện tử", "sex": "giới tính",
    "birth_on": "ngày sinh", "claimed_at": "giờ nhận thật", "received": "giờ nhận", "personal_number": "số định danh",
    "authority": "giấy ủy quyền", "late_entry_reason": "lý do ghi bù", "reason": "lý do", "proof": "giấy tờ chứng minh",
    "notice": "số thông báo nghĩa vụ tài chính", "receipt": "số chứng từ đã nộp", "tracking": "số hiệu bưu gửi",
    "answer_by": "hạn bổ sung", "new_on": "ngày hẹn lại", "signed_on": "ngày ký", "on": "ngày chốt",
    "asked_at": "giờ xin dừng", "their_due_at": "hạn của nơi nhận", "note": "ghi chú",
    "papers.name": "tên giấy tờ", "papers.note": "ghi chú giấy tờ",
}  # fmt: skip


def message_of(error: DeskError) -> Message:
    """Return what to tell; an error without a sentence of its own is told by its name (a test forbids that)."""
    if isinstance(cause := error.facts.get("cause"), DeskError):
        inner = message_of(cause)
        told = f"Dòng {error.facts['line']}: {inner.happened}"
        return Message(told, "Các dòng trước đã nhận xong và vẫn còn; xin sửa dòng này rồi làm tiếp từ đó.")
    sentence = _SENTENCES.get(type(error).__name__)
    if sentence is None:
        return Message(f"Máy chưa có lời cho việc này ({type(error).__name__}).", "Xin gọi người phụ trách.")
    words = {name: _worded(name, value) for name, value in error.facts.items()}
    return Message(_filled(sentence.happened, words), _filled(sentence.advice, words))


def sentence_of(error: DeskError) -> str:
    """Return sentence and advice on one line."""
    return message_of(error).whole


def restored_sentence(notice: Restored) -> str:
    """Return what is said once after the database was rebuilt by itself; what is known to be missing is counted."""
    rebuilt = f"Tệp dữ liệu bị hỏng hoặc thiếu; máy đã dựng lại {notice.events} việc từ bản sao thứ hai."
    if notice.lost:
        return (
            f"{rebuilt} Còn thiếu {notice.lost} việc cuối cùng: xin tìm giấy hẹn của các hồ sơ đó, nhập bù, "
            "và báo người phụ trách."
        )
    return f"{rebuilt} Xin so hồ sơ cuối cùng với giấy hẹn vừa in, và báo người phụ trách xem lại ổ đĩa."


def has_sentence(kind: type[DeskError]) -> bool:
    """Return whether errors of this class can be told."""
    return kind.__name__ in _SENTENCES


def _filled(text: str, words: Mapping[str, str]) -> str:
    return text.format_map(_Known(words))


class _Known(dict[str, str]):
    def __missing__(self, name: str) -> str:
        return "…"


def _worded(name: str, value: object) -> str:
    if value is None:
        return "…"
    if name == "to_name" and not value:
        return "quầy"
    if isinstance(value, State):
        return value.word
    if name == "move":
        return _move_word(str(value))
    if name == "possible" and isinstance(value, tuple):
        return ", ".join(_move_word(move) for move in value) or "không còn việc nào"
    if name == "field":
        return _FIELDS.get(str(value), str(value))
    if isinstance(value, datetime):
        return moment_words(value)
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, tuple):
        return ", ".join(str(item) for item in value)
    return " ".join(str(value).split())[:200]


def _move_word(move: str) -> str:
    known = {each.value: word for each, word in MOVE_WORDS.items()}
    return known.get(move, {"refuse": "Từ chối tiếp nhận"}.get(move, move))
