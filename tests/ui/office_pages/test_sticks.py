"""What the exchange page is served with: sticks carried on the wire lane of a real desk, told in one sentence."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desk_app.ports import Enrolment
from desk_app.usecases.office import Office
from desk_app.usecases.stick import stick_under_way
from sync.errors import StickBeforeEnrolmentError, StickGoneError, StickWithoutAnswerError
from sync.wire.envelope import public_key_of
from tests.ui.office_pages.conftest import Desk
from ui.application.sticks import read_words, stick_service, sticks_plugged_in, written_words
from ui.composition.bundle import StickRead, StickWritten
from ui.pages.exchange.stick import StickService, stick_form


@pytest.fixture
def service(desk: Desk) -> StickService:
    return stick_service(desk.lanes, lambda: desk.office, lambda: "huyện")


def _enrol(office: Office) -> None:
    office.store.outbox.enrolled(Enrolment(bytes(16), bytes(32), public_key_of(b"district" * 4), "huyện"))


def test_a_stick_is_written_and_remembered_until_its_receipt(
    desk: Desk, service: StickService, tmp_path: Path, qtbot: QtBot
) -> None:
    desk.run(_enrol)
    desk.receive()
    told: list[object] = []
    service.out(str(tmp_path), told.append, told.append)
    qtbot.waitUntil(lambda: bool(told), timeout=10_000)
    assert str(told[0]).startswith("Đã chép 1 hồ sơ ra USB")
    left_at = desk.run(lambda office: stick_under_way(office.store))
    assert left_at is not None and left_at.replace(microsecond=0) == desk.clock.at
    desk.run(lambda office: office.store.outbox.receipt_stored(office.store.outbox.head()[0], desk.clock.at, b""))
    assert desk.run(lambda office: stick_under_way(office.store)) is None


def test_a_desk_without_keys_a_stick_that_is_gone_and_one_without_an_answer_are_told(
    desk: Desk, service: StickService, tmp_path: Path, qtbot: QtBot
) -> None:
    told: list[object] = []
    service.out(str(tmp_path), told.append, told.append)
    qtbot.waitUntil(lambda: len(told) == 1, timeout=10_000)
    desk.run(_enrol)
    service.out(str(tmp_path / "away"), told.append, told.append)
    service.back(str(tmp_path), told.append, told.append)
    qtbot.waitUntil(lambda: len(told) == 3, timeout=10_000)
    kinds = [type(error) for error in told]
    assert kinds == [StickBeforeEnrolmentError, StickGoneError, StickWithoutAnswerError]


def test_plugged_in_sticks_are_folders_with_words() -> None:
    assert all(Path(folder).is_dir() and "còn trống" in words for folder, words in sticks_plugged_in())


def test_what_was_written_is_never_called_sent() -> None:
    for written in (StickWritten(3, 40, 1), StickWritten(0, 2, 1), StickWritten(0, 0, 0)):
        words = written_words(written, "huyện")
        assert "đã gửi" not in words.lower() and "đã nhận" not in words.lower()
    assert "3 hồ sơ" in written_words(StickWritten(3, 40, 1), "huyện")
    assert "Không có việc nào chờ gửi" in written_words(StickWritten(0, 0, 0), "huyện")


def test_scans_are_counted_apart() -> None:
    assert "Đã chép 3 hồ sơ và 5 bản quét ra USB" in written_words(StickWritten(3, 40, 1, 5), "huyện")
    assert "Đã chép 5 bản quét ra USB" in written_words(StickWritten(0, 0, 0, 5), "huyện")
    assert "Còn 2 bản quét để lần chép sau" in written_words(StickWritten(3, 40, 1, 5, 2), "huyện")
    assert "bản quét" not in written_words(StickWritten(3, 40, 1), "huyện")
    said = read_words(StickRead(9, 0, 0, again=False, is_old=False, scans=5, scans_refused=1), "huyện")
    assert said == "Huyện đã nhận đủ mọi hồ sơ của máy này. Huyện đã nhận 5 bản quét. 1 bản quét huyện chưa nhận."


def test_a_desk_that_asks_to_be_taken_in_is_told_what_comes_next() -> None:
    asked = written_words(StickWritten(3, 0, 0, asks_in=True), "huyện")
    assert "đơn ghi danh" in asked and "hồ sơ chép được sau khi trả lời về" in asked
    assert "1234\N{NO-BREAK SPACE}5678" in read_words(
        StickRead(0, 3, 0, again=False, is_old=False, digits="1234 5678"), "huyện"
    )


def test_the_dialog_promises_only_what_the_stick_will_carry() -> None:
    assert "niêm phong" in stick_form((), "Chép", back=False).body
    asking = stick_form((), "Chép", back=False, is_enrolled=False).body
    assert "chỉ mang đơn ghi danh" in asking and "không đọc được gì" not in asking


def test_only_what_nothing_is_missing_of_is_called_received_in_full() -> None:
    assert read_words(StickRead(9, 0, 2, again=False, is_old=False), "tỉnh") == (
        "Tỉnh đã nhận đủ mọi hồ sơ của máy này. Tỉnh gửi về 2 mục."
    )
    for read in (
        StickRead(9, 1, 0, again=False, is_old=False),
        StickRead(0, 1, 0, again=False, is_old=False),
        StickRead(9, 1, 0, again=True, is_old=False),
        StickRead(0, 1, 0, again=False, is_old=True),
    ):
        assert "đủ" not in read_words(read, "tỉnh")
