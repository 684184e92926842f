"""What was typed, scanned or handed in."""

from collections.abc import Mapping

from ui.sentences.message import Message

SENTENCES: Mapping[str, Message] = {
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
    "NotSameKindError": Message(
        "Hồ sơ {number} của {name}, thủ tục “{procedure}”, không cùng người và cùng loại với hồ sơ này.",
        "Xin xem lại mã hồ sơ cùng loại, hoặc bỏ trống.",
    ),
    "NotSameVisitError": Message(
        "Thủ tục {code} có thời hạn, không trả ngay lúc nhận được.", "Xin nhận hồ sơ và in giấy hẹn."
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
    "NoSuchPageError": Message("Tệp giấy hẹn không có trang {page}.", "Xin xem số trang của tệp đã in dở."),
    "LabelPlaceError": Message("Tờ nhãn không có nhãn thứ {value}.", "Xin chọn từ 1 đến {most}."),
    "PaperError": Message("Không in được trên khổ giấy “{value}”.", "Xin chọn một trong: {allowed}."),
}
