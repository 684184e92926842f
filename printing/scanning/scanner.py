"""Pages from a scanner, through SANE's own program: a process with a time limit, no library of strangers in ours."""

from __future__ import annotations

import re
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from desk_app.domain.scan_errors import NoScannerError, ScannerFailedError, ScannerSilentError
from printing.scanning.taking import TakenFile, taken

DPI = 200
FEEDER_MOST = 100
_PROGRAM = "scanimage"
_LOOK_SECONDS, _PAGE_SECONDS = 30.0, 90.0
_OPTIONS = ("--mode", "Gray", "--resolution", str(DPI))
_ODD_OPTION = re.compile(r"unrecognized option|setting of option|invalid option|ambiguous")
_FEEDER_EMPTY = "out of documents"
_FEEDER = re.compile(r"--source .*?\b((?:automatic document feeder|adf)[^|\[\n]*)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ScannerDevice:
    """A scanner of this machine: how SANE calls it, and what it is."""

    id: str
    name: str


class Scanner:
    """The scanners of this machine. `seconds` is how long a page may take, `program` what asks the scanner."""

    def __init__(self, *, seconds: float = _PAGE_SECONDS, program: str = _PROGRAM) -> None:
        self._seconds = seconds
        self._program = program

    def devices(self) -> tuple[ScannerDevice, ...]:
        """Return what answers, possibly nothing; ScannerSilentError. Some seconds where there are network scanners."""
        told = self._run("-f", "%d|%v %m%n", seconds=_LOOK_SECONDS).stdout.decode("utf-8", "replace")
        pairs = (line.partition("|") for line in told.splitlines() if "|" in line)
        return tuple(ScannerDevice(id.strip(), " ".join(name.split())) for id, _, name in pairs)

    def page(self, device: str = "") -> TakenFile:
        """Return one page from the glass of `device` (empty: the first one); NoScannerError, ScannerFailedError."""
        device = device or self._first()
        done = self._run("-d", device, "--format=png", *_OPTIONS)
        if done.returncode and _ODD_OPTION.search(_said(done)):
            done = self._run("-d", device, "--format=png")  # it calls its greys otherwise: as it comes, then
        if done.returncode or not done.stdout:
            raise ScannerFailedError(reason=_last_words(done))
        return taken("máy quét.png", done.stdout)

    def feeder(self, device: str = "", most: int = FEEDER_MOST) -> list[TakenFile]:
        """Return every page that lies in the feeder, in order; one from the glass where there is no feeder."""
        device = device or self._first()
        source = _FEEDER.search(_said(self._run("-d", device, "-A", seconds=_LOOK_SECONDS)))
        if source is None:
            return [self.page(device)]
        with tempfile.TemporaryDirectory(prefix="scan-") as folder:
            done = self._run(
                "-d", device, "--source", source[1].strip(), "--format=png", *_OPTIONS,
                f"--batch={folder}/%04d.png", f"--batch-count={most}", seconds=self._seconds * 10,
            )  # fmt: skip
            files = [taken(f"trang {path.stem}.png", path.read_bytes()) for path in sorted(Path(folder).glob("*.png"))]
        if done.returncode and _FEEDER_EMPTY not in _said(done) and not (files and done.returncode == 7):
            raise ScannerFailedError(reason=_last_words(done))  # half a heap would look like a whole one
        if not files:
            raise ScannerFailedError(reason=_FEEDER_EMPTY)
        return files

    def _first(self) -> str:
        found = self.devices()
        if not found:
            raise NoScannerError()
        return found[0].id

    def _run(self, *words: str, seconds: float | None = None) -> subprocess.CompletedProcess[bytes]:
        limit = seconds or self._seconds
        try:
            return subprocess.run(
                [self._program, *words], stdin=subprocess.DEVNULL, capture_output=True, timeout=limit, check=False
            )
        except subprocess.TimeoutExpired as error:
            raise ScannerSilentError(seconds=round(limit)) from error
        except FileNotFoundError as error:
            raise NoScannerError() from error
        except OSError as error:
            raise ScannerFailedError(reason=error.strerror) from error


def _said(done: subprocess.CompletedProcess[bytes]) -> str:
    return (done.stderr + (b"" if done.stdout.startswith(b"\x89PNG") else done.stdout)).decode("utf-8", "replace")


def _last_words(done: subprocess.CompletedProcess[bytes]) -> str:
    lines = [line.strip() for line in done.stderr.decode("utf-8", "replace").splitlines() if line.strip()]
    return lines[-1].removeprefix("scanimage: ")[:120] if lines else "?"
