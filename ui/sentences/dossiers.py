"""What a dossier allows and what it does not."""

from collections.abc import Mapping

from ui.sentences.message import Message

SENTENCES: Mapping[str, Message] = {
    "DossierNotFoundError": Message("Không thấy hồ sơ nào mang số {number}.", "Xin quét lại hoặc tìm theo tên."),
    "DossierHeldElsewhereError": Message(
        "Hồ sơ {number} đang do quầy {desk} giữ.", "Muốn làm tiếp ở quầy này, xin nhận hồ sơ về trước."
    ),
    "DeskIsThisOneError": Message("Quầy {desk} chính là quầy này.", "Xin ghi số của quầy kia."),
    "DeskUnknownError": Message("Xã không có quầy {desk}.", "Xin xem lại số quầy."),
    "AlreadyHeldError": Message("Quầy này đang giữ hồ sơ {number} rồi.", "Cứ làm tiếp."),
    "ConflictNotOpenError": Message(
        "Hồ sơ {number} không còn chỗ khác nhau nào tên {name}.", "Xin mở lại danh sách để xem chỗ còn phải chọn."
    ),
    "ChoiceImpossibleError": Message(
        "Việc ghi sau của hồ sơ {number} lúc đó không làm được, nên không chọn được.", "Xin chọn việc ghi trước."
    ),
    "IllegalMoveError": Message(
        "Hồ sơ đang ở bước “{state}” nên chưa thể “{move}”.", "Việc làm được lúc này: {possible}."
    ),
    "DecisionNotWaitingError": Message(
        "Không có quyết định nào của cấp trên đang chờ ({decision}).", "Xin xem lại danh sách ở Hôm nay."
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
    "ReadyInTimeError": Message(
        "Kết quả của hồ sơ {number} có từ {finished_at}, không quá hạn {due_at}.",
        "Không có gì để xin lỗi; xin mời bà con đến nhận kết quả.",
    ),
    "NothingToApologiseError": Message(
        "Hồ sơ {number} không có ngày hẹn nên không có gì để xin lỗi.", "Chỉ hồ sơ đã tiếp nhận mới có ngày hẹn."
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
}
