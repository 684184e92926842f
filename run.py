#!/usr/bin/env python3
"""Set the desk up and start it, on Linux and Windows, with nothing but Python 3.11 or newer.

python3 run.py                    open the desk on the sample commune (without a screen: a day without one)
python3 run.py --headless         do a clerk's day without a screen and leave slips and pictures in demo/
python3 run.py test [--slow] ...  pass the tests; further words go to pytest (--slow: the heavy programmes in full)
python3 run.py --help             say this

The first start makes .venv beside this file and fills it with the versions named in constraints.txt; on Debian and
Ubuntu it also installs the system libraries that are missing when it runs as root, and prints the one line to run
when it does not. Later starts install nothing, unless pyproject.toml or constraints.txt changed.
"""

from __future__ import annotations  # so that an older Python reads far enough to be told its age

import ctypes
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
OLDEST = (3, 11)

# What Qt loads, by the name it loads it under, and the Debian package that has it. Without the first six not even
# an offscreen window opens; the others draw it on a real screen.
QT_LIBRARIES = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libfontconfig.so.1": "libfontconfig1",
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
}
SCREEN_LIBRARIES = {
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
}
# Debian 12's fonts-liberation (without the 2) lacks the Vietnamese letters.
FONTS = {
    "truetype/liberation*/LiberationSerif-Regular.ttf": "fonts-liberation2",
    "truetype/dejavu/DejaVuSans.ttf": "fonts-dejavu-core",
}
PROGRAMS = {"lp": "cups-client"}
TEST_PROGRAMS = {
    "strace": "strace", "cupsd": "cups", "chromium": "chromium", "scanimage": "sane-utils", "nginx": "nginx-light",
}  # fmt: skip
TEST_LIBRARIES = {"libatomic.so.1": "libatomic1"}  # what drives the browser is built against it


class SetUpError(Exception):
    """Set-up cannot go on; the message is the sentence to show."""


def main(words: list[str]) -> int:
    """Set up what is missing, then become the program; return an exit status when there is nothing to become."""
    if sys.version_info < OLDEST:
        return refuse("the desk needs Python 3.11 or newer; this is {}.{}.".format(*sys.version_info[:2]), 2)
    if words in (["-h"], ["--help"]):
        print(__doc__.strip(), flush=True)
        return 0
    command, rest = (words[0], words[1:]) if words else ("desk", [])
    if command not in ("desk", "--headless", "test") or (rest and command != "test"):
        return refuse("there is no '{}' here; python3 run.py --help says what there is.".format(" ".join(words)), 2)
    try:
        prepare(tests=command == "test")
    except SetUpError as error:
        return refuse(str(error), 1)
    except KeyboardInterrupt:
        return refuse("stopped; the next start goes on from here.", 130)
    return become(*program_of(command, rest))


def program_of(command: str, rest: list[str]) -> tuple[list[str], dict[str, str]]:
    """Return the arguments for the environment's Python, and what to add to the environment variables."""
    offscreen = {"QT_QPA_PLATFORM": "offscreen"}
    if command == "test":
        slow = {"DESK_TESTS_SLOW": "1"} if "--slow" in rest else {}
        chosen = [word for word in rest if word != "--slow"]
        return ["-m", "pytest", "-n", "2", "--dist", "worksteal", *chosen], {**offscreen, **slow}
    if command == "desk" and has_screen(os.environ):
        return ["-m", "ui.application", "--sample"], {}
    if command == "desk":
        say("there is no screen here: doing the day without one.")
    return ["-m", "ui.day", "--out", "demo"], offscreen


