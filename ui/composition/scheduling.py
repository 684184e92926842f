"""The nightly round as a job of this machine's own timer: shown, put in place, taken away."""

from __future__ import annotations

import getpass
import os
import subprocess
import sys
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import cast

from db.store import DeskStore
from db.wraps_file import read_wraps
from desk_app.domain.errors import BadInputError, DeskError
from desk_app.usecases.office import Office
from sync.desk.nightly_job import NightlyJob, job_of
from sync.desk.systemd_units import units_of
from sync.desk.windows_task import task_of

IS_WINDOWS = sys.platform == "win32"
_ROOT = Path(__file__).parents[2]
_SECONDS = 30.0


class ScheduleFailedError(DeskError):
    """The system would not take the job: `reason`. Its files are written; a person may run `command`."""


class JobFileError(BadInputError):
    """The job's files cannot be written into the folder `path`: `reason`."""


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a job's files lie, when it runs, and the commands that put it in force."""

    files: tuple[Path, ...]
    clock: str
    commands: tuple[tuple[str, ...], ...]


def job_for(home: Path) -> NightlyJob:
    """Return the courier's job for the desk in `home`; DeskNotFoundError. Needs no password."""
    wraps, _ = read_wraps(home)
    device = sha256(bytes.fromhex(wraps.public_key)).digest()[:16]
    return job_of(device, _python(), _ROOT, home.resolve())


def night_clock(office: Office) -> str:
    """Return at what time this machine's timer sends for the desk ("22:17"); empty when it was not told to."""
    home = cast(DeskStore, office.store).keyring.places.home
    try:
        job = job_for(home)
    except DeskError:
        return ""
    folder = usual_folder(home)
    in_force = folder / f"{job.name}.xml" if IS_WINDOWS else folder / "timers.target.wants" / f"{job.name}.timer"
    return job.clock if os.path.lexists(in_force) else ""


def files_of(job: NightlyJob) -> dict[str, str]:
    """Return the files of the job on this system, by name."""
    return {f"{job.name}.xml": task_of(job, getpass.getuser())} if IS_WINDOWS else units_of(job)


def usual_folder(home: Path) -> Path:
    """Return where this system looks for a user's jobs (Windows keeps its own copy; ours lies beside the data)."""
    if IS_WINDOWS:
        return home
    return Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config") / "systemd" / "user"


def place(job: NightlyJob, folder: Path) -> Placed:
    """Write the job's files; JobFileError."""
    written = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in files_of(job).items():
            path = folder / name
            path.write_text(text, encoding="utf-16" if IS_WINDOWS else "utf-8")
            written.append(path)
    except OSError as error:
        raise JobFileError(path=str(folder), reason=error.strerror) from error
    return Placed(tuple(written), job.clock, _commands(job, folder))


def put_in_force(placed: Placed) -> None:
    """Tell the system; ScheduleFailedError with the commands that a person may run."""
    _run(placed.commands)


def taken_away(job: NightlyJob, folder: Path) -> tuple[Path, ...]:
    """Tell the system to forget the job and remove its files; return those removed."""
    here = [folder / name for name in files_of(job) if (folder / name).exists()]
    if IS_WINDOWS:
        _run((("schtasks", "/Delete", "/TN", job.name, "/F"),))
    elif here:
        _run((("systemctl", "--user", "disable", "--now", f"{job.name}.timer"),))
    for path in here:
        path.unlink()
    return tuple(here)


def _commands(job: NightlyJob, folder: Path) -> tuple[tuple[str, ...], ...]:
    if IS_WINDOWS:
        return (("schtasks", "/Create", "/TN", job.name, "/XML", str(folder / f"{job.name}.xml"), "/F"),)
    return (
        ("systemctl", "--user", "daemon-reload"),
        ("systemctl", "--user", "enable", "--now", f"{job.name}.timer"),
        ("loginctl", "enable-linger"),  # else the user's timers stop when the user signs out
    )


def _run(commands: tuple[tuple[str, ...], ...]) -> None:
    for place_of, command in enumerate(commands):
        rest = " && ".join(subprocess.list2cmdline(each) for each in commands[place_of:])
        try:
            done = subprocess.run(command, capture_output=True, text=True, timeout=_SECONDS, check=False)
        except (OSError, subprocess.TimeoutExpired) as error:
            raise ScheduleFailedError(reason=f"{command[0]}: {error}", command=rest) from error
        if done.returncode:
            said = (done.stderr or done.stdout).strip().splitlines()
            raise ScheduleFailedError(reason=said[-1] if said else command[0], command=rest)


def _python() -> str:
    # Windows: the one without a black window.
    windowless = Path(sys.executable).with_name("pythonw.exe")
    return str(windowless) if IS_WINDOWS and windowless.exists() else sys.executable
