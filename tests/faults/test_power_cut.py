"""Power cuts at every recorded call: whatever the disk made of what was not synced, nothing acknowledged is missing."""

from __future__ import annotations

import hashlib
import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from db.desk_home import open_desk
from db.errors import WrongPasswordError
from desk_app.domain.errors import DeskError
from tests.db.codec import PlainCodec
from tests.db.desk import OFFICER, PASSWORD, TestChance, TestClock, make_desk
from tests.faults.disk import Disk
from tests.faults.recording import NEW_PASSWORD, Op, record
from tests.faults.story import Told, judge, opened, tell
from tests.scale import many

WAYS = ("none", "all", "some", "torn", "some", "torn")
Judge = Callable[[Path, int, bool], str]


def test_no_power_cut_takes_what_was_said_to_be_saved(bench_disk: Path) -> None:
    wrong, states = cut_everywhere(bench_disk, "saving", many(1500, 20_000))
    assert wrong == [] and states >= many(1500, 20_000)


def test_no_power_cut_leaves_a_desk_without_a_password(bench_disk: Path) -> None:
    wrong, states = cut_everywhere(bench_disk, "password", many(150, 900))
    assert wrong == [] and states >= many(100, 800)


@pytest.mark.parametrize(
    ("broken", "seen_as"),
    [
        ("normal", "lost"),
        ("two commits", "partial"),
        ("password unsynced", "does not open"),
    ],
)
def test_the_harness_sees_a_broken_desk(bench_disk: Path, broken: str, seen_as: str) -> None:
    wrong, _ = cut_everywhere(bench_disk, broken, 400)
    assert any(seen_as in each for each in wrong)


def cut_everywhere(folder: Path, scene: str, wanted: int) -> tuple[list[str], int]:
    """Cut the power at every call, in many ways; return what was wrong and how many different states were judged."""
    home = folder / "home"
    make_desk(home)
    template = folder / "template"
    shutil.copytree(home, template)
    told = undisturbed(folder, template)
    ops = record(home, scene, folder / "trace")
    judged: Judge = _password_judge() if scene.startswith("password") else _story_judge(told)
    chance = random.Random(20261121)
    wrong: list[str] = []
    seen: set[bytes] = set()
    for turn in range(400):
        if len(seen) >= wanted or wrong[50:]:
            break
        _one_turn(home, template, ops, WAYS[turn % len(WAYS)], chance, judged, seen, wanted, wrong)
    return wrong, len(seen)


def _one_turn(
    home: Path, template: Path, ops: list[Op], way: str, chance: random.Random, judged: Judge, seen: set[bytes],
    wanted: int, wrong: list[str],
) -> None:  # fmt: skip
    disk = Disk()
    restore_folder(home, template)
    disk.load(home)
    said, is_open = 0, False
    for place, op in enumerate(ops):
        if op.kind == "said":
            said += op.content == b"@saved"
            is_open = True
            continue
        disk.apply(op)
        files = disk.cut(chance, way)
        state = digest_of(said, files)
        if state in seen or len(seen) >= wanted:
            continue
        seen.add(state)
        lay_out(home, files)
        problem = judged(home, said, is_open)
        if problem:
            wrong.append(f"{way} after call {place} ({op.kind} {Path(op.path).name}): {problem}")


def digest_of(said: int, files: dict[str, bytes]) -> bytes:
    digest = hashlib.blake2b(bytes([said]))
    for name, content in sorted(files.items()):
        digest.update(f"{name}{len(content)}".encode())
        digest.update(content)
    return digest.digest()


def undisturbed(folder: Path, template: Path) -> list[Told]:
    home = folder / "undisturbed"
    shutil.copytree(template, home)
    store = opened(home).store
    told = [Told(*store.outbox.head()), *tell(store)]
    store.close()
    return told


def restore_folder(home: Path, template: Path) -> None:
    shutil.rmtree(home)
    shutil.copytree(template, home)


def lay_out(home: Path, files: dict[str, bytes]) -> None:
    for path in home.rglob("*"):
        if path.is_file():
            path.unlink()
    for name, content in files.items():
        Path(name).write_bytes(content)


def _story_judge(told: list[Told]) -> Judge:
    return lambda home, said, is_open: judge(home, told, said, thorough=False)


def _password_judge() -> Judge:
    def judged(home: Path, said: int, is_open: bool) -> str:
        passwords = (NEW_PASSWORD,) if said else (PASSWORD, NEW_PASSWORD)
        for password in passwords:
            try:
                desk = open_desk(
                    home, codec=PlainCodec(), clock=TestClock(), chance=TestChance(), officer=OFFICER,
                    password=password,
                )  # fmt: skip
            except WrongPasswordError:
                continue
            except DeskError as error:
                return f"does not open: {type(error).__name__} {error}"
            desk.store.close()
            return ""
        return "does not open: no password fits"

    return judged
