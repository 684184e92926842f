"""What must be done, and to whom: lists over the register."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from db.collation import NAME as VIETNAMESE
from db.engine import Connection
from db.event_log import event_at, recorded_of
from db.row_of_register import MOST_IN_A_LIST, rows_joined, rows_where
from db.trouble import translated
from db.unit_of_work import read_dossier
from desk_app.domain.decision_events import DecisionUnplaced, DistrictDecided
from desk_app.domain.dossier import Dossier, dossier_of
from desk_app.domain.events import Recorded
from desk_app.domain.lifecycle import State
from desk_app.domain.positional import milliseconds_of, time_of
from desk_app.domain.text import fold
from desk_app.ports import DossierRow, EventCodec, StoredEvent
from desk_app.register_rows import ApologyRow, DecisionRow, HolderLoad, LateFacts, PostedRow, UncollectedRow, WaitingRow

OPEN = "state IN (2, 4, 5, 6)"
# The first part is what the index of unfinished dossiers knows itself by.
RUNNING = f"{OPEN} AND state IN (2, 4)"
PROMISED = "coalesce(reappointed_at, due_at)"
_LATE = f"({RUNNING} AND due_at < ?1 OR state = 9 AND finished_at > due_at)"
_APOLOGISED = {None: "", True: " AND reappointed_at IS NOT NULL", False: " AND reappointed_at IS NULL"}
_LIMIT = f" LIMIT {MOST_IN_A_LIST}"
_UNFINISHED = f"""SELECT i.dossier, e.seq, e.header, e.digest, e.body, e.chain
    FROM dossiers d JOIN event_index i ON i.dossier = d.number JOIN events e ON e.seq = i.seq
    WHERE d.{OPEN} AND d.custody IS NULL ORDER BY d.id, e.seq"""


class DeskLists:
    """Fulfils `WorkLists` on the desk's database."""

    def __init__(self, connection: Connection, codec: EventCodec) -> None:
        self._connection = connection
        self._codec = codec

    def due_between(self, since: datetime, until: datetime) -> tuple[DossierRow, ...]:
        """Return dossiers in work promised for that time, soonest first."""
        span = milliseconds_of(since), milliseconds_of(until)
        return self._rows(f"{RUNNING} AND {PROMISED} >= ? AND {PROMISED} < ?2 ORDER BY {PROMISED}, id", *span)

    def overdue(self, now: datetime, *, apologised: bool | None = None) -> tuple[DossierRow, ...]:
        """Return those whose due time has passed, and results ready after it, longest first."""
        return self._rows(f"{_LATE}{_APOLOGISED[apologised]} ORDER BY due_at, id", milliseconds_of(now))

    def waiting_for_supplement(self) -> tuple[WaitingRow, ...]:
        """Return who was asked for supplements, the earliest last day of answer first."""
        found = self._joined(
            f"FROM dossiers WHERE {OPEN} AND state = 5 ORDER BY answer_by IS NULL, answer_by, waiting_since, id",
            "answer_by", _told("max", "supplement"),
        )  # fmt: skip
        return tuple(
            WaitingRow(row, row.waiting_since or row.received_at, _day(answer_by), _time(told))
            for row, (answer_by, told) in found
        )

    def uncollected(self) -> tuple[UncollectedRow, ...]:
        """Return results that lie here, longest first."""
        found = self._joined(
            "FROM dossiers WHERE state = 9 AND posted = 0 ORDER BY finished_at, id", _told("max", "ready")
        )
        return tuple(UncollectedRow(row, row.finished_at or row.received_at, _time(told)) for row, (told,) in found)

    def posted(self) -> tuple[PostedRow, ...]:
        """Return results that the post has, oldest first."""
        found = self._joined(
            "FROM dossiers JOIN postings ON postings.dossier = dossiers.number WHERE state = 9 AND posted = 1"
            " ORDER BY postings.at, dossiers.id",
            "tracking", "manifest", "postings.at",
        )  # fmt: skip
        return tuple(PostedRow(row, tracking, manifest, time_of(at)) for row, (tracking, manifest, at) in found)

    def decisions(self) -> tuple[DecisionRow, ...]:
        """Return the decisions that wait for the desk, oldest first."""
        with translated():
            places = self._connection.execute(
                f"SELECT seq FROM decisions WHERE settled = 0 ORDER BY seq{_LIMIT}"
            ).fetchall()
            return tuple(self._decision(int(seq)) for (seq,) in places)

    def _decision(self, seq: int) -> DecisionRow:
        stored = event_at(self._connection, seq)
        assert stored is not None  # the table names only events of the log
        event = recorded_of(self._codec, stored)
        body = event.body
        assert isinstance(body, DistrictDecided | DecisionUnplaced)
        rows = rows_where(self._connection, "number = ?", (event.header.dossier or "",))
        unfit = body.unfit if isinstance(body, DistrictDecided) else ""
        return DecisionRow(body.decision, unfit, event.happened_at, rows[0] if rows else None)

    def by_village(self, states: Sequence[State] = (State.RESULT_READY,)) -> dict[str, tuple[DossierRow, ...]]:
        """Return dossiers by village; one village however its name's capitals and marks are written."""
        wanted = ", ".join(str(int(state)) for state in states)
        rows = self._rows(f"state IN ({wanted}) ORDER BY village COLLATE {VIETNAMESE}, name COLLATE {VIETNAMESE}, id")
        groups: dict[str, tuple[str, list[DossierRow]]] = {}
        for row in rows:
            groups.setdefault(fold(row.village), (row.village, []))[1].append(row)
        return {village: tuple(members) for village, members in groups.values()}

    def apologies(self, since: datetime, until: datetime, *, unpublished: bool = False) -> tuple[ApologyRow, ...]:
        """Return the apologies written in that time, oldest first."""
        only = " AND published_at IS NULL" if unpublished else ""
        found = self._joined(
            "FROM apologies JOIN dossiers ON dossiers.number = apologies.dossier"
            f" WHERE apologies.at >= ? AND apologies.at < ?{only} ORDER BY apologies.at, dossiers.id",
            "apologies.at", "apologies.reason", "signed_by", _told("min", "late"), "published_at", "published_in",
            values=(milliseconds_of(since), milliseconds_of(until)),
        )  # fmt: skip
        return tuple(
            ApologyRow(row, time_of(at), reason, signed_by, _time(told), _time(published_at), published_in)
            for row, (at, reason, signed_by, told, published_at, published_in) in found
        )

    def late_facts(self, since: datetime, until: datetime, now: datetime) -> tuple[LateFacts, ...]:
        """Return what was due in that time and not finished by then; reads the whole register."""
        apology = "(SELECT at FROM apologies WHERE apologies.dossier = dossiers.number)"
        found = self._joined(
            "FROM dossiers WHERE due_at >= ? AND due_at < ?"
            " AND coalesce(finished_at, ended_at, waiting_since, ?) > due_at ORDER BY due_at, id",
            _told("min", "late"), apology,
            values=(milliseconds_of(since), milliseconds_of(until), milliseconds_of(now)), limit="",
        )  # fmt: skip
        return tuple(LateFacts(row, _time(told), _time(apologised)) for row, (told, apologised) in found)

    def holders(self, now: datetime) -> tuple[HolderLoad, ...]:
        """Return who holds how much, the desk first."""
        with translated():
            found = self._connection.execute(
                f"SELECT holder_kind, holder, count(*), sum({RUNNING} AND due_at < ?) FROM dossiers WHERE {OPEN}"
                f" GROUP BY holder_kind, holder ORDER BY holder <> '', holder_kind, holder COLLATE {VIETNAMESE}",
                (milliseconds_of(now),),
            ).fetchall()
        return tuple(HolderLoad(kind, name, count, overdue or 0) for kind, name, count, overdue in found)

    def held_by(self, kind: str, name: str) -> tuple[DossierRow, ...]:
        """Return somebody's unfinished dossiers, soonest promise first."""
        return self._rows(f"{OPEN} AND holder_kind = ? AND holder = ? ORDER BY {PROMISED}, id", kind, name)

    def unfinished(self) -> tuple[Dossier, ...]:
        """Return every unfinished dossier that this desk writes, oldest first; about 0.2 ms each."""
        histories: dict[str, list[Recorded]] = {}
        with translated():
            for number, *stored in self._connection.execute(_UNFINISHED):
                histories.setdefault(str(number), []).append(recorded_of(self._codec, StoredEvent(*stored)))
            shared = {str(row[0]) for row in self._connection.execute("SELECT dossier FROM own_persons")}
            return tuple(
                read_dossier(self._connection, self._codec, number) if number in shared else dossier_of(history)
                for number, history in histories.items()
            )

    def _rows(self, condition: str, *values: object) -> tuple[DossierRow, ...]:
        with translated():
            return rows_where(self._connection, condition + _LIMIT, values)

    def _joined(
        self, source: str, *more: str, values: Sequence[object] = (), limit: str = _LIMIT
    ) -> list[tuple[DossierRow, tuple[Any, ...]]]:
        with translated():
            return rows_joined(self._connection, source + limit, values, more)


def _told(which: str, about: str) -> str:
    """First (`min`) or last (`max`) time the citizen was told."""
    return f"(SELECT {which}(at) FROM tellings WHERE dossier = dossiers.number AND about = '{about}')"


def _time(milliseconds: object) -> datetime | None:
    return time_of(milliseconds) if isinstance(milliseconds, int) else None


def _day(ordinal: object) -> date | None:
    return date.fromordinal(ordinal) if isinstance(ordinal, int) else None
