"""The server in several processes: they take what comes as one does, and begin and end together."""

from __future__ import annotations

import os
import select
import signal
import subprocess
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from sync.desk.exchange import run_round
from tests.sync.clocks import StillClock
from tests.sync.fake_outbox import FakeOutbox
from tests.sync.real_district import RealDistrict
from tests.sync.real_postgresql import RealPostgresql


@pytest.fixture
def district(postgresql: RealPostgresql, tmp_path: Path) -> Iterator[RealDistrict]:
    running = RealDistrict(tmp_path / "district", postgresql.new_database(), extra=("--workers", "3")).start()
    yield running
    running.stop()


def children(of: int) -> list[int]:
    """Return the processes that a process started."""
    found = subprocess.run(("pgrep", "-P", str(of)), capture_output=True, text=True, check=False).stdout
    return [int(each) for each in found.split()]


def are_gone(processes: list[int]) -> bool:
    """Whether all of them end within ten seconds each."""
    for each in processes:
        try:
            ended = os.pidfd_open(each)
        except ProcessLookupError:
            continue
        with closing(os.fdopen(ended, "rb")):
            if not select.select([ended], [], [], 10)[0]:
                return False
    return True


def test_many_desks_at_once_are_taken_in_by_all_of_them(district: RealDistrict) -> None:
    def whole_day(number: int) -> FakeOutbox:
        outbox = FakeOutbox(number, 1 + number % 4, f"000.{number // 4:02d}.H32")
        code = codes[number]
        for events, typed in ((20, code), (30, ""), (0, "")):
            outbox.work(events)
            assert run_round(outbox, outbox.signer, district.url, typed, clock=StillClock(), patience=60).pending == 0
        return outbox

    codes = {number: district.code(1 + number % 4, f"000.{number // 4:02d}.H32") for number in range(1, 25)}
    with ThreadPoolExecutor(8) as desks:
        outboxes = list(desks.map(whole_day, codes))
    for outbox in outboxes:
        assert district.events(outbox.device) == outbox.sent_events()
    assert len(children(district.pid)) == 3


def test_told_to_stop_they_all_stop_without_a_word(district: RealDistrict) -> None:
    workers = children(district.pid)
    assert district.stop() == ""
    assert are_gone(workers)


def test_one_that_ends_by_itself_takes_the_others_along(district: RealDistrict) -> None:
    first, *others = children(district.pid)
    os.kill(first, signal.SIGKILL)
    assert are_gone([first, *others])
    assert "has ended (-9)" in district.stop()


def test_killed_from_outside_it_leaves_nobody_at_the_port(district: RealDistrict) -> None:
    workers = children(district.pid)
    os.kill(district.pid, signal.SIGKILL)
    assert len(workers) == 3 and are_gone(workers)


@pytest.mark.parametrize("line", [("--workers", "2"), ("--workers", "0")])
def test_several_without_postgresql_are_refused_in_a_sentence(line: tuple[str, ...], tmp_path: Path) -> None:
    said = RealDistrict(tmp_path).run("serve", "--port", "0", *line, status=2)
    assert "Traceback" not in said
