"""Finding dossiers: what is asked for, and one page of the answer, by key and not by offset."""

# mypy: disable-error-code="no-any-unimported, misc"

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.db.models import F, Q, QuerySet
from django.db.models.functions import TruncDate
from django.utils.timezone import localdate

from desk_app.domain.decision_events import BODY
from desk_app.domain.lifecycle import OPEN_STATES, State
from desk_app.domain.positional import milliseconds_of, time_of
from desk_app.domain.procedure_facts import Unit
from desk_app.domain.text import fold
from sync.district.models import DossierRow, Hub

PAGE = 50
OPEN_LATE, ENDED_LATE = "open", "ended"
DESK, OFFICER, AWAY = "desk", "officer", BODY
_RUNNING = (int(State.RECEIVED), int(State.IN_PROGRESS))
_TO_COME = frozenset({*map(int, OPEN_STATES), int(State.REGISTERED), int(State.RESULT_READY)})
_HOURS = Q(limit_unit=Unit.WORKING_HOUR.value)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a page is asked for; empty and None ask for everything. `hub` is a commune, `holder` a holder's kind."""

    text: str = ""
    hub: int | None = None
    state: int | None = None
    late: str = ""
    holder: str = ""

    def query(self, **more: str) -> str:
        """Return it as the query of an address, with `more` after it."""
        asked = {"q": self.text, "commune": self.hub, "state": self.state, "late": self.late, "holder": self.holder}
        return urlencode({name: value for name, value in {**asked, **more}.items() if value not in ("", None)})


@dataclass(frozen=True, slots=True)
class Found:
    """A page of dossiers, newest first; `newer` and `older` are the keys to go on with, empty at the ends."""

    rows: tuple[Any, ...]
    count: int
    newer: str
    older: str


def wanted_of(asked: Mapping[str, str]) -> Wanted:
    """Return what an address asks for; what makes no sense asks for nothing."""
    late, holder = asked.get("late", ""), asked.get("holder", "")
    return Wanted(
        text=asked.get("q", "")[:200],
        hub=_number(asked.get("commune", "")),
        state=_number(asked.get("state", "")),
        late=late if late in (OPEN_LATE, ENDED_LATE) else "",
        holder=holder if holder in (DESK, OFFICER, AWAY) else "",
    )


def found(wanted: Wanted, now: datetime, *, with_names: bool = True, after: str = "", before: str = "") -> Found:
    """Return the page after or before a key; a damaged key is the first page."""
    rows = _all(wanted, now, with_names=with_names)
    count = rows.count()
    older_than, newer_than = _key(after), _key(before)
    if newer_than is not None:
        page = list(rows.filter(_above(newer_than)).order_by("received_at", "-hub", "-number")[: PAGE + 1])
        more_above, more_below, page = len(page) > PAGE, True, page[:PAGE][::-1]
    else:
        below = rows if older_than is None else rows.filter(_below(older_than))
        page = list(below.order_by("-received_at", "hub", "number")[: PAGE + 1])
        more_above, more_below, page = older_than is not None, len(page) > PAGE, page[:PAGE]
    return Found(
        tuple(page), count,
        _key_of(page[0]) if page and more_above else "", _key_of(page[-1]) if page and more_below else "",
    )  # fmt: skip


def is_late(row: DossierRow, now: datetime) -> bool:
    """Whether it is past the day that decides: limits in days compare dates, limits in hours instants."""
    at = row.finished_at or row.ended_at or (now if row.status in _RUNNING else None)
    if row.due_at is None or at is None:
        return False
    return bool(at > row.due_at if row.limit_unit == Unit.WORKING_HOUR.value else localdate(at) > localdate(row.due_at))


def is_running(row: DossierRow) -> bool:
    """Whether something is still to come: it is open, or its result waits to be fetched."""
    return row.status in _TO_COME


def communes() -> tuple[tuple[int, str], ...]:
    """Return (hub, name) of every commune, by name."""
    return tuple((hub.hub, hub.name or hub.agency_code) for hub in Hub.objects.order_by("name", "agency_code"))


def _all(wanted: Wanted, now: datetime, *, with_names: bool) -> QuerySet[Any]:
    rows = _with_words(wanted.text.replace("\x00", ""), with_names=with_names)
    if wanted.hub is not None:
        rows = rows.filter(hub=wanted.hub)
    if wanted.state is not None:
        rows = rows.filter(status=wanted.state)
    if wanted.holder:
        rows = rows.filter(holder_kind=wanted.holder)
    if wanted.late == OPEN_LATE:
        today = localdate(now)
        by_day, by_hour = Q(due_at__date__lt=today) & ~_HOURS, Q(due_at__lt=now) & _HOURS
        rows = rows.filter(by_day | by_hour, status__in=_RUNNING)
    elif wanted.late == ENDED_LATE:
        rows = rows.annotate(due_on=TruncDate("due_at"))
        by_day = (Q(finished_at__date__gt=F("due_on")) | Q(ended_at__date__gt=F("due_on"))) & ~_HOURS
        by_hour = (Q(finished_at__gt=F("due_at")) | Q(ended_at__gt=F("due_at"))) & _HOURS
        rows = rows.filter(by_day | by_hour)
    return rows


def _with_words(text: str, *, with_names: bool) -> QuerySet[Any]:
    """Return dossiers whose words hold every word of `text`; without names only number and procedure are looked at."""
    rows = DossierRow.objects.all()
    if with_names:
        for word in fold(text).split():
            rows = rows.filter(search__contains=word)
        return rows
    for word in text.split():
        procedure = Q(procedure_name__icontains=word) | Q(procedure_code__icontains=word)
        rows = rows.filter(procedure | Q(number__icontains=word))
    return rows


def _below(key: tuple[datetime, int, str]) -> Q:
    at, hub, number = key
    return Q(received_at__lt=at) | Q(received_at=at) & (Q(hub__gt=hub) | Q(hub=hub, number__gt=number))


def _above(key: tuple[datetime, int, str]) -> Q:
    at, hub, number = key
    return Q(received_at__gt=at) | Q(received_at=at) & (Q(hub__lt=hub) | Q(hub=hub, number__lt=number))


def _key_of(row: DossierRow) -> str:
    return f"{milliseconds_of(row.received_at)}_{row.hub}_{row.number}"


def _key(text: str) -> tuple[datetime, int, str] | None:
    at, _, rest = text.partition("_")
    hub, _, number = rest.partition("_")
    try:
        return time_of(int(at)), int(hub), number.replace("\x00", "")
    except (ValueError, OverflowError):
        return None


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None
