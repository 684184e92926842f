"""A print counts as printed once it came out: what holds it up is told, and a batch waits for those who stand here."""

from collections.abc import Iterator
from datetime import date
from functools import partial

import pytest
from pytestqt.qtbot import QtBot

from desk_app.ports import PrintState
from desk_app.usecases.day_prints import queue_batch
from printing.errors import NoPrinterError
from tests.ui.office_pages.conftest import Desk
from tests.ui.office_pages.test_print_job import Printing, states
from ui.job_watch import GIVEN_UP, TROUBLES, JobNews
from ui.print_job import PrintRunner

TODAY = date(2026, 12, 9)


class Watched(Printing):
    """A printer that says of each job what the test says."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.runner.close()
        self.news: dict[str, JobNews] = {}
        self.usual = JobNews("done")
        self.runner = PrintRunner(
            desk.counter,
            desk.lanes,
            self._press,
            self._send,
            self._open,
            look=self._look,
        )
        for name in ("printed", "failed", "no_printer", "held", "questions"):
            getattr(self.runner, name).connect(lambda *said, name=name: self.said.append((name, *said)))

    def _send(self, pdf: bytes, title: str) -> str:
        super()._send(pdf, title)
        return title

    def _look(self, job: object) -> JobNews:
        return self.news.get(str(job), self.usual)


@pytest.fixture
def printing(desk: Desk) -> Iterator[Watched]:
    made = Watched(desk)
    yield made
    made.runner.close()


def title(number: str) -> str:
    return f"{number}_1"


def test_a_slip_held_by_an_empty_tray_says_so_and_is_printed_once_there_is_paper(
    desk: Desk, printing: Watched, qtbot: QtBot
) -> None:
    first, second = desk.receive(paper="a5"), desk.receive(paper="a5")
    printing.news[title(first)] = JobNews("waiting", "paper")
    printing.runner.wake()
    qtbot.waitUntil(lambda: bool(printing.said), timeout=5000)
    assert printing.said == [("held", first, TROUBLES["paper"])]
    assert states(desk) == [(PrintState.PRINTING, TROUBLES["paper"]), (PrintState.WAITING, "")]
    printing.news[title(first)] = JobNews("done")
    qtbot.waitUntil(lambda: len(printing.said) == 3, timeout=5000)
    assert printing.said[1:] == [("printed", first), ("printed", second)]
    assert states(desk) == [(PrintState.PRINTED, "")] * 2


def test_the_trouble_changes_its_words_and_goes_away(desk: Desk, printing: Watched, qtbot: QtBot) -> None:
    number = desk.receive(paper="a5")
    for trouble, note in (("jam", TROUBLES["jam"]), ("cover", TROUBLES["cover"]), ("", "")):
        printing.news[title(number)] = JobNews("waiting", trouble)
        printing.runner.wake()
        wanted = [(PrintState.PRINTING, note)]
        qtbot.waitUntil(partial(lambda wanted: states(desk) == wanted, wanted), timeout=5000)
    assert [said[0] for said in printing.said] == ["held", "held"]


def test_a_job_the_service_gave_up_is_kept_as_failed_and_the_next_goes_on(
    desk: Desk, printing: Watched, qtbot: QtBot
) -> None:
    first, second = desk.receive(paper="a5"), desk.receive(paper="a5")
    printing.news[title(first)] = JobNews("failed")
    printing.runner.wake()
    qtbot.waitUntil(lambda: len(printing.said) == 2, timeout=5000)
    assert printing.said == [("failed", first, GIVEN_UP), ("printed", second)]
    assert states(desk) == [(PrintState.FAILED, GIVEN_UP), (PrintState.PRINTED, "")]


def test_nobody_has_to_wait_for_a_printer_that_holds_a_slip(desk: Desk, printing: Watched, qtbot: QtBot) -> None:
    first, second = desk.receive(paper="a5"), desk.receive(paper="a5")
    printing.news[title(first)] = JobNews("waiting", "offline")
    printing.runner.wake()
    qtbot.waitUntil(lambda: bool(printing.said), timeout=5000)
    (row, _) = desk.run(lambda office: office.store.register.prints())
    printing.runner.stop_waiting(row.print_id)
    qtbot.waitUntil(lambda: ("printed", second) in printing.said, timeout=5000)
    assert states(desk)[0] == (PrintState.ASK, "")


def test_what_a_citizen_waits_for_comes_out_before_the_rest_of_a_batch(
    desk: Desk, printing: Watched, qtbot: QtBot
) -> None:
    numbers = [desk.receive() for _ in range(3)]
    printing.news[title(numbers[0])] = JobNews("waiting")
    desk.run(lambda office: queue_batch(office, TODAY, TODAY, "Trong tập"))
    printing.runner.wake()
    qtbot.waitUntil(lambda: bool(printing.sent), timeout=5000)
    urgent = desk.receive(paper="a5")
    del printing.news[title(numbers[0])]
    qtbot.waitUntil(lambda: len(printing.said) == 4, timeout=8000)
    assert [number for _, number in printing.said] == [numbers[0], urgent, *numbers[1:]]


@pytest.mark.parametrize("harm", [NoPrinterError(reason="none"), None])
def test_a_batch_stops_at_its_first_failure_opens_nothing_and_goes_on_when_told(
    desk: Desk, printing: Watched, qtbot: QtBot, harm: NoPrinterError | None
) -> None:
    numbers = [desk.receive() for _ in range(3)]
    if harm is not None:
        printing.fails[title(numbers[1])] = harm
    else:
        printing.news[title(numbers[1])] = JobNews("failed")
    desk.run(lambda office: queue_batch(office, TODAY, TODAY, "Trong tập"))
    printing.runner.wake()
    qtbot.waitUntil(lambda: len(printing.said) == 2, timeout=5000)
    desk.settled()
    kept = [PrintState.PRINTED, PrintState.FAILED, PrintState.WAITING]
    assert [state for state, _ in states(desk)] == kept
    printing.runner.wake()
    desk.settled()
    assert [state for state, _ in states(desk)] == kept
    assert printing.opened == []
    printing.runner.go_on()
    qtbot.waitUntil(lambda: ("printed", numbers[2]) in printing.said, timeout=5000)
