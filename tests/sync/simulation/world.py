"""One seed: days of work and trouble, then the line is healed and everything must be where it belongs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from random import Random
from typing import Any

from desk_app.domain.dossier_number import desk_of
from desk_app.domain.errors import DeskError
from sync.desk import exchange
from sync.desk.pace import Pace
from sync.errors import DistrictContradictedError, ForkError
from tests.sync.simulation.checker import Checker, Verdict
from tests.sync.simulation.desks import AGENCY, CutOutbox, DeskCutError, SimulatedClock, SimulatedDesk, SimulatedTime
from tests.sync.simulation.district import SimulatedDistrict
from tests.sync.simulation.line import SimulatedLine
from tests.sync.simulation.skew import OLDER_DESK, OLDER_DISTRICT, SAME, speak

_HEALING_PASSES = 4
_MOST_DISKS = 6
_SIGNATURE = 64
_VERIFIED_EVERY = 5  # seeds: a verification costs as much as a seed


@dataclass
class World:
    """Everything of one seed; `trace` is what happened, a line a step, the same in every run."""

    seed: int
    district: SimulatedDistrict
    trace: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.chance = Random(self.seed)
        self.time = SimulatedTime()
        self.district.begin(self.time.now, Random(self.seed))
        self.line = SimulatedLine(self.district, self.chance, badness=self.chance.choice((0, 10, 30, 60)))
        self._skew = Random(self.seed).choice((SAME, SAME, OLDER_DESK, OLDER_DISTRICT))
        speak(self._skew)
        self.trace.append(f"{self._skew}: both ends")
        self.checker = Checker()
        self.alive: list[Any] = []  # SimulatedDesk, or what stands for one
        self.safe: set[bytes] = set()
        self._disks: list[Any] = []
        self._backups: list[bytes] = []
        self._not_told_yet: set[str] = set()  # desks that may believe what the district has lost since
        self._paces: dict[str, Pace] = {}
        self._is_put_back = False
        self._alarms_due: dict[str, int] = {}  # desks that must notice what the district lost, and their doubts so far
        for number in range(1, self._count() + 1):
            self._make(number)

    def run(self) -> Verdict:
        """Live through the seed; return the verdict."""
        weights = dict(self._steps())
        for _ in range(self._length()):
            step = self.chance.choices(list(weights), list(weights.values()))[0]
            self.trace.append(f"{step.__name__.strip('_')}: {step()}")
            self.time.pass_by(self.chance.randint(1, 900))
            for desk in self.alive:
                self.checker.saw(desk)
        self._heal()
        self._judge_alarms()
        if self.seed % _VERIFIED_EVERY == 0:
            self.checker.wrong += self._contradictions()
        return self.checker.verdict(self.district, self.alive, self.safe)

    def _steps(self) -> list[tuple[Callable[[], str], int]]:
        return [
            (self._work, 30), (self._round, 40), (self._line_changes, 6), (self._clock_jumps, 3), (self._publish, 3),
            (self._district_backup, 3), (self._district_restored, 3), (self._disk_image, 4), (self._disk_put_back, 3),
            (self._desk_restored, 3), (self._disk_cloned, 3), (self._late_arrive, 3),
        ]  # fmt: skip

    def _length(self) -> int:
        return self.chance.randint(10, 30)

    def _count(self) -> int:
        return self.chance.randint(1, 3)

    # What happens.

    def _make(self, number: int) -> None:
        desk = SimulatedDesk(self.seed, number, AGENCY, clock=SimulatedClock(self.time), chance=self.chance)
        desk.name, desk.code = f"desk {number}", self.district.code(AGENCY, number)
        self.alive.append(desk)

    def _work(self) -> str:
        desk, count = self.chance.choice(self.alive), self.chance.randint(1, 6)
        for _ in range(count):
            desk.live()
        return f"{desk.name} does {count} things"

    def _round(self) -> str:
        desk = self.chance.choice(self.alive)
        cut = self.chance.randrange(1, 25) if self.chance.random() < 0.15 else 0
        return f"{desk.name} {self._exchange(desk, cut)}"

    def _line_changes(self) -> str:
        self.line.down = not self.line.down and self.chance.random() < 0.5
        self.line.badness = self.chance.choice((0, 10, 30, 60))
        return "down" if self.line.down else f"{self.line.badness} % bad"

    def _clock_jumps(self) -> str:
        desk = self.chance.choice(self.alive)
        desk.clock.off = timedelta(hours=self.chance.choice((-200_000, -24, -1, 0, 1, 24, 9_000)))
        return f"{desk.name} {desk.clock.off}"

    def _publish(self) -> str:
        version = f"v{len(self.trace)}"
        self.district.publish(version)
        return version

    def _district_backup(self) -> str:
        self._backups.append(self.district.backup())
        return str(len(self._backups))

    def _district_restored(self) -> str:
        if not self._backups:
            return "no backup"
        which = self.chance.randrange(len(self._backups))
        self.district.restore(self._backups[which])
        self.safe.clear()  # what only dead disks had may now be gone for good
        self._not_told_yet = {desk.name for desk in (*self.alive, *self._disks)}
        self._forget_numbers()
        self._is_put_back = True
        self._alarms_due = {desk.name: len(desk.doubts) for desk in self.alive if self._is_lost(desk)}
        return str(which)

    def _is_lost(self, desk: Any) -> bool:
        """Whether the district no longer has the batch whose place in its log the desk had proven."""
        note = desk.log_receipts().checked
        if note is None or self._skew != SAME:
            return False
        kept = self.district.rows("SELECT receipt FROM receipt")
        return note[_SIGNATURE:] not in {bytes(receipt)[_SIGNATURE:] for (receipt,) in kept}  # by whatever key

    def _judge_alarms(self) -> None:
        for desk in self.alive:
            if len(desk.doubts) <= self._alarms_due.get(desk.name, -1):
                self.checker.wrong.append(f"{desk.name} did not notice that the district lost what it had signed for")
            if desk.doubts and not self._is_put_back:
                self.checker.wrong.append(f"{desk.name} doubts a district that lost nothing: {desk.doubts}")

    def _disk_image(self) -> str:
        desk = self.chance.choice(self.alive)
        self._disks.append(desk.another(desk.name))
        return str(desk.name)

    def _disk_put_back(self) -> str:
        """Somebody copies an old folder over the new one; the desk does not know."""
        return self._replaced(knowingly=False)

    def _desk_restored(self) -> str:
        """A dead machine comes back from an older copy; somebody has the last slip in hand."""
        return self._replaced(knowingly=True)

    def _replaced(self, *, knowingly: bool) -> str:
        if not self._disks:
            return "no image"
        image = self.chance.choice(self._disks)
        same = [desk for desk in self.alive if desk.desk == image.desk]
        if len(same) != 1 or (knowingly and image.epoch != same[0].epoch):
            return "not this one"
        old = same[0]
        self.safe |= self._held() & {event.chain for event in old.events[: old.acknowledged()]}
        self.alive.remove(old)
        new = image.another(f"{image.name} again {len(self.trace)}")
        self._not_told_yet.add(new.name)
        new.unaware = new.is_old_disk = not knowingly
        if knowingly:
            new.restored_knowingly(self._last_slip(image.desk))
        self.alive.append(new)
        if not knowingly:
            self._forget_numbers()
        return f"{old.name} gives way to {new.name}"

    def _forget_numbers(self) -> None:
        """Numbers that only a lost disk knew of nobody can know any more; a desk's own witness sees that at opening."""
        known = {str(number) for (number,) in self.district.rows("SELECT dossier FROM event WHERE kind = 20")}
        for desk in self.alive:
            known.update(desk.open_dossiers)
        self.checker.forget(self.checker.numbers.keys() - known)

    def _last_slip(self, desk: int) -> int | None:
        """The highest number that anybody in the office has in hand, whichever machine gave it."""
        counters = (int(number.rsplit("-", 1)[1]) for number in self.checker.numbers)
        return max((counter for counter in counters if desk_of(counter) == desk), default=None)

    def _disk_cloned(self) -> str:
        desk = self.chance.choice(self.alive)
        if len(self.alive) >= _MOST_DISKS:
            return "enough"
        self.alive.append(desk.another(f"{desk.name} twin {len(self.trace)}"))
        self._not_told_yet.add(self.alive[-1].name)
        self.alive[-1].unaware = True
        return str(self.alive[-1].name)

    def _late_arrive(self) -> str:
        count = len(self.line.late)
        self.line.deliver_late()
        return str(count)

    # The real desk's round.

    def _exchange(self, desk: Any, cut: int = 0) -> str:
        outbox: Any = CutOutbox(desk, cut, after=self.chance.random() < 0.5) if cut else desk
        before, rewinds = desk.acknowledged(), len(desk.rewinds)
        vars(exchange)["DistrictConnection"] = self.line.open
        try:
            self._run_round(desk, outbox)
            said = "well"
        except ForkError:
            said = "forked"
        except DistrictContradictedError:
            said = "doubted"
        except DeskError as error:
            said = type(error).__name__
        except DeskCutError:
            said = "cut"
        self.checker.saw(desk)
        if said in ("well", "forked", "doubted") and len(desk.rewinds) > rewinds:
            self.checker.recovered += max(0, desk.acknowledged() - min(before, *desk.rewinds[rewinds:]))
        if said in ("well", "forked", "doubted"):
            self._not_told_yet.discard(desk.name)
            desk.unaware = self._skew == OLDER_DISTRICT and desk.is_old_disk and desk.epoch < self._newest_epoch(desk)
        if desk.name not in self._not_told_yet:
            self.checker.oversold(desk, self._held())
        return f"{said}, {desk.acknowledged()}/{len(desk.events)}"

    def _run_round(self, desk: Any, outbox: Any) -> None:
        pace = self._paces.setdefault(desk.name, Pace())
        exchange.run_round(outbox, desk.signer, self.line.url, desk.code, clock=desk.clock, pace=pace)

    def _newest_epoch(self, desk: Any) -> int:
        rows = self.district.rows("SELECT device, epoch FROM stream")
        return max((int(epoch) for device, epoch in rows if bytes(device) == desk.device), default=0)

    def _held(self) -> set[bytes]:
        return {bytes(chain) for (chain,) in self.district.rows("SELECT chain FROM event")}

    def _contradictions(self) -> list[str]:
        return self.district.contradictions()

    def _heal(self) -> None:
        self.line.badness, self.line.down = 0, False
        self.line.deliver_late()
        for _ in range(_HEALING_PASSES):
            for desk in self.alive:
                self.trace.append(f"heal: {desk.name} {self._exchange(desk)}")
