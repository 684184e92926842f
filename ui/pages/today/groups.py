"""The day as a to-do list, in the order in which law and decency demand it."""

from dataclasses import dataclass
from datetime import datetime

from desk_app.domain.calendar import Calendar
from desk_app.ports import DossierRow, TodayLists
from desk_app.usecases import tracking
from desk_app.usecases.office import Office
from ui.office_time import at_office, date_words, hour_words, near_words, weekday_words
from ui.resources.tokens import Role, Size
from ui.tables.dossier_words import reading_of, tail_of, working_days_between
from ui.tables.lines import FIT, Cell, Line
from ui.widgets.clock import ClockState

HEADER_HIGH = 42
NAME_WIDE_MOST = 204
GLYPH = 30
HORIZON_DAYS = 90


@dataclass(frozen=True)
class Today:
    """The lists, and the clock and calendar to read them by."""

    lists: TodayLists
    now: datetime
    calendar: Calendar
    only_here: int
    upstream: str

    @property
    def tasks(self) -> int:
        """How many things are to be done."""
        lists = self.lists
        return len(lists.due_today) + len(lists.due_tomorrow) + len(lists.overdue) + len(lists.ready)


@dataclass(frozen=True)
class Group:
    """A part of the list: its name, a word on it, the usual next step with its key, and its rows."""

    name: str
    note: str
    tone: str
    step: str
    cap: str
    rows: tuple[DossierRow, ...]


def today(office: Office) -> Today:
    """Return the day."""
    return Today(
        lists=tracking.today(office),
        now=office.clock.now(),
        calendar=office.store.calendar(),
        only_here=office.store.register.status().only_here,
        upstream=office.store.settings()["upstream_label"],
    )


def groups_of(day: Today) -> list[Group]:
    """Return the groups that are not empty."""
    lists = day.lists
    tomorrow = _tomorrow_words(day)
    groups = (
        Group("Hẹn trả hôm nay", "theo giờ hẹn", "soon", "Có kết quả", "Alt Q", lists.due_today),
        Group(f"Hẹn trả {tomorrow}", "ngày làm việc kế tiếp", "soon", "Có kết quả", "Alt Q", lists.due_tomorrow),
        Group("Trễ hẹn", "phải xin lỗi và hẹn lại", "late", "Có kết quả", "Alt Q", lists.overdue),
        Group("Có kết quả, chờ người nhận", _longest(day), "ready", "Trả kết quả", "Enter", lists.ready),
    )
    return [group for group in groups if group.rows]


def lines_of(day: Today) -> list[Line]:
    """Return headers and rows for the list."""
    groups = groups_of(day)
    longest = max((len(row.name) for group in groups for row in group.rows), default=0)
    # Semi-bold letters of 14 px are under 8 px wide; what the names do not need, the procedures get.
    name_wide = min(NAME_WIDE_MOST, GLYPH + 8 * longest)
    lines: list[Line] = []
    for group in groups:
        lines.append(_header(group))
        lines += [_row(row, day, name_wide) for row in group.rows]
    return lines


def _header(group: Group) -> Line:
    return Line(
        f"group {group.name}",
        (
            Cell(group.name, FIT, Role.SECTION),
            Cell(str(len(group.rows)), FIT, Role.SECTION, group.tone),
            Cell(group.note, role=Role.SECOND, ink="ink2"),
            Cell(group.step, 110, Role.SECOND_MEDIUM, "accent", right=True),
        ),
        header=True,
        high=HEADER_HIGH,
        cap=group.cap,
    )


def _row(row: DossierRow, day: Today, name_wide: int) -> Line:
    reading = reading_of(row, day.now, day.calendar)
    return Line(
        row.number,
        (
            Cell(row.name, name_wide, Role.NAME, clock=reading.clock),
            Cell(row.procedure_name, role=Role.BODY, ink="ink2"),
            Cell(tail_of(row.number), 86, Role.FIGURES_SMALL, "ink2"),
            Cell(reading.words, 104, Role.FIGURES_STRONG, reading.clock.value),
            Cell(_more(row, reading.clock, day), 118, Role.SECOND, "ink2"),
        ),
        high=Size.ROW + 1,
    )


def _more(row: DossierRow, clock: ClockState, day: Today) -> str:
    """Return what stands at the end: time left, the day that was promised, or since when the result waits."""
    if clock is ClockState.READY:
        since = at_office(row.finished_at or row.received_at)
        return f"từ {since.day:02}/{since.month:02}"
    if row.due_at is None:
        return ""
    due = at_office(row.due_at)
    if clock is ClockState.LATE:
        return f"hẹn {due.day:02}/{due.month:02} {hour_words(due)}"
    left = working_minutes(day.calendar, day.now, row.due_at)
    return f"còn {left // 60} giờ {left % 60:02} phút" if left < 24 * 60 else f"hẹn {near_words(due, day.now.date())}"


def working_minutes(calendar: Calendar, start: datetime, end: datetime) -> int:
    """Return the minutes of service between two office times: the time that is really left."""
    start, end = at_office(start), at_office(end)
    minutes, day = 0, start.date()
    while day <= end.date():
        for shift in calendar.shifts_on(day):
            opens = max(datetime.combine(day, shift.opens, start.tzinfo), start)
            closes = min(datetime.combine(day, shift.closes, start.tzinfo), end)
            minutes += max(0, int((closes - opens).total_seconds()) // 60)
        day = day.fromordinal(day.toordinal() + 1)
    return minutes


def _longest(day: Today) -> str:
    oldest = min((row.finished_at for row in day.lists.ready if row.finished_at), default=None)
    if oldest is None:
        return ""
    waited = working_days_between(day.calendar, at_office(oldest).date(), at_office(day.now).date())
    return f"lâu nhất {waited} ngày" if waited else "có từ hôm nay"


def _tomorrow_words(day: Today) -> str:
    today = at_office(day.now).date()
    tomorrow = tracking.next_working_day(day.calendar, today)
    if (tomorrow - today).days == 1:
        return "ngày mai"
    return f"{weekday_words(tomorrow)}, {tomorrow.day:02}/{tomorrow.month:02}"


def next_day_off(calendar: Calendar, now: datetime) -> str:
    """Return the next day off that is no ordinary weekend, with its name; "" within ninety days without one."""
    today = at_office(now).date()
    for step in range(1, HORIZON_DAYS):
        day = today.fromordinal(today.toordinal() + step)
        mark = calendar.mark_on(day)
        if mark is not None and not calendar.is_working_day(day):
            words = f"Ngày nghỉ tới: {weekday_words(day)}, {date_words(day)}, {mark.name}."
            sure = "" if calendar.unconfirmed(day) is None else " Ngày này chưa xác nhận."
            return f"{words} Ngày hẹn đã tự tránh.{sure}"
    return ""
