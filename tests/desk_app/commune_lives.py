"""Several desks that write one dossier at random, each knowing only what has reached it."""

from __future__ import annotations

import hashlib
import random
from dataclasses import dataclass, field, replace
from datetime import timedelta

from desk_app.domain.chain import link
from desk_app.domain.custody_events import (
    FIRST,
    SECOND,
    ChangesSeen,
    ConflictSettled,
    CustodyTaken,
)
from desk_app.domain.event_facts import Event
from desk_app.domain.events import Finished, HandedOver, Header, NumberViewed, Recorded, Started
from desk_app.domain.life_events import (
    Amended,
    Apologised,
    DueDateMoved,
    Forwarded,
    Reopened,
    Shelved,
    Told,
    Withdrawn,
)
from desk_app.domain.lifecycle import possible_moves
from desk_app.domain.merge import Merged, merged
from desk_app.domain.person import Person
from desk_app.domain.procedure_facts import Limit, Unit
from desk_app.domain.standing import MOVE_OF
from tests.desk_app.lives import promise_of, reception
from tests.desk_app.office import at

NUMBER = "000.00.18.H32-261116-1001"
START = at("2026-11-16 09:00")
DUE = at("2026-11-23 17:00")


def device(desk: int) -> bytes:
    """Return the id of a desk's device."""
    return hashlib.sha256(bytes([desk])).digest()[:16]


def opening(name: str = "Y Wơl Niê") -> Event:
    """Return how the dossier begins."""
    return reception(Limit(5, Unit.WORKING_DAY), DUE, Person(name))


@dataclass
class MemoryDesk:
    """A desk of a commune without disk and line: its own events, and those it has heard of."""

    desk: int
    seq: int = 0
    hlc: int = 0
    head: bytes = bytes(32)
    own: list[Recorded] = field(default_factory=list)
    heard: dict[bytes, Recorded] = field(default_factory=dict)

    @property
    def device(self) -> bytes:
        return device(self.desk)

    def write(self, body: Event, minutes: int = 0) -> Recorded:
        """Write an event now; `minutes` after the start by this desk's own clock."""
        self.seq += 1
        moment = START + timedelta(minutes=minutes)
        self.hlc = max(self.hlc + 1, int(moment.timestamp() * 1000) << 16)
        base = self.own[-1].seq if self.own else None
        header = Header(body.kind, 1, NUMBER, moment, 0, 1, self.hlc, f"Q{self.desk}", None, base, "thử")
        digest = hashlib.sha256(repr(body).encode()).digest()
        self.head = link(self.head, repr(header).encode(), digest)
        event = Recorded(self.seq, header, body, self.head, self.device)
        self.own.append(event)
        return event

    def copied(self) -> MemoryDesk:
        """Return a machine that begins as a copy of this one's disk."""
        return replace(self, own=list(self.own), heard=dict(self.heard))

    def hear(self, event: Recorded) -> None:
        """Take in another desk's event."""
        if event.device != self.device:
            self.heard[event.chain] = event
            self.hlc = max(self.hlc, event.header.hlc)

    @property
    def known(self) -> list[Recorded]:
        return [*self.own, *self.heard.values()]

    def sight(self) -> Merged | None:
        """Return the dossier as it stands here."""
        return merged(self.known)

    def take_over(self, minutes: int = 0) -> None:
        """Take the dossier, knowing what is known here."""
        there = self.sight()
        assert there is not None
        self.write(CustodyTaken(there.holder, "quầy kia nghỉ", there.heads(self.device)), minutes)

    def act(self, body: Event, minutes: int = 0) -> Recorded:
        """Write as the desk does: news are noted first."""
        there = self.sight()
        if there is not None and there.has_news_for(self.device):
            self.write(ChangesSeen(there.heads(self.device)), minutes)
        return self.write(body, minutes)


def random_history(chance: random.Random, desks: int = 3, steps: int = 14) -> list[Recorded]:
    """Return what the desks of a commune wrote on one dossier, with news that came late or never."""
    commune = [MemoryDesk(number + 1) for number in range(desks)]
    everything = [commune[0].write(opening())]
    for step in range(steps):
        desk = chance.choice(commune)
        for event in everything:
            if chance.random() < 0.6:
                desk.hear(event)
        there = desk.sight()
        if there is None:
            continue
        before = len(desk.own)
        if there.holder != desk.device and chance.random() < 0.8:
            desk.take_over(chance.randrange(-9, 9) + step)
        desk.act(_something(chance, there), chance.randrange(-9, 9) + step)
        everything += desk.own[before:]
    return everything


def _something(chance: random.Random, there: Merged) -> Event:
    waiting = there.open_conflicts
    if waiting and chance.random() < 0.3:
        conflict = chance.choice(waiting)
        return ConflictSettled(conflict.name, conflict.field, chance.choice((FIRST, SECOND)), "")
    moves = possible_moves(there.dossier.state)
    day = promise_of(DUE + timedelta(days=chance.randrange(5)))
    offered: list[Event] = [
        Started(), Finished(note=str(chance.random())), HandedOver("A", "applicant", "slip"), Withdrawn("ý"),
        Apologised("TT", 1, "bận", day, "Bình"), Forwarded("officer", chance.choice("ABC"), None),
        Amended("nhầm", True, applicant=Person(chance.choice(("An", "Bình", "Chi")))), Reopened("lại", "Bình", day),
    ]  # fmt: skip
    possible = [body for body in offered if MOVE_OF[type(body)] in moves]
    added: list[Event] = [Shelved(chance.choice("XYZ")), Told("ready", "phone"), NumberViewed("hồ sơ")]
    return chance.choice([*possible, *possible, *added, DueDateMoved(1, day)])
