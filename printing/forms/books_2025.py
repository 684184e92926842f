"""Circular 03/2025/TT-VPCP (15/9/2025), annex I, forms 06 and 07. Never to be edited without the circular at hand."""

from printing.forms.book_wording import ControlWording, RegisterWording
from printing.forms.wording_2025 import RECEIPT

CONTROL = ControlWording(
    state=RECEIPT.state,
    motto=RECEIPT.motto,
    sequence=RECEIPT.sequence,
    title="PHIẾU KIỂM SOÁT QUÁ TRÌNH GIẢI QUYẾT HỒ SƠ",
    number="Mã số hồ sơ",
    solving="Cơ quan (bộ phận) giải quyết hồ sơ",
    cooperating="Cơ quan phối hợp giải quyết hồ sơ",
    attached="",
    received="Ngày nhận",
    due="Hẹn trả kết quả vào",
    columns=(
        ("Tên đơn vị",),
        ("Thời gian giao nhận hồ sơ",),
        ("Kết quả giải quyết", "hồ sơ (trước hạn/", "đúng hạn/quá hạn)"),
        ("Ghi chú",),
    ),
    gives="1. Giao:",
    receives="2. Nhận:",
    giver="Người giao",
    receiver="Người nhận",
    hour="giờ",
    minute="phút, ngày",
    notes=(
        "Kết quả giải quyết hồ sơ do bên nhận nhập thông tin/ghi khi nhận bàn giao hồ sơ.",
        "Việc lưu vết được thực hiện tự động theo chức năng của Hệ thống thông tin giải quyết thủ tục hành chính và "
        "thể hiện trên mẫu phiếu điện tử.",
    ),
    foot="Mẫu số 06, Thông tư số 03/2025/TT-VPCP",
)

REGISTER = RegisterWording(
    state=RECEIPT.state,
    motto=RECEIPT.motto,
    sequence=RECEIPT.sequence,
    title="SỔ THEO DÕI HỒ SƠ",
    book="Quyển số",
    field="Lĩnh vực",
    columns=("STT", "Mã hồ sơ", "Tên TTHC", "Tên tổ chức, cá nhân", "Địa chỉ/SĐT", "Cơ quan chủ trì giải quyết"),
    grouped="Nhận và trả kết quả",
    grouped_columns=("Nhận hồ sơ", "Hẹn trả kết quả", "Trả kết quả", "Phương thức nhận kết quả", "Ký nhận"),
    blank_note="Dòng trống: ghi tay khi mất điện",
    cover_opened="Mở sổ:",
    cover_from="từ số thứ tự",
    cover_closed=("Khóa sổ: ngày", "tháng", "năm", "đến số thứ tự"),
    cover_pages="Số trang:",
    foot="Mẫu số 07, Thông tư số 03/2025/TT-VPCP",
)
