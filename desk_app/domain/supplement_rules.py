"""What may be asked of a citizen, until when, and when to remind: guidance once, in writing, listing everything.

Decree 61/2018: staff may not ask for papers outside the rules. So only papers of the checklist in force at reception
may be asked for; anything else takes the chairman's own words and name, and is counted. No law seen gives the citizen a
limit of days to answer, so that is a setting.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from desk_app.domain.calendar import Calendar
from desk_app.domain.due_date import in_office_time
from desk_app.domain.errors import NothingAskedError, NotOnChecklistError
from desk_app.domain.life_events import RequestedItem
from desk_app.domain.procedure_facts import RequiredPaper
from desk_app.domain.standing import Standing
from desk_app.domain.text import fold
from desk_app.domain.working_span import earlier_working_day, later_working_day

DEFAULT_ANSWER_DAYS = 15
REMINDED_BEFORE = (5, 1)


def checked_items(
    items: Sequence[RequestedItem], checklist: Sequence[RequiredPaper], override_reason: str = "", override_by: str = ""
) -> tuple[RequestedItem, ...]:
    """Return the items with `listed` as the checklist in force at reception says, compared by name folded.

    NothingAskedError without an item. NotOnChecklistError (`names`) when one is not listed and the chairman's reason or
    name is missing.
    """
    asked = tuple(item for item in items if item.name.strip())
    if not asked:
        raise NothingAskedError()
    names = {_key(paper.name) for paper in checklist}
    checked = tuple(replace(item, listed=_key(item.name) in names) for item in asked)
    unlisted = tuple(item.name for item in checked if not item.listed)
    if unlisted and not (override_reason.strip() and override_by.strip()):
        raise NotOnChecklistError(names=unlisted)
    return checked


def next_ordinal(standing: Standing) -> int:
    """Return the number of the next request of a dossier; from 2 on it is marked, and Decision 766 counts it late."""
    return standing.supplements + 1


def answer_by(calendar: Calendar, requested_at: datetime, working_days: int = DEFAULT_ANSWER_DAYS) -> date:
    """Return the last day for the citizen's answer; the day of the request is not counted (Civil Code, Article 147)."""
    day = in_office_time(requested_at).date()
    first = later_working_day(calendar, date.fromordinal(day.toordinal() + 1), 0)
    return later_working_day(calendar, first, max(1, working_days) - 1)


def reminders(
    calendar: Calendar, requested_at: datetime, last_day: date, before: Sequence[int] = REMINDED_BEFORE
) -> tuple[date, ...]:
    """Return the working days on which to remind, oldest first: so many working days before the last day.

    Days not after the request are left out.
    """
    days = {_working_days_back(calendar, last_day, steps) for steps in before}
    return tuple(sorted(day for day in days if day > in_office_time(requested_at).date()))


def is_unanswered(last_day: date | None, now: datetime) -> bool:
    """Has the citizen's term passed?"""
    return last_day is not None and in_office_time(now).date() > last_day


def _working_days_back(calendar: Calendar, day: date, steps: int) -> date:
    for _ in range(steps):
        day = earlier_working_day(calendar, day)
    return day


def _key(name: str) -> str:
    return " ".join(fold(name).split())
