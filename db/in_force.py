"""Settings, calendar and catalogue in force, read from the log once and kept until an event changes them."""

from datetime import time

from db.engine import Connection
from db.event_log import event_at, recorded_of
from db.reference_text import text_at, versions_of
from desk_app.domain.calendar import (
    Calendar,
    CalendarChange,
    Change,
    DayType,
    Shift,
    WorkingTimeChange,
    calendar_from_json,
)
from desk_app.domain.day_table import OFFICE_ZONE
from desk_app.domain.enrol_code import code_digest
from desk_app.domain.events import (
    CalendarDayChanged,
    Enrolled,
    Event,
    ReferenceReplaced,
    SettingChanged,
    WorkingTimeChanged,
)
from desk_app.domain.procedure import Catalogue, catalogue_from_json
from desk_app.domain.reference import in_force_on, next_change
from desk_app.ports import Clock, Enrolment, EventCodec
from desk_app.settings import Settings

_NOW = 2**62
"""A place beyond the end of any log."""
CATALOGUE, CALENDAR = "catalogue", "calendar"


class InForce:
    """What holds now. `forget` after a rolled-back change."""

    def __init__(self, connection: Connection, codec: EventCodec, clock: Clock) -> None:
        self._connection = connection
        self._codec = codec
        self._clock = clock
        self.forget()

    def forget(self) -> None:
        """Read everything again when next asked."""
        self._settings: Settings | None = None
        self._calendar: Calendar | None = None
        self._catalogue: Catalogue | None = None
        self._catalogue_version: str | None = None
        self._enrolment: Enrolment | None = None
        self._changes_on: int | None = None

    def changed_by(self, body: Event) -> None:
        """Forget what this event changes."""
        if isinstance(body, SettingChanged):
            self._settings = None
        elif isinstance(body, CalendarDayChanged | WorkingTimeChanged):
            self._calendar = None
        elif isinstance(body, ReferenceReplaced):
            self._calendar = self._catalogue = self._catalogue_version = None
        elif isinstance(body, Enrolled):
            self._enrolment = None

    def settings(self) -> Settings:
        """Return the settings."""
        if self._settings is None:
            self._settings = settings_as_of(self._connection, None)
        return self._settings

    def catalogue(self, version: str = "") -> Catalogue:
        """Return the catalogue in force; with a `version`, that one if the log holds it."""
        self._turn_the_day()
        if version and version != self.catalogue_version():
            earlier = self._earlier(CATALOGUE, version)
            if earlier is not None:
                return catalogue_from_json(earlier)
        if self._catalogue is None:
            self._catalogue = catalogue_from_json(self._text(self._chosen(CATALOGUE)))
        return self._catalogue

    def catalogue_version(self) -> str:
        """Return the catalogue's version without reading the catalogue; empty before the first."""
        self._turn_the_day()
        if self._catalogue_version is None:
            seq = self._chosen(CATALOGUE)
            row = self._connection.execute("SELECT version FROM reference_versions WHERE seq = ?", (seq,)).fetchone()
            self._catalogue_version = "" if row is None else str(row[0])
        return self._catalogue_version

    def calendar(self) -> Calendar:
        """Return the base calendar with the commune's changes over it, in the order in which they were made."""
        self._turn_the_day()
        if self._calendar is None:
            base = calendar_from_json(self._text(self._chosen(CALENDAR)))
            self._calendar = _with_changes(self._connection, self._codec, base, _NOW)
        return self._calendar

    def enrolment(self) -> Enrolment | None:
        """Return what the district gave at the newest enrolment; None before the first."""
        if self._enrolment is None:
            row = self._connection.execute("SELECT max(seq) FROM enrolments").fetchone()
            if row is not None and row[0] is not None:
                self._enrolment = self._enrolment_at(int(row[0]))
        return self._enrolment

    def _enrolment_at(self, seq: int) -> Enrolment:
        body = self._body(seq)
        assert isinstance(body, Enrolled)
        # An older program did not write the digest; the code was then the setting in force.
        digest = body.code_digest or code_digest(settings_as_of(self._connection, seq)["enrol_code"])
        return Enrolment(body.district_id, body.receipt_key, body.envelope_key, body.label, digest)

    def _turn_the_day(self) -> None:
        """Nothing is asked of the clock unless something waits for its day."""
        if self._changes_on is not None and self._today() >= self._changes_on:
            self._calendar = self._catalogue = self._catalogue_version = self._changes_on = None

    def _today(self) -> int:
        return self._clock.now().astimezone(OFFICE_ZONE).toordinal()

    def _chosen(self, subject: str) -> int:
        """Return the place of the text in force; 0 before the first."""
        versions = versions_of(self._connection, subject, _NOW)
        today = self._today() if any(each.in_force_from is not None for each in versions) else 0
        changes_on = next_change(versions, today)
        if changes_on is not None:
            self._changes_on = min(changes_on, self._changes_on or changes_on)
        found = in_force_on(versions, today)
        return 0 if found is None else found.seq

    def _text(self, seq: int) -> str:
        if not seq:
            raise LookupError("no catalogue and no calendar in the log")
        return text_at(self._connection, self._codec, seq).decode()

    def _earlier(self, subject: str, version: str) -> str | None:
        row = self._connection.execute(
            "SELECT seq FROM reference_versions WHERE subject = ? AND version = ? ORDER BY seq DESC LIMIT 1",
            (subject, version),
        ).fetchone()
        return None if row is None else self._text(int(row[0]))

    def _body(self, seq: int) -> Event:
        return _body(self._connection, self._codec, seq)


