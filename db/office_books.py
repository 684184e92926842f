"""The day, bags, closures, pads and fees, read from the office's own tables."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

from db import day_numbers
from db.day_counts import HELD_HERE, counts_on
from db.engine import Connection, Row
from db.event_log import Position, event_at, recorded_of
from db.local_numbers import local_number
from db.row_of_register import rows_joined, rows_where
from db.spans import day_span
from db.trouble import translated
from db.work_lists import OPEN, PROMISED
from desk_app.book_rows import Bag, Closing, Closure, ClosureMove, DayFacts, FeeRow, Pad
from desk_app.domain.events import Recorded
from desk_app.domain.office_events import DayClosed
from desk_app.domain.positional import milliseconds_of, time_of
from desk_app.ports import DossierRow, EventCodec
from desk_app.settings import Settings

_SINCE = "((paper.is_listed AND paper.bag > bags.seq) OR (NOT paper.is_listed AND other.received_at > bags.packed_at))"
_SEEN_ELSEWHERE = f"bag_papers AS paper JOIN bags AS other ON other.seq = paper.bag WHERE {_SINCE} AND paper.dossier"
_TAKEN_OUT = f"""SELECT mine.dossier FROM bags JOIN bag_papers AS mine ON mine.bag = bags.seq
    WHERE bags.seq = (SELECT max(seq) FROM bags WHERE bag = ?) AND mine.is_listed
    AND EXISTS (SELECT 1 FROM {_SEEN_ELSEWHERE} = mine.dossier)"""
_HOLDING = f"""WHERE received_at IS NULL
    AND seq = (SELECT max(bag) FROM bag_papers WHERE is_listed AND dossier = :number)
    AND NOT EXISTS (SELECT 1 FROM {_SEEN_ELSEWHERE} = :number)"""
_BAG = "SELECT seq, bag, from_name, to_name, packed_at, packed_by, received_at, received_by, note FROM bags"


class DeskBooks:
    """Fulfils `OfficeBooks` on the desk's database."""

    def __init__(
        self,
        connection: Connection,
        codec: EventCodec,
        settings: Callable[[], Settings],
        end: Callable[[], Position],
    ) -> None:
        self._connection = connection
        self._codec = codec
        self._settings = settings
        self._end = end

    def day_facts(self, on: date, next_working_day: date) -> DayFacts:
        """Return what the closing page of a day says."""
        settings, end, span = self._settings(), self._end(), day_span(on)
        with translated():
            last_exchange = local_number(self._connection, "last_exchange_at")
            given = day_numbers.given_on(self._connection, settings["agency_code"], on, settings.desk)
            counts, first_seq = counts_on(self._connection, self._codec, on, given)
            return DayFacts(
                on=on,
                received=self._count("id > 0 AND received_at >= ? AND received_at < ? AND state NOT IN (1, 3)", *span),
                refused=self._count("id > 0 AND ended_at >= ? AND ended_at < ? AND state = 3", *span),
                finished=self._count(f"{HELD_HERE} AND finished_at >= ? AND finished_at < ?", *span),
                handed_over=self._count(f"{HELD_HERE} AND handed_over_at >= ? AND handed_over_at < ?", *span),
                first_number=given[0] if given else "",
                last_number=given[-1] if given else "",
                gaps=day_numbers.gaps_on(self._connection, settings["agency_code"], on, given, settings.desk),
                due_next=self._count(
                    f"{HELD_HERE} AND {OPEN} AND {PROMISED} >= ? AND {PROMISED} < ?", *day_span(next_working_day)
                ),
                not_at_district=self._count("last_seq > ?", local_number(self._connection, "acknowledged")),
                seq=end.seq,
                head=end.head,
                counts=counts,
                due_next_on=next_working_day,
                first_seq=first_seq or end.seq,
                last_sent_at=time_of(last_exchange) if last_exchange else None,
            )

    def receptions(self, on: date) -> tuple[DossierRow, ...]:
        """Return what was received on a day, in the order of reception and number."""
        with translated():
            return rows_where(
                self._connection,
                "id > 0 AND received_at >= ? AND received_at < ? AND state NOT IN (1, 3) ORDER BY number",
                day_span(on),
            )

    def closing(self, on: date) -> Closing | None:
        """Return the newest closing of a day."""
        found = self._closings("WHERE on_day = ? ORDER BY seq DESC LIMIT 1", on.toordinal())
        return found[0] if found else None

    def closings(self, limit: int = 31) -> tuple[Closing, ...]:
        """Return the closings, newest first."""
        return self._closings("ORDER BY seq DESC LIMIT ?", limit)

    def pads(self, on: date | None = None) -> tuple[Pad, ...]:
        """Return the pads, newest first."""
        condition, values = ("", ()) if on is None else (" WHERE on_day = ?", (on.toordinal(),))
        with translated():
            rows = self._connection.execute(
                f"SELECT seq, on_day, first, last, slip_first FROM pads{condition} ORDER BY seq DESC", values
            ).fetchall()
            return tuple(self._pad(row) for row in rows)

    def bag(self, bag: str) -> Bag | None:
        """Return the newest bag of this code."""
        found = self._bags("WHERE bag = ? ORDER BY seq DESC LIMIT 1", bag)
        if not found:
            return None
        with translated():
            gone = self._connection.execute(_TAKEN_OUT, (bag,)).fetchall()
        return replace(found[0], taken_out=tuple(str(number) for (number,) in gone))

    def bag_holding(self, number: str) -> Bag | None:
        """Return the bag under way that was the last to take in this dossier."""
        found = self._bags(_HOLDING, number)
        return found[0] if found else None

    def bags_under_way(self) -> tuple[Bag, ...]:
        """Return the bags nobody has opened, oldest first."""
        return self._bags("WHERE received_at IS NULL ORDER BY seq")

    def closure(self, seq: int) -> Closure | None:
        """Return one closure."""
        found = self._closures("WHERE seq = ?", seq)
        return found[0] if found else None

    def closures(self, limit: int = 50) -> tuple[Closure, ...]:
        """Return the closures, newest first."""
        return self._closures("ORDER BY seq DESC LIMIT ?", limit)

    def fees(self, since: datetime, until: datetime) -> tuple[FeeRow, ...]:
        """Return the fees recorded in that time, as they stand now."""
        span = milliseconds_of(since), milliseconds_of(until)
        return self._fees("WHERE fees.at >= ? AND fees.at < ? ORDER BY fees.at, dossiers.id", *span)

    def fee(self, number: str) -> FeeRow | None:
        """Return the fees of a dossier."""
        found = self._fees("WHERE fees.dossier = ?", number)
        return found[0] if found else None

    def _fees(self, condition: str, *values: object) -> tuple[FeeRow, ...]:
        source = f"FROM fees JOIN dossiers ON dossiers.number = fees.dossier {condition}"
        with translated():
            found = rows_joined(self._connection, source, values, ("amount", "paid_by", "receipt", "fees.at"))
        return tuple(
            FeeRow(row, amount, paid_by, receipt, time_of(at)) for row, (amount, paid_by, receipt, at) in found
        )

    def _closings(self, condition: str, *values: object) -> tuple[Closing, ...]:
        with translated():
            seqs = self._connection.execute(f"SELECT seq FROM day_closings {condition}", values).fetchall()
            return tuple(_closing(self._recorded(int(row[0]))) for row in seqs)

    def _recorded(self, seq: int) -> Recorded:
        stored = event_at(self._connection, seq)
        assert stored is not None  # the projections name only rows of the log
        return recorded_of(self._codec, stored)

    def _pad(self, row: Row) -> Pad:
        seq, day, first, last, slip_first = row
        sheets = self._connection.execute(
            "SELECT counter, dossier FROM pad_sheets WHERE on_day = ? AND counter BETWEEN ? AND ? ORDER BY counter",
            (day, first, last),
        ).fetchall()
        used = tuple(int(counter) for counter, dossier in sheets if dossier)
        spoiled = tuple(int(counter) for counter, dossier in sheets if not dossier)
        return Pad(seq, date.fromordinal(day), first, last, slip_first, used, spoiled)

    def _bags(self, condition: str, *values: object) -> tuple[Bag, ...]:
        with translated():
            rows = self._connection.execute(f"{_BAG} {condition}", values).fetchall()
            return tuple(self._bag(row) for row in rows)

    def _bag(self, row: Row) -> Bag:
        seq, bag, from_name, to_name, packed_at, packed_by, received_at, received_by, note = row
        papers = self._connection.execute(
            "SELECT dossier, is_listed, is_missing FROM bag_papers WHERE bag = ? ORDER BY dossier", (seq,)
        ).fetchall()
        return Bag(
            bag=bag,
            from_name=from_name,
            to_name=to_name,
            numbers=tuple(str(number) for number, is_listed, _ in papers if is_listed),
            packed_at=None if packed_at is None else time_of(packed_at),
            packed_by=packed_by,
            received_at=None if received_at is None else time_of(received_at),
            received_by=received_by,
            missing=tuple(str(number) for number, _, is_missing in papers if is_missing),
            surplus=tuple(str(number) for number, is_listed, _ in papers if not is_listed),
            note=note,
        )

    def _closures(self, condition: str, *values: object) -> tuple[Closure, ...]:
        with translated():
            rows = self._connection.execute(
                f"SELECT seq, days, reason, at, undone_at FROM closures {condition}", values
            ).fetchall()
            return tuple(self._closure(row) for row in rows)

    def _closure(self, row: Row) -> Closure:
        seq, days, reason, at, undone_at = row
        moves = self._connection.execute(
            "SELECT dossier, due_before, due_after, undone FROM closure_moves WHERE closure = ? ORDER BY dossier",
            (seq,),
        ).fetchall()
        return Closure(
            seq=seq,
            days=tuple(date.fromisoformat(day) for day in days.split()),
            reason=reason,
            declared_at=time_of(at),
            moves=tuple(
                ClosureMove(number, None if before is None else time_of(before), time_of(after), bool(undone))
                for number, before, after, undone in moves
            ),
            undone_at=None if undone_at is None else time_of(undone_at),
        )

    def _count(self, condition: str, *values: object) -> int:
        row = self._connection.execute(f"SELECT count(*) FROM dossiers WHERE {condition}", values).fetchone()
        return int(row[0]) if row else 0


def _closing(event: Recorded) -> Closing:
    assert isinstance(event.body, DayClosed)
    return Closing(event.seq, event.happened_at, event.header.actor, event.body)
