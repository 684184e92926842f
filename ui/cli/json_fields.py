"""Fields of a JSON object from a script, each checked and named when it is wrong."""

import json
from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Any

from desk_app.domain.calendar import OFFICE_ZONE
from desk_app.domain.errors import BadInputError, DateImpossibleError
from desk_app.domain.events import SubmittedPaper
from desk_app.domain.life_events import FeeLine
from desk_app.domain.person import Person


class BrokenLineError(BadInputError):
    """The line is no JSON object: `reason`."""


class FieldError(BadInputError):
    """The field `field` is missing, unknown, or of the wrong kind (`wanted`)."""


_PAPER_FIELDS = ("name", "originals", "copies", "certified", "note", "reused_from", "valid_until")
_PERSON_FIELDS = {"name", "personal_number", "birth_on", "sex", "address", "phone", "email"}


def read_time(text: str, field: str) -> datetime:
    """Return an ISO 8601 time; without an offset it is office time. DateImpossibleError otherwise."""
    try:
        at = datetime.fromisoformat(text)
        return (at if at.tzinfo else at.replace(tzinfo=OFFICE_ZONE)).astimezone(OFFICE_ZONE)
    except (ValueError, OverflowError) as error:
        raise DateImpossibleError(field=field, text=text) from error


def object_of(line: str) -> Mapping[str, Any]:
    """Return the JSON object of a line; BrokenLineError otherwise."""
    try:
        row = json.loads(line, object_pairs_hook=_without_twins)
    except (ValueError, RecursionError) as error:
        raise BrokenLineError(reason=str(error)) from error
    if not isinstance(row, dict):
        raise BrokenLineError(reason="not an object")
    return row


def _without_twins(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Of two fields of one name the first would be lost without a word."""
    row = dict(pairs)
    if len(row) < len(pairs):
        names = [name for name, _ in pairs]
        raise ValueError(f"trường “{next(name for name in names if names.count(name) > 1)}” ghi hai lần")
    return row


def known_fields(row: Mapping[str, Any], allowed: Collection[str]) -> Mapping[str, Any]:
    """Return the row itself; FieldError for a field that nobody reads (a slip of the pen would be silent)."""
    for name in row:
        if name not in allowed:
            raise FieldError(field=name, wanted="unknown")
    return row


def text_in(row: Mapping[str, Any], field: str, *, required: bool = False) -> str:
    """Return a text field; FieldError for another kind, or for an empty one that is required."""
    value = row.get(field)
    if value is None and not required:
        return ""
    if not isinstance(value, str) or (required and not value.strip()):
        raise FieldError(field=field, wanted="text")
    if any("\ud800" <= character <= "\udfff" for character in value):
        raise FieldError(field=field, wanted="text")  # half a surrogate pair cannot be stored or printed
    return value


def count_in(row: Mapping[str, Any], field: str, default: int) -> int:
    """Return a whole number; FieldError otherwise."""
    value = row.get(field, default)
    if isinstance(value, bool) or not isinstance(value, int):
        raise FieldError(field=field, wanted="whole number")
    return value


def time_in(row: Mapping[str, Any], field: str) -> datetime | None:
    """Return a time field, None when it is left out; DateImpossibleError."""
    text = text_in(row, field)
    return read_time(text, field) if text else None


def person_in(row: Mapping[str, Any], field: str) -> Person:
    """Return a person; FieldError for an unknown field."""
    facts = row.get(field)
    if not isinstance(facts, dict):
        raise FieldError(field=field, wanted="object")
    for name in facts:
        if name not in _PERSON_FIELDS:
            raise FieldError(field=f"{field}.{name}", wanted="unknown")
    return Person(
        name=text_in(facts, "name"),
        personal_number=text_in(facts, "personal_number"),
        birth_on=date_in(facts, "birth_on"),
        sex=text_in(facts, "sex"),
        address=text_in(facts, "address"),
        phone=text_in(facts, "phone"),
        email=text_in(facts, "email"),
    )


def date_in(row: Mapping[str, Any], field: str) -> date | None:
    """Return a date field, None when it is left out; DateImpossibleError."""
    text = text_in(row, field)
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise DateImpossibleError(field=field, text=text) from error


def papers_in(value: Any) -> tuple[SubmittedPaper, ...] | None:
    """Return a list of papers; None for `required` or nothing."""
    if value == "required" or value is None:
        return None
    if not isinstance(value, list):
        raise FieldError(field="papers", wanted='list or "required"')
    return tuple(_paper(entry) for entry in value)


def _paper(entry: Any) -> SubmittedPaper:
    if not isinstance(entry, dict) or not set(entry) <= set(_PAPER_FIELDS):
        raise FieldError(field="papers", wanted=", ".join(_PAPER_FIELDS))
    return SubmittedPaper(
        name=text_in(entry, "name", required=True),
        originals=count_in(entry, "originals", 0),
        copies=count_in(entry, "copies", 0),
        certified=count_in(entry, "certified", 0),
        note=text_in(entry, "note"),
        reused_from=text_in(entry, "reused_from"),
        valid_until=date_in(entry, "valid_until"),
    )


def fee_lines_in(row: Mapping[str, Any], field: str) -> tuple[FeeLine, ...]:
    """Return a list of fee lines, empty when it is left out; FieldError."""
    lines = row.get(field, ())
    if not isinstance(lines, list | tuple):
        raise FieldError(field=field, wanted="list of name, units, amount, exempt_reason")
    return tuple(_fee_line(field, line) for line in lines)


def _fee_line(field: str, line: Any) -> FeeLine:
    if not isinstance(line, dict):
        raise FieldError(field=field, wanted="name, units, amount, exempt_reason")
    row = known_fields(line, ("name", "units", "amount", "exempt_reason"))
    return FeeLine(
        text_in(row, "name", required=True),
        count_in(row, "units", 1),
        count_in(row, "amount", 0),
        text_in(row, "exempt_reason"),
    )
