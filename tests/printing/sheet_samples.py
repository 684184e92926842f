"""The desk's own papers to print: everyday ones and hard ones. All people and numbers are invented."""

import hashlib
from dataclasses import replace
from datetime import date, datetime, timedelta

from desk_app.domain.papers.apology_list import ApologyList, PublishedApology
from desk_app.domain.papers.bag_list import BagList, BagRow
from desk_app.domain.papers.day_closing import (
    DayClosing,
    DossierCounts,
    Drawer,
    LogSeal,
    NumberSum,
    PrintCounts,
    ReturnCounts,
    Sending,
)
from desk_app.domain.papers.folder_label import FolderLabel
from desk_app.domain.papers.joint_slip import JointRow, JointSlip
from desk_app.domain.papers.letter_head import DossierCodes, LetterHead
from desk_app.domain.papers.lost_slip import LostDossier, LostSlipStatement
from desk_app.domain.papers.pad_sheets import PadSheets
from desk_app.domain.papers.postal_manifest import PostalManifest, PostalRow
from desk_app.domain.papers.storm_notice import StormNotice
from desk_app.domain.papers.uncollected_list import UncollectedList, WaitingResult
from desk_app.domain.papers.village_list import Errand, VillageList, VillageRow
from desk_app.domain.slip import LegalProfile
from tests.printing.samples import LONG_REQUEST, OFFICE, SEAL_TEXT, everyday

NAMES = (
    "Nguyễn Thị Hồng Ánh",
    "Phạm Y Wơl",
    "Hợp tác xã Nông nghiệp, Dịch vụ tổng hợp và Du lịch sinh thái Đồng bằng Suối Dầu",
    "H'Hen Niê Kđăm",
    "Công Tằng Tôn Nữ Hoàng Quỳnh Như",
    "Lê Quốc Dũng",
    "Y Wơl Êban Rơ\u0306ng",
    "Trần Thị Kim Liên",
    "Võ Văn Tám",
    "Đặng Ngọc Hải",
)
REQUESTS = (
    "Đăng ký biến động đất đai", "Tách thửa đất", "Cấp Giấy chứng nhận lần đầu", "Đính chính Giấy chứng nhận",
    "Đăng ký thế chấp", "Xóa đăng ký thế chấp",
)  # fmt: skip


def number(count: int) -> str:
    return f"000.00.18.H32-260424-{1042 + count}"


def head(sequence: str) -> LetterHead:
    return LetterHead(
        LegalProfile.TT03_2025,
        "Ủy ban nhân dân xã Cam Lâm",
        "Trung tâm Phục vụ hành chính công",
        "Cam Lâm",
        sequence,
        date(2026, 4, 24),
        hotline="0258 3 863 000",
    )


def bag_list(count: int = 20) -> BagList:
    return BagList(
        head("03/BKBG-TTPVHCC"),
        "T 260424-103",
        "Trung tâm Phục vụ hành chính công xã Cam Lâm",
        "Chi nhánh Văn phòng đăng ký đất đai khu vực Cam Lâm",
        datetime(2026, 4, 24, 16, 30, tzinfo=OFFICE),
        tuple(
            BagRow(number(n), NAMES[n % 10], REQUESTS[n % 6], date(2026, 5, 12 + n % 12), 3 + n % 4)
            for n in range(count)
        ),
        "Trần Văn Bình",
        given_at=datetime(2026, 4, 24, 16, 35, tzinfo=OFFICE),
        seal_text=SEAL_TEXT[:150],
    )


def postal_manifest(count: int = 6) -> PostalManifest:
    return PostalManifest(
        head("07/DMBC-TTPVHCC"),
        "Bưu cục Cam Lâm, Bưu điện tỉnh Khánh Hòa",
        tuple(
            PostalRow(
                number(n), NAMES[n % 10], f"Số {n + 3}, thôn Tân Hải, xã Cam Lâm, tỉnh Khánh Hòa", "0905 123 456",
                contents="" if n % 3 else "02 bản sao trích lục",
                tracking_number="" if n % 2 else f"EG{514230077 + n}VN",
            )
            for n in range(count)
        ),
        "Trần Văn Bình",
    )  # fmt: skip


def joint_slip(count: int = 4) -> JointSlip:
    return JointSlip(
        head("1-318/2026-TTPVHCC"),
        everyday().applicant,
        "Nguyễn Thị Hồng Ánh",
        "Trần Văn Bình",
        datetime(2026, 4, 24, 9, 14, tzinfo=OFFICE),
        tuple(
            JointRow(
                number(n), (LONG_REQUEST, *REQUESTS)[n % 7], 3 + n, "05 ngày làm việc",
                datetime(2026, 5, 6 + n % 20, 17, 0, tzinfo=OFFICE), "Trung tâm Phục vụ hành chính công xã Cam Lâm",
                "7K2P",
            )
            for n in range(count)
        ),
        hotline="0258 3 863 000",
    )  # fmt: skip


def village_list(count: int = 7) -> VillageList:
    addresses = ("Số 12", "Tổ 3", "Số 5, đường Trường Chinh", "Tổ 1")
    return VillageList(
        head("11/DSGB-TTPVHCC"),
        "thôn Tân Hải",
        "ông Nguyễn Văn Hòa, Trưởng thôn",
        "Nguyễn Văn Hòa",
        tuple(
            VillageRow(NAMES[n % 10], addresses[n % 4], str(1009 + n), list(Errand)[n % 3], date(2026, 5, 8 + n % 9))
            for n in range(count)
        ),
        "Trần Văn Bình",
    )


