"""Dates and hours in the words of the office. Always +07:00, whatever zone the machine is set to."""

from datetime import date, datetime, timedelta, timezone

OFFICE = timezone(timedelta(hours=7))
WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ Nhật")


def office_now() -> datetime:
    """Return the wall time on the office's clock."""
    return datetime.now(OFFICE)


def at_office(moment: datetime) -> datetime:
    """Return the aware `moment` on the office's clock."""
    return moment.astimezone(OFFICE)


def weekday_words(day: date) -> str:
    """Return "Thứ Hai" … "Chủ Nhật"."""
    return WEEKDAYS[day.weekday()]


def date_words(day: date) -> str:
    """Return "14/12/2026"."""
    return f"{day.day:02}/{day.month:02}/{day.year}"


def hour_words(moment: datetime) -> str:
    """Return "17:00", on the office's clock."""
    there = at_office(moment)
    return f"{there.hour:02}:{there.minute:02}"


def long_hour_words(moment: datetime) -> str:
    """Return "17 giờ 00 phút", as it stands beside the big date."""
    there = at_office(moment)
    return f"{there.hour:02} giờ {there.minute:02} phút"


def moment_words(moment: datetime) -> str:
    """Return "Thứ Hai, 14/12/2026 17:00"."""
    there = at_office(moment)
    return f"{weekday_words(there)}, {date_words(there)} {hour_words(there)}"


def now_words(moment: datetime) -> str:
    """Return "Thứ Tư, 09/12/2026 · 10:26", as the top bar shows it."""
    there = at_office(moment)
    return f"{weekday_words(there)}, {date_words(there)} · {hour_words(there)}"


def near_words(moment: datetime, today: date) -> str:
    """Return the moment as a list shows it: "Hôm nay 17:00", "Mai 17:00", else "14/12 17:00" or with its year."""
    there = at_office(moment)
    away = (there.date() - today).days
    if away in (0, 1):
        return f"{('Hôm nay', 'Mai')[away]} {hour_words(there)}"
    return f"{there.day:02}/{there.month:02} {hour_words(there)}" if there.year == today.year else date_words(there)


def grouped(number: int) -> str:
    """Return a number with dots between thousands: 18204 is "18.204"."""
    return f"{number:,}".replace(",", ".")
