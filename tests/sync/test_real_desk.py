"""The wire with a real desk's database: its log and the district's hold the same bytes."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from db.store import DeskStore
from desk_app.domain.errors import DeskError
from sync.desk.exchange import RoundResult, run_round
from sync.errors import DistrictContradictedError, DistrictUnreachableError, ForkError, OtherDistrictError
from sync.wire.signing import device_of
from tests.db.desk import make_desk, open_the_desk, receive
from tests.sync.clocks import StillClock
from tests.sync.fault_proxy import FaultProxy, Harm
from tests.sync.faulty_line import IMPATIENT
from tests.sync.real_district import ROOT, RealDistrict

Held = list[tuple[int, bytes, bytes | None, bytes, bytes]]


class OtherLane:
    """Stands for an object that belongs to another thread: every call is carried over and waited for."""

    def __init__(self, lane: ThreadPoolExecutor, target: Callable[[], Any]) -> None:
        self._lane = lane
        self._target = target

    def __getattr__(self, name: str) -> Any:
        found = self._lane.submit(lambda: getattr(self._target(), name)).result()
        if not callable(found):
            return found
        return lambda *arguments: self._lane.submit(lambda: found(*arguments)).result()


@contextlib.contextmanager
def _opened(home: Path) -> Iterator[tuple[ThreadPoolExecutor, DeskStore]]:
    with ThreadPoolExecutor(1) as store_lane:
        store = store_lane.submit(lambda: open_the_desk(home).store).result()
        yield store_lane, store
        store_lane.submit(store.close).result()


@pytest.fixture
def lane(tmp_path: Path) -> Iterator[tuple[ThreadPoolExecutor, DeskStore]]:
    make_desk(tmp_path)
    with _opened(tmp_path) as opened:
        yield opened


def _round(lane: tuple[ThreadPoolExecutor, DeskStore], url: str, code: str = "", patience: float = 20.0) -> RoundResult:
    worker, store = lane
    outbox: Any = OtherLane(worker, lambda: store.outbox)
    signer: Any = OtherLane(worker, lambda: store.signer)
    return run_round(outbox, signer, url, code, clock=StillClock(), patience=patience)


def _mine(lane: tuple[ThreadPoolExecutor, DeskStore]) -> tuple[bytes, Held]:
    def read() -> tuple[bytes, Held]:
        outbox = lane[1].outbox
        proven = outbox.events_after(0, 10**9)[: outbox.acknowledged()]
        return device_of(outbox.identity().public_key), [
            (event.seq, event.header, event.body, event.digest, event.chain) for event in proven
        ]

    return lane[0].submit(read).result()


def _work(lane: tuple[ThreadPoolExecutor, DeskStore], names: int, family: str = "Trần") -> None:
    for number in range(names):
        lane[0].submit(receive, lane[1], f"{family} Văn {number}").result()


def test_a_real_desk_and_its_district_hold_the_same_bytes(
    own_district: RealDistrict, lane: tuple[ThreadPoolExecutor, DeskStore]
) -> None:
    _work(lane, 30)
    first = _round(lane, own_district.url, own_district.code())
    assert (first.pending, first.sent) == (0, first.acknowledged)
    backup = own_district.backup()
    with FaultProxy(own_district.port) as proxy:
        for harm in (Harm.RESET_AFTER, Harm.TRUNCATE_AFTER, Harm.DOUBLE, Harm.HTML_AFTER, Harm.STALL_AFTER):
            _work(lane, 3)
            proxy.harm("push", harm, times=3)
            with contextlib.suppress(DeskError):
                _round(lane, proxy.url, patience=IMPATIENT)
            proxy.plan.clear()
            assert _round(lane, proxy.url).pending == 0
    device, mine = _mine(lane)
    assert own_district.events(device) == mine
    own_district.restore(backup)
    own_district.run("publish", "catalogue", str(ROOT / "desk_app" / "catalogue" / "procedures.json"))
    _work(lane, 2)
    with pytest.raises(DistrictContradictedError):  # it lost what it had signed for; it has it again by now
        _round(lane, own_district.url)
    device, mine = _mine(lane)
    assert own_district.events(device) == mine
    quiet = _round(lane, own_district.url)
    assert (quiet.sent, quiet.pending) == (0, 0)
    assert len(own_district.dossiers()) == 30 + 5 * 3 + 2


def test_a_real_desk_is_let_in_again_by_a_new_code_after_its_district_was_lost(
    own_home: Path, lane: tuple[ThreadPoolExecutor, DeskStore]
) -> None:
    district = RealDistrict(own_home).start()
    _work(lane, 4)
    code = district.code()
    assert _round(lane, district.url, code).pending == 0
    district.stop()
    shutil.rmtree(own_home)
    district.start()
    with pytest.raises(OtherDistrictError):
        _round(lane, district.url, code)
    assert _round(lane, district.url, district.code()).pending == 0
    device, mine = _mine(lane)
    assert district.events(device) == mine
    assert len(district.dossiers()) == 4
    quiet = _round(lane, district.url, "")
    assert (quiet.sent, quiet.received, quiet.pending) == (0, 0, 0)
    district.stop()


def test_a_copied_folder_is_found_at_its_first_round_and_neither_desk_loses_anything(
    own_district: RealDistrict, tmp_path: Path
) -> None:
    home, twin_home, url = tmp_path / "desk", tmp_path / "twin", own_district.url
    make_desk(home)
    with _opened(home) as desk:
        _work(desk, 3)
        assert _round(desk, url, own_district.code()).pending == 0
    shutil.copytree(home, twin_home)
    with _opened(home) as desk, _opened(twin_home) as twin:
        shared = twin[0].submit(lambda: twin[1].outbox.head()[0]).result()
        _work(desk, 2)
        assert _round(desk, url).pending == 0
        with pytest.raises(ForkError):  # before it has written anything of its own
            _round(twin, url)
        _work(twin, 2, "Lê")
        assert _round(twin, url).pending == 0
        _work(desk, 1)
        assert _round(desk, url).pending == 0
        device, mine = _mine(desk)
        assert own_district.events(device) == mine
        assert own_district.events(device, 2) == _mine(twin)[1][shared:]
        assert own_district.rows("SELECT count(*), count(DISTINCT number) FROM dossier") == [(3 + 2 + 2 + 1,) * 2]


def test_a_real_desk_keeps_waiting_what_could_not_be_sent(lane: tuple[ThreadPoolExecutor, DeskStore]) -> None:
    _work(lane, 2)
    with pytest.raises(DistrictUnreachableError):
        _round(lane, "http://127.0.0.1:9", "CODE")
    assert lane[0].submit(lambda: lane[1].outbox.waiting()).result() > 2
