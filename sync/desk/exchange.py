"""One round with the district: finish the enrolment if it is open, send what waits, fetch what is there."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from desk_app.commune_ports import CommuneLog
from desk_app.domain.errors import DeskError
from desk_app.ports import Clock, Enrolment, Outbox, Signer
from sync.desk.address import address_of
from sync.desk.commune import fetch_commune, has_news
from sync.desk.connection import PATIENCE, DistrictConnection
from sync.desk.district_log import contradiction
from sync.desk.enrolment import enrol, is_new_code
from sync.desk.handover import newest_keys
from sync.desk.kept_keys import leave_keys
from sync.desk.pace import Pace
from sync.desk.pull import Condition, is_behind, pull
from sync.desk.push import Push
from sync.errors import (
    DistrictAnswerError,
    EnrolCodeRefusedError,
    ForkError,
    NotEnrolledError,
)

_EPOCHS_A_ROUND = 2  # a district that calls every epoch a fork must not hold the round for ever


class Phase(Enum):
    """What a round is doing."""

    ENROLLING = "enrolling"
    SENDING = "sending"
    FETCHING = "fetching"


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the round is: events proven by receipts (or items fetched) so far, and how many are still to come."""

    phase: Phase
    done: int
    left: int


@dataclass(frozen=True, slots=True)
class RoundResult:
    """Events sent, events newly proven by a receipt, events that still wait, items that came down.

    `of_others` counts the events that came from the commune's other desks.
    """

    sent: int
    acknowledged: int
    pending: int
    received: int
    of_others: int = 0


def run_round(
    outbox: Outbox,
    signer: Signer,
    district_url: str,
    enrol_code: str,
    *,
    clock: Clock,
    ca_file: Path | None = None,
    progress: Callable[[Progress], None] = lambda progress: None,
    pace: Pace | None = None,
    patience: float = PATIENCE,
    condition: Condition | None = None,
    commune: CommuneLog | None = None,
) -> RoundResult:
    """Return what the round achieved; a DeskError of `sync.errors` when it could not be finished, nothing lost.

    When another device turns out to go on from the same history, the rest goes up in a new epoch, and then the
    ForkError is raised: a person has to know. Likewise when the district's log contradicts what it signed
    (DistrictPutBackError, DistrictContradictedError): what it lost has gone up again by then. Every receipt and item is
    stored before the next is asked for, so a broken round keeps what it got. `outbox` and `signer` may stand for
    objects on another thread: each call is short and none expects an earlier answer to hold.
    Keep `pace` between rounds. With a `commune` the other desks' events come too, last of all.
    """
    address = address_of(district_url)
    with DistrictConnection(address, ca_file=ca_file, patience=patience) as connection:
        attempt = _Round(
            outbox, signer, connection, enrol_code, clock, progress, pace or Pace(), condition or Condition(), commune
        )
        try:
            result = attempt.run()
        except DeskError as error:
            # A line that broke is tried again; these are said only now.
            raise attempt.forked or attempt.doubted or error from error
    outbox.exchange_noted(clock.now())
    for found in (attempt.forked, attempt.doubted):
        if found is not None:
            raise found
    return result


def _newest(fork: ForkError) -> int:
    newest = fork.facts.get("newest_epoch")
    return newest if isinstance(newest, int) else 0


