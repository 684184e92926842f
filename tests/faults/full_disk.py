"""The program behind the tests of a full disk: a process of its own, for it limits itself. Prints one JSON object."""

from __future__ import annotations

import json
import resource
import signal
import subprocess
import sys
from pathlib import Path

from db.store import DeskStore
from db.verify import verify
from desk_app.domain.errors import DeskError
from tests.db.desk import make_desk
from tests.faults.story import opened, receive

NO_LIMIT = resource.RLIM_INFINITY


def main(scene: str, home: Path, how: str) -> None:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    if scene == "copy full":
        print(json.dumps(copy_full(home)))
    elif scene == "read":
        print(json.dumps(read_only(home)))
    elif how == "small disk":
        print(json.dumps(on_a_small_disk(home)))
    else:
        print(json.dumps(with_a_file_limit(home, careless=scene == "careless")))


def with_a_file_limit(home: Path, *, careless: bool) -> dict[str, object]:
    store = opened(home).store
    limit = (home / "desk.db-wal").stat().st_size + 600_000
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, NO_LIMIT))
    saved, refused = save_until_refused(store, careless)
    resource.setrlimit(resource.RLIMIT_FSIZE, (NO_LIMIT, NO_LIMIT))
    return afterwards(store, home, saved, refused)


def read_only(home: Path) -> dict[str, object]:
    """Open, look and close while not one byte can be written anywhere."""
    store = opened(home).store
    saved = [receive(store, "Nguyễn Thị Thuỷ Tiên") for _ in range(3)]
    store.close()
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, NO_LIMIT))
    store = opened(home).store
    told: dict[str, object] = {
        "dossiers": store.register.status().dossiers,
        "found": len(store.register.find("Tiên", 10)),
        "sound": verify(store).sound,
    }
    told["refused"] = save_until_refused(store, careless=False)[1]
    store.close()
    resource.setrlimit(resource.RLIMIT_FSIZE, (NO_LIMIT, NO_LIMIT))
    return {**told, **afterwards(opened(home).store, home, saved, "")} | {"refused": told["refused"]}


def on_a_small_disk(home: Path) -> dict[str, object]:
    disk = home.parent
    disk.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(disk)], capture_output=True)
    if mounted.returncode:
        return {"refused": "no mount"}
    try:
        make_desk(home)
        ballast = disk / "ballast"
        store = opened(home).store
        free = subprocess.run(["df", "--output=avail", "-B1", str(disk)], capture_output=True, text=True, check=True)
        ballast.write_bytes(bytes(max(0, int(free.stdout.split()[-1]) - 600_000)))
        saved, refused = save_until_refused(store, careless=False)
        ballast.unlink()
        return afterwards(store, home, saved, refused)
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def save_until_refused(store: DeskStore, careless: bool) -> tuple[list[str], str]:
    saved: list[str] = []
    refused = ""
    for _ in range(200):
        try:
            saved.append(receive(store, "Nguyễn Thị Thuỷ Tiên"))
        except DeskError as error:
            refused = type(error).__name__
            if not careless:
                break
            saved.append("what the careless say is saved")
            if len(saved) > 60:
                break
    return saved, refused


def afterwards(store: DeskStore, home: Path, saved: list[str], refused: str) -> dict[str, object]:
    count = len(saved)
    saved.append(receive(store, "Y Wơl Niê"))
    store.idle()
    store.close()
    store = opened(home).store
    held = {row.number for row in store.register.find("261121", 1000)}
    sound = verify(store).sound
    store.close()
    return {
        "saved": count, "refused": refused, "after": len(saved), "held": len(held & set(saved)),
        "numbers": len(set(saved)), "sound": sound,
    }  # fmt: skip


def copy_full(home: Path) -> dict[str, object]:
    store = opened(home).store
    copy = home / "second-copy" / "events.copy"
    copy.rename(copy.with_name("away"))  # as a stick pulled out: nothing can be written there
    saved = [receive(store, "Nguyễn Thị Thuỷ Tiên") for _ in range(8)]
    store.second_copy_flush()
    problem = store.second_copy_problem
    copy.with_name("away").rename(copy)
    store.close()
    return {"saved": len(saved), "problem": problem}


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), sys.argv[3])
