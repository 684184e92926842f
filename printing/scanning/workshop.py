"""`python -m printing.scanning.workshop`: opens one order's files under limits, answers, and ends.

Whoever sends a hostile file meets a process without the desk's database, keys, sockets or folders, with little memory
and little time. Files come over the pipe; it opens none by itself.
"""

from __future__ import annotations

import os
import sys
import traceback

import msgspec

from desk_app.domain.errors import DeskError
from desk_app.domain.scan_errors import FileBombError
from printing.scanning.order import Answer, Fault, Made, Order, PagesOrder, refused
from printing.scanning.taking import taken

if sys.platform != "win32":
    import resource

_MOST_MEMORY = 1_200 * 1024 * 1024
_MOST_SECONDS = 90


def main() -> int:
    """Read one order from standard input, write one answer to standard output."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints must not fall into the answer
    order = msgspec.msgpack.decode(sys.stdin.buffer.read(), type=Order)
    _limit()
    answers.write(msgspec.msgpack.encode(_answer(order)))
    answers.flush()
    return 0


def _limit() -> None:
    if sys.platform == "win32":
        return  # there the desk's own time limit ends it
    for what, most in (
        (resource.RLIMIT_AS, _MOST_MEMORY), (resource.RLIMIT_CPU, _MOST_SECONDS), (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0), (resource.RLIMIT_NPROC, 0),
    ):  # fmt: skip
        hard = resource.getrlimit(what)[1]
        resource.setrlimit(what, (most if hard == resource.RLIM_INFINITY else min(most, hard),) * 2)


def _answer(order: Order) -> Answer:
    from printing.scanning.pages import document_of, picture_of

    name = order.files[0][0] if isinstance(order, PagesOrder) and order.files else ""
    try:
        if isinstance(order, PagesOrder):
            return Made(*document_of([taken(*file) for file in order.files]))
        return Made(picture_of(order.content, order.page, order.width), 1)
    except DeskError as error:
        return refused(error)
    except MemoryError:
        return refused(FileBombError(name=name))
    except Exception as bug:
        return Fault(_where(bug))


def _where(bug: Exception) -> str:
    """Name a bug and its place, never what was in the file."""
    frames = traceback.extract_tb(bug.__traceback__)
    return f"{type(bug).__name__} at " + " < ".join(f"{frame.name}:{frame.lineno}" for frame in reversed(frames))


if __name__ == "__main__":
    raise SystemExit(main())