def has_screen(environment: Mapping[str, str]) -> bool:
    """Tell whether a window would be seen by anybody."""
    if environment.get("QT_QPA_PLATFORM") in ("offscreen", "minimal"):
        return False
    if not sys.platform.startswith("linux"):
        return True
    return any(environment.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def become(arguments: list[str], additions: dict[str, str]) -> int:
    """Hand over to the environment's Python: signals, output and exit status are then its own."""
    environment = {**os.environ, "PYTHONUTF8": "1", **additions}
    # Where nothing compiled may be kept, each of the tests' thousand processes would compile the program again.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    sys.stdout.flush()
    os.chdir(ROOT)
    if os.name != "nt":
        os.execve(PYTHON, [str(PYTHON), *arguments], environment)
    # Windows cannot replace a process. Ctrl+C reaches the child through the console; this one only waits.
    with subprocess.Popen([str(PYTHON), *arguments], env=environment) as child:
        while True:
            try:
                return child.wait()
            except KeyboardInterrupt:
                continue


def prepare(*, tests: bool) -> None:
    """Bring system libraries and .venv to what this run needs; costs milliseconds when nothing is missing."""
    if sys.platform.startswith("linux"):
        prepare_system(tests=tests)
    extra = "dev" if tests else "desk"
    if not is_stamped(extra):
        make_environment()
        install(extra)


# --- system libraries -------------------------------------------------------------------------------------------


def prepare_system(*, tests: bool) -> None:
    """Install what the machine lacks (root on Debian or Ubuntu), or say which line to run."""
    needed, helpful = missing_packages(tests=tests)
    if not needed and not helpful:
        return
    if not shutil.which("apt-get"):
        say(
            "this machine lacks what Debian calls {}; install it if the desk does not start.".format(
                ", ".join(needed + helpful)
            )
        )
        return
    if os.geteuid() == 0:
        install_packages(needed + helpful)
        still_needed, _ = missing_packages(tests=tests)
        if still_needed:
            raise SetUpError("apt-get could not install {}; the reason stands above.".format(", ".join(still_needed)))
        return
    line = "sudo apt-get update && sudo apt-get install -y --no-install-recommends " + " ".join(needed + helpful)
    if needed:
        raise SetUpError("system packages are missing. Run this line, then start again:\n" + line)
    say("some system packages are missing; this line installs them:\n" + line)


def missing_packages(*, tests: bool) -> tuple[list[str], list[str]]:
    """Return Debian's names of what must be there and is not, and of what only helps."""
    needed = [package for name, package in QT_LIBRARIES.items() if not is_loadable(name)]
    if not is_stamped("desk") and importlib.util.find_spec("ensurepip") is None:
        needed.insert(0, "python3-venv")
    helpful = [package for name, package in SCREEN_LIBRARIES.items() if not is_loadable(name)]
    helpful += [package for pattern, package in FONTS.items() if not any(Path("/usr/share/fonts").glob(pattern))]
    helpful += [package for name, package in PROGRAMS.items() if not find_program(name)]
    if tests:
        needed += [package for name, package in TEST_PROGRAMS.items() if not find_program(name)]
        needed += [package for name, package in TEST_LIBRARIES.items() if not is_loadable(name)]
        if not any(Path("/usr/lib/postgresql").glob("*/bin/postgres")) and not find_program("postgres"):
            needed.append("postgresql")
    return needed, helpful


def is_loadable(name: str) -> bool:
    """Tell whether the dynamic linker finds the library, whatever package it came from."""
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def find_program(name: str) -> str | None:
    """Return where a program lies; servers such as cupsd lie where a plain user's PATH does not look."""
    return shutil.which(name, path=os.environ.get("PATH", "") + ":/usr/sbin:/sbin")


def install_packages(packages: list[str]) -> None:
    """Install Debian packages without a question; no service they bring is started."""
    say(f"installing {len(packages)} system packages (apt-get) …")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    apt = ["apt-get", "-qq", "-o", "DPkg::Lock::Timeout=120"]
    run_quietly([*apt, "update"], environment)  # without the line, what is already listed may still do
    known = [name for package in packages for name in [name_here(package)] if name]
    with no_service_starts():
        done = run_quietly([*apt, "install", "-y", "--no-install-recommends", *known], environment)
    if done.returncode:
        print(last_lines(done.stdout), file=sys.stderr, flush=True)


def name_here(package: str) -> str | None:
    """Return the package's name in this release (Ubuntu 24.04 and Debian 13 renamed some), None when it has none."""
    for name in (package, package + "t64"):
        if run_quietly(["apt-cache", "show", name], dict(os.environ)).returncode == 0:
            return name
    return None


@contextmanager
def no_service_starts() -> Iterator[None]:
    """Keep a freshly installed CUPS or PostgreSQL from being started: the tests start their own."""
    policy = Path("/usr/sbin/policy-rc.d")
    if policy.exists():
        yield
        return
    policy.write_text("#!/bin/sh\nexit 101\n", encoding="utf-8")
    policy.chmod(0o755)
    try:
        yield
    finally:
        policy.unlink()


# --- the environment --------------------------------------------------------------------------------------------


def fingerprint() -> str:
    """Return what the environment was made from: the declared versions, this Python, this place."""
    parts = [(ROOT / name).read_bytes() for name in ("pyproject.toml", "constraints.txt")]
    parts += [python_here().encode(), str(ROOT).encode()]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def python_here() -> str:
    """Return this Python's version, without its build date: apt may bring a newer build of the same version."""
    return "{}.{}.{}".format(*sys.version_info[:3])


def stamp_of(extra: str) -> Path:
    """Return the file that says an installation was finished; `desk` or `dev`, and dev holds desk."""
    return VENV / f"installed-{extra}"


def is_stamped(extra: str) -> bool:
    """Tell whether the environment holds all of `extra` as it is declared now."""
    stamp = stamp_of(extra)
    return PYTHON.exists() and stamp.exists() and stamp.read_text(encoding="ascii") == fingerprint()


def make_environment() -> None:
    """Make .venv, or make it anew when what stands there does not run here (moved folder, other Python)."""
    place = 'import pip, sys; print(*sys.version_info[:3], sep=".", end="|"); print(sys.prefix)'
    expected = f"{python_here()}|{VENV}"
    if PYTHON.exists() and run_quietly([str(PYTHON), "-c", place], dict(os.environ)).stdout.strip() == expected:
        return
    say("making .venv …")
    base = getattr(sys, "_base_executable", None) or sys.executable
    made = run_quietly([base, "-m", "venv", "--clear", str(VENV)], dict(os.environ))
    if made.returncode:
        raise SetUpError("could not make .venv:\n" + last_lines(made.stdout))


def install(extra: str) -> None:
    """Install the project and its pinned libraries; an interrupted run leaves no stamp and is completed next time."""
    say("installing the program and its libraries{} …".format(" and what tests it" if extra == "dev" else ""))
    for name in ("desk", "dev"):
        stamp_of(name).unlink(missing_ok=True)
    target = str(ROOT) + ("[dev]" if extra == "dev" else "")
    pip = [str(PYTHON), "-m", "pip", "--disable-pip-version-check", "install", "--quiet", "--no-input"]
    done = run_quietly([*pip, "--constraint", str(ROOT / "constraints.txt"), "--editable", target], dict(os.environ))
    if done.returncode:
        raise SetUpError(
            last_lines(done.stdout) + "\nthe libraries could not be installed. Is the line up? "
            "Start again: what has arrived stays."
        )
    for name in ("desk", "dev") if extra == "dev" else ("desk",):
        stamp_of(name).write_text(fingerprint(), encoding="ascii")
    say("ready.")


# --- small things -----------------------------------------------------------------------------------------------


def run_quietly(command: list[str], environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Run a command, keep its output (both streams in `stdout`), return when it ends."""
    return subprocess.run(
        command,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )


def last_lines(text: str, count: int = 12) -> str:
    """Return the end of a command's output, where the reason usually stands."""
    return "\n".join(text.strip().splitlines()[-count:])


def say(sentence: str) -> None:
    """Tell what happens, at once."""
    print("desk: " + sentence, flush=True)


def refuse(sentence: str, status: int) -> int:
    """Tell why it cannot go on; return the exit status."""
    print("desk: " + sentence, file=sys.stderr, flush=True)
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
