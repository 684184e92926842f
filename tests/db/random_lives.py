"""A desk that lives at random: every kind of event the log knows, mostly moves that are possible, some that are not."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime, timedelta
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Any, TypeVar, Union, get_args, get_origin, get_type_hints

from db.store import DeskStore
from desk_app.domain import events, office_events
from desk_app.domain.calendar import OFFICE_ZONE
from desk_app.domain.dossier_number import next_counter
from desk_app.domain.errors import DeskError
from desk_app.domain.event_facts import Event
from desk_app.domain.lifecycle import possible_moves
from desk_app.domain.person import Person
from desk_app.domain.standing import BEGINNINGS, MOVE_OF
from tests.db.desk import AGENCY

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Fact = TypeVar("Fact", bound="DataclassInstance")

DAY = date(2026, 11, 21)
NAMES = ("Nguyễn Văn An", "Nguyễn Văn Ân", "Đào Thị Hoà", "H'Hen Niê", "Y Wơl Niê", "Ê", "Văn An Nguyễn")
WORDS = ("", "thôn 3, xã Suối Hương", "buôn Ea Súp", "0905123456", "counter", "post", "late", "ready")
# The desk's first events, and those whose content is a whole file, belong to other tests.
NOT_PLAYED = {events.DeskOpened, events.ReferenceReplaced, events.UnknownEvent}
PLAYED = tuple(kind for kind in events.EVENTS if kind not in NOT_PLAYED)
OF_A_DOSSIER = tuple(kind for kind in PLAYED if kind.kind >= 20 and kind not in BEGINNINGS)
OF_THE_OFFICE = tuple(kind for kind in PLAYED if kind.kind < 20)


class RandomDesk:
    """Plays one step at a time, nothing of the kinds `without`; `played` are the kinds that were written."""

    def __init__(self, store: DeskStore, seed: int, without: tuple[type[Event], ...] = ()) -> None:
        self._store = store
        self._of_the_office = tuple(kind for kind in OF_THE_OFFICE if kind not in without)
        self._chance = random.Random(seed)
        self.numbers: list[str] = []
        self.played: set[type[Event]] = set()
        self.refused = 0

    def step(self) -> None:
        """Do something; what a desk refuses leaves no trace, and sometimes the clerk gives up before saving."""
        chance = self._chance
        claimed_at = self._claim()
        try:
            with self._store.unit_of_work("hoa") as work:
                number, body = self._thing()
                if number is None and type(body) in BEGINNINGS:
                    highest = work.highest_counter(AGENCY, DAY, 1)
                    number = self._pad_number() if claimed_at and chance.random() < 0.5 else ""
                    number = number or f"{AGENCY}-{DAY:%y%m%d}-{next_counter(1, highest, 1)}"
                work.append(body, dossier=number, claimed_at=claimed_at)
                if chance.random() < 0.1:
                    return
                work.commit()
        except DeskError:
            self.refused += 1
            return
        self.played.add(type(body))
        if number is not None and number not in self.numbers:
            self.numbers.append(number)

    def _thing(self) -> tuple[str | None, Event]:
        chance = self._chance
        dice = chance.random()
        if dice < 0.15 or not self.numbers:
            return None, self._made(chance.choice(tuple(BEGINNINGS)))
        if dice < 0.25:
            return None, self._made(self._unmet_or_any(self._of_the_office))
        number = chance.choice(self.numbers[-6:] if chance.random() < 0.7 else self.numbers)
        if dice < 0.4:
            return number, self._made(self._unmet_or_any(OF_A_DOSSIER))
        moves = possible_moves(self._store.register.row(number).state)
        kinds = [kind for kind, move in MOVE_OF.items() if move in moves]
        seldom = [kind for kind in kinds if kind not in self.played]
        return number, self._made(chance.choice(seldom or kinds or list(OF_A_DOSSIER)))

    def _unmet_or_any(self, kinds: tuple[type[Event], ...]) -> type[Event]:
        """Half the time a kind not written yet: which kinds are met is then no question of luck."""
        unmet = [kind for kind in kinds if kind not in self.played]
        if office_events.PadSheetSpoiled in unmet and not self._free_sheets():
            unmet = [office_events.PadReserved]
        return self._chance.choice(unmet if unmet and self._chance.random() < 0.5 else kinds)

    def _free_sheets(self) -> list[int]:
        return [counter for pad in self._store.books.pads(DAY) for counter in pad.free]

    def _pad_number(self) -> str:
        free = self._free_sheets()
        return f"{AGENCY}-{DAY:%y%m%d}-{self._chance.choice(free)}" if free else ""

    def _claim(self) -> datetime | None:
        hours = self._chance.randrange(-400, 20)
        start = datetime(2026, 11, 21, 8, 0, tzinfo=OFFICE_ZONE)
        return start + timedelta(hours=hours) if self._chance.random() < 0.3 else None

    def _made(self, kind: type[Event]) -> Event:
        special = self._special().get(kind)
        return special() if special else self._fact(kind)

    def _special(self) -> dict[type[Event], Callable[[], Event]]:
        chance = self._chance
        first = chance.randrange(1001, 1400)
        spoiled = self._free_sheets() or [1999]
        return {
            office_events.PadReserved: lambda: office_events.PadReserved(
                DAY, first, first + chance.randrange(12), chance.randrange(50, 400)
            ),
            office_events.PadSheetSpoiled: lambda: office_events.PadSheetSpoiled(DAY, chance.choice(spoiled), "rách"),
            office_events.DayClosed: lambda: office_events.DayClosed(
                DAY, 1, 0, 0, 0, "", "", (office_events.NumberGap(1001, 1002, "tập phiếu"),), 0, 3, 5, bytes(32),
                "Hoa", "Bình",
            ),
            events.SettingChanged: lambda: events.SettingChanged("paper", chance.choice(("a4", "a5"))),
            events.CalendarDayChanged: lambda: events.CalendarDayChanged(DAY, chance.choice(("off", "")), "bão", "bão"),
            events.WorkingTimeChanged: lambda: events.WorkingTimeChanged(5, ("07:30-11:30",), "thứ bảy"),
            events.EpochOpened: lambda: events.EpochOpened(
                chance.randrange(12), chance.choice((events.FORKED, events.RESTORED)), 3, bytes(32)
            ),
            events.OfficerAdded: lambda: events.OfficerAdded(chance.choice("abc"), "Hạnh", "officer"),
        }  # fmt: skip

    def _fact(self, kind: type[Fact]) -> Fact:
        """Make an instance field by field; what has a default is often left out."""
        hints = get_type_hints(kind)
        return kind(
            **{
                field.name: self._value(hints[field.name], field.name)
                for field in fields(kind)
                if field.default is MISSING or self._chance.random() < 0.7
            }
        )

    def _value(self, hint: Any, name: str) -> Any:
        chance = self._chance
        if hint is Person:
            number = chance.choice(("", "046185001234", "046185009999"))
            return Person(chance.choice(NAMES), number, phone=chance.choice(("", "0905")), address=chance.choice(WORDS))
        if get_origin(hint) in (Union, UnionType):
            some = [part for part in get_args(hint) if part is not NoneType]
            return None if chance.random() < 0.4 else self._value(some[0], name)
        if get_origin(hint) is tuple:
            return tuple(self._value(get_args(hint)[0], name) for _ in range(chance.randrange(3)))
        if is_dataclass(hint):
            return self._fact(hint)  # type: ignore[arg-type]
        return self._plain(hint, name)

    def _plain(self, hint: Any, name: str) -> Any:
        chance = self._chance
        if hint is str:
            return self._word(name)
        if hint is bool:
            return chance.random() < 0.5
        if hint is int:
            return chance.randrange(1, 9)
        if hint is bytes:
            return chance.randbytes(16)
        if hint is date:
            return DAY + timedelta(days=chance.randrange(40))
        assert hint is datetime, hint
        return datetime(2026, 11, 21, 17, 0, tzinfo=OFFICE_ZONE) + timedelta(days=chance.randrange(-3, 40))

    def _word(self, name: str) -> str:
        if name in ("numbers", "missing", "surplus") and self.numbers:
            return self._chance.choice(self.numbers)
        if name == "to_kind":
            return self._chance.choice(("desk", "officer", "body"))
        if name == "bag":
            return self._chance.choice(("TUI-1", "TUI-2"))
        return self._chance.choice(WORDS)
