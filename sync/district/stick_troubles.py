"""What the person at the district is told of a stick, beside what the stick itself tells the desk."""

from __future__ import annotations

from dataclasses import dataclass, field

from desk_app.domain.errors import DeskError
from sync.bundle.folder import DeskFolder
from sync.errors import StickEnvelopesRefusedError, StickQuestionDamagedError, StickQuestionMissingError
from sync.wire.messages import Reason, Refusal
from sync.wire.signing import read_note


def reason_in(note: bytes) -> str:
    """Return the word of a refusal of this district's own door, such as GAP."""
    return Reason(read_note(Refusal, note).reason).name


@dataclass
class EnvelopesRefused:
    """The envelopes of `device` that were not taken: one trouble for each reason, however many there are."""

    device: bytes
    names: dict[str, list[str]] = field(default_factory=dict)

    def add(self, name: str, note: bytes) -> None:
        """Keep the name of one, with the district's refusal of it."""
        self.names.setdefault(reason_in(note), []).append(name)

    def told(self) -> list[StickEnvelopesRefusedError]:
        """Return the troubles, in the order in which the reasons came up."""
        return [
            StickEnvelopesRefusedError(device=self.device.hex(), reason=reason, name=names[0], count=len(names))
            for reason, names in self.names.items()
        ]


def unanswered(own: DeskFolder, asked: bytes | None) -> DeskError | None:
    """Return why a desk finds no answer on its stick; None where it did not wait for any.

    A desk that only asks to be taken in lays no question down, and finds its answer beside the request.
    """
    if asked is not None:
        return StickQuestionDamagedError(device=own.device.hex())
    if own.taken_in() is None and own.request() is None:
        return StickQuestionMissingError(device=own.device.hex())
    return None
