"""A real district server: the real command in a child process, on loopback."""

from __future__ import annotations

import contextlib
import json
import os
import selectors
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg

from tests.sync.real_postgresql import copied_database

ROOT = Path(__file__).parents[2]
_EVENTS = "SELECT device, epoch, seq, header, body, digest, chain FROM event ORDER BY hub, device, epoch, seq"
_COMMAND = (sys.executable, "-m", "sync.district.command")


@dataclass
class RealDistrict:
    """A district in `home`; `database` None means its own SQLite file. `extra` goes to `serve`."""

    home: Path
    database: str | None = None
    extra: Sequence[str] = ()
    port: int = 0
    program: Sequence[str] = _COMMAND
    _process: subprocess.Popen[str] | None = field(default=None, init=False)
    _codes: subprocess.Popen[str] | None = field(default=None, init=False)
    url: str = field(default="", init=False)

    def start(self, *, expect_ready: bool = True) -> RealDistrict:
        """Serve; returns when it says that it is ready, or (if that is not expected) has died."""
        self._process = subprocess.Popen(
            self._line("serve", "--port", str(self.port), *self.extra),
            cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True,
        )  # fmt: skip
        line = _line_within(self._process, 30)
        if not line and not expect_ready:
            return self
        if not line.startswith("ready "):
            raise AssertionError(f"the district did not start: {line}{self._process.communicate()[1]}")
        self.url = line.split()[1]
        self.port = int(self.url.rsplit(":", 1)[1])
        return self

    def stop(self) -> str:
        """Stop politely; return what it wrote to stderr."""
        return self._end(signal.SIGTERM)

    def __del__(self) -> None:
        # A failed test leaves its server behind.
        if self._process is not None:
            self.kill()

    def kill(self) -> None:
        """Kill it as a power cut does."""
        self._end(signal.SIGKILL)

    def is_dead(self, within: float = 0) -> bool:
        """Whether the server has ended by itself, or does so in so many seconds: its line is cut before it is gone."""
        if self._process is None:
            return False
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(within)
        return self._process.poll() is not None

    @property
    def pid(self) -> int:
        """The server's process."""
        assert self._process is not None
        return self._process.pid

    def backup(self) -> str:
        """Return a copy of the database as it is now, made while the server is down for a moment."""
        self.stop()
        copy = f"{self.home}/backup.sqlite3" if self.database is None else copied_database(self.database)
        if self.database is None:
            shutil.copy(self.home / "district.sqlite3", copy)
        self.start()
        return copy

    def restore(self, backup: str) -> None:
        """Put the copy in the place of the database, as an administrator would."""
        self.stop()
        if self.database is None:
            shutil.copy(backup, self.home / "district.sqlite3")
        else:
            self.database = backup
        self.start()

    def run(self, *arguments: str, env: dict[str, str] | None = None, status: int = 0) -> str:
        """Run another command on the same home; return its output."""
        done = self.finish(*arguments, env=env)
        assert done.returncode == status, done.stderr
        return done.stdout

    def finish(self, *arguments: str, env: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            self._line(*arguments), cwd=ROOT, capture_output=True, text=True, timeout=60,
            env={**os.environ, **(env or {})}, check=False,
        )  # fmt: skip

    def code(self, desk: int = 1, agency_code: str = "000.00.18.H32") -> str:
        """Return a one-time code; while the district serves, from one process that stays."""
        if self._process is not None:
            return self._code_of_the_desk(f"{agency_code} {desk}")
        return self.run("enrol", "--agency-code", agency_code, "--desk", str(desk)).splitlines()[-1]

    def _code_of_the_desk(self, asked: str) -> str:
        if self._codes is None:
            self._codes = subprocess.Popen(
                (sys.executable, "-m", "tests.sync.code_desk", str(self.home), self.database or ""),
                cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
            )  # fmt: skip
        assert self._codes.stdin is not None
        self._codes.stdin.write(f"{asked}\n")
        self._codes.stdin.flush()
        return _line_within(self._codes, 30).strip()

    def inside(self, *what: str) -> Any:
        """Return what `tests.sync.inside_district` sees in a process of its own."""
        program = (sys.executable, "-m", "tests.sync.inside_district", str(self.home), *what)
        done = subprocess.run(program, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout or "null")

    def counts(self) -> dict[str, int]:
        counts: dict[str, int] = json.loads(self.run("status", "--json"))
        return counts

    def dossiers(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.run("dossiers", "--json").splitlines()]

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """Return what a query on the district's own database gives, bytes as bytes."""
        if self.database is None:
            with closing(sqlite3.connect(self.home / "district.sqlite3")) as connection:
                return connection.execute(query).fetchall()
        with psycopg.connect(self.database) as connection:
            return connection.execute(query).fetchall()

    def events(self, device: bytes, epoch: int = 1) -> list[tuple[int, bytes, bytes | None, bytes, bytes]]:
        """Return every event held of a device in an epoch, by place."""
        return [row[2:] for row in self.rows(_EVENTS) if row[:2] == (device, epoch)]

    def _line(self, *arguments: str) -> list[str]:
        database = [] if self.database is None else ["--database", self.database]
        return [*self.program, *arguments, "--home", str(self.home), *database]

    def _end(self, how: signal.Signals) -> str:
        codes, self._codes = self._codes, None
        if codes is not None:
            codes.communicate(timeout=20)
        process, self._process = self._process, None
        if process is None:
            return ""
        if how is signal.SIGKILL:
            # strace, killed alone, lets go of the server it watches.
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, how)
        else:
            process.send_signal(how)
        return process.communicate(timeout=20)[1]


def _line_within(process: subprocess.Popen[str], seconds: float) -> str:
    assert process.stdout is not None
    until = time.monotonic() + seconds
    with selectors.DefaultSelector() as selector:
        selector.register(process.stdout, selectors.EVENT_READ)
        if not selector.select(until - time.monotonic()):
            process.kill()
    return process.stdout.readline()
