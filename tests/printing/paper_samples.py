"""Papers to print beside the slip: those of the pictures a person has looked at. All people are invented."""

from datetime import date, datetime

from desk_app.domain.papers.apology_letter import ApologyLetter
from desk_app.domain.papers.control_slip import ControlHop, ControlSlip
from desk_app.domain.papers.letter_head import DossierCodes, LetterHead
from desk_app.domain.papers.refusal_letter import RefusalLetter
from desk_app.domain.papers.register_book import RegisterCover, RegisterEntry, RegisterPages
from desk_app.domain.papers.return_receipt import ReturnedPaper, ReturnReceipt
from desk_app.domain.papers.stop_notice import StopNotice
from desk_app.domain.papers.supplement_letter import SupplementLetter
from desk_app.domain.slip import LegalProfile, SlipPerson
from tests.printing.samples import NUMBER, OFFICE, SEAL_TEXT

HOTLINE = "0258 3 863 000"
REQUEST = "Đăng ký khai sinh kết hợp đăng ký nhận cha, mẹ, con"
DESK = "Trung tâm Phục vụ hành chính công xã Cam Lâm"
CODES = DossierCodes(NUMBER, lookup_code="7K2P", seal_text=SEAL_TEXT)
ANH = SlipPerson(
    "Nguyễn Thị Hồng Ánh", "0561••••4321", "Số 12, thôn Tân Hải, xã Cam Lâm, tỉnh Khánh Hòa", "0905 123 456"
)
Y_WOL = SlipPerson("Phạm Y Wơl", "0662••••1187", "Thôn Suối Lau 2, xã Cam Lâm, tỉnh Khánh Hòa", "0912 345 678")


def head(sequence_text: str, issued_on: date = date(2026, 4, 28)) -> LetterHead:
    """The desk's head under the circular of 2025."""
    return LetterHead(
        LegalProfile.TT03_2025,
        "Ủy ban nhân dân xã Cam Lâm",
        "Trung tâm Phục vụ hành chính công",
        "Cam Lâm",
        sequence_text,
        issued_on,
        HOTLINE,
    )


def at(day: int, month: int, hour: int, minute: int) -> datetime:
    """A moment of 2026 in office time."""
    return datetime(2026, month, day, hour, minute, tzinfo=OFFICE)


def supplement() -> SupplementLetter:
    """Three things to supply for a birth registration."""
    return SupplementLetter(
        head("17/PBS-TTPVHCC"),
        CODES,
        ANH,
        REQUEST,
        (
            "Văn bản của cơ quan y tế hoặc cơ quan giám định xác nhận quan hệ cha con; nếu không có thì nộp văn bản "
            "cam đoan của hai bên, có ít nhất hai người làm chứng.",
            "Tờ khai: ghi lại mục “Quê quán” theo giấy tờ của người cha; bản đã nộp bỏ trống.",
            "Bản chính Giấy chứng nhận kết hôn để đối chiếu (xuất trình, không nộp).",
        ),
        "hồ sơ chưa đủ căn cứ xác định quan hệ cha con theo khoản 2 Điều 25 Luật Hộ tịch; Tờ khai thiếu một mục bắt "
        "buộc.",
        "ông Trần Văn Bình",
        HOTLINE,
        "Trần Văn Bình",
    )


def refusal() -> RefusalLetter:
    """A refusal at the counter, before any number was given."""
    return RefusalLetter(
        head("04/PTC-TTPVHCC"),
        DossierCodes("", seal_text=SEAL_TEXT),
        DESK,
        Y_WOL,
        "Đăng ký lại khai sinh",
        (
            "Việc khai sinh của ông đã được đăng ký ngày 03/02/1998 tại UBND xã Suối Tân và sổ hộ tịch gốc còn lưu, "
            "nên không thuộc trường hợp đăng ký lại khai sinh quy định tại Điều 24 Nghị định số 123/2015/NĐ-CP. Ông có "
            "thể đề nghị cấp bản sao trích lục khai sinh ngay tại Trung tâm, giải quyết trong ngày.",
        ),
        "Phạm Y Wơl",
        "Trần Văn Bình",
    )


def apology() -> ApologyLetter:
    """The apology of the resolving body, the day before the date."""
    body = LetterHead(
        LegalProfile.TT03_2025,
        "Tỉnh Khánh Hòa",
        "Ủy ban nhân dân xã Cam Lâm",
        "Cam Lâm",
        "09/PXL",
        date(2026, 5, 5),
        HOTLINE,
    )
    return ApologyLetter(
        body,
        CODES,
        "Bà Nguyễn Thị Hồng Ánh",
        "Ủy ban nhân dân xã Cam Lâm",
        REQUEST,
        "0561••••4321",
        at(24, 4, 9, 14),
        at(6, 5, 17, 0),
        "chưa nhận được văn bản trả lời xác minh tình trạng hôn nhân của nơi cư trú trước đây (đã gửi đề nghị xác minh "
        "ngày 27/4/2026).",
        date(2026, 5, 11),
        ("Như trên", "TTPVHCC xã Cam Lâm", "Lưu: VT"),
        "Lê Thị Minh Châu",
    )


