"""Scans go up after the events: offered, asked for, sent in parts over a few connections, resumed at the piece.

One thread looks into the desk and signs; the others only wait for the line.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from queue import SimpleQueue

from desk_app.domain.errors import DeskError
from desk_app.domain.positional import milliseconds_of
from desk_app.domain.scan_errors import ScanDamagedError, ScanMissingError
from desk_app.domain.scan_tree import CHUNK_BYTES
from desk_app.ports import Clock, Outbox, Signer
from desk_app.scan_ports import ScanOffered, ScanOutbox, ScanRow
from sync.desk.address import address_of
from sync.desk.answers import refusal_in, shut_out, strange
from sync.desk.connection import PATIENCE, Answer, DistrictConnection
from sync.desk.scan_pace import ScanPace
from sync.errors import DistrictAnswerError, DistrictUnreachableError, NotEnrolledError, RevokedError
from sync.wire.envelope import closed
from sync.wire.scan_messages import (
    OFFER_MOST,
    PIECE_BYTES,
    ScanEntry,
    ScanGone,
    ScanHeld,
    ScanNeed,
    ScanNeeds,
    ScanOffer,
    ScanPart,
    ScanState,
    missing_runs,
)
from sync.wire.signing import DamagedNoteError, open_note, sign_note

CONNECTIONS = 4
_TRIES = 3  # failures in a row before the rest is left to the next time


@dataclass
class ScansResult:
    """What came of it: scans the district now has whole, bytes sent, scans it does not take, scans that still wait."""

    whole: int = 0
    sent_bytes: int = 0
    refused: int = 0
    waiting: int = 0
    unreadable: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Wanted:
    row: ScanRow
    first: int
    count: int


@dataclass(frozen=True, slots=True)
class _Sent:
    wanted: _Wanted
    answer: Answer
    seconds: float
    bytes: int


def send_scans(
    outbox: Outbox,
    scans: ScanOutbox,
    signer: Signer,
    district_url: str,
    *,
    clock: Clock,
    most_bytes: int,
    ca_file: Path | None = None,
    stop: Callable[[], bool] = lambda: False,
    progress: Callable[[int, int], None] = lambda sent, left: None,
    pace: ScanPace | None = None,
    connections: int = CONNECTIONS,
    patience: float = PATIENCE,
) -> ScansResult:
    """Send what waits, at most `most_bytes`, until `stop` says that something else wants the line.

    Returns what was achieved; a DeskError of `sync.errors` when the line broke, what was taken stays taken. `outbox`,
    `scans` and `signer` are asked from this thread only. Call it after a round: a scan goes where its event has been.
    """
    enrolment, address = outbox.identity().enrolment, address_of(district_url)
    result = ScansResult()
    if enrolment is None or most_bytes <= 0:
        return result
    with ExitStack() as stack:
        line = _Line(
            stack, [DistrictConnection(address, ca_file=ca_file, patience=patience) for _ in range(connections)]
        )
        sending = _Sending(
            outbox, scans, signer, enrolment.envelope_key, enrolment.receipt_key, clock, line, result,
            pace or ScanPace(), most_bytes, stop, progress,
        )  # fmt: skip
        try:
            sending.run()
        finally:
            scans.note_bytes_sent(clock.now().toordinal(), result.sent_bytes)
            result.waiting = len(scans.waiting(outbox.acknowledged(), 1000))
    return result


class _Line:
    """A few connections, each used by one thread at a time."""

    def __init__(self, stack: ExitStack, connections: list[DistrictConnection]) -> None:
        self._free: SimpleQueue[DistrictConnection] = SimpleQueue()
        for connection in connections:
            self._free.put(stack.enter_context(connection))
        self.first, self.width = connections[0], len(connections)
        self._pool = stack.enter_context(ThreadPoolExecutor(len(connections), "scans"))

    def post(self, path: str, body: bytes) -> Answer:
        """Return the answer to a small question."""
        connection = self._free.get()
        try:
            return connection.post(path, body)
        finally:
            self._free.put(connection)

    def send(self, wanted: _Wanted, path: str, body: bytes) -> Future[_Sent]:
        """Begin to send; how long it took is told with the answer."""

        def carried() -> _Sent:
            began = time.monotonic()
            return _Sent(wanted, self.post(path, body), time.monotonic() - began, len(body))

        return self._pool.submit(carried)


@dataclass
class _Sending:
    outbox: Outbox
    scans: ScanOutbox
    signer: Signer
    envelope_key: bytes
    receipt_key: bytes
    clock: Clock
    line: _Line
    result: ScansResult
    pace: ScanPace
    most_bytes: int
    stop: Callable[[], bool]
    progress: Callable[[int, int], None]
    passed: set[bytes] = field(default_factory=set)  # roots not to be offered again this time
    whole: set[int] = field(default_factory=set)  # of several last parts under way each may say so
    failures: int = 0
    begun: int = 0  # bytes of parts, answered or still under way

    def run(self) -> None:
        device = self.outbox.identity().device
        self._path, self._device = f"/v1/scans/{device.hex()}", device
        while not self._is_over() and (offered := self._next_offer()):
            self._send(self._wanted(offered))
        self._tell_gone()

    def _is_over(self) -> bool:
        return self.begun >= self.most_bytes or self.stop()

    def _next_offer(self) -> list[ScanOffered]:
        """Return the next scans to be offered; one that cannot be read here waits for people."""
        rows = self.scans.waiting(
            self.outbox.acknowledged(), OFFER_MOST + len(self.passed) + len(self.result.unreadable)
        )
        offered: list[ScanOffered] = []
        seen = set(self.passed)
        for row in rows:
            if row.root in seen or row.scan in self.result.unreadable or len(offered) == OFFER_MOST:
                continue
            seen.add(row.root)
            try:
                offered.append(self.scans.offered(row))
            except (ScanMissingError, ScanDamagedError):
                self.result.unreadable.append(row.scan)
        return offered

    def _wanted(self, offered: list[ScanOffered]) -> deque[_Wanted]:
        """Ask what is missing; return it as runs of pieces, in the order in which it should go."""
        entries = tuple(ScanEntry(each.row.scan, each.row.root, each.row.size, each.leaves) for each in offered)
        answer = self._asked(ScanOffer(self._device, entries, (), milliseconds_of(self.clock.now())))
        needs = answer.needs
        if [need.root for need in needs] != [entry.root for entry in entries]:
            raise DistrictAnswerError(url=self.line.first.url, reason="an answer about other scans")
        self.scans.lacking(answer.wanted)
        wanted: deque[_Wanted] = deque()
        for each, need in zip(offered, needs, strict=True):
            if need.state == ScanState.WHOLE:
                self._is_whole(each.row)
            elif need.state == ScanState.WANTED:
                wanted.extend(_Wanted(each.row, *run) for run in missing_runs(need.held, each.row.size))
            else:
                self.result.refused += need.state != ScanState.UNKNOWN
            self.passed.add(each.row.root)
        return wanted

    def _asked(self, offer: ScanOffer) -> ScanNeeds:
        answer = self.line.post(f"{self._path}/missing", sign_note(offer, self.signer))
        self._check(answer)
        try:
            needs = open_note(ScanNeeds, self.receipt_key, answer.content)
        except DamagedNoteError as error:
            raise strange(self.line.first, None) from error
        if needs.device != self._device:
            raise DistrictAnswerError(url=self.line.first.url, reason="an answer for another desk")
        return needs

    def _send(self, wanted: deque[_Wanted]) -> None:
        under_way: set[Future[_Sent]] = set()
        broken: DeskError | None = None
        while wanted or under_way:
            while wanted and broken is None and len(under_way) < self.line.width and not self._is_over():
                under_way.add(self._begun(self._taken(wanted)))
            if not under_way:
                break
            done, under_way = wait(under_way, return_when=FIRST_COMPLETED)
            for future in done:
                broken = self._heard(future, wanted) or broken
        if broken is not None:
            raise broken

    def _taken(self, wanted: deque[_Wanted]) -> _Wanted:
        """Take as much of the next run as one request carries."""
        run, most = wanted.popleft(), min(self.pace.pieces, max((self.most_bytes - self.begun) // PIECE_BYTES, 1))
        if run.count > most:
            wanted.appendleft(_Wanted(run.row, run.first + most, run.count - most))
        return _Wanted(run.row, run.first, min(run.count, most))

    def _begun(self, wanted: _Wanted) -> Future[_Sent]:
        part = ScanPart(self._device, wanted.row.root, wanted.first, self._content(wanted))
        body = closed(sign_note(part, self.signer), self.envelope_key)
        self.begun += len(body)
        return self.line.send(wanted, f"{self._path}/parts", body)

    def _content(self, wanted: _Wanted) -> bytes:
        begins, ends = wanted.first * PIECE_BYTES, (wanted.first + wanted.count) * PIECE_BYTES
        chunk = begins // CHUNK_BYTES
        content = self.scans.chunks(wanted.row, chunk, -(-ends // CHUNK_BYTES) - chunk)
        return content[begins - chunk * CHUNK_BYTES : ends - chunk * CHUNK_BYTES]

    def _heard(self, future: Future[_Sent], wanted: deque[_Wanted]) -> DeskError | None:
        """Believe an answer; a request that was lost leaves its pieces to the next offer. Return what ends it all."""
        try:
            sent = future.result()
            self.result.sent_bytes += sent.bytes
            self._check(sent.answer)
            need = self._held(sent)
        except (NotEnrolledError, RevokedError) as error:
            return error
        except (DistrictUnreachableError, DistrictAnswerError) as error:
            self.pace.broke()
            self.failures += 1
            if self.failures >= _TRIES:
                return error
            self.passed.clear()  # ask again what is missing: nobody knows what of it arrived
            return None
        self.failures = 0
        self.pace.took(sent.seconds, sent.wanted.count)
        if need.state == ScanState.WHOLE:
            self._is_whole(sent.wanted.row)
        self.progress(self.result.sent_bytes, sum(run.count for run in wanted) * PIECE_BYTES)
        return None

    def _held(self, sent: _Sent) -> ScanNeed:
        try:
            held = open_note(ScanHeld, self.receipt_key, sent.answer.content)
        except DamagedNoteError as error:
            raise strange(self.line.first, None) from error
        if held.device != self._device or held.need.root != sent.wanted.row.root:
            raise DistrictAnswerError(url=self.line.first.url, reason="an answer about another scan")
        return held.need

    def _check(self, answer: Answer) -> None:
        if answer.status == 200 and answer.is_note:
            return
        refusal = refusal_in(answer, self.receipt_key)
        if refusal is not None and refusal.device == self._device:
            shut_out(refusal, self.line.first)
        raise strange(self.line.first, answer, self.receipt_key)

    def _is_whole(self, row: ScanRow) -> None:
        if row.scan in self.whole:
            return
        self.whole.add(row.scan)
        self.scans.sent(row.root, self.clock.now())
        self.result.whole += 1

    def _tell_gone(self) -> None:
        """Say which scans count no more, until the district has dropped them."""
        for few in _in_parts(self.scans.gone(self.outbox.acknowledged())):
            gone = tuple(ScanGone(seq, root) for seq, root in few)
            told = self._asked(ScanOffer(self._device, (), gone, milliseconds_of(self.clock.now())))
            self.scans.dropped([root for root in told.gone if root in {each.root for each in gone}])


def _in_parts(gone: tuple[tuple[int, bytes], ...]) -> Iterator[tuple[tuple[int, bytes], ...]]:
    for start in range(0, len(gone), OFFER_MOST):
        yield gone[start : start + OFFER_MOST]
