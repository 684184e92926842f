"""Circular 03/2025/TT-VPCP (15/9/2025), annex I, forms 02 to 05. Never to be edited without the circular at hand.

The layout of form 05 was not seen: its lines are the frame of the other forms with what article 7 asks for. When the
official form is at hand, this table is all that changes. Strip notes are the desk's own.
"""

from printing.forms.letter_wording import LetterLine, LetterWording, LineKind
from printing.forms.wording_2025 import RECEIPT

_PITCHES = (7.0, 6.4, 5.8)
_CONTACT = LetterLine("Số điện thoại: {phone}", beside="Email: {email}")
_FOOTER = LetterLine("{footer}", needs="footer")
_FOOT = "Mẫu số {}, Thông tư số 03/2025/TT-VPCP"

SUPPLEMENT = LetterWording(
    state=RECEIPT.state,
    motto=RECEIPT.motto,
    sequence=RECEIPT.sequence,
    title=("PHIẾU YÊU CẦU BỔ SUNG, HOÀN THIỆN HỒ SƠ",),
    addressed="",
    lines=(
        LetterLine("Hồ sơ của: {applicant:b}"),
        LetterLine("Nội dung yêu cầu giải quyết: {request:b}"),
        LetterLine("Địa chỉ: {address}"),
        _CONTACT,
        LetterLine("Yêu cầu hoàn thiện hồ sơ gồm những nội dung sau:"),
        LetterLine("{count}. {item}", LineKind.PARAGRAPH, each="items"),
        LetterLine("Lý do: {reason}", LineKind.RUNNING, above=0.6),
        LetterLine(
            "Trong quá trình hoàn thiện hồ sơ nếu có vướng mắc, Ông/Bà liên hệ với {contact} số điện thoại "
            "{contact_phone} để được hướng dẫn./.",
            LineKind.PARAGRAPH,
            above=1.0,
            needs="contact_phone",
        ),
        LetterLine(
            "Trong quá trình hoàn thiện hồ sơ nếu có vướng mắc, Ông/Bà liên hệ với {contact} tại nơi nộp hồ sơ để được "
            "hướng dẫn./.",
            LineKind.PARAGRAPH,
            above=1.0,
            lacks="contact_phone",
        ),
    ),
    signers=("NGƯỜI HƯỚNG DẪN",),
    instruction=RECEIPT.instruction,
    recipients="",
    notes=(
        LetterLine(
            "Phiếu này kê một lần, đầy đủ các nội dung cần bổ sung. Thời gian chờ bổ sung không tính vào thời hạn giải "
            "quyết."
        ),
        _FOOTER,
    ),
    foot=_FOOT.format("02"),
    pitches=_PITCHES,
)

REFUSAL = LetterWording(
    state=RECEIPT.state,
    motto=RECEIPT.motto,
    sequence=RECEIPT.sequence,
    title=("PHIẾU TỪ CHỐI TIẾP NHẬN GIẢI QUYẾT HỒ SƠ",),
    addressed="",
    lines=(
        LetterLine("{desk_name}"),
        LetterLine("Tiếp nhận hồ sơ của: {applicant:b}"),
        LetterLine("Số định danh cá nhân/tổ chức: {personal_number}"),
        LetterLine("Địa chỉ: {address}"),
        _CONTACT,
        LetterLine("Mã hồ sơ (nếu có): {number}"),
        LetterLine("Nội dung yêu cầu giải quyết: {request:b}"),
        LetterLine(
            "Qua xem xét, Bộ phận Tiếp nhận và Trả kết quả thông báo không tiếp nhận, giải quyết hồ sơ này với lý do "
            "cụ thể như sau:",
            LineKind.RUNNING,
        ),
        LetterLine("{item}", LineKind.PARAGRAPH, each="reason"),
        LetterLine("Xin thông báo cho Ông/Bà được biết và thực hiện./.", LineKind.PARAGRAPH, above=1.0),
    ),
    signers=("NGƯỜI NỘP HỒ SƠ", "NGƯỜI TIẾP NHẬN HỒ SƠ"),
    instruction=RECEIPT.instruction,
    recipients="",
    notes=(
        LetterLine(
            "Không đồng ý với nội dung trên, Ông/Bà phản ánh, kiến nghị qua số {national_hotline} hoặc {hotline}, hoặc "
            "nộp đơn tại nơi tiếp nhận.",
            needs="hotline",
        ),
        _FOOTER,
    ),
    foot=_FOOT.format("03"),
    pitches=_PITCHES,
)

