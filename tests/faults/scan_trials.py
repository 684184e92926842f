"""Kill -9 at every write, sync and rename while a scan is attached, another one too, and the first is removed.

Run as a program (`python -m tests.faults.scan_trials FOLDER STRIDE SCENE`); prints one JSON. After each kill the desk
is opened again: a scan that was said to be attached must be whole, one that was said to be removed must be gone, and
no file may be left that no event names.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
from dataclasses import asdict
from pathlib import Path

from db.store import DeskStore
from desk_app.domain.errors import DeskError
from desk_app.domain.scan_errors import ScanDamagedError, ScanMissingError
from desk_app.domain.scan_events import ScanAttached, ScanRemoved
from desk_app.domain.scan_tree import root_of
from tests.db.desk import make_desk
from tests.faults.kill_trials import Tally, killed_at
from tests.faults.story import number, opened, receive

CALLS = ("pwrite64", "write", "fdatasync", "fsync", "rename", "unlink", "ftruncate", "mkdir")
CONTENTS = (bytes(range(256)) * 600, b"\x07" * 1000)


def main(folder: Path, stride: int, scene: str) -> None:
    template = folder / "template"
    make_desk(template)
    store = opened(template).store
    receive(store, "Y Wơl Niê")
    store.close()
    tally = Tally()
    for call in CALLS:
        nth = 1
        while trial(folder, template, call, nth, scene, tally):
            tally.by_call[call] = tally.by_call.get(call, 0) + 1
            nth += stride
    print(json.dumps(asdict(tally)))


def steps(store: DeskStore, scene: str) -> None:
    """Say a word after each step that is done."""
    for content in CONTENTS:
        body = ScanAttached(1, "Tờ khai", 1, len(content), root_of(content), "file")
        if scene == "event first":
            log(store, body)
            store.scans.keep(content)
        else:
            store.scans.keep(content)
            log(store, body)
        os.write(3, b"\n")
    row = store.scans.of_dossier(number(1001))[0]
    log(store, ScanRemoved(row.scan, row.root, "nhầm"))
    os.write(3, b"\n")
    store.scans.clear_away()


def log(store: DeskStore, body: ScanAttached | ScanRemoved) -> None:
    with store.unit_of_work("hoa") as work:
        work.append(body, dossier=number(1001))
        work.commit()


def trial(folder: Path, template: Path, call: str, nth: int, scene: str, tally: Tally) -> bool:
    """Play the story with a kill at the n-th `call`; False when it came to its end without."""
    home = folder / "home"
    shutil.rmtree(home, ignore_errors=True)
    shutil.copytree(template, home)
    words, said = os.pipe()
    start, ready = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(words)
        os.close(ready)
        os.dup2(said, 3)
        store = opened(home).store
        os.write(3, b".")
        os.read(start, 1)
        steps(store, scene)
        os._exit(0)
    os.close(said)
    os.close(start)
    killed, heard = killed_at(child, call, nth, words, ready)
    tally.trials += 1
    tally.killed += killed
    problem = judged(home, heard.count(b"\n"))
    if problem:
        tally.wrong.append(f"{call} {nth}: {problem}")
    return killed


def judged(home: Path, done: int) -> str:
    """Return what is wrong after a kill, `done` steps having been said to be done; empty when nothing is."""
    try:
        store = opened(home).store
    except DeskError as error:
        return f"does not open: {error!r}"
    try:
        rows = store.scans.of_dossier(number(1001))
        counts = {0: (0, 1), 1: (1, 2), 2: (2, 1), 3: (1, 1)}[done]
        if len(rows) not in counts or (done == 3 and rows[0].root != root_of(CONTENTS[1])):
            return f"lost: {len(rows)} scans after {done} steps"
        for row in rows:
            if store.scans.content(row) not in CONTENTS:
                return "changed"
        kept = sum(1 for _ in (home / "scans").iterdir()) if (home / "scans").exists() else 0
        return "" if kept == len(rows) else f"orphan: {kept} files for {len(rows)} scans"
    except (ScanMissingError, ScanDamagedError) as error:
        return f"without its file: {error!r}"
    finally:
        store.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3])
