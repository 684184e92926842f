"""The day as a to-do list, in the order in which law and decency demand it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from desk_app.commune_ports import OpenConflict
from desk_app.domain.calendar import Calendar
from desk_app.ports import DossierRow
from desk_app.usecases import tracking
from desk_app.usecases.morning import Morning, Section, Task, morning
from desk_app.usecases.office import Office
from ui.commune_words import deed_words, desk_words, holder_words
from ui.decision_words import verdict_words
from ui.office_time import at_office, date_words, hour_words, near_words, weekday_words
from ui.resources.tokens import Role, Size
from ui.tables.dossier_words import reading_of, tail_of, working_days_between
from ui.tables.lines import FIT, Cell, Line
from ui.widgets.clock import ClockState

HEADER_HIGH = 42
NAME_WIDE_MOST = 204
GLYPH = 30
HORIZON_DAYS = 90
UNPLACED = "decision "
"""How the id of a decision's line begins that belongs to no dossier here."""
CONFLICT = "conflict "
"""How the id of a conflict's line begins; the number of its dossier follows."""
BAG = "bag "
"""How the id of a bag's line begins; every other line is a dossier."""


@dataclass(frozen=True)
class Today:
    """The morning, and the clock and calendar to read it by."""

    morning: Morning
    now: datetime
    calendar: Calendar
    only_here: int
    upstream: str
    conflicts: tuple[OpenConflict, ...] = ()
    desks: Mapping[bytes, int] = field(default_factory=dict)

    @property
    def tasks(self) -> int:
        """How many things are to be done."""
        return self.morning.tasks + len(self.conflicts)


@dataclass(frozen=True)
class Group:
    """A part of the list: its name, a word on it, the usual next step with its key, its badge (D-1) and its tasks."""

    name: str
    note: str
    tone: str
    step: str
    cap: str
    badge: str
    tasks: tuple[Task, ...]


def today(office: Office) -> Today:
    """Return the day."""
    return Today(
        morning=morning(office),
        now=office.clock.now(),
        calendar=office.store.calendar(),
        only_here=office.store.register.status().only_here,
        upstream=office.store.settings()["upstream_label"],
        conflicts=office.store.commune.conflicts(),
        desks=office.store.commune.desks(),
    )


def groups_of(day: Today) -> list[Group]:
    """Return the groups that are not empty, in the order of doing."""
    tomorrow = _tomorrow_words(day)
    words: dict[Section, tuple[str, str, str, str, str, str]] = {
        Section.DECIDED: ("Cấp trên đã quyết định", "xem ý kiến, làm bước tiếp theo", "ready", *_LOOK, ""),
        Section.LATE: ("Trễ hẹn, chưa xin lỗi", "xin lỗi và hẹn lại, một lần duy nhất", "late", *_APOLOGISE, "trễ"),
        Section.LATE_AGAIN: ("Trễ cả ngày hẹn lại", "không hẹn lại lần hai, báo lãnh đạo", "late", *_FINISH, "trễ"),
        Section.APOLOGY: (f"Hẹn trả {tomorrow}", "nếu không kịp, xin lỗi trong hôm nay", "soon", *_APOLOGISE, "D-1"),
        Section.TODAY: ("Hẹn trả hôm nay", "theo giờ hẹn", "soon", *_FINISH, "D"),
        Section.TOMORROW: (f"Hẹn lại vào {tomorrow}", "đã xin lỗi một lần", "soon", *_FINISH, "D-1"),
        Section.SOON: ("Hẹn trả trong ba ngày làm việc", "", "ok", *_FINISH, "D-3"),
        Section.SUPPLEMENT_OVERDUE: ("Quá hạn nộp bổ sung", "báo dân hoặc dừng giải quyết", "late", *_LOOK, ""),
        Section.SUPPLEMENT_REMIND: ("Sắp hết hạn nộp bổ sung", "nhắc dân, đồng hồ đang dừng", "pause", *_LOOK, ""),
        Section.READY: ("Có kết quả, chờ người nhận", _longest(day), "ready", "Trả kết quả", "Enter", ""),
        Section.POSTED: ("Bưu chính chưa phát", "hỏi bưu cục khi quá lâu", "ready", *_LOOK, ""),
    }
    sections = day.morning.sections
    return [Group(*words[section], sections[section]) for section in Section if section in sections]


_APOLOGISE = ("Mở hồ sơ, xin lỗi", "Enter")
_FINISH = ("Có kết quả", "Alt Q")
_LOOK = ("Mở hồ sơ", "Enter")


def lines_of(day: Today) -> list[Line]:
    """Return headers and rows for the list."""
    groups = groups_of(day)
    longest = max((len(row.name) for group in groups for row in _rows(group)), default=0)
    # Semi-bold letters of 14 px are under 8 px wide; what the names do not need, the procedures get.
    name_wide = min(NAME_WIDE_MOST, GLYPH + 8 * longest)
    lines = _conflict_lines(day, name_wide)
    for group in groups:
        lines.append(_header(group))
        lines += [_row(task, group, day, name_wide) for task in group.tasks]
    return lines + _unplaced_lines(day, name_wide) + _bag_lines(day, name_wide)


def _rows(group: Group) -> list[DossierRow]:
    return [task.row for task in group.tasks]


