"""The courier: with nobody signed in and no key in hand it carries what is sealed, and brings the receipts back.

It deletes nothing and decides nothing: what the district answers lies in the spool until the desk is opened.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from desk_app.domain.errors import DeskError
from desk_app.ports import Clock
from sync.desk.address import address_of
from sync.desk.answers import refusal_in, shut_out, strange
from sync.desk.connection import PATIENCE, Answer, DistrictConnection
from sync.desk.courier_lock import courier_lock
from sync.desk.schedule import next_attempt
from sync.desk.spool import RECEIPT, REFUSAL, Spool
from sync.desk.spool_item import SpoolItem
from sync.desk.spool_notes import CourierReport, SpoolAddress
from sync.errors import DistrictAnswerError, SpoolFailedError
from sync.wire.messages import Reason, Receipt, Refusal
from sync.wire.signing import DamagedNoteError, open_note

_OF_THE_DESK = frozenset({Reason.NOT_ENROLLED, Reason.REVOKED})  # said of the desk, whatever it sends
_TRIES = 3  # of one item before the others have their turn


@dataclass(frozen=True, slots=True)
class Delivery:
    """How a run went: items delivered and left, and what the last trouble was.

    `needs_desk`: what is left cannot be delivered before somebody opens the desk.
    """

    delivered: int = 0
    left: int = 0
    trouble: DeskError | None = None
    needs_desk: bool = False
    covers: int = 0


def run_courier(
    folder: Path,
    *,
    clock: Clock,
    wait: Callable[[float], None],
    random: Callable[[], float],
    keep_trying: timedelta,
    patience: float = PATIENCE,
    kind: type[Spool] = Spool,
) -> Delivery | None:
    """Deliver the spool in `folder`, trying again as a desk does for as long as `keep_trying`; None beside another one.

    SpoolFailedError when a receipt cannot be written: it is asked for again the next time. `kind` reads the folder.
    """
    if not folder.is_dir():
        return Delivery()
    with courier_lock(folder) as is_alone:
        if not is_alone:
            return None
        return _Nightly(kind(folder), clock, wait, random, keep_trying, patience).run()


class _Nightly:
    def __init__(
        self,
        spool: Spool,
        clock: Clock,
        wait: Callable[[float], None],
        random: Callable[[], float],
        keep_trying: timedelta,
        patience: float,
    ) -> None:
        self._spool, self._clock, self._wait, self._random = spool, clock, wait, random
        self._keep_trying, self._patience = keep_trying, patience

    def run(self) -> Delivery:
        began, failures, delivered = self._clock.steady_ms(), 0, 0
        while True:
            went = deliver(self._spool, self._patience)
            failures = 1 if went.delivered else failures + 1
            delivered += went.delivered
            went = Delivery(delivered, went.left, went.trouble, went.needs_desk, went.covers)
            self._report(went)
            now = self._clock.now()
            pause = next_attempt(now, failures, self._random) - now
            gone = timedelta(milliseconds=self._clock.steady_ms() - began)
            if not went.left or went.needs_desk or gone + pause > self._keep_trying:
                return went
            self._wait(pause.total_seconds())

    def _report(self, went: Delivery) -> None:
        trouble = "" if went.trouble is None else type(went.trouble).__name__
        at = self._clock.now().isoformat()
        self._spool.keep_report(CourierReport(at, went.delivered, went.left, trouble, went.covers))


def deliver(spool: Spool, patience: float) -> Delivery:
    """Try every item that has no receipt once, or a few times on a bad line; return how it went."""
    address = spool.address()
    if address is None:
        return Delivery()
    return _Pass(spool, address, patience).run()


class _StreamStopped(Exception):
    """What comes later in this stream cannot be taken now either."""


class _Pass:
    def __init__(self, spool: Spool, address: SpoolAddress, patience: float) -> None:
        self._spool, self._address, self._patience = spool, address, patience
        self._key = bytes.fromhex(address.receipt_key)
        self._items = [item for item in spool.items() if item.receipt_key == self._key]
        self._proven: dict[tuple[bytes, int, bytes], int] = {}
        self._delivered = 0
        self._trouble: DeskError | None = None
        self._needs_desk: set[tuple[bytes, int, bytes]] = set()
        for name, note in spool.answers(RECEIPT):
            self._known(name, note)

    def run(self) -> Delivery:
        streams = list(dict.fromkeys(item.stream for item in self._left()))
        if streams:
            try:
                self._carry(streams)
            except SpoolFailedError:
                raise
            except DeskError as error:
                self._trouble = error
        left = self._left()
        needs_desk = bool(left) and all(item.stream in self._needs_desk for item in left)
        return Delivery(self._delivered, len(left), self._trouble if left else None, needs_desk, self._covers())

    def _carry(self, streams: list[tuple[bytes, int, bytes]]) -> None:
        ca_file = Path(self._address.ca_file) if self._address.ca_file else None
        with DistrictConnection(address_of(self._address.url), ca_file=ca_file, patience=self._patience) as connection:
            for stream in streams:
                carrying = _Carrying(self._spool, connection, self._key, self._items, stream, self._proven)
                try:
                    carrying.everything()
                except _StreamStopped:
                    self._needs_desk.add(stream)
                except SpoolFailedError:
                    raise
                except DeskError as error:
                    self._trouble = error  # the other streams have their turn
                self._delivered += carrying.delivered
                self._trouble = carrying.refused or self._trouble

    def _left(self) -> list[SpoolItem]:
        return [item for item in self._items if item.last > self._proven.get(item.stream, 0)]

    def _known(self, name: str, note: bytes) -> None:
        try:
            receipt = open_note(Receipt, self._key, note)
        except DamagedNoteError:
            return  # a damaged file: its item goes again
        item = next((item for item in self._items if item.name == name), None)
        stream = (receipt.device, receipt.epoch, self._key) if item is None else item.stream
        self._proven[stream] = max(self._proven.get(stream, 0), receipt.last_seq)

    def _covers(self) -> int:
        stream = bytes.fromhex(self._address.device), self._address.epoch, self._key
        return self._proven.get(stream, 0)


class _Carrying:
    """One stream's items, one after the other."""

    def __init__(
        self,
        spool: Spool,
        connection: DistrictConnection,
        key: bytes,
        items: list[SpoolItem],
        stream: tuple[bytes, int, bytes],
        proven: dict[tuple[bytes, int, bytes], int],
    ) -> None:
        self._spool, self._connection, self._key, self._stream, self._proven = spool, connection, key, stream, proven
        self._items = sorted((item for item in items if item.stream == stream), key=lambda item: item.first)
        self._was_filled = False
        self.delivered = 0
        self.refused: DeskError | None = None

    def everything(self) -> None:
        """Deliver what has no receipt; _StreamStopped where the desk itself is needed, else the line's error."""
        for item in self._items:
            if item.last > self._proven.get(self._stream, 0):
                self._one(item)

    def _one(self, item: SpoolItem) -> None:
        for last_try in (*[False] * (_TRIES - 1), True):
            try:
                return self._once(item)
            except SpoolFailedError:
                raise
            except DeskError:
                if last_try:
                    raise

    def _once(self, item: SpoolItem) -> None:
        answer = self._connection.post(
            f"/v1/streams/{item.device.hex()}/{item.epoch}/events?first={item.first}&last={item.last}", item.envelope
        )
        if answer.status == 200 and answer.is_note:
            self._keep(item, answer)
            return
        refusal = refusal_in(answer, self._key)
        if refusal is None or (refusal.device, refusal.epoch) != (item.device, item.epoch):
            raise strange(self._connection, answer, self._key)
        if refusal.first != item.first and refusal.reason not in _OF_THE_DESK:
            raise strange(self._connection, answer, self._key)
        self._refused(item, refusal, answer)

    def _keep(self, item: SpoolItem, answer: Answer) -> None:
        try:
            receipt = open_note(Receipt, self._key, answer.content)
        except DamagedNoteError as error:
            raise strange(self._connection, None) from error
        if (receipt.device, receipt.epoch) != (item.device, item.epoch) or receipt.last_seq < item.last:
            raise DistrictAnswerError(url=self._connection.url, reason="a receipt for something else")
        # One with another head than was sealed is kept too: the desk, which has the whole chain, is to judge it.
        self._spool.keep_answer(item.name, RECEIPT, answer.content)
        self._spool.drop(item.name, REFUSAL)
        self._proven[self._stream] = max(self._proven.get(self._stream, 0), receipt.last_seq)
        self.delivered += 1

    def _refused(self, item: SpoolItem, refusal: Refusal, answer: Answer) -> None:
        if refusal.reason == Reason.GAP and not self._was_filled and refusal.head < item.first - 1:
            self._was_filled = True
            if self._is_filled(refusal.head, item):
                return self._once(item)
        self._spool.keep_answer(item.name, REFUSAL, answer.content)
        self.refused = strange(self._connection, answer, self._key)
        if refusal.reason == Reason.DAMAGED:
            raise self.refused  # the line may have done it: sent again
        try:
            shut_out(refusal, self._connection)
        except DeskError as error:
            self.refused = error
        raise _StreamStopped

    def _is_filled(self, head: int, until: SpoolItem) -> bool:
        """Send again what the district had and lost, as far as it still lies here; whether that closes the gap."""
        while head < until.first - 1:
            following = [item for item in self._items if item.first <= head + 1 <= item.last and item is not until]
            if not following:
                return False
            again = max(following, key=lambda item: item.last)
            self._proven[self._stream] = head
            self._one(again)
            head = again.last
        return True
