"""Slips to print: the everyday one and the hard ones. All people and numbers are invented."""

from dataclasses import replace
from datetime import datetime, timedelta, timezone

from desk_app.domain.slip import LegalProfile, Slip, SlipPaper, SlipPerson

OFFICE = timezone(timedelta(hours=7))
PRINTED_AT = datetime(2026, 4, 24, 9, 15, tzinfo=OFFICE)
NUMBER = "000.00.18.H32-260424-1042"

SEAL_TEXT = ("QED8WEX0W:F0A4CPED.X9T4ATJ9$KEP8F$DWN73 .DT2ISPC8DE%EDIB7+3E3$CUPCHWEDZC2%EP3E8WEJA7V50" * 3)[:203]

FIVE_PAPERS = (
    SlipPaper("Tờ khai đăng ký khai sinh, nhận cha, mẹ, con", originals=1),
    SlipPaper("Giấy chứng sinh", originals=1),
    SlipPaper("Văn bản, chứng cứ chứng minh quan hệ cha con", certified=1),
    SlipPaper("Căn cước của người yêu cầu", copies=1, note="xuất trình"),
    SlipPaper("Giấy chứng nhận kết hôn", reused_from="000.00.18.H32-250911-1007"),
)

TWELVE_PAPERS = (
    SlipPaper("Đơn đăng ký đất đai, tài sản gắn liền với đất (Mẫu số 15)", originals=1),
    SlipPaper("Giấy tờ về quyền sử dụng đất theo Điều 137 Luật Đất đai", originals=1, certified=1),
    SlipPaper("Giấy tờ về quyền sở hữu nhà ở", certified=1),
    SlipPaper("Giấy tờ về quyền sở hữu công trình xây dựng không phải là nhà ở", certified=1),
    SlipPaper("Sơ đồ nhà ở, công trình xây dựng", originals=1),
    SlipPaper("Mảnh trích đo bản đồ địa chính thửa đất", originals=1),
    SlipPaper("Giấy tờ về việc nhận thừa kế quyền sử dụng đất", certified=1),
    SlipPaper("Chứng từ thực hiện nghĩa vụ tài chính", copies=2),
    SlipPaper("Giấy tờ liên quan đến miễn, giảm nghĩa vụ tài chính", certified=1),
    SlipPaper("Tờ khai lệ phí trước bạ", originals=2),
    SlipPaper("Tờ khai thuế sử dụng đất phi nông nghiệp", originals=2),
    SlipPaper("Giấy ủy quyền", originals=1),
)

LONG_REQUEST = (
    "Đăng ký đất đai, tài sản gắn liền với đất, cấp Giấy chứng nhận quyền sử dụng đất, quyền sở hữu tài sản gắn liền "
    "với đất lần đầu đối với hộ gia đình, cá nhân, cộng đồng dân cư, người gốc Việt Nam định cư ở nước ngoài"
)


def everyday() -> Slip:
    """A birth registration with five papers and no e-mail."""
    return Slip(
        legal_profile=LegalProfile.TT03_2025,
        parent_body="Ủy ban nhân dân xã Cam Lâm",
        agency_name="Trung tâm Phục vụ hành chính công xã Cam Lâm",
        place="Cam Lâm",
        sequence_text="1-318/2026-TTPVHCC",
        number=NUMBER,
        lookup_code="7K2P",
        applicant=SlipPerson(
            "Nguyễn Thị Hồng Ánh", "0561••••4321", "Số 12, thôn Tân Hải, xã Cam Lâm, tỉnh Khánh Hòa", "0905 123 456"
        ),
        request="Đăng ký khai sinh kết hợp đăng ký nhận cha, mẹ, con",
        papers=FIVE_PAPERS,
        limit_text="05 ngày làm việc",
        received_at=datetime(2026, 4, 24, 9, 14, tzinfo=OFFICE),
        due_at=datetime(2026, 5, 6, 17, 0, tzinfo=OFFICE),
        explanation=(
            "5 ngày làm việc, tính từ Thứ Ba, 28/04/2026; nghỉ Thứ Bảy, Chủ Nhật, 27/04/2026 (nghỉ bù Giỗ Tổ "
            "Hùng Vương), 30/04/2026 (Ngày Chiến thắng) và 01/05/2026 (Ngày Quốc tế lao động)"
        ),
        return_at="Trung tâm Phục vụ hành chính công xã Cam Lâm",
        submitter_name="Nguyễn Thị Hồng Ánh",
        officer_name="Trần Văn Bình",
        barcode_text=NUMBER,
        book="HT-01/2026",
        book_entry="318",
        hotline="0258 3 863 000",
        seal_text=SEAL_TEXT,
    )


def longest() -> Slip:
    """A cooperative, twelve papers, a procedure of three lines, someone else at the counter."""
    return replace(
        everyday(),
        applicant=SlipPerson(
            "HỢP TÁC XÃ NÔNG NGHIỆP, DỊCH VỤ TỔNG HỢP VÀ DU LỊCH SINH THÁI ĐỒNG BẰNG SUỐI DẦU",
            "4201••••9876",
            "Tổ hợp tác số 3, thôn Suối Cát, xã Cam Lâm, tỉnh Khánh Hòa (trước đây: xã Suối Cát, huyện Cam Lâm)",
            "0905 123 456",
            "htxsuoidau.camlam@khanhhoa.example.vn",
        ),
        submitter=SlipPerson("H'Hen Niê Kđăm", "0662••••1187", "thôn Suối Lau 2, xã Cam Lâm", "0912 345 678"),
        authority="giấy ủy quyền số 1125 ngày 20/4/2026",
        submitter_name="H'Hen Niê Kđăm",
        request=LONG_REQUEST,
        papers=TWELVE_PAPERS,
        limit_text="20 ngày làm việc",
        due_at=datetime(2026, 5, 27, 17, 0, tzinfo=OFFICE),
        book="ĐĐ-02/2026",
        book_entry="77",
    )


def highland() -> Slip:
    """A name of two words without surname, letters with a breve, no telephone, no book."""
    return replace(
        everyday(),
        applicant=SlipPerson("Y Wơl Êban Rơ\u0306ng", "0662••••0001", "Buôn Ê\u0306a Kô\u0306, xã Ea Ư\u0306p"),
        submitter_name="Y Wơl Êban",
        book=None,
        book_entry=None,
    )
