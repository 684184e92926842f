"""One line of JSON from a script becomes what a person brings to the counter; every mistake is named."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from desk_app.usecases.intake import Application
from desk_app.usecases.registration import CHANNELS
from ui.cli.json_fields import (
    FieldError,
    count_in,
    fee_lines_in,
    known_fields,
    object_of,
    papers_in,
    person_in,
    text_in,
    time_in,
)


@dataclass(frozen=True, slots=True)
class ApplicationLine:
    """The application of a line, and the reason when it is a refusal.

    `channel` is how a dossier came that is only to be registered; None when its person stands at the counter.
    """

    application: Application
    reason: str
    channel: str | None = None


_FIELDS = {
    "procedure", "applicant", "submitter", "authority", "papers", "sets", "return_by", "claimed_at",
    "late_entry_reason", "duplicate_of", "duplicate_reason", "pad_number", "reason", "fees", "paid_by",
    "register", "channel",
}  # fmt: skip


def read_line(line: str) -> ApplicationLine:
    """Return what the line says; BadInputError of some kind otherwise."""
    row = known_fields(object_of(line), _FIELDS)
    application = Application(
        procedure=text_in(row, "procedure", required=True),
        applicant=person_in(row, "applicant"),
        submitter=person_in(row, "submitter") if row.get("submitter") is not None else None,
        authority=text_in(row, "authority"),
        papers=papers_in(row.get("papers", "required")),
        sets=count_in(row, "sets", 1),
        return_by=text_in(row, "return_by") or "counter",
        claimed_at=time_in(row, "claimed_at"),
        late_entry_reason=text_in(row, "late_entry_reason"),
        duplicate_of=text_in(row, "duplicate_of"),
        duplicate_reason=text_in(row, "duplicate_reason"),
        fees=fee_lines_in(row, "fees"),
        paid_by=text_in(row, "paid_by"),
        pad_number=text_in(row, "pad_number"),
    )
    return ApplicationLine(application, text_in(row, "reason"), _channel(row))


def _channel(row: Mapping[str, Any]) -> str | None:
    register = row.get("register", False)
    if not isinstance(register, bool):
        raise FieldError(field="register", wanted="true, false")
    channel = text_in(row, "channel")
    if register != bool(channel) or channel not in ("", *CHANNELS):
        raise FieldError(field="channel", wanted=f"with register: {', '.join(CHANNELS)}")
    return channel if register else None
