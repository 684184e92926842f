"""How settings, days and hours are said, and how typed hours are read."""

import re
from datetime import date

from desk_app.domain.calendar import Calendar, CalendarChange, Certainty, DayType, Shift
from desk_app.settings import SETTINGS, Setting
from ui.office_time import date_words, weekday_words

GROUPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Cơ quan, như in trên giấy", ("agency_code", "agency_name", "desk_name", "parent_body", "place", "hotline")),
    ("Số của hồ sơ và của giấy", ("desk", "first_number", "slip_pattern", "slip_suffix")),
    ("Giấy hẹn", ("legal_profile", "paper", "printer", "barcode", "full_personal_number_on_paper", "keep_hour")),
    ("Giấy tờ khác, bưu chính", ("signer_name", "signer_title", "footer", "supplement_days", "post_office")),
    ("Giấy cuộn, nhãn bìa", ("roll_printer", "roll_cut", "label_format", "label_right", "label_down")),
    ("Máy chủ cấp trên", ("upstream_label", "district_url", "enrol_code", "district_ca")),
    ("Các quầy khác của xã", ("lan_port", "lan_peers")),
)
OTHERS = "An toàn của quầy"
_VALUES = {
    ("yes", ""): "Có",
    ("no", ""): "Không",
    ("full", "barcode"): "Cả mã hồ sơ",
    ("digits", "barcode"): "Chỉ chữ số",
    ("a4", "paper"): "Một tờ A4",
    ("a5", "paper"): "Một tờ A5",
    ("a4_two", "paper"): "Hai liên trên một tờ A4",
    ("roll80", "paper"): "Giấy cuộn 80 mm",
    ("roll58", "paper"): "Giấy cuộn 58 mm",
    ("TT01/2018", "legal_profile"): "Thông tư 01/2018",
    ("TT03/2025", "legal_profile"): "Thông tư 03/2025",
}
_NAMES_OF_EMPTY = {
    "printer": "Máy in mặc định",
    "roll_printer": "Không có",
    "district_url": "Chưa ghi",
    "lan_port": "Tắt",
    "lan_peers": "Chưa ghi",
    "enrol_code": "Chưa có",
}


def grouped_settings() -> tuple[tuple[str, tuple[Setting, ...]], ...]:
    """Return every setting once, under the title of its group."""
    by_name = {setting.name: setting for setting in SETTINGS}
    groups = [(title, tuple(by_name.pop(name) for name in names)) for title, names in GROUPS]
    return (*groups, (OTHERS, tuple(by_name.values())))


def value_words(name: str, value: str) -> str:
    """Return a setting's value as people say it."""
    if not value:
        return _NAMES_OF_EMPTY.get(name, "Để trống")
    if name == "lock_minutes":
        return f"{value} phút"
    if name == "slip_pattern":
        return f"như {value.format(desk=1, sequence=318, year=2026, suffix='TTPVHCC')}"
    return _VALUES.get((value, name)) or _VALUES.get((value, "")) or value


def day_words(day: date) -> str:
    """Return "Thứ Sáu, 01/01/2027"."""
    return f"{weekday_words(day)}, {date_words(day)}"


def certainty_words(certainty: Certainty, *, by_commune: bool) -> tuple[str, str, str]:
    """Return how sure a day is, with its ink and icon."""
    if by_commune:
        return "Xã đã ghi", "ready", "pencil"
    return {
        Certainty.OFFICIAL: ("Theo thông báo", "ok", "circle-check"),
        Certainty.COMPUTED: ("Tính theo luật", "ink2", "calculator"),
        Certainty.UNCONFIRMED: ("Chưa ai xác nhận", "soon", "help-circle"),
    }[certainty]


def ordinary_words(on: date, calendar: Calendar) -> str:
    """Return what the day is without any mark: work, or the rest of every such weekday."""
    return "Làm việc như thường" if calendar.weekly[on.weekday()] else f"Như mọi {weekday_words(on)}"


def kind_words(type_: DayType | None, certainty: Certainty, ordinary: str) -> str:
    """Return what a day is for the counter; one that nobody confirmed is closed."""
    if type_ is None:
        return ordinary
    if type_ is DayType.WORKING:
        return "Chưa làm việc" if certainty is Certainty.UNCONFIRMED else "Làm bù cả ngày"
    return "Nghỉ"


def hours_words(calendar: Calendar, weekday: int) -> str:
    """Return a weekday's sessions, and whether the day only takes in."""
    taking_in = calendar.receptions[weekday]
    return f"{sessions_words(taking_in)}, chỉ tiếp nhận" if taking_in else sessions_words(calendar.weekly[weekday])


def sessions_words(shifts: tuple[Shift, ...]) -> str:
    """Return "07:30–11:30 và 13:30–17:00", or that there is no service."""
    return " và ".join(f"{shift.opens:%H:%M}–{shift.closes:%H:%M}" for shift in shifts) or "Không làm việc"


def sessions_text(shifts: tuple[Shift, ...]) -> str:
    """Return the sessions as they are typed: "07:30-11:30, 13:30-17:00"."""
    return ", ".join(f"{shift.opens:%H:%M}-{shift.closes:%H:%M}" for shift in shifts)


def sessions_typed(text: str) -> tuple[str, ...]:
    """Return the sessions in `text` as `07:30-11:30`; dashes, blanks, "và", 7:30, 7h30 are understood."""
    parts = [part for part in re.split(r"[,;]|\bvà\b", text) if part.strip()]
    return tuple(_session(part) for part in parts)


def _session(part: str) -> str:
    plain = re.sub(r"\s+", "", part).replace("–", "-").replace("—", "-")
    plain = re.sub(r"(\d{1,2})(?:giờ|g|h|\.)(\d{2})", r"\1:\2", plain)
    plain = re.sub(r"(\d{1,2})(?:giờ|g|h)(?!\d)", r"\1:00", plain)
    return re.sub(r"(?<!\d)(\d):", r"0\1:", plain)


def date_typed(text: str, today: date) -> date | None:
    """Return the date typed as 24/11/2026, 24.11.26 or 24/11 (this year, or the next if it is past); None if none."""
    found = re.fullmatch(r"\s*(\d{1,2})[/. -](\d{1,2})(?:[/. -](\d{4}|\d{2}))?\s*", text)
    if found is None:
        return None
    day, month = int(found[1]), int(found[2])
    year = int(found[3]) + (2000 if len(found[3]) == 2 else 0) if found[3] else today.year
    try:
        on = date(year, month, day)
        return on.replace(year=year + 1) if not found[3] and on < today else on
    except ValueError:
        return None


def last_changes(calendar: Calendar) -> dict[date, CalendarChange]:
    """Return the commune's last word on each day it changed."""
    return {change.on: change for change in calendar.changes if isinstance(change, CalendarChange)}
