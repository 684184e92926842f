"""Slow work off the screen's thread: a store lane (one thread, owns the database), a wire lane, a lane for scans.

A work function touches no widget; what it returns comes back on the screen's thread, in the order of asking.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot

from desk_app.domain.errors import DeskError

if TYPE_CHECKING:
    from concurrent.futures import Future, ThreadPoolExecutor

T = TypeVar("T")
Failed = Callable[[Exception], object]


class _Outcome(NamedTuple):
    tell: Callable[[Any], object]
    value: Any


class Background(QObject):
    """Two lanes. `unforeseen(exception)` is told of everything that is no DeskError: a bug, for the last resort."""

    _arrived = Signal(object)

    def __init__(self, unforeseen: Failed, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._unforeseen = unforeseen
        self._store_thread: int | None = None
        self._closing = False
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    @property
    def is_closing(self) -> bool:
        """Whether the lanes are ending: work that may stop between two messages does."""
        return self._closing

    def store(self, work: Callable[[], T], done: Callable[[T], object], failed: Failed | None = None) -> None:
        """Run `work` on the store lane; then `done(result)` or, for a DeskError, `failed(error)`, on this thread."""
        self._submit(self._store, work, done, failed)

    def wire(self, work: Callable[[], T], done: Callable[[T], object], failed: Failed | None = None) -> None:
        """Run `work` on the wire lane, which may wait for the line as long as it likes."""
        self._submit(self._wire, work, done, failed)

    def scan(self, work: Callable[[], T], done: Callable[[T], object], failed: Failed | None = None) -> None:
        """Run `work` on a lane of its own: a scanner or a heap of pages must wait for no line, and no line for them."""
        self._submit(self._scans, work, done, failed)

    def on_store_blocking(self, work: Callable[[], T]) -> T:
        """Run `work` on the store lane and wait for it: for the wire lane, between two messages.

        Raises what `work` raises, RuntimeError when the lanes are closed. On the store lane itself it just runs.
        """
        if threading.get_ident() == self._store_thread:
            return work()
        return self._store.submit(self._on_store, work).result()

    def close(self, last: Callable[[], object] | None = None) -> None:
        """Finish what runs, drop what waits on the wire, run `last` (closing the store) and stop both threads.

        Outcomes that arrive later are not delivered: the windows are going.
        """
        if self._closing:
            return
        self._closing = True
        self._wire.shutdown(wait=False, cancel_futures=True)
        if "_scans" in self.__dict__:  # made with the first scan
            self._scans.shutdown(wait=False, cancel_futures=True)
        ending: Future[object] | None = self._store.submit(last) if last is not None else None
        self._store.shutdown(wait=True)
        self._wire.shutdown(wait=True)
        if ending is not None:
            ending.result()

    @cached_property
    def _store(self) -> ThreadPoolExecutor:
        # One thread: the connection is opened on it and never leaves it.
        return _lane("store-lane")

    @cached_property
    def _scans(self) -> ThreadPoolExecutor:
        return _lane("scan-lane")

    @cached_property
    def _wire(self) -> ThreadPoolExecutor:
        return _lane("wire-lane")

    def _submit(
        self, lane: ThreadPoolExecutor, work: Callable[[], T], done: Callable[[T], object], failed: Failed | None
    ) -> None:
        if self._closing:
            return
        run = self._on_store if lane is self._store else _plain
        lane.submit(self._carry, lambda: run(work), done, failed)

    def _on_store(self, work: Callable[[], T]) -> T:
        self._store_thread = threading.get_ident()
        return work()

    def _carry(self, work: Callable[[], T], done: Callable[[T], object], failed: Failed | None) -> None:
        try:
            outcome = _Outcome(done, work())
        except DeskError as error:
            outcome = _Outcome(failed or self._unforeseen, error)
        except Exception as bug:
            outcome = _Outcome(self._unforeseen, bug)
        if not self._closing:
            self._arrived.emit(outcome)

    @Slot(object)
    def _deliver(self, outcome: _Outcome) -> None:
        if not self._closing:
            outcome.tell(outcome.value)


def _lane(name: str) -> ThreadPoolExecutor:
    from concurrent.futures import ThreadPoolExecutor  # here: the first paint does not wait for it

    return ThreadPoolExecutor(1, name)


def _plain(work: Callable[[], T]) -> T:
    return work()
