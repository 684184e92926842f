"""A real PostgreSQL for the tests: Debian's programs, a cluster of its own on a unix socket, gone afterwards."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from types import TracebackType
from typing import Self

import psycopg

_PROGRAMS = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
_SERVANT = "postgres"


def copied_database(url: str) -> str:
    """Return the address of a copy of a database that nobody uses at the moment."""
    name = psycopg.conninfo.conninfo_to_dict(url)["dbname"]
    copy = f"{name}_copy"
    with psycopg.connect(url.replace(f"/{name}?", "/postgres?"), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {copy} TEMPLATE {name}".encode())
    return url.replace(f"/{name}?", f"/{copy}?")


def dumped(url: str) -> bytes:
    """Return a plain dump of a database."""
    line = (str(_PROGRAMS[-1] / "pg_dump"), "--no-owner", "--dbname", url)
    return subprocess.run(line, capture_output=True, check=True).stdout


class RealPostgresql:
    """A cluster while it is entered; `fsync` off is for tests that do not measure."""

    def __init__(self, *, fsync: bool = False) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="pg", dir="/tmp"))
        self._fsync = fsync
        self._databases = 0

    def __enter__(self) -> Self:
        if os.geteuid() == 0:  # initdb refuses to work as root
            shutil.chown(self._folder, _SERVANT, _SERVANT)
        data = self._folder / "data"
        self._run("initdb", "-D", str(data), "-U", "district", "-A", "trust", "-E", "UTF8", "--no-locale", "-N")
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()
        shutil.rmtree(self._folder)

    def start(self) -> None:
        """Start the cluster and wait until it answers."""
        options = f"-k {self._folder} -c listen_addresses= -c fsync={'on' if self._fsync else 'off'}"
        log, data = str(self._folder / "log"), str(self._folder / "data")
        self._run("pg_ctl", "-w", "-D", data, "-l", log, "-o", options, "start")

    def stop(self) -> None:
        """Stop the cluster as a power cut would let it come back: at once."""
        self._run("pg_ctl", "-w", "-D", str(self._folder / "data"), "-m", "immediate", "stop")

    def new_database(self) -> str:
        """Return the address of a fresh, empty database."""
        self._databases += 1
        name = f"district{self._databases}"
        with psycopg.connect(self._url("postgres"), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}".encode())
        return self._url(name)

    @property
    def folder(self) -> Path:
        """Where the cluster lives."""
        return self._folder

    def _url(self, name: str) -> str:
        return f"postgresql://district@/{name}?host={self._folder}"

    def _run(self, program: str, *arguments: str) -> None:
        as_servant = ["setpriv", f"--reuid={_SERVANT}", f"--regid={_SERVANT}", "--clear-groups"]
        done = subprocess.run(
            [*(as_servant if os.geteuid() == 0 else []), str(_PROGRAMS[-1] / program), *arguments],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, cwd="/",
            check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
