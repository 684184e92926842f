"""`python -m tests.sync.simulation.ages` plays a whole story between a desk and a district of every age, both ways.

An older end says less at the end of its messages and reads no further than it knows; a newer one says more and takes
the default for what the other did not say. Prints JSON: what was wrong, by pair of ages.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import msgspec

from desk_app.domain.errors import DeskError
from desk_app.ports import Signer
from sync.desk import (
    answers,
    bundle_export,
    bundle_import,
    enrolment,
    exchange,
    kept_keys,
    pull,
    push,
    sealing,
    stick_box,
)
from sync.errors import DistrictContradictedError, DistrictPutBackError, ForkError
from sync.wire import batch, signing
from sync.wire.messages import InboxPage, InboxRequest, Refusal
from tests.sync.golden.samples import lengthened, shortened
from tests.sync.simulation.desks import AGENCY, SimulatedClock, SimulatedDesk, SimulatedTime
from tests.sync.simulation.district import SimulatedDistrict
from tests.sync.simulation.line import SimulatedLine

AGES = (-2, -1, 0, 1, 2)
_KNEW: dict[int, dict[type[msgspec.Struct], int]] = {
    -2: {InboxRequest: 5, InboxPage: 4, Refusal: 5},
    -1: {InboxRequest: 5, InboxPage: 7, Refusal: 5},
}
_DESK = (answers, bundle_export, bundle_import, enrolment, kept_keys, pull, push, stick_box)


def as_known(kind: type[msgspec.Struct], age: int) -> type[msgspec.Struct]:
    """Return a message as a program of this age knows it; 0 is today."""
    if age < 0:
        return shortened(kind, _KNEW[age].get(kind, len(kind.__struct_fields__)))
    return lengthened(kind, age) if age else kind


def saying(age: int) -> Callable[[msgspec.Struct, Signer], bytes]:
    """Return `sign_note` as a program of this age has it."""

    def sign_note(note: msgspec.Struct, signer: Signer) -> bytes:
        known = as_known(type(note), age)
        return signing.sign_note(known(*msgspec.structs.astuple(note)[: len(known.__struct_fields__)]), signer)

    return sign_note


def hearing(age: int, *, strict: bool = False) -> Callable[[type[Any], bytes, bytes], Any]:
    """Return `open_note` as a program of this age has it; a `strict` one wants no field that it does not know."""

    def open_note(kind: type[Any], public_key: bytes, signed: bytes) -> Any:
        known = as_known(kind, age)
        heard = signing.open_note(known, public_key, signed)
        if strict and len(msgspec.msgpack.decode(signed[64:])) > len(known.__struct_fields__):
            raise signing.DamagedNoteError("a field too many")
        return kind(*msgspec.structs.astuple(heard)[: len(kind.__struct_fields__)])

    return open_note


def age_ends(desk: int, district: int, *, strict: bool = False) -> None:
    """Let the ends be of these ages from now on."""
    from sync.district import api, bundle, door, ingest

    for age, modules in ((desk, _DESK), (district, (api, bundle, door, ingest))):
        for module in modules:
            for name, made in (("sign_note", saying(age)), ("open_note", hearing(age, strict=strict))):
                if name in vars(module):
                    vars(module)[name] = made
    vars(sealing)["pack"] = _packing(desk)


def _packing(age: int) -> Callable[..., bytes]:
    header = batch.BatchHeader

    def pack(*events: Any, **more: Any) -> bytes:
        vars(batch)["BatchHeader"] = lengthened(header, age) if age > 0 else header
        try:
            return batch.pack(*events, **more)
        finally:
            vars(batch)["BatchHeader"] = header

    return pack


class Story:
    """One desk's life with its district, at ages that differ."""

    def __init__(self, district: SimulatedDistrict, desk_age: int, district_age: int) -> None:
        self.ages = desk_age, district_age
        self.time, self.chance = SimulatedTime(), Random(1)
        self.district = district
        district.begin(self.time.now, Random(1))
        self.line = SimulatedLine(district, self.chance)
        vars(exchange)["DistrictConnection"] = self.line.open
        self.desk = SimulatedDesk(1, 1, AGENCY, clock=SimulatedClock(self.time), chance=self.chance)
        self.desk.name, self.desk.code = "desk", district.code(AGENCY, 1)
        self.wrong: list[str] = []

    def told(self) -> list[str]:
        """Live through it; return what was wrong."""
        self._day("the first day")
        self.district.publish("v1")
        self._day("a day with news from above")
        self._expect(len(self.desk.inbox) == 1, "what the district sends down arrives")
        self._two_machines()
        self._put_back()
        self._salt_lost()
        if min(self.ages) >= 0:
            self._stick()
        self._compare()
        return self.wrong

    def _day(self, name: str) -> None:
        self._work(self.desk)
        self._expect(self._round(self.desk) == "well", name)
        self._expect(self.desk.waiting() == 0, f"{name} is proven")

    def _two_machines(self) -> None:
        twin = self.desk.another("twin")
        for desk in (self.desk, twin):
            self._work(desk)
        self._expect(self._round(self.desk) == "well", "the first of two machines")
        self._expect(self._round(twin) == "forked", "the second of two machines is told")
        self._expect((twin.waiting(), twin.epoch) == (0, 2), "and goes on in an epoch of its own")
        self.twin = twin

    def _put_back(self) -> None:
        backup = self.district.backup()
        self._day("a day that the district loses")
        self.district.restore(backup)
        self._day("the day after")

    def _salt_lost(self) -> None:
        while self.desk.header_of(len(self.desk.events)).kind != 20:
            self.desk.live()
        self.desk.erase(len(self.desk.events))
        self._day("an intake that was erased before it was sent")

    def _stick(self) -> None:
        from sync.district.bundle import take_bundle

        with tempfile.TemporaryDirectory() as folder:
            self._work(self.desk)
            try:
                bundle_export.export_bundle(self.desk, self.desk.signer, self.desk.clock, Path(folder))
                self._expect([each.answered for each in take_bundle(Path(folder))] == [True], "a stick is answered")
                bundle_import.import_bundle(self.desk, self.desk.signer, Path(folder))
            except DeskError as error:
                self._expect(False, f"a stick goes there and back: {type(error).__name__}")
            self._expect(self.desk.waiting() == 0, "a stick is believed")

    def _compare(self) -> None:
        rows = self.district.rows("SELECT chain FROM event")
        held = [bytes(chain) for (chain,) in rows]
        needed = {event.chain for desk in (self.desk, self.twin) for event in desk.events[: desk.acknowledged()]}
        self._expect(len(held) == len(set(held)), "nothing is stored twice")
        self._expect(set(held) == needed, "the district has everything that was proven, and nothing else")

    def _work(self, desk: SimulatedDesk) -> None:
        for _ in range(6):
            desk.live()
        self.time.pass_by(600)

    def _round(self, desk: SimulatedDesk) -> str:
        try:
            exchange.run_round(desk, desk.signer, self.line.url, desk.code, clock=desk.clock)
        except ForkError:
            return "forked"
        except (DistrictPutBackError, DistrictContradictedError):
            return "well"  # the clerk is told what the district lost; it has gone up again by then
        except DeskError as error:
            return type(error).__name__
        return "well"

    def _expect(self, is_so: bool, what: str) -> None:
        if not is_so:
            self.wrong.append(what)


def main(strict: bool) -> int:
    """Return 0 when every pair of ages got on."""
    district = SimulatedDistrict()
    wrong: dict[str, list[str]] = {}
    for desk in AGES:
        for other in AGES:
            age_ends(desk, other, strict=strict)
            wrong[f"desk {desk:+} district {other:+}"] = Story(district, desk, other).told()
    print(json.dumps(wrong))
    return 1 if any(wrong.values()) else 0


if __name__ == "__main__":
    sys.exit(main(strict="--strict" in sys.argv))