def uncollected_list(count: int = 12) -> UncollectedList:
    days = (190, 120, 91, 90, 44, 31, 30, 12, 8, 7, 2, 0)
    return UncollectedList(
        head("12/DSCN-TTPVHCC"),
        date(2026, 4, 24),
        tuple(
            WaitingResult(
                number(n), NAMES[n % 10], "thôn Tân Hải", "0905 123 456" if n % 3 else "",
                date(2026, 4, 24) - timedelta(days=days[n % 12]), days[n % 12], "tin nhắn 20/4" if n % 2 else "",
            )
            for n in range(count)
        ),
        "Trần Văn Bình",
    )  # fmt: skip


def apology_list(count: int = 5) -> ApologyList:
    return ApologyList(
        replace(head("04/DSXL-UBND"), parent_body="Tỉnh Khánh Hòa", agency_name="Ủy ban nhân dân xã Cam Lâm"),
        date(2026, 4, 1),
        date(2026, 4, 30),
        "Ủy ban nhân dân xã Cam Lâm xin lỗi các cá nhân, tổ chức có hồ sơ dưới đây vì đã trả kết quả chậm.",
        tuple(
            PublishedApology(
                number(n), REQUESTS[n % 6], f"{9 + n:02d}/PXL", date(2026, 4, 6 + n % 20), date(2026, 5, 4 + n % 20),
                "chưa nhận được văn bản trả lời xác minh tình trạng hôn nhân của nơi cư trú trước đây",
            )
            for n in range(count)
        ),
        "CHỦ TỊCH",
        "Lê Thị Minh Châu",
    )  # fmt: skip


def day_closing() -> DayClosing:
    return DayClosing(
        head("78/CN-TTPVHCC"),
        date(2026, 4, 24),
        1,
        datetime(2026, 4, 24, 16, 45, tzinfo=OFFICE),
        DossierCounts(
            46, 31, (("trực tiếp", 27), ("bưu chính", 2), ("trực tuyến", 2)), 24, 1, 52, NumberSum(33, 2, 1, 1)
        ),
        ReturnCounts(22, 9, 8, date(2026, 4, 28), 0, 1, 1, 0),
        PrintCounts(31, "1001", "1031", 2, 1, 0, ("1017", "1024"), 1, 64),
        Drawer(248_000, 31, "0004411", "0004441", 248_000, date(2026, 4, 28)),
        Sending("máy chủ huyện", 12, datetime(2026, 4, 23, 19, 40, tzinfo=OFFICE), ()),
        LogSeal("3F·A07", 2, 48_211, 48_467, hashlib.sha256(b"day").digest(), SEAL_TEXT[:160]),
        "Trần Văn Bình",
        "Lê Thị Minh Châu",
    )


def labels(count: int = 3) -> tuple[FolderLabel, ...]:
    return tuple(
        FolderLabel(
            "UBND xã Cam Lâm", number(n), "7K2P", NAMES[n % 10], (REQUESTS[0], LONG_REQUEST)[n % 2],
            datetime(2026, 5, 6 + n % 20, 17, 0, tzinfo=OFFICE), 9 + n, book=f"HT-01/2026 · {318 + n}", shelf="2-B",
        )
        for n in range(count)
    )  # fmt: skip


def storm_notice() -> StormNotice:
    return StormNotice(
        head("21/TB-TTPVHCC"),
        DossierCodes(number(0), lookup_code="7K2P", seal_text=SEAL_TEXT),
        "Bà Nguyễn Thị Hồng Ánh",
        "Trung tâm Phục vụ hành chính công xã Cam Lâm",
        "Đăng ký khai sinh kết hợp đăng ký nhận cha, mẹ, con",
        "bão số 12 và lệnh ngừng làm việc của Ủy ban nhân dân tỉnh",
        date(2026, 5, 5),
        date(2026, 5, 6),
        datetime(2026, 5, 6, 17, 0, tzinfo=OFFICE),
        datetime(2026, 5, 8, 17, 0, tzinfo=OFFICE),
        "5 ngày làm việc, tính từ Thứ Ba, 28/04/2026; nghỉ thêm 05/05/2026 và 06/05/2026 (bão số 12)",
        "Trung tâm xin lỗi Ông/Bà/Tổ chức vì sự thay đổi này và mong nhận được sự thông cảm.",
        "GIÁM ĐỐC",
        "Lê Thị Minh Châu",
    )


def lost_slip(count: int = 2) -> LostSlipStatement:
    return LostSlipStatement(
        head("05/CĐ-TTPVHCC"),
        everyday().applicant,
        "thẻ căn cước",
        tuple(LostDossier(number(n), REQUESTS[n % 6], date(2026, 4, 6 + n % 20)) for n in range(count)),
        datetime(2026, 5, 6, 10, 20, tzinfo=OFFICE),
        "Trần Văn Bình",
    )


def pad_sheets(count: int = 2, has_copies: bool = True) -> PadSheets:
    return PadSheets(
        replace(head(""), agency_name="Trung tâm Phục vụ hành chính công xã Cam Lâm"),
        tuple(f"000.00.18.H32-260424-{1900 + n}" for n in range(count)),
        "1900–1949",
        has_copies,
    )
