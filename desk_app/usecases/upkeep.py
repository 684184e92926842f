"""Settings, catalogue and calendar change: each change is a logged event."""

import zlib
from collections.abc import Sequence
from datetime import date

from desk_app.domain.calendar import WorkingTimeChange, calendar_from_json, shift_from_text
from desk_app.domain.characters import clean_line
from desk_app.domain.dossier_number import first_counter
from desk_app.domain.errors import BadInputError
from desk_app.domain.events import CalendarDayChanged, Recorded, ReferenceReplaced, SettingChanged, WorkingTimeChanged
from desk_app.domain.procedure import catalogue_from_json
from desk_app.settings import SettingFixedError, checked, is_fixed
from desk_app.usecases.acts import ReasonMissingError
from desk_app.usecases.office import Office
from desk_app.usecases.printable import check_letters

DAY_TYPES = ("off", "working", "")
_MOST_REASON, _MOST_DAY_NAME = 300, 100


class DayTypeError(BadInputError):
    """`value` is no type of a day; `allowed` are."""


def change_setting(office: Office, name: str, value: str) -> Recorded:
    """Log a setting's new value; it holds for every act after this one and for no slip before it."""
    value = checked(name, value)
    check_letters(office.letters, ((name, value),))
    if is_fixed(name) and value != office.store.settings()[name]:
        raise SettingFixedError(name=name)
    if name == "first_number":
        first_counter(office.store.settings().desk, int(value))
    return _log(office, SettingChanged(name, value))


def import_catalogue(office: Office, text: str, source: str = "file") -> str:
    """Put a catalogue (JSON text) in force; return its version. CatalogueError names the faulty line."""
    version = catalogue_from_json(text).version
    _log(office, ReferenceReplaced("catalogue", version, source, zlib.compress(text.encode(), 9)))
    return version


def import_calendar(office: Office, text: str, source: str = "file") -> str:
    """Put a calendar (JSON text) in force as the base; the commune's own changes stay over it."""
    version = calendar_from_json(text).base_version
    _log(office, ReferenceReplaced("calendar", version, source, zlib.compress(text.encode(), 9)))
    return version


def change_day(office: Office, on: date, day_type: str, name: str, reason: str) -> Recorded:
    """Log the commune's own word on a day: `off`, `working`, or empty for an ordinary day again."""
    if day_type not in DAY_TYPES:
        raise DayTypeError(value=day_type, allowed=DAY_TYPES)
    reason = clean_line("reason", reason, _MOST_REASON)
    if not reason:
        raise ReasonMissingError(move="change_day")
    return _log(office, CalendarDayChanged(on, day_type, clean_line("name", name, _MOST_DAY_NAME), reason))


def change_working_time(
    office: Office, weekday: int, sessions: Sequence[str], reason: str, *, counts: bool = True
) -> Recorded:
    """Log the commune's own sessions of a weekday (Monday is 0), each `07:30-11:30`, in order; none closes the day.

    `counts` False: the counter takes in during these sessions, and the day is no working day of any limit.
    CalendarError when a session is none, ends before it begins, overlaps the next, or no day of the week is left.
    ReasonMissingError without a reason.
    """
    reason = clean_line("reason", reason, _MOST_REASON)
    if not reason:
        raise ReasonMissingError(move="change_working_time")
    change = WorkingTimeChange(weekday, tuple(shift_from_text(session) for session in sessions), counts)
    office.store.calendar().with_changes((change,))  # refuses what no calendar could be
    texts = tuple(f"{shift.opens:%H:%M}-{shift.closes:%H:%M}" for shift in change.shifts)
    return _log(office, WorkingTimeChanged(weekday, texts, reason, counts))


def _log(
    office: Office, body: SettingChanged | ReferenceReplaced | CalendarDayChanged | WorkingTimeChanged
) -> Recorded:
    with office.store.unit_of_work(office.actor) as work:
        recorded = work.append(body)
        work.commit()
    return recorded
