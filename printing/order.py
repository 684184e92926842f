"""What is ordered from a press that runs beside the desk, and what comes back, as frames on a pipe.

A frame is four bytes of length, one of kind, and its content: JSON, or the bytes of a PDF.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from enum import IntEnum
from typing import IO

from msgspec.json import decode, encode

from desk_app.domain.errors import DeskError
from desk_app.domain.slip import Slip
from printing.errors import FontMissingError, SlipTooLongError, UnprintableCharacterError

_HEAD_BYTES = 5


class Kind(IntEnum):
    """What a frame holds: one of two orders, or one of three answers to it."""

    SLIP = 0
    RECOVERY = 1
    PDF = 2
    REFUSED = 3
    BUG = 4


@dataclass(frozen=True)
class SlipOrder:
    """One slip on one sheet; `paper` is a value of `printing.paper.Paper`."""

    slip: Slip
    paper: str
    print_number: int
    printed_at: datetime


@dataclass(frozen=True)
class RecoveryOrder:
    """The sheet with the recovery code."""

    agency_name: str
    officer_name: str
    code: str
    made_on: date


Order = SlipOrder | RecoveryOrder
Frame = tuple[Kind, bytes]


def write_frame(pipe: IO[bytes], frame: Frame) -> None:
    """Write one frame and flush it; OSError when nobody reads any more."""
    kind, content = frame
    pipe.write(len(content).to_bytes(4, "big") + bytes([kind]) + content)
    pipe.flush()


def read_frame(pipe: IO[bytes]) -> Frame | None:
    """Wait for the next frame; None when the other end has gone, also in the middle of one."""
    head = pipe.read(_HEAD_BYTES)
    if len(head) < _HEAD_BYTES:
        return None
    length = int.from_bytes(head[:4], "big")
    content = pipe.read(length)
    return (Kind(head[4]), content) if len(content) == length else None


def order_frame(order: Order) -> Frame:
    """Return the frame of an order; times keep their offset."""
    return (Kind.SLIP if isinstance(order, SlipOrder) else Kind.RECOVERY), encode(order)


def order_in(frame: Frame) -> Order:
    """Return the order of a frame, equal to the one that was put in."""
    kind, content = frame
    return decode(content, type=SlipOrder) if kind is Kind.SLIP else decode(content, type=RecoveryOrder)


def refusal_frame(error: DeskError) -> Frame:
    """Return the frame of a refusal: which error, and its facts."""
    return Kind.REFUSED, encode((type(error).__name__, error.facts))


def refusal_in(content: bytes) -> DeskError:
    """Return the error of a refusal, as it was raised."""
    name, facts = decode(content, type=tuple[str, dict[str, str | tuple[str, ...]]])
    known: dict[str, Callable[..., DeskError]] = {
        kind.__name__: kind for kind in (FontMissingError, SlipTooLongError, UnprintableCharacterError)
    }
    return known[name](**facts)
