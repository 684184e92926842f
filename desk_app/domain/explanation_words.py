"""The fixed words of an explanation, for writing and for reading it."""

from desk_app.domain.derivation import Outside
from desk_app.domain.procedure_facts import Unit

WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ Nhật")

COUNTED = {
    Unit.WORKING_DAY: "ngày làm việc",
    Unit.CALENDAR_DAY: "ngày (kể cả ngày nghỉ)",
    Unit.WORKING_HOUR: "giờ làm việc",
    Unit.SAME_DAY: "Trả trong ngày",
    Unit.IMMEDIATE: "Trả ngay trong ngày",
}

OUTSIDE = {
    Outside.DAY_OFF: "nhận vào ngày nghỉ",
    Outside.BEFORE_OPENING: "nhận trước giờ làm việc",
    Outside.BREAK: "nhận trong giờ nghỉ trưa",
    Outside.AFTER_CLOSING: "nhận sau giờ làm việc",
}

NEXT_DAY = "trả trong ngày làm việc tiếp theo"
UNCONFIRMED = "chưa xác nhận"