APOLOGY = LetterWording(
    state=RECEIPT.state,
    motto=RECEIPT.motto,
    sequence=RECEIPT.sequence,
    title=("PHIẾU XIN LỖI VÀ ĐỀ NGHỊ GIA HẠN", "THỜI GIAN GIẢI QUYẾT"),
    addressed="Kính gửi: {addressee:b}",
    lines=(
        LetterLine(
            "{received_on}, {body} tiếp nhận giải quyết hồ sơ đề nghị giải quyết thủ tục hành chính {procedure} của "
            "Ông/Bà/Tổ chức; số định danh: {personal_number}; mã số hồ sơ: {number:b}.",
            LineKind.PARAGRAPH,
        ),
        LetterLine("Thời gian hẹn trả kết quả giải quyết hồ sơ: {due_at}.", LineKind.PARAGRAPH, above=1.0),
        LetterLine(
            "Tuy nhiên đến nay, {body} chưa trả kết quả giải quyết hồ sơ của Ông/Bà/Tổ chức đúng thời hạn quy định ghi "
            "trên Giấy tiếp nhận hồ sơ và hẹn trả kết quả.",
            LineKind.PARAGRAPH,
            above=1.0,
        ),
        LetterLine("Lý do: {reason}", LineKind.PARAGRAPH, above=1.0),
        LetterLine(
            "{body} xin trân trọng gửi lời xin lỗi đến Ông (Bà)/Tổ chức vì sự chậm trễ trong quá trình giải quyết hồ "
            "sơ có thể gây phiền hà, tốn kém về chi phí, công sức của Ông (Bà)/Tổ chức.",
            LineKind.PARAGRAPH,
            above=1.0,
        ),
        LetterLine(
            "{body} xin lỗi Ông/Bà/Tổ chức và sẽ trả kết quả giải quyết hồ sơ cho Ông/Bà/Tổ chức vào {new_due_on:b}.",
            LineKind.PARAGRAPH,
            above=1.0,
        ),
        LetterLine(
            "Mong nhận được sự thông cảm của Ông/Bà/Tổ chức vì sự chậm trễ này./.", LineKind.PARAGRAPH, above=1.0
        ),
    ),
    signers=("THỦ TRƯỞNG CƠ QUAN, ĐƠN VỊ",),
    instruction=RECEIPT.instruction,
    recipients="Nơi nhận:",
    notes=(
        LetterLine("Chỉ hẹn lại một lần."),
        LetterLine("Nếu không nhận được kết quả vào ngày trên, Ông/Bà báo số {hotline}.", needs="hotline"),
        _FOOTER,
    ),
    foot=_FOOT.format("04"),
    pitches=(7.2, 6.4, 5.8),
)

STOP = LetterWording(
    state=RECEIPT.state,
    motto=RECEIPT.motto,
    sequence=RECEIPT.sequence,
    title=("THÔNG BÁO DỪNG GIẢI QUYẾT HỒ SƠ",),
    addressed="Kính gửi: {addressee:b}",
    lines=(
        LetterLine("{desk_name} nhận đề nghị dừng giải quyết hồ sơ:"),
        LetterLine("Ông (Bà)/Tổ chức: {applicant:b}"),
        LetterLine("Số định danh cá nhân/tổ chức: {personal_number}"),
        LetterLine("Địa chỉ: {address}"),
        _CONTACT,
        LetterLine("Mã hồ sơ: {number:b}"),
        LetterLine("Nội dung yêu cầu giải quyết: {request:b}"),
        LetterLine("Đề nghị dừng nhận lúc: {asked_at} ({way})"),
        LetterLine("Lý do đề nghị dừng: {reason}"),
        LetterLine("Kiểm tra lúc {checked_at}: {finding}"),
        LetterLine(
            "{desk_name} thông báo dừng giải quyết hồ sơ nêu trên kể từ {stopped_at}. {given_back}",
            LineKind.PARAGRAPH,
            above=1.0,
        ),
        LetterLine("Xin thông báo để Ông/Bà/Tổ chức được biết./.", LineKind.PARAGRAPH, above=1.0),
    ),
    signers=("NGƯỜI ĐỀ NGHỊ", "NGƯỜI TIẾP NHẬN HỒ SƠ"),
    instruction=RECEIPT.instruction,
    recipients="",
    notes=(
        LetterLine("Ông/Bà có thể nộp lại hồ sơ bất cứ lúc nào; giấy tờ còn giá trị được dùng lại."),
        _FOOTER,
    ),
    foot=_FOOT.format("05"),
    pitches=_PITCHES,
)
