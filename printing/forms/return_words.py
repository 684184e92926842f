"""The words of the receipt of the result: the desk's own paper, in no circular's annex."""

from printing.forms.letter_wording import LetterLine

TITLE = "GIẤY BIÊN NHẬN TRẢ KẾT QUẢ"
NUMBER = "Mã hồ sơ"
BEFORE = (
    LetterLine("{desk_name} đã trả kết quả giải quyết hồ sơ của Ông (Bà)/Tổ chức: {applicant:b}"),
    LetterLine("Nội dung giải quyết: {request}"),
    LetterLine("Người nhận kết quả: {receiver:b}; số định danh: {receiver_number} ({receiver_role})"),
)
LISTED = LetterLine("Kết quả và giấy tờ đã trao:")
LISTED_OVER_LEAF = LetterLine("Kết quả và giấy tờ đã trao: {count} loại, kê đầy đủ ở trang 2")
AFTER = (
    LetterLine("Hẹn trả: {due_at}"),
    LetterLine("Giải quyết xong: {finished_at} ({timeliness:b})"),
    LetterLine("Trả kết quả: {handed_over_at}"),
    LetterLine("Phí, lệ phí: {fee}"),
    LetterLine("Người nhận đã kiểm tra, kết quả đúng và đủ như trên. {statement}"),
)
OWNER = LetterLine("Mã hồ sơ: {number:b} của {applicant:b}")
CLOSED = "Danh mục gồm {count:02d} loại giấy tờ./."
COLUMNS = ("TT", "Tên giấy tờ", "Số, ký hiệu", "Ngày ký", "Số bản")
ORIGINAL_BACK = "Trả lại bản chính đã nộp: {}"
SIGNERS = ("NGƯỜI NHẬN KẾT QUẢ", "NGƯỜI TRẢ KẾT QUẢ")
NOTES = (
    LetterLine("Phát hiện sai sót trên kết quả: báo ngay tại quầy hoặc gọi {hotline}.", needs="hotline"),
    LetterLine("Mời Ông/Bà chấm mức độ hài lòng bằng phiếu trên bàn."),
    LetterLine("{footer}", needs="footer"),
)
FOOT = "Mẫu của phần mềm, không thuộc phụ lục thông tư"
