"""One desk, one district, one faulty line between them: a case at a time, judged by what both hold in the end."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from dataclasses import dataclass, field

from desk_app.domain.errors import DeskError
from sync.desk.exchange import RoundResult, run_round
from tests.sync.clocks import StillClock
from tests.sync.fake_outbox import FakeOutbox
from tests.sync.fault_proxy import FaultProxy, Harm
from tests.sync.real_district import RealDistrict

IMPATIENT = 0.4  # seconds of silence, so that a stall costs a test little
PATIENT = 20.0

Round = Callable[..., RoundResult]


@dataclass
class FaultyLine:
    """`broken` is what went wrong in the case: empty when every event arrived exactly once and was never oversold."""

    district: RealDistrict
    proxy: FaultProxy
    outbox: FakeOutbox
    code: str
    round: Round = run_round
    errors: list[DeskError] = field(default_factory=list)

    def case(self, kind: str, harm: Harm, times: int = 1) -> list[str]:
        """Let work happen, run a round over the harmed line, heal it, and return what is wrong."""
        self.outbox.work(7)
        if kind == "hello":
            self.outbox.enrolment = None
        self.proxy.harm(kind, harm, times)
        self._try(self.proxy.url, IMPATIENT)
        broken = [] if (kind, harm) in self.proxy.done else ["the fault did not happen"]
        broken += self._oversold()
        self.proxy.plan.clear()
        return broken + self._healed()

    def _healed(self) -> list[str]:
        for _ in range(3):
            self._try(self.proxy.url, PATIENT)
            if self.outbox.enrolment is not None and self.outbox.waiting() == 0:
                break
        else:
            return [f"{self.outbox.waiting()} events wait for ever: {self.errors[-1:]}"]
        held = self.district.events(self.outbox.device)
        mine = self.outbox.sent_events()
        return [] if held == mine else [f"district holds {len(held)} events, desk sent {len(mine)}"]

    def _oversold(self) -> list[str]:
        [(head,)] = self.district.rows("SELECT coalesce(max(head_seq), 0) FROM stream")
        proven = self.outbox.acknowledged()
        return [f"the desk believes {proven}, the district holds {head}"] if proven > head else []

    def _try(self, url: str, patience: float) -> None:
        with contextlib.suppress(DeskError):
            try:
                self.round(self.outbox, self.outbox.signer, url, self.code, clock=StillClock(), patience=patience)
            except DeskError as error:
                self.errors.append(error)
