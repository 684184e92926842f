"""The desk's end of the process that opens strangers' files: one process an order, stopped when it takes too long."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import msgspec

from desk_app.domain.scan_errors import FileBombError
from desk_app.scan_ports import ScanDocument
from printing.scanning.order import Answer, Fault, Made, Order, PagesOrder, PictureOrder, Refused, error_of
from printing.scanning.taking import TakenFile, read_file, taken

_SECONDS = 120.0
_MOST_ANSWER = 256 * 1024 * 1024


class PageMakerFaultError(RuntimeError):
    """The process met a bug: the text says which and where, never what was in the file."""


class PagesBeside:
    """Fulfils `PageMaker`. Any thread may call it. `seconds` is how long one order may take."""

    def __init__(self, *, seconds: float = _SECONDS, command: Sequence[str] | None = None) -> None:
        self._seconds = seconds
        self._command = command or (sys.executable, "-P", "-m", "printing.scanning.workshop")

    def from_files(self, paths: Sequence[str]) -> ScanDocument:
        """Return the pages of the files, in their order; ScanRefusedError."""
        return self._document([read_file(Path(path)) for path in paths])

    def from_bytes(self, files: Sequence[tuple[str, bytes]]) -> ScanDocument:
        """Return the pages of (name, content), in their order; ScanRefusedError."""
        return self._document([taken(*file) for file in files])

    def picture(self, content: bytes, page: int, width: int) -> bytes:
        """Return a page as PNG; PageNotFoundError."""
        return self._made(PictureOrder(content, page, width), "").content

    def _document(self, files: Sequence[TakenFile]) -> ScanDocument:
        order = PagesOrder(tuple((file.name, file.content) for file in files))
        return self._made(order, files[0].name if files else "").document

    def _made(self, order: Order, name: str) -> Made:
        answer = self._answer(order, name)
        if isinstance(answer, Refused):
            raise error_of(answer)
        if isinstance(answer, Fault):
            raise PageMakerFaultError(answer.where)
        return answer

    def _answer(self, order: Order, name: str) -> Answer:
        # The rooms are found where this one lies; `-P` keeps the folder the desk was started in out of the search.
        paths = os.pathsep.join(filter(None, (str(Path(__file__).resolve().parents[2]), os.environ.get("PYTHONPATH"))))
        with subprocess.Popen(
            list(self._command),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": paths},
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        ) as process:
            try:
                answered, _ = process.communicate(msgspec.msgpack.encode(order), self._seconds)
            except subprocess.TimeoutExpired as error:
                process.kill()
                raise FileBombError(name=name) from error
        if process.returncode != 0 or len(answered) > _MOST_ANSWER:
            raise FileBombError(name=name)  # it went over its limits, or a library went down over the file
        with suppress(msgspec.MsgspecError, ValueError):
            answer: Answer = msgspec.msgpack.decode(answered, type=Answer)
            return answer
        raise FileBombError(name=name)
