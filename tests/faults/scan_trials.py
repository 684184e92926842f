"""Kill -9 at every write, sync and rename while a scan is attached, another one too, and the first is removed.

Run as a program (`python -m tests.faults.scan_trials FOLDER STRIDE SCENE`); prints one JSON. After each kill the desk
is opened again: a scan that was said to be attached must be whole, one that was said to be removed must be gone, and
no file may be left that no event names.
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

from db.store import DeskStore
from desk_app.domain.errors import DeskError
from desk_app.domain.scan_errors import ScanDamagedError, ScanMissingError
from desk_app.domain.scan_events import ScanAttached, ScanRemoved
from desk_app.domain.scan_tree import root_of
from tests.db.desk import make_desk
from tests.faults.killing import killed_at, tried_at_every_call
from tests.faults.story import number, opened, receive

CALLS = ("pwrite64", "write", "fdatasync", "fsync", "rename", "unlink", "ftruncate", "mkdir")
CONTENTS = (bytes(range(256)) * 600, b"\x07" * 1000)


def main(folder: Path, stride: int, scene: str) -> None:
    template = folder / "template"
    make_desk(template)
    store = opened(template).store
    receive(store, "Y Wơl Niê")
    store.close()
    strides = dict.fromkeys(CALLS, stride)
    print(tried_at_every_call(strides, lambda call, nth: trial(folder, template, call, nth, scene)).in_words())


def steps(home: Path, start: int, said: int, scene: str) -> None:
    """The child: open, wait for the tracer, say a word after each step that is done."""
    store = opened(home).store
    os.write(said, b".")
    os.read(start, 1)
    for content in CONTENTS:
        body = ScanAttached(1, "Tờ khai", 1, len(content), root_of(content), "file")
        if scene == "event first":
            log(store, body)
            store.scans.keep(content)
        else:
            store.scans.keep(content)
            log(store, body)
        os.write(said, b"\n")
    row = store.scans.of_dossier(number(1001))[0]
    log(store, ScanRemoved(row.scan, row.root, "nhầm"))
    os.write(said, b"\n")
    store.scans.clear_away()


def log(store: DeskStore, body: ScanAttached | ScanRemoved) -> None:
    with store.unit_of_work("hoa") as work:
        work.append(body, dossier=number(1001))
        work.commit()


def trial(folder: Path, template: Path, call: str, nth: int, scene: str) -> tuple[bool, str]:
    """Play the story with a kill at the n-th `call`; see killing.Trial."""
    home = folder / "home"
    shutil.rmtree(home, ignore_errors=True)
    shutil.copytree(template, home)
    killed, heard = killed_at(call, nth, lambda start, said: steps(home, start, said, scene))
    return killed, judged(home, heard.count(b"\n"))


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