def calendar_as_of(connection: Connection, codec: EventCodec, seq: int) -> Calendar:
    """Return the base calendar just after event `seq`, with the commune's changes in the order they were made in."""
    event = event_at(connection, seq)
    versions = versions_of(connection, CALENDAR, seq)
    recorded_at = None if event is None else recorded_of(codec, event).header.recorded_at
    today = max((each.logged_on for each in versions), default=0)
    today = today if recorded_at is None else recorded_at.astimezone(OFFICE_ZONE).toordinal()
    found = in_force_on(versions, today)
    if found is None:
        raise LookupError("no calendar in the log")
    base = calendar_from_json(text_at(connection, codec, found.seq).decode())
    return _with_changes(connection, codec, base, seq)


def _with_changes(connection: Connection, codec: EventCodec, base: Calendar, seq: int) -> Calendar:
    rows = connection.execute("SELECT seq FROM calendar_changes WHERE seq <= ? ORDER BY seq", (seq,)).fetchall()
    changes = [_change(_body(connection, codec, int(row[0]))) for row in rows]
    return base.with_changes(changes) if changes else base


def _body(connection: Connection, codec: EventCodec, seq: int) -> Event:
    stored = event_at(connection, seq)
    assert stored is not None  # the projections name only rows of the log
    return recorded_of(codec, stored).body


def settings_as_of(connection: Connection, seq: int | None) -> Settings:
    """Return the settings just after event `seq` (None: now)."""
    rows = connection.execute(
        "SELECT name, value FROM setting_changes WHERE seq <= ? ORDER BY seq", (_NOW if seq is None else seq,)
    )
    return Settings({str(name): str(value) for name, value in rows})


def _change(body: Event) -> Change:
    if isinstance(body, CalendarDayChanged):
        return CalendarChange(body.on, DayType(body.type) if body.type else None, body.name)
    assert isinstance(body, WorkingTimeChanged)
    return WorkingTimeChange(body.weekday, tuple(_shift(session) for session in body.sessions), body.counts)


def _shift(session: str) -> Shift:
    opens, closes = (time.fromisoformat(part) for part in session.split("-"))
    return Shift(opens, closes)
