"""The printer: finished PDFs go out through CUPS' own commands, as they are (vector, no driver of ours); thermal
printers get their dots raw.

Commands are run as argument lists, never through a shell, with a time limit each. The server is the machine's, or the
one named in CUPS_SERVER. The exit status of `lp` says only that a job was taken: ask `job_state` what became of it.
"""

import os
import re
import subprocess
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from printing.errors import NoPrinterError, PrinterRefusedError, PrinterSilentError

SECONDS = 10.0
_REQUEST = re.compile(r"request id is (\S+)")


class PrinterState(Enum):
    """What a printer does now."""

    READY = "ready"
    PRINTING = "printing"
    STOPPED = "stopped"
    NONE = "none"


class JobState(Enum):
    """What became of a paper; UNKNOWN when the print service has forgotten it (or never had it)."""

    WAITING = "waiting"
    DONE = "done"
    FAILED = "failed"
    UNKNOWN = "unknown"


_JOB_STATES = {7: JobState.FAILED, 8: JobState.FAILED, 9: JobState.DONE}
"""IPP's cancelled, aborted and completed; every other state still waits."""


@dataclass(frozen=True)
class JobId:
    """The print service's own name of a job: `laser-17`."""

    text: str


class LpPrinter:
    """One printer, the machine's default one if no `name` is given."""

    def __init__(
        self, name: str | None = None, *, seconds: float = SECONDS, lp: str = "lp", lpstat: str = "lpstat"
    ) -> None:
        self._name = name
        self._seconds = seconds
        self._lp = lp
        self._lpstat = lpstat

    def send(self, pdf: bytes, title: str, copies: int = 1) -> JobId:
        """Hand a PDF to the print service and return its job. A few milliseconds; the printing itself is not awaited.

        NoPrinterError when there is no printer or no service; PrinterRefusedError when it would not take the paper;
        PrinterSilentError when it did not say within the time limit (ask the clerk whether it came out).
        """
        # Printed at 100 %: scaled to the page, the codes would lose the printer's dot grid.
        return self._sent(pdf, title, ["-n", str(copies), "-o", "print-scaling=none"])

    def send_raw(self, data: bytes, title: str) -> JobId:
        """Hand bytes in the printer's own language to the print service, past every filter; errors as of `send`."""
        return self._sent(data, title, ["-o", "raw"])

    def _sent(self, data: bytes, title: str, options: Sequence[str]) -> JobId:
        target = ["-d", self._name] if self._name else []
        answer = self._run([self._lp, *target, "-t", _ascii(title), *options], data)
        taken = _REQUEST.search(answer.stdout)
        if answer.returncode == 0 and taken:
            return JobId(taken.group(1))
        reason = _reason(answer.stderr or answer.stdout)
        if _says_no_printer(reason):
            raise NoPrinterError(reason=reason)
        raise PrinterRefusedError(reason=reason)

    def printers(self) -> tuple[str, ...]:
        """Return the names of all printers the service has; none when the service does not answer."""
        answer = self._ask("-e")
        return tuple(answer.stdout.split()) if answer and answer.returncode == 0 else ()

    def state(self) -> PrinterState:
        """Return what the printer does; NONE also when there is no print service on the machine."""
        name = self._name or self._default()
        answer = self._ask("-p", name) if name else None
        if answer is None or answer.returncode != 0:
            return PrinterState.NONE
        line = answer.stdout.partition("\n")[0]
        if " disabled " in line:
            return PrinterState.STOPPED
        return PrinterState.PRINTING if " now printing " in line else PrinterState.READY

    def report(self) -> str:
        """Return what the service tells of the printer at length, "" when it tells nothing."""
        name = self._name or self._default()
        answer = self._ask("-l", "-p", name) if name else None
        return answer.stdout if answer and answer.returncode == 0 else ""

    def job_state(self, job: JobId) -> JobState:
        """Return what became of a job."""
        from printing.job_query import job_state_number  # HTTP, which sending does not need

        number = job.text.rpartition("-")[2]
        state = job_state_number(int(number), self._seconds) if number.isdecimal() else 0
        if state is None:
            return JobState.WAITING if self._is_waiting(job) else JobState.UNKNOWN
        return _JOB_STATES.get(state, JobState.WAITING if state else JobState.UNKNOWN)

    def _default(self) -> str | None:
        answer = self._ask("-d")
        _, found, name = answer.stdout.partition("destination: ") if answer else ("", "", "")
        return name.strip() if found else None

    def _is_waiting(self, job: JobId) -> bool:
        answer = self._ask("-W", "not-completed", "-o")
        return any(line.split(maxsplit=1)[:1] == [job.text] for line in answer.stdout.splitlines()) if answer else False

    def _ask(self, *arguments: str) -> "subprocess.CompletedProcess[str] | None":
        try:
            return self._run([self._lpstat, *arguments], b"")
        except (NoPrinterError, PrinterRefusedError):
            return None

    def _run(self, command: Sequence[str], data: bytes) -> "subprocess.CompletedProcess[str]":
        try:
            ended = subprocess.run(
                list(command), input=data, capture_output=True, timeout=self._seconds, check=False, env=_english()
            )
        except OSError as error:
            raise NoPrinterError(reason=f"{command[0]}: {error.strerror}") from error
        except subprocess.TimeoutExpired as error:
            raise PrinterSilentError(reason=f"{command[0]}: no answer within {self._seconds:g} s") from error
        return subprocess.CompletedProcess(ended.args, ended.returncode, _decoded(ended.stdout), _decoded(ended.stderr))


def _english() -> dict[str, str]:
    """The environment, with messages in the one language that is parsed here."""
    return {**os.environ, "LC_ALL": "C.UTF-8", "LANGUAGE": "C"}


def _decoded(output: bytes) -> str:
    return output.decode("utf-8", "replace")


def _reason(output: str) -> str:
    return output.strip().partition("\n")[0]


def _says_no_printer(reason: str) -> bool:
    told = ("default destination", "does not exist", "not responding", "unable to connect", "bad file descriptor")
    return any(words in reason.lower() for words in told)


def _ascii(title: str) -> str:
    """Print services mangle other letters in a title, and some drivers refuse the job."""
    plain = unicodedata.normalize("NFKD", title.replace("đ", "d").replace("Đ", "D"))
    kept = plain.encode("ascii", "ignore").decode("ascii")
    return re.sub(r"[^\w .-]", "_", kept)[:80] or "slip"
