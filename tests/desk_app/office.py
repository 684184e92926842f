"""The shipped calendar and catalogue, and instants of an office, for tests."""

from datetime import datetime, timedelta, timezone
from importlib.resources import files

from desk_app.domain.calendar import Calendar, calendar_from_json
from desk_app.domain.procedure import Catalogue, catalogue_from_json

OFFICE = timezone(timedelta(hours=7))


def shipped(name: str) -> str:
    """Return the text of a shipped data file."""
    return (files("desk_app.catalogue") / name).read_text(encoding="utf-8")


def shipped_calendar() -> Calendar:
    """Return the calendar a commune starts with."""
    return calendar_from_json(shipped("calendar.json"))


def shipped_catalogue() -> Catalogue:
    """Return the catalogue a commune starts with."""
    return catalogue_from_json(shipped("procedures.json"))


def at(text: str) -> datetime:
    """Return the office instant written `2026-12-29 09:00[:SS]`."""
    return datetime.fromisoformat(text).replace(tzinfo=OFFICE)
