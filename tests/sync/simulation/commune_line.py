"""The commune's own network in the simulation: desks ask each other, and the answers suffer as those of any line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random
from typing import Any, Self

from sync.desk.connection import Answer
from sync.desk.neighbour_desk import load_for_neighbour, page_for_neighbour
from sync.errors import DistrictUnreachableError
from tests.sync.simulation.commune_desk import CommuneDesk

LAN_FAULTS = ("desk off", "page lost", "page cut off", "page damaged", "older page", "older program", "asked twice")


@dataclass
class CommuneNetwork:
    """`badness` is how many of a hundred questions suffer; `parted` are pairs of desk numbers that do not meet."""

    chance: Random
    there: Callable[[int], CommuneDesk | None]
    badness: int = 0
    parted: set[frozenset[int]] = field(default_factory=set)
    met: Counter[str] = field(default_factory=Counter)
    older: Answer | None = None

    def asked_by(self, desk: int) -> Callable[..., _Way]:
        """Return what stands for DistrictConnection while this desk asks the others."""

        def opened(address: Any, *_: object, **__: object) -> _Way:
            return _Way(self, desk, int(address.url.rsplit("-", 1)[1]))

        return opened


@dataclass
class _Way:
    """From one desk to another."""

    network: CommuneNetwork
    here: int
    to: int

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        return None

    @property
    def url(self) -> str:
        return f"http://desk-{self.to}"

    def post(self, path: str, body: bytes) -> Answer:
        network = self.network
        other = network.there(self.to)
        if other is None or frozenset((self.here, self.to)) in network.parted:
            raise self._broken("away")
        if network.chance.randrange(100) >= network.badness:
            return self._answer(other, path, body)
        fault = network.chance.choice(LAN_FAULTS)
        network.met[fault] += 1
        return self._harmed(other, path, body, fault)

    def _harmed(self, other: CommuneDesk, path: str, body: bytes, fault: str) -> Answer:
        if fault == "desk off":
            raise self._broken(fault)
        if fault == "older program":
            return Answer(404, False, b"")
        if fault == "older page" and self.network.older is not None:
            return self.network.older
        answer = self._answer(other, path, body)
        if fault == "page lost":
            raise self._broken(fault)
        page = answer.content
        if fault == "page cut off" and page:
            page = page[: self.network.chance.randrange(len(page))]
        elif fault == "page damaged" and page:
            at = self.network.chance.randrange(len(page))
            page = page[:at] + bytes([page[at] ^ 1]) + page[at + 1 :]
        elif fault == "asked twice":
            return self._answer(other, path, body)
        return Answer(answer.status, answer.is_note, page)

    def _answer(self, other: CommuneDesk, path: str, body: bytes) -> Answer:
        if path.startswith("/v1/carry/"):
            page = load_for_neighbour(other.store.commune, other.signer, other.load, body)
        else:
            page = page_for_neighbour(other.store.commune, other.signer, body)
        answer = Answer(403, True, b"") if page is None else Answer(200, True, page)
        self.network.older = answer
        return answer

    def _broken(self, why: str) -> DistrictUnreachableError:
        return DistrictUnreachableError(url=self.url, reason=why)
