"""What the desk goes by: settings, calendar, catalogue, officers and enrolment; and which days are closed."""

from db.engine import Connection
from db.reference_text import hash_in
from desk_app.domain.day_table import OFFICE_ZONE
from desk_app.domain.events import (
    CalendarDayChanged,
    Enrolled,
    OfficerAdded,
    Recorded,
    ReferenceReplaced,
    SettingChanged,
    WorkingTimeChanged,
)
from desk_app.domain.office_events import DayClosed

TABLES = (
    "setting_changes", "calendar_changes", "reference_versions", "officers", "enrolments", "day_closings",
)  # fmt: skip


def apply(connection: Connection, event: Recorded) -> None:
    """Note what is in force from this event on."""
    body, seq = event.body, event.seq
    if isinstance(body, SettingChanged):
        connection.execute("INSERT INTO setting_changes VALUES (?, ?, ?)", (body.name, seq, body.value))
    elif isinstance(body, CalendarDayChanged | WorkingTimeChanged):
        connection.execute("INSERT INTO calendar_changes VALUES (?)", (seq,))
    elif isinstance(body, ReferenceReplaced):
        connection.execute(
            "INSERT INTO reference_versions VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                seq,
                body.subject,
                body.content_version,
                body.source,
                event.header.recorded_at.astimezone(OFFICE_ZONE).toordinal(),
                None if body.in_force_from is None else body.in_force_from.toordinal(),
                hash_in(body),
            ),
        )
    elif isinstance(body, OfficerAdded):
        connection.execute("INSERT OR REPLACE INTO officers VALUES (?, ?, ?)", (body.officer_id, body.name, body.role))
    elif isinstance(body, Enrolled):
        connection.execute(
            "INSERT INTO enrolments VALUES (?, ?, ?, ?, ?)",
            (seq, body.district_id, body.receipt_key, body.envelope_key, body.label),
        )
    elif isinstance(body, DayClosed):
        connection.execute("INSERT INTO day_closings VALUES (?, ?)", (seq, body.on.toordinal()))
