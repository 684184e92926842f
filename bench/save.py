"""Saving a dossier: syncs in the click, and the time against a one-row commit in the same run. Prints one JSON object.

Run from the project's folder: `python -m bench.save [SAVES]`. Linux: syncs are counted by strace; the disk of 12 ms a
sync is a shim compiled by cc around fsync and fdatasync, else strace delays them.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path

from bench.timing import timed
from db.desk_home import create_desk, open_desk
from db.engine import Connection, open_database
from desk_app.domain.person import Person
from desk_app.usecases.intake import Application, receive
from desk_app.usecases.office import Office
from sync.wire.codec import MessagePackCodec
from ui.composition.machine import SystemChance, SystemClock
from ui.composition.reference import shipped_calendar, shipped_catalogue

PASSWORD = "một mật khẩu đủ dài"
PROCEDURE = "1.004873"
DISK_MS = 12
QUIET_SECONDS = 0.4
SHIM = """
#define _GNU_SOURCE
#include <dlfcn.h>
#include <time.h>
static int slowly(const char *name, int file) {
    struct timespec pause = {0, DISK_MS * 1000000};
    int (*real)(int) = (int (*)(int))dlsym(RTLD_NEXT, name);
    nanosleep(&pause, 0);
    return real(file);
}
int fsync(int file) { return slowly("fsync", file); }
int fdatasync(int file) { return slowly("fdatasync", file); }
"""


def main(saves: int) -> None:
    """Measure in three ways and print."""
    with tempfile.TemporaryDirectory() as folder:
        plain = run(Path(folder, "plain"), "click", saves, [])
        slow = run(Path(folder, "slow"), "click", saves, slow_disk(Path(folder)))
        counted = counted_syncs(Path(folder), max(10, saves // 5))
    figures = {"saves": saves, **counted, "plain": plain, f"disk_{DISK_MS}_ms": slow}
    print(json.dumps({**figures, "ratio": slow["ratio"], "goal": 1.15}, indent=1))


def slow_disk(folder: Path) -> list[str]:
    """Return what to put before a command so that each sync takes 12 ms more."""
    compiler = shutil.which("cc") or shutil.which("gcc")
    if compiler:
        source, library = folder / "slow.c", folder / "slow.so"
        source.write_text(SHIM)
        subprocess.run(
            [compiler, f"-DDISK_MS={DISK_MS}", "-shared", "-fPIC", "-o", str(library), str(source), "-ldl"], check=True
        )
        return ["env", f"LD_PRELOAD={library}"]
    return ["strace", "-f", "-o", "/dev/null", "-e", "trace=fsync,fdatasync",
            "-e", f"inject=fsync,fdatasync:delay_exit={DISK_MS * 1000}"]  # fmt: skip


def run(home: Path, part: str, saves: int, before: list[str]) -> dict[str, float]:
    """Run a part of this program in a process of its own."""
    done = subprocess.run(
        [*before, sys.executable, "-m", "bench.save", "--part", part, str(home), str(saves)],
        check=True, capture_output=True, text=True,
    )  # fmt: skip
    result: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return result


def counted_syncs(folder: Path, saves: int, part: str = "quiet") -> dict[str, object]:
    """Count the syncs between a click and the word that it is saved, on the thread that says so."""
    trace = folder / "trace"
    before = ["strace", "-f", "-o", str(trace), "-e", "trace=fsync,fdatasync,write"]
    run(folder / "counted", part, saves, before)
    clicks: list[int] = []
    elsewhere, clerk = 0, ""
    counting = False
    for line in trace.read_text().splitlines():
        thread, call = line.split(maxsplit=1)
        if '"<click' in call:
            clerk, counting = thread, True
            clicks.append(0)
        elif '"saved>' in call:
            counting = False
        elif re.match(r"f(data)?sync\(", call):
            if counting and thread == clerk:
                clicks[-1] += 1
            else:
                elsewhere += 1
    return {
        "syncs_in_the_click": {"most": max(clicks), "mean": statistics.mean(clicks), "clicks": len(clicks)},
        "syncs_outside_per_save": round(elsewhere / len(clicks), 2),
    }


def part_click(home: Path, saves: int) -> dict[str, float]:
    """Save beside one-row commits, in turn; medians in ms."""
    office, _ = office_at(home)
    floor = one_row_database(home / "floor.db")
    save_ms, floor_ms = [], []
    for place in range(saves):
        save_ms.append(timed(receive, office, application(place), paper="a5"))
        floor_ms.append(timed(one_row, floor, place))
        if place % 50 == 49:
            office.store.idle()
    office.store.close()
    floor.close()
    save, one = statistics.median(save_ms), statistics.median(floor_ms)
    return {
        "save_median_ms": round(save, 3),
        "save_p99_ms": round(sorted(save_ms)[int(saves * 0.99)], 3),
        "one_row_median_ms": round(one, 3),
        "ratio": round(save / one, 3),
    }


def part_quiet(home: Path, saves: int, *, rearm: bool = True) -> dict[str, float]:
    """Save with a pause after each, as at a counter: the idle checkpoint comes in between."""
    office, connection = office_at(home)
    for place in range(saves):
        os.write(2, b"<click")
        receive(office, application(place), paper="a5")
        os.write(2, b"saved>")
        threading.Event().wait(QUIET_SECONDS)
        if rearm:
            office.store.idle()
        else:  # the control: what the click would cost without the commit that re-arms
            connection.execute("PRAGMA wal_checkpoint(RESTART)").fetchall()
    office.store.close()
    return {}


def office_at(home: Path) -> tuple[Office, Connection]:
    """Return a fresh desk, opened, and its connection."""
    clock, chance = SystemClock(), SystemChance()
    codec = MessagePackCodec()
    create_desk(
        home, codec=codec, clock=clock, chance=chance, officer_name="Hoa", password=PASSWORD,
        settings={"agency_code": "000.00.18.H32", "agency_name": "xã Suối Hương"},
        catalogue_json=shipped_catalogue(), calendar_json=shipped_calendar(), program="bench",
    )  # fmt: skip
    opened = open_desk(home, codec=codec, clock=clock, chance=chance, officer="Hoa", password=PASSWORD)
    return Office(opened.store, clock, chance, opened.officer_id, "Hoa"), opened.store.connection


def application(place: int) -> Application:
    """Return what a person brings."""
    person = Person("Nguyễn Thị Thuỷ Tiên", f"0661980{place:05d}", address="thôn 3", phone="0905318246")
    return Application(PROCEDURE, person)


def one_row_database(path: Path) -> Connection:
    """Return the floor: the same engine, key and durability, one table."""
    connection = open_database(path, bytes(32))
    connection.execute("CREATE TABLE rows (id INTEGER PRIMARY KEY, content TEXT)")
    return connection


def one_row(connection: Connection, place: int) -> None:
    """Commit one row."""
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("INSERT INTO rows (content) VALUES (?)", (f"row {place}",))
    connection.execute("COMMIT")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--part"]:
        PARTS: dict[str, Callable[[Path, int], object]] = {
            "click": part_click,
            "quiet": part_quiet,
            "quiet, not re-armed": partial(part_quiet, rearm=False),
        }
        print(json.dumps(PARTS[sys.argv[2]](Path(sys.argv[3]), int(sys.argv[4]))))
    else:
        main(int(sys.argv[1]) if sys.argv[1:] else 200)
