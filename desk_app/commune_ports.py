"""The other desks of the commune: what is held of their logs, and what people have to know of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Protocol

from desk_app.domain.conflict import Conflict
from desk_app.domain.merge import Merged
from desk_app.register_rows import DossierRow
from desk_app.stored_event import StoredEvent

_OFFICER_ADDED, _FIRST_OF_A_DOSSIER = 2, 20


def concerns_the_commune(kind: int) -> bool:
    """Whether other desks need the body of such an event: those of dossiers, and the names of officers."""
    return kind >= _FIRST_OF_A_DOSSIER or kind == _OFFICER_ADDED


class StretchRefusedError(ValueError):
    """A stretch of another desk's log does not go on from what is held of it, or is not what its chain says."""


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A device of the commune that somebody trusted vouched for; `replaced` when another took its place."""

    public_key: bytes
    desk: int
    name: str
    replaced: bool = False

    @property
    def device(self) -> bytes:
        """The id of the device."""
        return sha256(self.public_key).digest()[:16]


@dataclass(frozen=True, slots=True)
class HeldStream:
    """Of this device's epoch all events up to `seq` are held; `head` begins the chain head there (empty: unsaid)."""

    device: bytes
    epoch: int
    seq: int
    head: bytes = b""

    def is_at(self, seq: int, chain: bytes) -> bool:
        """Whether exactly this history is held, up to this place; of an unsaid one it is believed."""
        return self.seq == seq and chain.startswith(self.head)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A contiguous run of one device's log; `before` is the chain head ahead of it.

    A body that does not concern the commune may be left out: the digest stands for it.
    """

    device: bytes
    epoch: int
    before: bytes
    events: tuple[StoredEvent, ...]


@dataclass(frozen=True, slots=True)
class OpenConflict:
    """A conflict that waits for a person; `held_by` is the desk that decides (0: this one)."""

    dossier: DossierRow
    conflict: Conflict


class CommuneLog(Protocol):
    """The others' logs as the wire sees them; every call is short and runs on the store lane."""

    @property
    def device(self) -> bytes:
        """The id of this desk's own device."""

    def neighbours(self) -> tuple[Neighbour, ...]:
        """Return the devices of the commune that are known, this desk's own not among them."""

    def neighbours_told(self, neighbours: Sequence[Neighbour]) -> None:
        """Keep who belongs to the commune, in place of what was known of them."""

    def held(self) -> tuple[HeldStream, ...]:
        """Return how far the others' logs are held here."""

    def taken_in(self, stretch: Stretch) -> int:
        """Keep a stretch and bring the register up to it, in one transaction; return how many events were new.

        Of a device nobody vouched for, and of this desk's own, nothing is kept. StretchRefusedError.
        """

    def heard_afresh(self, device: bytes, epoch: int) -> None:
        """Forget how far a stream is held, so that it is asked for from its beginning; its events stay."""

    def stretches_after(self, held: Sequence[HeldStream], most_bytes: int) -> tuple[Stretch, ...]:
        """Return what somebody who holds so much still lacks, this desk's own log among it, about so many bytes."""

    def is_one_history(self, device: bytes, earlier: tuple[int, bytes], later: tuple[int, bytes]) -> bool:
        """Whether the events held here of a device lead from one (seq, chain head) of its log to the other."""


class Commune(CommuneLog, Protocol):
    """The others' logs, and what people have to know of them."""

    def desks(self) -> dict[bytes, int]:
        """Return the desk number of every device of the commune that is known, the own one too."""

    def officers(self) -> dict[tuple[bytes, str], str]:
        """Return the names of the other desks' officers, by device and officer id."""

    def held_by(self, desk: int) -> tuple[DossierRow, ...]:
        """Return the unfinished dossiers that devices of this desk number write, oldest first, any number."""

    def dossier(self, number: str) -> Merged:
        """Return a dossier with its holder and conflicts; DossierNotFoundError."""

    def conflicts(self, limit: int = 200) -> tuple[OpenConflict, ...]:
        """Return the conflicts that wait for a person, newest dossier first."""
