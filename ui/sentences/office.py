"""Papers, bags, pads, closures, the closing of a day."""

from collections.abc import Mapping

from ui.sentences.message import Message

SENTENCES: Mapping[str, Message] = {
    "PaperNotThereError": Message(
        "Hồ sơ {number} không có giấy này ({form}).", "Giấy chỉ in được sau khi việc ấy đã ghi."
    ),
    "NoSuchSlipError": Message(
        "Ngày hoặc tháng {on} có {slips} giấy hẹn, không có giấy thứ {first}.", "Xin xem lại ngày hoặc số thứ tự."
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
    "NoSuchGapError": Message(
        "Ngày này không có chỗ bỏ trống nào bắt đầu từ số {counter}.", "Xin xem lại số; các chỗ bỏ trống: {allowed}."
    ),
    "GapUnexplainedError": Message(
        "Các số {first} đến {last} chưa có hồ sơ và chưa có lý do.", "Xin ghi lý do bỏ trống rồi chốt lại."
    ),
    "DayClosedAlreadyError": Message("Ngày {on} đã chốt rồi.", "Có việc sau đó thì chọn chốt lại (--again)."),
    "NothingForCardError": Message("Quầy này không có hồ sơ nào của {name}.", "Xin quét giấy hẹn hoặc tìm theo tên."),
    "NoSlipError": Message(
        "Hồ sơ {number} chưa được tiếp nhận hoặc đã bị từ chối nên không có giấy hẹn.",
        "Chỉ in lại được giấy của hồ sơ đã nhận.",
    ),
    "PrintNotFoundError": Message("Không thấy lượt in số {print_id}.", "Xin mở lại trang In giấy."),
}
