"""Every error as one Vietnamese sentence (what happened) and an advice (what to do). A test proves none is missing.

Errors are known by their name, not their class: the screen's parts name no concrete room.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Protocol

from desk_app.domain.errors import DeskError
from desk_app.domain.lifecycle import Move, State
from ui.machine_messages import MACHINE_SENTENCES, Message
from ui.office_time import moment_words


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


_SENTENCES: Mapping[str, Message] = {
    # What was typed, scanned or handed in
    "BadInputError": Message("Dữ liệu đưa vào không dùng được.", "Xin xem lại rồi nhập lại."),
    "DeskError": Message("Việc này không làm được.", "Xin thử lại; nếu vẫn vậy, xin gọi người phụ trách."),
    "UnknownProcedureError": Message("Không có thủ tục nào mang mã {code}.", "Xin xem lại mã hoặc tìm theo tên."),
    "NameMissingError": Message("Chưa có họ tên.", "Xin ghi họ, chữ đệm và tên."),
    "NameTooLongError": Message("Họ tên dài quá {most} chữ.", "Xin ghi gọn lại."),
    "TextTooLongError": Message("Ô {field} dài quá {most} chữ.", "Xin ghi gọn lại."),
    "ForbiddenCharacterError": Message(
        "Ô {field} có ký tự không nhìn thấy được ({character}).", "Xin xóa rồi gõ lại bằng bàn phím."
    ),
    "LetterWithoutShapeError": Message(
        "Ô {field} có ký tự không phông chữ nào trên máy này in được ({character}).",
        "Xin ghi bằng chữ in được, ví dụ phiên âm như trên giấy tờ của bà con.",
    ),
    "PersonalNumberError": Message(
        "Số định danh có ký tự lạ: {character}.", "Chỉ dùng chữ số và chữ cái không dấu; xin gõ lại hoặc quét thẻ."
    ),
    "DossierNumberError": Message("“{text}” không phải mã hồ sơ.", "Xin quét lại giấy hẹn hoặc gõ đủ mã."),
    "DeskNumberError": Message("Không có quầy số {desk}.", "Quầy mang số từ 1 đến 9."),
    "FirstNumberError": Message(
        "Quầy {desk} không thể bắt đầu ngày từ số {first}.", "Xin ghi số thứ tự trong ngày, ví dụ 38 hoặc 1038."
    ),
    "DateImpossibleError": Message(
        "Ngày giờ “{text}” ở ô {field} không có thật hoặc ở tương lai.",
        "Xin ghi như 2026-11-21T09:30:00+07:00, không sau lúc này.",
    ),
    "DayOutsideError": Message("Ô {field} ghi ngày {day}.", "Xin ghi một ngày từ {first} đến {last}."),
    "TextMissingError": Message("Chưa ghi {field}.", "Xin ghi rồi lưu lại."),
    "CalendarError": Message("Tệp lịch làm việc có lỗi ở {place}: {reason}.", "Lịch đang dùng vẫn giữ nguyên."),
    "CatalogueError": Message("Tệp danh mục có lỗi ở {place}: {reason}.", "Danh mục đang dùng vẫn giữ nguyên."),
    "CalendarEndsError": Message(
        "Lịch không còn ngày làm việc nào sau {day}.", "Xin nạp lịch mới hoặc sửa giờ làm việc."
    ),
    "PapersIncompleteError": Message("Còn thiếu giấy tờ: {missing}.", "Xin nhận đủ hoặc ghi không áp dụng."),
    "UnknownPaperError": Message("Giấy tờ “{name}” ghi chưa đúng.", "Xin ghi tên giấy và số bản từ 0 đến 999."),
    "CardNotReadableError": Message("Mã vừa quét không phải thẻ căn cước.", "Xin quét lại hoặc gõ tay."),
    "HealthInsuranceCardError": Message("Đây là mã thẻ bảo hiểm y tế.", "Xin quét mã trên thẻ căn cước."),
    "RelationError": Message("Chưa rõ ai nhận kết quả.", "Xin chọn một trong: {allowed}."),
    "TooManyPapersError": Message("Danh sách có hơn {most} giấy tờ.", "Xin gộp các giấy cùng loại lại."),
    "ReasonMissingError": Message("Chưa có lý do.", "Xin ghi lý do; lý do được lưu cùng hồ sơ."),
    "ReturnWayError": Message("Không có cách nhận kết quả “{value}”.", "Xin chọn một trong: {allowed}."),
    "NotSameVisitError": Message(
        "Thủ tục {code} có thời hạn, không trả ngay lúc nhận được.", "Xin nhận hồ sơ và in giấy hẹn."
    ),
    "NotSameKindError": Message(
        "Hồ sơ {number} của {name}, thủ tục “{procedure}”, không cùng người và cùng loại với hồ sơ này.",
        "Xin xem lại mã hồ sơ cùng loại, hoặc bỏ trống.",
    ),
    "SetsError": Message("Số bộ hồ sơ là {value}.", "Xin ghi từ 1 đến 99."),
    "DayTypeError": Message("Không có loại ngày “{value}”.", "Xin chọn một trong: {allowed}."),
    "UnknownSettingError": Message("Không có cài đặt nào tên {name}.", "Gõ “desk settings” để xem tên các cài đặt."),
    "SettingValueError": Message("Cài đặt {name} không nhận giá trị “{value}”.", "Xin chọn một trong: {allowed}."),
    "SettingShapeError": Message("Cài đặt {name} không nhận giá trị “{value}”.", "Xin ghi như {example}."),
    "SettingFixedError": Message(
        "Cài đặt {name} đã định khi lập quầy và không đổi được.", "Đổi thì hai quầy có thể cấp trùng số."
    ),
    "NotARollError": Message(
        "Khổ giấy {paper} không phải giấy cuộn nên không có lệnh cho máy in nhiệt.",
        "Xin chọn roll80 hoặc roll58 và mẫu in được trên giấy cuộn.",
    ),
    "LabelPlaceError": Message("Tờ nhãn không có nhãn thứ {value}.", "Xin chọn từ 1 đến {most}."),
    "PaperError": Message("Không in được trên khổ giấy “{value}”.", "Xin chọn một trong: {allowed}."),
    # Dossiers
    "DossierNotFoundError": Message("Không thấy hồ sơ nào mang số {number}.", "Xin quét lại hoặc tìm theo tên."),
    "IllegalMoveError": Message(
        "Hồ sơ đang ở bước “{state}” nên chưa thể “{move}”.", "Việc làm được lúc này: {possible}."
    ),
    "NewDayNotAfterError": Message(
        "Ngày hẹn lại {new_on} không sau ngày hẹn cũ {old_on}.", "Xin chọn một ngày làm việc sau ngày hẹn cũ."
    ),
    "NewDayClosedError": Message(
        "Ngày hẹn lại {new_on} là ngày nghỉ.", "Xin chọn một ngày làm việc; ngày làm việc gần nhất là {next_open}."
    ),
    "NewDayPassedError": Message(
        "Ngày hẹn lại {new_on} đã qua giờ làm việc.", "Xin chọn một ngày làm việc sau hôm nay, {today}."
    ),
    "NotOnChecklistError": Message(
        "Không có trong thành phần hồ sơ đã công bố: {names}.",
        "Xin chỉ yêu cầu giấy tờ trong danh mục; nếu vẫn cần, ghi lý do và tên Chủ tịch đã đồng ý.",
    ),
    "NothingAskedError": Message("Phiếu yêu cầu chưa ghi giấy tờ nào.", "Xin ghi đủ các giấy tờ cần bổ sung một lần."),
    "PaperNotHeldError": Message(
        "Hồ sơ {dossier} không giữ “{name}” của người này.", "Xin xem lại mã hồ sơ, hoặc nhận giấy mới."
    ),
    "PaperExpiredError": Message(
        "“{name}” giữ ở hồ sơ {dossier} chỉ có giá trị đến {valid_until}.",
        "Xin nhận bản mới; nếu vẫn dùng bản cũ, xin ghi lý do.",
    ),
    "ExemptionReasonError": Message("Khoản “{name}” được miễn mà chưa ghi lý do.", "Xin ghi lý do miễn."),
    "SecondReappointmentError": Message(
        "Hồ sơ đã xin lỗi và hẹn lại một lần, đến {promised_at}.",
        "Luật chỉ cho hẹn lại một lần; xin báo người phụ trách giải quyết ngay.",
    ),
    "PadSheetTakenError": Message(
        "Tập phiếu của ngày {on} không còn tờ trống nào mang số {counter}.",
        "Xin xem lại số in trên tờ phiếu; mỗi tờ chỉ dùng được một lần.",
    ),
    "NumbersTakenError": Message(
        "Không dành được các số từ {first} đến {last} của ngày {on} cho tập phiếu.",
        "Có số đã cấp hoặc đã nằm trong tập phiếu khác; xin chọn các số sau đó.",
    ),
    "EventNotFoundError": Message("Nhật ký không có việc số {seq}.", "Xin mở lại trang rồi thử lại."),
    "ClaimOrderError": Message(
        "Giờ khai nằm trước việc đã ghi của hồ sơ ({after}).", "Xin khai giờ sau đó, hoặc để trống để ghi giờ này."
    ),
    "HolderError": Message("Chưa rõ chuyển hồ sơ cho ai ({value}).", "Xin ghi tên và một trong: {allowed}."),
    "HopWordError": Message("Không có mức “{value}” cho lần chuyển.", "Xin chọn một trong: {allowed}."),
    "NothingToApologiseError": Message(
        "Hồ sơ {number} không có ngày hẹn nên không có gì để xin lỗi.", "Chỉ hồ sơ đã tiếp nhận mới có ngày hẹn."
    ),
    "ReadyInTimeError": Message(
        "Kết quả của hồ sơ {number} có từ {finished_at}, không quá hạn {due_at}.",
        "Không có gì để xin lỗi; xin mời bà con đến nhận kết quả.",
    ),
    "TellingError": Message("Không có cách báo “{value}”.", "Xin chọn một trong: {allowed}."),
    "AuthorityMissingError": Message("Người nhận thay chưa có giấy ủy quyền.", "Xin ghi số và ngày của giấy ủy quyền."),
    "StatementMissingError": Message(
        "Người nhận không có giấy hẹn.", "Xin in giấy cam đoan mất phiếu hẹn cho họ ký rồi trả kết quả."
    ),
    "ApologyMissingError": Message(
        "Kết quả của hồ sơ {number} quá hạn mà chưa có phiếu xin lỗi.", "Xin làm phiếu xin lỗi trước khi trả kết quả."
    ),
    "NotPostedError": Message("Hồ sơ {number} chưa gửi bưu chính.", "Xin quét số hiệu bưu gửi khi giao cho bưu điện."),
    "PostedError": Message(
        "Kết quả của hồ sơ {number} đang ở bưu điện.", "Xin ghi đã phát hoặc bưu điện trả lại trước."
    ),
    "FeeError": Message("Dòng phí “{name}” không hợp lệ.", "Xin xem lại tên, số lượng và số tiền."),
    "PaymentWayError": Message("Không có cách nộp tiền “{value}”.", "Xin chọn một trong: {allowed}."),
    "NothingToAmendError": Message("Nội dung sửa giống nội dung đang có.", "Xin ghi phần cần sửa rồi lưu lại."),
    # Papers, bags, pads, closures, the closing of a day
    "PaperNotThereError": Message(
        "Hồ sơ {number} không có giấy này ({form}).", "Giấy chỉ in được sau khi việc ấy đã ghi."
    ),
    "NoSuchSlipError": Message(
        "Ngày {on} có {slips} giấy hẹn, không có giấy thứ {first}.", "Xin xem lại ngày hoặc số thứ tự."
    ),
    "BatchDaysError": Message(
        "Không in được tập từ {first} đến {last}.", "Xin ghi ngày trước rồi ngày sau, trong một năm."
    ),
    "EmptyBatchError": Message("Từ {first} đến {last} không có giấy hẹn nào.", "Xin xem lại ngày."),
    "NotInBatchError": Message(
        "Phiếu {number} không nằm trong tập từ {first} đến {last}.", "Xin quét lại phiếu, hoặc xem lại ngày."
    ),
    "UnknownFormError": Message("Không có mẫu giấy “{value}”.", "Xin chọn một trong: {allowed}."),
    "EmptyBagError": Message("Túi bàn giao chưa có hồ sơ nào.", "Xin quét hồ sơ vào túi trước."),
    "InBagError": Message(
        "Hồ sơ {number} đang trong túi {bag} giao {to_name}, chưa ai nhận.",
        "Xin nhận túi ấy trước; nếu hồ sơ đã ở đây, xin lấy ra khỏi túi ấy (Alt L, hoặc --again).",
    ),
    "BagNotFoundError": Message("Không có túi nào mang mã {bag}.", "Xin quét lại mã trên bảng kê."),
    "BagOpenedError": Message("Túi {bag} đã nhận rồi.", "Chênh lệch phát hiện thêm xin ghi ở từng hồ sơ."),
    "NotInBagError": Message("Bảng kê của túi {bag} không có {numbers}.", "Xin quét lại những hồ sơ còn thiếu."),
    "PadSizeError": Message("Tập phiếu {value} tờ không được.", "Xin ghi từ 1 đến {most} tờ."),
    "PadSheetError": Message("{number} không phải tờ phiếu còn trống.", "Xin xem lại số trên tờ phiếu và ghi lý do."),
    "ProcedureUnclearError": Message("“{text}” chưa rõ là thủ tục nào.", "Xin gõ mã thủ tục, ví dụ 1.004873."),
    "NothingToListError": Message("Danh sách không có hồ sơ nào.", "Không có gì để in."),
    "PadTimeError": Message(
        "Tờ phiếu {number} phải ghi bù với giờ nhận ghi trên tờ.", "Xin ghi ngày giờ, từ {on} trở đi."
    ),
    "BeforePadError": Message(
        "Tờ phiếu {number} của ngày {on}, mà giờ khai là {claimed_at}, trước khi có tập phiếu.",
        "Xin xem lại giờ ghi trên tờ.",
    ),
    "DaysReversedError": Message("Ngày cuối {last} ở trước ngày đầu {first}.", "Xin ghi ngày trước rồi ngày sau."),
    "ClosureDaysError": Message(
        "Những ngày ấy không phải ngày làm việc, hoặc nhiều hơn {most} ngày.", "Xin chọn lại ngày nghỉ đột xuất."
    ),
    "ClosureGoneError": Message("Không còn lần nghỉ đột xuất nào ở số {closure}.", "Xin xem danh sách các lần nghỉ."),
    "NothingMovesError": Message("Theo lịch đang dùng, mọi ngày hẹn đều giữ nguyên.", "Không có gì để dời."),
    "CalendarStaysError": Message(
        "Các ngày ở số {closure} đã dời theo lịch mới.", "Muốn trở lại, xin sửa lịch rồi dời theo lịch lần nữa."
    ),
    "NoticePrintedError": Message(
        "Đã in thông báo cho hồ sơ {number} nên không bỏ được lần nghỉ này.", "Ngày đã báo cho dân là lời hẹn mới."
    ),
    "SameSignerError": Message("Hai người ký chốt ngày trùng tên {name}.", "Xin ghi tên hai người khác nhau."),
    "GapUnexplainedError": Message(
        "Các số {first} đến {last} chưa có hồ sơ và chưa có lý do.", "Xin ghi lý do bỏ trống rồi chốt lại."
    ),
    "NoSuchGapError": Message(
        "Ngày này không có chỗ bỏ trống nào bắt đầu từ số {counter}.", "Xin xem lại số; các chỗ bỏ trống: {allowed}."
    ),
    "DayClosedAlreadyError": Message("Ngày {on} đã chốt rồi.", "Có việc sau đó thì chọn chốt lại (--again)."),
    "NothingForCardError": Message("Quầy này không có hồ sơ nào của {name}.", "Xin quét giấy hẹn hoặc tìm theo tên."),
    "NoSlipError": Message(
        "Hồ sơ {number} chưa được tiếp nhận hoặc đã bị từ chối nên không có giấy hẹn.",
        "Chỉ in lại được giấy của hồ sơ đã nhận.",
    ),
    "PrintNotFoundError": Message("Không thấy lượt in số {print_id}.", "Xin mở lại trang In giấy."),
    **MACHINE_SENTENCES,
}
