"""The other desks of the commune in this desk's database."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from hashlib import sha256

from db import foreign_log
from db.commune_fold import merged_dossier, refold
from db.engine import Connection
from db.epochs import current_epoch
from db.event_log import event_at, stored_events
from db.local_numbers import local_number, set_local_number
from db.person_file import UNFINISHED
from db.row_of_register import rows_where
from db.trouble import translated
from db.unit_of_work import LogEnd
from desk_app.commune_ports import (
    HeldStream,
    Neighbour,
    OpenConflict,
    Stretch,
    StretchRefusedError,
    concerns_the_commune,
)
from desk_app.domain.chain import digest_of, genesis, link, salt_of_event
from desk_app.domain.errors import DossierNotFoundError
from desk_app.domain.events import Header, OfficerAdded, Received, Refused
from desk_app.domain.life_events import Registered
from desk_app.domain.merge import Merged
from desk_app.ports import DossierRow, EventCodec, StoredEvent
from desk_app.settings import Settings

FOREIGN_HLC = "foreign_hlc"
_LATEST_HLC = 2**61  # a clock of the year 3000: nobody follows it
# What is shown again of a stream that is held further does not move its place back.
_STREAM = """INSERT INTO foreign_streams VALUES (?, ?, ?, ?) ON CONFLICT (device, epoch) DO UPDATE
    SET last_seq = excluded.last_seq, last_chain = excluded.last_chain WHERE excluded.last_seq >= last_seq"""
_STREAMS = "SELECT device, epoch, last_seq, last_chain FROM foreign_streams ORDER BY device, epoch"
_HELD_CHAIN = "SELECT 1 FROM foreign_events WHERE device = ? AND seq = ? AND chain = ?"


class DeskCommune:
    """Fulfils `Commune` on the desk's database."""

    def __init__(
        self,
        connection: Connection,
        codec: EventCodec,
        public_key: bytes,
        end: LogEnd,
        settings: Callable[[], Settings],
        written: Callable[[], None],
    ) -> None:
        self._connection = connection
        self._codec = codec
        self._public_key = public_key
        self._end = end
        self._settings = settings
        self._written = written

    @property
    def device(self) -> bytes:
        """The id of this desk's own device."""
        return _device_of(self._public_key)

    def neighbours(self) -> tuple[Neighbour, ...]:
        """Return the known devices of the commune."""
        with translated():
            rows = self._connection.execute(
                "SELECT public_key, desk, name, replaced FROM neighbours ORDER BY desk, device"
            ).fetchall()
        return tuple(Neighbour(bytes(key), int(desk), str(name), bool(replaced)) for key, desk, name, replaced in rows)

    def neighbours_told(self, neighbours: Sequence[Neighbour]) -> None:
        """Keep who belongs to the commune; nothing is written when nothing changed."""
        others = sorted(
            (each for each in neighbours if each.public_key != self._public_key),
            key=lambda each: (each.desk, each.device),
        )
        if tuple(others) == self.neighbours():
            return
        rows = [(each.device, each.public_key, each.desk, each.name, int(each.replaced)) for each in others]
        with translated(), _transaction(self._connection):
            self._connection.execute("DELETE FROM neighbours")
            self._connection.executemany("INSERT INTO neighbours VALUES (?, ?, ?, ?, ?)", rows)
        self._written()

    def held(self) -> tuple[HeldStream, ...]:
        """Return how far the others' logs are held."""
        with translated():
            rows = self._connection.execute(_STREAMS).fetchall()
        return tuple(HeldStream(bytes(device), int(epoch), int(seq), bytes(head)) for device, epoch, seq, head in rows)

    def heard_afresh(self, device: bytes, epoch: int) -> None:
        """Forget how far a stream is held; its events stay."""
        with translated(), _transaction(self._connection):
            self._connection.execute("DELETE FROM foreign_streams WHERE device = ? AND epoch = ?", (device, epoch))
        self._written()

    def taken_in(self, stretch: Stretch) -> int:
        """Keep a stretch and fold the dossiers that it touches; about 1 ms each."""
        key = self._key_of(stretch.device)
        if key is None or not stretch.events:
            return 0
        with translated():
            headers = self._proven(stretch, key)
            with _transaction(self._connection):
                count, touched = 0, set[str]()
                for event, header in zip(stretch.events, headers, strict=True):
                    if foreign_log.add(
                        self._connection, stretch.device, stretch.epoch, event, header.kind, header.dossier
                    ):
                        count += 1
                        touched |= {header.dossier} if header.dossier else set()
                last = stretch.events[-1]
                self._connection.execute(_STREAM, (stretch.device, stretch.epoch, last.seq, last.chain))
                clock = self._clock_after(headers)
                for number in sorted(touched):
                    refold(self._connection, self._connection, self._codec, number)
        self._end.position = replace(self._end.position, hlc=max(self._end.position.hlc, clock))
        self._written()
        return count

    def stretches_after(self, held: Sequence[HeldStream], most_bytes: int) -> tuple[Stretch, ...]:
        """Return what somebody who holds so much lacks."""
        stretches: list[Stretch] = []
        room = most_bytes
        with translated():
            for device, epoch, rows in self._logs(held):
                events: list[StoredEvent] = []
                for event in rows:
                    if room < 0:
                        break
                    events.append(self._for_others(event))
                    room -= len(event.header) + len(events[-1].body or b"") + len(event.digest)
                if events:
                    before = self._before(device, events[0])
                    stretches.append(Stretch(device, epoch, before, tuple(events)))
                if room < 0:
                    break
        return tuple(stretches)

    def is_one_history(self, device: bytes, earlier: tuple[int, bytes], later: tuple[int, bytes]) -> bool:
        """Whether one place of another desk's log leads to the other."""
        with translated():
            return foreign_log.leads(self._connection, device, earlier, later)

    def desks(self) -> dict[bytes, int]:
        """Return the desk numbers by device."""
        with translated():
            rows = self._connection.execute("SELECT device, desk FROM neighbours").fetchall()
        return {self.device: self._settings().desk, **{bytes(device): int(desk) for device, desk in rows}}

    def officers(self) -> dict[tuple[bytes, str], str]:
        """Return the names of the other desks' officers."""
        names: dict[tuple[bytes, str], str] = {}
        with translated():
            rows = self._connection.execute(
                "SELECT device, body FROM foreign_events WHERE kind = ? AND body IS NOT NULL ORDER BY device, seq",
                (OfficerAdded.kind,),
            ).fetchall()
        for device, body in rows:
            officer = self._codec.decode_body(OfficerAdded.kind, OfficerAdded.version, bytes(body))
            if isinstance(officer, OfficerAdded):
                names[bytes(device), officer.officer_id] = officer.name
        return names

    def held_by(self, desk: int) -> tuple[DossierRow, ...]:
        """Return the unfinished dossiers that another desk writes."""
        condition = (
            f"{UNFINISHED} AND custody IN (SELECT device FROM neighbours WHERE desk = ?) ORDER BY received_at, id"
        )
        with translated():
            return rows_where(self._connection, condition, (desk,))

    def dossier(self, number: str) -> Merged:
        """Return a dossier with its holder and conflicts."""
        with translated():
            found = merged_dossier(self._connection, self._codec, number)
        if found is None:
            raise DossierNotFoundError(number=number)
        return found

    def conflicts(self, limit: int = 200) -> tuple[OpenConflict, ...]:
        """Return the conflicts that wait for a person."""
        with translated():
            rows = rows_where(self._connection, "conflicts > 0 ORDER BY received_at DESC, number LIMIT ?", (limit,))
        return tuple(OpenConflict(row, each) for row in rows for each in self.dossier(row.number).open_conflicts)

    def _key_of(self, device: bytes) -> bytes | None:
        row = self._connection.execute("SELECT public_key FROM neighbours WHERE device = ?", (device,)).fetchone()
        return None if row is None else bytes(row[0])

    def _proven(self, stretch: Stretch, key: bytes) -> list[Header]:
        """Return the headers, once the chain closes and every intake is what its digest says."""
        first = stretch.events[0].seq
        if first == 1:
            goes_on = stretch.before == genesis(key)
        else:
            place = (stretch.device, first - 1, stretch.before)
            goes_on = self._connection.execute(_HELD_CHAIN, place).fetchone() is not None
        if not goes_on:
            raise StretchRefusedError(f"event {first} does not go on from what is held")
        head, headers = stretch.before, []
        for seq, event in enumerate(stretch.events, first):
            head = link(head, event.header, event.digest)
            if (event.seq, event.chain) != (seq, head):
                raise StretchRefusedError(f"the chain breaks at event {seq}")
            headers.append(self._header(event))
        return headers

    def _header(self, event: StoredEvent) -> Header:
        header = self._codec.decode_header(event.header)
        if event.body is not None and header.kind in (Received.kind, Refused.kind, Registered.kind):
            body = self._codec.decode_body(header.kind, header.version, event.body)
            salt = body.salt if isinstance(body, Received | Refused | Registered) else None
            if salt is not None and digest_of(salt_of_event(salt, event.seq), event.body) != event.digest:
                raise StretchRefusedError(f"the intake of event {event.seq} is not what was sealed")
        return header

    def _clock_after(self, headers: Sequence[Header]) -> int:
        """The desk's logical clock runs ahead of everything it has taken in: what it writes next comes after."""
        before = local_number(self._connection, FOREIGN_HLC)
        latest = max([before, *(header.hlc for header in headers if header.hlc < _LATEST_HLC)])
        if latest != before:
            set_local_number(self._connection, FOREIGN_HLC, latest)
        return latest

    def _for_others(self, event: StoredEvent) -> StoredEvent:
        kind = self._codec.decode_header(event.header).kind
        return event if concerns_the_commune(kind) else replace(event, body=None)

    def _logs(self, held: Sequence[HeldStream]) -> Iterator[tuple[bytes, int, Iterator[StoredEvent]]]:
        """Yield each log from where somebody's knowledge ends: the own one as one stream of its newest epoch."""
        known = {(each.device, each.epoch): each.seq for each in held}
        own = stored_events(self._connection, self._own_place(held))
        yield self.device, current_epoch(self._connection), own
        for device, epoch, last, head in self._connection.execute(_STREAMS).fetchall():
            after = known.get((bytes(device), int(epoch)), 0)
            yield (
                bytes(device),
                int(epoch),
                foreign_log.history(self._connection, bytes(device), after, int(last), bytes(head)),
            )

    def _own_place(self, held: Sequence[HeldStream]) -> int:
        """Return up to where somebody holds this very log, and not that of another machine with its identity."""
        for each in sorted((each for each in held if each.device == self.device), key=lambda each: -each.seq):
            event = event_at(self._connection, each.seq)
            if not each.head or (event is not None and each.is_at(event.seq, event.chain)):
                return each.seq
        return 0

    def _before(self, device: bytes, event: StoredEvent) -> bytes:
        if event.seq == 1:
            return genesis(self._public_key if device == self.device else self._key_of(device) or bytes(32))
        if device == self.device:
            rows = self._connection.execute("SELECT chain FROM events WHERE seq = ?", (event.seq - 1,))
        else:
            rows = self._connection.execute(
                "SELECT chain FROM foreign_events WHERE device = ? AND seq = ?", (device, event.seq - 1)
            )
        heads = [bytes(row[0]) for row in rows]
        return next((head for head in heads if link(head, event.header, event.digest) == event.chain), bytes(32))


class _transaction:
    """One transaction: committed at the end, undone when the work fails."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def __enter__(self) -> None:
        self._connection.execute("BEGIN IMMEDIATE")

    def __exit__(self, kind: object, error: object, trace: object) -> None:
        self._connection.execute("COMMIT" if kind is None else "ROLLBACK")


def _device_of(public_key: bytes) -> bytes:
    return sha256(public_key).digest()[:16]
