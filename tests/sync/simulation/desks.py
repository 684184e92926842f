"""A desk of the simulation: a log in memory, numbers by the real rules, a clock that may jump."""

from __future__ import annotations

import hashlib
import shutil
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any, Protocol

import msgspec

from desk_app.domain.dossier_number import after_rebuild, before_block, next_counter
from desk_app.domain.event_facts import ProcedureTerms, Promise
from desk_app.domain.events import (
    DeskOpened,
    Event,
    Finished,
    HandedOver,
    Received,
    Started,
    UnknownEvent,
)
from desk_app.domain.person import Person
from desk_app.ports import StoredEvent
from sync.wire.signing import KeySigner
from tests.sync.fake_outbox import FakeOutbox
from tests.sync.synthetic_day import OFFICE, Happening

AGENCY = "000.00.18.H32"
GAP = 20
_TERMS = ProcedureTerms("1.001653", "Cấp đổi giấy", "Bảo trợ xã hội", 5, "working_day", "", "2026-11-21")


class DeskCutError(Exception):
    """The desk's current went at this very moment."""


@dataclass
class SimulatedTime:
    """The one true time, and how far each machine is off it."""

    at: datetime = datetime(2026, 12, 8, 8, 0, tzinfo=OFFICE)

    def now(self) -> datetime:
        return self.at

    def pass_by(self, seconds: int) -> None:
        self.at += timedelta(seconds=seconds)


@dataclass
class SimulatedClock:
    """Fulfils the Clock port."""

    time: SimulatedTime
    off: timedelta = timedelta(0)

    def now(self) -> datetime:
        return self.time.at + self.off

    def steady_ms(self) -> int:
        return int(self.time.at.timestamp() * 1000)

    def boot(self) -> int:
        return 1


@dataclass
class _Opening:
    """What FakeOutbox asks of a day."""

    desk: int
    salt: bytes
    day: datetime = datetime(2026, 12, 8, 8, 0, tzinfo=OFFICE)

    def opened(self, public_key: bytes) -> Happening:
        return Happening(DeskOpened(AGENCY, self.desk, public_key, self.salt, "sim"), None, self.day, "")


@dataclass
class SimulatedDesk(FakeOutbox):
    """One machine. `given` are its numbers, each with its epoch.

    An `unaware` one is an old or a second disk that has not met the district since: nobody can know yet, and what
    numbers it gives until then is no fault of the wire.
    """

    name: str = ""
    code: str = ""
    clock: SimulatedClock = field(default_factory=lambda: SimulatedClock(SimulatedTime()))
    chance: Random = field(default_factory=Random)
    highest: int | None = None
    open_dossiers: list[str] = field(default_factory=list)
    given: list[tuple[int, str]] = field(default_factory=list)
    unaware: bool = False
    is_old_disk: bool = False  # put back by somebody who did not say so; a district of the older program cannot tell it
    spool: Path | None = None  # on a disk of its own, copied with it

    def __post_init__(self) -> None:
        self.signer = KeySigner(hashlib.sha256(f"desk {self.desk}".encode()).digest())
        self.day = _Opening(self.desk, hashlib.sha256(f"salt {self.desk}".encode()).digest()[:16])  # type: ignore[assignment]
        self._salts: dict[str | None, bytes] = {}
        self._anchors: dict[int, bytes] = {}
        self._acknowledged = self._last_anchor = 0
        self.append(self.day.opened(self.signer.public_key))

    def live(self) -> None:
        """Let one thing happen at the counter."""
        dice = self.chance.random()
        if dice < 0.45 or not self.open_dossiers:
            return self._receive()
        number = self.chance.choice(self.open_dossiers)
        if dice < 0.5:
            newer = UnknownEvent(its_kind=77, its_version=1, row=msgspec.msgpack.encode(["later", self.name]))
            return self._happen(newer, None)
        moves: tuple[Event, ...] = (Started(self._note()), Finished(self._note()), HandedOver(self._note(), "", ""))
        return self._happen(self.chance.choice(moves), number)

    def restored_knowingly(self, last_counter: int | None) -> None:
        """Say that this log was put back on purpose, and leave a gap above every number known."""
        self.restored()
        known = max(self.highest or 0, last_counter or 0)
        if known:
            self.highest = after_rebuild(known, GAP)

    def epoch_opened(self, newest: int) -> int:
        epoch = super().epoch_opened(newest)
        self.highest = max(self.highest or 0, before_block(self.desk, epoch))
        return epoch

    def another(self, name: str) -> SimulatedDesk:
        """Return this disk as it is now, once more."""
        twin = SimulatedDesk(self.seed, self.desk, self.agency_code, self.epoch)
        for fact in ("enrolment", "highest", "code", "clock", "chance", "_acknowledged", "_last_anchor"):
            setattr(twin, fact, getattr(self, fact))
        for facts in ("events", "inbox", "open_dossiers", "rewinds"):
            setattr(twin, facts, list(getattr(self, facts)))
        if self.spool is not None:
            twin.spool = self.spool.with_name(f"{len(list(self.spool.parent.iterdir())):03}")
            shutil.copytree(self.spool, twin.spool)
        twin._anchors, twin.log_checked = dict(self._anchors), self.log_checked
        twin._salts, twin.name, twin.clock = dict(self._salts), name, SimulatedClock(self.clock.time, self.clock.off)
        return twin

    def _receive(self) -> None:
        self.highest = next_counter(self.desk, self.highest, 1)
        number = f"{AGENCY}-261208-{self.highest}"
        body = Received(
            salt=self.chance.randbytes(16), lookup_code="K7MD", slip_sequence=len(self.events),
            legal_profile="TT03/2025", terms=_TERMS, promise=Promise(self.day.day + timedelta(days=7), "", ""),
            applicant=Person(self._note(), "046185001234"), submitter=None, authority="", papers=(), sets=1,
            return_by="counter", late_entry_reason="",
        )  # fmt: skip
        if not self.unaware:
            self.given.append((self.epoch, number))
        self.open_dossiers.append(number)
        self._happen(body, number)

    def _happen(self, body: Event, dossier: str | None) -> None:
        self.append(Happening(body, dossier, self.clock.now(), "cb01"))

    def _note(self) -> str:
        return f"{self.name} {self.chance.randrange(10**9)}"


class Machine(Protocol):
    """What the checker asks of a desk, whatever its log lies in."""

    @property
    def name(self) -> str: ...
    @property
    def device(self) -> bytes: ...
    @property
    def epoch(self) -> int: ...
    @property
    def events(self) -> list[StoredEvent]: ...
    @property
    def given(self) -> list[tuple[int, str]]: ...
    def acknowledged(self) -> int: ...
    def waiting(self) -> int: ...
    def chain_at(self, seq: int) -> bytes | None: ...


class CutOutbox:
    """The desk's log through a wire that the current may leave: before or after the n-th call."""

    def __init__(self, desk: Any, at: int, *, after: bool) -> None:
        self._desk, self._left, self._after = desk, at, after

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._desk, name)
        if not callable(found):
            return found

        def called(*arguments: Any) -> Any:
            self._left -= 1
            if self._left == 0 and not self._after:
                raise DeskCutError
            answer = found(*arguments)
            if self._left == 0:
                raise DeskCutError
            return answer

        return called
