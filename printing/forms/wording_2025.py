"""Circular 03/2025/TT-VPCP (15/9/2025), annex I, form 01. Never to be edited without the circular at hand."""

from printing.forms.wording import ReceiptWording

RECEIPT = ReceiptWording(
    state="CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    motto="Độc lập - Tự do - Hạnh phúc",
    sequence="Số",
    title="GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ",
    number="Mã hồ sơ",
    received_from="Tiếp nhận hồ sơ của Ông (Bà)/Tổ chức",
    personal_number="Số định danh cá nhân/tổ chức",
    address="Địa chỉ",
    phone="Số điện thoại",
    email="Email",
    authorised_by="Người ủy quyền",
    request="Nội dung yêu cầu giải quyết",
    papers="Thành phần hồ sơ nộp gồm",
    sets="Số lượng hồ sơ",
    sets_unit="(bộ)",
    limit="Thời gian giải quyết hồ sơ theo quy định là",
    received_at="Thời gian nhận hồ sơ",
    due_at="Thời gian trả kết quả giải quyết hồ sơ",
    return_at="Đăng ký nhận kết quả tại",
    book="Vào Sổ theo dõi hồ sơ, Quyển số",
    book_entry="Số thứ tự",
    submitter_signs="NGƯỜI NỘP HỒ SƠ",
    officer_signs="NGƯỜI TIẾP NHẬN HỒ SƠ",
    instruction="(Ký và ghi rõ họ tên)",
    copy_kept="(Liên 1: Lưu)",
    copy_given="(Liên 2: Giao khách hàng)",
    foot="Mẫu số 01, Thông tư số 03/2025/TT-VPCP",
)
