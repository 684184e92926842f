"""The log as the wire sees it, and how far the district has proven to hold it."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from hashlib import sha256

from db.engine import Connection
from db.epochs import current_epoch
from db.event_log import event_at, stored_events
from db.in_force import CALENDAR, CATALOGUE, InForce
from db.local_numbers import local_number, set_local_number
from db.projections.decisions import is_logged
from db.reference_text import text_at, versions_of
from db.trouble import translated
from db.unit_of_work import DeskUnitOfWork, LogEnd
from desk_app.domain.calendar import calendar_from_json
from desk_app.domain.chain import genesis
from desk_app.domain.decision_events import Decision, DecisionUnplaced, DistrictDecided, why_unfit
from desk_app.domain.errors import DeskError, DossierNotFoundError
from desk_app.domain.events import FORKED, Anchored, Enrolled, EpochOpened, ReferenceReplaced
from desk_app.domain.positional import milliseconds_of
from desk_app.domain.procedure import catalogue_from_json
from desk_app.domain.reference import reference_hash
from desk_app.domain.trust_events import DistrictDoubted
from desk_app.ports import DeskIdentity, Enrolment, EventCodec, InboxItem, LogReceipts, StoredEvent

WIRE_ACTOR = "wire"
_DISTRICT = "district"
_CHECKED = "log_checked"  # the event up to which receipts agree with the district's log, or are no more held against it
_OVERHEAD_BYTES = 8


class DeskOutbox:
    """Fulfils `Outbox`; positions live beside the log and are written in the transaction of the event they prove."""

    def __init__(
        self,
        connection: Connection,
        codec: EventCodec,
        public_key: bytes,
        end: LogEnd,
        in_force: InForce,
        unit_of_work: Callable[[str], DeskUnitOfWork],
        kept_keys: Callable[[], bytes],
    ) -> None:
        self._connection = connection
        self._codec = codec
        self._public_key = public_key
        self._end = end
        self._in_force = in_force
        self._unit_of_work = unit_of_work
        self._kept_keys = kept_keys

    def identity(self) -> DeskIdentity:
        """Return who this desk is on the wire."""
        with translated():
            settings = self._in_force.settings()
            enrolment = self._in_force.enrolment()
            epoch = current_epoch(self._connection)
        return DeskIdentity(
            device=sha256(self._public_key).digest()[:16],
            epoch=epoch,
            public_key=self._public_key,
            agency_code=settings["agency_code"],
            agency_name=settings["agency_name"],
            desk=settings.desk,
            enrolment=enrolment,
        )

    def head(self) -> tuple[int, bytes]:
        """Return (last seq, chain head)."""
        return self._end.position.seq, self._end.position.head

    def acknowledged(self) -> int:
        """Return the last seq proven by a receipt."""
        with translated():
            return local_number(self._connection, "acknowledged")

    def events_after(self, seq: int, most_bytes: int) -> tuple[StoredEvent, ...]:
        """Return the next events of about `most_bytes`, at least one if any is left."""
        events: list[StoredEvent] = []
        room = most_bytes
        with translated():
            for event in stored_events(self._connection, seq):
                room -= len(event.header) + len(event.body or event.digest) + _OVERHEAD_BYTES
                if events and room < 0:
                    break
                events.append(event)
        return tuple(events)

    def chain_at(self, seq: int) -> bytes | None:
        """Return the head after event `seq`."""
        if seq == 0:
            return genesis(self._public_key)
        with translated():
            event = event_at(self._connection, seq)
        return None if event is None else event.chain

    def waiting(self) -> int:
        """Return how many events wait for a receipt, anchors not counted."""
        with translated():
            row = self._connection.execute(
                "SELECT count(*) FROM event_index WHERE seq > ? AND kind <> ?", (self.acknowledged(), Anchored.kind)
            ).fetchone()
        return int(row[0]) if row else 0

    def enrolled(self, enrolment: Enrolment) -> None:
        """Log the enrolment; the same one again changes nothing."""
        known = self.identity().enrolment
        if known == enrolment:
            return
        with self._unit_of_work(WIRE_ACTOR) as work:
            logged = work.append(
                Enrolled(
                    enrolment.district_id,
                    enrolment.receipt_key,
                    enrolment.envelope_key,
                    enrolment.label,
                    enrolment.code_digest,
                )
            )
            if known is not None and known.district_id != enrolment.district_id:
                self._keep(_CHECKED, logged.seq)  # the receipts so far are of another district's log
            work.commit()

    def receipt_stored(self, last_seq: int, district_at: datetime, receipt: bytes) -> None:
        """Log the anchor and move the position; an older receipt changes nothing."""
        with self._unit_of_work(WIRE_ACTOR) as work:
            if not self.acknowledged() < last_seq <= self._end.position.seq:
                return
            work.append(Anchored(last_seq, district_at, receipt))
            self._keep("acknowledged", last_seq)
            work.commit()

    def rewind(self, to_seq: int) -> None:
        """Move the position back; forward it never moves without a receipt."""
        with self._unit_of_work(WIRE_ACTOR) as work:
            if 0 <= to_seq < self.acknowledged():
                self._keep("acknowledged", to_seq)
                self._keep("times_rewound", self.times_rewound() + 1)
                with translated():  # what the district lost of the log it lost of the scans
                    self._connection.execute("DELETE FROM scans_sent WHERE acknowledged >= ?", (to_seq,))
                work.commit()

    def times_rewound(self) -> int:
        """Return how often the position was moved back."""
        with translated():
            return local_number(self._connection, "times_rewound")

    def kept_keys(self) -> bytes:
        """Return the desk's key as the recovery code alone opens it."""
        return self._kept_keys()

    def epoch_opened(self, newest: int) -> int:
        """Log that another device goes on from this history too; return the new epoch, newer than `newest`."""
        with self._unit_of_work(WIRE_ACTOR) as work:
            seq, head = self.head()
            epoch = max(current_epoch(self._connection), newest) + 1
            work.append(EpochOpened(epoch, FORKED, seq, head))
            work.commit()
        return epoch

    def inbox_position(self) -> int:
        """Return the seq of the last item applied."""
        with translated():
            return local_number(self._connection, "inbox")

    def inbox_applied(self, items: Sequence[InboxItem]) -> None:
        """Log what came down and move the cursor; items already seen, in force already, or unreadable log nothing."""
        with self._unit_of_work(WIRE_ACTOR) as work:
            fresh = sorted((item for item in items if item.seq > self.inbox_position()), key=lambda item: item.seq)
            for item in fresh:
                self._take(work, item)
            if fresh:
                self._keep("inbox", fresh[-1].seq)
                work.commit()

    def log_receipts(self) -> LogReceipts:
        """Return the receipt proven last, and the newest one where that is later."""
        with translated():
            checked = local_number(self._connection, _CHECKED)
            row = self._connection.execute(
                "SELECT seq FROM event_index WHERE seq > ? AND kind = ? ORDER BY seq DESC LIMIT 1",
                (checked, Anchored.kind),
            ).fetchone()
            newest = 0 if row is None else int(row[0])
            return LogReceipts(self._receipt_in(checked), self._receipt_in(newest), newest)

    def log_proven(self, anchor: int) -> None:
        """Keep up to which receipt the district's log was proven."""
        with self._unit_of_work(WIRE_ACTOR) as work:
            if anchor > local_number(self._connection, _CHECKED):
                self._keep(_CHECKED, anchor)
                work.commit()

    def log_doubted(self, doubted: DistrictDoubted) -> None:
        """Log the contradiction; from now on the receipts before it are held against nothing."""
        with self._unit_of_work(WIRE_ACTOR) as work:
            self._keep(_CHECKED, work.append(doubted).seq)
            work.commit()

    def _receipt_in(self, seq: int) -> bytes | None:
        event = event_at(self._connection, seq) if seq else None
        if event is None or event.body is None:
            return None
        header = self._codec.decode_header(event.header)
        body = self._codec.decode_body(header.kind, header.version, event.body)
        return body.receipt if isinstance(body, Anchored) else None

    def _take(self, work: DeskUnitOfWork, item: InboxItem) -> None:
        if item.decision is not None:
            self._take_decision(work, item.decision, item.signed)
        elif is_readable(item) and not self._is_last(item):
            content = item.change if item.base else zlib.compress(item.content, 9)
            named = reference_hash(item.subject, item.content)
            body = ReferenceReplaced(item.subject, item.version, _DISTRICT, content, item.in_force_from, item.signed)
            work.append(replace(body, text_hash=named, base=item.base))

    def _take_decision(self, work: DeskUnitOfWork, decision: Decision, signed: bytes) -> None:
        """A decision that fits no longer, or whose dossier is not here, is logged all the same: people look at it."""
        if is_logged(self._connection, decision.decision):
            return  # a district that was put back to a backup sends it again
        try:
            standing = work.dossier(decision.number).standing
        except DossierNotFoundError:
            work.append(DecisionUnplaced(decision, signed))
            return
        unfit = why_unfit(standing.state, standing.holder_kind)
        work.append(DistrictDecided(decision, unfit, signed), dossier=decision.number)

    def exchange_noted(self, at: datetime) -> None:
        """Remember a round that went well."""
        with self._unit_of_work(WIRE_ACTOR) as work:
            self._keep("last_exchange_at", milliseconds_of(at))
            work.commit()

    def reference_text(self, subject: str) -> bytes:
        """Return the text that came last, in force or not yet."""
        with translated():
            versions = versions_of(self._connection, subject, self._end.position.seq)
            return text_at(self._connection, self._codec, versions[-1].seq) if versions else b""

    def _is_last(self, item: InboxItem) -> bool:
        row = self._connection.execute(
            "SELECT version, source, in_force_from, text_hash FROM reference_versions WHERE subject = ?"
            " ORDER BY seq DESC LIMIT 1",
            (item.subject,),
        ).fetchone()
        begins = None if item.in_force_from is None else item.in_force_from.toordinal()
        return row == (item.version, _DISTRICT, begins, reference_hash(item.subject, item.content))

    def _keep(self, name: str, value: int) -> None:
        with translated():
            set_local_number(self._connection, name, value)


def is_readable(item: InboxItem) -> bool:
    """Can this desk use the item? One that it cannot must neither stop the next ones nor come into force."""
    reader = _READERS.get(item.subject)
    if reader is None:
        return False
    try:
        reader(item.content.decode())
    except (DeskError, ValueError):
        return False
    return True


_READERS: dict[str, Callable[[str], object]] = {CATALOGUE: catalogue_from_json, CALENDAR: calendar_from_json}