def _conflict_lines(day: Today, name_wide: int) -> list[Line]:
    """What two desks wrote without knowing of each other: both values, until somebody chooses."""
    if not day.conflicts:
        return []
    header = Group("Hai quầy ghi khác nhau", "cả hai còn nguyên, chọn một", "late", "Mở hồ sơ, chọn", "Enter", "", ())
    return [_header(header, len(day.conflicts)), *(_conflict(each, day, name_wide) for each in day.conflicts)]


def _conflict(waiting: OpenConflict, day: Today, name_wide: int) -> Line:
    row, conflict = waiting.dossier, waiting.conflict
    first, second = (
        f"{desk_words(day.desks.get(event.device, 0))}: {deed_words(event)}"
        for event in (conflict.first, conflict.second)
    )
    return Line(
        f"{CONFLICT}{row.number} {conflict.name.hex()} {conflict.field}",
        (
            Cell(row.name, name_wide, Role.NAME, icon="alert-triangle"),
            Cell(f"{first} · {second}", role=Role.BODY, ink="ink2"),
            Cell(tail_of(row.number), 92, Role.FIGURES_SMALL, "ink2"),
            Cell(holder_words(row.held_by), 132, Role.SECOND, "ink2"),
        ),
        high=Size.ROW + 1,
    )


def _unplaced_lines(day: Today, name_wide: int) -> list[Line]:
    """Decisions on dossiers that this desk does not have: shown, never dropped."""
    unplaced = day.morning.unplaced
    if not unplaced:
        return []
    note = "quyết định gửi về đây, quầy không có hồ sơ"
    header = Group("Quyết định chưa biết của hồ sơ nào", note, "late", "Đã xem", "Enter", "", ())
    return [
        _header(header, len(unplaced)),
        *(
            Line(
                f"{UNPLACED}{each.decision.decision.hex()}",
                (
                    Cell(verdict_words(each.decision.verdict), name_wide, Role.NAME, icon="alert-triangle"),
                    Cell(each.decision.reason, role=Role.BODY, ink="ink2"),
                    Cell(each.decision.number, 220, Role.FIGURES_SMALL, "ink2"),
                ),
                high=Size.ROW + 1,
            )
            for each in unplaced
        ),
    ]


def _bag_lines(day: Today, name_wide: int) -> list[Line]:
    """The bags that nobody opened yet: whoever got one scans it."""
    bags = day.morning.bags
    if not bags:
        return []
    header = Group("Túi đang trên đường", "chưa ai ký nhận", "neu", "Nhận túi", "Ctrl F5", "", ())
    return [
        _header(header, len(bags)),
        *(
            Line(
                f"{BAG}{bag.bag}",
                (
                    Cell(bag.to_name, name_wide, Role.NAME, icon="package"),
                    Cell(f"{len(bag.numbers)} hồ sơ, {bag.from_name} giao", role=Role.BODY, ink="ink2"),
                    Cell(bag.bag, 160, Role.FIGURES_SMALL, "ink2"),
                    Cell(near_words(bag.packed_at, at_office(day.now).date()) if bag.packed_at else "", 132,
                         Role.SECOND, "ink2"),
                ),
                high=Size.ROW + 1,
            )
            for bag in bags
        ),
    ]  # fmt: skip


def _header(group: Group, count: int = 0) -> Line:
    return Line(
        f"group {group.name}",
        (
            Cell(group.name, FIT, Role.SECTION),
            Cell(str(count or len(group.tasks)), FIT, Role.SECTION, group.tone),
            Cell(group.note, role=Role.SECOND, ink="ink2"),
            Cell(group.step, 130, Role.SECOND_MEDIUM, "accent", right=True),
        ),
        header=True,
        high=HEADER_HIGH,
        cap=group.cap,
    )


def _row(task: Task, group: Group, day: Today, name_wide: int) -> Line:
    row = task.row
    reading = reading_of(row, day.now, day.calendar)
    return Line(
        row.number,
        (
            Cell(row.name, name_wide, Role.NAME, clock=reading.clock),
            Cell(row.procedure_name, role=Role.BODY, ink="ink2"),
            Cell(group.badge, 34, Role.FIGURES_SMALL, group.tone),
            Cell(tail_of(row.number), 92, Role.FIGURES_SMALL, "ink2"),
            Cell(reading.words, 104, Role.FIGURES_STRONG, reading.clock.value),
            Cell(_more(task, reading.clock, day), 132, Role.SECOND, "ink2"),
        ),
        high=Size.ROW + 1,
    )


def _more(task: Task, clock: ClockState, day: Today) -> str:
    """Return what stands at the end: time left, the day that was promised, the last day of an answer, who was told."""
    row = task.row
    if row.held_by is not None:
        return holder_words(row.held_by)
    if task.decision is not None:
        return verdict_words(task.decision.decision.verdict)
    if task.answer_by is not None:
        return f"nộp đến {task.answer_by.day:02}/{task.answer_by.month:02}"
    if task.tracking:
        return task.tracking
    if clock is ClockState.READY:
        since = at_office(task.told_at or row.finished_at or row.received_at)
        return f"{'đã báo' if task.told_at else 'từ'} {since.day:02}/{since.month:02}"
    if row.promised_at is None:
        return ""
    due = at_office(row.promised_at)
    if clock is ClockState.LATE:
        return f"hẹn {due.day:02}/{due.month:02} {hour_words(due)}"
    left = working_minutes(day.calendar, day.now, row.promised_at)
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
    oldest = min((row.finished_at for row in day.morning.counts.ready if row.finished_at), default=None)
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
