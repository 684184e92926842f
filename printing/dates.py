"""Times as an administrative paper writes them (annex I of Decree 30/2020), always in office time, +07:00."""

from datetime import date, datetime, timedelta, timezone

from printing.text import keep_together

OFFICE_TIME = timezone(timedelta(hours=7))


def day_in_words(day: date) -> str:
    """`ngày 06 tháng 5 năm 2026` on one line: days under 10 and the months 1 and 2 carry a leading zero."""
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return keep_together(f"ngày {day.day:02d} tháng {month} năm {day.year}")


def moment_in_words(moment: datetime) -> str:
    """`09 giờ 14 phút, ngày 24 tháng 4 năm 2026`."""
    local = moment.astimezone(OFFICE_TIME)
    return keep_together(f"{local:%H} giờ {local:%M} phút,") + " " + day_in_words(local.date())


def short_moment(moment: datetime) -> str:
    """`09 giờ 15 phút ngày 24/4/2026`, for the foot line."""
    local = moment.astimezone(OFFICE_TIME)
    return f"{local:%H} giờ {local:%M} phút ngày {local.day:02d}/{local.month}/{local.year}"
