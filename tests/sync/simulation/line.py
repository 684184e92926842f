"""The line between desks and district: it loses, doubles, delays, mixes up, cuts off, and lies."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from random import Random
from typing import Self

from sync.desk.connection import Answer
from sync.errors import DistrictUnreachableError
from tests.sync.simulation.district import ServerCutError, SimulatedDistrict
from tests.sync.simulation.impostor import Impostor

FAULTS = (
    "lost", "answer lost", "doubled", "late", "cut off", "answer cut off", "proxy page", "server cut",
    "server cut after", "error 500",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Request:
    method: str
    path: str
    headers: dict[str, str]
    body: bytes | None


@dataclass
class SimulatedLine:
    """`badness` is how many of a hundred requests suffer; `down` a line that is cut for now."""

    district: SimulatedDistrict
    chance: Random
    badness: int = 0
    down: bool = False
    met: Counter[str] = field(default_factory=Counter)
    late: list[_Request] = field(default_factory=list)
    url: str = "http://127.0.0.1:1"
    impostor: Impostor | None = None  # answers in the district's place while he is there

    def open(self, *_: object, **__: object) -> Self:
        """Stand for a DistrictConnection."""
        return self

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        return None

    def post(self, path: str, body: bytes) -> Answer:
        return self._carried(_Request("POST", path, {}, body))

    def get(self, path: str, headers: Mapping[str, str]) -> Answer:
        return self._carried(_Request("GET", path, dict(headers), None))

    def deliver_late(self) -> None:
        """Let what was delayed arrive, in any order; nobody waits for the answers any more."""
        self.chance.shuffle(self.late)
        late, self.late = self.late, []
        for request in late:
            self._arrive(request)

    def _carried(self, request: _Request) -> Answer:
        if self.down:
            raise self._broken("down")
        if self.late and self.chance.random() < 0.3:
            self.deliver_late()
        if self.chance.randrange(100) >= self.badness:
            return self._arrive(request)
        fault = self.chance.choice(FAULTS)
        self.met[fault] += 1
        return self._harmed(request, fault)

    def _harmed(self, request: _Request, fault: str) -> Answer:
        if fault == "late":
            self.late.append(request)
        if fault in ("lost", "late"):
            raise self._broken(fault)
        if fault == "proxy page":
            return Answer(200, False, b"<html>sign in to the network</html>")
        if fault == "error 500":
            return Answer(500, False, b"")
        if fault == "server cut":
            with self.district.cut_at(self.chance.randrange(1, 30)):
                return self._arrive(request)
        if fault == "cut off" and request.body:
            short = request.body[: self.chance.randrange(len(request.body))]
            self._arrive(_Request(request.method, request.path, request.headers, short))
            raise self._broken(fault)
        answer = self._arrive(request)
        if fault == "doubled":
            return self._arrive(request)
        if fault == "answer cut off":
            short = answer.content[: self.chance.randrange(len(answer.content) + 1)]
            return Answer(answer.status, answer.is_note, short)
        raise self._broken(fault)

    def _arrive(self, request: _Request) -> Answer:
        if self.impostor is not None:
            return self.impostor.answer(request.method, request.path, request.headers, request.body)
        before = self.district.backup() if self.district.answers_before_commit else b""
        try:
            answer = self.district.answer(request.method, request.path, request.headers, request.body)
        except ServerCutError:
            raise self._broken("server cut") from None
        if before and self.chance.random() < 0.2:
            self.district.restore(before)  # the broken server of a control: answered, never committed
        return answer

    def _broken(self, reason: str) -> DistrictUnreachableError:
        return DistrictUnreachableError(url=self.url, reason=reason)
