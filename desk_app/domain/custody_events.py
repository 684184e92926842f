"""Which desk of the commune writes a dossier, and what people decide where two desks wrote at once: kinds 65 to 68.

A dossier is written by one desk at a time. Each of these events says what its desk had seen of the others' events on
the dossier; of what it had not seen, nobody can say that it was written against it on purpose.
"""

from dataclasses import dataclass

from desk_app.domain.event_facts import Event


@dataclass(frozen=True, slots=True)
class Seen:
    """Of this device's events on the dossier, all up to `seq` were known; `device` has 16 bytes."""

    device: bytes
    seq: int


@dataclass(frozen=True, slots=True)
class CustodyTaken(Event):
    """This desk writes the dossier from now on; `from_device` held it as far as this desk knew."""

    kind = 65
    from_device: bytes
    reason: str
    seen: tuple[Seen, ...] = ()


@dataclass(frozen=True, slots=True)
class CustodyGiven(Event):
    """This desk leaves the dossier to another; `to_desk` is that desk's number as people call it."""

    kind = 66
    to_device: bytes
    to_desk: int
    reason: str
    seen: tuple[Seen, ...] = ()


@dataclass(frozen=True, slots=True)
class ConflictSettled(Event):
    """A person chose between two values: `later` begins the chain head of the later event (16 bytes).

    `field` is what they differ in, `choice` FIRST (the earlier in order) or SECOND.
    """

    kind = 67
    later: bytes
    field: str
    choice: str
    note: str
    seen: tuple[Seen, ...] = ()


FIRST, SECOND = "first", "second"


@dataclass(frozen=True, slots=True)
class ChangesSeen(Event):
    """The desk that holds the dossier goes on, knowing what others wrote meanwhile."""

    kind = 68
    seen: tuple[Seen, ...] = ()


CUSTODY_EVENTS: tuple[type[Event], ...] = (CustodyTaken, CustodyGiven, ConflictSettled, ChangesSeen)
