"""The desk's end of a press that runs in a process of its own. Light: the libraries of paper are loaded over there.

The process is started when it is first wanted and may end at any time: what it was pressing is pressed again by a
fresh one. What the desk holds of a print stands in its print queue, so nothing is lost with the process.
"""

import os
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from threading import Lock, Timer

from desk_app.domain.slip import Slip
from printing.errors import PressEndedError
from printing.order import (
    Frame,
    Kind,
    Order,
    RecoveryOrder,
    SlipOrder,
    order_frame,
    read_frame,
    refusal_in,
    write_frame,
)

_TRIES = 2
_SECONDS = 30.0
_ENDING_SECONDS = 5.0


class PressFaultError(RuntimeError):
    """The press met a bug: the text says which and where, never what was being printed."""


class PressBeside:
    """Orders papers from the process. Any thread may call it; one order at a time.

    `seconds` is how long an order may take before its process is taken for hung; `command` starts another press.
    """

    def __init__(self, cache: Path, *, seconds: float = _SECONDS, command: Sequence[str] | None = None) -> None:
        self._command = command or (sys.executable, "-P", "-m", "printing.press_process", str(cache))
        self._seconds = seconds
        self._runs: _Process | None = None
        self._lock = Lock()

    def press(self, slip: Slip, paper: str, *, print_number: int, printed_at: datetime) -> bytes:
        """Return the PDF of a slip: the bytes `printing.press.press` gives.

        Raises what that raises, and PressEndedError when the process ended (or hung) twice over this order or
        could not be started.
        """
        return self._pressed(SlipOrder(slip, paper, print_number, printed_at))

    def press_recovery(self, agency_name: str, officer_name: str, code: str, made_on: date) -> bytes:
        """Return the sheet with the recovery code; errors as for a slip."""
        return self._pressed(RecoveryOrder(agency_name, officer_name, code, made_on))

    def warm(self) -> None:
        """Start the process before it is wanted. Costs nothing when it runs, or is at work."""
        if self._lock.acquire(blocking=False):
            try:
                with suppress(OSError):  # the machine has no place for it now: the order will say so
                    self._running()
            finally:
                self._lock.release()

    def rest(self) -> None:
        """End the process unless it is at work; the next order starts another."""
        if self._lock.acquire(blocking=False):
            try:
                self._end()
            finally:
                self._lock.release()

    def close(self) -> None:
        """End the process; the order it is at is answered first."""
        with self._lock:
            self._end()

    @property
    def process_id(self) -> int | None:
        """The process that runs now, None when there is none."""
        runs = self._runs
        return runs.id if runs is not None and runs.is_alive() else None

    def _pressed(self, order: Order) -> bytes:
        asked = order_frame(order)
        with self._lock:
            for _ in range(_TRIES):
                try:
                    answer = self._running().answer(asked, self._seconds)
                except OSError as error:
                    raise PressEndedError() from error
                if answer is not None:
                    return _pdf_in(answer)
                self._end()
        raise PressEndedError()

    def _running(self) -> "_Process":
        if self._runs is None or not self._runs.is_alive():
            self._end()
            self._runs = _Process(self._command)
        return self._runs

    def _end(self) -> None:
        runs, self._runs = self._runs, None
        if runs is not None:
            runs.end()


class _Process:
    """A running press and the two pipes to it. It inherits no other handle: not the desk's lock, not its database."""

    def __init__(self, command: Sequence[str]) -> None:
        rooms = str(Path(__file__).resolve().parents[1])
        # The rooms are found where this one lies; `-P` keeps the folder the desk was started in out of the search.
        paths = os.pathsep.join(filter(None, (rooms, os.environ.get("PYTHONPATH"))))
        self._process = subprocess.Popen(
            list(command),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": paths},
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        if self._process.stdin is None or self._process.stdout is None:
            raise PressFaultError("no pipes")
        self.id = self._process.pid
        self._orders, self._answers = self._process.stdin, self._process.stdout

    def is_alive(self) -> bool:
        return self._process.poll() is None

    def answer(self, order: Frame, seconds: float) -> Frame | None:
        """Return the answer to an order, None when the process went away over it or had to be stopped."""
        hung = Timer(seconds, self._process.kill)
        hung.start()
        try:
            write_frame(self._orders, order)
            return read_frame(self._answers)
        except OSError:
            return None
        finally:
            hung.cancel()

    def end(self) -> None:
        """Let it end by ending its orders; stop it if it does not. Nothing of it stays, no zombie either."""
        with suppress(OSError):
            self._orders.close()
        try:
            self._process.wait(_ENDING_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._answers.close()


def _pdf_in(answer: Frame) -> bytes:
    kind, content = answer
    if kind is Kind.REFUSED:
        raise refusal_in(content)
    if kind is not Kind.PDF:
        raise PressFaultError(content.decode("utf-8", "replace"))
    return content
