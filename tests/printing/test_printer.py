"""Slips go out through a real print service; what went wrong is told, and nothing waits for ever."""

import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from desk_app.domain.errors import DeskError
from printing.errors import NoPrinterError, PrinterRefusedError, PrinterSilentError
from printing.fonts import Typeface
from printing.paper import Paper
from printing.press import press
from printing.printer import JobId, JobState, LpPrinter, PrinterState
from printing.printer_trouble import trouble_in, trouble_of
from printing.thermal import roll_bytes
from tests.printing.print_service import ListeningPrinter, PrintService, free_port, running_service, until
from tests.printing.samples import PRINTED_AT, everyday
from ui.composition.paper import printer_named

ONCE: Any = {"print_number": 1, "printed_at": PRINTED_AT}
SLIP = b"%PDF-1.5\n%\xe2\xe3\xcf\xd3\nnot much of a slip\n%%EOF\n" * 200


@pytest.fixture(scope="module")
def service() -> Iterator[PrintService]:
    with running_service() as running:
        yield running


@pytest.fixture
def address(service: PrintService, monkeypatch: pytest.MonkeyPatch) -> PrintService:
    monkeypatch.setenv("CUPS_SERVER", service.address)
    return service


@pytest.fixture
def paper_tray() -> Iterator[ListeningPrinter]:
    printer = ListeningPrinter()
    yield printer
    printer.close()


def test_a_slip_reaches_the_printer_byte_for_byte(address: PrintService, paper_tray: ListeningPrinter) -> None:
    address.add_queue("laser", paper_tray.port)
    printer = LpPrinter("laser")
    assert printer.state() is PrinterState.READY
    job = printer.send(SLIP, "Giấy tiếp nhận; rm -rf / $(reboot)")
    until(lambda: printer.job_state(job) is JobState.DONE)
    assert paper_tray.jobs == [SLIP]
    assert "laser" in printer.printers()


@pytest.mark.parametrize("paper", [Paper.ROLL_80, Paper.ROLL_58], ids=lambda paper: paper.value)
def test_a_roll_reaches_the_thermal_printer_as_its_dots(
    address: PrintService, paper_tray: ListeningPrinter, typeface: Typeface, paper: Paper
) -> None:
    address.add_queue("thermal", paper_tray.port)
    pdf = press(everyday(), paper, **ONCE, typeface=typeface)
    job = printer_named("nowhere", "thermal", roll_cut=False).send(pdf, "Giấy hẹn")
    assert isinstance(job, JobId)
    until(lambda: LpPrinter("thermal").job_state(job) is JobState.DONE)
    assert paper_tray.jobs == [roll_bytes(pdf, has_cutter=False)]
    assert paper_tray.jobs[0].startswith(b"\x1b@\x1dv0\x00")


def test_a_sheet_goes_to_the_other_printer_even_with_a_thermal_one(
    address: PrintService, paper_tray: ListeningPrinter, typeface: Typeface
) -> None:
    address.add_queue("laser", paper_tray.port)
    pdf = press(everyday(), Paper.A5, **ONCE, typeface=typeface)
    assert roll_bytes(pdf) is None
    job = printer_named("laser", "nowhere").send(pdf, "slip")
    assert isinstance(job, JobId)
    until(lambda: LpPrinter("laser").job_state(job) is JobState.DONE)
    assert paper_tray.jobs == [pdf]
    with pytest.raises(NoPrinterError):
        printer_named("laser", "nowhere").send(press(everyday(), Paper.ROLL_80, **ONCE, typeface=typeface), "slip")


def test_the_default_printer_is_used_when_none_is_named(address: PrintService, paper_tray: ListeningPrinter) -> None:
    address.add_queue("counter", paper_tray.port)
    address.administer("lpadmin", "-d", "counter")
    printer = LpPrinter()
    assert printer.state() is PrinterState.READY
    job = printer.send(SLIP, "slip", copies=2)
    assert job.text.startswith("counter-")
    until(lambda: printer.job_state(job) is JobState.DONE)
    assert b"".join(paper_tray.jobs) == SLIP * 2


def test_a_stopped_queue_is_reported_and_the_slip_waits(address: PrintService, paper_tray: ListeningPrinter) -> None:
    address.add_queue("jammed", paper_tray.port)
    address.administer("cupsdisable", "jammed")
    printer = LpPrinter("jammed")
    assert printer.state() is PrinterState.STOPPED
    job = printer.send(SLIP, "slip")
    assert printer.job_state(job) is JobState.WAITING
    assert paper_tray.jobs == []
    address.administer("cupsenable", "jammed")
    until(lambda: printer.job_state(job) is JobState.DONE)
    assert paper_tray.jobs == [SLIP]


