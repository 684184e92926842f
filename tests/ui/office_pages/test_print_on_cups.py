"""The queue on a real print service: a stopped printer holds a slip, one that is gone fails it, and all is told."""

from collections.abc import Iterator
from datetime import date, datetime

import pytest
from pytestqt.qtbot import QtBot

from desk_app.ports import PrintState
from desk_app.usecases.day_prints import queue_batch
from printing.printer import JobId
from tests.printing.print_service import ListeningPrinter, PrintService, free_port, running_service
from tests.ui.office_pages.conftest import Desk
from tests.ui.office_pages.test_print_job import Paper, states
from ui.composition.paper import job_news_of, printer_named
from ui.job_watch import GIVEN_UP, TROUBLES, JobNews
from ui.opened_pdf import OpenedPdf
from ui.print_job import PrintRunner

PATIENCE_MS = 30_000


class OnService:
    """A runner that prints on one queue of the service, and what it said."""

    def __init__(self, desk: Desk, queue: str) -> None:
        self.said: list[tuple[object, ...]] = []
        self.opened: list[str] = []
        self.runner = PrintRunner(
            desk.counter,
            desk.lanes,
            self._press,
            lambda pdf, title: printer_named(queue).send(pdf, title),
            self._open,
            look=lambda job: JobNews(*job_news_of(queue, job)),
        )
        for name in ("printed", "failed", "held"):
            getattr(self.runner, name).connect(lambda *said, name=name: self.said.append((name, *said)))

    def _open(self, pdf: bytes, title: str) -> OpenedPdf:
        self.opened.append(title)
        return OpenedPdf(f"/tmp/{title}.pdf", True)

    def _press(self, slip: object, paper: str, print_number: int, at: datetime) -> Paper:
        return Paper(b"%PDF-1.5 slip")


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch) -> Iterator[PrintService]:
    with running_service() as running:
        monkeypatch.setenv("CUPS_SERVER", running.address)
        yield running


@pytest.fixture
def tray() -> Iterator[ListeningPrinter]:
    printer = ListeningPrinter()
    yield printer
    printer.close()


def test_a_stopped_queue_holds_the_batch_and_goes_on_by_itself(
    desk: Desk, qtbot: QtBot, service: PrintService, tray: ListeningPrinter
) -> None:
    service.add_queue("laser", tray.port)
    service.administer("cupsdisable", "laser")
    numbers = [desk.receive() for _ in range(2)]
    today = date(2026, 12, 9)
    desk.run(lambda office: queue_batch(office, today, today, "Trong tập"))
    printing = OnService(desk, "laser")
    printing.runner.wake()
    qtbot.waitUntil(lambda: bool(printing.said), timeout=PATIENCE_MS)
    assert printing.said == [("held", numbers[0], TROUBLES["stopped"])]
    assert [state for state, _ in states(desk)] == [PrintState.PRINTING, PrintState.WAITING]
    assert tray.jobs == []
    service.administer("cupsenable", "laser")
    qtbot.waitUntil(lambda: len(printing.said) == 3, timeout=PATIENCE_MS)
    assert printing.said[1:] == [("printed", number) for number in numbers]
    assert len(tray.jobs) == 2
    assert states(desk) == [(PrintState.PRINTED, "")] * 2
    printing.runner.close()


def test_a_slip_the_service_gave_up_is_never_called_printed(desk: Desk, qtbot: QtBot, service: PrintService) -> None:
    service.add_queue("unplugged", free_port(), "-o", "printer-error-policy=abort-job")
    number = desk.receive(paper="a5")
    printing = OnService(desk, "unplugged")
    printing.runner.wake()
    qtbot.waitUntil(lambda: ("failed", number, GIVEN_UP) in printing.said, timeout=PATIENCE_MS)
    assert states(desk) == [(PrintState.FAILED, GIVEN_UP)]
    assert printing.opened == []
    printing.runner.close()


def test_a_service_that_went_away_leaves_the_slip_waiting_not_printed(
    desk: Desk, qtbot: QtBot, service: PrintService, tray: ListeningPrinter, monkeypatch: pytest.MonkeyPatch
) -> None:
    service.add_queue("laser", tray.port)
    service.administer("cupsdisable", "laser")
    number = desk.receive(paper="a5")
    printing = OnService(desk, "laser")
    printing.runner.wake()
    qtbot.waitUntil(lambda: bool(printing.said), timeout=PATIENCE_MS)
    monkeypatch.setenv("CUPS_SERVER", f"127.0.0.1:{free_port()}")
    qtbot.waitUntil(lambda: ("held", number, TROUBLES["none"]) in printing.said, timeout=PATIENCE_MS)
    assert states(desk) == [(PrintState.PRINTING, TROUBLES["none"])]
    monkeypatch.setenv("CUPS_SERVER", service.address)
    service.administer("cupsenable", "laser")
    qtbot.waitUntil(lambda: ("printed", number) in printing.said, timeout=PATIENCE_MS)
    printing.runner.close()


def test_a_job_the_service_has_forgotten_left_it_long_ago(service: PrintService, tray: ListeningPrinter) -> None:
    service.add_queue("laser", tray.port)
    assert job_news_of("laser", JobId("laser-99")) == ("unknown", "")
