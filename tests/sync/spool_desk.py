"""A desk in memory with a spool on disk, and a courier that never really waits."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path

from desk_app.domain.events import Anchored
from sync.desk.courier import Delivery, run_courier
from sync.desk.exchange import RoundResult, run_round
from sync.desk.spool import Spool
from sync.desk.spool_answers import TakenIn, take_answers
from sync.desk.spool_making import Sealed, seal_spool
from sync.wire.signing import KeySigner
from tests.sync.clocks import StillClock
from tests.sync.fake_outbox import FakeOutbox


class SpoolOutbox(FakeOutbox):
    """Counts no anchor as waiting, however many came in at once; as the real one does."""

    def waiting(self) -> int:
        late = range(self.acknowledged() + 1, len(self.events) + 1)
        return sum(self.header_of(seq).kind != Anchored.kind for seq in late)

    def copied(self) -> SpoolOutbox:
        twin = SpoolOutbox(self.seed, self.desk, self.agency_code, self.epoch, self.key_seed)
        vars(twin).update(vars(super().copied()))
        return twin


@dataclass
class SpoolDesk:
    """`waits` are the seconds the courier would have slept; the clock goes on by them."""

    folder: Path
    outbox: SpoolOutbox
    url: str
    clock: StillClock = field(default_factory=StillClock)
    waits: list[float] = field(default_factory=list)

    @property
    def spool(self) -> Spool:
        return Spool(self.folder)

    def round(self, code: str = "", url: str = "") -> RoundResult:
        return run_round(self.outbox, self.outbox.signer, url or self.url, code, clock=self.clock, patience=20)

    def seal(self, url: str = "", most: int = 10**6) -> Sealed:
        return seal_spool(
            self.outbox, self.outbox.signer, self.spool, url=url or self.url, ca_file="", clock=self.clock, most=most
        )

    def take(self) -> TakenIn:
        return take_answers(self.outbox, self.spool)

    def opened(self) -> TakenIn:
        """What a sign-in does: answers are taken in, then what is new is sealed."""
        taken = self.take()
        self.seal()
        return taken

    def courier(self, minutes: int = 0, patience: float = 20.0) -> Delivery:
        delivery = run_courier(
            self.folder, clock=self.clock, wait=self._wait, random=lambda: 0.5,
            keep_trying=timedelta(minutes=minutes), patience=patience,
        )  # fmt: skip
        assert delivery is not None
        return delivery

    def files(self) -> list[str]:
        return sorted(path.name for path in self.folder.iterdir())

    def _wait(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.clock.at += timedelta(seconds=seconds)


def receipt_key(desk: SpoolDesk) -> bytes:
    assert desk.outbox.enrolment is not None
    return desk.outbox.enrolment.receipt_key


def served_by(desk: SpoolDesk, key: KeySigner) -> None:
    """Let this key be the district's, so that a test can say what the district would."""
    assert desk.outbox.enrolment is not None
    desk.outbox.enrolment = replace(desk.outbox.enrolment, receipt_key=key.public_key)


MakeDesk = Callable[[], SpoolDesk]
