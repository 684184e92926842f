"""What the QR of a slip says, signed: anyone with the desk's public key can tell a true due date from an altered one.

No personal data: number, times, and the place of the reception in the log with 16 bytes of the chain's head.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from desk_app.domain import base45
from desk_app.domain.positional import milliseconds_of, time_of

_LAYOUT = 1
_SIGNATURE = 64


@dataclass(frozen=True, slots=True)
class SlipSeal:
    """The signed facts of a slip; times to the second, `device` 8 bytes, `head` 16 bytes."""

    number: str
    received_at: datetime
    due_at: datetime
    device: bytes
    epoch: int
    seq: int
    head: bytes


def seal_text(seal: SlipSeal, sign: Callable[[bytes], bytes]) -> str:
    """Return the Base45 text for the QR (about 135 bytes signed as they stand)."""
    payload = _payload(seal)
    return base45.encode(payload + sign(payload))


def read_seal(text: str, verified: Callable[[bytes, bytes], bool]) -> SlipSeal | None:
    """Return the facts of a QR text if `verified(payload, signature)`; None when altered, ValueError when no seal."""
    data = base45.decode(text)
    payload, signature = data[:-_SIGNATURE], data[-_SIGNATURE:]
    seal = _facts(payload)
    return seal if verified(payload, signature) else None


def number_in(text: str) -> str | None:
    """Return the dossier number in a scanned QR text, unverified; None when it is no seal of ours."""
    try:
        return _facts(base45.decode(text)[:-_SIGNATURE]).number
    except ValueError:
        return None


def _payload(seal: SlipSeal) -> bytes:
    number = seal.number.encode("ascii")
    return b"".join(
        (
            bytes((_LAYOUT, len(number))),
            number,
            _seconds(seal.received_at),
            _seconds(seal.due_at),
            seal.device[:8],
            seal.epoch.to_bytes(2, "big"),
            seal.seq.to_bytes(4, "big"),
            seal.head[:16],
        )
    )


def _facts(payload: bytes) -> SlipSeal:
    if len(payload) < 2 or payload[0] != _LAYOUT or len(payload) != 2 + payload[1] + 5 + 5 + 8 + 2 + 4 + 16:
        raise ValueError("not the seal of a slip")
    rest = memoryview(payload)[2 + payload[1] :]
    try:
        number = payload[2 : 2 + payload[1]].decode("ascii")
    except UnicodeDecodeError as error:
        raise ValueError("not the seal of a slip") from error
    return SlipSeal(
        number=number,
        received_at=_time(rest[0:5]),
        due_at=_time(rest[5:10]),
        device=bytes(rest[10:18]),
        epoch=int.from_bytes(rest[18:20], "big"),
        seq=int.from_bytes(rest[20:24], "big"),
        head=bytes(rest[24:40]),
    )


def _seconds(at: datetime) -> bytes:
    return (milliseconds_of(at) // 1000).to_bytes(5, "big")


def _time(raw: memoryview) -> datetime:
    seconds = int.from_bytes(raw, "big")
    if seconds > 253_402_214_400:  # the year 9999: beyond it no datetime exists
        raise ValueError("not the seal of a slip")
    return time_of(seconds * 1000)
