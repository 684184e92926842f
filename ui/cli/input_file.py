"""Reading what a script hands in: a file or standard input, UTF-8, line by line or whole."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from desk_app.domain.errors import BadInputError, DeskError


class LineError(BadInputError):
    """Line `line` of the input cannot be taken; `cause` says why. What was acknowledged before stays."""

    def __init__(self, line: int, cause: DeskError) -> None:
        super().__init__(line=line, cause=cause)
        self.line, self.cause = line, cause


class InputFileError(BadInputError):
    """The file `path` cannot be read: `reason`."""


def lines_of(path: str) -> Iterator[tuple[int, str]]:
    """Yield (place, line) of every line with something in it; `-` is standard input. InputFileError."""
    if path == "-":
        if sys.stdin is None:
            raise InputFileError(path="-", reason="closed")
        yield from _numbered(sys.stdin, path)
        return
    try:
        with Path(path).open(encoding="utf-8-sig") as stream:
            yield from _numbered(stream, path)
    except OSError as error:
        raise InputFileError(path=path, reason=error.strerror) from error


def _numbered(stream: TextIO, path: str) -> Iterator[tuple[int, str]]:
    place = 0
    try:
        for place, line in enumerate(iter(stream.readline, ""), start=1):
            if line.strip():
                yield place, line
    except UnicodeDecodeError as error:
        raise LineError(place + 1, InputFileError(path=path, reason="UTF-8")) from error


def whole_text(path: str) -> str:
    """Return all of a file, or of standard input (`-`). InputFileError."""
    return "".join(line for _, line in lines_of(path))
