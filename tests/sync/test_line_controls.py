"""The faulty-line harness catches ends that are built wrong."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from sync.desk import exchange
from sync.desk.connection import Answer
from sync.desk.push import Push
from sync.desk.sealing import SealedEvents
from tests.sync.clocks import StillClock
from tests.sync.fake_outbox import FakeOutbox
from tests.sync.fault_proxy import FaultProxy, Harm
from tests.sync.faulty_line import FaultyLine
from tests.sync.real_district import RealDistrict


class TrustingPush(Push):
    """A desk that takes any HTTP 200 for a receipt."""

    def _refused(self, answer: Answer, sealed: SealedEvents) -> None:
        if answer.status == 200:
            self._outbox.receipt_stored(sealed.last, StillClock().at, answer.content)
        else:
            super()._refused(answer, sealed)


@pytest.fixture
def make_line(own_home: Path) -> Iterator[list[FaultyLine]]:
    lines: list[FaultyLine] = []
    yield lines
    for line in lines:
        line.proxy.__exit__(None, None, None)
        line.district.stop()


def _line(lines: list[FaultyLine], district: RealDistrict) -> FaultyLine:
    proxy = FaultProxy(district.start().port)
    proxy.__enter__()
    lines.append(FaultyLine(district, proxy, FakeOutbox(seed=21), district.code()))
    return lines[-1]


def test_a_desk_that_trusts_http_200_is_caught(
    own_home: Path, make_line: list[FaultyLine], monkeypatch: pytest.MonkeyPatch
) -> None:
    line = _line(make_line, RealDistrict(own_home))
    assert line.case("push", Harm.RESET_BEFORE_BODY) == []
    monkeypatch.setattr(exchange, "Push", TrustingPush)
    monkeypatch.setattr(exchange, "is_behind", lambda held, outbox: False)
    assert "believes" in line.case("push", Harm.HTML_BEFORE)[0]


def test_what_a_desk_believed_too_early_the_district_puts_right_in_the_same_round(
    own_home: Path, make_line: list[FaultyLine], monkeypatch: pytest.MonkeyPatch
) -> None:
    line = _line(make_line, RealDistrict(own_home))
    assert line.case("push", Harm.RESET_BEFORE_BODY) == []
    monkeypatch.setattr(exchange, "Push", TrustingPush)
    errors = list(line.errors)
    assert line.case("push", Harm.HTML_BEFORE) == []
    assert line.errors == errors


def test_a_district_that_does_not_cut_the_overlap_is_caught(own_home: Path, make_line: list[FaultyLine]) -> None:
    careless = RealDistrict(own_home, program=(sys.executable, "-m", "tests.sync.careless_district"))
    line = _line(make_line, careless)
    assert line.case("push", Harm.RESET_BEFORE_BODY) == []
    assert "wait for ever" in line.case("push", Harm.RESET_AFTER)[0]
