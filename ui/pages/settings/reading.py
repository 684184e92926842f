"""What the settings page reads in one go, and the lines of its three lists."""

from dataclasses import dataclass
from datetime import date
from enum import Enum

from desk_app.domain.calendar import OFFICE_ZONE, Calendar, Certainty, DayType
from desk_app.settings import Settings, is_fixed
from desk_app.usecases.office import Office
from ui.office_time import WEEKDAYS
from ui.pages.settings.words import (
    certainty_words,
    day_words,
    grouped_settings,
    hours_words,
    kind_words,
    last_changes,
    ordinary_words,
    value_words,
)
from ui.resources.tokens import Role, Size
from ui.tables.lines import Cell, Line


class List(Enum):
    """The three lists of the page."""

    SETTINGS = "Cài đặt"
    DAYS = "Ngày nghỉ, làm bù"
    HOURS = "Giờ làm việc"


@dataclass(frozen=True)
class Shown:
    """Settings and calendar in force, and the office's today."""

    settings: Settings
    calendar: Calendar
    today: date


@dataclass(frozen=True)
class Day:
    """A coming day that differs from its weekday, or that the commune made ordinary again (`type` None)."""

    on: date
    type: DayType | None
    name: str
    certainty: Certainty
    by_commune: bool
    ordinary: str

    @property
    def words(self) -> str:
        """What the day is for the counter."""
        return kind_words(self.type, self.certainty, self.ordinary)

    @property
    def is_doubtful(self) -> bool:
        """Closed only because nobody has confirmed what it is."""
        return self.certainty is Certainty.UNCONFIRMED


def read(office: Office) -> Shown:
    """Return what is in force; on the store lane."""
    today = office.clock.now().astimezone(OFFICE_ZONE).date()
    return Shown(office.store.settings(), office.store.calendar(), today)


def setting_lines(shown: Shown) -> list[Line]:
    """Return every setting with its value, in groups."""
    lines: list[Line] = []
    for title, settings in grouped_settings():
        lines.append(Line(title, (Cell(title, 0, Role.SECOND_STRONG, "ink2"),), header=True))
        for setting in settings:
            fixed = is_fixed(setting.name)
            words = value_words(setting.name, shown.settings[setting.name])
            value = Cell(words, 300, Role.BODY_MEDIUM, "ink2" if fixed else "ink", icon="lock" if fixed else "")
            lines.append(Line(setting.name, (Cell(setting.meaning, 0, Role.BODY), value)))
    return lines


def coming_days(shown: Shown) -> list[Day]:
    """Return the marked days from today on, and those the commune changed, in order."""
    changes = last_changes(shown.calendar)
    days = [
        Day(mark.on, mark.type, mark.name, mark.certainty, mark.on in changes, ordinary_words(mark.on, shown.calendar))
        for mark in shown.calendar.marks.values()
        if mark.on >= shown.today
    ]
    days += [
        Day(change.on, None, change.name, Certainty.OFFICIAL, True, ordinary_words(change.on, shown.calendar))
        for change in changes.values()
        if change.type is None and change.on >= shown.today
    ]
    return sorted(days, key=lambda day: day.on)


def day_lines(days: list[Day]) -> list[Line]:
    """Return the coming days as lines."""
    lines = []
    for day in days:
        words, ink, icon = certainty_words(day.certainty, by_commune=day.by_commune)
        cells = (
            Cell(day_words(day.on), 170, Role.BODY_MEDIUM),
            Cell(day.name, 0, Role.BODY),
            Cell(day.words, 160, Role.BODY),
            Cell(words, 150, Role.SECOND_MEDIUM, ink, icon=icon),
        )
        lines.append(Line(day.on.isoformat(), cells, tone="soon" if day.is_doubtful else ""))
    return lines


def hour_lines(shown: Shown) -> list[Line]:
    """Return the seven weekdays with their sessions."""
    return [
        Line(
            str(place),
            (Cell(name, 170, Role.BODY_MEDIUM), Cell(hours_words(shown.calendar, place), 0, Role.BODY)),
            high=Size.ROW,
        )
        for place, name in enumerate(WEEKDAYS)
    ]