def test_a_cancelled_slip_did_not_come_out(address: PrintService, paper_tray: ListeningPrinter) -> None:
    address.add_queue("away", paper_tray.port)
    address.administer("cupsdisable", "away")
    printer = LpPrinter("away")
    job = printer.send(SLIP, "slip")
    address.administer("cancel", job.text)
    until(lambda: printer.job_state(job) is JobState.FAILED)


def test_a_slip_given_up_by_the_service_did_not_come_out(address: PrintService) -> None:
    address.add_queue("unplugged", free_port(), "-o", "printer-error-policy=abort-job")
    printer = LpPrinter("unplugged")
    job = printer.send(SLIP, "slip")
    assert printer.job_state(job) is JobState.WAITING
    until(lambda: printer.job_state(job) is not JobState.WAITING)
    assert printer.job_state(job) is JobState.FAILED


def test_a_queue_that_takes_no_jobs_refuses(address: PrintService, paper_tray: ListeningPrinter) -> None:
    address.add_queue("closed", paper_tray.port)
    address.administer("cupsreject", "closed")
    with pytest.raises(PrinterRefusedError) as refused:
        LpPrinter("closed").send(SLIP, "slip")
    assert refused.value.facts["reason"]


def test_an_unknown_printer_and_an_unknown_job_are_told(address: PrintService) -> None:
    printer = LpPrinter("nowhere")
    assert printer.state() is PrinterState.NONE
    assert printer.job_state(JobId("nowhere-99")) is JobState.UNKNOWN
    with pytest.raises(NoPrinterError):
        printer.send(SLIP, "slip")


def test_the_command_line_answers_where_the_service_cannot_be_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CUPS_SERVER", f"127.0.0.1:{free_port()}")
    listing = tmp_path / "lpstat"
    listing.write_text("#!/bin/sh\necho 'laser-17    clerk   2048   Sun Nov 22'\n")
    listing.chmod(listing.stat().st_mode | stat.S_IXUSR)
    printer = LpPrinter("laser", lpstat=str(listing))
    assert printer.job_state(JobId("laser-17")) is JobState.WAITING
    assert printer.job_state(JobId("laser-18")) is JobState.UNKNOWN


def test_no_print_service_is_no_printer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CUPS_SERVER", f"127.0.0.1:{free_port()}")
    printer = LpPrinter()
    assert printer.state() is PrinterState.NONE
    assert printer.printers() == ()
    with pytest.raises(NoPrinterError):
        printer.send(SLIP, "slip")


def test_a_machine_without_lp_has_no_printer(tmp_path: Path) -> None:
    printer = LpPrinter("laser", lp=str(tmp_path / "lp"), lpstat=str(tmp_path / "lpstat"))
    assert printer.state() is PrinterState.NONE
    with pytest.raises(NoPrinterError) as told:
        printer.send(SLIP, "slip")
    assert isinstance(told.value, DeskError)


def test_a_print_service_that_hangs_does_not_hold_the_desk(tmp_path: Path) -> None:
    hanging = tmp_path / "lp"
    hanging.write_text("#!/bin/sh\nexec tail -f /dev/null\n")
    hanging.chmod(hanging.stat().st_mode | stat.S_IXUSR)
    printer = LpPrinter("laser", seconds=0.3, lp=str(hanging), lpstat=str(hanging))
    assert printer.state() is PrinterState.NONE
    with pytest.raises(PrinterSilentError):
        printer.send(b"%PDF", "slip")


def test_what_holds_a_slip_up_is_told_in_a_word(address: PrintService, paper_tray: ListeningPrinter) -> None:
    address.add_queue("held", paper_tray.port)
    printer = LpPrinter("held")
    assert trouble_of(printer) == ""
    address.administer("cupsdisable", "held")
    assert trouble_of(printer) == "stopped"
    assert trouble_of(LpPrinter("nowhere")) == "none"


def test_a_printer_that_is_switched_off_is_told(address: PrintService) -> None:
    address.add_queue("dark", free_port(), "-o", "printer-error-policy=retry-job")
    printer = LpPrinter("dark")
    printer.send(SLIP, "slip")
    until(lambda: trouble_of(printer) == "offline")


@pytest.mark.parametrize(
    ("report", "trouble"),
    [
        ("printer laser is idle.\n\tAlerts: none", ""),
        ("printer laser now printing laser-3.\n\tAlerts: media-empty-error", "paper"),
        ("printer laser disabled since Wed -\n\tOut of paper in tray 2\n\tAlerts: none", "paper"),
        ("printer laser disabled\n\tAlerts: media-empty-warning media-jam-error", "jam"),
        ("printer laser\n\tAlerts: cover-open-error toner-low-report", "cover"),
        ("printer laser\n\tAlerts: toner-low-warning", ""),
        ("printer laser\n\tAlerts: marker-supply-empty-error", "ink"),
        ("printer laser\n\tAlerts: offline-report", "offline"),
        ("", ""),
    ],
)
def test_reports_of_a_printer_are_understood(report: str, trouble: str) -> None:
    assert trouble_in(report) == trouble
