"""A district server of one's own on loopback, as a child process: for the sample commune and the headless day."""

import os
import socket
import subprocess
import sys
import threading
from pathlib import Path
from types import TracebackType
from typing import Self

from desk_app.domain.errors import DeskError

_START_SECONDS = 60.0


class DistrictDidNotStartError(DeskError):
    """The embedded district gave up: `said` is its last line."""


class EmbeddedDistrict:
    """Runs `district serve` on loopback; a context manager that ends it again. It also ends with this process.

    Without `port` the server takes a free one. `patience` is the seconds in which it must be ready.
    """

    def __init__(self, home: Path, port: int = 0, patience: float = _START_SECONDS) -> None:
        self.home = home
        self.port = port
        self._patience = patience
        self._process: subprocess.Popen[str] | None = None

    @property
    def url(self) -> str:
        """The address desks are given, once it is started."""
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Start and wait until the server itself says that it is ready; DistrictDidNotStartError."""
        self.home.mkdir(parents=True, exist_ok=True, mode=0o700)
        with (self.home / "serve.log").open("a", encoding="utf-8") as log:
            self._process = subprocess.Popen(
                [*_COMMAND, "serve", "--with-parent", "--home", str(self.home), "--port", str(self.port)],
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log,
                text=True, encoding="utf-8", env=_environment(),
            )  # fmt: skip
        ready = self._first_line(self._process).split()
        if ready[:1] != ["ready"]:
            self.stop()
            raise DistrictDidNotStartError(said=self._last_line())
        self.port = int(ready[1].rsplit(":", 1)[1])

    def enrol_code(self, agency_code: str, desk: int) -> str:
        """Return a one-time code for a desk."""
        out = _run("enrol", "--home", str(self.home), "--agency-code", agency_code, "--desk", str(desk))
        return out.strip().splitlines()[-1]

    def dossiers(self) -> list[str]:
        """Return the JSON lines of all dossiers the district holds."""
        return _run("dossiers", "--home", str(self.home), "--json").splitlines()

    def status(self) -> str:
        """Return the district's counts as one JSON line."""
        return _run("status", "--home", str(self.home), "--json").strip()

    def stop(self) -> None:
        """End the server and wait for it."""
        if self._process is not None:
            self._process.terminate()
            self._process.communicate(timeout=20)
            self._process = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def _first_line(self, process: subprocess.Popen[str]) -> str:
        # A child that ends, by itself or by the timer, closes its output: then the line is empty.
        assert process.stdout is not None
        too_long = threading.Timer(self._patience, process.kill)
        too_long.start()
        try:
            return process.stdout.readline()
        finally:
            too_long.cancel()

    def _last_line(self) -> str:
        lines = (self.home / "serve.log").read_text(encoding="utf-8").splitlines()
        return lines[-1] if lines else ""


def free_port() -> int:
    """Return a loopback port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


_COMMAND = (sys.executable, "-m", "sync.district.command")


def _run(*arguments: str) -> str:
    done = subprocess.run([*_COMMAND, *arguments], capture_output=True, text=True, env=_environment(), check=False)
    if done.returncode != 0:
        raise DistrictDidNotStartError(said=done.stderr.strip())
    return done.stdout


def _environment() -> dict[str, str]:
    root = str(Path(__file__).parents[2])
    path = os.environ.get("PYTHONPATH", "")
    return {**os.environ, "PYTHONPATH": f"{root}{os.pathsep}{path}" if path else root, "PYTHONUTF8": "1"}
