"""Two processes on one folder: the second gets one sentence, the first notices nothing, a crash leaves no lock."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.db.desk import make_desk
from tests.faults.story import opened, receive
from tests.scale import many

HOUSE = Path(__file__).parents[2]
INTRUDER = """
import sys
from pathlib import Path
from db.errors import DeskAlreadyOpenError
from tests.faults.story import opened
refused = 0
for _ in range(int(sys.argv[2])):
    try:
        opened(Path(sys.argv[1])).store.close()
    except DeskAlreadyOpenError:
        refused += 1
print(refused)
"""
CRASHING = """
import os, sys
from pathlib import Path
from tests.faults.story import opened, receive
store = opened(Path(sys.argv[1])).store
receive(store, "Nguyễn Thị Thuỷ Tiên")
os.kill(os.getpid(), 9)
"""


def test_a_second_process_is_refused_each_time_and_disturbs_nothing(tmp_path: Path) -> None:
    make_desk(tmp_path)
    store = opened(tmp_path).store
    tries = many(100, 2000)
    intruder = subprocess.Popen(
        [sys.executable, "-c", INTRUDER, str(tmp_path), str(tries)], cwd=HOUSE, stdout=subprocess.PIPE, text=True
    )
    numbers = [receive(store, "Nguyễn Thị Thuỷ Tiên") for _ in range(many(30, 1000))]
    said, _ = intruder.communicate(timeout=300)
    assert int(said) == tries
    assert len(set(numbers)) == len(numbers) == store.register.status().dossiers
    store.close()


def test_without_the_first_the_second_gets_in(tmp_path: Path) -> None:
    make_desk(tmp_path)
    done = subprocess.run(
        [sys.executable, "-c", INTRUDER, str(tmp_path), "3"], cwd=HOUSE, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "0"


def test_a_crash_leaves_no_lock_behind(tmp_path: Path) -> None:
    make_desk(tmp_path)
    done = subprocess.run([sys.executable, "-c", CRASHING, str(tmp_path)], cwd=HOUSE, capture_output=True)
    assert done.returncode == -9
    store = opened(tmp_path).store
    assert store.register.status().dossiers == 1
    store.close()
