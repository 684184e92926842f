"""The open window and the night: sealed at lock and at exit, the courier's receipts taken in at sign-in, and said."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desk_app.usecases.intake import receive
from sync.desk.spool import REFUSAL, Spool
from sync.errors import ForkError
from tests.desks import PASSWORD, application, make_office
from ui.application.desk_window import DeskWindow, Start
from ui.application.program import dress
from ui.background import Background
from ui.composition.courier import spool_delivered
from ui.composition.doorstep import last_status, officers
from ui.composition.embedded_district import EmbeddedDistrict
from ui.composition.exchange import exchange_round
from ui.composition.machine import SystemClock
from ui.composition.scheduling import job_for, place, usual_folder
from ui.pages.exchange.parts import NIGHT

ONCE = timedelta(0)


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Path]:
    """A desk that is enrolled, with nothing waiting, and its district."""
    with EmbeddedDistrict(tmp_path / "district") as district:
        enrolled = {"district_url": district.url, "enrol_code": district.enrol_code("000.00.18.H32", 1)}
        office = make_office(tmp_path / "desk", settings=enrolled)
        exchange_round(office)
        office.store.close()
        yield tmp_path / "desk"


class Hand:
    """A window on the desk, and who works at it."""

    def __init__(self, home: Path, qtbot: QtBot) -> None:
        self.troubles: list[BaseException] = []
        self.home, self.qtbot = home, qtbot
        self.desk = DeskWindow(Start(home), Background(self.troubles.append))
        self.desk.window.show()
        self.desk.begin()

    def sign_in(self) -> None:
        with self.qtbot.waitSignal(self.desk.session.entered, timeout=20_000):
            self.desk.session.sign_in(officers(self.home)[0][0], PASSWORD)
        self.desk.on_store(lambda: None)

    def receive(self, name: str) -> None:
        office = self.desk.session.office
        assert office is not None
        self.desk.on_store(lambda: receive(office, application(name)))

    def lock(self) -> None:
        self.desk.session.lock()
        self.desk.on_store(lambda: None)

    def sentence(self) -> str:
        return self.desk.window.status_bar.sentence.text


@pytest.fixture
def hand(home: Path, qtbot: QtBot, qapp: QApplication) -> Iterator[Hand]:
    dress(qapp)
    hand = Hand(home, qtbot)
    yield hand
    hand.desk.close()
    assert hand.troubles == []


def test_locking_seals_and_the_next_sign_in_says_what_the_night_brought(hand: Hand, qtbot: QtBot) -> None:
    hand.sign_in()
    hand.receive("Y Một")
    hand.lock()
    assert len(Spool(hand.home / "spool").items()) == 1
    went = spool_delivered(hand.home, ONCE)
    assert went is not None and (went.delivered, went.left) == (1, 0)
    spooling = hand.desk.workday.spooling
    with qtbot.waitSignal(spooling.brought, timeout=20_000):
        hand.sign_in()
    qtbot.waitUntil(lambda: "đã nhận đủ mọi hồ sơ" in hand.sentence(), timeout=20_000)
    assert Spool(hand.home / "spool").items() == ()


def test_closing_seals_and_the_gate_of_the_morning_knows(hand: Hand) -> None:
    hand.sign_in()
    hand.receive("Y Hai")
    hand.desk.close()
    before = last_status(hand.home)
    assert before is not None and before.only_here == 1
    assert spool_delivered(hand.home, ONCE) is not None
    after = last_status(hand.home)
    assert after is not None and (after.only_here, after.dossiers) == (0, 1)
    assert after.last_exchange_at is not None and after.last_exchange_at <= SystemClock().now()


def test_while_the_window_is_open_a_save_is_sealed_without_anybody_asking(hand: Hand, qtbot: QtBot) -> None:
    hand.sign_in()
    hand.receive("Y Ba")
    spooling = hand.desk.workday.spooling
    spooling.saved()
    assert 0 < spooling.seals_in_ms <= 15 * 60_000
    spooling.quiet()
    assert spooling.seals_in_ms > 0  # signing in has sealed a moment ago
    spooling.renew()  # what the timer does
    qtbot.waitUntil(lambda: bool(Spool(hand.home / "spool").items()), timeout=20_000)


def test_a_copy_that_the_courier_found_is_said_like_one_that_a_round_found(hand: Hand, qtbot: QtBot) -> None:
    hand.sign_in()
    fork = ForkError(seq=7, newest_epoch=1)
    hand.desk.workday.spooling.forked.emit(fork)
    qtbot.waitUntil(lambda: "Một máy khác" in hand.sentence(), timeout=20_000)


def test_the_exchange_page_says_whether_the_machine_sends_with_nobody_signed_in(
    hand: Hand, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    hand.sign_in()
    hand.desk.window.open("exchange")
    night = hand.desk.window.page("exchange")._cards[0].facts[NIGHT].value  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: night.text() == "Chưa đặt lịch", timeout=20_000)
    job = job_for(hand.home)
    place(job, usual_folder(hand.home))
    wants = usual_folder(hand.home) / "timers.target.wants"  # what `systemctl enable` makes
    wants.mkdir()
    (wants / f"{job.name}.timer").symlink_to(usual_folder(hand.home) / f"{job.name}.timer")
    hand.desk.window.open("intake")
    hand.desk.window.open("exchange")
    qtbot.waitUntil(lambda: night.text() == f"{job.clock} hằng tối", timeout=20_000)


def test_a_refusal_that_nobody_signed_is_not_followed(hand: Hand) -> None:
    hand.sign_in()
    hand.receive("Y Tư")
    hand.lock()
    spool = Spool(hand.home / "spool")
    (item,) = spool.items()
    spool.keep_answer(item.name, REFUSAL, b"FORK")
    hand.sign_in()
    hand.desk.on_store(lambda: None)
    office = hand.desk.session.office
    assert office is not None
    assert hand.desk.on_store(lambda: office.store.outbox.identity().epoch) == 1
    assert spool.answers(REFUSAL) == ()
