"""Kill -9 at every write and sync: each trial is a process of its own, killed at its n-th call by strace.

Run as a program (`python -m tests.faults.kill_trials FOLDER STRIDE SCENE`), so that forking is safe; prints one JSON.
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

from db.errors import DeskNotFoundError
from desk_app.domain.errors import DeskError
from tests.db.desk import make_desk
from tests.faults.broken import split_commits
from tests.faults.killing import killed_at, tried_at_every_call
from tests.faults.story import STEPS, Told, judge, opened, tell

CALLS = ("pwrite64", "write", "fdatasync", "fsync", "ftruncate", "rename", "unlink")
# An acknowledgement that comes before the commit, and a commit in two parts: the harness must see both.
SCENES = ("saving", "opening", "creating", "early word", "two commits")


def main(folder: Path, stride: int, scene: str) -> None:
    template = folder / "template"
    make_desk(template)
    told = undisturbed(folder, template)
    strides = dict.fromkeys(CALLS, stride)
    tally = tried_at_every_call(strides, lambda call, nth: trial(folder, template, told, call, nth, scene))
    print(tally.in_words())


def undisturbed(folder: Path, template: Path) -> list[Told]:
    """Return how the log stands before and after each step when nothing goes wrong."""
    home = folder / "undisturbed"
    shutil.copytree(template, home)
    store = opened(home).store
    told = [Told(*store.outbox.head()), *tell(store)]
    store.close()
    shutil.rmtree(home)
    return told


def trial(folder: Path, template: Path, told: list[Told], call: str, nth: int, scene: str) -> tuple[bool, str]:
    """Run the story with a kill at the n-th `call`; see killing.Trial."""
    home = folder / "home"
    shutil.rmtree(home, ignore_errors=True)
    if scene != "creating":
        shutil.copytree(template, home)
    killed, heard = killed_at(call, nth, lambda start, said: clerk(home, start, said, scene))
    if scene == "creating":
        return killed, judge_of_creation(home, told, created=b"\n" in heard)
    return killed, judge(home, told, heard.count(b"\n"))


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


def clerk(home: Path, start: int, said: int, scene: str) -> None:
    """The child: open, wait for the tracer, save and say so."""
    desk = None if scene in ("opening", "creating") else opened(home)
    os.write(said, b".")
    os.read(start, 1)
    if scene == "creating":
        make_desk(home)
        os.write(said, b"created\n")
        return
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


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3])
