"""Rounds with the district, joined to an opened desk; and when the next one is due."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from random import SystemRandom
from typing import TYPE_CHECKING

from desk_app.domain.errors import BadInputError
from desk_app.usecases.office import Office
from sync.desk.pace import Pace as Pace
from sync.desk.pull import Condition
from sync.desk.schedule import next_by_day, next_round
from ui.composition.doorstep import PROGRAM
from ui.composition.lane_outbox import Answer, LaneCommune, LaneOutbox, LaneSigner, OnStore

if TYPE_CHECKING:
    from sync.desk.exchange import Progress, RoundResult


class DistrictNotNamedError(BadInputError):
    """No address of a district is set."""


@dataclass(frozen=True, slots=True)
class RoundPlan:
    """When the next round begins by itself; rounds are tried for ever."""

    device: bytes
    next_at: datetime
    last_round_at: datetime | None = None
    failures: int = 0

    def after(self, now: datetime, *, went_well: bool) -> RoundPlan:
        """Return the plan after a round: the nightly slot, or soon again with growing, random waits."""
        failures = 0 if went_well else self.failures + 1
        next_at = next_round(
            now, self.device, waiting=0, failures=failures, last_round_at=now, random=SystemRandom().random
        )
        return replace(self, next_at=next_at, last_round_at=now, failures=failures)

    def with_waiting(self, now: datetime, waiting: int) -> RoundPlan:
        """Return the plan now that so much waits: a small round by day, unless one comes sooner anyway."""
        by_day = next_by_day(now, self.last_round_at, waiting)
        return self if by_day is None or self.failures else replace(self, next_at=min(self.next_at, by_day))


def plan_of(office: Office) -> RoundPlan | None:
    """Return the plan of a desk that was just opened; None when it has no district."""
    if not office.store.settings()["district_url"]:
        return None
    now, outbox = office.clock.now(), office.store.outbox
    device = outbox.identity().device
    first = next_round(
        now, device, waiting=outbox.waiting(), failures=0, last_round_at=now, random=SystemRandom().random
    )
    return RoundPlan(device, first, last_round_at=now)


def exchange_round(office: Office, progress: Callable[[Progress], None] | None = None) -> RoundResult:
    """Do one round on the thread that owns the desk."""
    return exchange_round_between(office, Here(), progress)


def exchange_round_between(
    office: Office, on_store: OnStore, progress: Callable[[Progress], None] | None = None, pace: Pace | None = None
) -> RoundResult:
    """Do one round on the wire lane; every look into the desk is carried to the store lane by `on_store`.

    Keep `pace` between rounds: it remembers what the line could carry.
    """
    from sync.desk.exchange import run_round

    settings = on_store(office.store.settings)
    if not settings["district_url"]:
        raise DistrictNotNamedError()
    return run_round(
        LaneOutbox(office.store.outbox, on_store),
        LaneSigner(office.store.signer, on_store),
        settings["district_url"],
        settings["enrol_code"],
        clock=office.clock,
        ca_file=Path(settings["district_ca"]) if settings["district_ca"] else None,
        progress=progress or (lambda _: None),
        pace=pace,
        commune=LaneCommune(office.store.commune, on_store),
        condition=Condition(PROGRAM.rsplit(" ", 1)[-1], on_store(office.store.free_space)),
    )


class Here:
    """Stands in for a lane where there is only one thread."""

    def __call__(self, work: Callable[[], Answer]) -> Answer:
        return work()
