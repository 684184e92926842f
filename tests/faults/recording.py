"""One real run of the desk, recorded call by call as the kernel saw it.

As a program (`python -m tests.faults.recording HOME SCENE`) it is the run itself; `record` starts it under strace.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

CALLS = "openat,pwrite64,write,fdatasync,fsync,ftruncate,unlink,unlinkat,rename,renameat,renameat2"
NEW_PASSWORD = "một mật khẩu hoàn toàn khác"
HOUSE = Path(__file__).parents[2]

_LINE = re.compile(r"^(\d+) +(.*)$")
_UNFINISHED = re.compile(r"^(.*) <unfinished \.\.\.>$")
_RESUMED = re.compile(r"^<\.\.\. \w+ resumed>(.*)$")
_CALL = re.compile(r"^(\w+)\((.*)\) += (-?\d+)")
_FILE = re.compile(r"^(?:AT_FDCWD|\d+)(?:<(?P<path>[^>]*)>)?")
_TEXT = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')


@dataclass(frozen=True, slots=True)
class Op:
    """A call that changes what is on the disk, or a word to the outside (`said`)."""

    kind: str  # write, truncate, sync, create, rename, unlink, said
    path: str = ""
    other: str = ""
    offset: int = -1  # -1: at the end
    content: bytes = b""


def record(home: Path, scene: str, trace: Path) -> list[Op]:
    """Run a scene in `home` under strace; return its calls in order."""
    done = subprocess.run(
        ["strace", "-f", "-y", "-xx", "-s", "4000000", "-o", str(trace), "-e", f"trace={CALLS}",
         sys.executable, "-m", "tests.faults.recording", str(home), scene],
        cwd=HOUSE, capture_output=True, timeout=120, env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    return ops_in(trace.read_text(), str(home))


def ops_in(trace: str, home: str) -> list[Op]:
    """Return what the calls in a trace do inside `home`."""
    ops: list[Op] = []
    started: dict[str, str] = {}
    for line in trace.splitlines():
        match = _LINE.match(line)
        if match is None:
            continue
        thread, call = match.groups()
        if unfinished := _UNFINISHED.match(call):
            started[thread] = unfinished[1]
            continue
        if resumed := _RESUMED.match(call):
            call = started.pop(thread, "") + resumed[1]
        parsed = _CALL.match(call)
        if parsed and int(parsed[3]) >= 0:
            op = _op(parsed[1], parsed[2], home)
            if op is not None:
                ops.append(op)
    return ops


def _op(name: str, arguments: str, home: str) -> Op | None:
    texts = [bytes.fromhex(text.replace("\\x", "")) for text in _TEXT.findall(arguments)]
    opened = _FILE.match(arguments)
    path = _plain(opened["path"] or "") if opened else ""
    if name == "write" and texts and texts[0].startswith(b"@"):
        return Op("said", content=texts[0])
    if name.startswith(("rename", "unlink", "openat")) and texts:
        names = [text.decode() for text in texts]
        return _on_names(name, names, arguments, home)
    if not path.startswith(home):
        return None
    if name == "pwrite64":
        return Op("write", path, offset=int(arguments.rsplit(",", 1)[1]), content=texts[0])
    if name == "write":
        return Op("write", path, content=texts[0])
    if name == "ftruncate":
        return Op("truncate", path, offset=int(arguments.rsplit(",", 1)[1]))
    if name in ("fsync", "fdatasync"):
        return Op("sync", path)
    return None


def _on_names(name: str, names: list[str], arguments: str, home: str) -> Op | None:
    if not names[0].startswith(home):
        return None
    if name.startswith("rename"):
        return Op("rename", names[0], names[1])
    if name.startswith("unlink"):
        return Op("unlink", names[0])
    if "O_TRUNC" in arguments:
        return Op("create", names[0], other="empty")
    return Op("create", names[0]) if "O_CREAT" in arguments else None


def _plain(path: str) -> str:
    return bytes.fromhex(path.replace("\\x", "")).decode() if path.startswith("\\x") else path


def main(home: Path, scene: str) -> None:
    """The run that is recorded; each word to the outside comes after its commit."""
    from tests.db.desk import CHEAP
    from tests.faults import broken
    from tests.faults.story import opened, tell

    broken.break_desk(scene)
    desk = opened(home)
    os.write(1, b"@open")
    if scene.startswith("password"):
        from db.officers import change_password

        change_password(desk.store, desk.officer_id, NEW_PASSWORD, CHEAP)
        os.write(1, b"@saved")
    else:
        broken.break_store(desk.store, scene)
        for _ in tell(desk.store):
            os.write(1, b"@saved")
        desk.store.second_copy_flush()
        desk.store.idle()
    desk.store.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
