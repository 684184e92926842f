"""The fleet page: what every desk says of itself, the worst first, five hundred desks as fast as five."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from sync.desk.address import address_of
from sync.desk.connection import DistrictConnection
from sync.desk.exchange import run_round
from sync.desk.pull import Condition, pull
from tests.sync.clocks import StillClock, WallClock
from tests.sync.fake_outbox import FakeOutbox
from tests.sync.real_district import RealDistrict
from tests.sync.visitor import NAME, PASSWORD, Visitor


@pytest.fixture
def district(tmp_path: Path) -> Iterator[RealDistrict]:
    running = RealDistrict(tmp_path / "district").start()
    running.run("officer", "add", "--name", NAME, env={"DISTRICT_PASSWORD": PASSWORD})
    yield running
    assert running.stop() == ""


@pytest.fixture
def visitor(district: RealDistrict) -> Iterator[Visitor]:
    one = Visitor(district)
    assert one.sign_in() == 302
    yield one
    one.close()


def _change(district: RealDistrict, statement: str, *values: object) -> None:
    with closing(sqlite3.connect(district.home / "district.sqlite3")) as tables, tables:
        tables.execute(statement, values)


def _marks(page: str) -> list[str]:
    return re.findall(r'<span class="state ?(?:late|soon|ok)?">(.+?)</span>', page)


def test_five_hundred_desks_cost_as_many_queries_as_five(district: RealDistrict, visitor: Visitor) -> None:
    assert district.inside("simulated", "1", "5") == 5
    few = district.inside("queries", "/desks", NAME)
    assert district.inside("simulated", "6", "500") == 495
    full = district.inside("queries", "/desks", NAME)
    assert (few["status"], full["status"]) == (200, 200)
    assert full["queries"] == few["queries"] <= 12
    assert full["seconds"] < 2  # a machine that others use too
    assert full["bytes"] < 200_000


def test_the_worst_desk_stands_first_and_a_filter_leaves_only_its_kind(
    district: RealDistrict, visitor: Visitor
) -> None:
    assert district.inside("simulated", "1", "80") == 80
    page = visitor.get("/desks")
    marks = _marks(page)
    ranks = ("quá 3 ngày", "Đĩa sắp đầy", "Lâu chưa", "Đang gửi dở", "Đủ")
    seen = [next(rank for rank, words in enumerate(ranks) if words in mark) for mark in marks]
    assert seen == sorted(seen) and set(seen) == set(range(5))
    assert [marks.count(mark) for mark in dict.fromkeys(marks)][:2] == [8, 8]
    late = _marks(visitor.get("/desks?show=late"))
    assert len(late) == 16 and all("▲" in mark for mark in late)
    assert "▲ Cần xem ngay 16" in visitor.said
    assert len(_marks(visitor.get("/desks?q=thu%2077"))) == 1
    assert "Không có quầy nào như vậy" in visitor.get("/desks?q=khong-co")


def test_a_desk_says_how_its_machine_is(district: RealDistrict, visitor: Visitor) -> None:
    outbox = FakeOutbox(seed=90)
    condition = Condition("0.7.3", 320_000_000)
    run_round(outbox, outbox.signer, district.url, district.code(), clock=WallClock(), condition=condition)
    page = visitor.get("/desks")
    assert "0.7.3" in page and "320 MB" in page and "Đĩa sắp đầy" in page and ">đúng<" in page
    run_round(outbox, outbox.signer, district.url, "", clock=StillClock())  # an older program says nothing of this
    page = visitor.get("/desks")
    assert "0.7.3" not in page and "MB" not in page
    assert "Đồng hồ sai" in page and "nhanh" in page


def test_what_waits_at_a_desk_that_cannot_send_is_known_with_its_age(district: RealDistrict, visitor: Visitor) -> None:
    outbox = FakeOutbox(seed=91)
    run_round(outbox, outbox.signer, district.url, district.code(), clock=WallClock())
    outbox.work(7)
    waiting = outbox.copied()
    waiting.events_after = lambda seq, most_bytes: tuple(outbox.events[seq : seq + 1])  # type: ignore[method-assign]
    assert waiting.enrolment is not None
    with DistrictConnection(address_of(district.url), ca_file=None, patience=20.0) as line:
        pull(waiting, waiting.signer, line, waiting.enrolment, WallClock(), lambda came, left: None)
    [(oldest,)] = district.rows("SELECT oldest_waiting_at FROM desk")
    assert oldest is not None
    page = visitor.get("/desks")
    assert f"{outbox.waiting()} việc" in page
    _change(district, "UPDATE desk SET oldest_waiting_at = datetime('now', '-4 days')")
    assert "Có việc chờ gửi quá 3 ngày" in visitor.get("/desks")


def test_a_day_without_a_word_is_noticed_and_three_days_are_an_alarm(district: RealDistrict, visitor: Visitor) -> None:
    outbox = FakeOutbox(seed=92)
    run_round(outbox, outbox.signer, district.url, district.code(), clock=WallClock())
    assert "✓ Đủ" in visitor.get("/desks")
    for silence, said in (("-25 hours", "● Lâu chưa liên lạc"), ("-73 hours", "▲ Không liên lạc quá 3 ngày")):
        _change(district, "UPDATE desk SET last_contact_at = datetime('now', ?)", silence)
        _change(district, "UPDATE stream SET heard_at = datetime('now', ?)", silence)
        assert said in visitor.get("/desks")


def test_what_a_desk_cannot_mean_counts_as_not_said(district: RealDistrict, visitor: Visitor) -> None:
    outbox = FakeOutbox(seed=93)
    condition = Condition("<b>\x00\n" + "x" * 500, 2**63 - 1)
    run_round(outbox, outbox.signer, district.url, district.code(), clock=WallClock(), condition=condition)
    [(program, free)] = district.rows("SELECT program, free_disk FROM desk")
    assert program == "<b>" + "x" * 37 and free is None
    assert "&lt;b&gt;xxx" in visitor.get("/desks")
