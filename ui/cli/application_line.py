"""One line of JSON from a script becomes what a person brings to the counter; every mistake is named."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from desk_app.domain.calendar import OFFICE_ZONE
from desk_app.domain.errors import BadInputError, DateImpossibleError
from desk_app.domain.events import SubmittedPaper
from desk_app.domain.person import Person
from desk_app.usecases.intake import Application


class BrokenLineError(BadInputError):
    """The line is no JSON object: `reason`."""


class FieldError(BadInputError):
    """The field `field` is missing, unknown, or of the wrong kind (`wanted`)."""


@dataclass(frozen=True, slots=True)
class ApplicationLine:
    """The application of a line, and the reason when it is a refusal."""

    application: Application
    reason: str


_FIELDS = {
    "procedure", "applicant", "submitter", "authority", "papers", "sets", "return_by", "claimed_at",
    "late_entry_reason", "duplicate_of", "duplicate_reason", "reason",
}  # fmt: skip
_PERSON_FIELDS = {"name", "personal_number", "birth_on", "sex", "address", "phone", "email"}


def read_line(line: str) -> ApplicationLine:
    """Return what the line says; BadInputError of some kind otherwise."""
    row = _object(line)
    for name in row:
        if name not in _FIELDS:
            raise FieldError(field=name, wanted="unknown")
    application = Application(
        procedure=_text(row, "procedure", required=True),
        applicant=_person(row, "applicant"),
        submitter=_person(row, "submitter") if row.get("submitter") is not None else None,
        authority=_text(row, "authority"),
        papers=_papers(row.get("papers", "required")),
        sets=_count(row, "sets", 1),
        return_by=_text(row, "return_by") or "counter",
        claimed_at=_time(row, "claimed_at"),
        late_entry_reason=_text(row, "late_entry_reason"),
        duplicate_of=_text(row, "duplicate_of"),
        duplicate_reason=_text(row, "duplicate_reason"),
    )
    return ApplicationLine(application, _text(row, "reason"))


def read_time(text: str, field: str) -> datetime:
    """Return an ISO 8601 time; without an offset it is office time. DateImpossibleError otherwise."""
    try:
        at = datetime.fromisoformat(text)
        return (at if at.tzinfo else at.replace(tzinfo=OFFICE_ZONE)).astimezone(OFFICE_ZONE)
    except (ValueError, OverflowError) as error:
        raise DateImpossibleError(field=field, text=text) from error


def _object(line: str) -> Mapping[str, Any]:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise BrokenLineError(reason=str(error)) from error
    if not isinstance(row, dict):
        raise BrokenLineError(reason="not an object")
    return row


def _text(row: Mapping[str, Any], field: str, *, required: bool = False) -> str:
    value = row.get(field)
    if value is None and not required:
        return ""
    if not isinstance(value, str) or (required and not value.strip()):
        raise FieldError(field=field, wanted="text")
    if any("\ud800" <= character <= "\udfff" for character in value):
        raise FieldError(field=field, wanted="text")  # half a surrogate pair cannot be stored or printed
    return value


def _count(row: Mapping[str, Any], field: str, default: int) -> int:
    value = row.get(field, default)
    if isinstance(value, bool) or not isinstance(value, int):
        raise FieldError(field=field, wanted="whole number")
    return value


def _time(row: Mapping[str, Any], field: str) -> datetime | None:
    text = _text(row, field)
    return read_time(text, field) if text else None


def _person(row: Mapping[str, Any], field: str) -> Person:
    facts = row.get(field)
    if not isinstance(facts, dict):
        raise FieldError(field=field, wanted="object")
    for name in facts:
        if name not in _PERSON_FIELDS:
            raise FieldError(field=f"{field}.{name}", wanted="unknown")
    return Person(
        name=_text(facts, "name"),
        personal_number=_text(facts, "personal_number"),
        birth_on=_date(facts, "birth_on"),
        sex=_text(facts, "sex"),
        address=_text(facts, "address"),
        phone=_text(facts, "phone"),
        email=_text(facts, "email"),
    )


def _date(row: Mapping[str, Any], field: str) -> date | None:
    text = _text(row, field)
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise DateImpossibleError(field=field, text=text) from error


def _papers(value: Any) -> tuple[SubmittedPaper, ...] | None:
    if value == "required" or value is None:
        return None
    if not isinstance(value, list):
        raise FieldError(field="papers", wanted='list or "required"')
    return tuple(_paper(entry) for entry in value)


def _paper(entry: Any) -> SubmittedPaper:
    if not isinstance(entry, dict) or not set(entry) <= {"name", "originals", "copies", "certified", "note"}:
        raise FieldError(field="papers", wanted="name, originals, copies, certified, note")
    return SubmittedPaper(
        name=_text(entry, "name", required=True),
        originals=_count(entry, "originals", 0),
        copies=_count(entry, "copies", 0),
        certified=_count(entry, "certified", 0),
        note=_text(entry, "note"),
    )
