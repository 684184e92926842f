"""Kill -9 at every write and sync: each trial is a process of its own, killed at its n-th call by strace.

Run as a program (`python -m tests.faults.kill_trials FOLDER STRIDE SCENE`), so that forking is safe; prints one JSON.
"""

from __future__ import annotations

import json
import os
import select
import shutil
import subprocess
import sys
from dataclasses import asdict, dataclass, field
from pathlib import Path

from db.errors import DeskNotFoundError
from desk_app.domain.errors import DeskError
from tests.db.desk import make_desk
from tests.faults.broken import split_commits
from tests.faults.story import STEPS, Told, judge, opened, tell

CALLS = ("pwrite64", "write", "fdatasync", "fsync", "ftruncate", "rename", "unlink")
# An acknowledgement that comes before the commit, and a commit in two parts: the harness must see both.
SCENES = ("saving", "opening", "creating", "early word", "two commits")


@dataclass
class Tally:
    """What all trials together came to."""

    trials: int = 0
    killed: int = 0
    by_call: dict[str, int] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)


def main(folder: Path, stride: int, scene: str) -> None:
    template = folder / "template"
    make_desk(template)
    told = undisturbed(folder, template)
    tally = Tally()
    for call in CALLS:
        nth = 1
        while trial(folder, template, told, call, nth, scene, tally):
            tally.by_call[call] = tally.by_call.get(call, 0) + 1
            nth += stride
    print(json.dumps(asdict(tally)))


def undisturbed(folder: Path, template: Path) -> list[Told]:
    """Return how the log stands before and after each step when nothing goes wrong."""
    home = folder / "undisturbed"
    shutil.copytree(template, home)
    store = opened(home).store
    told = [Told(*store.outbox.head()), *tell(store)]
    store.close()
    shutil.rmtree(home)
    return told


def trial(folder: Path, template: Path, told: list[Told], call: str, nth: int, scene: str, tally: Tally) -> bool:
    """Run the story with a kill at the n-th `call`; False when it came to its end without."""
    home = folder / "home"
    shutil.rmtree(home, ignore_errors=True)
    if scene != "creating":
        shutil.copytree(template, home)
    words, said = os.pipe()
    start, ready = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(words)
        os.close(ready)
        clerk(home, start, said, scene)
    os.close(said)
    os.close(start)
    killed, heard = killed_at(child, call, nth, words, ready)
    tally.trials += 1
    tally.killed += killed
    if scene == "creating":
        problem = judge_of_creation(home, told, created=b"\n" in heard)
    else:
        problem = judge(home, told, heard.count(b"\n"))
    if problem:
        tally.wrong.append(f"{call} {nth}: {problem}")
    return killed


def killed_at(child: int, call: str, nth: int, words: int, ready: int) -> tuple[bool, bytes]:
    """Whether the n-th `call` was the child's end, and what it said; one byte says that it is ready to be watched.

    `words` is read from, `ready` closed when the child may go on; both ends.
    """
    os.read(words, 1)
    tracer = attached(child, call, nth)
    os.close(ready)
    heard = b""
    while block := os.read(words, 4096):
        heard += block
    os.close(words)
    killed = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -9
    tracer.wait()
    return killed, heard


def judge_of_creation(home: Path, told: list[Told], *, created: bool) -> str:
    """A desk is there whole or not at all; if not, the assistant simply makes it again."""
    try:
        opened(home).store.close()
    except DeskNotFoundError:
        if created:
            return "lost: a desk whose recovery code was shown"
        make_desk(home)
    except DeskError as error:
        return f"partial: {type(error).__name__} {error}"
    return judge(home, told, 0)


def attached(child: int, call: str, nth: int) -> subprocess.Popen[bytes]:
    tracer = subprocess.Popen(
        ["strace", "-f", "-p", str(child), "-o", "/dev/null", "-e", f"trace={call}",
         "-e", f"inject={call}:signal=KILL:when={nth}"],
        stderr=subprocess.PIPE,
    )  # fmt: skip
    assert tracer.stderr is not None
    os.set_blocking(tracer.stderr.fileno(), True)
    select.select([tracer.stderr], [], [], 10)
    os.read(tracer.stderr.fileno(), 4096)  # "Process … attached"
    return tracer


def clerk(home: Path, start: int, said: int, scene: str) -> None:
    """The child: open, wait for the tracer, save and say so."""
    desk = None if scene in ("opening", "creating") else opened(home)
    os.write(said, b".")
    os.read(start, 1)
    if scene == "creating":
        make_desk(home)
        os.write(said, b"created\n")
        os._exit(0)
    store = (desk or opened(home)).store
    if scene == "early word":
        for step in STEPS:
            os.write(said, b"saved\n")
            step(store)
    else:
        if scene == "two commits":
            split_commits()
        for _ in tell(store):
            os.write(said, b"saved\n")
    store.second_copy_flush()
    store.idle()
    store.close()
    os._exit(0)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3])
