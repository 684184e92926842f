"""Reading the desk: frozen rows, nothing changed."""

from collections.abc import Sequence
from datetime import date, datetime

from db import print_queue
from db.collation import NAME as VIETNAMESE
from db.engine import Connection
from db.event_log import event_at, position_of, recorded_of
from db.in_force import calendar_as_of, settings_as_of
from db.local_numbers import local_number
from db.people_queries import people_named
from db.row_of_register import MOST_IN_A_LIST, rows_where
from db.search import found_ids
from db.spans import day_span
from db.trouble import translated
from db.unit_of_work import read_dossier
from db.words import range_of, reversed_number
from db.work_lists import PROMISED, RUNNING
from desk_app.domain.calendar import OFFICE_ZONE, Calendar
from desk_app.domain.dossier import Dossier
from desk_app.domain.errors import DossierNotFoundError, EventNotFoundError
from desk_app.domain.events import Recorded
from desk_app.domain.positional import milliseconds_of, time_of
from desk_app.ports import DeskStatus, DossierRow, EventCodec, KnownPerson, PrintRow, PrintState, TodayLists
from desk_app.settings import Settings

_DOSSIERS_OF_A_SEASON = 2000


class DeskRegister:
    """Fulfils `Register` on the desk's database."""

    def __init__(self, connection: Connection, codec: EventCodec, public_key: bytes) -> None:
        self._connection = connection
        self._codec = codec
        self._public_key = public_key

    def today(self, now: datetime, next_working_day: date) -> TodayLists:
        """Return the day's lists by the day promised last; what is past its due time is overdue and in no other list.

        While the citizen is waited for the clock stands, and the dossier is in none.
        """
        start, end = day_span(now.astimezone(OFFICE_ZONE).date())
        tomorrow, after_tomorrow = day_span(next_working_day)
        instant = milliseconds_of(now)
        with translated():
            return TodayLists(
                due_today=self._due(instant, instant, end),
                due_tomorrow=self._due(instant, max(tomorrow, end), after_tomorrow),
                overdue=self._rows(f"{RUNNING} AND due_at < ? ORDER BY due_at, id", instant),
                ready=self._rows("state = 9 ORDER BY finished_at, id"),
                received_today=self._count("received_at", start, end),
                finished_today=self._count("finished_at", start, end),
                handed_over_today=self._count("handed_over_at", start, end),
            )

    def find(self, text: str, limit: int = 50) -> tuple[DossierRow, ...]:
        """Return matches, typed accents first, then newest; at a million dossiers within 10 ms."""
        with translated():
            ids = found_ids(self._connection, text, limit)
            rows = rows_where(self._connection, f"id IN ({','.join('?' * len(ids))})", ids)
            numbers = self._connection.execute(
                f"SELECT id, number FROM dossiers WHERE id IN ({','.join('?' * len(ids))})", ids
            ).fetchall()
        by_number = {row.number: row for row in rows}
        number_of = {int(each): str(number) for each, number in numbers}
        return tuple(by_number[number_of[each]] for each in ids if each in number_of)

    def dossier(self, number: str) -> Dossier:
        """Return the dossier with its history; DossierNotFoundError."""
        return read_dossier(self._connection, self._codec, number)

    def event(self, seq: int) -> Recorded:
        """Return the event at this place of the log."""
        with translated():
            stored = event_at(self._connection, seq)
        if stored is None:
            raise EventNotFoundError(seq=seq)
        return recorded_of(self._codec, stored)

    def row(self, number: str) -> DossierRow:
        """Return the dossier's row; DossierNotFoundError."""
        with translated():
            rows = rows_where(self._connection, "number = ?", (number,))
        if not rows:
            raise DossierNotFoundError(number=number)
        return rows[0]

    def number_ending(self, tail: str) -> str:
        """Return the newest dossier number that ends so; separators do not matter."""
        with translated():
            number = self._ending(reversed_number(tail))
        if number is None:
            raise DossierNotFoundError(number=tail)
        return number

    def people(self, text: str, limit: int = 8) -> tuple[KnownPerson, ...]:
        """Return people by the beginning of name or personal number, latest first; names that begin so come first."""
        with translated():
            return people_named(self._connection, text, limit)

    def dossiers_of(self, personal_number: str, limit: int = 8) -> tuple[DossierRow, ...]:
        """Return a person's own dossiers, newest first."""
        if not personal_number:
            return ()
        with translated():
            return self._rows(
                "personal_number = ? AND personal_number <> '' ORDER BY id DESC LIMIT ?", personal_number, limit
            )

    def frequent_procedures(self, limit: int = 10) -> tuple[str, ...]:
        """Return the codes most often seen in the last dossiers: what people come for changes with the season."""
        with translated():
            rows = self._connection.execute(
                "SELECT procedure_code FROM (SELECT procedure_code FROM dossiers ORDER BY id DESC LIMIT ?)"
                " GROUP BY procedure_code ORDER BY count(*) DESC, procedure_code LIMIT ?",
                (_DOSSIERS_OF_A_SEASON, limit),
            ).fetchall()
        return tuple(str(row[0]) for row in rows)

    def officers(self) -> tuple[tuple[str, str], ...]:
        """Return (officer id, name) of all who may sign in, as a Vietnamese list."""
        with translated():
            rows = self._connection.execute(
                f"SELECT officer, name FROM officers ORDER BY name COLLATE {VIETNAMESE}, officer"
            ).fetchall()
        return tuple((str(officer), str(name)) for officer, name in rows)

    def calendar_as_of(self, seq: int) -> Calendar:
        """Return the calendar in force just after event `seq`."""
        with translated():
            return calendar_as_of(self._connection, self._codec, seq)

    def settings_as_of(self, seq: int) -> Settings:
        """Return the settings in force just after event `seq`."""
        with translated():
            return settings_as_of(self._connection, seq)

    def status(self) -> DeskStatus:
        """Return counts and the end of the log."""
        with translated():
            end = position_of(self._connection, self._codec, self._public_key)
            acknowledged = local_number(self._connection, "acknowledged")
            last_exchange = local_number(self._connection, "last_exchange_at")
            return DeskStatus(
                dossiers=self._number("SELECT count(*) FROM dossiers"),
                only_here=self._only_here(acknowledged),
                last_exchange_at=time_of(last_exchange) if last_exchange else None,
                seq=end.seq,
                head=end.head,
            )

    def only_here(self, limit: int = 200) -> tuple[DossierRow, ...]:
        """Return the dossiers of which the district has not proven everything, latest change first."""
        with translated():
            acknowledged = local_number(self._connection, "acknowledged")
            if not acknowledged:
                return self._rows("last_seq > 0 ORDER BY id DESC LIMIT ?", limit)
            waiting = "SELECT dossier FROM event_index WHERE seq > ? AND dossier IS NOT NULL"
            return self._rows(f"number IN ({waiting}) ORDER BY last_seq DESC LIMIT ?", acknowledged, limit)

    def prints(self, states: Sequence[PrintState] | None = None, number: str | None = None) -> tuple[PrintRow, ...]:
        """Return prints, oldest first."""
        with translated():
            return print_queue.prints(self._connection, states, number)

    def latest_prints(self, limit: int = 50) -> tuple[PrintRow, ...]:
        """Return the prints asked for last, newest first; costs the same however many there were."""
        with translated():
            return print_queue.latest(self._connection, limit)

    def print_with(self, print_id: int) -> PrintRow | None:
        """Return one print of the queue."""
        with translated():
            return print_queue.print_with(self._connection, print_id)

    def _due(self, now: int, since: int, until: int) -> tuple[DossierRow, ...]:
        return self._rows(
            f"{RUNNING} AND due_at >= ? AND {PROMISED} >= ? AND {PROMISED} < ? ORDER BY {PROMISED}, id",
            now,
            since,
            until,
        )

    def _rows(self, condition: str, *values: object) -> tuple[DossierRow, ...]:
        limit = "" if "LIMIT" in condition else f" LIMIT {MOST_IN_A_LIST}"
        return rows_where(self._connection, condition + limit, values)

    def _count(self, column: str, start: int, end: int) -> int:
        condition = "" if column != "received_at" else " AND state <> 3"
        return self._number(
            f"SELECT count(*) FROM dossiers WHERE {column} >= ? AND {column} < ?{condition}", start, end
        )

    def _number(self, question: str, *values: object) -> int:
        row = self._connection.execute(question, values).fetchone()
        return int(row[0]) if row else 0

    def _only_here(self, acknowledged: int) -> int:
        if not acknowledged:
            return self._number("SELECT count(*) FROM dossiers WHERE last_seq > 0")
        return self._number(
            "SELECT count(DISTINCT dossier) FROM event_index WHERE seq > ? AND dossier IS NOT NULL", acknowledged
        )

    def _ending(self, wanted: str) -> str | None:
        if not wanted:
            return None
        row = self._connection.execute(
            "SELECT number FROM dossiers WHERE number_reversed >= ? AND number_reversed < ? ORDER BY id DESC LIMIT 1",
            range_of(wanted),
        ).fetchone()
        return None if row is None else str(row[0])