def stop() -> StopNotice:
    """A stop on the citizen's wish, asked for at the counter."""
    return StopNotice(
        head("02/TBD-TTPVHCC"),
        CODES,
        DESK,
        "Bà Nguyễn Thị Hồng Ánh",
        ANH,
        REQUEST,
        at(28, 4, 14, 20),
        "trực tiếp tại quầy",
        "sẽ nộp lại khi có đủ giấy tờ chứng minh quan hệ cha con.",
        at(28, 4, 14, 25),
        "hồ sơ chưa có quyết định hoặc kết quả giải quyết.",
        at(28, 4, 14, 25),
        "Giấy tờ bản chính đã nộp (02 loại) được trả lại cùng Thông báo này; phí, lệ phí đã nộp: không có.",
        "Nguyễn Thị Hồng Ánh",
        "Trần Văn Bình",
    )


def control() -> ControlSlip:
    """Two hops that happened, one that is known, the rest open."""
    return ControlSlip(
        head("1042/PKS-TTPVHCC", date(2026, 4, 24)),
        NUMBER,
        NUMBER,
        "Công chức Tư pháp - Hộ tịch, UBND xã Cam Lâm",
        "Công an xã Cam Lâm",
        "Nguyễn Thị Hồng Ánh",
        at(24, 4, 9, 14),
        at(6, 5, 17, 0),
        (
            ControlHop(
                "Bộ phận TN&TKQ",
                "Công chức Tư pháp - Hộ tịch",
                at(24, 4, 10, 5),
                "Trần Văn Bình",
                "Lê Quốc Dũng",
                "Đúng hạn",
            ),
            ControlHop(
                "Công chức Tư pháp - Hộ tịch",
                "Công an xã",
                at(28, 4, 8, 30),
                "Lê Quốc Dũng",
                "Ngô Thị Sương",
                "Trước hạn",
                "Xác minh nơi cư trú",
            ),
            ControlHop("Công an xã", "Công chức Tư pháp - Hộ tịch"),
        ),
    )


def register() -> RegisterPages:
    """Four lines of a day in the book of civil status."""
    body = "Tư pháp - Hộ tịch"
    number = NUMBER.rpartition("-")[0]
    return RegisterPages(
        head("01/STD-TTPVHCC", date(2026, 4, 24)),
        "HT-01/2026",
        "Hộ tịch",
        (
            RegisterEntry(
                318,
                f"{number}-1042",
                REQUEST,
                "Nguyễn Thị Hồng Ánh",
                "Thôn Tân Hải, xã Cam Lâm; 0905 123 456",
                body,
                at(24, 4, 9, 14),
                at(6, 5, 17, 0),
                return_by="Trực tiếp",
            ),
            RegisterEntry(
                319,
                f"{number}-1043",
                "Cấp bản sao trích lục hộ tịch",
                "Phạm Y Wơl",
                "Thôn Suối Lau 2, xã Cam Lâm; 0912 345 678",
                body,
                at(24, 4, 9, 31),
                at(24, 4, 17, 0),
                at(24, 4, 10, 20),
                "Trực tiếp",
            ),
            RegisterEntry(
                320,
                f"{number}-1044",
                "Ghi vào Sổ hộ tịch việc hộ tịch khác của công dân Việt Nam đã được giải quyết tại cơ quan có thẩm "
                "quyền của nước ngoài",
                "Công Tằng Tôn Nữ Hoàng Quỳnh Như",
                "Số 5, đường Trường Chinh, thôn Nghĩa Bắc, xã Cam Lâm; 0258 3 863 111",
                body,
                at(24, 4, 10, 2),
                at(15, 5, 17, 0),
                return_by="Bưu chính",
            ),
            RegisterEntry(
                321,
                f"{number}-1045",
                "Đăng ký khai tử",
                "H’Hen Niê Kđăm",
                "Thôn Suối Cát, xã Cam Lâm",
                body,
                at(24, 4, 15, 5),
                at(28, 4, 17, 0),
                return_by="Trực tiếp",
            ),
        ),
        first_page=41,
    )


def cover() -> RegisterCover:
    """The cover of that book."""
    return RegisterCover(head("01/STD-TTPVHCC"), "HT-01/2026", "Hộ tịch", date(2026, 1, 5))


def return_receipt() -> ReturnReceipt:
    """Two results and one original, handed over the day after they were ready."""
    return ReturnReceipt(
        head("318/BNTKQ-TTPVHCC", date(2026, 5, 6)),
        CODES,
        DESK,
        "Nguyễn Thị Hồng Ánh",
        REQUEST,
        ANH,
        "chủ hồ sơ",
        (
            ReturnedPaper("Giấy khai sinh (bản chính)", 1, "212/2026", date(2026, 5, 5)),
            ReturnedPaper("Trích lục đăng ký nhận cha, mẹ, con", 1, "37/2026-TLNCMC", date(2026, 5, 5)),
            ReturnedPaper("Giấy chứng sinh", 1, is_original_back=True),
        ),
        at(6, 5, 17, 0),
        at(5, 5, 16, 10),
        at(6, 5, 9, 2),
        "trước hạn",
        "0 đồng",
        "Giấy tiếp nhận và hẹn trả: đã thu lại.",
        "Trần Văn Bình",
    )
