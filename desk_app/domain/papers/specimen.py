"""A slip that shows a commune its own head, foot and telephone number before anything is printed for a citizen."""

from datetime import datetime, timedelta

from desk_app.domain.papers.letter_head import LetterHead
from desk_app.domain.slip import Slip, SlipMark, SlipPaper, SlipPerson

_NUMBER = "000.00.00.H00-{day:%y%m%d}-0000"


def specimen_slip(head: LetterHead, desk_name: str, received_at: datetime) -> Slip:
    """Return a slip with this head and an invented person, marked as training so that it is worth nothing.

    `desk_name` is the desk's full name; `received_at` an aware time.
    """
    number = _NUMBER.format(day=received_at)
    return Slip(
        legal_profile=head.legal_profile,
        parent_body=head.parent_body,
        agency_name=head.agency_name,
        place=head.place,
        sequence_text=head.sequence_text,
        number=number,
        lookup_code="MẪU",
        applicant=SlipPerson("Nguyễn Văn Mẫu", "0000••••0000", "Số 1, thôn Mẫu", "0900 000 000"),
        request="Thủ tục xem thử",
        papers=(SlipPaper("Tờ khai", originals=1), SlipPaper("Căn cước", copies=1, note="xuất trình")),
        limit_text="03 ngày làm việc",
        received_at=received_at,
        due_at=received_at + timedelta(days=3),
        explanation="ví dụ để xem thử cách trình bày",
        return_at=desk_name,
        submitter_name="Nguyễn Văn Mẫu",
        officer_name="Trần Thị Mẫu",
        barcode_text=number,
        hotline=head.hotline,
        marks=frozenset({SlipMark.TRAINING}),
        issued_on=head.issued_on,
        footer=head.footer,
    )