class _Round:
    def __init__(
        self,
        outbox: Outbox,
        signer: Signer,
        connection: DistrictConnection,
        code: str,
        clock: Clock,
        progress: Callable[[Progress], None],
        pace: Pace,
        condition: Condition,
        commune: CommuneLog | None = None,
    ) -> None:
        self._outbox = outbox
        self._signer = signer
        self._connection = connection
        self._code = code
        self._clock = clock
        self._progress = progress
        self._pace = pace
        self._condition = condition
        self._sent = self._acknowledged = self._received = 0
        self._commune, self._mark, self._of_others = commune, b"", 0
        self._keys_there: bytes | None = None
        self.forked: ForkError | None = None
        self.doubted: DeskError | None = None

    def run(self) -> RoundResult:
        enrolment, refused = self._outbox.identity().enrolment, None
        if enrolment is None:
            enrolment = self._enrol()
        elif is_new_code(self._code, enrolment):
            try:
                enrolment = self._enrol()
            except EnrolCodeRefusedError as error:
                refused = error  # a mistyped code does not undo the enrolment that works
        try:
            self._exchange_by_newest_keys(enrolment)
        except NotEnrolledError:
            # The district was put back to a time before it took us in: the same code opens it again.
            if not self._code:
                raise
            self._exchange(self._enrol())
        except DeskError as error:
            raise refused or error from error
        if refused is not None:
            raise refused
        return RoundResult(self._sent, self._acknowledged, self._outbox.waiting(), self._received, self._of_others)

    def _exchange_by_newest_keys(self, enrolment: Enrolment) -> None:
        try:
            self._exchange(enrolment)
        except DistrictAnswerError:
            # Perhaps the district has other keys by now, handed over by those that this desk trusts.
            newest = self._newest_keys(enrolment)
            if newest is None:
                raise
            self._exchange(newest)

    def _newest_keys(self, enrolment: Enrolment) -> Enrolment | None:
        try:
            return newest_keys(self._outbox, self._signer, self._connection, enrolment)
        except NotEnrolledError:
            if not self._code:
                return None
        try:
            # Put back to a time before it took us in, and other keys since: the same code opens it again.
            return self._enrol()
        except (DistrictAnswerError, EnrolCodeRefusedError):
            return None

    def _enrol(self) -> Enrolment:
        self._progress(Progress(Phase.ENROLLING, 0, 1))
        return enrol(self._outbox, self._signer, self._connection, self._code)

    def _exchange(self, enrolment: Enrolment) -> None:
        for _ in range(_EPOCHS_A_ROUND):
            try:
                return self._both_ways(enrolment)
            except ForkError as error:
                self.forked = error
                self._outbox.epoch_opened(_newest(error))
        self._both_ways(enrolment)

    def _both_ways(self, enrolment: Enrolment) -> None:
        failed: DeskError | None = None
        if self._outbox.log_receipts().newest is not None:
            # A round broke before the district had shown its log: these receipts first, before there are newer ones.
            with suppress(DeskError):
                self._pull(enrolment)
        try:
            self._push(enrolment)
        except DeskError as error:
            failed = error  # the way down does not wait for the way up
        try:
            has_news = self._pull(enrolment)
        except DeskError as error:
            raise failed or error from error
        if failed is not None:
            raise failed
        if has_news:
            self._push(enrolment)
        leave_keys(self._outbox, self._signer, self._connection, enrolment, self._clock, self._keys_there)
        self._hear_others(enrolment)

    def _hear_others(self, enrolment: Enrolment) -> None:
        if self._commune is not None and has_news(self._commune, self._mark):
            self._of_others += fetch_commune(
                self._commune, self._signer, self._connection, enrolment.receipt_key, self._clock,
                lambda done, left: self._progress(Progress(Phase.FETCHING, done, left)),
            )  # fmt: skip

    def _push(self, enrolment: Enrolment) -> None:
        push = Push(
            self._outbox, self._signer, self._connection, enrolment, self._clock, self._pace,
            lambda done, left: self._progress(Progress(Phase.SENDING, done, left)),
        )  # fmt: skip
        try:
            push.everything()
        finally:
            self._sent += push.sent
            self._acknowledged += push.acknowledged

    def _pull(self, enrolment: Enrolment) -> bool:
        """Fetch; return whether there is more to send now: what came down was logged, or the district lost some."""
        pulled = pull(
            self._outbox, self._signer, self._connection, enrolment, self._clock,
            lambda done, left: self._progress(Progress(Phase.FETCHING, done, left)), self._condition,
        )  # fmt: skip
        self._received += pulled.received
        self._keys_there, self._mark = pulled.keys_digest, pulled.commune
        if pulled.doubted is not None:
            self.doubted = contradiction(pulled.doubted)
        is_lost = pulled.held is not None and is_behind(pulled.held, self._outbox)
        return is_lost or pulled.received > 0 or pulled.doubted is not None
