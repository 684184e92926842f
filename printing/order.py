"""What is ordered from a press that runs beside the desk, and what comes back, as frames on a pipe.

A frame is four bytes of length, one of kind, and its content: JSON, or the bytes of a PDF.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import IntEnum
from typing import IO

from msgspec import Raw
from msgspec.json import decode, encode

from desk_app.domain.errors import DeskError
from printing.errors import (
    FontMissingError,
    FormNotInProfileError,
    PaperNotForFormError,
    SlipTooLongError,
    UnprintableCharacterError,
)

_HEAD_BYTES = 5
_REFUSALS: tuple[type[DeskError], ...] = (
    FontMissingError, FormNotInProfileError, PaperNotForFormError, SlipTooLongError, UnprintableCharacterError,
)  # fmt: skip


class Kind(IntEnum):
    """What a frame holds: one of two orders, or one of three answers to it."""

    PAPER = 0
    RECOVERY = 1
    PDF = 2
    REFUSED = 3
    BUG = 4


@dataclass(frozen=True)
class PaperOrder:
    """A content that `printing.forms.registry` knows, on a `paper` of `printing.paper.Paper`."""

    content: object
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


Order = PaperOrder | RecoveryOrder
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
    if isinstance(order, RecoveryOrder):
        return Kind.RECOVERY, encode(order)
    kind = type(order.content).__name__
    return Kind.PAPER, encode((kind, order.content, order.paper, order.print_number, order.printed_at))


def order_in(frame: Frame, contents: Mapping[str, type]) -> Order:
    """Return the order of a frame, equal to the one that was put in; `contents` are the classes by name."""
    kind, content = frame
    if kind is Kind.RECOVERY:
        return decode(content, type=RecoveryOrder)
    name, raw, paper, print_number, printed_at = decode(content, type=tuple[str, Raw, str, int, datetime])
    return PaperOrder(decode(raw, type=contents[name]), paper, print_number, printed_at)


def refusal_frame(error: DeskError) -> Frame:
    """Return the frame of a refusal: which error, and its facts."""
    return Kind.REFUSED, encode((type(error).__name__, error.facts))


def refusal_in(content: bytes) -> DeskError:
    """Return the error of a refusal, as it was raised."""
    name, facts = decode(content, type=tuple[str, dict[str, str | tuple[str, ...]]])
    known: dict[str, Callable[..., DeskError]] = {kind.__name__: kind for kind in _REFUSALS}
    return known[name](**facts)
