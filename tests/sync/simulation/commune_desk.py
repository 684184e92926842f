"""A real desk of a commune in the simulation: its own encrypted database on a disk in memory, and time as told."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

from db.coming_back import come_back
from db.desk_home import create_desk, open_desk
from db.event_log import stored_events
from db.restore import LastSlip
from db.store import DeskStore
from desk_app.domain.events import Received
from desk_app.domain.trust_events import DistrictDoubted
from desk_app.ports import StoredEvent
from sync.desk.carried import CARRIED_FOLDER
from sync.desk.carrying import Load
from sync.desk.spool import Spool
from sync.desk.spool_notes import SPOOL_FOLDER
from sync.wire.codec import MessagePackCodec
from tests.db.commune_desks import act_on, receive_at
from tests.db.desk import CHEAP, OFFICER, PASSWORD, SETTINGS, TestChance, calendar_json, catalogue_json
from tests.sync.simulation.desks import SimulatedClock

DAY = date(2026, 12, 8)
_CODEC = MessagePackCodec()
_NAMES = ("Trần Văn An", "Đào Thị Hoà", "Y Wơl Niê")


def empty_disk(home: Path, desk: int, clock: SimulatedClock) -> str:
    """Set a desk up in `home`; return its recovery code. The keys are the same in every run."""
    made = create_desk(
        home, codec=_CODEC, clock=clock, chance=TestChance(desk), officer_name=OFFICER, password=PASSWORD,
        settings={**SETTINGS, "desk": str(desk)}, catalogue_json=catalogue_json(), calendar_json=calendar_json(),
        program="sim", cost=CHEAP,
    )  # fmt: skip
    return made.recovery_code


class CommuneDesk:
    """One machine: a folder, opened when it is first used. Stands for a `SimulatedDesk`; also its own Outbox.

    `unaware` and `is_old_disk` mean what they mean there.
    """

    def __init__(self, home: Path, desk: int, recovery: str, clock: SimulatedClock, chance: Random) -> None:
        self.home, self.desk, self.clock, self.chance = home, desk, clock, chance
        self.name, self.code, self._recovery = "", "", recovery
        self.rewinds: list[int] = []
        self.doubts: list[DistrictDoubted] = []
        self.given: list[tuple[int, str]] = []
        self.unaware = self.is_old_disk = False
        self._store: DeskStore | None = None
        self._events: list[StoredEvent] = []

    @property
    def store(self) -> DeskStore:
        """The opened store."""
        if self._store is None:
            self._store = open_desk(
                self.home, codec=_CODEC, clock=self.clock, chance=TestChance(100 + self.desk), officer=OFFICER,
                password=PASSWORD,
            ).store  # fmt: skip
        return self._store

    def __getattr__(self, name: str) -> Any:
        return getattr(self.store.outbox, name)

    @property
    def load(self) -> Load:
        """Its own spool, and what it carries for others; both on its disk."""
        return Load(self.store.outbox, Spool(self.home / SPOOL_FOLDER), self.home / CARRIED_FOLDER)

    @property
    def signer(self) -> Any:
        return self.store.signer

    @property
    def device(self) -> bytes:
        return self.store.commune.device

    @property
    def epoch(self) -> int:
        return self.store.epoch

    @property
    def events(self) -> list[StoredEvent]:
        """The whole log; it only ever grows."""
        self._events.extend(stored_events(self.store.connection, len(self._events)))
        return self._events

    @property
    def written(self) -> list[StoredEvent]:
        """The log as it was seen last; nothing is opened for it."""
        return self._events

    @property
    def open_dossiers(self) -> list[str]:
        """The numbers that are known here."""
        rows = self.store.connection.execute("SELECT number FROM dossiers ORDER BY number").fetchall()
        return [str(number) for (number,) in rows]

    def rewind(self, to_seq: int) -> None:
        """Note it, and do it."""
        self.rewinds.append(to_seq)
        self.store.outbox.rewind(to_seq)

    def log_doubted(self, doubted: DistrictDoubted) -> None:
        """Note it, and log it."""
        self.doubts.append(doubted)
        self.store.outbox.log_doubted(doubted)

    def live(self, others: Sequence[CommuneDesk] = ()) -> None:
        """Let one thing happen at the counter."""
        numbers, before = self.open_dossiers, len(self.events)
        if not numbers or self.chance.random() < 0.2:
            name = f"{self.chance.choice(_NAMES)} {self.chance.randrange(10**9)}"
            receive_at(self.store, name, DAY)
        else:
            stores = [each.store for each in others] or [self.store]
            act_on(self.chance, self.store, stores, self.chance.choice(numbers))
        for event in self.events[before:]:
            header = _CODEC.decode_header(event.header)
            if header.kind == Received.kind and not self.unaware:
                self.given.append((self.epoch, str(header.dossier)))

    def reopened(self) -> None:
        """Go off at this very moment and come back."""
        self.shut()

    def shut(self) -> None:
        """Close the store."""
        if self._store is not None:
            self._store.close()
            self._store = None

    def another(self, name: str) -> CommuneDesk:
        """Return this disk as it is now, once more."""
        self.shut()
        home = self.home.with_name(f"copy {len(list(self.home.parent.iterdir())):03}")
        shutil.copytree(self.home, home)
        clock = SimulatedClock(self.clock.time, self.clock.off)
        twin = CommuneDesk(home, self.desk, self._recovery, clock, self.chance)
        twin.name, twin.code, twin.rewinds = name, self.code, list(self.rewinds)
        return twin

    def restored_knowingly(self, last_counter: int | None) -> None:
        """Come back on a new machine from this folder, in a new epoch."""
        self.shut()
        source, self.home = self.home, self.home.with_name(f"{self.home.name} back")
        slip = None if last_counter is None else LastSlip(last_counter, DAY)
        come_back(self.home, source, self._recovery, codec=_CODEC, clock=self.clock, more=lambda _: (), last_slip=slip)
        self._events = []
