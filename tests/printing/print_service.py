"""A real print service of our own on loopback, and a printer that listens: nothing of the machine's CUPS is touched."""

import os
import shutil
import socket
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path


def until(condition: Callable[[], bool], seconds: float = 20.0) -> None:
    """Wait for a condition, looking twenty times a second; AssertionError at the deadline."""
    deadline = time.monotonic() + seconds
    pause = threading.Event()
    while not condition():
        assert time.monotonic() < deadline, "not within the time limit"
        pause.wait(0.05)


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class ListeningPrinter:
    """A printer on a raw port (port 9100 of a network printer); keeps what it gets, connection by connection."""

    def __init__(self) -> None:
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listener.getsockname()[1])
        self.jobs: list[bytes] = []
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            with connection:
                got = b""
                while chunk := connection.recv(65536):
                    got += chunk
            self.jobs.append(got)

    def close(self) -> None:
        """Stop listening."""
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._thread.join(5)


@dataclass(frozen=True)
class PrintService:
    """A running cupsd: its address for CUPS_SERVER, and its administration."""

    address: str
    folder: Path

    def administer(self, command: str, *arguments: str) -> None:
        """Run one of CUPS' administration commands against this service."""
        program = shutil.which(command) or f"/usr/sbin/{command}"
        environment = {**os.environ, "CUPS_SERVER": self.address, "LC_ALL": "C"}
        ended = subprocess.run([program, *arguments], env=environment, capture_output=True, text=True, timeout=20)
        assert ended.returncode == 0, ended.stderr

    def add_queue(self, name: str, port: int, *options: str) -> None:
        """Set up a queue that hands every job on as it is, and gives up a printer that is not there after a second."""
        place = f"socket://127.0.0.1:{port}/?contimeout=1"
        self.administer("lpadmin", "-p", name, "-v", place, "-m", "raw", "-E", *options)


_FILES = """\
ServerRoot {folder}/etc
RequestRoot {folder}/spool
StateDir {folder}/run
CacheDir {folder}/cache
TempDir {folder}/spool/tmp
DocumentRoot {folder}/doc
AccessLog {folder}/access.log
ErrorLog {folder}/error.log
PageLog {folder}/page.log
SystemGroup {group}
"""

_CONFIGURATION = """\
Listen 127.0.0.1:{port}
LogLevel warn
Browsing No
WebInterface No
DefaultAuthType None
PreserveJobHistory Yes
<Location />
Order allow,deny
Allow all
</Location>
<Location /admin>
Order allow,deny
Allow all
</Location>
<Policy default>
JobPrivateAccess all
JobPrivateValues none
<Limit All>
Order allow,deny
Allow all
</Limit>
</Policy>
"""


@contextmanager
def running_service() -> Iterator[PrintService]:
    """Start a cupsd with folders of its own, and stop it afterwards."""
    program = shutil.which("cupsd") or "/usr/sbin/cupsd"
    # The service's helpers run as another user, so the folder must be open to look through.
    folder = Path(tempfile.mkdtemp(prefix="print-service-"))
    folder.chmod(0o755)
    for name in ("etc", "spool", "spool/tmp", "run", "cache", "doc"):
        (folder / name).mkdir()
    port = free_port()
    group = "root" if os.geteuid() == 0 else str(os.getegid())
    (folder / "etc/cups-files.conf").write_text(_FILES.format(folder=folder, group=group))
    (folder / "etc/cupsd.conf").write_text(_CONFIGURATION.format(port=port))
    process = subprocess.Popen(
        [program, "-f", "-c", str(folder / "etc/cupsd.conf"), "-s", str(folder / "etc/cups-files.conf")],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        until(lambda: process.poll() is not None or _answers(port))
        assert process.poll() is None, (folder / "error.log").read_text("utf-8", "replace")
        yield PrintService(f"127.0.0.1:{port}", folder)
    finally:
        process.terminate()
        process.wait(10)
        shutil.rmtree(folder, ignore_errors=True)


def _answers(port: int) -> bool:
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=1):
            return True
    except OSError:
        return False
