"""The print queue empties itself, never holds the counter up, and never says "printed" when nobody knows."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

import pytest
from pytestqt.exceptions import capture_exceptions
from pytestqt.qtbot import QtBot

from desk_app.domain.errors import DeskError
from desk_app.domain.events import SlipPrinted
from desk_app.domain.slip import Slip
from desk_app.ports import PrintState
from desk_app.usecases import slips
from printing.errors import NoPrinterError, PrinterRefusedError, PrinterSilentError, SlipTooLongError
from tests.ui.office_pages.conftest import Desk
from ui.opened_pdf import NOT_PRINTED, OpenedPdf
from ui.print_job import UNFORESEEN, PrintRunner


@dataclass(frozen=True)
class Paper:
    pdf: bytes
    digest: bytes = b"d" * 32


class Printing:
    """A press and a printer that do as told, and everything the runner said."""

    def __init__(self, desk: Desk) -> None:
        self.pressed: list[tuple[str, str, int]] = []
        self.sent: list[tuple[bytes, str]] = []
        self.opened: list[tuple[bytes, str]] = []
        self.said: list[tuple[object, ...]] = []
        self.fails: dict[str, Exception] = {}
        self.press_fails: Exception | None = None
        self.viewer, self.no_room = True, False
        self.fits: set[str] = set()
        self.may_send = threading.Event()
        self.may_send.set()
        self.threads: set[int] = set()
        self.runner = PrintRunner(desk.counter, desk.lanes, self._press, self._send, self._open)
        for name in ("printed", "failed", "no_printer", "larger_sheet", "questions"):
            getattr(self.runner, name).connect(lambda *said, name=name: self.said.append((name, *said)))

    def _press(self, slip: object, paper: str, print_number: int, at: datetime) -> Paper:
        assert isinstance(slip, Slip)
        self.threads.add(threading.get_ident())
        self.pressed.append((slip.number, paper, print_number))
        if self.press_fails is not None and paper not in self.fits:
            raise self.press_fails
        return Paper(f"{slip.number} {paper} {print_number}".encode())

    def _send(self, pdf: bytes, title: str) -> str:
        assert self.may_send.wait(10)
        self.sent.append((pdf, title))
        if title in self.fails:
            raise self.fails[title]
        return "laser-1"

    def _open(self, pdf: bytes, title: str) -> OpenedPdf:
        self.opened.append((pdf, title))
        if self.no_room:
            raise OSError("no space left")
        return OpenedPdf(f"/tmp/{title}.pdf", self.viewer)


@pytest.fixture
def printing(desk: Desk) -> Iterator[Printing]:
    made = Printing(desk)
    yield made
    made.may_send.set()
    made.runner.close()


def states(desk: Desk) -> list[tuple[PrintState, str]]:
    return [(row.state, row.note) for row in desk.run(lambda office: office.store.register.prints())]


def test_every_waiting_print_goes_out_once_in_the_order_asked(desk: Desk, printing: Printing, qtbot: QtBot) -> None:
    numbers = [desk.receive(paper="a5") for _ in range(3)]
    printing.runner.wake()
    qtbot.waitUntil(lambda: len(printing.said) == 3, timeout=5000)
    assert printing.said == [("printed", number) for number in numbers]
    assert printing.sent == [(f"{number} a5 1".encode(), f"{number}_1") for number in numbers]
    assert states(desk) == [(PrintState.PRINTED, "")] * 3
    assert printing.threads.isdisjoint({threading.get_ident(), desk.run(lambda _: threading.get_ident())})


def test_a_wish_that_comes_while_the_printer_works_is_not_forgotten(
    desk: Desk, printing: Printing, qtbot: QtBot
) -> None:
    printing.may_send.clear()
    first = desk.receive(paper="a5")
    printing.runner.wake()
    qtbot.waitUntil(lambda: bool(printing.pressed), timeout=5000)
    second = desk.receive(paper="a5")
    printing.runner.wake()
    printing.may_send.set()
    qtbot.waitUntil(lambda: len(printing.said) == 2, timeout=5000)
    assert [title for _, title in printing.sent] == [f"{first}_1", f"{second}_1"]


def test_a_printer_that_hangs_does_not_hold_the_counter_up(desk: Desk, printing: Printing, qtbot: QtBot) -> None:
    printing.may_send.clear()
    desk.receive(paper="a5")
    printing.runner.wake()
    qtbot.waitUntil(lambda: bool(printing.pressed), timeout=5000)
    desk.receive("Y Wơl Niê Kđăm")
    desk.settled()
    assert desk.run(lambda office: office.store.register.status()).dossiers == 2
    assert states(desk) == [(PrintState.PRINTING, "")]


@pytest.mark.parametrize(("viewer", "words"), [(True, "đã mở tệp PDF"), (False, "không mở được tệp PDF")])
def test_without_a_printer_the_print_is_not_out_and_its_pdf_is_named(
    desk: Desk, printing: Printing, qtbot: QtBot, viewer: bool, words: str
) -> None:
    number = desk.receive(paper="a4")
    printing.viewer = viewer
    printing.fails[f"{number}_1"] = NoPrinterError(reason="none")
    printing.runner.wake()
    qtbot.waitUntil(lambda: bool(printing.said), timeout=5000)
    assert printing.opened == [(f"{number} a4 1".encode(), f"{number}_1")]
    ((kind, said, sentence),) = printing.said
    assert (kind, said) == ("no_printer", number)
    for part in ("Giấy tiếp nhận và hẹn trả chưa in", words, f"/tmp/{number}_1.pdf"):
        assert part in str(sentence)
    ((state, note),) = states(desk)
    assert state is PrintState.FAILED and note.startswith(NOT_PRINTED) and f"/tmp/{number}_1.pdf" in note
    history = desk.run(lambda office: office.store.register.dossier(number)).history
    assert not any(isinstance(event.body, SlipPrinted) for event in history)
    printing.fails.clear()
    desk.run(lambda office: slips.print_again(office, office.store.register.prints()[0].print_id))
    printing.runner.wake()
    qtbot.waitUntil(lambda: len(printing.said) == 2, timeout=5000)
    assert states(desk) == [(PrintState.PRINTED, "")]


def test_no_printer_and_no_room_for_the_pdf_is_the_printers_own_word(
    desk: Desk, printing: Printing, qtbot: QtBot
) -> None:
    number = desk.receive(paper="a4")
    printing.fails[f"{number}_1"], printing.no_room = NoPrinterError(reason="none"), True
    printing.runner.wake()
    qtbot.waitUntil(lambda: bool(printing.said), timeout=5000)
    ((state, note),) = states(desk)
    assert state is PrintState.FAILED and note.startswith("Không có máy in nào trả lời.")


@pytest.mark.parametrize(("asked", "sheet"), [("a5", "khổ A5"), ("a4_two", "khổ hai liên A5")])
def test_a_slip_too_long_for_its_sheet_goes_on_a4_by_itself_and_says_so(
    desk: Desk, printing: Printing, qtbot: QtBot, asked: str, sheet: str
) -> None:
    number = desk.receive(paper=asked)
    printing.press_fails, printing.fits = SlipTooLongError(number=number), {"a4"}
    printing.runner.wake()
    qtbot.waitUntil(lambda: len(printing.said) == 2, timeout=5000)
    sentence = f"Giấy hẹn dài quá {sheet} nên in trên A4."
    assert printing.said == [("printed", number), ("larger_sheet", number, sentence)]
    assert printing.sent == [(f"{number} a4 1".encode(), f"{number}_1")]
    assert states(desk) == [(PrintState.PRINTED, sentence)]
    history = desk.run(lambda office: office.store.register.dossier(number)).history
    assert [event.body.paper for event in history if isinstance(event.body, SlipPrinted)] == ["a4"]


def test_a_slip_too_long_for_any_sheet_is_kept_as_failed(desk: Desk, printing: Printing, qtbot: QtBot) -> None:
    number = desk.receive(paper="a5")
    printing.press_fails = SlipTooLongError(number=number)
    printing.runner.wake()
    qtbot.waitUntil(lambda: len(printing.said) == 1, timeout=5000)
    assert [paper for _, paper, _ in printing.pressed] == ["a5", "a4"]
    assert states(desk)[0][0] is PrintState.FAILED


def test_a_larger_sheet_without_a_printer_opens_and_says_both(desk: Desk, printing: Printing, qtbot: QtBot) -> None:
    number = desk.receive(paper="a5")
    printing.press_fails, printing.fits = SlipTooLongError(number=number), {"a4"}
    printing.fails[f"{number}_1"] = NoPrinterError(reason="none")
    printing.runner.wake()
    qtbot.waitUntil(lambda: bool(printing.said), timeout=5000)
    ((state, note),) = states(desk)
    assert state is PrintState.FAILED
    assert note.startswith(NOT_PRINTED) and "in trên A4" in note


@pytest.mark.parametrize(
    ("harm", "words"),
    [(PrinterRefusedError(reason="hết giấy"), "hết giấy"), (SlipTooLongError(number="1017"), "dài quá mức")],
)
def test_a_print_that_did_not_get_out_is_kept_with_its_reason_and_the_next_goes_on(
    desk: Desk, printing: Printing, qtbot: QtBot, harm: DeskError, words: str
) -> None:
    first, second = desk.receive(paper="a5"), desk.receive(paper="a5")
    printing.fails[f"{first}_1"] = harm
    printing.runner.wake()
    qtbot.waitUntil(lambda: len(printing.said) == 2, timeout=5000)
    assert printing.said[1] == ("printed", second)
    (state, note), _ = states(desk)
    assert state is PrintState.FAILED
    assert words in note
    assert printing.said[0] == ("failed", first, note)


def test_a_printer_that_did_not_answer_in_time_leaves_a_question(desk: Desk, printing: Printing, qtbot: QtBot) -> None:
    number = desk.receive(paper="a5")
    printing.fails[f"{number}_1"] = PrinterSilentError(reason="10 s")
    printing.runner.wake()
    qtbot.waitUntil(lambda: bool(printing.said), timeout=5000)
    assert printing.said == [("questions", 1)]
    assert states(desk) == [(PrintState.ASK, "")]


def test_a_bug_in_the_press_fails_one_print_and_reaches_the_last_resort(
    desk: Desk, printing: Printing, qtbot: QtBot
) -> None:
    number = desk.receive(paper="a5")
    printing.press_fails = ZeroDivisionError("bug")
    with capture_exceptions() as caught:
        printing.runner.wake()
        qtbot.waitUntil(lambda: bool(printing.said) and bool(caught), timeout=5000)
    assert printing.said == [("failed", number, UNFORESEEN)]
    assert [type(error) for _, error, _ in caught] == [ZeroDivisionError]
    assert states(desk) == [(PrintState.FAILED, UNFORESEEN)]
    printing.press_fails = None
    desk.run(lambda office: slips.ask_print(office, number))
    printing.runner.wake()
    qtbot.waitUntil(lambda: ("printed", number) in printing.said, timeout=5000)


def test_a_print_taken_before_the_desk_was_locked_is_settled_all_the_same(
    desk: Desk, printing: Printing, qtbot: QtBot
) -> None:
    printing.may_send.clear()
    number = desk.receive(paper="a5")
    printing.runner.wake()
    qtbot.waitUntil(lambda: bool(printing.pressed), timeout=5000)
    desk.counter.close()
    printing.may_send.set()
    qtbot.waitUntil(lambda: printing.said == [("printed", number)], timeout=5000)
    assert not printing.runner.is_busy


def test_behind_the_gate_nothing_is_taken_from_the_queue(desk: Desk, printing: Printing, qtbot: QtBot) -> None:
    number = desk.receive(paper="a5")
    office = desk.counter.close()
    printing.runner.wake()
    desk.settled()
    assert states(desk) == [(PrintState.WAITING, "")]
    assert office is not None
    desk.counter.open(office)
    printing.runner.wake()
    qtbot.waitUntil(lambda: printing.said == [("printed", number)], timeout=5000)


def test_closing_in_the_middle_leaves_the_question_for_the_next_start(
    desk: Desk, printing: Printing, qtbot: QtBot
) -> None:
    printing.may_send.clear()
    desk.receive(paper="a5")
    printing.runner.wake()
    qtbot.waitUntil(lambda: bool(printing.pressed), timeout=5000)
    printing.may_send.set()
    printing.runner.close()
    desk.settled()
    assert printing.said == []
    assert states(desk) == [(PrintState.PRINTING, "")]


def test_a_print_is_shown_again_without_being_sent(desk: Desk, printing: Printing, qtbot: QtBot) -> None:
    number = desk.receive(paper="a5")
    (row,) = desk.run(lambda office: office.store.register.prints())
    shown: list[tuple[bytes, str]] = []
    printing.runner.pdf_of(row.print_id, lambda pdf, title: shown.append((pdf, title)))
    qtbot.waitUntil(lambda: bool(shown), timeout=5000)
    assert shown == [(f"{number} a5 1".encode(), f"{number}_1")]
    assert printing.sent == []
    assert states(desk) == [(PrintState.WAITING, "")]


def test_a_print_that_cannot_be_shown_says_why(desk: Desk, printing: Printing, qtbot: QtBot) -> None:
    desk.receive(paper="a5")
    (row,) = desk.run(lambda office: office.store.register.prints())
    printing.press_fails = SlipTooLongError(number="1017")
    refused: list[DeskError] = []
    tell: Callable[[DeskError], None] = refused.append
    printing.runner.pdf_of(row.print_id, lambda pdf, title: None, tell)
    qtbot.waitUntil(lambda: bool(refused), timeout=5000)
    assert refused == [printing.press_fails]
