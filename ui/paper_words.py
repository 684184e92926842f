"""What each paper of the print queue is called, by its name there: `supplement@1207` is a “Phiếu yêu cầu bổ sung”."""

from desk_app.domain.paper_name import RECEIPT, paper_name

FORMS = {
    RECEIPT: "Giấy tiếp nhận và hẹn trả",
    "supplement": "Phiếu yêu cầu bổ sung",
    "refusal": "Phiếu từ chối tiếp nhận",
    "apology": "Phiếu xin lỗi và hẹn lại",
    "stop": "Thông báo dừng giải quyết",
    "control": "Phiếu kiểm soát quá trình",
    "closure-notice": "Thông báo dời ngày hẹn",
    "return-receipt": "Giấy biên nhận trả kết quả",
    "lost-slip": "Giấy cam đoan mất giấy hẹn",
    "label": "Nhãn hồ sơ",
    "bag": "Bảng kê túi bàn giao",
    "pad": "Tập phiếu giấy",
    "closing": "Trang chốt ngày",
}
_AGAIN = "Giấy tiếp nhận và hẹn trả mới"


def form_words(form: str) -> str:
    """Return the Vietnamese name; a name this version does not know is shown as it stands."""
    try:
        name = paper_name(form)
    except ValueError:
        return form
    if name.form == RECEIPT and name.seq:
        return _AGAIN
    return FORMS.get(name.form, form)


def short_form_words(form: str) -> str:
    """Return the name as a narrow list has room for it: “Giấy hẹn”."""
    return form_words(form).replace("Giấy tiếp nhận và hẹn trả", "Giấy hẹn")
