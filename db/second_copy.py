"""The desk's own second copy: every commit again, within a second, on another thread and best on another disk."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterable, Sequence
from pathlib import Path
from secrets import token_bytes

from db.copy_frames import frame_of, header_of
from db.keys import NONCE_BYTES
from db.safe_file import BINARY, sync_folder
from desk_app.ports import StoredEvent

_GATHER_SECONDS = 0.25  # commits of a burst share one sync, and none waits a second
_RETRY_SECONDS = 5.0
_EVENTS_A_FRAME = 200


class SecondCopy:
    """Appends frames to the file; a folder that is away is tried again until it is back."""

    def __init__(self, path: Path, key: bytes, device: bytes) -> None:
        self._path = path
        self._key = key
        self._header = header_of(device)
        self._changed = threading.Condition()
        self._waiting: list[Sequence[StoredEvent]] = []
        self._hurry = False
        self._stopping = False
        self._resting = False
        self._problem: str | None = None
        self._thread = threading.Thread(target=self._run, name="second-copy", daemon=True)

    def start(self) -> None:
        """Begin to write what is added."""
        self._thread.start()

    def rest(self, problem: str) -> None:
        """Write nothing in this session: the folder could not be brought up to date."""
        self._problem = problem
        self._resting = True

    @property
    def problem(self) -> str | None:
        """What keeps the copy from being written, as the system says it; None when all is well."""
        return self._problem

    def add(self, events: Sequence[StoredEvent]) -> None:
        """Hand over the events of one commit; returns at once."""
        if not events or self._resting:
            return
        with self._changed:
            self._waiting.append(tuple(events))
            if len(self._waiting) == 1:  # it gathers already: waking it again would only disturb the next save
                self._changed.notify_all()

    def flush(self, timeout: float = 10.0) -> bool:
        """Write everything now; True when it is on the disk."""
        with self._changed:
            self._hurry = True
            self._changed.notify_all()
            done = self._changed.wait_for(lambda: not self._waiting or self._problem is not None, timeout)
            self._hurry = False
            return done and not self._waiting and self._problem is None

    def stop(self) -> None:
        """Write what can be written, then end the thread."""
        with self._changed:
            self._stopping = True
            self._changed.notify_all()
        if self._thread.is_alive():
            self._thread.join()

    def _run(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._waiting or self._stopping)
                if not self._waiting:
                    return
                pause = _RETRY_SECONDS if self._problem else _GATHER_SECONDS
                self._changed.wait_for(lambda: self._hurry or self._stopping, pause)
                commits = list(self._waiting)
                stopping = self._stopping
            problem = self._written(commits)
            with self._changed:
                self._problem = problem
                if problem is None:
                    del self._waiting[: len(commits)]
                self._hurry = self._hurry and bool(self._waiting) and problem is None
                self._changed.notify_all()
            if problem is not None and stopping:
                return

    def _written(self, commits: Iterable[Sequence[StoredEvent]]) -> str | None:
        try:
            append_bytes(self._path, sealed_frames(commits, self._key, self._header))
        except OSError as error:
            return error.strerror or str(error)
        return None


def sealed_frames(commits: Iterable[Sequence[StoredEvent]], key: bytes, header: bytes) -> bytes:
    """Return one frame a commit, ready to be appended."""
    return b"".join(frame_of(commit, key, header, token_bytes(NONCE_BYTES)) for commit in commits)


def append_bytes(path: Path, content: bytes) -> None:
    """Append durably, all or (as far as the disk lets us) nothing."""
    descriptor = os.open(path, os.O_WRONLY | BINARY)
    try:
        end = os.lseek(descriptor, 0, os.SEEK_END)
        try:
            view = memoryview(content)
            while view:
                view = view[os.write(descriptor, view) :]
            os.fsync(descriptor)
        except OSError:
            os.ftruncate(descriptor, end)
            raise
    finally:
        os.close(descriptor)


def write_copy(path: Path, key: bytes, device: bytes, events: Iterable[StoredEvent]) -> None:
    """Write the whole copy anew, in place of whatever lies there."""
    header = header_of(device)
    temporary = path.with_name(path.name + ".tmp")
    with os.fdopen(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | BINARY, 0o600), "wb") as file:
        file.write(header)
        for batch in in_batches(events):
            file.write(frame_of(batch, key, header, token_bytes(NONCE_BYTES)))
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path)
    sync_folder(path.parent)


def in_batches(events: Iterable[StoredEvent]) -> Iterable[list[StoredEvent]]:
    """Yield events in lists of a frame's size."""
    batch: list[StoredEvent] = []
    for event in events:
        batch.append(event)
        if len(batch) == _EVENTS_A_FRAME:
            yield batch
            batch = []
    if batch:
        yield batch
