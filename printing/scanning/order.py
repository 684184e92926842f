"""What is asked of the process that opens strangers' files, and what it answers: MessagePack, once each way."""

from __future__ import annotations

from typing import Any

import msgspec

from desk_app.domain import scan_errors
from desk_app.domain.errors import DeskError
from desk_app.scan_ports import ScanDocument


class PagesOrder(msgspec.Struct, array_like=True, frozen=True, tag="pages"):
    """Make one document of these files, each a name and its content."""

    files: tuple[tuple[str, bytes], ...]


class PictureOrder(msgspec.Struct, array_like=True, frozen=True, tag="picture"):
    """Show a page (from 1) of a kept document, so many pixels wide."""

    content: bytes
    page: int
    width: int


class Made(msgspec.Struct, array_like=True, frozen=True, tag="made"):
    """A PDF with its pages, or the PNG of one."""

    content: bytes
    pages: int

    @property
    def document(self) -> ScanDocument:
        """The PDF as the use cases want it."""
        return ScanDocument(self.content, self.pages)


class Refused(msgspec.Struct, array_like=True, frozen=True, tag="refused"):
    """Why not: the name of an error of `scan_errors`, and its facts."""

    error: str
    facts: dict[str, Any]


class Fault(msgspec.Struct, array_like=True, frozen=True, tag="fault"):
    """A bug over there, and where."""

    where: str


Order = PagesOrder | PictureOrder
Answer = Made | Refused | Fault


def refused(error: DeskError) -> Refused:
    """Return an error as it travels."""
    return Refused(type(error).__name__, {name: _plain(value) for name, value in error.facts.items()})


def error_of(answer: Refused) -> DeskError:
    """Return the error that was meant; a name that is none of `scan_errors` is a damaged file."""
    kind = vars(scan_errors).get(answer.error)
    if not (isinstance(kind, type) and issubclass(kind, DeskError)):
        kind = scan_errors.FileCutShortError
    return kind(**answer.facts)


def _plain(value: object) -> object:
    return value if isinstance(value, str | int | float) else str(value)
