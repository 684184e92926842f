"""Why a file is not taken as a scan, and what befalls scans: one plain sentence each."""

from collections.abc import Mapping

from ui.sentences.message import Message

_OTHER = "Xin quét lại tờ giấy, hoặc chọn tệp khác."

SENTENCES: Mapping[str, Message] = {
    "ScanRefusedError": Message("Không nhận tệp {name} làm bản quét.", _OTHER),
    "FileUnreadableError": Message("Không đọc được tệp {name} ({reason}).", "Xin kiểm tra tệp rồi chọn lại."),
    "NotAPlainFileError": Message("{name} không phải một tệp thường.", "Xin chọn một tệp ảnh hoặc PDF."),
    "LinkRefusedError": Message("{name} là đường dẫn trỏ sang chỗ khác.", "Xin chọn chính tệp ảnh hoặc PDF."),
    "FileNameRefusedError": Message("Tên tệp {name} không hợp lệ.", "Xin đổi tên tệp rồi chọn lại."),
    "FileTooLargeError": Message("Tệp {name} lớn hơn {most} MB.", _OTHER),
    "UnknownFileKindError": Message("Tệp {name} không phải PDF, JPEG, PNG hoặc TIFF.", _OTHER),
    "FileKindMismatchError": Message(
        "Tệp {name} không đúng loại như đuôi tên, hoặc là hai loại tệp ghép làm một.", _OTHER
    ),
    "ImageTooLargeError": Message("Ảnh {name} có {pixels} triệu điểm, nhiều hơn {most} triệu.", _OTHER),
    "AnimatedImageError": Message("Tệp {name} là ảnh động.", _OTHER),
    "FileBombError": Message("Mở tệp {name} tốn quá nhiều bộ nhớ hoặc thời gian nên máy đã dừng.", _OTHER),
    "PdfScriptError": Message("Tệp PDF {name} có chứa chương trình.", _OTHER),
    "PdfAttachmentError": Message("Tệp PDF {name} có lệnh tự chạy hoặc kèm tệp khác bên trong.", _OTHER),
    "PdfEncryptedError": Message("Tệp PDF {name} bị khóa bằng mật khẩu.", "Xin mở khóa tệp hoặc quét lại tờ giấy."),
    "FileCutShortError": Message("Tệp {name} bị hỏng hoặc thiếu phần cuối.", _OTHER),
    "TooManyPagesError": Message("Có tới {pages} trang, một bản quét có nhiều nhất {most} trang.", "Xin chia nhỏ ra."),
    "NoRoomForScansError": Message(
        "Ổ đĩa chỉ còn {free} MB, dưới {least} MB thì không nhận bản quét.",
        "Hồ sơ vẫn nhận bình thường; xin dọn chỗ rồi quét sau.",
    ),
    "ScanNotFoundError": Message("Hồ sơ này không có bản quét số {scan}.", "Xin xem lại danh sách bản quét."),
    "ScanMissingError": Message(
        "Tệp của bản quét số {scan} không có trên máy này.",
        "Xin lấy lại từ máy chủ (desk scan fetch), hoặc quét lại tờ giấy.",
    ),
    "ScanDamagedError": Message(
        "Tệp của bản quét số {scan} đã hỏng nên máy không hiện.", "Xin quét lại tờ giấy rồi bỏ bản hỏng."
    ),
    "ScanNotThereError": Message(
        "Máy chủ không có bản quét số {scan}, hoặc chưa đủ.", "Xin quét lại tờ giấy rồi bỏ bản cũ."
    ),
    "PageNotFoundError": Message("Bản quét không có trang {page}.", "Bản này có {pages} trang."),
    "PaperPlaceError": Message("Hồ sơ không có giấy tờ thứ {paper}; danh sách có {most}.", "Xin xem lại thứ tự."),
    "NothingToScanError": Message("Chưa có tệp hay thư mục nào để lấy bản quét.", "Xin ghi tên tệp, hoặc --folder."),
    "NoScannerError": Message("Không thấy máy quét nào.", "Xin xem dây và nguồn của máy quét, hoặc chọn tệp có sẵn."),
    "ScannerFailedError": Message("Máy quét không đưa được trang ({reason}).", "Xin xem giấy rồi quét lại."),
    "ScannerSilentError": Message("Máy quét không trả lời sau {seconds} giây.", "Xin tắt bật máy quét rồi quét lại."),
}
