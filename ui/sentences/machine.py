"""What the machine meets: its storage, its printer, the line, the command line."""

from collections.abc import Mapping

from ui.sentences.message import Message

SENTENCES: Mapping[str, Message] = {
    "PeersError": Message("“{text}” không phải địa chỉ của một quầy.", "Xin ghi như 2=192.168.1.12:8765."),
    # Storage
    "WrongPasswordError": Message("Mật khẩu chưa đúng.", "Xin gõ lại; chú ý bộ gõ và phím Caps Lock."),
    "PasswordTooShortError": Message("Mật khẩu mới có {length} chữ, cần ít nhất {least}.", "Bốn từ dễ nhớ là đủ."),
    "RecoveryCodeError": Message("Mã khôi phục chưa đúng.", "Xin xem lại nhóm thứ {group} trên tờ giấy."),
    "OfficerUnknownError": Message("Ở quầy này không có cán bộ {name}.", "Xin chọn tên trong danh sách."),
    "OfficerExistsError": Message("Đã có cán bộ tên {name}.", "Xin ghi thêm chữ để phân biệt."),
    "DeskAlreadyOpenError": Message(
        "Quầy này đang mở ở một cửa sổ hoặc lệnh khác trên máy.", "Xin dùng cửa sổ đang mở, hoặc đóng nó trước."
    ),
    "DeskNotFoundError": Message("Chưa có quầy nào ở {home}.", "Xin lập quầy trước (desk init)."),
    "DeskExistsError": Message("Ở {home} đã có một quầy.", "Máy không ghi đè; xin chọn thư mục khác."),
    "NewerDatabaseError": Message(
        "Dữ liệu này do bản chương trình mới hơn ghi ({steps}).", "Xin cài bản mới; dữ liệu vẫn nguyên."
    ),
    "DiskFullError": Message(
        "Ổ đĩa đã đầy nên chưa lưu được việc vừa làm.", "Hồ sơ trước đó vẫn an toàn; xin dọn chỗ rồi làm lại."
    ),
    "StorageFailedError": Message(
        "Ổ đĩa không ghi được nên chưa lưu được việc vừa làm ({reason}).",
        "Hồ sơ trước đó vẫn an toàn; xin kiểm tra ổ đĩa rồi làm lại.",
    ),
    "DatabaseDamagedError": Message(
        "Dữ liệu ở {home} bị hỏng và không còn bản sao nguyên vẹn ({reason}).",
        "Xin đừng xóa gì, gọi người phụ trách để dựng lại từ máy chủ.",
    ),
    "HistoriesDifferError": Message(
        "Dữ liệu và bản sao thứ hai là của hai quầy khác nhau.", "Xin kiểm tra lại thư mục bản sao {copy}."
    ),
    # Paper
    "FontMissingError": Message(
        "Máy thiếu phông chữ tiếng Việt để in ({looked_for}).", "Xin cài gói fonts-liberation2 rồi in lại."
    ),
    "UnprintableCharacterError": Message(
        "Phông chữ không in được ký tự “{character}” ({name}).", "Hồ sơ vẫn còn; xin sửa ký tự này rồi in lại."
    ),
    "SlipTooLongError": Message("Giấy in cho hồ sơ {number} dài quá mức in được.", "Xin ghi gọn lại."),
    "FormNotInProfileError": Message(
        "Bộ biểu mẫu {profile} không có mẫu này ({form}).",
        "Xin kiểm tra bộ biểu mẫu trong thiết lập; thông báo dừng chỉ có từ TT03/2025.",
    ),
    "PaperNotForFormError": Message("Mẫu {form} không in được trên khổ giấy {paper}.", "Xin chọn khổ giấy khác."),
    "PressEndedError": Message(
        "Phần tạo phiếu đã dừng giữa chừng, giấy chưa ra.", "Hồ sơ đã lưu; xin in lại ở trang In giấy."
    ),
    "NoPrinterError": Message(
        "Không có máy in nào trả lời.", "Quầy vẫn nhận hồ sơ bình thường; xin xem máy in rồi in lại ở trang In giấy."
    ),
    "PrinterRefusedError": Message(
        "Máy in không nhận giấy ({reason}).", "Hồ sơ đã lưu; xin xem máy in rồi in lại ở trang In giấy."
    ),
    "PrinterSilentError": Message(
        "Máy in không trả lời ({reason}), chưa biết giấy đã ra chưa.",
        "Xin nhìn khay giấy rồi trả lời ở trang In giấy.",
    ),
    # The line
    "DistrictUnreachableError": Message(
        "Chưa nối được máy chủ.", "Hồ sơ vẫn an toàn trên máy này; máy tự thử lại, không cần làm gì."
    ),
    "DistrictAnswerError": Message(
        "Nơi trả lời ở {url} không phải máy chủ của huyện ({reason}).", "Máy không tin gì từ đó và sẽ tự thử lại."
    ),
    "OtherDistrictError": Message(
        "Máy chủ ở {url} không có khóa của máy chủ mà quầy này đã ghi danh, nên máy không tin.",
        "Hồ sơ vẫn an toàn; nếu huyện mới dựng lại máy chủ, xin huyện mã ghi danh mới rồi ghi ở trang Cài đặt.",
    ),
    "BatchRefusedError": Message(
        "Máy chủ không nhận các việc từ {first} đến {last} ({reason}).",
        "Hồ sơ vẫn an toàn trên máy này; máy tự gửi lại, còn báo lần nữa thì xin gọi huyện.",
    ),
    "CertificateRefusedError": Message(
        "Chứng chỉ của máy chủ {url} không đúng ({reason}).", "Máy không gửi gì; xin gọi huyện."
    ),
    "PlainHttpRefusedError": Message(
        "Địa chỉ {url} không được mã hóa.", "Xin dùng địa chỉ https; http chỉ dùng được trên chính máy này."
    ),
    "DistrictAddressError": Message("“{url}” không phải địa chỉ máy chủ.", "Xin ghi như https://may-chu.huyen:8443."),
    "AuthorityFileError": Message("Không đọc được tệp chứng chỉ {path} ({reason}).", "Xin chép lại tệp huyện đã cấp."),
    "EnrolCodeMissingError": Message("Quầy này chưa ghi danh với máy chủ.", "Xin ghi mã ghi danh huyện đã cấp."),
    "EnrolCodeRefusedError": Message("Máy chủ không nhận mã ghi danh này.", "Xin xin huyện một mã mới cho quầy này."),
    "NotEnrolledError": Message("Máy chủ không nhận ra quầy này.", "Xin xin huyện một mã ghi danh mới."),
    "RevokedError": Message(
        "Cấp trên đã thu hồi quyền gửi của máy này.",
        "Hồ sơ vẫn an toàn trên máy; xin gọi huyện, có mã ghi danh mới là gửi tiếp được.",
    ),
    "ForkError": Message(
        "Một máy khác cũng dùng dữ liệu của quầy này; hai máy khác nhau sau việc thứ {seq}.",
        "Không mất gì, máy này cấp số riêng từ nay; xin gọi huyện để chỉ giữ một máy.",
    ),
    "SpoolFailedError": Message(
        "Chưa cất được phần gửi ban đêm vào {path} ({reason}).", "Hồ sơ vẫn an toàn; máy tự thử lại."
    ),
    "SpoolReceiptError": Message(
        "Có một giấy báo nhận không khớp với máy này, để lại ở {path}.",
        "Máy không tin giấy đó và sẽ gửi lại; xin giữ tệp này cho huyện xem.",
    ),
    "SpoolLeftError": Message(
        "Đã gửi {delivered} gói, còn {left} gói chưa gửi được ({trouble}).",
        "Không mất gì; máy sẽ gửi lại, hoặc xin mở quầy để gửi.",
    ),
    "ScheduleFailedError": Message(
        "Chưa đặt được lịch gửi ban đêm ({reason}).", "Xin người phụ trách máy chạy: {command}."
    ),
    "DistrictPutBackError": Message(
        "Máy chủ đã được đưa về bản sao lưu cũ ({size} lần nhận, trước có {known}).",
        "Không mất gì: phần máy chủ thiếu được gửi lại; xin báo huyện biết.",
    ),
    "DistrictContradictedError": Message(
        "Sổ nhận của máy chủ không khớp với các biên nhận máy chủ đã ký (trước {known} lần nhận, nay {size}).",
        "Hồ sơ ở quầy vẫn đủ, bằng chứng đã ghi vào nhật ký; xin báo lãnh đạo và gọi huyện kiểm tra máy chủ.",
    ),
    "DistrictNotNamedError": Message("Chưa có địa chỉ máy chủ.", "Xin ghi địa chỉ ở trang Cài đặt."),
    "DistrictDidNotStartError": Message("Máy chủ mẫu không khởi động được ({said}).", "Xin thử chạy lại."),
    # The stick
    "StickGoneError": Message(
        "Không thấy USB ở {folder}, hoặc USB vừa bị rút ra.",
        "Hồ sơ vẫn an toàn trên máy này; xin cắm lại USB rồi làm lại.",
    ),
    "StickFullError": Message(
        "USB ở {folder} đã đầy.", "Hồ sơ vẫn an toàn trên máy này; xin dọn chỗ hoặc dùng USB khác rồi làm lại."
    ),
    "StickFailedError": Message(
        "USB ở {folder} không đọc ghi được ({reason}).",
        "Hồ sơ vẫn an toàn trên máy này; xin cắm lại hoặc dùng USB khác.",
    ),
    "StickReadBackError": Message(
        "Tệp {name} trên USB đọc lại khác với lúc ghi.", "Xin dùng USB khác; hồ sơ vẫn an toàn trên máy này."
    ),
    "StickLinkError": Message(
        "“{name}” trên USB không phải tệp thường, nên máy không mở.", "Xin dùng USB khác và báo người phụ trách."
    ),
    "StickTooLargeError": Message(
        "Tệp “{name}” trên USB lớn bất thường, nên máy không đọc.", "Xin dùng USB khác và báo người phụ trách."
    ),
    "StickTooManyError": Message(
        "Thư mục “{name}” trên USB có quá nhiều tệp, nên máy không đọc.", "Xin dùng USB khác và báo người phụ trách."
    ),
    "StickScansNotKeptError": Message(
        "Máy chủ không còn chỗ cho bản quét ({reason}).", "Bản quét vẫn an toàn trên máy này, lần sau gửi tiếp."
    ),
    "StickEmptyError": Message("Trên USB ở {folder} chưa có gì của quầy nào.", "Xin xem lại có đúng USB không."),
    "StickEnvelopesRefusedError": Message(
        "Máy chủ chưa nhận {count} tệp của máy {device} (đầu tiên là {name}, {reason}).",
        "Xin chép ra USB lần nữa; hồ sơ vẫn an toàn trên máy đó.",
    ),
    "StickQuestionMissingError": Message(
        "Máy {device} chưa chép xong ra USB, nên chưa có trả lời.", "Xin chép ra USB lần nữa ở máy đó."
    ),
    "StickQuestionDamagedError": Message(
        "Câu hỏi của máy {device} trên USB hỏng hoặc của máy khác, nên chưa có trả lời.",
        "Xin chép ra USB lần nữa ở máy đó.",
    ),
    "StickRequestDamagedError": Message(
        "Đơn ghi danh của máy {device} trên USB hỏng hoặc của máy khác, nên chưa có trả lời.",
        "Xin chép ra USB lần nữa ở máy đó.",
    ),
    "StickRequestRefusedError": Message(
        "Máy {device} chưa được ghi danh ({reason}).", "Xin hỏi huyện một mã ghi danh mới."
    ),
    "StickWithoutAnswerError": Message(
        "USB này chưa có trả lời của máy chủ cho quầy này.",
        "Xin chờ máy chủ nhận USB xong rồi cắm lại; hồ sơ vẫn an toàn trên máy này.",
    ),
    "StickAnswerError": Message(
        "Trả lời trên USB không dùng được ({reason}).", "Máy không tin gì trong đó; xin chép ra USB và gửi lại."
    ),
    "StickBeforeEnrolmentError": Message(
        "Quầy này chưa ghi danh nên chưa có khóa để niêm phong hồ sơ.",
        "Xin ghi mã ghi danh huyện đã cấp ở trang Cài đặt rồi chép ra USB lần nữa: USB mang đơn ghi danh đi.",
    ),
    # The command line
    "LineError": Message("Dòng {line} không nhận được.", "Các dòng trước đã nhận xong; xin sửa dòng này."),
    "BrokenLineError": Message("Không phải một đối tượng JSON ({reason}).", "Xin sửa dòng này."),
    "FieldError": Message("Trường {field} thiếu, lạ hoặc sai kiểu ({wanted}).", "Xin sửa trường này."),
    "InputFileError": Message("Không đọc được tệp {path} ({reason}).", "Xin xem lại đường dẫn."),
    "OutputFileError": Message("Không ghi được tệp {path} ({reason}).", "Xin chọn chỗ khác."),
    "PasswordEncodingError": Message(
        "Mật khẩu trong biến {variable} không phải chữ UTF-8.", "Xin đặt lại biến này ở cửa sổ dòng lệnh dùng UTF-8."
    ),
    "HomeUnusableError": Message("Chưa ghi tên thư mục dữ liệu.", "Xin ghi đường dẫn một thư mục sau --home."),
    "AnswerLostError": Message(
        "Việc đã làm xong nhưng không ghi được câu trả lời ra ngoài ({reason}).",
        "Xin dọn chỗ nơi nhận, rồi xem lại bằng desk find.",
    ),
    "DayOutOfReachError": Message("Lịch không có ngày {typed}.", "Xin ghi một ngày từ năm {first} đến năm {last}."),
    "RecoveryCodeNeededError": Message(
        "Chưa có mã khôi phục.", "Xin đặt biến {variable} hoặc chạy ở cửa sổ dòng lệnh."
    ),
    "JobFileError": Message("Không ghi được lịch gửi vào {path} ({reason}).", "Xin chọn thư mục khác."),
    "PasswordNeededError": Message("Chưa có mật khẩu.", "Xin đặt biến {variable} hoặc chạy ở cửa sổ dòng lệnh."),
    "NothingToRestoreFromError": Message(
        "Chưa rõ dựng lại từ đâu.", "Xin ghi --from, hoặc --district, --enrol và --agency-code."
    ),
}
